"""The gallery in examples/ shows every kind of content, docs/blocks.md its sources and pictures.

The pictures are made again by
`DIPTYCH_LONG=1 DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/test_gallery.py`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.documentation import ROOT
from tests.fingerprints import Change, Fingerprint
from tests.tools import some

from diptych import pipeline
from diptych.blocks import BLOCKS
from diptych.config import BuildConfig
from diptych.model.block import Block
from diptych.model.walk import values_of
from diptych.options import OutputOptions
from diptych.pipeline import Prepared

GALLERY = ROOT / "examples/gallery"
PAGE = ROOT / "docs/blocks.md"
PICTURES = ROOT / "docs/blocks"
WIDTH = 640
COLORS = 200
"""In which a slide of text and flat colours looks as it should."""
MOST_BYTES = 900_000
"""Of all pictures together."""
SHOWN = "atlas-light"
"""The talk that the page has its pictures from."""

pytestmark = pytest.mark.skipif(
    not GALLERY.is_dir(), reason="examples/ is not here: a source distribution carries none"
)
REFRESH = os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1"


def shown() -> Iterator[tuple[str, str]]:
    """Yield the name of each picture of the page, and the source above it."""
    source: list[str] = []
    for line in PAGE.read_text("utf-8").splitlines() if PAGE.is_file() else ():
        picture = re.fullmatch(r"!\[.+\]\(blocks/(.+)\.png\)", line)
        if picture:
            yield picture[1], "\n".join(source).strip("\n") + "\n"
        if line.startswith("    "):
            source.append(line[4:])
        elif not line and source:
            source.append("")
        else:
            source = []


EXAMPLES = dict(shown())


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return pipeline.prepare(BuildConfig(root=GALLERY, outputs=("pptx", "html", "pdf")))


def test_the_gallery_has_nothing_to_report_in_any_theme_mode_or_language(
    prepared: Prepared,
) -> None:
    assert prepared.found == ()
    made = {(one.talk.name, one.locale) for one in prepared.talks}
    talks = [f"{theme}-{mode}" for theme in ("atlas", "plain") for mode in ("light", "dark")]
    assert made == {(talk, locale) for talk in talks for locale in ("en", "ko")}


def test_its_talks_show_the_same_slides(prepared: Prepared) -> None:
    shown = {tuple(one.slide.id for one in talk.slides) for talk in prepared.talks}
    assert len(shown) == 1


def test_each_of_its_slides_is_shown(prepared: Prepared) -> None:
    below = GALLERY / "deck/slides"
    written = {path.relative_to(below).with_suffix("").as_posix() for path in below.rglob("*.md")}
    assert {one.slide.id for one in prepared.talks[0].slides} == written


def test_every_kind_of_content_is_in_it(prepared: Prepared) -> None:
    slides = [one.slide for one in prepared.talks[0].slides]
    assert {kind for slide in slides for kind in _kinds(slide)} == set(BLOCKS.values())


def _kinds(value: object) -> Iterator[type[Block]]:
    """Yield the types of blocks in a value, also of those within others."""
    for block in values_of(value, Block):  # type: ignore[type-abstract]  # any of them
        yield type(block)
        for name in block.__struct_fields__:
            yield from _kinds(getattr(block, name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_the_page_is_the_source_of_a_slide(name: str) -> None:
    slide = GALLERY / "deck/slides" / f"{name.replace('-', '/', 1)}.md"
    assert EXAMPLES[name] == slide.read_text("utf-8")


def test_the_pictures_are_small_and_all_are_shown() -> None:
    stored = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(stored) == set(EXAMPLES)
    assert sum(stored.values()) < MOST_BYTES


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pictures of slides by the names that the page has for them."""
    config = BuildConfig(
        root=GALLERY,
        talks=(SHOWN,),
        locales=("en",),
        outputs=("png",),
        options=OutputOptions(width=WIDTH),
        out=tmp_path_factory.mktemp("gallery"),
    )
    made = pipeline.build(config)
    assert made.found == ()
    drawn = sorted((config.out / SHOWN / "en/png").glob("[0-9]*.png"))
    slides = made.talks[0].slides
    named = zip(slides, drawn, strict=True)
    return {one.slide.id.replace("/", "-"): path for one, path in named if one.part == 1}


@pytest.mark.long
@pytest.mark.parametrize("name", some(list(EXAMPLES), 7))
def test_an_example_looks_as_in_the_picture(name: str, pictures: dict[str, Path]) -> None:
    stored = PICTURES / f"{name}.png"
    with Image.open(pictures[name]) as drawn:
        made = drawn.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    looks = Fingerprint.of(made)
    if REFRESH and (not stored.is_file() or _change(stored, looks)):
        made.save(stored, optimize=True)
    assert _change(stored, looks) is None


def _change(stored: Path, looks: Fingerprint) -> Change | None:
    with Image.open(stored) as picture:
        return Fingerprint.of(picture).change(looks)
