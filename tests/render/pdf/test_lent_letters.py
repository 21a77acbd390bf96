"""Letters that the fonts of a talk lack come from an installed font made for their language."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from PIL import Image
from tests.authoring import PROJECT, write_files
from tests.caches import new_cache
from tests.fonts.making import made
from tests.render.pdf.deck import pdf_of
from tests.render.pdf.reading import letters, words
from tests.small import write
from tests.tools import absent

from diptych.cli import main
from diptych.isolation.process import IsolatedProcess
from diptych.model.font_file import alias_of
from diptych.source.fonts import installed, lending
from diptych.source.fonts.shelf import Found

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
JAPANESE = """\
---
lang: ja
title: 日本語の発表
---

# 目標

- **三権分立**を守る、「最高」の機関です。
"""


@pytest.fixture
def noto(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be on a machine with Noto Sans CJK alone."""
    if not NOTO.is_file():
        absent("no Noto Sans CJK on this machine: install fonts-noto-cjk")
    monkeypatch.setattr(installed, "font_folders", lambda: [NOTO.parent])


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a machine's fonts, in which there are none yet."""
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.setattr(installed, "font_folders", lambda: [folder])
    return folder


def build(tmp_path: Path, text: str, *arguments: str) -> int:
    write(tmp_path / "t.md", text)
    arguments = arguments or ("--to", "pdf")
    return main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path / "out"), *arguments])


def pdf_in(tmp_path: Path) -> Path:
    return next((tmp_path / "out").rglob("*.pdf"))


def fonts_in(pdf: Path) -> set[str]:
    """Return the names of the fonts of a PDF, without the tags of their parts."""
    with pikepdf.open(pdf) as document:
        names = [
            str(font.BaseFont)[1:].partition("+")[2]
            for page in document.pages
            for font in page.Resources.Font.values()
        ]
    return {re.sub(r"-Identity-H$", "", name) for name in names}


def alias(family: str) -> str:
    return alias_of(f"lent {family}")


@pytest.mark.usefixtures("noto")
def test_a_japanese_file_is_a_pdf_with_a_warning_that_says_how_to_make_it_reproducible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path, JAPANESE) == 0
    said = capsys.readouterr().err
    assert said.count("OUT410") == 1
    assert "t.md:3:8: warning[OUT410]: the fonts of the talk have no `日`, `本`, `語`, `発`" in said
    assert "take such letters from `Noto Sans CJK JP`" in said
    assert "put its files into `fonts/` and write `east_asian: Noto Sans CJK JP`" in said
    text = " ".join(words(pdf_in(tmp_path)))
    assert "日本語の発表" in text
    assert "三権分立を守る、「最高」の機関です。" in text
    with pikepdf.open(pdf_in(tmp_path)) as document, document.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert document.Root.Lang == "ja"


@pytest.mark.usefixtures("noto")
def test_bold_letters_come_from_the_bold_font(tmp_path: Path) -> None:
    assert build(tmp_path, JAPANESE) == 0
    own = alias("Noto Sans CJK JP")
    assert {f"{own}-400", f"{own}-700"} <= fonts_in(pdf_in(tmp_path))


@pytest.mark.usefixtures("noto")
def test_the_same_fonts_make_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(tmp_path, JAPANESE) == 0
    first = pdf_in(tmp_path).read_bytes()
    monkeypatch.setenv("DIPTYCH_CACHE", str(new_cache(tmp_path / "cache")))
    assert build(tmp_path, JAPANESE) == 0
    assert pdf_in(tmp_path).read_bytes() == first


@pytest.mark.usefixtures("noto")
def test_one_warning_is_for_all_that_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{JAPANESE}\n::: notes\n話\n:::\n"
    assert build(tmp_path, text, "--to", "pdf,handout,png,svg,webp") == 0
    assert capsys.readouterr().err.count("OUT410") == 1


@pytest.mark.usefixtures("noto")
@pytest.mark.parametrize(
    ("front", "text", "family"),
    [
        ("lang: en", "The sign 働 here", "Noto Sans CJK SC"),
        ("lang: en", "Kana: 働く", "Noto Sans CJK JP"),
        ("lang: zh-TW", "統計", "Noto Sans CJK TC"),
        ("lang: zh", "统计", "Noto Sans CJK SC"),
        ("lang: ko", "헌법(憲法)", "Noto Sans CJK KR"),
    ],
)
def test_the_font_is_made_for_the_language_of_the_letters(
    tmp_path: Path, front: str, text: str, family: str
) -> None:
    assert build(tmp_path, f"---\ntitle: T\n{front}\n---\n\n# A\n\n{text}\n") == 0
    assert f"{alias(family)}-400" in fonts_in(pdf_in(tmp_path))


