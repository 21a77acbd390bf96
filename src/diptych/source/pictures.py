"""Pictures as assets: found inside the project, whole, and of a known size."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from diptych.diagnostics import Span, nearest
from diptych.model.asset import Asset
from diptych.source.faults import (
    CORRUPT_PICTURE,
    FOREIGN_PATH,
    MISSING_PICTURE,
    UNKNOWN_PICTURE_TYPE,
)
from diptych.source.intake import Intake

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|in|cm|mm)?\s*$")
_PX = {None: 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def read_picture(
    path: str, beside: Path, span: Span, intake: Intake, *, root: Path | None = None
) -> Asset | None:
    """Return the picture at `path`, relative to the folder `beside`; None if it is not usable.

    It must lie below `root`, the project's folder where none is given.
    """
    if _ADDRESS.match(path):
        hint = "save the picture in the project and name its path; builds fetch nothing"
        intake.report(FOREIGN_PATH, span, f"picture `{path}` is not in the project", hint)
        return None
    file = (beside / path).resolve()
    if not file.is_relative_to((root or intake.root).resolve()):
        hint = "move it below the project's folder"
        intake.report(FOREIGN_PATH, span, f"picture `{path}` is outside the project", hint)
        return None
    measure = _MEASURES.get(file.suffix.lower())
    if measure is None:
        message = f"picture `{path}` is of a type that PowerPoint and browsers do not share"
        intake.report(UNKNOWN_PICTURE_TYPE, span, message, "convert it to PNG, JPEG, GIF or SVG")
        return None
    if not file.is_file():
        intake.files[file] = None
        intake.report(MISSING_PICTURE, span, f"picture `{path}` is not there", _nearby(file, path))
        return None
    data = intake.read_bytes(file, wanted_by=span)
    return None if data is None else _asset(file, data, measure, span, intake)


def _nearby(file: Path, path: str) -> str:
    try:
        names = [sibling.name for sibling in file.parent.iterdir() if sibling.suffix.lower() in _MEASURES]
    except OSError:
        return f"there is no folder `{Path(path).parent.as_posix()}`"
    return nearest(file.name, names, what="picture in that folder")


def _asset(
    file: Path, data: bytes, measure: Callable[[bytes], tuple[float, float]], span: Span, intake: Intake
) -> Asset | None:
    try:
        size = measure(data)
        if min(size) <= 0:
            raise ValueError("it has no size")
    except (ValueError, IndexError, struct.error, expat.ExpatError) as error:
        reason = str(error) or "it ends too early"
        message = f"picture `{file.name}` is damaged: {reason}"
        intake.report(CORRUPT_PICTURE, span, message, "export it again")
        return None
    return Asset(
        name=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_MEDIA_TYPES[file.suffix.lower()],
        read=lambda: data,
        size_px=size,
    )


def _measure_png(data: bytes) -> tuple[float, float]:
    """Return the size in the header chunk (PNG, third edition, 11.2.1), having seen the last one."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("it is no PNG")
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += length + 12
        if kind == b"IEND":
            if at > len(data):
                break
            width, height = struct.unpack(">II", data[16:24])
            return float(width), float(height)
    raise ValueError("it ends too early")


def _measure_jpeg(data: bytes) -> tuple[float, float]:
    """Return the size in the frame header (ITU-T T.81, B.2.2), having seen the end of the image."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("it is no JPEG")
    if b"\xff\xd9" not in data[-64:]:
        raise ValueError("it ends too early")
    at = 2
    while at < len(data):
        marker, length = struct.unpack(">HH", data[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in {0xFFC4, 0xFFC8, 0xFFCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return float(width), float(height)
        at += length + 2
    raise ValueError("it has no frame")


def _measure_gif(data: bytes) -> tuple[float, float]:
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise ValueError("it is no GIF")
    if not data.rstrip(b"\x00").endswith(b";"):
        raise ValueError("it ends too early")
    width, height = struct.unpack("<HH", data[6:10])
    return float(width), float(height)


def _measure_svg(data: bytes) -> tuple[float, float]:
    """Return width and height of the root element, or of its view box (SVG 2, 8.2)."""
    root: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not root:
            if name != "http://www.w3.org/2000/svg svg":
                raise ValueError("its root is no `svg` element of the SVG namespace")
            root.append(attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _refuse_entities
    parser.Parse(data, True)  # noqa: FBT003 - expat's signature
    if not root:
        raise ValueError("it is empty")
    return _svg_size(root[0])


def _refuse_entities(*_: object) -> None:
    raise ValueError("it declares entities")


def _svg_size(root: dict[str, str]) -> tuple[float, float]:
    width, height = (_LENGTH.match(root.get(side, "")) for side in ("width", "height"))
    if width and height:
        return float(width[1]) * _PX[width[2]], float(height[1]) * _PX[height[2]]
    box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()]
    if len(box) != 4:  # noqa: PLR2004 - min-x, min-y, width, height
        raise ValueError("it says neither width and height nor a viewBox")
    return box[2], box[3]


_MEASURES: dict[str, Callable[[bytes], tuple[float, float]]] = {
    ".png": _measure_png,
    ".jpg": _measure_jpeg,
    ".jpeg": _measure_jpeg,
    ".gif": _measure_gif,
    ".svg": _measure_svg,
}
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}


