"""Footnotes: their texts, and the marks that mention them in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from diptych.diagnostics import Span
from diptych.markup.inline import parse_inline
from diptych.model.deck import Slide
from diptych.model.text import Citation, FootnoteMark, Text
from diptych.model.walk import texts
from diptych.source.markdown.page import Page
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT, UNUSED_FOOTNOTE
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token


class Footnotes:
    """The footnotes that are defined on a page, or on a part of it."""

    def __init__(self, page: Page, reader: SourceReader) -> None:
        self.page = page
        self.reader = reader
        self.texts: dict[str, Text] = {}
        self.used: set[str] = set()
        """Labels of the link definitions that they use."""

    def add(self, token: Token) -> None:
        """Keep the footnote that `token` defines."""
        label, more = token.meta["label"], token.meta["more"]
        if label in self.texts:
            message, hint = f"footnote `{label}` is defined twice", "keep one of them"
            self.reader.report(LOST_CONTENT, self.page.span(token), message, hint)
        if more is not None:
            message, hint = "a footnote cannot have several paragraphs", "make it one paragraph"
            self.reader.report(LOST_CONTENT, Span(self.page.file, more + 1), message, hint)
        place = self.page.place(token)
        parsed = self.reader.parsed(parse_inline(place, self.page.definitions, in_note=True))
        self.used |= parsed.used
        self.texts[label] = parsed.text

    def report_unused(self, slides: Iterable[Slide]) -> None:
        """Report every footnote that none of `slides` mentions."""
        known = {label for slide in slides for label in mentioned(slide)}
        for label, text in self.texts.items():
            if label not in known:
                message = f"footnote `{label}` is not mentioned"
                self.reader.report(
                    UNUSED_FOOTNOTE, text.span, message, f"mention it with `[^{label}]`"
                )


def report_footnotes(
    said: object, where: str, reader: SourceReader, *, known: Collection[str] = ()
) -> None:
    """Report the footnotes in what has no foot to show them.

    Those whose labels are `known` have one; a note written in place never has.
    """
    for text in texts(said):
        for mark in text.inlines:
            if not isinstance(mark, FootnoteMark):
                continue
            if mark.label not in known or (mark.span.file, mark.label) in reader.footnotes:
                _report_misplaced("footnote", mark.span, where, reader)


def report_mentions(text: Text, where: str, reader: SourceReader) -> None:
    """Report the footnotes in a text without a foot, and the citations, which need one too."""
    report_footnotes(text, where, reader)
    for mark in text.inlines:
        if isinstance(mark, Citation) and not mark.written:
            _report_misplaced("citation", mark.span, where, reader)


def _report_misplaced(noun: str, span: Span, where: str, reader: SourceReader) -> None:
    message = f"a {noun} cannot stand in {where}"
    reader.report(LOST_CONTENT, span, message, "write it into the text")


def footnote_marks(slide: Slide) -> Iterator[FootnoteMark]:
    """Yield every mention of a footnote."""
    for part in (slide.title, slide.kicker, slide.body, slide.columns, slide.placed):
        for text in texts(part):
            yield from (mark for mark in text.inlines if isinstance(mark, FootnoteMark))


def mentioned(slide: Slide) -> frozenset[str]:
    """Return the labels that a slide mentions, in its notes too, where that has been reported."""
    in_notes = (mark for text in texts(slide.notes) for mark in text.inlines)
    noted = {mark.label for mark in in_notes if isinstance(mark, FootnoteMark)}
    return frozenset({mark.label for mark in footnote_marks(slide)} | noted)
