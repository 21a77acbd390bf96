"""A video or a sound, and how it is played."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from diptych.model.asset import Asset

RecordingKind = Literal["video", "audio"]


class Cue(Struct, frozen=True):
    """Words shown from one moment to another, in seconds (WebVTT, 3.1)."""

    start: float
    end: float
    text: str


class Recording(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A video or a sound in a file."""

    kind: RecordingKind
    asset: Asset
    duration: float | None = None
    """In seconds; None if its file does not say it."""
    start: float = 0.0
    """Where it begins, in seconds."""
    end: float | None = None
    """Where it ends; None for its own end."""
    loops: bool = False
    is_muted: bool = False
    captions: tuple[tuple[str, tuple[Cue, ...]], ...] = ()
    """What is said, each time with its locale; `""` is for those without their own."""
    in_powerpoint: bool = True
    """Whether PowerPoint plays files of its type."""

    def cues(self, locale: str) -> tuple[Cue, ...]:
        """Return its captions in a language, or else as they were written."""
        known = dict(self.captions)
        return known.get(locale, known.get("", ()))
