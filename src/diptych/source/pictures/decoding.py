"""Pictures that PowerPoint does not read, and pages of PDF: decoded as PNG or JPEG, once.

Pillow and PDFium do so in a process of its own, since both read what strangers have made.
"""

from __future__ import annotations

import atexit
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.memo import Form
from diptych.model import forms
from diptych.source.pictures.sizes import MOST_PIXELS, DamagedError, OversizedError

if TYPE_CHECKING:
    from diptych.isolation.process import IsolatedProcess

DECODED = (".webp", ".avif", ".pdf")
"""The kinds that are decoded, by suffix."""
_SECONDS, _MEMORY = 20, 3 << 29
"""Processor time and bytes of address space for one picture: of 120 million pixels, decoded and
turned, it has about a gigabyte."""
_PACKAGES = {"pdf": "pypdfium2"}
_AVIF_BRANDS = (b"avif", b"avis")
_processes: dict[tuple[int, str], IsolatedProcess] = {}
"""The processes that decode, by the process that started each, since pipes must not be shared after
a fork, and its package. They end with this program."""


class MissingDecoderError(Exception):
    """A package that decodes is not installed; the message is its name."""


class Decoded(Struct, frozen=True):
    """A picture as PNG or JPEG."""

    data: bytes
    is_photo: bool

    @property
    def suffix(self) -> str:
        """Return the suffix for its type."""
        return ".jpg" if self.is_photo else ".png"


def decoded_kind(data: bytes) -> str | None:
    """Return the suffix for a picture that is decoded, by its first bytes; None for any other."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp" and data[8:12] in _AVIF_BRANDS:
        return ".avif"
    return ".pdf" if data.startswith(b"%PDF-") else None


def decode(data: bytes) -> Decoded:
    """Return a picture of one of the kinds that are decoded as PNG or JPEG.

    Raise DamagedError if it cannot be decoded, OversizedError if that takes too much, and
    MissingDecoderError if what decodes it is not installed.
    """
    from diptych.isolation.jobs import DECODE
    from diptych.isolation.process import FailedJobError, IsolatedProcess, MissingPackageError

    kind = (decoded_kind(data) or "").removeprefix(".")
    package = _PACKAGES.get(kind, "PIL")
    place = os.getpid(), package
    try:
        if place not in _processes:
            _processes[place] = IsolatedProcess(package, _SECONDS, _MEMORY)
            atexit.register(_processes[place].close)
        made = _processes[place].do(DECODE, (kind.encode(), data, str(MOST_PIXELS).encode()))
    except MissingPackageError:
        raise MissingDecoderError({"PIL": "pillow"}.get(package, package)) from None
    except FailedJobError as error:
        reason = str(error)
        if error.is_slow or reason.startswith(("it has more", "it takes more")):
            raise OversizedError(reason) from None
        raise DamagedError(_REASON.get(kind, "it cannot be decoded")) from None
    return Decoded(made, made.startswith(b"\xff\xd8"))


_REASON = {"pdf": "its first page cannot be drawn; it may need a password"}

FORM: Form[Decoded] = Form(forms.written, lambda data, _: forms.read(data, Decoded))
"""A decoded picture in the cache, by the bytes of its file."""
