"""What the shapes of a slide share: where its links lead, and how its text is set."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from diptych.model.deck import Source
from diptych.model.theme import FontRole, RegionRole
from diptych.render.links import anchor_in, is_safe
from diptych.render.pdf.source import literal


class Scene(Struct, frozen=True, kw_only=True):
    """The context of the shapes on one slide."""

    locale: str
    heading: int
    """The level of the slide's title in the document."""
    link_color: str | None
    """The colour token of links; None for that of their text."""
    sources: Mapping[int, Source]
    """The numbered sources of the slide, by number."""
    anchors: Collection[str]
    """Those of all slides in the document."""
    files: Mapping[str, str]
    """The file names of pictures by the SHA-256 of their assets."""
    repeats: bool = False
    """Whether the previous page shows an earlier step of the same slide."""
    slanted: Mapping[FontRole, bool]
    """Whether the font of a role has no italic face, so that its letters are slanted."""

    def target(self, link: str | None) -> str | None:
        """Return where a link leads, as Typst writes it; None if it leads nowhere."""
        if link is None or not is_safe(link):
            return None
        anchor = anchor_in(link)
        if anchor is None:
            return literal(link)
        return f"label({literal(anchor)})" if anchor in self.anchors else None


class TextContext(Struct, frozen=True, kw_only=True):
    """The context of the text in one frame."""

    scene: Scene
    role: RegionRole = "text"
