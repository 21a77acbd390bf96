"""Captions of videos and sounds, which PowerPoint shows since 2019 (MS-PPTX, "Track Part")."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec import Struct

from diptych.model.recording import Cue, Recording
from diptych.model.theme import in_language
from diptych.render.pptx.script import language_tag
from diptych.render.pptx.xml import quote

CAPTIONS_TYPE = "text/vtt"
_EXTENSION = "{3AFAAA56-56D3-431D-BCD4-E75A35582382}"
_LABELS: Mapping[str, str] = {"en": "Captions", "ko": "자막"}
"""Their label in PowerPoint's menu of captions."""


class Captions(Struct, frozen=True):
    """The captions of a recording in the language of a deck."""

    data: bytes
    """A file in WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", 4)."""
    label: str
    language: str
    """Office's tag; empty if they are in whatever language they were written in."""

    @property
    def name(self) -> str:
        """Return the name of their part, the same for the same words."""
        return f"ppt/media/{self._hash[:16]}.vtt"

    @property
    def _hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def element(self, relationship: str) -> str:
        """Return the `p14:extLst` of a `p14:media` (MS-PPTX 2.2.4.1)."""
        digits = self._hash[:32].upper()
        ends = (0, 8, 12, 16, 20, 32)
        number = "-".join(digits[one:other] for one, other in pairwise(ends))
        language = f' lang="{self.language}"' if self.language else ""
        return (
            f'<p14:extLst><p:ext uri="{_EXTENSION}"><p173:tracksInfo displayLoc="media"'
            ' xmlns:p173="http://schemas.microsoft.com/office/powerpoint/2017/3/main">'
            f'<p173:trackLst><p173:track id="{{{number}}}" label="{quote(self.label)}"{language}'
            f' r:embed="{relationship}"/></p173:trackLst></p173:tracksInfo></p:ext></p14:extLst>'
        )


def captions_of(recording: Recording, locale: str) -> Captions | None:
    """Return the captions of a recording in a language, or else as they were written, if any."""
    cues = recording.cues(locale)
    if not cues:
        return None
    language = language_tag(locale) if locale in dict(recording.captions) else ""
    label = in_language(locale, _LABELS) or _LABELS["en"]
    return Captions(_webvtt(cues).encode(), label, language)


def _webvtt(cues: Iterable[Cue]) -> str:
    blocks = (f"{_time(cue.start)} --> {_time(cue.end)}\n{_payload(cue.text)}" for cue in cues)
    return "\n\n".join(("WEBVTT", *blocks)) + "\n"


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _payload(text: str) -> str:
    """Return the words of a cue without empty lines, which would end it."""
    lines = (line for line in text.splitlines() if line.strip())
    shown = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;")
    return shown.replace(">", "&gt;")
