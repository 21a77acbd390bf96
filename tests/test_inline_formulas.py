"""Formulas within a line of text, in every output: where they stand, and what is around them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from tests.authoring import document, only, project, said
from tests.browsing import opened

from diptych.config import BuildConfig
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import paragraphs_of
from diptych.model.text import FORMULA, Run, plain_text
from diptych.pipeline import build

TEXT = (
    '# The loss $L$ falls\n\n- It costs $O(n^2)$, **$x_i$ too**, and "$\\beta$"\n'
    "- $\\theta$를 $\\frac{1}{n}\\sum_i x_i$ so that a line of it goes on, up to $\\sqrt{b^2-4ac}$,"
    " and on, and is broken somewhere before its end, which is here\n\n"
    "| a | $b_1$ |\n|---|---|\n| $\\hat{y}$ | c |\n\n::: notes\nSay $e=mc^2$.\n:::\n"
)
"""Every place in which a text may stand."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("inline")
    (root / "talk.md").write_text(TEXT, "utf-8")
    outputs = ("pptx", "html", "pdf", "text")
    config = BuildConfig(root=root, document=root / "talk.md", out=root / "out", outputs=outputs)
    assert said(build(config).found) == []
    return root / "out/talk/en"


def texts(root: Path, text: str) -> list[Paragraph]:
    (slide,) = only(document(root, text))
    return [one for shape in slide.parts for one in paragraphs_of(shape) if one.runs]


def formulas(paragraph: Paragraph) -> list[str]:
    return [
        run.formula.tex
        for run in paragraph.runs
        if isinstance(run, Run) and run.formula is not None
    ]


def test_a_formula_is_one_sign_of_its_text_as_wide_as_it_was_measured(tmp_path: Path) -> None:
    (narrow,), (wide,) = (
        [one for one in texts(tmp_path / tex[:1], f"# A\n\nx ${tex}$ y\n") if formulas(one)]
        for tex in ("i", "m+m+m+m")
    )
    assert plain_text(narrow.runs) == "x i y"
    assert sum(len(run.text) for run in narrow.runs if isinstance(run, Run)) == 5
    assert wide.lines[0].width > narrow.lines[0].width * 2


@pytest.mark.parametrize("text", ["速度$v$的", "평균$v$은", "かな$v$で", "（$v$）"])
def test_a_formula_needs_no_spaces_in_scripts_that_write_none(tmp_path: Path, text: str) -> None:
    assert ["v"] in map(formulas, texts(tmp_path, f"# A\n\n{text}\n"))


def test_the_lines_of_a_text_move_apart_for_what_is_higher_than_they(tmp_path: Path) -> None:
    plain, high = (
        next(
            one
            for one in texts(tmp_path / name, f"# A\n\nWords {tex} here\n")
            if one.lines[0].end > 8
        )
        for name, tex in (("plain", "$x$ too"), ("high", r"$\frac{\frac{a}{b}}{\frac{c}{d}}$"))
    )
    assert high.line_height > plain.line_height * 1.2


@pytest.mark.parametrize(
    "text", ["$5 and $10", r"\$x\$", "`$x$`", "US$3B and US$4B", "价格$5和$6", "$ x $", "1$"]
)
def test_money_and_code_are_no_formulas(tmp_path: Path, text: str) -> None:
    assert not any(map(formulas, texts(tmp_path, f"# A\n\nIt is {text} now\n")))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It is $a + {{ rate }}$ now", "3:12"),
        ("$$\nx = {{talk.event}}\n$$", "4:5"),
        ("$$\nx = {{ n1 | number }}\n$$", "4:5"),
    ],
)
def test_what_looks_like_a_variable_in_a_formula_is_said_to_be_tex(
    tmp_path: Path, text: str, place: str
) -> None:
    found = said(document(tmp_path, f"# A\n\n{text}\n").found)
    name = text[text.index("{{") : text.index("}}") + 2]
    message = f"`{name}` in a formula is TeX, and no variable is filled in there"
    assert [one for one in found if "SRC217" in one] == [f"SRC217 {place} {message}"]


