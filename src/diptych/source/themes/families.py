"""The families that a theme names: bundled, brought along or installed; measured, and completed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.fonts.licences import forbidden_in
from diptych.model.font_file import FontFile
from diptych.model.metrics import Face, FaceTable, Metrics, nearest_weight
from diptych.model.theme import REGULAR, Font, FontRole
from diptych.source.fonts.diagnostic_kinds import (
    FORBIDDEN_FONT,
    INSTALLED_FONT,
    MEASURED_ONLY,
    NO_BOLD,
    NO_HANGUL,
    UNMEASURED_FONT,
)
from diptych.source.fonts.shelf import Family, FontShelf
from diptych.source.reading.source_reader import SourceReader

_FOR_HANGUL = "Pretendard"
"""The family that is always at hand for what another one lacks."""
_WITHOUT_FILES = {"Arial": "Arimo"}
"""Families whose widths come with Diptych, but which may not be handed on, and their free twins."""
_HEAVY = 600
"""From this weight on, a face is taken for bold."""


_SUPPLY = "copy its files to `fonts/` of the theme, or to `deck/fonts/`"


class Families:
    """Finds the families of a theme, and reports what is missing of them."""

    def __init__(self, shelf: FontShelf, metrics: Metrics, reader: SourceReader) -> None:
        self.shelf = shelf
        self.bundled = metrics.families
        self.reader = reader
        self.found: dict[str, Family] = {}
        self.missing: set[str] = set()
        self.spans: dict[str, Span | None] = {}
        self.files: dict[str, dict[int, FontFile]] = {}
        self.tables: dict[str, dict[int, FaceTable]] = {}
        self._own: dict[str, FaceTable] = {}
        """Faces without Hangul, by the key of what they have become."""

    def find(
        self, family: str, span: Span | None, *, is_shown: bool = True, is_spare: bool = False
    ) -> None:
        """Look for a family: in the theme and the project, among ours, on this machine.

        Report, once, if it is nowhere, unless it `is_spare`. If it is not shown, its widths do.
        """
        if not self.bundled or family in self.found or family in self.missing:
            return
        found = self.shelf.brought(family)
        is_ours = family in self.bundled and not (is_shown and family in _WITHOUT_FILES)
        if found is None and not is_ours:
            found = self.shelf.installed(family)
            if found is not None:
                self._report_installed(family, span)
            elif family in _WITHOUT_FILES:
                self._report_measured_only(family, span)
            elif not is_spare:
                self._report_missing(family, span)
        if found is not None:
            self.found[family] = found
            self.spans[family] = span

    def _report_installed(self, family: str, span: Span | None) -> None:
        message = f"font `{family}` is only installed on this machine"
        self.reader.report(INSTALLED_FONT, span, message, _SUPPLY)

    def _report_measured_only(self, family: str, span: Span | None) -> None:
        self.missing.add(family)
        message = (
            f"font `{family}` is neither supplied nor installed; PDF and pictures show"
            f" `{_FOR_HANGUL}` in its place"
        )
        hint = f"{_SUPPLY}, or those of `{_WITHOUT_FILES[family]}`, which is as wide, and name it"
        self.reader.report(MEASURED_ONLY, span, message, hint)

    def _report_missing(self, family: str, span: Span | None) -> None:
        self.missing.add(family)
        message = (
            f"font `{family}` is neither supplied nor installed, so whether text fits is only"
            " estimated"
        )
        known = {*self.bundled, *self.shelf.names()}
        near = nearest(family, known, what="font")
        usual = nearest(family, self._at_hand(), what="font")
        hint = near if near.startswith("did you mean") else f"{_SUPPLY}; {usual}"
        self.reader.report(UNMEASURED_FONT, span, message, hint)

    def _at_hand(self) -> set[str]:
        """Return the families that every machine has, with their files."""
        return {*self.bundled, *self.shelf.names(installed=False)} - _WITHOUT_FILES.keys()

    def weights(self, family: str) -> Collection[int]:
        """Return the weights of a family; none if it is unknown."""
        found = self.found.get(family)
        return (found.faces if found is not None else self.bundled.get(family)) or ()

    def measure(self, weights: Iterable[int]) -> None:
        """Measure the faces that are taken for some weights."""
        wanted = tuple(weights)
        for name, family in self.found.items():
            needed = {nearest_weight(weight, family.faces) for weight in wanted}
            faces = {weight: self.shelf.measure(family, weight) for weight in sorted(needed)}
            known = {weight: face for weight, face in faces.items() if face is not None}
            if not known:
                continue
            self.files[name] = {weight: face.file for weight, face in known.items()}
            self.tables[name] = {
                weight: self._with_hangul(face.table, _FOR_HANGUL) for weight, face in known.items()
            }
            self._report_licence(name, family, known)
            if max(known) < _HEAVY:
                message = f"font `{name}` has no bold face"
                hint = "supply one, or choose a font that has one"
                self.reader.report(NO_BOLD, self.spans[name], message, hint)

    def _report_licence(self, name: str, family: Family, used: Iterable[int]) -> None:
        """Report, once, that outputs contain a family although one of its faces forbids it."""
        told = (forbidden_in(family.faces[weight].facts.embedding) for weight in used)
        rule = next(filter(None, told), None)
        if rule is not None:
            message = f"font `{name}` says that {rule}, but HTML and PDF contain a part of it"
            hint = "ask its owner, or choose a font that permits it"
            self.reader.report(FORBIDDEN_FONT, self.spans[name], message, hint)

    def completed(self, fonts: Mapping[FontRole, Font], *, is_korean: bool) -> dict[FontRole, Font]:
        """Return the fonts, each with a family that has Hangul."""
        return dict(self._completed(fonts, is_korean=is_korean))

    def _completed(
        self, fonts: Mapping[FontRole, Font], *, is_korean: bool
    ) -> Iterator[tuple[FontRole, Font]]:
        told: set[str] = set()
        for role, font in fonts.items():
            if self._has_hangul(font.latin):
                yield role, font
                continue
            other = font.east_asian
            if other == font.latin or not self._has_hangul(other):
                other = _FOR_HANGUL
                if is_korean and font.latin not in told:
                    told.add(font.latin)
                    self._report_hangul(font, other)
            measured = f"{font.latin} + {other}"
            self.tables[measured] = {
                weight: self._with_hangul(table, other)
                for weight, table in self._plain(font.latin).items()
            }
            yield role, replace(font, east_asian=other, measured=measured)

    def _report_hangul(self, font: Font, other: str) -> None:
        message = f"font `{font.latin}` has no Hangul, so Korean is set in `{other}`"
        hint = f"write `east_asian: {other}`, or a font that has Hangul"
        self.reader.report(NO_HANGUL, self.spans.get(font.latin), message, hint)

    def _has_hangul(self, family: str) -> bool:
        """Return whether a family has Hangul; what is not measured is not doubted."""
        plain = self._plain(family)
        return not plain or all(table.read().hangul for table in plain.values())

    def _plain(self, family: str) -> Mapping[int, FaceTable]:
        """Return the faces of a family that was brought along, as they are."""
        tables = self.tables.get(family, {})
        return {weight: self._own.get(table.key, table) for weight, table in tables.items()}

    def _with_hangul(self, table: FaceTable, other: str) -> FaceTable:
        """Return a face with what it lacks from another family."""
        face = table.read()
        if face.hangul:
            return table
        weights = self._plain(other) or self.bundled[other]
        own = weights[nearest_weight(REGULAR, weights)]

        @cache
        def read() -> Face:
            return _together(face, own.read())

        key = f"{table.key} + {own.key}"
        self._own[key] = table
        return FaceTable(key, table.name, read, table.typeface)


def _together(face: Face, other: Face) -> Face:
    """Return a face with the characters that only another one has."""
    ratio = face.upem / other.upem
    lacking = other.advances.keys() - face.advances.keys()
    return Face(
        upem=face.upem,
        ascent=face.ascent,
        descent=face.descent,
        hangul=round(other.hangul * ratio),
        missing=face.missing,
        advances={
            **{code: round(other.advances[code] * ratio) for code in lacking},
            **face.advances,
        },
        kern=face.kern,
    )
