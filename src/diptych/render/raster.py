"""SVG pictures drawn as PNG, for programs that cannot show SVG; each is drawn once and kept."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Diagnostic, Fault, Severity, Span
from diptych.model.asset import Asset
from diptych.model.geometry import Box, to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.storage.recall import keep, recall

UNDRAWN_PICTURE = Fault(
    "OUT101",
    "picture-cannot-be-drawn",
    "An SVG picture cannot be drawn as PNG, which PowerPoint needs beside it.",
)

MISSING_LETTERS = Fault(
    "OUT102",
    "picture-letters-missing",
    "A text in an SVG picture has characters that the fonts Diptych brings along do not: browsers"
    " take another font, PowerPoint's copy shows nothing there.",
    Severity.WARNING,
)

_DPI = 96
"""So that a millimetre or a point is as large as in browsers (CSS Values 3, 5.2)."""
_USUAL = "\u024f"
"""The end of the Latin letters, which every font of ours has."""
_UNSEEN = {"Cf", "Mn", "Me"}
_NAMED = 4
"""Characters that a message names."""
_WAY = 4
"""Counted up when pictures come to be drawn in another way, so that old ones are not used."""
_DENSITY = 2
"""Pixels drawn for each CSS pixel of the largest place where the picture stands."""


class _Wanted(Struct, frozen=True):
    asset: Asset
    width: int
    """In pixels."""
    span: Span | None


class Rasters:
    """Draws SVG pictures with the fonts that Diptych brings along, and keeps them by content."""

    def __init__(
        self, cache: Path | None, fonts: list[str], progress: Callable[[str], None]
    ) -> None:
        self.cache = cache
        self.fonts = fonts
        self.progress = progress
        self.found: list[Diagnostic] = []

    def draw(self, talk: LaidOutTalk) -> dict[str, bytes]:
        """Return the PNG of each SVG picture of `talk` and its theme, by the SVG's sha256."""
        wanted: dict[str, _Wanted] = {}
        for one in (*_on_slides(talk), *_on_layouts(talk)):
            held = wanted.get(one.asset.sha256)
            if one.asset.suffix == "svg" and (held is None or held.width < one.width):
                wanted[one.asset.sha256] = one
        for one in wanted.values():
            self._report_letters(one)
        drawn = {sha256: self._drawn(one) for sha256, one in wanted.items()}
        return {sha256: data for sha256, data in drawn.items() if data is not None}

    def _report_letters(self, one: _Wanted) -> None:
        """Report the characters of a picture's text that no font has."""
        if not one.asset.may_have_text:
            return
        from diptych.render.svg_faces import characters_of

        unusual = {c for c in characters_of(one.asset.read().decode("utf-8-sig")) if c > _USUAL}
        if not unusual or not (missing := self._without_glyph(unusual)):
            return
        listed = ", ".join(f"`{character}`" for character in missing[:_NAMED])
        message = f"picture `{one.asset.name}` shows no {listed} in PowerPoint"
        hint = "turn that text into paths before you export the picture"
        self.found.append(MISSING_LETTERS.at(one.span, message, hint=hint))

    def _without_glyph(self, characters: Collection[str]) -> str:
        """Return the characters that no font has, sorted; what was found is kept."""
        asked = f"{_WAY} {''.join(sorted(characters))}"
        name = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        kept = recall(self.cache, "letters", name)
        if kept is not None:
            return kept.decode()
        shown = {c for c in characters if unicodedata.category(c) not in _UNSEEN}
        missing = "".join(sorted(shown - _covered(tuple(self.fonts))))
        keep(self.cache, "letters", name, missing.encode("utf-8", "surrogatepass"))
        return missing

    def _drawn(self, one: _Wanted) -> bytes | None:
        name = hashlib.sha256(f"{_WAY} {one.asset.sha256} {one.width}".encode()).hexdigest()
        kept = recall(self.cache, "pictures", name)
        if kept is not None:
            return kept
        self.progress(f"drawing {one.asset.name}")
        data = self._rasterise(one)
        if data is not None:
            keep(self.cache, "pictures", name, data)
        return data

    def _rasterise(self, one: _Wanted) -> bytes | None:
        import tempfile

        import resvg_py

        from diptych.render.svg_faces import BODY, CODE, in_pixels, set_in_our_faces

        text = set_in_our_faces(one.asset.read().decode("utf-8-sig"))
        try:
            with tempfile.TemporaryDirectory(prefix="diptych-fonts-") as folder:
                data = resvg_py.svg_to_bytes(
                    svg_string=in_pixels(text.svg, one.width, one.asset.size_px),
                    width=one.width,
                    dpi=_DPI,
                    font_files=self._cut_fonts(text.characters, Path(folder)),
                    skip_system_fonts=True,
                    font_family=BODY,
                    sans_serif_family=BODY,
                    serif_family=BODY,
                    cursive_family=BODY,
                    fantasy_family=BODY,
                    monospace_family=CODE,
                )
        except ValueError as error:
            message = f"picture `{one.asset.name}` cannot be drawn: {error}"
            self.found.append(UNDRAWN_PICTURE.at(one.span, message))
            return None
        return bytes(data)

    def _cut_fonts(self, characters: frozenset[str], folder: Path) -> list[str]:
        """Return the fonts with what some characters need, written to `folder`.

        Without the ligatures and contextual forms that HTML does not show either.
        """
        if not characters:
            return []
        from diptych.render.subsetting import FAMILY_NAMES, cut_font

        paths = [folder / Path(font).name for font in self.fonts]
        for path, font in zip(paths, self.fonts, strict=True):
            text = "".join(sorted(characters))
            path.write_bytes(cut_font(Path(font).read_bytes(), text, names=FAMILY_NAMES))
        return list(map(str, paths))


@lru_cache(maxsize=2)
def _covered(fonts: tuple[str, ...]) -> frozenset[str]:
    """Return all characters that some fonts have."""
    import uharfbuzz

    faces = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font)) for font in fonts)
    return frozenset(chr(code) for face in faces for code in face.unicodes)


def _on_slides(talk: LaidOutTalk) -> Iterator[_Wanted]:
    for picture in (picture for slide in talk for picture in slide.pictures):
        yield _Wanted(picture.asset, _pixels(picture.box), picture.span)


def _on_layouts(talk: LaidOutTalk) -> Iterator[_Wanted]:
    for layout in talk.theme.layouts.values():
        for decoration in layout.decorations:
            if decoration.picture is not None:
                yield _Wanted(decoration.picture, _pixels(decoration.box), None)


def _pixels(box: Box) -> int:
    return round(to_px(box.width) * _DENSITY)
