"""Equations numbered through a talk, and mentions of them."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import document, only, project, said, words

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
