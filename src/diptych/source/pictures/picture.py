"""Pictures as assets: inside the project, intact, and of a known size."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.picture import Label
from diptych.diagnostics import Span
from diptych.model.asset import Asset, Content
from diptych.model.text import literal
from diptych.source.pictures.data_urls import is_data, picture_in, shown_path
from diptych.source.pictures.decoding import DECODED, MissingDecoderError, decoded_kind
from diptych.source.pictures.diagnostic_kinds import (
    CHANGED_PICTURE,
    CORRUPT_PICTURE,
    LOST_PICTURE_PART,
    MISSING_PICTURE,
    OVERSIZED_PICTURE,
    SCRIPTED_PICTURE,
    UNDECODED_PICTURE,
    UNKNOWN_PICTURE_TYPE,
)
from diptych.source.pictures.sizes import (
    MEASURES,
    DamagedError,
    OversizedError,
    kind_of_picture,
    picture_size,
)
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH
from diptych.source.reading.paths import as_stored, nearby, within
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import is_address, is_on_web

if TYPE_CHECKING:
    from diptych.source.pictures.svg import Svg

from diptych.storage.reading import PICTURE

_PROPERTY = re.compile(rb"var\(\s*--([A-Za-z0-9_-]{1,200})\s*(?:,[^()]{0,200})?\)")
"""A custom property with the value it has where it is unknown (CSS Custom Properties 1, 3)."""
_NAMED = 4
"""How many parts of a picture a message names."""
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
_KINDS = (*_MEDIA_TYPES, *DECODED)
"""The suffixes of pictures."""
_VIDEOS = {".mov", ".avi", ".mkv", ".wmv", ".m4v", ".ogv", ".flv", ".mpg", ".mpeg", ".3gp"}
_PICTURES = "PNG, JPEG, WebP, AVIF, GIF, SVG or PDF"
_SOUNDS = {".aiff", ".aif", ".wma", ".flac", ".opus", ".amr"}
"""Suffixes of what is no picture, and is not played either."""


def read_picture(
    path: str,
    beside: Path,
    span: Span,
    reader: SourceReader,
    *,
    root: Path | None = None,
    colors: Mapping[str, str] | None = None,
) -> Asset | None:
    """Return the picture at `path`, relative to the folder `beside`; None if it is not usable.

    It must be below `root`, which is the project's folder by default. In an SVG of a theme, a
    custom property of a name in `colors`, such as `var(--accent)`, has that value.
    """
    if is_data(path):
        return _embedded(reader.long_addresses.restored(path), span, reader)
    find = partial(_elsewhere, path) if is_address(path) else partial(_usable, path, beside, root)
    file = find(span, reader)
    if file is None:
        return None
    data = reader.read_bytes(file, PICTURE, wanted_by=span, below=root)
    if data is not None and colors is not None and _PROPERTY.search(data):
        return _asset(file, _painted(data, colors), span, reader, *colors.values())
    for variant in _variant_paths(file, reader).values():
        reader.note(variant)
    if data is not None and file not in reader.pictures:
        _measure(file, data, span, reader, root)
    return reader.pictures.get(file)


def _embedded(path: str, span: Span, reader: SourceReader) -> Asset | None:
    """Return a picture that its address has within itself; None, with a report, if it has none."""
    shown = shown_path(path)
    try:
        file, data = picture_in(path)
    except (DamagedError, OversizedError) as error:
        message = f"picture `{shown}` cannot be read: {error}"
        hint = "save the picture beside the talk and give its path"
        reader.report(CORRUPT_PICTURE, span, message, hint, subject=shown)
        return None
    if not file.suffix:
        message = f"what `{shown}` contains is not a picture"
        reader.report(UNKNOWN_PICTURE_TYPE, span, message, f"write out {_PICTURES}", subject=shown)
        return None
    return _asset(file, data, span, reader)


def _elsewhere(path: str, span: Span, reader: SourceReader) -> Path | None:
    """Return the fetched file of a picture with an address; None, with a report, if it has none."""
    if reader.web is not None and is_on_web(path):
        from diptych.source.pictures.web import find_picture  # needed only for such pictures

        return find_picture(path, reader.web, span, reader)
    hint = "save the picture in the project and give its path; builds fetch nothing"
    kind = MISSING_PICTURE if reader.lenient else FOREIGN_PATH
    reader.report(kind, span, f"picture `{path}` is not in the project", hint, subject=path)
    return None


def _usable(
    path: str, beside: Path, root: Path | None, span: Span, reader: SourceReader
) -> Path | None:
    """Return the file of a picture; None, with a report, if it cannot be one."""
    if not path.strip():
        reader.report(MISSING_PICTURE, span, "the picture does not name a file", "write its path")
        return None
    file = beside / path
    if not reader.owns(as_stored(file), below=root):
        hint = reader.remedy if reader.lenient else within(path, beside, reader.root)
        message = f"picture `{path}` is outside {reader.bounds}"
        reader.report(FOREIGN_PATH, span, message, hint)
        return None
    if file.suffix.lower() not in _KINDS:
        _report_type(path, file, span, reader)
        return None
    if not reader.has_file(file):
        hint = nearby(file, _KINDS, what="picture")
        message = f"picture `{path}` does not exist"
        reader.report(MISSING_PICTURE, span, message, hint, subject=path)
        return None
    return file


def _painted(svg: bytes, colors: Mapping[str, str]) -> bytes:
    """Return an SVG with values in place of its custom properties, except unknown ones."""

    def value(found: re.Match[bytes]) -> bytes:
        known = colors.get(found[1].decode())
        return found[0] if known is None else known.encode()

    return _PROPERTY.sub(value, svg)


def read_picture_again(file: Path, reader: SourceReader) -> None:
    """Read a picture that had no diagnostics and has not changed since."""
    if file not in reader.pictures:
        data = reader.content(file, PICTURE)
        if data is not None:
            _measure(file, data, Span(reader.name(file), 1), reader, None)


def _measure(file: Path, data: bytes, span: Span, reader: SourceReader, root: Path | None) -> None:
    reported = len(reader.found)
    asset = _asset(file, data, span, reader)
    variants = _variants(file, span, reader, root) if asset else {}
    reader.pictures[file] = asset and replace(asset, variants=variants)
    if len(reader.found) != reported:
        reader.flawed.add(file)


def picture_labels(asset: Asset, span: Span) -> tuple[Label, ...]:
    """Return the words of an SVG for translation; other pictures have none."""
    if asset.suffix != "svg":
        return ()
    from diptych.markup.svg_words import svg_words  # few pictures need it

    return tuple(Label(words, literal(words, span)) for words in svg_words(asset.read()))


def _variant_paths(file: Path, reader: SourceReader) -> dict[str, Path]:
    """Return the paths of a picture's possible variants, by locale."""
    return {
        locale: file.with_name(f"{file.stem}.{locale}{file.suffix}") for locale in reader.locales
    }


