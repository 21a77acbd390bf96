"""Reads abstracts: paragraphs and lists of inline Markdown, and nothing else of its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.markup.diagnostic_kinds import BAD_LINK, MARKUP_AS_TEXT, TANGLED_TEXT
from diptych.markup.inline import Parsed, parse_inline
from diptych.model.abstract import Abstract, AbstractParagraph
from diptych.model.source_text import SourceText
from diptych.model.text import Run, Text

_LINE = re.compile(r"([ \t]*)(.*)\n?")
_MARKER = re.compile(r"(?:[-*+]|(\d{1,3}[.)]))[ \t]+(?=\S)")
_BLOCK = re.compile(r"(#{1,6}[ \t]|>[ \t]?|```|~~~|:::|\|.*\||---+$)")
"""What would begin another block on a slide."""
_TAB_STOP = 4
_DEEPEST = 9
_MOST = 500
"""Maximum of paragraphs and items: fifty pages."""
_ELSEWHERE = re.compile(r"#|(?:https?|mailto|tel):", re.IGNORECASE)


class ReadAbstract(Struct, frozen=True):
    """An abstract, and what is wrong with it."""

    abstract: Abstract
    parts: tuple[Parsed, ...]
    """Its texts as parsed, with what is wrong within each."""
    found: tuple[Diagnostic, ...]
    """What is wrong besides."""


def read_abstract(place: SourceText, locale: str = "en") -> ReadAbstract:
    """Return the abstract at `place`: what is not a paragraph or a list is shown as it is written.

    An item begins at its sign, `-`, `*`, `+`, `1.` or `1)`, in another list's item if it is
    indented to the words of that; an empty line parts paragraphs (CommonMark 0.31, 5.2).
    """
    paragraphs: list[AbstractParagraph] = []
    parts: list[Parsed] = []
    found: list[Diagnostic] = []
    for number, part in enumerate(_parts(place.text)):
        if number == _MOST:
            message = f"an abstract cannot have more than {_MOST} paragraphs and items"
            hint = "shorten it; a page has the words of all slides below it"
            found.append(TANGLED_TEXT.at(place.span(part.start), message, hint=hint))
            break
        written = place.part(part.start, part.end)
        if (block := _BLOCK.match(written.text)) is not None:
            message = f"`{block[1].strip()}` is shown literally in an abstract"
            hint = "an abstract has paragraphs, lists, emphasis and links"
            found.append(MARKUP_AS_TEXT.at(written.span(0, len(block[1])), message, hint=hint))
        parsed = parse_inline(written, locale=locale)
        parts.append(parsed)
        found += _dead_links(parsed.text)
        if not parsed.text.is_empty:
            paragraphs.append(
                AbstractParagraph(
                    text=parsed.text, level=part.level, sign=part.sign, begins=part.begins
                )
            )
    abstract = Abstract(place.text.strip(), tuple(paragraphs))
    return ReadAbstract(abstract, tuple(parts), tuple(found))


def _dead_links(text: Text) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link to a file: an abstract is read where there is none."""
    links = (inline.link for inline in text.inlines if isinstance(inline, Run) and inline.link)
    for link in dict.fromkeys(links):
        if not _ELSEWHERE.match(link):
            message = f"the link `{link}` of an abstract leads to a file, which is not published"
            hint = "write an address such as `https://example.org/page`, or `#topic/slide`"
            yield BAD_LINK.at(text.span, message, hint=hint)


class _Part(Struct):
    """The offsets of a paragraph, and what item it is."""

    start: int
    end: int
    level: int | None = None
    sign: str = ""
    begins: bool = False


def _parts(text: str) -> Iterator[_Part]:
    """Yield the paragraphs and items of a text."""
    part: _Part | None = None
    columns: list[int] = []
    """Where the words of each open item begin."""
    kind = ""
    is_apart = True
    for line in _LINE.finditer(text):
        if not line[2].strip():
            is_apart = True
            continue
        column, start = len(line[1].expandtabs(_TAB_STOP)), line.start(2)
        marker = _MARKER.match(line[2])
        if marker is not None and (is_apart or columns or _interrupts(marker[1])):
            if part is not None:
                yield part
            outer = [one for one in columns if one <= column][:_DEEPEST]
            part = _Part(start + marker.end(), line.end(2), len(outer), marker[1] or "")
            own = marker[0][0] if marker[1] is None else marker[1][-1]
            part.begins = not columns or (not outer and own != kind)
            kind = kind if outer else own
            columns = [*outer, column + marker.end()]
        elif is_apart or part is None:
            if part is not None:
                yield part
            if columns and column < columns[0]:
                columns = []
            part = _Part(start, line.end(2))
        else:
            part.end = line.end(2)
        is_apart = False
    if part is not None:
        yield part


def _interrupts(number: str | None) -> bool:
    """Return whether an item may follow a paragraph without an empty line between them."""
    return number is None or number in {"1.", "1)"}
