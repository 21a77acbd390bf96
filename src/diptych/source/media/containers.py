"""What the file of a video or sound says: its type, size and length; without metadata.

Nothing is decoded: only the boxes, chunks and elements of the containers are walked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from diptych.model.recording import RecordingKind

_Any = TypeVar("_Any")
_BOXES = frozenset({b"moov", b"trak", b"mdia", b"mvex"})
"""Boxes of which those inside are looked at (ISO/IEC 14496-12, 6)."""
_ABOUT = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes that say who made it, when, where and with what."""
_MASTERS = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0}
"""Segment, Info, Tracks, TrackEntry and Video: masters that are looked into (RFC 9559, 5)."""
_DEEPEST = 6
"""How deep what is looked for may be nested."""
_LONGEST = 86_400.0
"""The most seconds that are believed."""
_MOST_PARTS = 200_000
"""The most boxes, chunks or elements that are looked at: a day in fragments of a second."""
_VOID, _LEAST_VOID = 0xEC, 9
"""An element that says nothing, and its size with a length of eight bytes."""


class DamagedMediaError(ValueError):
    """The file is damaged, or not of the type of its name."""


class OtherMediaError(ValueError):
    """The file is of another type than that of its name."""

    def __init__(self, content: str, suffix: str) -> None:
        super().__init__(content)
        self.content = content
        """What it is, in words."""
        self.suffix = suffix
        """The suffix that its name should have; empty if it is nothing that plays."""


class Container(NamedTuple):
    """What a file says about its content."""

    media_type: str
    kind: RecordingKind
    size_px: tuple[float, float] | None
    duration: float | None
    data: bytes
    """Its content without metadata, every other byte where it was."""


class _Part(NamedTuple):
    kind: bytes
    begin: int
    """Where its content begins; its head is before."""
    end: int
    head: int


SUFFIXES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".ogg": "audio/ogg", ".oga": "audio/ogg",
}  # fmt: skip
"""The types of files by suffix."""
IN_POWERPOINT = frozenset({"video/mp4", "audio/mpeg", "audio/mp4", "audio/wav"})


def read_container(data: bytes, suffix: str) -> Container:
    """Return what a file of a type with `suffix` says.

    Raise DamagedMediaError if it is not whole, OtherMediaError if it is of another type.
    """
    wanted = SUFFIXES[suffix]
    if not data:
        raise DamagedMediaError("it is empty")
    try:
        made = _READERS[wanted](data, wanted)
    except (struct.error, IndexError):
        raise DamagedMediaError("it ends too early") from None
    if made is None:
        other = _content_of(data)
        if other is not None and SUFFIXES.get(other[1]) != wanted:
            raise OtherMediaError(*other)
        raise DamagedMediaError(f"it is not a file of type {wanted}")
    return made


def _content_of(data: bytes) -> tuple[str, str] | None:
    """Return what a file is by its first bytes, and its suffix; None if that is not known."""
    if data[4:8] == b"ftyp":
        return ("a sound of type M4A", ".m4a") if data[8:11] == b"M4A" else ("an MP4", ".mp4")
    head = data.lstrip()[:15].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page", ""
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "a WAV", ".wav"
    begins = {
        b"\x1aE\xdf\xa3": ("a WebM or MKV", ".webm"),
        b"OggS": ("an Ogg", ".ogg"),
        b"ID3": ("an MP3", ".mp3"),
    }
    return next((known for begin, known in begins.items() if data.startswith(begin)), None)


def _mp4(data: bytes, media_type: str) -> Container | None:
    if data[4:8] != b"ftyp":
        return None
    parts = list(_bounded(_boxes(data, 0, len(data))))
    kinds = {part.kind for part in parts}
    if not {b"moov", b"mdat"} <= kinds:
        raise DamagedMediaError("it ends too early")
    if b"trak" not in kinds:
        raise DamagedMediaError("it has neither pictures nor sound")
    bare = bytearray(data)
    for part in parts:
        if part.kind in _ABOUT:  # another length would move all that the tables refer to
            bare[part.begin - 4 : part.begin] = b"free"
            bare[part.begin : part.end] = bytes(part.end - part.begin)
    length = [_length(data, part) for part in parts if part.kind == b"mvhd"]
    sizes = [_track_size(data, part) for part in parts if part.kind == b"tkhd"]
    size = max(sizes, key=lambda one: one[0] * one[1], default=(0.0, 0.0))
    kind: RecordingKind = "audio" if media_type.startswith("audio") else "video"
    shown = size if kind == "video" and min(size) > 0 else None
    return Container(media_type, kind, shown, next(filter(None, length), None), bytes(bare))


def _bounded(parts: Iterator[_Any]) -> Iterator[_Any]:
    """Yield the parts of a file; raise DamagedMediaError if they are more than it can need."""
    for number, part in enumerate(parts):
        if number == _MOST_PARTS:
            raise DamagedMediaError(f"it has more than {_MOST_PARTS:,} parts")
        yield part


