"""Layouts as slides divide them: no slide moves a placeholder, and Reset changes nothing."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from tests.render.factory import box
from tests.render.pptx.factory import (
    BODY,
    LAYOUTS,
    LEFT,
    PICTURE,
    RIGHT,
    SOURCES,
    THEME,
    frame,
    headline,
    item,
    line,
    picture,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import opened

from diptych.model.geometry import Box, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.theme import Theme

WIDE, NARROW = box(80, 160, 700, 450), box(820, 160, 380, 450)
LOW = replace(SOURCES, box=box(80, 560, 1120, 112))


def crowded() -> Theme:
    """Return a theme whose sources begin above the lower edge of its text."""
    content = replace(
        LAYOUTS["content"],
        regions=tuple(LOW if one.name == "sources" else one for one in LAYOUTS["content"].regions),
    )
    return replace(THEME, layouts=LAYOUTS | {"content": content})


def divided(name: str, left: Box = LEFT.box, right: Box = RIGHT.box) -> LaidOutSlide:
    """Return a slide of two columns in these boxes."""
    columns = frame(LEFT, item("a"), box=left), frame(RIGHT, item("b"), box=right)
    return with_title(name, "Title", *columns, layout="columns")


def sourced(name: str, lines: int) -> LaidOutSlide:
    """Return a slide whose text ends above so many lines of sources, in the crowded theme."""
    high = lines * 9.5 * 1.3 / 0.75
    sources = frame(LOW, line(LOW, "x"), box=LOW.box.rows(*_foot(high)))
    text = frame(BODY, item("a"), box=BODY.box.rows(BODY.box.y, from_px(656 - high - 160)))
    made = with_title(name, "Title", text, sources)
    return replace(made, layout=crowded().layouts["content"])


def _foot(high: float) -> Any:
    height = from_px(high)
    return LOW.box.bottom - height, height


def layout_names(*slides: LaidOutSlide, theme: Theme = THEME) -> list[str]:
    """Return the name of the layout of each slide."""
    return [one.slide_layout.name for one in opened(talk(*slides, theme=theme)).slides]


def moved(*slides: LaidOutSlide, theme: Theme = THEME) -> list[str]:
    """Return the placeholders that a slide places itself."""
    return [
        shape.name
        for one in opened(talk(*slides, theme=theme)).slides
        for shape in one.placeholders
        if shape._element.xpath("./p:spPr/a:xfrm")
    ]


def test_columns_of_other_widths_have_a_layout_that_says_their_shares() -> None:
    made = divided("one", WIDE, NARROW), divided("two"), divided("three", WIDE, NARROW)
    assert layout_names(*made) == ["Two columns, 65:35", "Two columns", "Two columns, 65:35"]
    assert moved(*made) == []


def test_the_layouts_of_the_theme_come_first_and_stay_as_they_are() -> None:
    layouts = opened(talk(divided("one", WIDE, NARROW))).slide_layouts
    assert [one.name for one in layouts][: len(LAYOUTS)] == [one.title for one in LAYOUTS.values()]
    columns = layouts.get_by_name("Two columns")
    widths = {one.name: one.width for one in columns.placeholders if one.name in ("Left", "Right")}
    assert widths == {"Left": LEFT.box.width, "Right": RIGHT.box.width}


def test_sources_that_would_stand_in_the_text_have_layouts_of_their_own() -> None:
    plain = replace(
        with_title("two", "Two", frame(BODY, item("a"))), layout=crowded().layouts["content"]
    )
    made = sourced("one", 1), plain, sourced("three", 3)
    names = layout_names(*made, theme=crowded())
    assert names == [
        "Title and text, Sources, 1 line",
        "Title and text",
        "Title and text, Sources, 3 lines",
    ]
    assert moved(*made, theme=crowded()) == []


def test_layouts_of_slides_are_offered_with_room_for_sources_to_new_slides() -> None:
    assert "Title and text, Sources, 2 lines" not in [
        one.name for one in opened(talk(theme=crowded())).slide_layouts
    ]
    plain = replace(with_title("one", "One"), layout=crowded().layouts["content"])
    layouts = opened(talk(plain, theme=crowded())).slide_layouts
    plain = layouts.get_by_name("Title and text")
    with_them = layouts.get_by_name("Title and text, Sources, 2 lines")
    assert "Sources" not in [one.name for one in plain.placeholders]
    boxes = {one.name: one for one in with_them.placeholders}
    assert boxes["Body"].top + boxes["Body"].height <= boxes["Sources"].top
    assert boxes["Sources"].top + boxes["Sources"].height == LOW.box.bottom


def test_a_picture_of_its_own_shape_fills_a_placeholder_of_that_shape() -> None:
    shown = box(700, 160, 500, 300)
    made = with_title(
        "one", "One", frame(LEFT, item("a")), picture(region=PICTURE, box=shown), layout="figure"
    )
    assert moved(made) == []
    (placeholder,) = (
        one for one in opened(talk(made)).slides[0].placeholders if one.name.startswith("Figure")
    )
    assert (placeholder.left, placeholder.width) == (shown.x, shown.width)


def test_a_title_that_is_not_shown_stands_above_the_slide_in_its_layout() -> None:
    hidden = slide("one", frame(BODY, item("a")))
    shown = slide("two", headline("Two"))
    assert moved(hidden, shown) == []
    tops = [one.shapes.title.top for one in opened(talk(hidden, shown)).slides]
    assert tops[0] < 0 < tops[1]


def test_a_layout_with_a_running_title_is_in_the_file_if_a_slide_has_it() -> None:
    content = LAYOUTS["content"]
    running = replace(content, name="content-running-title", title="Content, Running Title")
    using = replace(THEME, running={running.name: running})
    plain = with_title("a", "Title", frame(BODY, item("a")))
    shown = replace(with_title("b", "Title", frame(BODY, item("b"))), layout=running)

    def offered(*slides: LaidOutSlide) -> list[str]:
        return [one.name for one in opened(talk(*slides, theme=using)).slide_layouts]

    assert running.title not in offered(plain)
    assert offered(plain, shown).index(running.title) == offered(plain).index(content.title) + 1
    assert layout_names(plain, shown, theme=using) == [content.title, running.title]


def test_no_two_layouts_have_the_same_name() -> None:
    theme = crowded()
    other = box(80, 160, 900, 300)
    moved_up = with_title("one", "One", frame(BODY, item("a"), box=other))
    lower = with_title("two", "Two", frame(BODY, item("a"), box=replace(other, y=from_px(200))))
    names = [one.name for one in opened(talk(moved_up, lower, theme=theme)).slide_layouts]
    assert len(names) == len(set(names))
