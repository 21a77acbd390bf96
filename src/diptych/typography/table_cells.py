"""Sets the cells of a table: how each looks, and where the decimal points of a column stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Protocol

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.cells import CellSpan
from diptych.model.geometry import Emu
from diptych.model.grounds import set_on
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, SetInline, Text, only_run
from diptych.model.theme import BOLD, Align, TextStyle
from diptych.typography.asides import runs_between, with_asides
from diptych.typography.measured_text import MeasuredText, PlainTexts, plain_texts, set_text
from diptych.typography.table_grid import SetCell
from diptych.typography.tying import words_of

_LONGEST_TAIL = 6.0
"""The most that may follow a whole figure, in em; with more, it is a text that has figures."""
_SHARES = ("%", "‰")
_DECIMALS = re.compile(r"\d[.,]\d")


class TableWords(Protocol):
    """What the cells of a table say."""

    @property
    def span(self) -> Span:
        """Return where it is."""

    @property
    def header(self) -> tuple[tuple[Text, ...], ...]:
        """Return the rows with the names of its columns."""

    @property
    def rows(self) -> tuple[tuple[Text, ...], ...]:
        """Return its other rows, each with a text for every column."""

    @property
    def spans(self) -> tuple[CellSpan, ...]:
        """Return the cells that cover others."""

    @property
    def highlighted(self) -> tuple[tuple[int, int], ...]:
        """Return the highlighted cells, by row and column."""

    @property
    def align(self) -> tuple[Align, ...]:
        """Return the alignment of its first columns."""

    def align_of(self, column: int) -> Align:
        """Return the alignment of a column."""

    def is_head(self, row: int, column: int) -> bool:
        """Return whether a cell is set as a head."""


def set_rows(
    table: TableWords, look: TextStyle, style: Style, decimal_sign: Callable[[str], str]
) -> Iterator[Sequence[SetCell]]:
    """Yield the cells of each row, measured; `decimal_sign` returns that of a locale."""
    setter = _CellSetter(table, look, style, decimal_sign)
    if not table.spans and not table.highlighted and not setter.after:
        for number, row in enumerate((*table.header, *table.rows)):
            yield [SetCell(setter.text(number, at, text)) for at, text in enumerate(row)]
        return
    for number, row in enumerate((*table.header, *table.rows)):
        yield [setter.cell(number, at, text) for at, text in enumerate(row)]


class _CellSetter:
    """Sets the cells of a table in a style."""

    def __init__(
        self,
        table: TableWords,
        look: TextStyle,
        style: Style,
        decimal_sign: Callable[[str], str],
    ) -> None:
        self.table = table
        self.decimal_sign = decimal_sign
        self.style = style
        self.plain = replace(look, indent=Emu(0), space_before=0.0)
        self.head = self._bold(self.plain) if look.bold_heads else self.plain
        marked = set_on(look, style.highlight or style.ground, style.theme.colors)
        self.marked = self._bold(replace(marked, indent=Emu(0), space_before=0.0))
        self.accent = style.accent
        """The colour of what is bold in cells that are not; empty if it cannot be read."""
        self.spans = {(one.row, one.column): one for one in table.spans}
        self.covered = dict(chain.from_iterable(map(_covered, table.spans)))
        self.highlighted = frozenset(table.highlighted)
        self.alike: dict[tuple[int, Align, str | None], tuple[Paragraph, PlainTexts]] = {}
        """Paragraphs of which cells without styles of their own differ only in their words, and
        the measures of these."""
        first = next(iter((*table.rows, *table.header)), ())
        self.aligns = [table.align_of(at) for at in range(len(first))]
        self.after = dict(self._after())
        """The space right of the text of cells, in em, by which decimal points are aligned."""

    def _bold(self, look: TextStyle) -> TextStyle:
        return replace(look, weight=BOLD)

    def text(self, row: int, column: int, text: Text) -> MeasuredText:
        """Return the text of a cell, measured."""
        run = only_run(text.inlines)
        if run is None or "(" in run.text or not run.text.isascii():
            return set_text((self._paragraph(row, column, text),), self.style.theme)
        alike, texts = self._alike(row, column, text)
        paragraph = replace(alike, runs=(run,), span=text.span)
        return MeasuredText((paragraph,), (texts[run.text],))

    def cell(self, row: int, column: int, text: Text) -> SetCell:
        """Return a cell."""
        place = row, column
        span = self.spans.get(place)
        joins_left, joins_above = self.covered.get(place, (False, False))
        return SetCell(
            self.text(row, column, text),
            columns=span.columns if span is not None else 1,
            rows=span.rows if span is not None else 1,
            joins_left=joins_left,
            joins_above=joins_above,
            after=self.after.get(place, 0.0),
            fill=(self.style.highlight or "") if place in self.highlighted else "",
        )

    def _paragraph(self, row: int, column: int, text: Text) -> Paragraph:
        style = self.style
        if (run := only_run(text.inlines)) is not None and not {"(", "（"} & set(run.text):
            alike, _ = self._alike(row, column, text)
            return replace(alike, runs=(run,), span=text.span)
        runs = with_asides(text.runs, bold=style.theme.aside.bold)
        look, align = self._look(self._kind(row, column)), self._align(row, column)
        if look is self.plain and self.accent:
            runs = tuple(map(self._pointed, runs))
        return replace(style.paragraph(text, look, runs=runs), align=align)

    def _pointed(self, run: SetInline) -> SetInline:
        """Return what a cell has in bold, such as its figure, in the accent."""
        if not isinstance(run, Run) or not run.style.bold or run.style.color:
            return run
        return replace(run, style=replace(run.style, color=self.accent))

    def _alike(self, row: int, column: int, text: Text) -> tuple[Paragraph, PlainTexts]:
        """Return the paragraph of a cell whose words have no style, but with any such words."""
        kind = self._kind(row, column) if self.highlighted else self.table.is_head(row, column)
        align = self._align(row, column) if self.spans else self.aligns[column]
        key = int(kind), align, text.locale
        known = self.alike.get(key)
        if known is None:
            made = replace(self.style.paragraph(text, self._look(key[0])), align=key[1])
            known = self.alike[key] = made, plain_texts(made, self.style.theme)
        return known

    def _kind(self, row: int, column: int) -> int:
        """Return whether a cell is set as a head, and whether it is highlighted, as a number."""
        return self.table.is_head(row, column) + 2 * ((row, column) in self.highlighted)

    def _look(self, kind: int) -> TextStyle:
        return self.marked if kind > 1 else self.head if kind else self.plain

    def _align(self, row: int, column: int) -> Align:
        """Return how a cell is aligned: the name of a group of columns is in their middle.

        What names all columns is a title, and begins where they begin, as does what is in columns
        that are aligned differently.
        """
        span = self.spans.get((row, column))
        columns = len(self.table.header[0]) if self.table.header else 0
        is_head = row < len(self.table.header)
        is_group = is_head and span is not None and 1 < span.columns < columns
        if is_group:
            return "center"
        covered = self.aligns[column : column + (span.columns if span is not None else 1)]
        return "left" if len(set(covered)) > 1 else self.aligns[column]

    def _after(self) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield the space after the figures of columns whose decimal points are aligned.

        These are columns aligned right in which some figures have decimals. Figures that all have
        a unit, as in `$349M`, end together, so that these are below each other.
        """
        table = self.table
        first = len(table.header)
        for column, align in enumerate(table.align if table.rows else ()):
            texts = [cells[column] for cells in table.rows]
            if align != "right" or not any(map(_may_have_decimals, texts)):
                continue
            sign = self.decimal_sign(self.style.locale)
            tails = {
                (row, column): tail
                for row, text in enumerate(texts, first)
                if (tail := self._tail(row, column, text, sign)) is not None
            }
            words = [words_of(tail) for tail in tails.values()]
            if all(one[-1:].isalpha() or one.endswith(_SHARES) for one in words):
                continue
            if any(one.startswith(sign) for one in words):
                widths = {place: self._width(*place, tail) for place, tail in tails.items()}
                longest = max(widths.values())
                if longest > _LONGEST_TAIL:
                    continue
                yield from ((place, longest - width) for place, width in widths.items())

    def _tail(self, row: int, column: int, text: Text, sign: str) -> tuple[SetInline, ...] | None:
        """Return what follows the whole figure at the beginning of a cell; None if it has none."""
        runs = self._paragraph(row, column, text).runs
        found = _whole_figure(sign).match(words_of(runs))
        return tuple(runs_between(runs, found.end(), None)) if found is not None else None

    def _width(self, row: int, column: int, tail: tuple[SetInline, ...]) -> float:
        """Return the width of the tail of a cell, in em."""
        if not tail:
            return 0.0
        text = Text("", tail, self.table.span)
        return (
            set_text((self._paragraph(row, column, text),), self.style.theme).texts[0].own[0].width
        )


@cache
def _whole_figure(sign: str) -> re.Pattern[str]:
    """Return the pattern of a figure in groups of three, without decimals."""
    return re.compile(rf"\W*\d+(?:[^\w{re.escape(sign)}]\d{{3}}(?!\d))*")


def _may_have_decimals(text: Text) -> bool:
    return _DECIMALS.search(text.plain) is not None


def _covered(span: CellSpan) -> Iterator[tuple[tuple[int, int], tuple[bool, bool]]]:
    """Yield the places that a cell covers, and whether it is left of them or above them."""
    for down in range(span.rows):
        for across in range(span.columns):
            if down or across:
                yield (span.row + down, span.column + across), (across > 0, down > 0)
