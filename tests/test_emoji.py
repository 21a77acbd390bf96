"""Emoji in every output: in colour, an em wide, and as the text that they are."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.authoring import PROJECT, project, write_files
from tests.render.pdf.deck import pdf_of
from tests.render.pdf.reading import words

from diptych.cli import main
from diptych.memo import Memo
from diptych.render import shown_texts, svg_letters
from diptych.render.emoji_font import EMOJI_FAMILY, texts_for_emoji_font
from diptych.render.html.fonts import own_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRONT = "---\ntitle: T\n---\n\n"
EMOJI = "🚀 👩‍💻 🇰🇷 1️⃣ 👍🏽 ❤️ ↔️"


def svg_of(words: str) -> str:
    """Return a picture that shows words."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80" width="300" height="80">'
        f'<text x="10" y="50" font-size="40">{words}</text></svg>'
    )


def test_a_pdf_has_them_as_text_which_can_be_found(tmp_path: Path) -> None:
    slide = f"{FRONT}## Go 🚀\n\n- Here {EMOJI}\n- `code ⚠️`\n\n| A 🅰️ |\n|---|\n| ✅ |\n"
    shown = " ".join("\n".join(words(pdf_of(slide, tmp_path))).split())
    for one in (*EMOJI.split(), "🅰️", "✅", "⚠️", "Go 🚀"):
        assert one in shown


def test_signs_that_only_their_font_has_are_in_a_pdf(tmp_path: Path) -> None:
    assert "Done ✔ ❤" in words(pdf_of(f"{FRONT}## A\n\n- Done ✔ ❤\n", tmp_path))[-1]


def test_they_are_in_colour_in_texts_charts_and_pictures(tmp_path: Path) -> None:
    (tmp_path / "p.svg").write_text(svg_of("Go 🚀 1 &#x1F469;&#x200D;&#x1F4BB;"), "utf-8")
    chart = "## B\n\n```chart\ndata: {🎉 👩‍💻: 1, b 1️⃣: 2}\n```\n"
    pdf = pdf_of(f'{FRONT}## A\n\n![](p.svg){{alt="x"}}\n\n{chart}', tmp_path)
    document = pypdfium2.PdfDocument(pdf)
    for number in (1, 2):
        picture = document[number].render(scale=2).to_pil().convert("RGB")
        shown = {color for _, color in picture.getcolors(1 << 24) or ()}
        assert any(r > 200 and b < 100 for r, _, b in shown), f"no yellow on page {number + 1}"


def test_sequences_in_charts_are_whole_and_can_be_found(tmp_path: Path) -> None:
    chart = "## A\n\n```chart\ndata: {🇰🇷 Korea: 1, b 1️⃣: 2, 👩‍💻: 3}\n```\n"
    shown = " ".join(words(pdf_of(f"{FRONT}{chart}", tmp_path)))
    assert all(one in shown for one in ("🇰🇷 Korea", "b 1️⃣", "👩‍💻"))


