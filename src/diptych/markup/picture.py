"""A picture that stands alone in its paragraph."""

from __future__ import annotations

from msgspec import Struct

from diptych.markup.attributes import NO_ATTRIBUTES, Attributes
from diptych.markup.rules import NO_DEFINITIONS, Definitions, tokenize
from diptych.model.place import Place


class PictureMark(Struct, frozen=True, kw_only=True):
    """`![caption](path){key=val}`."""

    caption: Place
    path: str
    attributes: Attributes
    title: str = ""
    """What stood in quotes behind the path."""
    label: str | None = None
    """The label of the link definition that names its path."""


def lone_picture(place: Place, definitions: Definitions = NO_DEFINITIONS) -> PictureMark | None:
    """Return the picture that the text at `place` consists of, or None if it is anything else."""
    if not place.text.startswith("!["):
        return None
    tokens = tokenize(place.text, definitions)
    if len(tokens) != 1 or tokens[0].type != "image":
        return None
    token = tokens[0]
    return PictureMark(
        caption=place.part(2, 2 + len(token.content)),
        path=str(token.attrs.get("src", "")),
        attributes=token.meta.get("attributes", NO_ATTRIBUTES),
        title=str(token.attrs.get("title", "")),
        label=token.meta.get("label"),
    )
