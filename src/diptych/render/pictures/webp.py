"""WebP without loss, less than half as large as PNG; Pillow writes it, an extra of Diptych."""

from __future__ import annotations

import io
from importlib.util import find_spec

from diptych.diagnostics import DiagnosticKind, Refusal
from diptych.render.marks import MARK_IN_WEBP

NO_WEBP = DiagnosticKind(
    "OUT405",
    "webp-not-installed",
    "Pillow, which writes WebP, is not installed. It is needed for nothing else.",
)


def refuse_without_encoder() -> None:
    """Raise Refusal if Pillow is not installed."""
    if find_spec("PIL") is None:
        message = "WebP cannot be written: `pillow` is not installed"
        hint = "`pip install pillow`, or write PNG with `--to png`"
        raise Refusal(NO_WEBP.at(None, message, hint=hint))


def as_webp(png: bytes) -> bytes:
    """Return an opaque PNG as WebP, pixel by pixel the same, with our mark."""
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        # More effort than 50 takes longer, but saves less than one part in a hundred
        picture.convert("RGB").save(
            made, "WEBP", lossless=True, method=4, quality=50, exif=MARK_IN_WEBP
        )
    return made.getvalue()
