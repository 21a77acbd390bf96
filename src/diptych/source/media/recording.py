"""Videos and sounds as authors name them: in the project, intact, with poster and captions."""

from __future__ import annotations

import hashlib
import re
from os.path import normpath
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.markup.diagnostic_kinds import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.asset import Asset, Content
from diptych.model.recording import Cue, Recording, RecordingKind
from diptych.source.media.containers import (
    IN_POWERPOINT,
    SUFFIXES,
    DamagedMediaError,
    OtherMediaError,
    read_container,
)
from diptych.source.media.diagnostic_kinds import CORRUPT_MEDIA, MISSING_MEDIA, NOT_IN_POWERPOINT
from diptych.source.pictures.picture import read_picture
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH
from diptych.source.reading.paths import as_stored, nearby, within
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.times import MOMENTS, moment_in
from diptych.source.reading.web import is_address
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE
from diptych.storage.reading import MEDIA

_STRETCH = re.compile(r"t=(?P<start>[^,&]*)(?:,(?P<end>[^&]*))?")
"""The part of an address that says what is played (W3C, "Media Fragments URI 1.0", 4.2.1)."""
_ALIKE = 0.03
"""How much the proportions of a poster may differ from those of its video."""
_PANEL = "#46566c"
"""A ground for a white sign that can be told from light pages and from dark ones."""
_AUDIO = (640.0, 64.0)
_VIDEO = (1280.0, 720.0)


class WantedMedia(Struct, frozen=True, kw_only=True):
    """What an author has written about a video or sound."""

    path: str
    """A file, or an address on the web."""
    poster: str | None = None
    start: str | None = None
    end: str | None = None
    loops: bool = False
    is_muted: bool = False
    captions: str | None = None


class ReadMedia(Struct, frozen=True, kw_only=True):
    """What is shown of a video or sound."""

    poster: Asset
    """A picture of the size at which it is shown."""
    recording: Recording | None
    """None if it is on the web: then the poster leads there."""
    kind: RecordingKind
    leads_to: str | None = None
    """Its address on the web, if a link may lead there."""


def is_media(path: str) -> bool:
    """Return whether a path or address is that of a video or sound, by its suffix."""
    return Path(path.partition("?")[0].partition("#")[0]).suffix.lower() in SUFFIXES


def read_media(
    wanted: WantedMedia, folder: Path, span: Span, reader: SourceReader
) -> ReadMedia | None:
    """Return a video or sound; None, with a report, if it cannot be shown."""
    poster = None
    if wanted.poster is not None:
        poster = read_picture(wanted.poster, folder, span, reader)
    bare = wanted.path.partition("?")[0].partition("#")[0]
    suffix = Path(bare).suffix.lower()
    if is_address(wanted.path):
        kind = _kind_of(suffix)
        refused = refusal(wanted.path)
        if refused is not None:
            reader.report(BAD_LINK, span, *refused)
        return ReadMedia(
            poster=poster or _poster(kind, None),
            recording=None,
            kind=kind,
            leads_to=wanted.path if refused is None else None,
        )
    recording = _recording(_without_stretch(wanted), folder, span, reader)
    if recording is None:
        if not reader.lenient:
            return None
        kind = _kind_of(Path(wanted.path).suffix.lower())
        return ReadMedia(poster=poster or _poster(kind, None), recording=None, kind=kind)
    size = recording.asset.size_px
    if poster is None:
        poster = _poster(recording.kind, size)
    elif size is not None:
        aspect = size[0] / size[1]
        if abs(poster.aspect / aspect - 1) > _ALIKE:
            message = f"poster `{wanted.poster}` has other proportions than `{wanted.path}`"
            hint = f"make it {size[0]:g} by {size[1]:g} pixels, or a multiple of that"
            if reader.lenient:  # which browsers show between bars
                reader.report(MISSING_MEDIA, span, message, hint, subject=wanted.poster or "")
                poster = _poster(recording.kind, size)
            else:
                reader.report(OUT_OF_RANGE, span, message, hint)
        poster = replace(poster, size_px=size)
    return ReadMedia(poster=poster, recording=recording, kind=recording.kind)


