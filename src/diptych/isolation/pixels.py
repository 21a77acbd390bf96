"""Decodes pictures by Pillow and pages by PDFium, and resizes them, within the isolated process."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_QUALITY = 92
"""Of a JPEG: at this, what a lossy picture loses once more is not seen."""
_PAGE = 2560
"""The longer side of a page in pixels: twice that of the largest place on a slide."""
_LOSSLESS = b"VP8L"
"""The chunk of a WebP without loss (RFC 9649, 2.6)."""
_WHOLE = {"1", "L", "P", "RGB", "CMYK", "YCbCr"}
"""Modes of eight bits; others are not resized."""


def decoded(kind: str, data: bytes, most: int) -> bytes:
    """Return the first frame of a picture, upright: a photo as JPEG, anything else as PNG.

    Raise ValueError if it has more than `most` pixels.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours
    with Image.open(io.BytesIO(data), formats=[kind.upper()]) as picture:
        if picture.width * picture.height > most:
            raise ValueError(f"it has more than {most // 1_000_000} million pixels")
        shown = ImageOps.exif_transpose(picture)
    is_photo = kind == "avif" or _LOSSLESS not in data[:64]
    return _written(shown, is_photo=is_photo and not shown.has_transparency_data)


def first_page(data: bytes) -> bytes:
    """Return the first page of a PDF as PNG, on white as on paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        page_image = page.render(scale=_PAGE / max(page.get_size())).to_pil()
    finally:
        document.close()
    return _written(page_image.convert("RGB"), is_photo=False)


def resized(data: bytes, width: int) -> bytes:
    """Return a PNG or JPEG in `width` pixels, in its own colours; raise ValueError if it cannot."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
        is_photo = picture.format == "JPEG"
        height = max(1, round(picture.height * width / picture.width))
        picture.draft(None, (width, height))  # a JPEG is decoded at an eighth, if that will do
        if picture.mode not in _WHOLE | {"RGBA", "LA"}:
            raise ValueError(picture.mode)
        whole: Picture = picture
        if picture.mode in {"1", "P"}:
            whole = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        made = whole.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        made.info = {key: one for key, one in picture.info.items() if key == "icc_profile"}
    return _written(made, is_photo=is_photo)


def _written(picture: Picture, *, is_photo: bool) -> bytes:
    """Return a picture as JPEG or PNG, with its colour profile and nothing else about it."""
    made = io.BytesIO()
    profile = picture.info.get("icc_profile")
    if is_photo:
        shown = picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")
        shown.save(made, "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile)
    else:
        shown = picture if picture.mode in {"RGB", "L", "RGBA", "LA"} else picture.convert("RGBA")
        shown.info = {}
        shown.save(made, "PNG", optimize=False, icc_profile=profile)
    return made.getvalue()
