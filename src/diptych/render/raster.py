"""SVG pictures drawn as PNG, for programs that cannot show SVG; each is drawn once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Diagnostic, Fault, Span
from diptych.model.asset import Asset
from diptych.model.geometry import Box, to_px
from diptych.model.laid_out import LaidOutTalk

UNDRAWN_PICTURE = Fault(
    "OUT101",
    "picture-cannot-be-drawn",
    "An SVG picture cannot be drawn as PNG, which PowerPoint needs beside it.",
)

_DENSITY = 2
"""Pixels drawn for each CSS pixel of the largest place where the picture stands."""


class _Wanted(Struct, frozen=True):
    asset: Asset
    width: int
    """In pixels."""
    span: Span | None


class Rasters:
    """Draws SVG pictures with the fonts that Diptych brings along, and keeps them by content."""

    def __init__(self, folder: Path, fonts: list[str], progress: Callable[[str], None]) -> None:
        self.folder = folder
        self.fonts = fonts
        self.progress = progress
        self.found: list[Diagnostic] = []

    def draw(self, talk: LaidOutTalk) -> dict[str, bytes]:
        """Return the PNG of each SVG picture of `talk` and its theme, by the SVG's sha256."""
        wanted: dict[str, _Wanted] = {}
        for one in (*_on_slides(talk), *_on_layouts(talk)):
            held = wanted.get(one.asset.sha256)
            if one.asset.suffix == "svg" and (held is None or held.width < one.width):
                wanted[one.asset.sha256] = one
        drawn = {sha256: self._drawn(one) for sha256, one in wanted.items()}
        return {sha256: data for sha256, data in drawn.items() if data is not None}

    def _drawn(self, one: _Wanted) -> bytes | None:
        name = hashlib.sha256(f"{one.asset.sha256} {one.width}".encode()).hexdigest()
        kept = self.folder / f"{name[:32]}.png"
        if kept.is_file():
            return kept.read_bytes()
        self.progress(f"drawing {one.asset.name}")
        data = self._rasterise(one)
        if data is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(".new")
            new.write_bytes(data)
            new.replace(kept)
        return data

    def _rasterise(self, one: _Wanted) -> bytes | None:
        import resvg_py

        try:
            return bytes(
                resvg_py.svg_to_bytes(
                    svg_string=one.asset.read().decode(),
                    width=one.width,
                    font_files=self.fonts,
                    skip_system_fonts=True,
                )
            )
        except (ValueError, UnicodeDecodeError) as error:
            message = f"picture `{one.asset.name}` cannot be drawn: {error}"
            self.found.append(UNDRAWN_PICTURE.at(one.span, message))
            return None


def _on_slides(talk: LaidOutTalk) -> Iterator[_Wanted]:
    for picture in (picture for slide in talk for picture in slide.pictures):
        yield _Wanted(picture.asset, _pixels(picture.box), picture.span)


def _on_layouts(talk: LaidOutTalk) -> Iterator[_Wanted]:
    for layout in talk.theme.layouts.values():
        for decoration in layout.decorations:
            if decoration.picture is not None:
                yield _Wanted(decoration.picture, _pixels(decoration.box), None)


def _pixels(box: Box) -> int:
    return round(to_px(box.width) * _DENSITY)
