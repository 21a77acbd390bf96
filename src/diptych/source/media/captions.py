"""Reads captions in WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", 4)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from diptych.diagnostics import Span
from diptych.model.recording import Cue
from diptych.source.media.diagnostic_kinds import BAD_CAPTIONS, LATE_CAPTIONS
from diptych.source.reading.source_reader import SourceReader

_MOMENT = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"[ \t]*{_MOMENT}[ \t]+-->[ \t]+{_MOMENT}(?:[ \t].*)?")
_LATE = 1.0
"""How many seconds after the end captions may end, as their times are often rounded."""
_TAG = re.compile(r"<[^<>]{0,200}>")
_START = re.compile(r"WEBVTT(?:[ \t].*)?")


def read_captions(
    path: Path, span: Span, reader: SourceReader, duration: float | None
) -> tuple[Cue, ...]:
    """Return the captions in a file, which the text at `span` names; report what is wrong.

    `duration` is that of what they are captions of, in seconds; None if it is unknown.
    """
    text = reader.read_text(path, wanted_by=span)
    if text is None:
        return ()
    name = reader.name(path)
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not _START.fullmatch(lines[0]):
        message = "captions begin with a line `WEBVTT`"
        reader.report(BAD_CAPTIONS, Span(name, 1), message, "export them as WebVTT, not as SRT")
        return ()
    errors = reader.errors
    cues = tuple(_cues(lines, name, reader, duration))
    if not cues and reader.errors == errors:
        message = "these captions have no words and times"
        hint = "write `00:01.000 --> 00:04.500`, and what is said below it"
        reader.report(BAD_CAPTIONS, Span(name, 1), message, hint)
    return cues


def _cues(
    lines: list[str], name: str, reader: SourceReader, duration: float | None
) -> Iterator[Cue]:
    at = 1
    while at < len(lines):
        if "-->" not in lines[at]:
            at += 1
            continue
        found = _TIMING.fullmatch(lines[at])
        words: list[str] = []
        line = at
        at += 1
        while at < len(lines) and lines[at].strip():
            words.append(lines[at])
            at += 1
        start, end = (_seconds(found.groups(), one) for one in (0, 4)) if found else (0.0, 0.0)
        if start >= end:
            message = "these times cannot be read" if not found else "it ends before it begins"
            hint = "write `00:01.000 --> 00:04.500`"
            reader.report(BAD_CAPTIONS, Span(name, line + 1, 1, len(lines[line])), message, hint)
            continue
        if duration is not None and (start >= duration or end > duration + _LATE):
            when = "begins" if start >= duration else "ends"
            message = f"it {when} at {start if start >= duration else end:g} s, after the end"
            hint = f"the file is {duration:.1f} s long: are these captions those of another?"
            reader.report(LATE_CAPTIONS, Span(name, line + 1, 1, len(lines[line])), message, hint)
        yield Cue(start, end, html.unescape(_TAG.sub("", "\n".join(words))))


def _seconds(groups: tuple[str | None, ...], first: int) -> float:
    hours, minutes, seconds, thousandths = (int(one or 0) for one in groups[first : first + 4])
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
