"""Files that come with Diptych: fonts, their metrics, the HTML runtime, the built-in templates."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from diptych.model.asset import Asset
from diptych.model.metrics import Face, Metrics

_PACKAGE = Path(__file__).resolve().parents[2]
VENDOR = _PACKAGE / "_vendor"
"""Third-party files, fetched when the package was built."""

_HTML_RUNTIME = (
    "reveal/**/*.js", "reveal/*.css", "reveal/LICENSE",
    "pretendard/*", "jetbrains-mono/*",
)  # fmt: skip
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
    table = msgspec.json.decode((VENDOR / "metrics.json").read_bytes())
    faces = {}
    for family, weights in table["faces"].items():
        for weight, face in weights.items():
            faces[family, weight == "bold"] = Face(
                upem=face["upem"],
                ascent=face["ascent"],
                descent=face["descent"],
                hangul=face["hangul"],
                missing=face["missing"],
                advances=_advances(face["advances"]),
                kern=face["kern"],
            )
    return Metrics(faces)


def _advances(runs: dict[str, list[int]]) -> dict[int, int]:
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
    return tuple(_asset(path, _name(path), stamp) for path in sorted(VENDOR.glob("*/*.ttf")))


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