def _without_stretch(wanted: WantedMedia) -> WantedMedia:
    """Return it with the stretch that stands in its path, `clip.mp4#t=2,5`, as start and end."""
    path, _, fragment = wanted.path.partition("#")
    stretch = _STRETCH.fullmatch(fragment)
    if stretch is None:
        return wanted
    start, end = (wanted.start, wanted.end)
    return replace(
        wanted,
        path=path,
        start=start if start is not None else stretch["start"] or None,
        end=end if end is not None else stretch["end"] or None,
    )


def _kind_of(suffix: str) -> RecordingKind:
    return "audio" if SUFFIXES.get(suffix, "").startswith("audio") else "video"


def _recording(
    wanted: WantedMedia, folder: Path, span: Span, reader: SourceReader
) -> Recording | None:
    """Return the video or sound in a file; None, with a report, if it cannot be played."""
    file = folder / wanted.path
    if not _may_be_read(wanted.path, folder, span, reader):
        return None
    data = reader.read_bytes(file, MEDIA, wanted_by=span)
    if data is None:
        return None
    read = _known(file, data, span, reader)
    if read is None:
        return None
    asset, kind, duration = read
    start, end = _moments(wanted, duration, span, reader)
    in_powerpoint = asset.media_type in IN_POWERPOINT
    message = hint = ""
    if not in_powerpoint:
        message = f"PowerPoint does not play `{wanted.path}`: it shows the poster"
        hint = "convert it to MP4 (H.264) or, for sound, to MP3 or M4A"
    elif end is not None and duration is None:
        message = f"PowerPoint plays `{wanted.path}` to its end: the file does not say its length"
        hint = "cut the file, or save it with its length"
    if message:
        reader.report(NOT_IN_POWERPOINT, span, message, hint)
    return Recording(
        kind=kind,
        asset=asset,
        duration=duration,
        start=start,
        end=end,
        loops=wanted.loops,
        is_muted=wanted.is_muted,
        captions=_captions(wanted, folder, span, reader, duration),
        in_powerpoint=in_powerpoint,
    )


def _may_be_read(path: str, folder: Path, span: Span, reader: SourceReader) -> bool:
    """Return whether a path leads to a file of a type that is played; report one that does not."""
    file = folder / path
    if not reader.owns(as_stored(file)):
        hint = reader.remedy if reader.lenient else within(path, folder, reader.root)
        message = f"`{path}` is outside {reader.bounds}"
        reader.report(FOREIGN_PATH, span, message, hint)
        return False
    if file.suffix.lower() not in SUFFIXES:
        message = f"`{path}` is of a type that is not supported"
        hint = "convert it to MP4 (H.264) or, for sound, to MP3, M4A or WAV"
        bare = re.split("[?#]", path)[0]
        if reader.has_file(folder / bare):
            hint = f"give only the file, `{bare}`, or from when to when, `{bare}#t=2,5`"
    elif not reader.has_file(file):
        message = f"`{path}` does not exist"
        hint = nearby(file, SUFFIXES, what="video or sound")
    else:
        return True
    reader.report(MISSING_MEDIA, span, message, hint, subject=path)
    return False


def _known(
    file: Path, data: bytes, span: Span, reader: SourceReader
) -> tuple[Asset, RecordingKind, float | None] | None:
    try:
        container = read_container(data, file.suffix.lower())
    except DamagedMediaError as error:
        message = f"`{file.name}` is damaged: {error}"
        reader.report(CORRUPT_MEDIA, span, message, "export it again", subject=file.name)
        return None
    except OtherMediaError as error:
        message = f"`{file.name}` is {error.content}, despite its name"
        hint = "download the file itself"
        if error.suffix:
            hint = f"name it `{file.with_suffix(error.suffix).name}`"
        reader.report(CORRUPT_MEDIA, span, message, hint, subject=file.name)
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    asset = Asset(
        name=file.name,
        sha256=sha256,
        media_type=container.media_type,
        read=Content(sha256, container.data),
        size_px=container.size_px,
    )
    return asset, container.kind, container.duration


