"""Each example of docs/arrangements.md is arranged as its section says, and looks as pictured.

The pictures are made again by
`DIPTYCH_LONG=1 DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/test_arrangement_pictures.py`.
"""

from __future__ import annotations

import io
import math
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw
from tests.authoring import write_files
from tests.documentation import ROOT, blocks
from tests.fingerprints import Fingerprint

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.options import OutputOptions
from diptych.resolve.arrangements import ARRANGEMENTS

PAGE = "docs/arrangements.md"
pytestmark = pytest.mark.skipif(
    not (ROOT / PAGE).is_file(), reason="docs/ is not here: a source distribution carries none"
)
REFRESH = os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1"
WIDTH = 640
"""Of a picture, in pixels; half a slide's."""
PICTURES = ROOT / "docs/arrangements"
COLORS = 96
"""In which a slide of text and flat colours looks as it should."""
MOST_BYTES = 300_000
"""Of all pictures together."""

DECK = "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\narrange: auto\n"
SEA: Mapping[str, str] = {
    "deck/slides/sea/why.md": "# Why\n\n- Traffic\n",
    "deck/slides/sea/how.md": "---\nrefs: [starosielski, burnett, itu]\n---\n\n# How\n\n- Ships\n",
    "deck/slides/sea/cost.md": "---\nrefs: [mauldin, iscpc]\n---\n\n# Cost\n\n- Ships\n",
    "deck/references.yaml": """references:
  - {id: starosielski, title: The Undersea Network, author: [{family: Starosielski}],
     issued: {date-parts: [[2015]]}, publisher: Duke, URL: "https://example.org/network"}
  - {id: burnett, title: Submarine Cables, author: [{family: Burnett}],
     issued: {date-parts: [[2013]]}, publisher: Brill, URL: "https://example.org/cables"}
  - {id: itu, title: "", URL: "https://www.itu.int/en/mediacentre/backgrounders/submarine-cables"}
  - {id: mauldin, title: Who Pays for Cables, author: [{family: Mauldin}],
     issued: {date-parts: [[2022]]}, container-title: TeleGeography, URL: "https://example.org/pays"}
  - {id: iscpc, title: "", URL: "https://www.iscpc.org/publications"}
""",
}
"""What the talks of the examples show besides."""


def hills(width: int, height: int) -> bytes:
    """Return a picture of hills at dusk as a JPEG."""
    drawn_hills = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(drawn_hills)
    for y in range(height):
        share = y / height
        draw.line(
            (0, y, width, y), (int(30 + 215 * share), int(50 + 95 * share), int(92 - 10 * share))
        )
    for layer in range(5):
        top = height * (0.45 + 0.11 * layer)
        shade = (int(70 - 12 * layer), int(66 - 10 * layer), int(88 - 12 * layer))
        points = [
            (x, top - height * 0.05 * math.sin(x / width * (5 + layer) + 1.7 * layer))
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*points, (width, height), (0, height)], fill=shade)
    written = io.BytesIO()
    drawn_hills.save(written, "JPEG", quality=85)
    return written.getvalue()


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the arrangement, the picture and the example of each slide of the page."""
    shown = [text for (page, _), text in blocks().items() if page == PAGE]
    text = (ROOT / PAGE).read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        pictures = re.findall(r"!\[.+\]\(arrangements/(.+)\.png\)", section)
        lines = {line[4:] for line in section.split("\n") if line.startswith("    ")}
        own = [one for one in shown if one.split("\n")[0] in lines]
        yield from ((section.split("\n")[0], *pair) for pair in zip(pictures, own, strict=True))


EXAMPLES = list(examples()) if (ROOT / PAGE).is_file() else []


class Built(NamedTuple):
    """The examples as talks, and the folder that their pictures are in."""

    talks: tuple[LaidOutTalk, ...]
    folder: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the examples built: those that are slides as one talk, the others as one each."""
    slides = {name: text for _, name, text in EXAMPLES if text.startswith("#")}
    talks = {name: text for _, name, text in EXAMPLES if name not in slides}
    listed = "".join(f"  - shown/{name}\n" for name in slides)
    root = write_files(
        tmp_path_factory.mktemp("arrangements"),
        {
            "deck/deck.yaml": DECK,
            "deck/talks/slides.yaml": f"title: Arrangements\nslides:\n{listed}",
            **{f"deck/talks/{name}.yaml": f"title: Cables\n{text}" for name, text in talks.items()},
            **{f"deck/slides/shown/{name}.md": text for name, text in slides.items()},
            "deck/media/sea.jpg": hills(960, 720),
            "deck/media/coast.jpg": hills(630, 840),
            **SEA,
        },
    )
    config = BuildConfig(
        root=root, out=root / "out", outputs=("png",), options=OutputOptions(width=WIDTH)
    )
    made = pipeline.build(config)
    assert made.found == ()
    return Built(made.talks, config.out)


def slide_of(name: str, built: Built) -> LaidOutSlide:
    """Return the slide of an example."""
    (found,) = (
        slide
        for talk in built.talks
        for slide in talk.slides
        if (talk.talk.name, slide.slide.generated) == (name, name)
        or slide.slide.id == f"shown/{name}"
    )
    return found


def test_every_arrangement_is_shown_in_the_order_in_which_they_are_tried() -> None:
    assert list(dict.fromkeys(name for name, _, _ in EXAMPLES)) == list(ARRANGEMENTS)


@pytest.mark.parametrize(("arrangement", "name"), [one[:2] for one in EXAMPLES])
def test_an_example_is_arranged_as_its_section_says(
    arrangement: str, name: str, built: Built
) -> None:
    assert slide_of(name, built).arrangement == arrangement


def picture_of(name: str, built: Built) -> Image.Image:
    """Return what an example looks like, in few colours."""
    (talk,) = (one for one in built.talks if slide_of(name, built) in one.slides)
    number = slide_of(name, built).number
    folder = built.folder / talk.talk.name / "en" / "png"
    (path,) = folder.glob(f"{number:02}-*.png" if len(talk.slides) > 9 else f"{number}-*.png")
    with Image.open(path) as picture:
        return picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for _, name, _ in EXAMPLES])
def test_an_example_looks_as_in_the_picture(name: str, built: Built) -> None:
    stored, shown = PICTURES / f"{name}.png", picture_of(name, built)
    if REFRESH:
        shown.save(stored, optimize=True)
    with Image.open(stored) as picture:
        assert Fingerprint.of(picture).change(Fingerprint.of(shown)) is None


def test_the_pictures_are_small_and_all_are_shown() -> None:
    stored = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(stored) == {name for _, name, _ in EXAMPLES}
    assert sum(stored.values()) < MOST_BYTES
