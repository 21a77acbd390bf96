"""A picture in a text: a figure if it is alone in its paragraph, otherwise a block by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.markup.attributes import NO_ATTRIBUTES, Attributes
from diptych.model.source_text import SourceText

if TYPE_CHECKING:
    from markdown_it.token import Token


class PictureMark(Struct, frozen=True, kw_only=True):
    """`![caption](path){key=val}`."""

    place: SourceText
    """The text that contains it, to which the offsets of its attributes refer."""
    at: int
    length: int
    caption: SourceText
    path: str
    attributes: Attributes
    title: str = ""
    """The text in quotes after the path."""
    link: str | None = None
    """The address of the link that encloses it."""


def picture_mark(token: Token, place: SourceText, link: str | None) -> PictureMark:
    """Return the picture of a token in the text at `place`."""
    at: int = token.meta["at"]
    return PictureMark(
        place=place,
        at=at,
        length=token.meta["length"],
        caption=place.part(at + 2, at + 2 + len(token.content)),
        path=str(token.attrs.get("src", "")),
        attributes=token.meta.get("attributes", NO_ATTRIBUTES),
        title=str(token.attrs.get("title", "")),
        link=link,
    )
