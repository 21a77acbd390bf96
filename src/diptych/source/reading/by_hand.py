"""Places on the page that authors give by hand: `{.absolute left=60% top=120 width=400}`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from diptych.diagnostics import Span
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.model.deck import ByHand, Length
from diptych.source.reading.attribute_places import report_attribute
from diptych.source.reading.lengths import as_length
from diptych.source.reading.source_reader import SourceReader

BY_HAND = "absolute"
"""The class of what has a place of its own; reveal.js's and Quarto's word."""
PLACES = tuple(ByHand.__struct_fields__)


def is_by_hand(classes: Collection[str], values: Mapping[str, str], reader: SourceReader) -> bool:
    """Return whether something with these classes and attributes has a place of its own.

    In files of other tools the class often says nothing without a style sheet: something that gives
    no place stays where it is.
    """
    return BY_HAND in classes and (not reader.lenient or not values.keys().isdisjoint(PLACES))


def read_place(values: Mapping[str, str], span: Span, reader: SourceReader) -> ByHand:
    """Return the place that attributes give; report and leave out what is not a length."""
    lengths: dict[str, Length] = {}
    for name in PLACES:
        if name not in values:
            continue
        length = as_length(values[name])
        if length is not None:
            lengths[name] = length
            continue
        message = f"`{name}` cannot be `{values[name]}`"
        hint = "write px, `120`; a share of the page, `60%`; or a part of the theme's grid, `7/12`"
        written = f"{name}={values[name]}"
        report_attribute(reader, UNKNOWN_ATTRIBUTE, span, written, message, hint)
    return ByHand(**lengths)