@pytest.mark.usefixtures("noto")
def test_tracking_goes_on_where_the_script_and_with_it_the_font_changes(tmp_path: Path) -> None:
    (page,) = letters(pdf_of("---\nlang: ja\n---\n\n# 目標結果\n\n文\n", tmp_path))
    title = [one.x for one in page if one.sign in "目標結果"]
    step = title[1] - title[0]
    (page,) = letters(pdf_of("---\nlang: ja\n---\n\n# 目の結果\n\n文\n", tmp_path))
    kana, after = (next(one.x for one in page if one.sign == sign) for sign in "の結")
    assert kana - title[0] == pytest.approx(step, abs=0.1)
    (page,) = letters(pdf_of("---\nlang: ja\n---\n\n# のの結果\n\n文\n", tmp_path))
    first, second, han = (one.x for one in page if one.sign in "の結")
    assert after - kana == pytest.approx(second - first, abs=0.1)
    assert han - second == pytest.approx(second - first, abs=0.1)


@pytest.mark.usefixtures("noto")
def test_a_check_says_the_same_as_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "t.md", JAPANESE)
    assert main(["check", str(tmp_path / "t.md")]) == 0
    said = capsys.readouterr().err
    assert said.count("warning[OUT410]") == 1
    assert "OUT407" not in said


def test_letters_with_what_is_joined_to_them_come_from_a_font_of_their_script(
    machine: Path, tmp_path: Path
) -> None:
    (machine / "thai.ttf").write_bytes(made("Noto Sans Thai", characters="กขคิ่"))
    assert build(tmp_path, "# A\n\nกิ ข่ ค\n") == 0
    assert "กิ ข่ ค" in words(pdf_in(tmp_path))[0]


