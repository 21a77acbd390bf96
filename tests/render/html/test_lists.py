from __future__ import annotations

from tests.render.html.factory import item

from diptych.model.numbering import Numbering
from diptych.model.paragraph import Bullet, Paragraph
from diptych.render.html.lists import render_list


def rendered(*items: Paragraph, label: str = "") -> str:
    html = render_list(((paragraph, chr(97 + i)) for i, paragraph in enumerate(items)), label)
    return html.replace(' role="list"', "").replace("\n", "")


def test_items_of_one_level_are_one_list() -> None:
    assert rendered(item("a"), item("b")) == "<ul><li>a</li><li>b</li></ul>"


def test_a_deeper_item_is_a_list_within_its_item() -> None:
    items = (item("a"), item("b", level=1), item("c"))
    assert rendered(*items) == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"


def test_a_leap_of_two_levels_is_one_list_deeper() -> None:
    items = (item("a"), item("b", level=2), item("c", level=1), item("d"))
    assert rendered(*items) == (
        "<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li><li>d</li></ul>"
    )


def test_a_list_that_begins_deep_is_closed_all_the_same() -> None:
    assert rendered(item("a", level=1), item("b")) == "<ul><li>a</li></ul><ul><li>b</li></ul>"


def test_numbers_begin_where_the_author_said() -> None:
    items = (item("a", number=3), item("b", number=4), item("c", number=7))
    assert rendered(*items) == ('<ol start="3"><li>a</li><li>b</li><li value="7">c</li></ol>')


def test_a_list_that_begins_anew_is_another_one() -> None:
    anew = item("c", bullet=Bullet("1.", "accent", 1, begins=True))
    items = (item("a", number=1), item("b", number=2), anew, item("d", number=2))
    assert rendered(*items) == ("<ol><li>a</li><li>b</li></ol><ol><li>c</li><li>d</li></ol>")


def test_figures_are_told_by_the_kind_of_the_list() -> None:
    letter = item("a", bullet=Bullet("c)", "accent", 3, Numbering("lower-alpha", "parenthesis")))
    assert rendered(letter, item("b", number=4)) == (
        '<ol type="a" start="3"><li>a</li></ol><ol start="4"><li>b</li></ol>'
    )


def test_bullets_and_numbers_are_two_lists() -> None:
    assert rendered(item("a"), item("b", number=1)) == ("<ul><li>a</li></ul><ol><li>b</li></ol>")


def test_the_outermost_list_has_the_label() -> None:
    assert rendered(item("a"), item("b", level=1), label="Sources").count("aria-label") == 1


def test_lists_without_markers_say_that_they_are_lists() -> None:
    assert render_list([(item("a"), "a")]).startswith('<ul role="list">')


def test_no_items_are_no_list() -> None:
    assert rendered() == ""
