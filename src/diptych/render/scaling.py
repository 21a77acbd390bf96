"""Pictures in fewer pixels, as many as their largest place needs (`--dpi`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Refusal
from diptych.model.asset import Asset
from diptych.model.geometry import Box, to_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import PictureShape, Shape
from diptych.storage.recall import keep, recall

if TYPE_CHECKING:
    from diptych.isolation.process import IsolatedProcess

NO_SCALING = DiagnosticKind(
    "OUT406",
    "scaling-not-installed",
    "`--dpi` reduces pictures with Pillow, which is not installed.",
)
_CSS_DPI = 96
"""Pixels of a page to the inch (CSS Values 3, 5.2)."""
_WORTHWHILE = 1.1
"""A picture that has less than this many times the pixels that it needs stays as it is."""
_SCALED = {"image/png", "image/jpeg"}
_SECONDS, _MEMORY = 20, 3 << 29
"""Processor time and bytes of address space for one picture."""


class Scaler(AbstractContextManager["Scaler"]):
    """Scales the pictures of talks down, each once, and keeps them by content."""

    def __init__(self, cache: Path | None, dpi: int, progress: Callable[[str], None]) -> None:
        """`dpi` are the pixels to the inch of a slide; 0 leaves pictures as they are."""
        self.cache = cache
        self.dpi = dpi
        self.progress = progress
        self._process: IsolatedProcess | None = None

    def __exit__(self, *raised: object) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()

    def scaled(self, talk: LaidOutTalk) -> LaidOutTalk:
        """Return a talk whose pictures have as many pixels as they need, made when they are read.

        Raise Refusal if what scales them is not installed.
        """
        if not self.dpi:
            return talk
        from importlib.util import find_spec  # few builds need it

        if find_spec("PIL") is None:
            message = "pictures cannot be scaled: `pillow` is not installed"
            hint = "`pip install pillow`, or build without `--dpi`"
            raise Refusal(NO_SCALING.at(None, message, hint=hint))
        smaller = self._smaller(talk)
        if not smaller:
            return talk
        sections = (
            replace(section, slides=tuple(_showing(slide, smaller) for slide in section.slides))
            for section in talk.sections
        )
        return replace(talk, sections=tuple(sections))

    def _smaller(self, talk: LaidOutTalk) -> dict[str, Asset]:
        """Return the pictures that are made smaller, by their SHA-256."""
        wanted: dict[str, tuple[Asset, int]] = {}
        for picture in (one for slide in talk for one in slide.pictures):
            asset, width = picture.asset, self._width(picture.asset, picture.whole)
            if asset.media_type in _SCALED:
                known = wanted.get(asset.sha256, (asset, 0))[1]
                wanted[asset.sha256] = asset, max(known, width)
        return {
            sha256: self._made(asset, width)
            for sha256, (asset, width) in wanted.items()
            if _stored_width(asset) > width * _WORTHWHILE
        }

    def _width(self, asset: Asset, box: Box) -> int:
        """Return how many pixels a picture needs along its rows, as they are stored."""
        length = box.height if asset.turn.swaps_sides else box.width
        return max(1, round(to_px(length) * self.dpi / _CSS_DPI))

    def _made(self, asset: Asset, width: int) -> Asset:
        sha256 = hashlib.sha256(f"{asset.sha256} {width}".encode()).hexdigest()
        scale = width / _stored_width(asset)
        wide, high = asset.size_px or (1.0, 1.0)
        return replace(
            asset,
            sha256=sha256,
            read=partial(self._resized, asset, width),
            size_px=(max(1, round(wide * scale)), max(1, round(high * scale))),
        )

    def _resized(self, asset: Asset, width: int) -> bytes:
        """Return a picture in `width` pixels; as it is if it cannot be smaller so."""
        name = hashlib.sha256(f"{asset.sha256} {width} {_pillow()}".encode()).hexdigest()
        kept = recall(self.cache, "pictures", name)
        if kept is not None:
            return kept
        from diptych.isolation.jobs import RESIZE
        from diptych.isolation.process import FailedJobError, IsolatedProcess

        self.progress(f"scaling {asset.name}")
        self._process = self._process or IsolatedProcess("PIL", _SECONDS, _MEMORY)
        whole = asset.read()
        try:
            made = self._process.do(RESIZE, (whole, str(width).encode()))
        except FailedJobError:  # it is one of those that are not resized, such as of 16 bits
            made = whole
        made = min(made, whole, key=len)
        keep(self.cache, "pictures", name, made)
        return made


def _pillow() -> str:
    from importlib.metadata import version

    return version("pillow")


def _stored_width(asset: Asset) -> float:
    width, height = asset.size_px or (1.0, 1.0)
    return height if asset.turn.swaps_sides else width


def _showing(slide: LaidOutSlide, smaller: dict[str, Asset]) -> LaidOutSlide:
    """Return a slide with the smaller pictures in place of the others."""
    if not any(one.asset.sha256 in smaller for one in slide.pictures):
        return slide
    return replace(slide, shapes=tuple(_with_asset(shape, smaller) for shape in slide.shapes))


def _with_asset(shape: Shape, smaller: dict[str, Asset]) -> Shape:
    if isinstance(shape, PictureShape):
        return replace(shape, asset=smaller.get(shape.asset.sha256, shape.asset))
    return shape
