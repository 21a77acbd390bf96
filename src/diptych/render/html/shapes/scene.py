"""What HTML shapes share: the context of their slide, and how they appear."""

from __future__ import annotations

from msgspec import Struct

from diptych.render.html.paragraphs import fragment_index
from diptych.render.html.runs import Sources


class Scene(Struct, frozen=True, kw_only=True):
    """The context of the shapes on one slide."""

    locale: str
    sources: Sources
    sources_label: str
    shared_panels: frozenset[int] = frozenset()
    """The frames, by position, on whose panels other shapes stand: on phones, where all are below
    each other, such a panel would be behind only one of them."""


def fragment(step: int) -> tuple[str, str]:
    """Return the class and the attribute of a shape that appears at `step`."""
    return (" fragment", fragment_index(step)) if step else ("", "")
