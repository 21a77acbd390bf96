"""Fonts that a project brings: found by family, measured from the file, the same in all outputs."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageStat
from tests.caches import new_cache
from tests.fonts.making import AV_KERN, HANGUL, LATIN, WIDE, WIDTH, collected, compressed, made
from tests.small import write, write_project
from tests.source.themes.themed import theme_of

from diptych.commands.compare.documents import _as_installed
from diptych.config import BuildConfig
from diptych.fonts.sfnt import faces_in
from diptych.model.font_file import alias_of
from diptych.model.metrics import Face
from diptych.pipeline import build, prepare
from diptych.render.subsetting import as_woff2, cut_font
from diptych.source.fonts import installed

DECK = "deck/deck.yaml"
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a machine's fonts, in which there are none yet."""
    monkeypatch.setenv("DIPTYCH_CACHE", str(new_cache(tmp_path / "cache")))
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.setattr(installed, "font_folders", lambda: [folder])
    return folder


@pytest.fixture
def root(tmp_path: Path, machine: Path) -> Path:
    """Return a project whose text is to be set in "Test Sans"."""
    root = write_project(tmp_path / "project")
    write_fonts(root, "{latin: Test Sans}")
    return root


def write_fonts(root: Path, font: str, *, locales: str = "[en]", types: str = "{}") -> None:
    write(
        root / DECK,
        f"format: 1\nsource_locale: en\nlocales: {locales}\ntheme: atlas\ntokens:\n"
        f"  type: {types}\n  fonts:\n    body: {font}\n",
    )


def bring(root: Path, font: bytes, name: str = "a.ttf", *, folder: str = "deck/fonts") -> None:
    path = root / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(font)


def said(root: Path) -> list[str]:
    found = prepare(BuildConfig(root=root)).found
    return [
        f"{one.kind.code} {one.span.line if one.span else 0}: {one.message} ({one.hint})"
        for one in found
        if not one.kind.code.startswith(("LOC", "A11Y"))
    ]


def face(root: Path, weight: int = 400) -> Face:
    one = theme_of(root)
    found = one.metrics.face(one.fonts["body"].family, weight)
    assert found is not None
    return found


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "a.ttf": lambda font: font,
    "a.ttc": lambda font: collected(made("Another"), font),
    "a.woff2": compressed,
}


@pytest.mark.parametrize("name", FORMS)
def test_a_font_is_measured_from_its_file_in_every_format(root: Path, name: str) -> None:
    bring(root, FORMS[name](made(widths={"i": 250})), name)
    bring(root, made(weight=700, style="Bold"), "b.ttf")
    measured = face(root)
    assert (measured.upem, measured.ascent, measured.descent) == (1000, 900, 200)
    assert (measured.advances[ord("i")], measured.advances[ord("a")]) == (250, WIDTH)
    assert measured.kern == {"A": {"V": AV_KERN}}
    assert said(root) == []


def test_outlines_may_be_postscript(root: Path) -> None:
    bring(root, made(is_truetype=False), "a.otf")
    assert face(root).kern == {"A": {"V": AV_KERN}}


def test_a_variable_font_has_every_weight_of_its_range(root: Path) -> None:
    bring(root, made(heavier=100))
    write_fonts(root, "{latin: Test Sans}", types="{level1: {weight: semibold}}")
    assert said(root) == []
    widths = [face(root, weight).advances[ord("a")] for weight in (400, 600, 700)]
    assert widths == [WIDTH, WIDTH + 40, WIDTH + 60]


def test_the_family_may_be_named_in_any_of_its_languages(root: Path) -> None:
    bring(root, made("Test Sans", korean="시험체", weight=400))
    bring(root, made("Test Sans", korean="시험체", weight=700, style="Bold"), "b.ttf")
    write_fonts(root, "{latin: 시험체}")
    assert said(root) == []
    assert sorted(theme_of(root).font_files["시험체"]) == [400, 700]


def test_the_theme_comes_before_the_project_and_both_before_the_machine(
    root: Path, machine: Path
) -> None:
    (machine / "a.ttf").write_bytes(made(widths={"a": 100}, heavier=1))
    assert said(root) == [
        (
            "FIT303 8: font `Test Sans` is only installed on this machine"
            " (copy its files to `fonts/` of the theme, or to `deck/fonts/`)"
        )
    ]
    assert face(root).advances[ord("a")] == 100
    bring(root, made(widths={"a": 200}, heavier=1))
    assert face(root).advances[ord("a")] == 200
    write(root / "templates/ours/theme.yaml", "format: 1\nextends: atlas\n")
    bring(root, made(widths={"a": 300}, heavier=1), folder="templates/ours/fonts")
    deck = (root / DECK).read_text("utf-8")
    write(root / DECK, deck.replace("theme: atlas", "theme: ours"))
    assert face(root).advances[ord("a")] == 300
    assert said(root) == []


