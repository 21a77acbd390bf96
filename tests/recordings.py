"""Small videos and sounds: whole as far as their containers go, with hardly anything in them."""

from __future__ import annotations

import io
import struct
import wave


def wav(seconds: float = 1.0) -> bytes:
    """Return silence."""
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * round(8000 * seconds))
    return data.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box of an MP4."""
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), kind) + data


def mp4(size: tuple[int, int] = (320, 180), seconds: float = 4.0, *more: bytes) -> bytes:
    """Return an MP4 without samples; `more` are boxes in its movie."""
    header = box(b"mvhd", bytes(12), struct.pack(">II", 1000, round(1000 * seconds)), bytes(80))
    wide, high = (side << 16 for side in size)
    track = box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", wide, high)))
    brand = box(b"ftyp", b"isom\0\0\2\0isomavc1")
    return brand + box(b"moov", header, track, *more) + box(b"mdat", bytes(16))


def element(number: bytes, content: bytes) -> bytes:
    """Return an element of a WebM."""
    return number + (len(content) | 1 << 56).to_bytes(8) + content


def webm(size: tuple[int, int] = (320, 180), seconds: float = 4.0) -> bytes:
    """Return a WebM without clusters, with a title among its tags."""
    about = element(b"\x15\x49\xa9\x66", element(b"\x44\x89", struct.pack(">d", seconds * 1000)))
    sides = (element(bytes([0xB0 + 10 * i]), side.to_bytes(2)) for i, side in enumerate(size))
    video = element(b"\xe0", b"".join(sides))
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", video))
    tags = element(b"\x12\x54\xc3\x67", b"by Jane Doe")
    start = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    return start + element(b"\x18\x53\x80\x67", about + tracks + tags)


def mp3() -> bytes:
    """Return an MP3 of one frame with the name of its author before and after it."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\4\0\0\0\0\0\x08Jane Doe" + frame + b"TAG" + b"Jane Doe".ljust(125, b"\0")


def ogg() -> bytes:
    """Return the head of an Ogg file."""
    return b"OggS" + bytes(24)
