"""Reads whether a talk's PPTX contains its fonts."""

from __future__ import annotations

from typing import get_args

from diptych.model.deck import EmbedFonts
from diptych.source.yaml.fields import Fields


def read_embed_fonts(fields: Fields) -> EmbedFonts | None:
    """Return what of its fonts a talk's PPTX contains: `true` is all; None for nothing."""
    value = fields.value("embed_fonts")
    if value is None or isinstance(value.data, bool):
        return "all" if value is not None and value.data else None
    return fields.one_of("embed_fonts", get_args(EmbedFonts))