def colors(pdf: Path, page: int) -> set[tuple[int, int, int]]:
    """Return the colours of a page."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=4).to_pil().convert("RGB")
    return {color for _, color in picture.getcolors(1 << 24) or ()}


def test_a_box_that_is_asked_for_as_an_emoji_is_one_in_a_pdf(tmp_path: Path) -> None:
    blue = (0x22, 0x66, 0x99)
    assert blue in colors(pdf_of(f"{FRONT}## A\n\nDone ☑️\n", tmp_path), 1)
    assert blue not in colors(pdf_of(f"{FRONT}## A\n\nDone ☑\n", tmp_path), 1)


@pytest.mark.parametrize("words", ["`run 🚀 all`", "[run 🚀 all]{.mark}", "`run 한글 all`"])
def test_what_is_behind_words_is_as_high_at_an_emoji(words: str, tmp_path: Path) -> None:
    pdf = pdf_of(f"{FRONT}## A\n\nSee {words} now\n", tmp_path)
    page = pypdfium2.PdfDocument(pdf)[1].render(scale=2).to_pil().convert("RGB")
    rows = page.crop((0, page.height // 6, page.width, page.height * 5 // 6))
    paper = rows.getpixel((2, 2))
    pixels = rows.load()
    lines = [[x for x in range(rows.width) if pixels[x, y] != paper] for y in range(rows.height)]
    ends = {
        (line[0], line[-1])
        for line in lines
        if len(line) > 100 and all(b - a == 1 for a, b in pairwise(line))
    }
    assert len(ends) == 1, "the highest and the lowest row of the band are as long"


def test_one_that_is_newer_than_the_font_is_a_box_and_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.md").write_text("# A\n\n- Tired \U0001fae9 words\n", "utf-8")
    arguments = [str(tmp_path / "t.md"), "-o", str(tmp_path / "o")]
    assert main(["build", *arguments, "--to", "pdf"]) == 0
    said = capsys.readouterr().err
    assert "t.md:3:3: warning[OUT408]: no font has `\U0001fae9`" in said
    with pikepdf.open(tmp_path / "o/t/en/t.en.pdf") as document:
        told = [
            str(one["/Alt"])
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert "\U0001fae9" in told


@pytest.mark.parametrize(
    ("output", "expected"),
    [("pdf", []), ("pptx", []), ("png", []), ("handout", ["t.md:9:1", "t.md:3:1"])],
)
def test_a_warning_is_given_only_where_there_is_a_box(
    output: str, expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    formula = "$$\\begin{array}{c|c} a & b \\end{array}$$"
    said = []
    for event, notes in (("E", "Tired \U0001fae9"), ("E \U0001fae9", "None")):
        talk = f"---\ntitle: T\nevent: {event}\n---\n## A\n\n{formula}\n::: notes\n{notes}\n:::\n"
        (tmp_path / "t.md").write_text(talk, "utf-8")
        arguments = [str(tmp_path / "t.md"), "--slides", "2", "-o", str(tmp_path / "o")]
        assert main(["build", *arguments, "--to", output]) == 0
        said += re.findall(r"(t\.md:\S+): warning\[OUT408\]", capsys.readouterr().err)
    assert said == expected


def test_a_picture_on_several_slides_is_searched_for_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = "# {}\n\n![A picture](../media/p.svg)\n"
    talk = "title: T\nslides: [a, b]\n"
    slides = {f"deck/slides/{name}.md": shown.format(name) for name in "ab"}
    files = {"deck/talks/talk.yaml": talk, "deck/media/p.svg": svg_of("Go &#x1F680;"), **slides}
    (laid_out,) = project(tmp_path, files).talks
    searched: list[str] = []
    known = svg_letters.characters_of

    def characters_of(svg: str) -> frozenset[str]:
        searched.append(svg)
        return known(svg)

    monkeypatch.setattr(shown_texts, "characters_of", characters_of)
    memo = Memo()
    found = [texts_for_emoji_font(laid_out, memo) for _ in range(2)]
    assert found == [(" Go🚀",)] * 2
    assert len(searched) == 1


def test_a_page_shows_them_an_em_wide_in_a_font_of_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "t.md").write_text(f"# A **🎉**\n\n- Here {EMOJI} *🚀*\n", "utf-8")
    assert main(["build", str(tmp_path / "t.md"), "--to", "html", "-o", str(tmp_path / "o")]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "o/t/en/index.html").as_uri())
    page.evaluate("document.fonts.ready")
    widths = page.eval_on_selector_all(
        "li .emoji, p .emoji",
        "all => all.map(one => one.getBoundingClientRect().width"
        " / parseFloat(getComputedStyle(one).fontSize))",
    )
    assert len(widths) == 8
    assert widths == pytest.approx([1.0] * 8, abs=0.01)
    loaded = page.evaluate("[...document.fonts].filter(one => one.status == 'loaded').length")
    assert loaded >= 2


@pytest.mark.parametrize(
    ("sign", "is_red"),
    [("☎", True), ("☎\ufe0f", True), ("☎\ufe0e", False), ("♥", False), ("♥\ufe0f", True)],
)
def test_a_sign_is_an_emoji_if_no_font_for_text_has_it_or_if_it_is_asked_for(
    sign: str, tmp_path: Path, browser: Browser, *, is_red: bool
) -> None:
    slide = f"{FRONT}## A\n\nHere {sign}\n\n```chart\ndata: {{{sign}: 1, b: 2}}\n```\n"
    shown = colors(pdf_of(slide, tmp_path), 1)
    assert any(r > 180 and g < 70 and b < 90 for r, g, b in shown) == is_red
    (tmp_path / "t.md").write_text(slide, "utf-8")
    assert main(["build", str(tmp_path / "t.md"), "--to", "html", "-o", str(tmp_path / "o")]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "o/t/en/index.html").as_uri())
    in_text_and_charts = 1 + 2  # a chart is drawn for wide windows and for phones
    assert page.locator(".emoji").count() == (in_text_and_charts if is_red else 0)


def test_a_sign_that_is_asked_for_as_text_and_can_only_be_an_emoji_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.md").write_text("# A\n\n- Bare ✔\n- Text ✔\ufe0e ☎\ufe0e\n", "utf-8")
    arguments = [str(tmp_path / "t.md"), "-o", str(tmp_path / "o")]
    assert main(["build", *arguments, "--to", "pdf"]) == 0
    said = capsys.readouterr().err
    assert "t.md:4:3: warning[OUT409]: no font has `✔` as text: the emoji is in its place" in said
    assert said.count("OUT") == 1


@pytest.mark.parametrize(("words", "is_whole"), [("🇰🇷", False), ("👍🏽", False), ("🚀 ❤️ ✔", True)])
def test_a_picture_whose_emoji_are_simplified_is_a_warning_of_what_shows_them_so(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_whole: bool
) -> None:
    (tmp_path / "p.svg").write_text(svg_of(words), "utf-8")
    (tmp_path / "t.md").write_text('# A\n\n![](p.svg){alt="x"}\n', "utf-8")
    arguments = [str(tmp_path / "t.md"), "-o", str(tmp_path / "o")]
    for output, simplifies in {"pdf": True, "png": True, "pptx": True, "svg": False}.items():
        assert main(["build", *arguments, "--to", output]) == 0
        said = capsys.readouterr().err
        expected = simplifies and not is_whole
        assert said.count("t.md:3:1: warning[OUT106]: picture `p.svg` shows its flags") == expected


_IN_THEIR_FONT = """family => [...document.querySelectorAll('.emoji')].filter(one =>
    one.checkVisibility() && getComputedStyle(one).fontFamily.startsWith(family)
    && document.fonts.check(`1em "${family}"`, one.textContent)).map(one => one.textContent)"""
"""The emoji that are seen, and set in a family that is loaded."""


def test_the_page_of_a_talk_and_the_list_of_talks_show_them_in_the_same_font(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = "title: Go 🚀\nspeakers: [Kim 🇰🇷]\nabstract: All 🎉\nslides: [a]\n"
    slide = "# A 1️⃣\n\n- Here ❤️\n"
    write_files(tmp_path, {**PROJECT, "deck/talks/talk.yaml": talk, "deck/slides/a.md": slide})
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--to", "page"]) == 0
    page = browser.new_page()
    shown = {}
    for name in ("talk/en/index.html", "index.html"):
        page.goto((tmp_path / "output/site" / name).as_uri())
        page.evaluate("document.fonts.ready")
        shown[name] = set(page.evaluate(_IN_THEIR_FONT, own_name(EMOJI_FAMILY)))
    assert shown["talk/en/index.html"] == {"🚀", "🇰🇷", "🎉", "1️⃣", "❤️"}
    assert {"🚀", "🇰🇷"} <= shown["index.html"]


def test_a_diagram_on_a_phone_shows_them_in_the_same_font(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "t.md").write_text(
        "# A\n\n```mermaid\nflowchart LR\n  a[Go 🚀] --> b[🇰🇷]\n```\n", "utf-8"
    )
    assert main(["build", str(tmp_path / "t.md"), "--to", "html", "-o", str(tmp_path / "o")]) == 0
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((tmp_path / "o/t/en/index.html").as_uri())
    page.evaluate("document.fonts.ready")
    shown = page.evaluate(_IN_THEIR_FONT, own_name(EMOJI_FAMILY))
    assert {"🚀", "🇰🇷"} <= set(shown)


@pytest.mark.parametrize(
    ("words", "color"),
    [("Go 🚀 1 &#x1F469;&#x200D;&#x1F4BB;", "55ACEE"), ("❤️ ✔️ 1️⃣ ☀️", "DD2E44")],
    ids=["by themselves", "only sequences"],
)
def test_a_picture_for_powerpoint_shows_them(tmp_path: Path, words: str, color: str) -> None:
    (tmp_path / "p.svg").write_text(svg_of(words), "utf-8")
    (tmp_path / "t.md").write_text('# A\n\n![](p.svg){alt="x"}\n', "utf-8")
    assert main(["build", str(tmp_path / "t.md"), "--to", "pptx", "-o", str(tmp_path / "o")]) == 0
    with zipfile.ZipFile(tmp_path / "o/t/en/t.en.pptx") as package:
        drawn = [
            Image.open(package.open(name)).convert("RGBA")
            for name in package.namelist()
            if name.startswith("ppt/media/") and name.endswith(".png")
        ]
    opaque = bytes.fromhex(f"{color}FF")
    assert any(opaque in one.tobytes() for one in drawn if one.width > 3 * one.height)


def test_a_talk_without_any_loads_nothing_for_them(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("# A → 한국어\n\n- © ✓ “x” ─\n", "utf-8")
    program = (
        "import sys\nfrom diptych.cli import main\n"
        f"main(['build', {str(tmp_path / 't.md')!r}, '--to', 'html,pptx', '-o',"
        f" {str(tmp_path / 'o')!r}])\n"
        "assert 'regex' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert "emoji" not in (tmp_path / "o/t/en/index.html").read_text("utf-8")
