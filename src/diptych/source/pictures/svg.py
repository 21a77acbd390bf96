"""Reads an SVG: normalised, checked against limits, stripped of metadata, with its lost parts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from diptych.memo import Form
from diptych.model import forms
from diptych.source.pictures.sizes import DamagedError, OversizedError

_DEEPEST = 3
"""Maximum nesting of SVGs within SVGs; few programs show even the second level."""

_NO_PICTURE = "data:,"
"""The address of nothing, for pictures in files or on the web: no program may look for them."""


class Svg(Struct, frozen=True, kw_only=True):
    """An SVG as needed by the outputs."""

    data: bytes
    sha256: str
    """The hash by which it is identified, taken before metadata was removed."""
    size_px: tuple[float, float]
    lost: tuple[str, ...]
    """Parts missing in HTML, PowerPoint or both, in words for an author."""
    changed: tuple[str, ...]
    """Parts that look different in PowerPoint than in HTML."""
    has_scripts: bool
    """Whether scripts were taken out that may draw a part of it."""
    pixels: float
    """The total number of pixels of the pictures in it."""


def read_svg(written: bytes, depth: int = 0) -> Svg:
    """Return an SVG, which is nested `depth` levels deep in others.

    Raise DamagedError if it cannot be shown, OversizedError if it is too large or complex.
    """
    # Imported here because an SVG that did not change is not parsed again.
    from diptych.source.pictures.svg_head import normalised
    from diptych.source.pictures.svg_metadata import without_metadata
    from diptych.source.pictures.svg_parts import read_parts

    svg = normalised(written)
    parts = read_parts(svg)
    inside = _read_inside(parts.embedded, depth) if parts.embedded else _NOTHING
    return Svg(
        data=without_metadata(
            svg,
            notes=parts.notes,
            has_more=parts.has_more,
            replaced={**dict.fromkeys(parts.outside, _NO_PICTURE), **inside.replaced},
        ),
        sha256=hashlib.sha256(svg).hexdigest(),
        size_px=parts.size_px,
        lost=(*parts.lost, *inside.lost),
        changed=parts.changed,
        has_scripts=parts.has_scripts or inside.has_scripts,
        pixels=inside.pixels,
    )


FORM: Form[Svg] = Form(forms.written, lambda data, _: forms.read(data, Svg))
"""An SVG in the cache, by the bytes of its file."""


class _Inside(Struct, frozen=True, kw_only=True):
    """Information about the pictures inside an SVG."""

    lost: tuple[str, ...] = ()
    has_scripts: bool = False
    pixels: float = 0
    replaced: Mapping[str, str] = {}
    """Addresses to be replaced, with their replacements."""


_NOTHING = _Inside()


def _read_inside(addresses: tuple[str, ...], depth: int) -> _Inside:
    from diptych.source.pictures.embedded import (  # few SVGs have any
        MOST_PICTURES,
        MOST_PIXELS,
        read_embedded,
    )

    def read_nested(data: bytes) -> tuple[float, bytes]:
        if depth >= _DEEPEST:
            raise OversizedError(f"pictures in it are nested more than {_DEEPEST} deep")
        nested.append(svg := read_svg(data, depth + 1))
        lost.update(dict.fromkeys(svg.lost))
        return svg.pixels, svg.data

    if len(addresses) > MOST_PICTURES:
        raise OversizedError(f"it has more than {MOST_PICTURES:,} pictures in it")
    lost: dict[str, None] = {}
    nested: list[Svg] = []
    pixels, replaced = 0.0, {}
    for address in addresses:
        try:
            picture = read_embedded(address, read_nested)
        except DamagedError as error:
            lost[f"a damaged picture ({error})"] = None
            continue
        pixels += picture.pixels
        if pixels > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise OversizedError(f"the pictures in it have more than {most} million pixels")
        if picture.address != address:
            replaced[address] = picture.address
    return _Inside(
        lost=tuple(lost),
        has_scripts=any(one.has_scripts for one in nested),
        pixels=pixels,
        replaced=replaced,
    )
