"""Reads the densities of a theme."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.density import Density, built_in_series
from diptych.model.geometry import Pt
from diptych.model.theme import TextStyle
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.limits import few
from diptych.source.themes.ranges import MOST_TOKENS, SIZES
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Entry


def read_densities(fields: Fields, styles: Mapping[str, TextStyle]) -> tuple[Density, ...]:
    """Return the densities, largest first; without any above the floors, those built in."""
    entries = few(fields, "densities", MOST_TOKENS)
    listed = [_density(key, entry, fields.reader, styles) for key, entry in entries.items()]
    listed.sort(key=lambda one: one[0], reverse=True)
    densities = [density for _, density in listed]
    if all(density.on_request for density in densities):
        names = [density.name for density in densities]
        densities[:0] = (one for one in built_in_series() if one.name not in names)
    return tuple(sorted(densities, key=lambda density: density.on_request))


def _density(
    name: str, entry: Entry, reader: SourceReader, styles: Mapping[str, TextStyle]
) -> tuple[float, Density]:
    """Return a density, and how large it is relative to the theme's own sizes.

    What it does not list follows the first token that it lists.
    """
    value = None if entry.value.data is None else entry.value
    fields = Fields(value, reader, styles, f"density `{name}`")
    given = {token: fields.number(token, within=SIZES) for token in fields.entries}
    sizes = {token: Pt(size) for token, size in given.items() if size and token in styles}
    if not sizes:
        return 1.0, Density(name=name)
    first, size = next(iter(sizes.items()))
    own, floor = styles[first].size, styles[first].floor
    density = Density(
        name=name,
        sizes=sizes,
        step=1 - size / own if size >= own else min(1.0, (own - size) / max(own - floor, 0.5)),
        on_request=size < floor,
    )
    return size / own, density
