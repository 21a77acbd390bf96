"""Callouts: how they are written, what stands above them, and where their content stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.authoring import authored, document, only, said, slide_of, words
from tests.layout.factories import (
    SPAN,
    box,
    code,
    height,
    prose,
    style,
    text,
    times,
)

from diptych.blocks.callout import CALLOUT_KINDS, Callout, CalloutKind
from diptych.icons import icon_names
from diptych.model.density import OWN
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Shape
from diptych.model.table_shape import TableShape
from diptych.model.text import ICON, Run, SetInline, Text, plain_text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.pipeline import Prepared

WIDTH = from_px(600)


def said_on(slide: LaidOutSlide) -> list[str]:
    """Return the words on a slide without the icons before titles."""
    return [one.removeprefix(f"{ICON} ") for one in words(slide)]


def callout_in(prepared: Prepared) -> Callout:
    (callout,) = (one for one in authored(prepared)[0].body if isinstance(one, Callout))
    return callout


def written(root: Path, markdown: str) -> tuple[CalloutKind, list[str], list[str]]:
    """Return the kind of a callout, the words on its slide, and what is reported."""
    prepared = document(root, f"# A\n\n{markdown}\n")
    return callout_in(prepared).kind, said_on(only(prepared)[0]), said(prepared.found)


@pytest.mark.parametrize(
    ("markdown", "kind", "shown"),
    [
        ("::: callout-note\nx\n:::", "note", ["Note", "x"]),
        ('::: {.callout-tip title="Do *this*" icon=false}\nx\n:::', "tip", ["Do this", "x"]),
        ("::: {.callout-warning}\n## Take care\n\nx\n:::", "warning", ["Take care", "x"]),
        ("::: callout-caution\n- x\n- y\n:::", "caution", ["Caution", "x", "y"]),
        ("> [!IMPORTANT]\n> x", "important", ["Important", "x"]),
        ("> [!tip]\n>\n> x\n>\n> - y", "tip", ["Tip", "x", "y"]),
        ("> [!NOTE]\n> - x\n> - y", "note", ["Note", "x", "y"]),
        ("> [!NOTE]\n> x\n> : y", "note", ["Note", "x", "y"]),
    ],
)
def test_a_callout_is_written_as_in_other_tools(
    markdown: str, kind: CalloutKind, shown: list[str], tmp_path: Path
) -> None:
    assert written(tmp_path, markdown) == (kind, shown, [])


def test_a_title_may_have_variables(tmp_path: Path) -> None:
    markdown = '# A\n\n::: {.callout-note title="In {{ talk.locale }}, {{ nope }}"}\nx\n:::\n'
    prepared = document(tmp_path, markdown)
    assert [(one.span.line, one.span.column) for one in prepared.found if one.span] == [(3, 49)]
    assert said_on(only(document(tmp_path, markdown.replace(", {{ nope }}", "")))[0])[0] == "In en"


def test_a_quotation_of_brackets_is_no_callout(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n> [!NOBODY]\n> x\n")
    assert said_on(only(prepared)[0]) == ["[!NOBODY] x"]


def test_each_line_of_an_alert_points_at_itself(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n> [!NOTE]\n> x [@nobody]\n")
    assert [one.span.line for one in prepared.found if one.span] == [4]


def test_in_yaml_it_has_any_blocks(tmp_path: Path) -> None:
    body = (
        "title: A\nbody:\n- callout:\n    kind: warning\n    title: Hot\n    blocks:\n"
        "    - paragraph: One\n    - code: two\n- callout: Three\n"
    )
    prepared = slide_of(tmp_path, body, suffix=".yaml")
    assert said(prepared.found) == []
    assert said_on(only(prepared)[0]) == ["Hot", "One", "two", "Note", "Three"]


def test_an_unknown_kind_is_reported(tmp_path: Path) -> None:
    body = "title: A\nbody:\n- callout: {kind: tipp, blocks: [{paragraph: x}]}\n"
    prepared = slide_of(tmp_path, body, suffix=".yaml")
    assert "did you mean `tip`?" in (prepared.found[0].hint or "")


def test_a_misspelt_class_is_reported_with_the_nearest_callout(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n::: callout-tpi\nx\n:::\n")
    assert [one.hint for one in prepared.found] == ["did you mean `callout-tip`?"]
    assert said_on(only(prepared)[0]) == ["x"]


@pytest.mark.parametrize(("language", "kind"), [("ko", "팁"), ("de", "Tipp"), ("nl", "Tip")])
def test_its_kind_stands_above_it_in_the_language_of_the_talk(
    language: str, kind: str, tmp_path: Path
) -> None:
    source = f"---\nlang: {language}\n---\n\n# A\n\n::: callout-tip\nx\n:::\n"
    assert said_on(only(document(tmp_path, source))[0]) == [kind, "x"]


def test_its_texts_are_translated(tmp_path: Path) -> None:
    from diptych.model.walk import texts

    prepared = document(tmp_path, "# A\n\n::: {.callout-tip title=T}\n- x\n:::\n")
    assert [one.plain for one in texts(callout_in(prepared))] == ["T", "x"]


def shapes(*blocks: Any, high: int = 400, **rest: Any) -> tuple[Shape, ...]:
    callout = Callout(blocks=blocks, title=text("Title"), span=SPAN, **rest)
    fitted = callout.set(style(ground="paper")).fitted(WIDTH, OWN)
    return tuple(fitted.draw(box(10, 20, 600, high)))


def test_text_alone_is_one_frame_beside_a_bar() -> None:
    frame, bar = shapes(prose("x"))
    assert isinstance(frame, TextFrame)
    assert isinstance(bar, Rectangle)
    assert frame.box == box(16, 20, 594, 400)
    assert frame.panel == Panel(fill="mist", inset=from_px(20))
    assert (bar.box, [one.kind for one in frame.paragraphs]) == (
        box(10, 20, 6, 400),
        ["heading", "text"],
    )


def test_other_blocks_stand_between_text_on_the_panel() -> None:
    panel, bar, first, listing, last = shapes(prose("x"), code("y"), prose("z"))
    assert isinstance(panel, Rectangle)
    assert panel.box == box(10, 20, 600, 400)
    tops = [first.box.y, listing.box.y, last.box.y]
    assert tops == sorted(tops)
    assert first.box.bottom < listing.box.y
    assert listing.box.bottom < last.box.y
    assert {one.box.x for one in (first, listing, last)} == {from_px(10 + 6 + 20)}
    assert bar.box.height == from_px(400)


def test_it_is_as_high_as_its_content_at_every_density() -> None:
    callout = Callout(blocks=(prose("x"),), title=text("T"), span=SPAN).set(style())
    natural = [callout.fitted(WIDTH, one).extent.natural for one in (OWN, times(0.75))]
    assert natural[0] > natural[1] > 2 * from_px(20) + height(10)


def test_it_appears_whole_at_its_step() -> None:
    frame, bar = shapes(prose("x", step=2), step=2)
    assert isinstance(frame, TextFrame)
    assert (frame.panel_step, bar.step) == (2, 2)


def test_every_kind_has_words_and_a_colour(tmp_path: Path) -> None:
    shown = set()
    for kind in CALLOUT_KINDS:
        prepared = document(tmp_path, f"# A\n\n::: callout-{kind}\nx\n:::\n")
        slide = only(prepared)[0]
        bar = next(one for one in slide.shapes if isinstance(one, Rectangle) and not one.section)
        shown.add((said_on(slide)[0], bar.panel.fill))
    assert len(shown) == len(CALLOUT_KINDS)


@pytest.mark.parametrize("kind", CALLOUT_KINDS)
def test_the_icon_of_its_kind_is_before_its_title_in_the_same_colour(kind: CalloutKind) -> None:
    (first, *_), (_, bar) = title_of(kind=kind), shapes(prose("x"), kind=kind)
    assert isinstance(first, Run)
    assert isinstance(bar, Rectangle)
    assert first.icon in icon_names()
    assert first.style.color == bar.panel.fill


def test_it_has_no_icon_if_it_is_not_to_or_if_its_title_has_one() -> None:
    own = Text(ICON, (Run(ICON, icon="anchor"), Run(" Take care")), SPAN)
    assert title_of(has_icon=False) == (Run("Title"),)
    assert [getattr(run, "icon", "") for run in title_of(title=own)] == ["anchor", ""]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.md", "# A\n\n::: {.callout-tip icon=false}\nx\n:::\n"),
        ("a.yaml", "title: A\nbody:\n- callout: {icon: false, blocks: [{paragraph: x}]}\n"),
    ],
)
def test_an_author_can_do_without_the_icon(name: str, body: str, tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, body, suffix=Path(name).suffix)
    assert said(prepared.found) == []
    assert not callout_in(prepared).has_icon


def title_of(**rest: Any) -> tuple[SetInline, ...]:
    given: dict[str, Any] = {"title": text("Title")} | rest
    callout = Callout(blocks=(prose("x"),), span=SPAN, **given)
    return callout.set(style(ground="paper")).paragraphs[0].runs


LONG = "\n".join(
    (
        '::: {.callout-tip title="Ask for less"}',
        *(f"- item {number} is here" for number in range(20)),
        "",
        "```python",
        *(f"line_{number}" for number in range(30)),
        "```",
        "",
        "| Head | Other |\n|---|---|",
        *(f"| cell {number} | x |" for number in range(20)),
        "",
        "The end.",
        ":::",
    )
)


def test_a_callout_that_does_not_fit_goes_on_below_its_title_on_further_pages(
    tmp_path: Path,
) -> None:
    prepared = document(tmp_path, f"# A\n\n{LONG}\n")
    assert [one for one in said(prepared.found) if "FIT" in one] == []
    pages = only(prepared)
    shown = [said_on(page) for page in pages]
    assert len(pages) > 3
    assert all(page.count("Ask for less") == 1 for page in shown)
    every = [word for page in shown for word in page]
    tables = [one for page in pages for one in page.shapes if isinstance(one, TableShape)]
    every += [
        plain_text(paragraph.runs)
        for table in tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    for wanted in (
        *(f"item {number} is here" for number in range(20)),
        *(f"line_{number}" for number in range(30)),
        *(f"cell {number}" for number in range(20)),
        "The end.",
    ):
        assert every.count(wanted) == 1
    for page in pages:
        (panel,) = (one for one in page.shapes if getattr(one, "panel", None) and _is_panel(one))
        assert panel.box.bottom <= prepared.talks[0].theme.page.bottom
        assert all(panel.box.y <= one.box.y for one in page.shapes if one.region == panel.region)


def _is_panel(shape: Shape) -> bool:
    """Return whether a shape is the panel of the callout, not its bar or a listing in it."""
    if isinstance(shape, Rectangle):
        return shape.kind == "panel"
    return isinstance(shape, TextFrame) and "Ask for less" in words_of(shape)


def words_of(frame: TextFrame) -> str:
    return "".join(run.text for run in frame.paragraphs[0].runs if isinstance(run, Run))


def test_the_first_text_of_each_page_is_as_far_below_the_title(tmp_path: Path) -> None:
    items = "\n".join(f"- item {number} is here" for number in range(40))
    pages = only(document(tmp_path, f"# A\n\n::: callout-note\n{items}\n:::\n"))
    frames = [
        one
        for page in pages
        for one in page.shapes
        if isinstance(one, TextFrame) and one.panel and len(one.paragraphs) > 1
    ]
    assert len(frames) == len(pages) > 1
    assert len({frame.paragraphs[1].space_before for frame in frames}) == 1


def test_a_callout_of_one_paragraph_is_not_divided(tmp_path: Path) -> None:
    more = "\n\n".join(f"Line {number}." for number in range(12))
    pages = only(document(tmp_path, f"# A\n\n{more}\n\n::: callout-note\nx\n:::\n"))
    assert [said_on(page).count("Note") for page in pages if "x" in said_on(page)] == [1]
