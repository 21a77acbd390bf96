"""A quotation alone on its slide, large, with its source below it."""

from __future__ import annotations

from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote, is_source
from diptych.model.block import TextBlock
from diptych.model.deck import Slide
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.resolve.arrangements.outline import Outline


class LargeQuote(TextBlock, frozen=True, kw_only=True):
    """A quotation in the styles of its region; made only here, never authored."""

    paragraphs: tuple[Text, ...]
    source: Text | None

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraphs in the region's first style, and its source in the second."""
        shown = [(text, 0) for text in self.paragraphs]
        shown += [(self.source, 1)] if self.source is not None else []
        return tuple(
            style.paragraph(
                text,
                style.level(level),
                kind="quote",
                level=level,
                step=self.step,
                block_id=None if level else self.id,
            )
            for text, level in shown
        )


def quote(outline: Outline) -> tuple[Slide, ...]:
    """Return a quotation alone, with its source if that begins with a dash, in large type."""
    body = outline.others
    if outline.lead or not body or not isinstance(body[0], Quote):
        return ()
    quoted, source = _parted(body[0])
    if len(body) > 1:
        source = _below(body[1]) if len(body) == 2 and source is None else None  # noqa: PLR2004 - a quotation and its source
        if source is None:
            return ()
    large = LargeQuote(
        paragraphs=quoted, source=source, span=body[0].span, id=body[0].id, step=body[0].step
    )
    return (outline.placed("quote", [("quote", (large,))]),)


def _parted(quote: Quote) -> tuple[tuple[Text, ...], Text | None]:
    """Return the words that are quoted, and the source, which may be the last paragraph."""
    *others, last = quote.paragraphs
    if quote.source is None and others and is_source(last):
        return tuple(others), last
    return quote.paragraphs, quote.source


def _below(block: object) -> Text | None:
    return block.text if isinstance(block, Prose) and is_source(block.text) else None
