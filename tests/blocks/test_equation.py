"""Equations: where they stand, how large, which number they have, and how they are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.authoring import document, only, project, said, slide_of, words
from tests.layout.factories import SPAN, box, region, style, text

from diptych.blocks.equation import Equation
from diptych.layout.formulas import level_formulas
from diptych.layout.placing import Filled
from diptych.markup import formulas
from diptych.markup.formulas import read_formula
from diptych.model.density import OWN
from diptych.model.formula import Formula
from diptych.model.geometry import emu, from_px
from diptych.model.shapes import FormulaShape
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel


def formula(tex: str = r"\frac{u}{v} = w") -> Formula:
    read = read_formula(tex, is_display=True)
    assert isinstance(read, Formula)
    return read


def shapes(width: int = 600, height: int = 300, **rest: Any) -> tuple[Any, ...]:
    equation = Equation(**{"formula": formula(), "span": SPAN, **rest})
    fitted = equation.set(style()).fitted(from_px(width), OWN)
    return tuple(fitted.draw(box(0, 0, width, height)))


def test_it_stands_in_the_middle_with_room_for_what_another_engine_makes_of_it() -> None:
    (shape,) = shapes()
    assert isinstance(shape, FormulaShape)
    assert shape.box.x + shape.box.width // 2 == pytest.approx(from_px(300), abs=2)
    assert shape.box.y + shape.box.height // 2 == pytest.approx(from_px(150), abs=2)
    assert shape.box.width > emu(shape.size * shape.formula.width) * 1.05
    assert shape.box.height > emu(shape.size * shape.formula.height) * 1.1


def test_its_number_is_at_the_end_and_leaves_it_in_the_middle() -> None:
    shape, number = shapes(number=7, id="eq:x")
    assert isinstance(number, TextFrame)
    assert plain_text(number.paragraphs[0].runs) == "(7)"
    assert number.box.right == from_px(600)
    assert shape.box.x + shape.box.width // 2 == pytest.approx(from_px(300), abs=2)


def test_one_that_is_too_wide_is_set_smaller_down_to_its_floor() -> None:
    wide = formula("+".join("abcdefghijklmn"))
    (large,) = shapes(1200, formula=wide)
    (small,) = shapes(640, formula=wide)
    assert small.size < large.size
    assert small.box.width <= from_px(640)
    narrow = Equation(formula=wide, span=SPAN).set(style()).fitted(from_px(100), OWN)
    assert narrow.missing_width > 0


def test_one_that_is_too_high_is_set_smaller() -> None:
    assert shapes(600, 60)[0].size < shapes(600, 300)[0].size


def test_where_height_is_short_it_stays_about_as_large_as_the_text_around_it() -> None:
    (squeezed,), (free,) = shapes(600, 5), shapes(600, 300)
    assert 0.75 * free.size <= squeezed.size < free.size


def test_on_cards_all_are_as_large_as_the_smallest_each_where_it_was() -> None:
    panel = Panel(fill="panel")
    card, column = (
        Filled(replace(region("card", at=box(0, 0, 600, 300)), panel=one), ())
        for one in (panel, None)
    )
    small, large = shapes(height=90), shapes()
    assert small[0].size < large[0].size
    (_, first), (_, second) = level_formulas([(card, small), (card, large)])
    both = [shape for shape in (*first, *second) if isinstance(shape, FormulaShape)]
    assert [shape.size for shape in both] == [small[0].size] * 2
    middles = [one.box.x + one.box.width // 2 for one in both]
    assert middles == pytest.approx([from_px(300)] * 2, abs=2)
    assert level_formulas([(column, small), (column, large)])[1][1] == large


def test_its_words_are_those_of_its_author_or_what_was_written() -> None:
    assert shapes()[0].alt == r"\frac{u}{v} = w"
    said_so = shapes(alt=text("u over v is w"))[0]
    assert (said_so.alt, said_so.is_described) == ("u over v is w", True)


@pytest.mark.parametrize(
    "written",
    [
        "$$\nu = v\n$$ {#eq:one}",
        "$$ u = v $$ {#eq:one}",
        "$$u =\nv$$ {#eq:one}",
        "```{.math #eq:one}\nu = v\n```",
        "- an item\n\n  $$ u = v $$ {#eq:one}",
        "> [!TIP]\n> $$ u = v $$ {#eq:one}",
    ],
)
def test_it_is_written_as_in_pandoc_quarto_and_on_github(tmp_path: Path, written: str) -> None:
    prepared = document(tmp_path, f"# A\n\n{written}\n")
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    (shape,) = (one for one in slide.shapes if isinstance(one, FormulaShape))
    assert shape.formula.tex.split() == ["u", "=", "v"]
    assert "(1)" in words(slide)


def test_in_yaml_it_is_its_tex_or_a_mapping(tmp_path: Path) -> None:
    slide = (
        "title: A\nbody:\n- equation: 'u = v'\n"
        "- equation: {tex: 'w', alt: 'W', id: 'eq:w'}\n- paragraph: 'See @eq:w.'\n"
    )
    prepared = slide_of(tmp_path, slide, suffix=".yaml")
    assert said(prepared.found) == []
    (shown,) = only(prepared)
    found = [one for one in shown.shapes if isinstance(one, FormulaShape)]
    assert [(one.formula.tex, one.alt) for one in found] == [("u = v", "u = v"), ("w", "W")]
    assert "See (1)." in words(shown)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("$$\nu^2^3\n$$", "4:4"),
        ("$$ u^2^3 $$", "3:7"),
        ("$$\nu =\n  \\foo\n$$", "5:3"),
        ("```math\nu +\n\\foo\n```", "5:1"),
        ("- an item\n\n  $$\n  u + \\foo\n  $$", "6:7"),
        ("$$\n\\text{한글} + \\foo\n$$", "4:13"),
        ("$$ 50% + x $$", "3:6"),
    ],
)
def test_what_cannot_be_read_is_reported_where_it_stands(
    tmp_path: Path, written: str, place: str
) -> None:
    (found,) = said(document(tmp_path, f"# A\n\n{written}\n").found)
    assert found.startswith(f"SRC215 {place} this formula cannot be read: ")


def test_each_formula_that_cannot_be_read_is_reported_with_its_reason(tmp_path: Path) -> None:
    talk = document(tmp_path, "# A\n\nOne $\\frac{1}{2$, $\\foo{x}$.\n\n$$ x} $$\n")
    assert [one.partition(" this")[0] for one in said(talk.found)] == [
        "SRC215 3:16", "SRC215 3:20", "SRC215 5:5",
    ]  # fmt: skip
    assert [one.message.partition(": ")[2] for one in talk.found] == [
        "a `}` is missing", r"the command `\foo` is unknown", "`}` has no place here",
    ]  # fmt: skip


def test_in_yaml_too_it_is_reported_where_it_stands(tmp_path: Path) -> None:
    slide = "title: A\nbody:\n- equation:\n    tex: |\n      u = v\n      + \\foo\n"
    (found,) = said(slide_of(tmp_path, slide, suffix=".yaml").found)
    assert found.startswith("SRC215 6:9 ")


def test_a_formula_that_cannot_be_read_keeps_its_text(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, "# A\n\n$$ \\foo + 1 $$\n"))
    assert words(slide) == ["\\foo + 1"]


def test_without_what_reads_formulas_they_are_text_and_the_command_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formulas.read_formula.cache_clear()
    formula()  # which starts the process, if no other test has
    for process in formulas._processes.values():
        process.close()
        monkeypatch.setattr(process, "package", "not_installed_anywhere")
    prepared = document(tmp_path, "# A\n\n$$ never\\ read + 1 $$\n")
    (found,) = prepared.found
    assert (found.kind.code, found.is_error) == ("SRC204", False)
    assert "pip install quickjs-ng" in (found.hint or "")
    (slide,) = only(prepared)
    assert words(slide) == ["never\\ read + 1"]


def test_prices_are_no_formula(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nFrom $5 to $10, or US$3B.\n")
    assert said(prepared.found) == []


def test_an_unknown_attribute_is_reported(tmp_path: Path) -> None:
    (found,) = said(document(tmp_path, '# A\n\n$$ u $$ {#eq:u atl="x"}\n').found)
    assert found == "SRC203 3:1 unknown attribute `atl` of an equation"


def test_words_in_a_formula_are_translated(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ko\\n"\n\n'
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/slides/a.md": "# A\n\n$$ t \\quad\\text{ if } u > 0\\% $$\n",
        "deck/locales/ko.po": head + 'msgctxt "a#if"\nmsgid "if"\nmsgstr "100% 만약"\n',
    }
    shown = {
        talk.locale: one.formula.tex
        for talk in project(tmp_path, files).talks
        for slide in talk
        for one in slide.shapes
        if isinstance(one, FormulaShape)
    }
    assert shown["en"] == "t \\quad\\text{ if } u > 0\\%"
    assert shown["ko"] == "t \\quad\\text{ 100\\% 만약 } u > 0\\%"


def test_its_words_are_translated_and_its_number_is_the_same(tmp_path: Path) -> None:
    catalogue = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ko\\n"\n\n'
        'msgctxt "a#eq:x/alt"\nmsgid "u is v"\nmsgstr "u는 v"\n'
    )
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/slides/a.md": '# A\n\n$$ u = v $$ {#eq:x alt="u is v"}\n',
        "deck/locales/ko.po": catalogue,
    }
    prepared = project(tmp_path, files)
    shown = {
        talk.locale: [
            one for slide in talk for one in slide.shapes if isinstance(one, FormulaShape)
        ]
        for talk in prepared.talks
    }
    assert shown["en"][0].alt == "u is v"
    assert shown["ko"][0].alt == "u는 v"


def test_one_that_fits_at_no_size_is_said_to_need_lines(tmp_path: Path) -> None:
    tex = " + ".join(f"x_{{{number}}}" for number in range(99))
    (found,) = document(tmp_path, f"# A\n\n$$\n{tex}\n$$\n").found
    assert found.message == "this equation is too wide, even in type of 16.5 pt"
    assert found.hint == r"break it, with `\begin{aligned}` and `\\`, or use a wider region"
