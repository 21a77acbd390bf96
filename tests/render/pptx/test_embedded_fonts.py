"""The fonts in a PPTX: those that it shows, whole or in part, as far as their licences permit."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from tests.fonts.making import HANGUL, LATIN, made
from tests.small import write, write_project
from tests.tools import validated

from diptych.config import BuildConfig
from diptych.pipeline import Outcome, build

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SLIDE = "# One\n\n- Plain and **bold**\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def built(root: Path, asked: str, slide: str = SLIDE) -> tuple[Outcome, Path]:
    """Return the outcome of a talk with one slide, and its PPTX."""
    write(root / "deck/slides/a.md", slide)
    write(root / "deck/talks/t.yaml", f"title: T\n{asked}slides: [a]\n")
    outcome = build(BuildConfig(root=root, talks=("t",), out=root / "output", outputs=("pptx",)))
    return outcome, root / "output/t/en/t.en.pptx"


def fonts_in(file: Path) -> dict[tuple[str, str], TTFont]:
    """Return the fonts in a presentation by the family and style by which it names them."""
    with zipfile.ZipFile(file) as package:
        part = etree.fromstring(package.read("ppt/presentation.xml"))
        related = etree.fromstring(package.read("ppt/_rels/presentation.xml.rels"))
        targets = {one.get("Id"): one.get("Target") for one in related.iter(RELATIONSHIP)}
        return {
            (one[0].get("typeface", ""), style.tag.removeprefix(P)): _font(
                package.read(f"ppt/{targets[style.get(f'{R}id')]}")
            )
            for one in part.iter(f"{P}embeddedFont")
            for style in one[1:]
        }


def _font(data: bytes) -> TTFont:
    size, length = struct.unpack_from("<II", data)
    assert size == len(data)
    return TTFont(io.BytesIO(data[-length:]))


def letters(font: TTFont) -> set[str]:
    return set(map(chr, font.getBestCmap()))


def said(outcome: Outcome) -> list[str]:
    return [
        f"{one.kind.code} {one.span.line if one.span else 0}: {one.message}"
        for one in outcome.found
        if one.kind.code.startswith("OUT")
    ]


def test_a_talk_that_does_not_ask_has_no_fonts_in_it(root: Path) -> None:
    _, file = built(root, "embed_fonts: false\n")
    assert fonts_in(file) == {}
    assert b"embedTrueTypeFonts" not in zipfile.ZipFile(file).read("ppt/presentation.xml")


@pytest.mark.parametrize("asked", ["true", "all"])
def test_all_characters_of_a_font_are_there_to_be_typed(asked: str, root: Path) -> None:
    outcome, file = built(root, f"embed_fonts: {asked}\n")
    fonts = fonts_in(file)
    assert said(outcome) == []
    assert {"가", "힣", "A"} <= letters(fonts["Pretendard", "regular"])
    part = zipfile.ZipFile(file).read("ppt/presentation.xml")
    assert b'embedTrueTypeFonts="1"' in part
    assert b"saveSubsetFonts" not in part
    validated(file)


def test_only_the_characters_that_are_shown_are_there_on_request(root: Path) -> None:
    _, file = built(root, "embed_fonts: used\n", "# One\n\n- Plain 가 and **나**\n")
    fonts = fonts_in(file)
    assert letters(fonts["Pretendard", "regular"]) & set(HANGUL) == {"가"}
    assert letters(fonts["Pretendard", "bold"]) & set(HANGUL) == {"나"}
    assert set(LATIN[:95]) <= letters(fonts["Pretendard", "bold"])  # so that words can be corrected
    validated(file)


def test_a_face_is_called_by_the_family_that_runs_name(root: Path) -> None:
    write(
        root / "deck/deck.yaml",
        "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\n"
        "tokens: {type: {level1: {weight: medium}}}\n",
    )
    _, file = built(root, "embed_fonts: used\n", "# One\n\n- Words, `code`\n")
    fonts = fonts_in(file)
    assert set(fonts) == {
        ("Pretendard", "regular"),
        ("Pretendard", "bold"),
        ("Pretendard Medium", "regular"),
        ("Pretendard SemiBold", "regular"),
        ("JetBrains Mono", "regular"),
    }
    for (family, style), font in fonts.items():
        assert font["name"].getDebugName(1) == family
        assert font["name"].getDebugName(2) == style.title()


def brought(root: Path, **kinds: object) -> None:
    """Give a project a font of its own, regular and bold."""
    suffix = "ttf" if kinds.get("is_truetype", True) else "otf"
    for weight, style in ((400, "Regular"), (700, "Bold")):
        path = root / f"deck/fonts/{style}.{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made(weight=weight, style=style, **kinds))  # type: ignore[arg-type]
    write(
        root / "deck/deck.yaml",
        "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\ntokens:\n  fonts:\n"
        "    heading: {latin: Test Sans}\n    body: {latin: Test Sans}\n",
    )


def test_a_font_that_a_project_brings_has_its_own_name_again(root: Path) -> None:
    brought(root, characters=LATIN + HANGUL[:10])
    outcome, file = built(root, "embed_fonts: all\n")
    fonts = fonts_in(file)
    assert said(outcome) == []
    own = {key: font for key, font in fonts.items() if key[0] == "Test Sans"}
    assert set(own) == {("Test Sans", "regular"), ("Test Sans", "bold")}
    for (_, style), font in own.items():
        assert font["name"].getDebugName(1) == "Test Sans"
        assert font["name"].getDebugName(2) == style.title()
        assert font["OS/2"].usWeightClass == {"regular": 400, "bold": 700}[style]
    validated(file)


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        ({"licence": 0x2}, "it may not be embedded"),
        ({"licence": 0x4}, "it may only be embedded to be viewed and printed"),
        ({"licence": 0x202}, "only its bitmaps may be embedded"),
        ({"is_truetype": False}, "its outlines are not TrueType, and PowerPoint embeds no others"),
    ],
)
def test_a_font_that_cannot_be_embedded_is_named(
    kinds: dict[str, object], why: str, root: Path
) -> None:
    brought(root, characters=LATIN + HANGUL[:10], **kinds)
    outcome, file = built(root, "embed_fonts: used\n")
    assert not [family for family, _ in fonts_in(file) if family == "Test Sans"]
    assert said(outcome) == [f"OUT104 2: font `Test Sans` cannot be embedded in the PPTX: {why}"]


def test_a_font_that_may_only_be_embedded_as_a_whole_is(root: Path) -> None:
    brought(root, characters=LATIN + HANGUL[:10], licence=0x108)
    outcome, file = built(root, "embed_fonts: used\n")
    assert said(outcome) == []
    assert letters(fonts_in(file)["Test Sans", "regular"]) == set(LATIN + HANGUL[:10])


def test_a_wrong_word_is_told_with_the_right_ones(root: Path) -> None:
    outcome, _ = built(root, "embed_fonts: usd\n")
    (one,) = [one for one in outcome.found if one.kind.code == "SRC104"]
    assert (one.message, one.hint) == ("`embed_fonts` cannot be `usd`", "did you mean `used`?")


def test_a_talk_of_one_file_may_ask_too(tmp_path: Path) -> None:
    file = write(tmp_path / "one.md", "---\ntitle: T\nembed_fonts: used\n---\n\n## One\n\n- A\n")
    out = tmp_path / "output"
    build(BuildConfig(root=tmp_path, document=file, out=out, outputs=("pptx",)))
    assert ("Pretendard", "regular") in fonts_in(out / "one/en/one.en.pptx")