def _variants(file: Path, span: Span, reader: SourceReader, root: Path | None) -> dict[str, Asset]:
    """Return the variants of a picture by locale, such as `tree.ko.svg` next to `tree.svg`."""
    variants = {}
    for locale, path in _variant_paths(file, reader).items():
        data = (
            reader.read_bytes(path, PICTURE, wanted_by=span, below=root)
            if reader.has_file(path)
            else None
        )
        asset = _asset(path, data, span, reader) if data is not None else None
        if asset is not None:
            variants[locale] = asset
    return variants


def _meant(suffix: str) -> tuple[str, str]:
    """Return what a file of an unsupported type is, and what to convert it to."""
    if suffix in _VIDEOS:
        return "video", "MP4"
    if suffix in _SOUNDS:
        return "sound", "MP3 or M4A"
    return "picture", _PICTURES


def _report_type(path: str, file: Path, span: Span, reader: SourceReader) -> None:
    bare = re.split(r"[?#]", path)[0]
    noun, into = _meant(Path(bare).suffix.lower())
    message = f"{noun} `{path}` is of a type that is not supported"
    hint = f"convert it to {into}"
    if bare != path and reader.has_file(file.parent / Path(bare).name):
        hint = f"give only the file: `{bare}`"
    reader.report(UNKNOWN_PICTURE_TYPE, span, message, hint, subject=path)


