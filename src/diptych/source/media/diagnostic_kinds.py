"""What is wrong with recordings and their captions."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

MISSING_MEDIA = DiagnosticKind(
    "SRC421",
    "missing-media",
    "A video, a sound or its captions do not exist, or are of a type that is not supported: MP4,"
    " WebM, MP3, M4A, WAV and Ogg are, and WebVTT.",
    lenient="videos, sounds, posters or captions do not exist or fit; panels stand in their places",
)
CORRUPT_MEDIA = DiagnosticKind(
    "SRC422",
    "corrupt-media",
    "A video or sound is damaged, or is not of the type of its name.",
    lenient="videos and sounds are damaged; panels stand in their places",
)
NOT_IN_POWERPOINT = DiagnosticKind(
    "SRC423",
    "media-not-in-powerpoint",
    "PowerPoint cannot play WebM or Ogg, and shows the poster instead; it stops a recording"
    " before its end only if the file says how long it is. Browsers can do both.",
    Severity.WARNING,
)
BAD_CAPTIONS = DiagnosticKind(
    "SRC424",
    "captions-not-read",
    "Captions must be WebVTT: a line `WEBVTT`, and for each caption its times, `00:01.000 -->"
    " 00:04.500`, with its words below.",
)
LATE_CAPTIONS = DiagnosticKind(
    "SRC425",
    "captions-after-the-end",
    "Captions begin after the end of their video or sound, or end more than a second after it, so"
    " that they are not shown as they should be.",
    Severity.WARNING,
)
