"""Formats of columns: their figures are written as in the language of the talk.

A figure becomes a variable, `{{ 1234.5 | number(1) }}`, which is filled for each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.model.text import Text, Variable
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.diagnostic_kinds import NOT_A_FIGURE
from diptych.source.tables.grid import Grid
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE

_FILTER = re.compile(r"(?P<name>[a-z]+)(?P<arguments>\([^{}|]*\))?")
_FIGURES = ("number", "percent", "currency", "compact")
FORMATS = (*_FIGURES, "date")
_FIGURE = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,12})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMALS = re.compile(r"decimals|[(,]\s*\d")
"""What is in the arguments of a filter that says how many decimals there are."""
_SEVERAL = 2
"""From how many cells on the format is wrong, not each of them."""
_FAR = Decimal("Infinity")
_NOTHING = {"", "-", "–", "—"}
"""What may stand in place of a figure."""


class Format(Struct, frozen=True):
    """How the figures of a column are written: a filter, as in `{{ }}`."""

    expression: str
    span: Span

    @property
    def has_no_sum(self) -> bool:
        """Return whether a sum of its figures would mean nothing, as with shares."""
        return self.expression.startswith(("date", "percent"))

    @property
    def is_of_dates(self) -> bool:
        """Return whether it is one for dates, not for figures."""
        return self.expression.startswith("date")

    @property
    def what(self) -> str:
        """Return what its cells are, for messages."""
        return "a date such as `2026-11-23`" if self.is_of_dates else "a plain number"

    def takes(self, words: str) -> bool:
        """Return whether a cell can be written in it."""
        return (_DATE if self.is_of_dates else _FIGURE).fullmatch(words) is not None

    @property
    def is_rounded(self) -> bool:
        """Return whether it shortens figures by a rule of its own, not by the author's."""
        is_short = self.expression.startswith(("compact", "currency"))
        return is_short and _DECIMALS.search(self.expression) is None

    def told_apart(self, gap: Decimal) -> str:
        """Return it as it is for a figure whose nearest other in its column has that distance."""
        if gap == _FAR:
            return self.expression
        name, _, arguments = self.expression.removesuffix(")").partition("(")
        given = f"{arguments.rstrip()}, " if arguments.strip() else ""
        return f"{name}({given}apart={gap:f})"


def read_format(written: str, span: Span, reader: SourceReader) -> Format | None:
    """Return a format as written, such as `number(1)`; None, with a report, if it is none."""
    found = _FILTER.fullmatch(written.strip())
    if found is not None and found["name"] in FORMATS:
        return Format(written.strip(), span)
    message = f"`{written}` is not a format"
    hint = nearest(found["name"] if found is not None else written, FORMATS)
    reader.report(WRONG_TYPE, span, message, hint)
    return None


def formatted(
    grid: Grid, formats: Sequence[Format | None], reader: SourceReader
) -> tuple[tuple[Text, ...], ...]:
    """Return the rows below the header in the formats of their columns.

    Cells of several columns have none.
    """
    if not any(formats):
        return grid.rows
    first = len(grid.header)
    gaps = [
        _gaps(column) if form is not None and form.is_rounded else {}
        for column, form in zip(zip(*grid.rows, strict=True), formats, strict=True)
    ]
    formats = [
        None if form is not None and _is_wrong(form, column, reader) else form
        for column, form in zip(zip(*grid.rows, strict=True), formats, strict=True)
    ]
    across = {(span.row - first, span.column) for span in grid.spans if span.columns > 1}
    return tuple(
        tuple(
            text
            if (row, column) in across
            else _formatted(text, form, gaps[column], _name(grid, column), reader)
            for column, (text, form) in enumerate(zip(texts, formats, strict=True))
        )
        for row, texts in enumerate(grid.rows)
    )


def _name(grid: Grid, column: int) -> str:
    """Return a column as messages name it."""
    name = grid.header[-1][column].plain if grid.header else ""
    return f"column `{name[:40]}`" if name else "its column"


def _is_wrong(form: Format, column: Sequence[Text], reader: SourceReader) -> bool:
    """Return whether no cell of a column can have its format; report it once, at the format."""
    filled = [words for text in column if (words := text.source.strip()) not in _NOTHING]
    if len(filled) < _SEVERAL or any(form.takes(words) for words in filled):
        return False
    message = f"no cell of this column is {form.what}, as its format needs: `{filled[0][:40]}` …"
    hint = "choose another format for the column, or `~` for none"
    reader.report(NOT_A_FIGURE, form.span, message, hint)
    return True


def _gaps(column: Iterable[Text]) -> Mapping[Decimal, Decimal]:
    """Return how far each figure of a column is from the nearest other."""
    figures = sorted({one for text in column if (one := figure_of(text)) is not None})
    between = [_FAR, *(high - low for low, high in pairwise(figures)), _FAR]
    return dict(zip(figures, map(min, pairwise(between)), strict=True)) if figures else {}


def _formatted(
    text: Text,
    form: Format | None,
    gaps: Mapping[Decimal, Decimal],
    column: str,
    reader: SourceReader,
) -> Text:
    """Return a cell in the format of its column; one that is not a number is reported."""
    words = text.source.strip()
    if form is None or words in _NOTHING:
        return text
    if not form.takes(words):
        message = f"`{words}` is not {form.what}, as the format of {column} needs"
        hint = "write it so, leave it empty, or leave out the format of the column"
        reader.report(NOT_A_FIGURE, text.span, message, hint)
        return text
    figure = figure_of(text)
    value = f"'{words}'" if form.is_of_dates else f"({words.replace(',', '')})"
    expression = form.expression
    if figure is not None and (gap := gaps.get(figure)) is not None:
        expression = form.told_apart(gap)
    return Text(text.source, (Variable(f"{value} | {expression}", form.span),), text.span)


def figure_of(text: Text) -> Decimal | None:
    """Return the figure that a cell is; None if it is none."""
    words = text.source.strip()
    return Decimal(words.replace(",", "")) if _FIGURE.fullmatch(words) else None
