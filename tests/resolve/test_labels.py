"""Figures, tables, listings and equations numbered through a talk, and mentions of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, document, only, project, said, words

from diptych.model.laid_out import LaidOutSlide
from diptych.model.table_shape import TableShape
from diptych.model.text import Run

SLIDES = {
    "deck/talks/talk.yaml": "title: A talk\nslides: [b, a]\n",
    "deck/slides/a.md": "# A\n\n$$ u $$\n\n$$ v $$ {#eq:last}\n\nAs [@eq:first; @eq:last] say\n",
    "deck/slides/b.md": "# B\n\nBefore @eq:last there is @eq-two.\n\n$$ w $$ {#eq:first}\n\n"
    "> [!NOTE]\n> $$ x $$ {#eq-two}\n",
}


def test_labelled_ones_count_on_from_slide_to_slide_in_the_order_of_the_talk(
    tmp_path: Path,
) -> None:
    prepared = project(tmp_path, SLIDES)
    assert said(prepared.found) == []
    first, second = only(prepared)
    assert [one for one in words(first) if one.startswith("(")] == ["(1)", "(2)"]
    assert [one for one in words(second) if one.startswith("(")] == ["(3)"]


def test_a_mention_shows_the_number_and_leads_to_its_slide(tmp_path: Path) -> None:
    first, second = only(project(tmp_path, SLIDES))
    assert words(first)[0] == "Before (3) there is (2)."
    assert words(second)[-1] == "As (1), (3) say"
    runs = [run for frame in first.frames for p in frame.paragraphs for run in p.runs]
    assert [getattr(run, "link", None) for run in runs if getattr(run, "text", "") == "(3)"] == [
        "#a"
    ]
    assert first.slide.sources == ()


def test_a_label_that_is_given_twice_is_reported(tmp_path: Path) -> None:
    text = "# A\n\n$$ u $$ {#eq:x}\n\n$$ v $$ {#eq:x}\n"
    assert said(document(tmp_path, text).found) == [
        "REF222 5:1 equation `eq:x` is already number 1"
    ]


def test_a_mention_of_no_equation_names_the_nearest(tmp_path: Path) -> None:
    text = "# A\n\n$$ u $$ {#eq:loss}\n\nSee @eq:los and [@eq:lose].\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == [
        "REF223 5:5 there is no equation `eq:los`",
        "REF223 5:17 there is no equation `eq:lose`",
    ]
    assert all("eq:loss" in (one.hint or "") for one in prepared.found)


def test_one_in_columns_within_columns_is_numbered_too(tmp_path: Path) -> None:
    inner = "::: columns\n::: column\n$$ u $$ {#eq:x}\n:::\n::: column\nb\n:::\n:::"
    text = f"# A\n\n::: columns\n::: column\n{inner}\n:::\n::: column\nAs @eq:x\n:::\n:::\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    assert {"(1)", "As (1)"} <= set(words(only(prepared)[0]))


def test_a_mention_of_a_formula_that_cannot_be_read_is_no_second_problem(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n$$ \\lgo x $$ {#eq:x}\n\nAs @eq:x says\n")
    assert [(one.kind.code, one.is_error) for one in prepared.found] == [("SRC215", False)]


def test_in_a_single_file_talk_an_unknown_one_is_a_warning(tmp_path: Path) -> None:
    (found,) = document(tmp_path, "# A\n\nAs @eq:x says\n").found
    assert (found.kind.code, found.is_error) == ("REF223", False)


FLOW = "```{.mermaid #fig-a}\nflowchart LR\n  a --> b\n```\n"
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"
SHIP = "![The ship](ship.svg){{#{} alt=x}}\n"
FIGURES = {
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, b]\n",
    "deck/slides/ship.svg": SVG,
    "deck/slides/a.md": f"# A\n\nSee @fig-b and [@tbl-a; @fig-a].\n\n{SHIP.format('fig-a')}",
    "deck/slides/b.md": f"# B\n\n{TABLE}\n: Letters {{#tbl-a}}\n\n{SHIP.format('fig-b')}",
}


def shown(slide: LaidOutSlide) -> set[str]:
    """Return the paragraphs of a slide, with all of their runs, as an author would write them."""
    paragraphs = (paragraph for frame in slide.frames for paragraph in frame.paragraphs)
    written = ("".join(run.text for run in one.runs if isinstance(run, Run)) for one in paragraphs)
    return {one.replace("\u00a0", " ") for one in written}


def test_figures_and_tables_are_counted_apart_and_named_before_their_captions(
    tmp_path: Path,
) -> None:
    prepared = project(tmp_path, FIGURES)
    assert [one for one in said(prepared.found) if "REF" in one] == []
    first, second = only(prepared)
    assert {"See Figure 2 and Table 1, Figure 1.", "Figure 1: The ship"} <= shown(first)
    assert {"Table 1: Letters", "Figure 2: The ship"} <= shown(second)


def test_numbers_are_named_in_the_language_of_the_talk(tmp_path: Path) -> None:
    deck = "format: 1\nsource_locale: en\nlocales: [en, ko]\n"
    prepared = project(tmp_path, FIGURES | {"deck/deck.yaml": deck})
    korean = next(talk for talk in prepared.talks if talk.locale == "ko")
    assert "그림 1: The ship" in shown(korean.slides[0])
    assert "표 1: Letters" in shown(korean.slides[1])


def test_a_slide_that_is_shown_twice_keeps_its_numbers(tmp_path: Path) -> None:
    again = "title: A talk\nslides: [a, {slide: a, as: a2}, b]\n"
    prepared = project(tmp_path, FIGURES | {"deck/talks/talk.yaml": again})
    assert [one for one in said(prepared.found) if "REF" in one] == []
    assert "Figure 1: The ship" in shown(only(prepared)[1])
    assert "Figure 2: The ship" in shown(only(prepared)[2])


def test_words_of_a_figure_such_as_its_alternative_text_have_no_number(tmp_path: Path) -> None:
    prepared = project(tmp_path, FIGURES)
    (table,) = [shape for shape in only(prepared)[1].shapes if shape.alt == "Letters"]
    assert table.region


def test_every_kind_of_figure_has_a_place_for_its_number(tmp_path: Path) -> None:
    chart = '```{.chart #fig-c title="Orders"}\nName, Orders\nA, 1\n```\n'
    code = "```{.python #lst-c filename=a.py}\nx = 1\n```\n"
    diagram = "```{.mermaid #fig-d}\nflowchart LR\n  a --> b\n```\n"
    text = f"# A\n\n{chart}\n# B\n\n{code}\n# C\n\n{diagram}\n# D\n\n@fig-d @fig-c @lst-c\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    told = set[str]().union(*map(shown, only(prepared)))
    assert {"Figure 1: Orders", "Listing 1: a.py", "Figure 2"} <= told
    assert "Figure 2 Figure 1 Listing 1" in told


def test_a_div_with_a_label_gives_it_to_what_is_inside_with_its_last_paragraph_as_caption(
    tmp_path: Path,
) -> None:
    ships = SHIP.format("fig-x") + "\n" + SHIP.format("fig-y")
    row = f"::: {{#fig-row layout-ncol=2}}\n{ships}\nBoth\n:::\n"
    flow = "::: {#fig-flow}\n```mermaid\nflowchart LR\n  a --> b\n```\n\nHow it goes\n:::\n"
    table = f"::: {{#tbl-div}}\n\n{TABLE}\nLetters\n:::\n"
    (tmp_path / "ship.svg").write_text(SVG)
    text = f"# A\n\nAs @fig-y, @fig-row.\n\n{row}\n# B\n\n{flow}\n# C\n\n{table}"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    first, second, third = map(shown, only(prepared))
    assert {"As Figure 1b, Figure 1.", "(a) The ship", "(b) The ship", "Figure 1: Both"} <= first
    assert "Figure 2: How it goes" in second
    assert "Table 1: Letters" in third


def test_the_options_of_a_diagram_in_quarto_are_its_label_and_caption(tmp_path: Path) -> None:
    options = '%%| label: fig-flow\n%%| fig-cap: "How *it* goes"\n'
    diagram = f"```{{mermaid}}\n{options}flowchart LR\n  a --> b\n```\n"
    prepared = document(tmp_path, f"# A\n\n{diagram}\nSee @fig-flow.\n")
    assert said(prepared.found) == []
    assert {"Figure 1: How it goes", "See Figure 1."} <= shown(only(prepared)[0])


def test_a_mention_of_no_figure_names_the_nearest_of_its_kind(tmp_path: Path) -> None:
    text = "# B\n\n@fig-bb\n\n@tbl-b\n\n" + SHIP.format("fig-b")
    prepared = project(tmp_path, FIGURES | {"deck/slides/b.md": text, "deck/slides/a.md": "# A\n"})
    found = [one for one in prepared.found if one.kind.code == "REF223"]
    assert [(one.message, one.hint, one.is_error) for one in found] == [
        ("there is no figure `fig-bb`", "did you mean `fig-b`?", True),
        ("there is no table `tbl-b`", "there is no table yet", True),
    ]


def shown_beside_a_ship(tmp_path: Path, text: str) -> set[str]:
    """Return the paragraphs of a single-file talk with a picture `fig-ship` and a text."""
    (tmp_path / "ship.svg").write_text(SVG)
    return shown(only(document(tmp_path, f"# A\n\n{text}\n\n{SHIP.format('fig-ship')}"))[0])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[@fig-li]", "[@fig-li]"),
        ("[@fig-li; -@fig-a]", "[@fig-li; -@fig-a]"),
        ("[see @fig-li, p. 3]", "(see @fig-li, p. 3)"),
        ("[@fig-a; @fig-ship]", "@fig-a, Figure 1"),
        ("-@fig-li", "-@fig-li"),
    ],
)
def test_a_mention_of_no_figure_is_shown_as_written(
    tmp_path: Path, written: str, expected: str
) -> None:
    assert f"Look: {expected}!" in shown_beside_a_ship(tmp_path, f"Look: {written}!")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("-@fig-ship", "1"),
        ("[-@fig-ship]", "1"),
        ("[Fig. -@fig-ship]", "(Fig. 1)"),
        ("@Fig-ship", "Figure 1"),
        ("[@Fig-ship]", "Figure 1"),
        ("a-@fig-ship", "a-@fig-ship"),
    ],
)
def test_numbers_stand_alone_after_a_hyphen_and_labels_may_begin_with_a_capital_as_in_quarto(
    tmp_path: Path, written: str, expected: str
) -> None:
    assert f"See {expected}." in shown_beside_a_ship(tmp_path, f"See {written}.")


def test_no_line_ends_between_a_word_and_its_number(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n{TABLE}\n: Letters {{#tbl-a}}\n\nAs @tbl-a says\n")
    runs = [r for f in only(prepared)[0].frames for p in f.paragraphs for r in p.runs]
    told = [run.text for run in runs if isinstance(run, Run) and "Table" in run.text]
    assert all("Table\u00a01" in one for one in told)
    assert told


def test_a_particle_right_after_a_label_is_told_with_the_brackets_that_end_it(
    tmp_path: Path,
) -> None:
    (found,) = document(tmp_path, f"# A\n\n@fig-a을 보라\n\n{FLOW}").found
    assert found.hint == "write `[@fig-a]을`: the brackets end the key"


@pytest.mark.parametrize(
    ("fence", "number"),
    [
        ("```{#fig-x .chart kind=bar}\nName, Orders\nA, 1\n```", "Figure 1"),
        ("```{.fragment #fig-x .chart}\nName, Orders\nA, 1\n```", "Figure 1"),
        ("```{#eq-x .math}\nx\n```", "(1)"),
        ("```{#lst-x .numberLines .python}\nx = 1\n```", "Listing 1"),
        ("```{#tbl-x .table}\nrows: [[a]]\n```", "Table 1"),
        ("```{.fragment #fig-x .mermaid}\nflowchart LR\n  a --> b\n```", "Figure 1"),
        ("```{#fig-x .diagram}\nnodes: {a: A, b: B}\nedges: [a -> b]\n```", "Figure 1"),
    ],
)
def test_the_label_of_a_fence_may_stand_before_its_class(
    tmp_path: Path, fence: str, number: str
) -> None:
    label = fence[fence.index("#") + 1 :].split(maxsplit=1)[0]
    prepared = document(tmp_path, f"# A\n\n{fence}\n\nSee @{label}.\n")
    assert said(prepared.found) == []
    assert f"See {number}." in shown(only(prepared)[0])


@pytest.mark.parametrize(
    ("written", "noun"),
    [
        ("- item {#fig-x}", "a list item"),
        ("- above\n  - item {#fig-x}", "a list item"),
        ("## Heading {#fig-x}", "a heading"),
        ("A paragraph {#fig-x}", "a paragraph"),
        ("term {#fig-x}\n: what it means", "a term"),
        ("::: {.callout-note #fig-x}\nwords\n:::", "a callout"),
        ("```{.python #fig-x}\nx = 1\n```", "a listing"),
        ("```{python}\n#| label: fig-x\n#| eval: false\nx = 1\n```", "a listing"),
        (
            "```{python}\n#| label: fig-x\n#| eval: false\n#| echo: false\nx = 1\n```",
            "a hidden cell",
        ),
        ("::: {#fig-x}\nOne\n\nTwo\n:::", "a `:::` block"),
        ("::: {#fig-x}\n> Quoted\n:::", "a `:::` block"),
        ("::: {.incremental #fig-x}\n- item\n:::", "a `:::` block"),
        ("::: columns\n::: {.column #fig-x}\na\n:::\n::: column\nb\n:::\n:::", "a `:::` block"),
        ("::: {#fig-x}\n:::", "an empty `:::` block"),
    ],
)
def test_a_label_on_what_is_not_counted_is_told_once_with_what_has_it(
    tmp_path: Path, written: str, noun: str
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    alone = document(tmp_path / "a", f"# A\n\nFirst\n\n{written}\n").found
    assert [(one.kind.code, one.message) for one in alone] == [
        ("REF224", f"`fig-x` is the label of {noun}, which is not counted as a figure")
    ]
    mentioned = document(tmp_path / "b", f"# A\n\nSee @fig-x\n\n{written}\n").found
    assert [one.kind.code for one in mentioned] == ["REF223"]
    assert f"`fig-x` has no number, as it is the label of {noun} (" in mentioned[0].message
    assert mentioned[0].hint == alone[0].hint


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("![The ship](box.svg){#Fig-ship}", "fig-ship"),
        ("| a |\n|---|\n| b |\n\n: Cap {#TBL-a}", "tbl-a"),
        ("```{.python #Lst-a}\nx = 1\n```", "lst-a"),
        ("$$x$$ {#EQ-a}", "eq-a"),
        ("::: {#Fig-a}\n![The ship](box.svg)\n:::", "fig-a"),
    ],
)
def test_an_id_that_only_capitals_keep_from_being_a_label_is_told_once(
    tmp_path: Path, written: str, label: str
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (alone,) = document(tmp_path / "a", f"# A\n\n{written}\n").found
    assert (alone.kind.code, alone.hint) == ("REF224", f"write `{{#{label}}}`")
    (mentioned,) = document(tmp_path / "b", f"# A\n\nSee @{label}\n\n{written}\n").found
    assert mentioned.kind.code == "REF223"
    assert f"write `{{#{label}}}` there" in (mentioned.hint or "")


def test_the_id_of_a_slide_is_a_label_only_if_it_is_mentioned(tmp_path: Path) -> None:
    text = "# A {#fig-a}\n\nSee @fig-a\n\n# B {#fig-b}\n\nWords\n"
    (found,) = document(tmp_path, text).found
    assert "as it is the label of a slide" in found.message


@pytest.mark.parametrize("options", ["", "#| echo: false\n"])
def test_a_cell_that_is_not_run_is_one_problem_however_often_it_is_mentioned(
    tmp_path: Path, options: str
) -> None:
    cell = f"```{{python}}\n#| label: fig-plot\n{options}plot()\n```"
    prepared = document(tmp_path, f"# A\n\nSee @fig-plot and [@fig-plot].\n\n{cell}\n")
    assert [one.kind.code for one in prepared.found] == ["SRC344"]


@pytest.mark.parametrize("name", [".fragment", ".nonincremental", ".content-visible"])
def test_the_label_of_any_div_around_one_figure_is_that_figures(tmp_path: Path, name: str) -> None:
    flow = "```mermaid\nflowchart LR\n  a --> b\n```"
    text = f"# A\n\nSee @fig-x\n\n::: {{{name} #fig-x}}\n{flow}\n\nHow\n:::\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    assert {"See Figure 1", "Figure 1: How"} <= shown(only(prepared)[0])


TABLES = f"{TABLE}\n: First {{#tbl-one}}\n\n{TABLE}\n: Second\n\nBoth of them\n"


@pytest.mark.parametrize("layout", [" layout-ncol=2", ""])
def test_several_tables_are_one_beside_or_below_each_other_with_a_caption_clear_of_theirs(
    tmp_path: Path, layout: str
) -> None:
    text = f"# A\n\nSee @tbl-two, @tbl-one\n\n::: {{#tbl-two{layout}}}\n\n{TABLES}:::\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    told = {"See Table 1, Table 1a", "(a) First", "Second", "Table 1: Both of them"}
    assert told <= shown(slide)
    tables = [one for one in slide.shapes if isinstance(one, TableShape)]
    assert (tables[0].box.y == tables[1].box.y) == bool(layout)
    last = next(f for f in slide.frames if "Both" in str(f.paragraphs))
    assert all(one.caption and one.caption.box.bottom <= last.box.y for one in tables)


def test_figures_of_different_kinds_are_side_by_side_in_a_div_with_columns(tmp_path: Path) -> None:
    chart = "```{.chart #fig-c}\nName, Orders\nA, 1\n```"
    ship = SHIP.format("fig-s")
    (tmp_path / "ship.svg").write_text(SVG)
    text = f"# A\n\n@fig-s, @fig-c\n\n::: {{#fig-x layout-ncol=2}}\n{ship}\n{chart}\n\nMixed\n:::\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    assert {"Figure 1a, Figure 1b", "Figure 1: Mixed"} <= shown(only(prepared)[0])


def test_what_quarto_lays_out_in_columns_is_in_columns_in_a_single_file_talk(
    tmp_path: Path,
) -> None:
    prepared = document(tmp_path, "# A\n\n::: {layout-ncol=2}\n- Ebb\n\nFlood\n:::\n")
    assert said(prepared.found) == []
    frames = only(prepared)[0].frames
    left, right = (
        next(one.box for one in frames if word in str(one.paragraphs)) for word in ("Ebb", "Flood")
    )
    assert left.right <= right.x
