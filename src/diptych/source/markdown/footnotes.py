"""Footnotes: their texts, and their marks in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.deck import Slide
from diptych.model.text import Citation, FootnoteMark, Inline, Run, Text
from diptych.model.walk import map_values, texts
from diptych.source.markdown.diagnostic_kinds import UNKNOWN_FOOTNOTE, UNUSED_FOOTNOTE
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

    from diptych.source.markdown.page import Page


class Footnotes:
    """The footnotes defined on a page or part of it."""

    def __init__(self, page: Page, reader: SourceReader) -> None:
        self.page = page
        self.reader = reader
        self.texts: dict[str, Text] = {}
        self.used: set[str] = set()
        """Labels of the link definitions that they use."""

    def add(self, token: Token) -> None:
        """Add the footnote that `token` defines."""
        label, more = token.meta["label"], token.meta["more"]
        if label in self.texts:
            message, hint = f"footnote `{label}` is defined twice", "keep one of them"
            self.reader.report(LOST_CONTENT, self.page.span(token), message, hint)
        if more is not None:
            message, hint = "a footnote cannot have several paragraphs", "make it one paragraph"
            self.reader.report(LOST_CONTENT, Span(self.page.file, more + 1), message, hint)
        from diptych.markup.inline import parse_inline

        place = self.page.place(token)
        parsed = self.reader.parsed(
            parse_inline(place, self.page.definitions, in_note=True, locale=self.reader.language)
        )
        self.used |= parsed.used
        self.texts[label] = parsed.text

    def report_unused(self, slides: Iterable[Slide]) -> None:
        """Report every footnote that is not mentioned on `slides`."""
        known = {label for slide in slides for label in mentioned(slide)}
        for label, text in self.texts.items():
            if label not in known:
                message = f"footnote `{label}` is not mentioned"
                self.reader.report(
                    UNUSED_FOOTNOTE, text.span, message, f"mention it with `[^{label}]`"
                )


def report_footnotes(
    value: object, where: str, reader: SourceReader, *, known: Collection[str] = ()
) -> None:
    """Report the footnotes in texts that have no place to show them.

    Those whose labels are `known` have one, but inline notes never have.
    """
    for text in texts(value):
        for mark in text.inlines:
            if not isinstance(mark, FootnoteMark):
                continue
            if mark.label not in known or (mark.span.file, mark.label) in reader.footnotes:
                _report_misplaced("footnote", mark.span, where, reader)


def report_mentions(text: Text, where: str, reader: SourceReader) -> None:
    """Report footnotes and citations in a text that has no place to show them."""
    report_footnotes(text, where, reader)
    for mark in text.inlines:
        if isinstance(mark, Citation) and not mark.written:
            _report_misplaced("citation", mark.span, where, reader)


def _report_misplaced(noun: str, span: Span, where: str, reader: SourceReader) -> None:
    message = f"a {noun} is not allowed in {where}"
    reader.report(LOST_CONTENT, span, message, "write it in the text")


def footnote_marks(slide: Slide) -> Iterator[FootnoteMark]:
    """Yield every mention of a footnote."""
    for part in (slide.title, slide.kicker, slide.body, slide.columns, slide.placed):
        for text in texts(part):
            yield from (mark for mark in text.inlines if isinstance(mark, FootnoteMark))


def mentioned(slide: Slide) -> frozenset[str]:
    """Return the labels that a slide mentions, including in notes, which is reported elsewhere."""
    inlines = (inline for text in texts(slide.notes) for inline in text.inlines)
    in_notes = {inline.label for inline in inlines if isinstance(inline, FootnoteMark)}
    return frozenset({mark.label for mark in footnote_marks(slide)} | in_notes)


def literal_marks(slide: Slide, reader: SourceReader) -> Slide:
    """Return a slide with the mentions of unknown footnotes as text, as in Pandoc; report them."""
    unknown = [mark for mark in footnote_marks(slide) if mark.label not in slide.footnotes]
    if not unknown:
        return slide
    for mark in unknown:
        report_unknown(mark, reader)
    return map_values(slide, Text, lambda text: replace(text, inlines=_literal(text, slide)))


def _literal(text: Text, slide: Slide) -> tuple[Inline, ...]:
    return tuple(
        Run(f"[^{one.label}]")
        if isinstance(one, FootnoteMark) and one.label not in slide.footnotes
        else one
        for one in text.inlines
    )


def report_unknown(mark: FootnoteMark, reader: SourceReader) -> None:
    """Report a footnote that is mentioned but not defined."""
    message, hint = f"footnote `{mark.label}` is not defined", f"add a line `[^{mark.label}]: ...`"
    reader.report(UNKNOWN_FOOTNOTE, mark.span, message, hint, subject=f"[^{mark.label}]")
