"""Slides that list what a talk cites, as Pandoc and Quarto have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diptych.markup.attributes import Attributes
from diptych.source.markdown.slide_body import Parsed

if TYPE_CHECKING:
    from markdown_it.token import Token

_TITLES = frozenset((
    "references", "bibliography", "works cited", "sources", "cited literature", "literature",
    "literatur", "literaturverzeichnis", "quellen", "bibliographie", "références", "sources citées",
    "referencias", "bibliografía", "bibliografia", "riferimenti", "referências", "literatuur",
    "참고문헌", "참고 문헌", "参考文献", "引用文献", "список литературы", "литература",
))  # fmt: skip
"""What a slide with nothing else is called if it should list them, in lower case."""
_ID = "refs"
"""The id of the div that is filled with them (Pandoc manual, "Placement of the bibliography")."""


def lists_references(parsed: Parsed, tokens: Sequence[Token]) -> bool:
    """Return whether a slide has nothing but a place for the references of the talk."""
    if parsed.body or parsed.columns or parsed.placed:
        return False
    has_place = any(
        isinstance(attributes := token.meta.get("attributes"), Attributes) and attributes.id == _ID
        for token in tokens
        if token.type == "div_open"
    )
    title = parsed.title.plain if parsed.title is not None else ""
    return has_place or title.strip().lower() in _TITLES