def _boxes(data: bytes, begin: int, end: int, depth: int = 0) -> Iterator[_Part]:
    """Yield boxes, and those in boxes that have some (ISO/IEC 14496-12, 4.2)."""
    at = begin
    while at < end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        size = end - at if size == 0 else size
        if size < head or at + size > end:
            raise DamagedMediaError("it ends too early")
        yield _Part(kind, at + head, at + size, head)
        if kind in _BOXES and depth < _DEEPEST:
            yield from _boxes(data, at + head, at + size, depth + 1)
        at += size


def _length(data: bytes, part: _Part) -> float | None:
    """Return the length in a movie header (8.2.2), in seconds."""
    if data[part.begin]:
        scale, length = struct.unpack_from(">IQ", data, part.begin + 20)
    else:
        scale, length = struct.unpack_from(">II", data, part.begin + 12)
    return _believed(length / scale) if scale else None


def _believed(seconds: float) -> float | None:
    """Return a length; None if a file could not have it, such as one that is still recorded."""
    return seconds if 0 < seconds <= _LONGEST else None


def _track_size(data: bytes, part: _Part) -> tuple[float, float]:
    """Return the size at the end of a track header (8.3.2), in 16.16 fixed point."""
    wide, high = struct.unpack_from(">II", data, part.end - 8)
    return wide / 65536, high / 65536


def _webm(data: bytes, media_type: str) -> Container | None:
    if data[:4] != b"\x1aE\xdf\xa3":
        return None
    scale, length, wide, high = 1_000_000, 0.0, 0, 0
    bare = bytearray(data)
    for number, head, begin, end in _bounded(_elements(data, 0, len(data))):
        content = data[begin : min(end, begin + 8)]
        match number:
            case 0x2AD7B1:
                scale = int.from_bytes(content)
            case 0x4489:
                (length,) = struct.unpack(">f" if len(content) == 4 else ">d", content)  # noqa: PLR2004
            case 0xB0:
                wide = int.from_bytes(content)
            case 0xBA:
                high = int.from_bytes(content)
            case 0x1254C367 if end - head >= _LEAST_VOID:
                bare[head:end] = _void(end - head)
            case _:
                pass
    seconds = _believed(length * scale / 1e9)
    size = (float(wide), float(high)) if wide and high else None
    return Container(media_type, "video", size, seconds, bytes(bare))


def _void(size: int) -> bytes:
    """Return an element of `size` bytes that says nothing (RFC 8794, 11.3.2)."""
    return bytes([_VOID, 0x01]) + (size - 9).to_bytes(7) + bytes(size - 9)


def _elements(
    data: bytes, begin: int, end: int, depth: int = 0
) -> Iterator[tuple[int, int, int, int]]:
    """Yield number, head, begin and end of elements, and of those in masters (RFC 8794, 4 to 6)."""
    at = begin
    while at < end:
        head = at
        long = 9 - data[at].bit_length()
        number = int.from_bytes(data[at : at + long])
        at += long
        long = 9 - data[at].bit_length()
        size = int.from_bytes(data[at : at + long]) & ((1 << 7 * long) - 1)
        is_open = size == (1 << 7 * long) - 1
        at += long
        stop = end if is_open else at + size
        if stop > end:
            raise DamagedMediaError("it ends too early")
        yield number, head, at, stop
        if number in _MASTERS and depth < _DEEPEST:
            yield from _elements(data, at, stop, depth + 1)
        at = stop


def _wav(data: bytes, media_type: str) -> Container | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    rate, length = 0, 0
    bare = bytearray(data)
    for kind, at, size in _bounded(_chunks(data)):
        if kind == b"fmt ":
            (rate,) = struct.unpack_from("<I", data, at + 16)
        elif kind == b"data":
            length = size
        elif kind != b"fact":
            bare[at : at + 4] = b"JUNK"
            bare[at + 8 : at + 8 + size] = bytes(size)
    if not rate or not length:
        raise DamagedMediaError("it ends too early")
    return Container(media_type, "audio", None, _believed(length / rate), bytes(bare))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, begin and size of the chunks of a RIFF, without their heads of eight bytes."""
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise DamagedMediaError("it ends too early")
        yield kind, at, size
        at += 8 + size + size % 2


def _mp3(data: bytes, media_type: str) -> Container | None:
    start = 0
    if data[:3] == b"ID3":  # its size is in seven bits of each byte (ID3v2.4, 3.1)
        start = 10 + sum(byte << 7 * place for place, byte in enumerate(data[9:5:-1]))
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    frames = data[start:end].lstrip(b"\0")
    if len(frames) < 4 or frames[0] != 0xFF or frames[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return None
    return Container(media_type, "audio", None, None, frames)


def _ogg(data: bytes, media_type: str) -> Container | None:
    if data[:4] != b"OggS":
        return None
    return Container(media_type, "audio", None, None, data)


_READERS = {
    "video/mp4": _mp4,
    "audio/mp4": _mp4,
    "video/webm": _webm,
    "audio/wav": _wav,
    "audio/mpeg": _mp3,
    "audio/ogg": _ogg,
}