def _moments(
    wanted: WantedMedia, duration: float | None, span: Span, reader: SourceReader
) -> tuple[float, float | None]:
    start = _moment("start", wanted.start, span, reader) or 0.0
    end = _moment("end", wanted.end, span, reader)
    last = end if end is not None else duration
    if last is not None and start >= last:
        message = f"it would start at {start:g} s, and end at {last:g} s"
        reader.report(OUT_OF_RANGE, span, message, "let it start before it ends")
        return 0.0, None
    if end is not None and duration is not None and end > duration:
        message = f"it ends after {duration:.1f} s, before `end`"
        reader.report(OUT_OF_RANGE, span, message, "leave `end` out")
        return start, None
    return start, end


def _moment(key: str, written: str | None, span: Span, reader: SourceReader) -> float | None:
    if written is None:
        return None
    moment = moment_in(written.strip())
    if moment is None:
        reader.report(OUT_OF_RANGE, span, f"`{key}` cannot be `{written}`", MOMENTS)
    return moment


def _captions(
    wanted: WantedMedia,
    folder: Path,
    span: Span,
    reader: SourceReader,
    duration: float | None,
) -> tuple[tuple[str, tuple[Cue, ...]], ...]:
    """Return the captions by locale: `clip.ko.vtt` beside `clip.vtt` is for Korean."""
    if wanted.captions is None:
        return ()
    file = Path(normpath(folder / wanted.captions))
    if not reader.owns(as_stored(file)):
        message = f"captions `{wanted.captions}` are outside {reader.bounds}"
        reader.report(FOREIGN_PATH, span, message, "move them below the project's folder")
        return ()
    if not reader.has_file(file):
        message = f"captions `{wanted.captions}` do not exist"
        reader.report(MISSING_MEDIA, span, message, nearby(file, (".vtt",), what="WebVTT file"))
        return ()
    from diptych.source.media.captions import read_captions  # few media have them

    found = {"": read_captions(file, span, reader, duration)}
    for locale in reader.locales:
        variant = file.with_name(f"{file.stem}.{locale}{file.suffix}")
        reader.note(variant)
        if reader.has_file(variant):
            found[locale] = read_captions(variant, span, reader, duration)
    return tuple(found.items())


def _poster(kind: RecordingKind, size: tuple[float, float] | None) -> Asset:
    """Return the picture of a video or sound that has none: a panel with the sign for playing."""
    wide, high = size or (_AUDIO if kind == "audio" else _VIDEO)
    r = min(wide, high) * (0.3 if kind == "audio" else 0.14)
    x = high / 2 if kind == "audio" else wide / 2
    y = high / 2
    sign = f"M{x - r * 0.33:g} {y - r * 0.5:g}V{y + r * 0.5:g}L{x + r * 0.55:g} {y:g}Z"
    line = ""
    if kind == "audio":
        line = (
            f'<path d="M{high:g} {y:g}H{wide - high / 3:g}" stroke="#fff" stroke-opacity=".35"'
            f' stroke-width="{high / 24:g}" stroke-linecap="round"/>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}"'
        f' width="{wide:g}" height="{high:g}">'
        f'<rect width="{wide:g}" height="{high:g}" fill="{_PANEL}"/>{line}'
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="#fff"/>'
        f'<path d="{sign}" fill="{_PANEL}"/></svg>'
    ).encode()
    sha256 = hashlib.sha256(svg).hexdigest()
    return Asset(
        name=f"{kind}-poster.svg",
        sha256=sha256,
        media_type="image/svg+xml",
        read=Content(sha256, svg, is_made=True),
        size_px=(wide, high),
    )