def _asset(file: Path, data: bytes, span: Span, reader: SourceReader, *place: str) -> Asset | None:
    """Return a picture, remembered for `place`; None, with a report, if it cannot be used."""
    suffix = decoded_kind(data) or kind_of_picture(data) or file.suffix.lower()
    try:
        if suffix in DECODED:
            return _decoded(file, data, reader, *place)
        if suffix == ".svg":
            return _drawing(file, data, span, reader, *place)
        from diptych.source.pictures.exif import turn_of
        from diptych.source.pictures.metadata import without_metadata

        size = picture_size(data, MEASURES[suffix])
        bare, turn = without_metadata(data, suffix), turn_of(data, suffix)
    except DamagedError as error:
        message = f"picture `{file.name}` is damaged: {error}"
        reader.report(CORRUPT_PICTURE, span, message, "export it again")
        return None
    except MissingDecoderError as error:
        message = f"picture `{file.name}` cannot be decoded: `{error}` is not installed"
        hint = "`pip install pillow pypdfium2`, or convert it to PNG or JPEG"
        reader.report(UNDECODED_PICTURE, span, message, hint)
        return None
    except OversizedError as error:
        message = f"picture `{file.name}` is too large or complex to be shown: {error}"
        reader.report(OVERSIZED_PICTURE, span, message, "make it smaller or simpler")
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    return Asset(
        name=_name(file, suffix),
        sha256=sha256,
        media_type=_MEDIA_TYPES[suffix],
        read=Content(sha256, bare),
        size_px=size[::-1] if turn.swaps_sides else size,
        turn=turn,
    )


def _decoded(file: Path, data: bytes, reader: SourceReader, *place: str) -> Asset:
    """Return a picture as PNG or JPEG, remembered for `place`.

    Raise DamagedError, OversizedError or MissingDecoderError if it cannot be used.
    """
    from diptych.source.pictures.decoding import FORM, decode

    if decoded_kind(data) is None:
        raise DamagedError(f"it is not a {file.suffix[1:].upper()}")
    made = reader.memo.recall(("decoded", file, place), decode, data, form=FORM)
    sha256 = hashlib.sha256(data).hexdigest()
    return Asset(
        name=f"{file.stem}{made.suffix}",
        sha256=sha256,
        media_type=_MEDIA_TYPES[made.suffix],
        read=Content(sha256, made.data),
        size_px=picture_size(made.data, MEASURES[made.suffix]),
    )


def _drawing(file: Path, data: bytes, span: Span, reader: SourceReader, *place: str) -> Asset:
    """Return an SVG, remembered for `place`.

    Raise DamagedError or OversizedError if it cannot be used.
    """
    from diptych.source.pictures.svg import FORM, read_svg  # needed only for SVGs

    svg = reader.memo.recall(("svg", file, place), read_svg, data, form=FORM)
    _report_parts(file, svg, span, reader)
    return Asset(
        name=_name(file, ".svg"),
        sha256=svg.sha256,
        media_type=_MEDIA_TYPES[".svg"],
        read=Content(svg.sha256, svg.data),
        size_px=svg.size_px,
    )


def _name(file: Path, suffix: str) -> str:
    """Return the name of a picture, with the suffix of its actual type."""
    same = _MEDIA_TYPES.get(file.suffix.lower()) == _MEDIA_TYPES[suffix]
    return file.name if same else f"{file.stem}{suffix}"


def _report_parts(file: Path, svg: Svg, span: Span, reader: SourceReader) -> None:
    """Report parts of an SVG that are not shown, or are shown differently in PowerPoint."""
    if svg.lost:
        message = f"picture `{file.name}` loses {_listed(svg.lost)}"
        hint = "export it with everything inside and its text as text, or as PNG"
        reader.report(LOST_PICTURE_PART, span, message, hint)
    if svg.changed:
        message = f"picture `{file.name}` looks different in PowerPoint: {_listed(svg.changed)}"
        reader.report(CHANGED_PICTURE, span, message, "export it as plain SVG, or as PNG")
    if svg.has_scripts:
        message = f"picture `{file.name}` has scripts, which are left out"
        hint = "save it as it looks when they have run, or take them out if it looks right"
        reader.report(SCRIPTED_PICTURE, span, message, hint)


def _listed(parts: tuple[str, ...]) -> str:
    more = f" and {len(parts) - _NAMED} more" if len(parts) > _NAMED else ""
    return ", ".join(parts[:_NAMED]) + more