def test_a_family_that_is_nowhere_is_named_with_the_nearest_one(root: Path, machine: Path) -> None:
    (machine / "a.ttf").write_bytes(made("Tast Sans"))
    assert said(root) == [
        (
            "FIT301 8: font `Test Sans` is neither supplied nor installed, so whether text"
            " fits is only estimated (did you mean `Tast Sans`?)"
        )
    ]


def test_a_file_that_is_no_font_is_named(root: Path) -> None:
    bring(root, b"GIF89a")
    wanted = (
        r"FIT304 1: font file `.*deck/fonts/a\.ttf` cannot be used: it is not an OpenType font .*"
    )
    assert any(re.fullmatch(wanted, line) for line in said(root))


def test_a_font_without_a_bold_face_is_named(root: Path) -> None:
    bring(root, made())
    assert said(root) == [
        ("FIT306 8: font `Test Sans` has no bold face (supply one, or choose a font that has one)")
    ]


def test_korean_is_measured_in_the_font_that_shows_it(root: Path) -> None:
    bring(root, made(heavier=1))
    assert face(root).hangul == 864  # Pretendard's
    assert said(root) == []
    bring(root, made("Test Hangul", characters=LATIN + HANGUL), "b.ttf")
    write_fonts(root, "{latin: Test Sans, east_asian: Test Hangul}")
    assert face(root).hangul == WIDE
    assert face(root).advances[ord("a")] == WIDTH


def test_a_font_without_hangul_for_a_korean_talk_is_named(root: Path) -> None:
    bring(root, made(heavier=1))
    write_fonts(root, "{latin: Test Sans}", locales="[en, ko]")
    assert said(root) == [
        (
            "FIT305 8: font `Test Sans` has no Hangul, so Korean is set in `Pretendard`"
            " (write `east_asian: Pretendard`, or a font that has Hangul)"
        )
    ]
    assert theme_of(root).fonts["body"].east_asian == "Pretendard"


def test_all_outputs_have_it(root: Path, tmp_path: Path) -> None:
    bring(root, made())
    bring(root, made(weight=600, style="SemiBold"), "b.ttf")
    write_fonts(root, "{latin: Test Sans}", types="{level1: {weight: semibold}}")
    config = BuildConfig(root=root, out=tmp_path / "out", outputs=("html", "pptx", "pdf"))
    assert build(config).found == ()
    (css,) = (tmp_path / "out").rglob("fonts-*.css")
    assert css.read_text("utf-8").count('font-family: "Diptych-') == 5
    with zipfile.ZipFile(next((tmp_path / "out").rglob("*.pptx"))) as package:
        scheme = package.read("ppt/theme/theme1.xml").decode()
        master = package.read("ppt/slideMasters/slideMaster1.xml").decode()
    kind = 'panose="020B0000000000000000" pitchFamily="34" charset="0"'
    assert f'<a:minorFont><a:latin typeface="Test Sans" {kind}/>' in scheme
    assert f'<a:latin typeface="Test Sans SemiBold" {kind}/>' in master
    with pikepdf.open(next((tmp_path / "out").rglob("*.pdf"))) as pdf:
        names = {str(one.get("/BaseFont")) for one in pdf.objects if _is_font(one)}
    assert {name.rpartition("+")[2] for name in names} >= {"TestSans-400", "TestSansSemiBold-600"}


