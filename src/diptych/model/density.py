"""Densities: the few sets of type sizes from which the body of a slide takes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Emu, Pt, scaled


class Density(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The type sizes of a slide's body."""

    name: str = ""
    sizes: Mapping[str, Pt] = {}
    """The sizes of the type tokens that it lists."""
    step: float = 0.0
    """Where all other tokens are: 0 is their size, 1 their floor, anything between in proportion;
    below 0 they are larger than their size by this share of it."""
    factor: float = 1.0
    """By which all of these sizes are multiplied, to fit below the floors."""
    leading: float = 1.0
    """By which line heights and the space above paragraphs are multiplied, to fit the last half of
    a line."""
    air: float = 1.0
    """By which the space above paragraphs is multiplied where there is room for more."""
    on_request: bool = False
    """Whether it is only tried for slides that ask for it, as it is below the theme's floors."""

    def __hash__(self) -> int:  # a mapping has none
        return hash((self.name, self.step, self.factor, self.leading, self.air))

    def size_of(self, token: str, size: Pt, floor: Pt) -> Pt:
        """Return the size of a type token, given its own size and its floor."""
        own = self.sizes.get(token) or _between(size, floor, self.step)
        return own if self.factor == 1 else max(_LEAST, scaled(own, self.factor))

    @property
    def is_plain(self) -> bool:
        """Return whether every token has its own size and line height."""
        return not self.sizes and not self.step and self.factor == self.leading == self.air == 1

    def indent(self, indent: Emu) -> Emu:
        """Return an indent: larger type needs more room for its bullets and numbers."""
        return indent if self.step >= 0 or not indent else Emu(round(indent * (1 - self.step)))


_LEAST = Pt(4)
"""The smallest size that a theme may have; no type is smaller."""

OWN = Density()
"""Every token at its own size, as text around the body always is."""


_SHRUNK = (0.9, 0.8, 0.7, 0.6, 0.5)


def shrunk(density: Density) -> tuple[Density, ...]:
    """Return the densities below `density` that a slide may have if it shrinks, largest first."""
    return tuple(replace(density, factor=factor) for factor in _SHRUNK)


@lru_cache(maxsize=1024)
def _between(size: Pt, floor: Pt, step: float) -> Pt:
    return scaled(size, 1 - step) if step < 0 else scaled(Pt(size - (size - floor) * step), 1.0)


def tried_densities(densities: Sequence[Density], asked: str | None) -> Sequence[int]:
    """Return the indices of the densities that are tried for a slide, the largest first.

    `asked` names the largest one, or one that is only tried on request, in addition to the others.
    """
    names = [one.name for one in densities]
    asked_index = names.index(asked) if asked in names else 0
    first = 0 if densities[asked_index].on_request else asked_index
    return [
        index
        for index, one in enumerate(densities)
        if index >= first and (not one.on_request or one.name == asked)
    ]


def built_in_series() -> tuple[Density, ...]:
    """Return the densities of a theme that lists none: from its sizes down to its floors."""
    return (
        Density(name="normal"),
        Density(name="compact", step=0.5),
        Density(name="small", step=1.0),
    )
