"""Densities: the few sets of type sizes of which the body of a slide takes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from diptych.model.geometry import Emu, Pt, scaled


class Density(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The type sizes of a slide's body."""

    name: str = ""
    sizes: Mapping[str, Pt] = {}
    """The sizes of the type tokens that it lists."""
    step: float = 0.0
    """Where all other tokens are: 0 is their size, 1 their floor, anything between in proportion;
    below 0 they are larger than their size by this share of it."""
    on_request: bool = False
    """Whether it is only tried for slides that ask for it, as it is below the theme's floors."""

    def size_of(self, token: str, size: Pt, floor: Pt) -> Pt:
        """Return the size of a type token, given its own size and its floor."""
        return self.sizes.get(token) or _between(size, floor, self.step)

    def indent(self, indent: Emu) -> Emu:
        """Return an indent: larger type needs more room for its bullets and numbers."""
        return indent if self.step >= 0 else Emu(round(indent * (1 - self.step)))


OWN = Density()
"""Every token at its own size, as text around the body always is."""


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