@pytest.mark.parametrize("tex", ["{{x}}", "{{ x }}", r"{{ \alpha }}", "{{a+b}}", "x^{{n}}"])
def test_groups_of_groups_in_a_formula_are_nothing_to_mention(tmp_path: Path, tex: str) -> None:
    assert said(document(tmp_path, f"# A\n\nIt is $y {tex}$ here\n").found) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It is $x^2^3$ now", "3:11"),
        ("- a\n- **b $\\foo$**", "4:8"),
        ("| a |\n|---|\n| $x^2^3$ |", "5:7"),
    ],
)
def test_what_cannot_be_read_is_reported_where_it_stands_and_kept(
    tmp_path: Path, text: str, place: str
) -> None:
    prepared = document(tmp_path, f"# A\n\n{text}\n")
    assert [one.partition(" this")[0] for one in said(prepared.found)] == [f"SRC215 {place}"]
    (slide,) = only(prepared)
    shown = [plain_text(one.runs) for shape in slide.parts for one in paragraphs_of(shape)]
    assert any("$" in one for one in shown)


def test_a_translation_has_the_same_formulas(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ko\\n"\n\n'
    catalogue = head + 'msgctxt "a#cost"\nmsgid "It costs $n^2$"\nmsgstr "비용은 $n^3$"\n'
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/slides/a.md": "# A\n\n- It costs $n^2$ {#cost}\n",
        "deck/locales/ko.po": catalogue,
    }
    found = [one for one in said(project(tmp_path, files).found) if one.startswith("LOC301")]
    assert len(found) == 1
    assert "lacks the formula `$n^2$` and adds the formula `$n^3$`" in found[0]


def test_powerpoint_has_equations_in_the_text_and_others_what_was_written(built: Path) -> None:
    with ZipFile(next(built.glob("*.pptx"))) as package:
        slide = etree.fromstring(package.read("ppt/slides/slide1.xml"))
        notes = etree.fromstring(package.read("ppt/notesSlides/notesSlide1.xml"))
    equations = [one for part in slide.iter("{*}Choice") for one in part.iter("{*}oMath")]
    words = "".join("".join(part.itertext()) for part in slide.iter("{*}Fallback"))
    assert len(equations) == 9
    assert FORMULA not in "".join(slide.itertext())
    assert all(tex in words for tex in ("O(n^2)", "x_i", "\\beta", "\\frac{1}{n}", "\\hat{y}"))
    assert "Say e=mc^2." in "".join(notes.itertext())


def test_the_transcript_has_them_as_tex(built: Path) -> None:
    words = (built / "talk.en.md").read_text("utf-8")
    assert "- It costs $O(n^2)$, **$x_i$ too**, and “$\\beta$”" in words
    assert "| $\\hat{y}$ | c |" in words


@pytest.mark.browser
def test_browsers_set_them_in_their_room_and_break_the_lines_where_they_are_solved(
    built: Path, browser: Any
) -> None:
    with opened(browser, (built / "index.html").as_uri()) as page:
        rooms = page.evaluate(
            """() => [...document.querySelectorAll('.formula-room')].map(room => {
              const a = room.getBoundingClientRect();
              const b = room.querySelector('math').getBoundingClientRect();
              return [b.left - a.left, a.right - b.right, a.width];
            })"""
        )
        heights = page.evaluate(
            """() => [...document.querySelectorAll('section.present [data-p]')].map(one =>
              one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"""
        )
    assert len(rooms) == 9
    for before, after, width in rooms:
        assert abs(before - after) < 0.1 * width + 2
        assert before > -0.06 * width - 2
    assert all(abs(height - round(height)) < 0.05 for height in heights)
    assert "\u2061" not in re.sub(r"<math.*?</math>", "", (built / "index.html").read_text("utf-8"))