def pictured(root: Path, words: str) -> tuple[str, str, str, Image.Image]:
    """Return the SVG of some words in HTML, its family in HTML and PPTX, and its PNG."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60">'
        f'<text x="10" y="40" font-family="Arial" font-size="30">{words}</text></svg>'
    )
    write(root / "deck/media/words.svg", svg)
    write(root / "deck/slides/a/one.md", '# One\n\n![](../../media/words.svg){alt="Words"}\n')
    out = root.parent / "out"
    assert build(BuildConfig(root=root, out=out, outputs=("html", "pptx", "pdf"))).found == ()
    (shown,) = (path.read_text("utf-8") for path in out.rglob("words-*.svg"))
    with zipfile.ZipFile(next(out.rglob("*.pptx"))) as package:
        names = [name for name in package.namelist() if name.endswith(".svg")]
        (name,) = (name for name in names if words in package.read(name).decode())
        vector, drawn = package.read(name), package.read(f"{name.removesuffix('svg')}png")
    in_html, in_office = (
        re.findall('font-family="([^"]*)" font-size', text)[0] for text in (shown, vector.decode())
    )
    return shown, in_html, in_office, Image.open(io.BytesIO(drawn)).getchannel("A")


def test_the_words_of_pictures_are_set_in_it_too(root: Path) -> None:
    bring(root, made())
    bring(root, made(weight=600, style="SemiBold"), "b.ttf")
    shown, in_html, in_office, drawn = pictured(root, "Hello")
    own, ours = alias_of("Test Sans"), alias_of("Pretendard")
    assert in_html == f"{own}, {ours}, Arial"
    faces = re.findall(r'@font-face\{font-family:"([^"]+)";font-weight:(\d+)', shown)
    assert faces == [(own, "400")]
    assert in_office == "Test Sans, Pretendard, Arial"
    first = drawn.crop((0, 0, round(drawn.width * 0.06), drawn.height))
    assert ImageStat.Stat(first.crop(first.getbbox())).mean[0] > 240, "its letters are boxes"
    with pikepdf.open(next((root.parent / "out").rglob("*.pdf"))) as pdf:
        named = {str(one.get("/BaseFont")) for one in pdf.objects if _is_font(one)}
    assert not any(name.endswith("Pretendard-Regular") for name in named)


def test_a_picture_with_letters_that_it_lacks_is_set_in_ours_everywhere(root: Path) -> None:
    bring(root, made())
    bring(root, made(weight=600, style="SemiBold"), "b.ttf")
    _, in_html, in_office, _ = pictured(root, "Hello 가")
    assert in_html == f"{alias_of('Pretendard')}, Arial"
    assert in_office == "Pretendard, Arial"


def _is_font(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"


@pytest.mark.skipif(not NOTO.exists(), reason="no Noto Sans CJK on this machine")
def test_a_real_korean_font_is_found_in_its_collection(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "font_folders", lambda: [NOTO.parent])
    write_fonts(root, "{latin: Noto Sans CJK KR}")
    assert [line[:6] for line in said(root)] == ["FIT303"]
    measured = face(root)
    assert (measured.upem, measured.hangul, measured.ascent) == (1000, 920, 1160)
    assert measured.kern["A"]["V"] < 0


def test_another_office_gets_it_under_its_real_names(root: Path) -> None:
    bring(root, made())
    bring(root, made(weight=600, style="SemiBold"), "b.ttf")
    write_fonts(root, "{latin: Test Sans}", types="{level1: {weight: semibold}}")
    fonts = [asset.read() for asset in _as_installed(theme_of(root)).values()]
    told = [next(faces_in(lambda at, size, font=font: font[at : at + size])) for font in fonts]  # type: ignore[misc]  # a default
    assert [(one.name, one.weight) for one in told] == [
        ("Test Sans", 400),
        ("Test Sans SemiBold", 600),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_font_ends_in_a_diagnostic_or_can_be_used(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    font = bytearray(made(heavier=100 * (seed % 2)))
    for _ in range(chance.randrange(1, 60)):
        font[chance.randrange(len(font))] = chance.randrange(256)
    bring(root, bytes(font))
    found = prepare(BuildConfig(root=root))
    for talk in found.talks:
        for file in talk.theme.font_files.get("Test Sans", {}).values():
            assert as_woff2(cut_font(file.asset.read(), "abc"))[:4] == b"wOF2"
    assert found.talks or any(one.kind.code == "FIT304" for one in found.found)


def test_a_font_that_typst_fails_on_is_named_as_the_theme_names_it(root: Path) -> None:
    font = TTFont(io.BytesIO(made()))
    glyphs = font.reader.tables["glyf"]
    part_of_unknown = b"\xff\xff" + bytes(9) + b"\x23\0\1" + bytes(4)
    damaged = (part_of_unknown * glyphs.length)[: glyphs.length]
    data = bytearray(made())
    data[glyphs.offset : glyphs.offset + glyphs.length] = damaged
    bring(root, bytes(data))
    outcome = build(BuildConfig(root=root, out=root / "out", outputs=("pdf",)))
    (found,) = (one for one in outcome.found if one.kind.code == "OUT402")
    assert "`Test Sans`" in found.message or '"Test Sans"' in found.message
    assert alias_of("Test Sans") not in found.message


@pytest.mark.parametrize(
    ("licence", "rule"),
    [
        (0x0, ""),
        (0x4, ""),
        (0x2, "it may not be embedded"),
        (0xA, ""),
        (0x104, "it may only be embedded as a whole"),
        (0x202, "only its bitmaps may be embedded"),
    ],
)
def test_a_font_that_may_not_be_embedded_is_named(root: Path, licence: int, rule: str) -> None:
    bring(root, made(licence=licence))
    bring(root, made(weight=700, style="Bold", licence=licence), "b.ttf")
    expected = (
        f"FIT307 8: font `Test Sans` says that {rule}, but HTML and PDF contain a part of it"
        " (ask its owner, or choose a font that permits it)"
    )
    assert said(root) == ([expected] if rule else [])
