"""Walking through a value: over its texts, or over everything of a kind."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from tests.authoring import authored, project

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.model.deck import Column, Placed, Slide, Source
from diptych.model.labels import Unnumbered
from diptych.model.text import Text, literal
from diptych.model.walk import map_texts, map_values, texts, values_of

SPAN = Span("a.md", 1)


def text(words: str) -> Text:
    return literal(words, SPAN)


def prose(words: str) -> Prose:
    return Prose(text=text(words), span=SPAN)


SLIDE = Slide(
    id="a",
    title=text("title"),
    span=SPAN,
    kicker=text("kicker"),
    body=(
        Bullets(items=(Item(text=text("one"), span=SPAN, content=(prose("below"),)),), span=SPAN),
        Quote(paragraphs=(text("two"), text("three")), span=SPAN),
        Code(lines=("code",), span=SPAN),
        Table(
            header=((text("head"),),),
            rows=((text("cell"),), (text("last"),)),
            caption=text("caption"),
            span=SPAN,
        ),
    ),
    columns=(Column((prose("column"),), None, SPAN),),
    placed=(Placed("region", (prose("placed"),), SPAN),),
    notes=(prose("notes"),),
    footnotes={"1": text("footnote")},
    sources=(Source("k", 1, text("source")),),
)


def upper(one: Text) -> Text:
    return replace(one, source=one.source.upper())


def test_finds_every_text_in_the_order_of_the_source() -> None:
    assert [one.source for one in texts(SLIDE)] == [
        "title",
        "kicker",
        "one",
        "below",
        "two",
        "three",
        "head",
        "cell",
        "last",
        "caption",
        "column",
        "placed",
        "notes",
        "footnote",
        "source",
    ]


def test_changes_every_text_and_nothing_else() -> None:
    changed = map_texts(SLIDE, upper)
    assert [one.source for one in texts(changed)] == [one.source.upper() for one in texts(SLIDE)]
    assert replace(changed, **{name: getattr(SLIDE, name) for name in _TEXTS}) == SLIDE


_TEXTS = (
    "title",
    "kicker",
    "body",
    "columns",
    "placed",
    "notes",
    "footnotes",
    "sources",
)


def test_what_is_not_changed_is_the_same_object() -> None:
    assert map_texts(SLIDE, lambda one: one).body is SLIDE.body
    assert map_texts(SLIDE.body[2], upper) is SLIDE.body[2]
    assert map_texts((1, "two", None), upper) == (1, "two", None)


def test_values_without_text_hold_none() -> None:
    assert list(texts(SPAN)) == []
    assert list(texts({"a": 1, "b": (2, "three")})) == []


def test_a_written_slide_holds_every_word_that_was_written(tmp_path: Path) -> None:
    slide = (
        "---\nkicker: a\n---\n\n# b\n\n- c\n  - d\n\n> e\n\n## f\n\ng^[h]\n\n"
        '![i](../media/box.svg){alt="j"}\n\n::: notes\nk\n:::\n\nl\n'
    )
    (written,) = authored(project(tmp_path, {"deck/slides/a.md": slide}))
    assert {one.plain.strip("1") for one in texts(written)} == set("abcdefghijkl")


def test_everything_of_a_kind_is_found_however_deep() -> None:
    found = values_of(SLIDE, Prose)
    assert [one.text.source for one in found] == ["below", "column", "placed", "notes"]


def test_everything_of_a_kind_is_changed_and_the_rest_is_as_it_was() -> None:
    moved = map_values(SLIDE, Span, lambda span: replace(span, line=span.line + 4))
    assert {span.line for span in values_of(moved, Span)} == {5}
    assert moved != SLIDE
    assert map_values(moved, Span, lambda span: replace(span, line=span.line - 4)) == SLIDE
    assert map_values(SLIDE, Span, lambda span: span) is SLIDE


def test_a_value_with_named_parts_keeps_their_names_when_one_is_changed() -> None:
    label = Unnumbered("fig-a", "a div", SPAN)
    elsewhere = Span("b.md", 2)
    (changed,) = map_values((label,), Span, lambda _: elsewhere)
    assert changed == Unnumbered("fig-a", "a div", elsewhere)
    assert isinstance(changed, Unnumbered)
