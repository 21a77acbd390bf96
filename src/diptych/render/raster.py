"""SVG pictures drawn as PNG, for programs that cannot show SVG; each is drawn once and kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from diptych.diagnostics import Diagnostic, Fault
from diptych.model.geometry import to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import PictureShape

UNDRAWN_PICTURE = Fault(
    "OUT101",
    "picture-cannot-be-drawn",
    "An SVG picture cannot be drawn as PNG, which PowerPoint needs beside it.",
)

_DENSITY = 2
"""Pixels drawn for each CSS pixel of the largest place where the picture stands."""


class Rasters:
    """Draws SVG pictures with the fonts that Diptych brings along, and keeps them by content."""

    def __init__(self, folder: Path, fonts: list[str]) -> None:
        self.folder = folder
        self.fonts = fonts
        self.found: list[Diagnostic] = []

    def draw(self, talk: LaidOutTalk) -> dict[str, bytes]:
        """Return the PNG of each SVG picture in `talk`, by the SVG's sha256."""
        shapes: dict[str, PictureShape] = {}
        for shape in (picture for slide in talk for picture in slide.pictures):
            if shape.asset.suffix == "svg":
                held = shapes.get(shape.asset.sha256)
                if held is None or held.box.width < shape.box.width:
                    shapes[shape.asset.sha256] = shape
        drawn = {sha256: self._drawn(shape) for sha256, shape in shapes.items()}
        return {sha256: data for sha256, data in drawn.items() if data is not None}

    def _drawn(self, shape: PictureShape) -> bytes | None:
        width = round(to_px(shape.box.width) * _DENSITY)
        name = hashlib.sha256(f"{shape.asset.sha256} {width} {self.fonts}".encode()).hexdigest()
        kept = self.folder / f"{name[:32]}.png"
        if kept.is_file():
            return kept.read_bytes()
        data = self._rasterise(shape, width)
        if data is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(".new")
            new.write_bytes(data)
            new.replace(kept)
        return data

    def _rasterise(self, shape: PictureShape, width: int) -> bytes | None:
        import resvg_py

        try:
            return bytes(
                resvg_py.svg_to_bytes(
                    svg_string=shape.asset.read().decode(),
                    width=width,
                    font_files=self.fonts,
                    skip_system_fonts=True,
                )
            )
        except (ValueError, UnicodeDecodeError) as error:
            message = f"picture `{shape.asset.name}` cannot be drawn: {error}"
            self.found.append(UNDRAWN_PICTURE.at(shape.span, message))
            return None
