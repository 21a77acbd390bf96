"""What a layout of Slidev or a class of Marp makes of a slide: an opener, a statement, a quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.model.block import Block
from diptych.model.deck import Arrange
from diptych.model.text import LineBreak, Run, Text
from diptych.source.document.marp_classes import OPENERS, classes_in
from diptych.source.markdown.slide_body import Parsed

if TYPE_CHECKING:
    from markdown_it.token import Token

Meaning = Literal["", "opener", "statement", "quote"]

MEANING = "meaning"
"""The type of a token that says what the slide is that it is on."""
NAME = "name"
"""The type of a token with the title that a slide has where it shows none."""
LISTS_SLIDES = "lists-slides"
"""The type of a token in whose place the slides are listed."""
MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys(("cover", "intro", "section", "center", "end"), "opener"),
    **dict.fromkeys(("statement", "fact"), "statement"),
    "quote": "quote",
}
"""Layouts of Slidev (its guide, "Layouts") by what they make of a slide."""
_MOST_LINES, _LONGEST_LINE = 4, 80
"""How much text a cover or opener has besides its title: paragraphs, and characters of each."""
_MOST_HEADS = 2
_MOST_REASONS, _LONGEST_STATEMENT = 2, 90
"""What the arrangement of a statement takes: paragraphs below it, and its characters."""
_LONGEST_TITLE, _LONGEST_OPENER = 140, 70
"""Characters of a title, and of one that opens a section: of more, no size fits that is read."""


class Meant(Struct, frozen=True):
    """A slide as its tool's layout means it."""

    parsed: Parsed
    layout: str | None = None
    arrange: Arrange | None = None
    shows_title: bool = True


def as_meant(parsed: Parsed, tokens: Sequence[Token]) -> Meant:
    """Return a slide of `tokens` with the layout that its tool's asks for, if its content suits it.

    Without one, a title above only short headings is an opener, too.
    """
    lines = short_lines(parsed)
    if parsed.title is None or not lines:
        return Meant(parsed)
    meaning = _meaning_of(tokens)
    has_heads = all(isinstance(one, Heading) for one in parsed.body) and len(lines) <= _MOST_HEADS
    if meaning == "opener" or (not meaning and has_heads):
        return Meant(replace(parsed, body=lines), layout="section")
    return Meant(parsed)


def as_said(parsed: Parsed, tokens: Sequence[Token]) -> Meant | None:
    """Return a slide whose title is what it says, a statement or quotation; None if it is none."""
    title, meaning = parsed.title, _meaning_of(tokens)
    if title is None or meaning not in {"statement", "quote"}:
        return None
    lines = short_lines(parsed)
    if parsed.body and not lines:
        return None
    if meaning == "statement":
        if len(lines) > _MOST_REASONS or len(title.plain) > _LONGEST_STATEMENT:
            return None
        return Meant(replace(parsed, body=lines), layout="statement")
    if len(lines) > 1:
        return None
    source = lines[0].text if lines else None
    quote = Quote(paragraphs=(title,), source=source, span=title.span)
    return Meant(replace(parsed, body=(quote,)), arrange="quote", shows_title=False)


def as_headline(title: Text) -> Text:
    """Return a title without line breaks, which suit another type, if there are several.

    So is one that is long: with a break it has a line too many.
    """
    breaks = sum(isinstance(one, LineBreak) for one in title.inlines)
    if breaks < _MOST_HEADS and not (breaks and len(title.plain) > _LONGEST_STATEMENT):
        return title
    inlines = tuple(Run(" ") if isinstance(one, LineBreak) else one for one in title.inlines)
    return replace(title, inlines=inlines)


def as_text(parsed: Parsed) -> Meant | None:
    """Return a slide whose heading is too long for a title with it as text; None if it is not.

    Alone on its slide it opens a section, or is a statement, if it is short enough for that.
    """
    title = parsed.title
    is_bare = not (parsed.body or parsed.columns or parsed.placed)
    if title is None or len(title.plain) <= (_LONGEST_OPENER if is_bare else _LONGEST_TITLE):
        return None
    if is_bare and len(title.plain) <= _LONGEST_STATEMENT:
        return Meant(parsed, layout="statement")
    head = Heading(text=title, span=title.span)
    return Meant(replace(parsed, body=(head, *parsed.body)), shows_title=False)


def short_lines(parsed: Parsed) -> tuple[Prose, ...]:
    """Return the few short texts below a title, headings as paragraphs; none if there is more."""
    if parsed.columns or parsed.placed or len(parsed.body) > _MOST_LINES:
        return ()
    lines = tuple(_as_prose(parsed.body))
    are_short = all(len(one.text.plain) <= _LONGEST_LINE for one in lines)
    return lines if are_short and len(lines) == len(parsed.body) else ()


def _as_prose(blocks: Sequence[Block]) -> Iterator[Prose]:
    for one in blocks:
        if isinstance(one, Prose):
            yield one
        elif isinstance(one, Heading):
            yield Prose(text=one.text, span=one.span, id=one.id, step=one.step)


def _meaning_of(tokens: Sequence[Token]) -> Meaning:
    """Return what is said of the slide of `tokens`; empty if nothing is."""
    for token in tokens:
        if token.type == MEANING:
            return MEANINGS.get(token.content, "")
        if token.type == "html_block" and not OPENERS.isdisjoint(classes_in(token.content)):
            return "opener"
    return ""
