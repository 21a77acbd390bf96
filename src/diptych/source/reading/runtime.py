"""Files that come with Diptych: fonts, their metrics, the HTML runtime, the built-in templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import msgspec
from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.metrics import Face, FaceTable, Metrics, Typeface

_PACKAGE = Path(__file__).resolve().parents[2]
VENDOR = _PACKAGE / "_vendor"
"""Third-party files, fetched when the package was built."""

_HTML_RUNTIME = (
    "reveal/**/*.js", "reveal/*.css", "reveal/LICENSE",
    "pretendard/*", "jetbrains-mono/*", "stix-two-math/*.ttf", "stix-two-math/LICENSE", "twemoji/*",
)  # fmt: skip
_UNKNOWN_PITCH = 0
"""Neither pitch nor family is said (MS-LOGFONT)."""
_FORMULAS = "stix-two-math"
"""The folder of the font of formulas."""
_IN_PICTURES = ("-Regular", "-Bold")
"""The faces in which the text of pictures is set."""
_MEDIA_TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
}


def builtin_templates() -> Path:
    """Return the folder of the built-in themes and templates, in the wheel or the repository."""
    packed = _PACKAGE / "_templates"
    return packed if packed.is_dir() else _PACKAGE.parent.parent / "templates"


@cache
def read_metrics() -> Metrics:
    """Return the metrics of the bundled fonts, and of those that replace them."""
    listed = msgspec.json.decode((VENDOR / "metrics" / "faces.json").read_bytes(), type=_Listed)
    return Metrics(
        {
            family: {weight: _table(family, weight, face) for weight, face in weights.items()}
            for family, weights in listed.faces.items()
        }
    )


class _Named(Struct, frozen=True):
    """What outputs call a face."""

    name: str
    panose: str


class _Listed(Struct, frozen=True):
    faces: dict[str, dict[int, _Named]]
    """By family and weight."""


class Measured(Struct, frozen=True):
    """A face as it was measured: when the package was built, or when somebody brought it."""

    upem: int
    ascent: int
    descent: int
    hangul: int
    missing: int
    advances: dict[str, list[int]]
    """Advances of consecutive code points by the first of them."""
    kern: dict[str, dict[str, int]]

    @property
    def face(self) -> Face:
        """Return it with advances by code point."""
        return Face(
            upem=self.upem,
            ascent=self.ascent,
            descent=self.descent,
            hangul=self.hangul,
            missing=self.missing,
            advances=_advances(self.advances),
            kern=self.kern,
        )


def _table(family: str, weight: int, named: _Named) -> FaceTable:
    file = f"{family}-{weight}.json"
    typeface = Typeface(named.panose, _UNKNOWN_PITCH, charset=0)
    return FaceTable(file, named.name, partial(_face, file), typeface)


@cache
def _face(file: str) -> Face:
    return msgspec.json.decode((VENDOR / "metrics" / file).read_bytes(), type=Measured).face


def _advances(runs: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Return advances by code point, from a table of runs of consecutive code points."""
    advances: dict[int, int] = {}
    for first, widths in runs.items():
        start = int(first)
        advances.update(zip(range(start, start + len(widths)), widths, strict=True))
    return advances


def read_runtime() -> dict[str, Asset]:
    """Return the files for HTML decks by path below `assets/`, without reading them."""
    paths = sorted({path for pattern in _HTML_RUNTIME for path in VENDOR.glob(pattern)})
    stamp = _stamp()
    return {name: _asset(path, name, stamp) for path in paths if (name := _name(path))}


def font_files() -> tuple[Asset, ...]:
    """Return the fonts with which pictures are drawn, without reading them."""
    stamp = _stamp()
    paths = sorted(
        path
        for path in VENDOR.glob("*/*.ttf")
        if path.stem.endswith(_IN_PICTURES) and path.parent.name != _FORMULAS
    )
    return tuple(_asset(path, _name(path), stamp) for path in paths)


def _stamp() -> str:
    return (VENDOR / "STAMP").read_text("ascii")


def _name(path: Path) -> str:
    return path.relative_to(VENDOR).as_posix()


def _asset(path: Path, name: str, stamp: str) -> Asset:
    """Return a file, identified by its name and the stamp, a hash of what all were made from."""
    return Asset(
        name=path.name,
        sha256=hashlib.sha256(f"{stamp} {name}".encode()).hexdigest(),
        media_type=_MEDIA_TYPES.get(path.suffix[1:], "text/plain"),
        read=path.read_bytes,
    )