def test_all_letters_come_from_the_one_font_that_has_them_all(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    (machine / "b.ttf").write_bytes(made("Yu Gothic", characters="漢字"))
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢字\n") == 0
    said = capsys.readouterr().err
    assert "`Yu Gothic`" in said
    assert "Noto" not in said


def test_letters_that_no_single_font_has_come_from_several(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    (machine / "b.ttf").write_bytes(made("DejaVu Sans", characters="字"))
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢字\n") == 0
    said = capsys.readouterr().err
    assert "have no `漢`: PDF and pictures take such letters from `Noto Sans CJK JP`" in said
    assert "have no `字`: PDF and pictures take such letters from `DejaVu Sans`" in said


def test_letters_that_no_installed_font_has_are_an_error(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢字\n") == 1
    assert "error[OUT401]: no font has `字`" in capsys.readouterr().err


@pytest.mark.parametrize("licence", [0x2, 0x100, 0x200])
def test_a_font_that_may_not_be_embedded_in_part_lends_nothing(
    machine: Path, tmp_path: Path, licence: int
) -> None:
    font = made("Noto Sans CJK JP", characters="漢", licence=licence)
    (machine / "a.ttf").write_bytes(font)
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢\n") == 1


def test_bold_letters_that_the_bold_font_lacks_are_regular(machine: Path, tmp_path: Path) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢字"))
    bold = made("Noto Sans CJK JP", weight=700, style="Bold", characters="漢")
    (machine / "b.ttf").write_bytes(bold)
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n**漢字**\n") == 0
    assert "漢字" in words(pdf_in(tmp_path))[0]


def test_a_damaged_font_is_as_none(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    font = made("Noto Sans CJK JP", characters="漢")
    (machine / "a.ttf").write_bytes(font[: len(font) // 2])
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢\n") == 1
    assert "error[OUT401]" in capsys.readouterr().err


def test_another_version_of_the_font_makes_another_file(machine: Path, tmp_path: Path) -> None:
    text = "---\nlang: ja\n---\n\n# A\n\n漢字\n"
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢字"))
    assert build(tmp_path, text) == 0
    first = pdf_in(tmp_path).read_bytes()
    wider = made("Noto Sans CJK JP", characters="漢字", widths={"漢": 1000})
    (machine / "a.ttf").unlink()
    (machine / "b.ttf").write_bytes(wider)
    assert build(tmp_path, text) == 0
    assert pdf_in(tmp_path).read_bytes() != first


PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">
<text x="9" y="40" font-size="40">%s</text></svg>"""


def in_picture(tmp_path: Path, words: str) -> str:
    """Write a picture with words, and return a talk that shows it."""
    (tmp_path / "p.svg").write_text(PICTURE % words, "utf-8")
    return "# A\n\n![Words](p.svg)\n"


def ink(tmp_path: Path) -> int:
    """Return how many pixels are dark of the copy of such a picture for PowerPoint."""
    with ZipFile(next((tmp_path / "out").rglob("*.pptx"))) as package:
        drawings = [one for one in package.namelist() if one.endswith(".svg")]
        (own,) = (one for one in drawings if b'width="90"' in package.read(one))
        copy = Image.open(BytesIO(package.read(own.replace(".svg", ".png"))))
    return sum(alpha > 127 for alpha in copy.convert("RGBA").getchannel("A").tobytes())


def test_a_picture_has_letters_of_an_installed_font_in_powerpoint_and_pdf(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = in_picture(tmp_path, "漢字")
    assert build(tmp_path, text, "--to", "pptx,pdf,png") == 0
    assert capsys.readouterr().err.count("OUT102") == 1
    assert ink(tmp_path) == 0
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢字"))
    assert build(tmp_path, text, "--to", "pptx,pdf,png") == 0
    said = capsys.readouterr().err
    assert said.count("OUT410") == 1
    assert "t.md:3:1: warning[OUT410]: the fonts of the talk have no `字`, `漢`" in said
    assert "OUT102" not in said
    assert ink(tmp_path) > 0
    assert "漢字" in "".join(words(pdf_in(tmp_path))).replace(" ", "")


def test_letters_of_a_picture_that_no_installed_font_has_are_named(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    assert build(tmp_path, in_picture(tmp_path, "漢字"), "--to", "pptx,pdf") == 0
    said = capsys.readouterr().err
    assert "picture `p.svg` shows no `字` in PowerPoint and PDF" in said
    assert "the fonts of the talk have no `漢`" in said


def test_a_check_names_the_font_that_lends_letters_to_a_picture(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    write(tmp_path / "t.md", in_picture(tmp_path, "漢"))
    assert main(["check", str(tmp_path / "t.md")]) == 0
    assert "t.md:3:1: warning[OUT410]" in capsys.readouterr().err


def test_a_slide_may_allow_it(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK SC", characters="漢"))
    slide = "---\nallow: [letters-from-installed-font]\n---\n\n# A\n\n漢\n"
    write_files(tmp_path, {**PROJECT, "deck/slides/a.md": slide})
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--to", "pdf", "--strict"]) == 0


@pytest.mark.parametrize("fault", ["no units", "no width", "no outlines"])
def test_a_font_that_shows_no_letters_lends_none(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    font = TTFont(BytesIO(made("Noto Sans CJK JP", characters="漢")))
    if fault == "no units":
        font["head"].unitsPerEm = 0
    elif fault == "no width":
        font["hmtx"]["u6F22"] = (0, 0)
    else:
        font["glyf"]["u6F22"] = Glyph()
    font.save(machine / "a.ttf")
    text = "---\nlang: ja\n---\n\n# A\n\n漢\n"
    assert build(tmp_path, text) == 1
    said = capsys.readouterr().err
    assert "error[OUT401]: no font has `漢`" in said
    assert "OUT410" not in said
    (machine / "b.ttf").write_bytes(made("Yu Gothic", characters="漢"))
    assert build(tmp_path, text) == 0
    assert "`Yu Gothic`" in capsys.readouterr().err


def test_a_font_that_cannot_be_cut_leaves_its_letters_to_others(
    machine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cut = lending._cut

    def fail(found: Found, letters: str, process: IsolatedProcess) -> bytes | None:
        return None if "Noto" in found.facts.name else cut(found, letters, process)

    monkeypatch.setattr(lending, "_cut", fail)
    (machine / "a.ttf").write_bytes(made("Noto Sans CJK JP", characters="漢"))
    (machine / "b.ttf").write_bytes(made("Yu Gothic", characters="漢"))
    assert build(tmp_path, "---\nlang: ja\n---\n\n# A\n\n漢\n") == 0
    assert "`Yu Gothic`" in capsys.readouterr().err
