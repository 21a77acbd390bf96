"""How the numbers along the axes of a chart are written, as its author or its cells say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from diptych.cldr.locales import locale_of
from diptych.diagnostics import Span, nearest
from diptych.model.chart import NUMBER_STYLES, NumberStyle
from diptych.model.source_text import SourceText
from diptych.model.text import Text, literal
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA, NOT_A_NUMBER
from diptych.source.charts.grid import Cell
from diptych.source.charts.numbers import Amounts, Notation
from diptych.source.yaml.fields import Fields

PERCENT = "%"


class AxisNotation(Struct, frozen=True, kw_only=True):
    """How the numbers along an axis are written."""

    style: NumberStyle = "number"
    currency: str = ""
    """The code of their currency; empty if they are not amounts of money."""
    unit: Text | None = None

    def of(self, value: float, notation: Notation) -> float:
        """Return a number along this axis; 50 % is 0.5 where numbers are shown as percentages."""
        return value / 100 if self.style == "percent" and notation.unit == PERCENT else value


class NotationReader:
    """Reads how the numbers of a chart are written."""

    def __init__(self, fields: Fields, *, is_from_file: bool) -> None:
        self.fields, self.reader, self.is_from_file = fields, fields.reader, is_from_file

    def first(self, columns: Sequence[tuple[Cell, Amounts]], *, may_part: bool) -> AxisNotation:
        """Return how numbers along the first axis are written; `may_part` if there may be two."""
        told, place = self._agreed(columns, may_part=may_part)
        unit = self._unit("unit", told, place)
        currency = self._currency(told, place)
        style = self.fields.one_of("format", NUMBER_STYLES) or _style(told, currency)
        if style == "currency":
            currency = currency or "USD"
        if style == "percent" and unit is not None and unit.plain == PERCENT:
            unit = None
        return AxisNotation(style=style, currency=currency, unit=unit)

    def other(self, key: str, columns: Sequence[tuple[Cell, Amounts]]) -> AxisNotation:
        """Return how numbers along another axis are written; `key` that of their unit, if any."""
        told, place = self._agreed(columns, may_part=False)
        unit = self._unit(key, told, place)
        return AxisNotation(style=_style(told, told.currency), currency=told.currency, unit=unit)

    def _agreed(
        self, columns: Sequence[tuple[Cell, Amounts]], *, may_part: bool
    ) -> tuple[Notation, SourceText | None]:
        """Return what the cells of some columns say; report a column that says something else."""
        told = [(head, one) for head, one in columns if one.notation.sign]
        is_short = any(one.notation.is_short for _, one in columns)
        if not told:
            return Notation(is_short=is_short), None
        first_head, first = told[0]
        for head, one in told:
            if one.notation.sign != first.notation.sign and one.place is not None:
                words = f"`{head.text}` is in `{one.notation.sign}`"
                message = f"{words}, and `{first_head.text}` in `{first.notation.sign}`"
                hint = "show one of them"
                if may_part:
                    hint = f"give it an axis of its own, `second: {head.text}`, or {hint}"
                self.reader.report(BAD_CHART_DATA, one.place.span(), message, hint)
        return Notation(first.notation.unit, first.notation.currency, is_short), first.place

    def _unit(self, key: str, told: Notation, place: SourceText | None) -> Text | None:
        """Return the unit that the author gives; else that of the cells."""
        unit = self.fields.plain(key) if key else None
        if place is None or (unit is not None and unit.plain in {told.unit, ""}):
            return unit
        if unit is not None:
            self._against(place.span(), told, key, unit.plain)
        if unit is not None or not told.unit:
            return unit
        at = place.text.rfind(told.unit)
        part = place.part(at, at + len(told.unit))
        return literal(part.text, part.span()) if self.is_from_file else self.reader.plain(part)

    def _against(self, span: Span, told: Notation, key: str, asked: str) -> None:
        message = f"the numbers are in `{told.sign}`, but `{key}` is `{asked}`"
        self.reader.report(NOT_A_NUMBER, span, message, f"leave out `{key}`, or write digits only")

    def _currency(self, told: Notation, place: SourceText | None) -> str:
        code = self.fields.string("currency")
        if code is None:
            return told.currency
        known = locale_of("en").currencies
        if code not in known:
            message = f"`{code}` is not a currency code"
            span = self.fields.span_of("currency")
            self.reader.report(BAD_CHART_DATA, span, message, nearest(code, known))
        elif place is not None and told.sign != code:
            self._against(place.span(), told, "currency", code)
        return code


def _style(told: Notation, currency: str) -> NumberStyle:
    if told.is_short:
        return "compact"
    return "currency" if currency else "number"


def along(
    columns: Iterable[tuple[Cell, Amounts]], which: Iterable[bool]
) -> list[tuple[Cell, Amounts]]:
    """Return those of some columns for which `which` is true."""
    return [one for one, is_along in zip(columns, which, strict=True) if is_along]
