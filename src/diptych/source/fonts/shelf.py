"""The faces of a family: found by name in folders, or installed; measured once, and kept."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.fonts.sfnt import FontFacts, faces_in, has_needed, is_font, renamed
from diptych.isolation.jobs import MEASURE, UNPACK
from diptych.model.asset import Asset
from diptych.model.font_file import FontFile, alias_of
from diptych.model.metrics import Face, FaceTable
from diptych.model.theme import WEIGHTS
from diptych.source.fonts.diagnostic_kinds import UNREADABLE_FONT
from diptych.source.fonts.installed import Installed, installed_fonts
from diptych.source.fonts.typeface import typeface_of
from diptych.source.reading.runtime import Measured
from diptych.source.reading.source_reader import SourceReader
from diptych.storage.reading import FONT
from diptych.storage.recall import keep, recall

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
_VERSION = 2
"""Incremented when fonts are measured or written differently, so that old results are not used."""
_MOST_FILES = 200
"""Most font files of a folder that are looked at: four families in all weights have 72."""
_SECONDS, _MEMORY = 60, 4 << 30
"""Limits for one face: one with all characters of East Asia takes 2 s and 300 MB."""
_NORMAL_WIDTH = 5
_LENGTH = struct.Struct(">I")
_WEIGHT_NAMES = {
    100: "Thin", 200: "ExtraLight", 300: "Light", 500: "Medium", 600: "SemiBold",
    800: "ExtraBold", 900: "Black",
}  # fmt: skip
"""How instances of variable fonts are named (OpenType, `OS/2`, usWeightClass)."""


class Found(Struct, frozen=True, kw_only=True):
    """A face that was found, not yet measured."""

    path: Path
    facts: FontFacts
    read: Callable[[], bytes | None]
    """Returns the file, not compressed; None if it cannot be read, which has been reported."""
    weight: int | None = None
    """The weight to make of a variable font."""


class Family(Struct, frozen=True, kw_only=True):
    """The faces of a family by weight."""

    name: str
    faces: Mapping[int, Found]
    is_installed: bool


class MeasuredFace(Struct, frozen=True):
    """A face with everything that outputs need of it."""

    table: FaceTable
    file: FontFile


class FontShelf:
    """The fonts of a theme and its project, and those that are installed."""

    def __init__(self, folders: Iterable[Path], reader: SourceReader, cache: Path | None) -> None:
        """`folders` are those to look in, the first to be preferred."""
        self.folders = tuple(folders)
        self.reader = reader
        self.cache = cache
        self._brought: list[Found] | None = None
        self._installed: list[Installed] | None = None
        self._fonts: dict[str, bytes] = {}
        """Fonts as HarfBuzz wrote them, if there is no cache."""
        self._reported: set[Path] = set()

    def brought(self, family: str) -> Family | None:
        """Return a family that the theme or the project brings along."""
        if self._brought is None:
            self._brought = [one for folder in self.folders for one in self._in(folder)]
        return family_of(family, self._brought, is_installed=False)

    def installed(self, family: str) -> Family | None:
        """Return a family that is installed on this machine."""
        if self._installed is None:
            self._installed = list(installed_fonts(self.reader.note))
        found = (
            Found(path=one.path, facts=one.facts, read=partial(self._installed_file, one))
            for one in self._installed
        )
        return family_of(family, found, is_installed=True)

    def names(self, *, installed: bool = True) -> set[str]:
        """Return the families that were looked through, by the first of their names."""
        others = (self._installed or ()) if installed else ()
        return {one.facts.families[0] for one in (*(self._brought or ()), *others)}

    def _in(self, folder: Path) -> Iterator[Found]:
        names = self.reader.listed(folder)
        fonts = sorted(name for name in names if name.lower().endswith(SUFFIXES))
        for name in fonts[:_MOST_FILES]:
            path = folder / name
            data = self._file(path)
            if data is None:
                continue
            faces = list(faces_in(lambda at, size, data=data: data[at : at + size]))  # type: ignore[misc]  # a default
            if not faces:
                self._report(path, "it is not an OpenType font")
            for facts in faces:
                yield Found(path=path, facts=facts, read=partial(self._file, path))

    def _file(self, path: Path) -> bytes | None:
        """Return a font file of the project, unpacked if it is compressed."""
        data = self.reader.read_bytes(path, FONT)
        if data is None or is_font(data):
            return data
        if data[:4] not in {b"wOF2", b"wOFF"}:
            return b""
        return self._unpacked(path, data)

    def _installed_file(self, one: Installed) -> bytes | None:
        try:
            return one.read(self.reader.reader)
        except OSError as error:
            self._report(one.path, error.strerror or "it cannot be read")
            return None

    def measure(self, family: Family, weight: int) -> MeasuredFace | None:
        """Return the face of a weight; None, with a report, if HarfBuzz fails on it."""
        found = family.faces[weight]
        data = found.read()
        if data is None:
            return None
        made_of = (_VERSION, hashlib.sha256(data).hexdigest(), found.facts.index, found.weight)
        key = hashlib.sha256(" ".join(map(str, made_of)).encode()).hexdigest()
        face = self._measured(key, found, data)
        if face is None:
            return None
        facts = found.facts
        suffix = "ttf" if facts.is_truetype else "otf"
        names = {
            1: alias_of(family.name),
            2: "Regular",
            4: alias_of(family.name),
            6: _postscript_name(facts, weight),
        }
        file = FontFile(
            asset=Asset(
                name=f"{key[:16]}-{weight}.{suffix}",
                sha256=hashlib.sha256(f"{key} {family.name} {weight}".encode()).hexdigest(),
                media_type=f"font/{suffix}",
                read=lambda: renamed(self._font(key, found, data), names, weight),
            ),
            name=_name_in_office(family, weight, found),
            typeface=typeface_of(facts),
        )
        return MeasuredFace(FaceTable(key, file.name, lambda: face, file.typeface), file)

    def _measured(self, key: str, found: Found, data: bytes) -> Face | None:
        kept = recall(self.cache, "faces", key)
        if kept is None and (made := self._made(key, found, data)) is not None:
            kept = made[0]
        if kept is None:
            return None
        try:
            return msgspec.json.decode(kept, type=Measured).face
        except ValueError:
            self._report(found.path, "it cannot be measured")
            return None

    def _font(self, key: str, found: Found, data: bytes) -> bytes:
        """Return a face as a font of its own, as HarfBuzz wrote it."""
        font = self._fonts.get(key) or recall(self.cache, "faces", f"{key}-font")
        made = None if font else self._made(key, found, data)
        return font or (made[1] if made is not None else data)

    def _made(self, key: str, found: Found, data: bytes) -> tuple[bytes, bytes] | None:
        """Return the metrics of a face and its font, and keep them."""
        weight = "" if found.weight is None else str(found.weight)
        parts = (data, str(found.facts.index).encode(), weight.encode())
        made = self._job(found.path, MEASURE, *parts)
        if made is None:
            return None
        (length,) = _LENGTH.unpack_from(made)
        metrics, font = made[_LENGTH.size :][:length], made[_LENGTH.size + length :]
        if not has_needed(font):
            self._report(found.path, "it lacks what it takes to show text")
            return None
        keep(self.cache, "faces", key, metrics)
        keep(self.cache, "faces", f"{key}-font", font)
        if self.cache is None:
            self._fonts[key] = font
        return metrics, font

    def _unpacked(self, path: Path, data: bytes) -> bytes | None:
        name = hashlib.sha256(data).hexdigest()
        kept = recall(self.cache, "faces", name)
        if kept is None:
            kept = self._job(path, UNPACK, data)
            if kept is not None:
                keep(self.cache, "faces", name, kept)
        return kept

    def _job(self, path: Path, kind: bytes, *parts: bytes) -> bytes | None:
        """Return the result of a job of the isolated process; None, with a report, if it fails."""
        from diptych.isolation.process import FailedJobError, IsolatedProcess, MissingPackageError

        package = "fontTools" if kind == UNPACK else "uharfbuzz"
        try:
            with IsolatedProcess(package, _SECONDS, _MEMORY) as process:
                return process.do(kind, parts)
        except MissingPackageError:
            hint = "`pip install fonttools`, or supply the font as TTF or OTF"
            self._report(path, "it is compressed, and fontTools is not installed", hint)
        except FailedJobError as error:
            self._report(path, str(error) or "it is damaged")
        return None

    def _report(self, path: Path, why: str, hint: str = "supply another copy of it") -> None:
        if path not in self._reported:
            self._reported.add(path)
            name = self.reader.name(path)
            message = f"font file `{name}` cannot be used: {why}"
            self.reader.report(UNREADABLE_FONT, Span(name, 1), message, hint, subject=name)


def family_of(name: str, found: Iterable[Found], *, is_installed: bool) -> Family | None:
    """Return the upright faces of a family, those of normal width if there are any."""
    wanted = _folded(name)
    own = [one for one in found if wanted in map(_folded, one.facts.families)]
    faces: dict[int, Found] = {}
    for one in sorted(own, key=_preference):
        for weight in _weights_of(one.facts):
            is_made = one.facts.weights is not None
            faces.setdefault(weight, replace(one, weight=weight) if is_made else one)
    return Family(name=name, faces=faces, is_installed=is_installed) if faces else None


def _preference(found: Found) -> tuple[bool, int, bool]:
    """Return what a face is sorted by: upright, of normal width, drawn in its weight."""
    facts = found.facts
    return facts.is_italic, abs(facts.width - _NORMAL_WIDTH), facts.weights is not None


def _weights_of(facts: FontFacts) -> Iterable[int]:
    if facts.weights is None:
        return (facts.weight,)
    lightest, heaviest = facts.weights
    return (weight for weight in WEIGHTS if lightest <= weight <= heaviest)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _postscript_name(facts: FontFacts, weight: int) -> str:
    """Return the name that a PDF lists (OpenType, `name`, name ID 6): ASCII letters and digits."""
    return f"{re.sub('[^A-Za-z0-9]', '', facts.name)[:40] or 'Font'}-{weight}"


def _name_in_office(family: Family, weight: int, found: Found) -> str:
    """Return the name of a face as a family of at most four styles."""
    if found.facts.weights is None:
        return found.facts.name
    return f"{family.name} {_WEIGHT_NAMES[weight]}" if weight in _WEIGHT_NAMES else family.name
