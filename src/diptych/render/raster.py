"""SVG pictures drawn as PNG, for programs that cannot show SVG; each is drawn once and kept."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from diptych.diagnostics import Diagnostic, DiagnosticKind, Refusal, Severity, Span
from diptych.model.asset import Asset
from diptych.model.geometry import Box, to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.storage.recall import keep, recall

if TYPE_CHECKING:
    from diptych.render.drawer import Drawer, UndrawnError

UNDRAWN_PICTURE = DiagnosticKind(
    "OUT101",
    "picture-cannot-be-drawn",
    "An SVG picture cannot be drawn as PNG, which PowerPoint needs beside it: the renderer"
    " does not support what is in it, or it takes more than 10 seconds or 1 GB of memory to"
    " draw.",
)

MISSING_LETTERS = DiagnosticKind(
    "OUT102",
    "picture-letters-missing",
    "A text in an SVG picture has characters that the fonts shipped with Diptych do not have:"
    " browsers take another font, PowerPoint's copy shows nothing there.",
    Severity.WARNING,
)

_USUAL = "\u024f"
"""The end of the Latin letters, which every font of ours has."""
_UNSEEN = {"Cf", "Mn", "Me"}
_NAMED = 4
"""Characters that a message names."""
_WAY = 5
"""Counted up when pictures come to be drawn in another way, so that old ones are not used."""
MOST_PIXELS = 1 << 26
"""What a drawing may have: a poster of A0 at twice the density of a screen has 57 million."""
_PATIENCE = 1
"""Pictures of a run that may take all their time; then it draws no more, being refused anyway."""
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
        self,
        cache: Path | None,
        fonts: tuple[Asset, ...],
        progress: Callable[[str], None],
        drawer: Drawer | None = None,
        *,
        is_backwards: bool = False,
    ) -> None:
        self.cache = cache
        self.fonts = fonts
        self.progress = progress
        self.found: list[Diagnostic] = []
        self.drawer = drawer
        self.is_backwards = is_backwards
        """Whether to draw in reverse order: one of two processes does, so that each finds the later
        pictures already cached by the other."""
        self.undrawn: dict[str, Diagnostic] = {}
        """What is wrong with the pictures that were tried in vain."""
        self.slow = 0
        """How many of them took all their time."""

    def __enter__(self) -> Self:
        """Return it; what draws is started when it is needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what draws."""
        if self.drawer is not None:
            self.drawer.close()

    def draw(self, talk: LaidOutTalk) -> dict[str, bytes]:
        """Return the PNG of each SVG picture of `talk` and its theme, by the SVG's sha256.

        Raise Refusal where one cannot be drawn; what is merely odd is in `found`.
        """
        wanted: dict[str, _Wanted] = {}
        for one in (*_on_slides(talk), *_on_layouts(talk)):
            held = wanted.get(one.asset.sha256)
            if one.asset.suffix == "svg" and (held is None or held.width < one.width):
                wanted[one.asset.sha256] = one
        for one in wanted.values():
            self._report_letters(one)
        ordered = reversed(wanted) if self.is_backwards else iter(wanted)
        drawn = {sha256: self._drawn(wanted[sha256]) for sha256 in ordered}
        if self.undrawn:
            raise Refusal(*self.undrawn.values())
        return {sha256: data for sha256 in wanted if (data := drawn[sha256]) is not None}

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
        name = self._key("".join(sorted(characters)))
        kept = recall(self.cache, "letters", name)
        if kept is not None:
            return kept.decode()
        shown = {c for c in characters if unicodedata.category(c) not in _UNSEEN}
        missing = "".join(sorted(shown - _covered(self.fonts)))
        keep(self.cache, "letters", name, missing.encode("utf-8", "surrogatepass"))
        return missing

    def _key(self, *made_of: object) -> str:
        """Return the name by which is kept what depends on the fonts and on `made_of`."""
        parts = (_WAY, *(font.sha256 for font in self.fonts), *made_of)
        return hashlib.sha256(
            " ".join(map(str, parts)).encode("utf-8", "surrogatepass")
        ).hexdigest()

    @cached_property
    def _renderer(self) -> str:
        import resvg_py

        return f"{resvg_py.__version__} {resvg_py.__resvg_version__}"

    def _drawn(self, one: _Wanted) -> bytes | None:
        name = self._key(self._renderer, one.asset.sha256, one.width)
        if name in self.undrawn:
            return None
        kept = recall(self.cache, "pictures", name)
        if kept is not None:
            return kept
        if self.slow >= _PATIENCE:
            return None
        from diptych.render.drawer import UndrawnError  # with all that starts processes

        self.progress(f"drawing {one.asset.name}")
        try:
            data = self._rasterise(one)
        except UndrawnError as error:
            self.slow += error.is_slow
            self.undrawn[name] = _undrawn(one, error)
            return None
        keep(self.cache, "pictures", name, data)
        return data

    def _rasterise(self, one: _Wanted) -> bytes:
        """Return a picture as PNG; raise UndrawnError if it cannot be drawn."""
        from diptych.render.drawer import Drawer, Job, UndrawnError

        wide, high = one.asset.size_px or (1, 1)
        height = round(one.width * high / wide)
        if one.width * height > MOST_PIXELS:
            raise UndrawnError(f"it would have {one.width} by {height} pixels")
        self.drawer = self.drawer or Drawer()
        self.drawer.start()  # it gets ready while the rest is made ready here
        import tempfile

        from diptych.render.svg_faces import BODY, CODE, in_pixels, set_in_our_faces

        text = set_in_our_faces(one.asset.read().decode("utf-8-sig"))
        svg = in_pixels(text.svg, one.width, one.asset.size_px)
        with tempfile.TemporaryDirectory(prefix="diptych-fonts-") as folder:
            fonts = self._cut_fonts(text.characters, Path(folder))
            return self.drawer.draw(Job(svg, one.width, fonts, (BODY, CODE)))

    def _cut_fonts(self, characters: frozenset[str], folder: Path) -> tuple[Path, ...]:
        """Return the fonts with what some characters need, written to `folder`.

        Without the ligatures and contextual forms that HTML does not show either.
        """
        if not characters:
            return ()
        from diptych.render.subsetting import FAMILY_NAMES, cut_font

        text = "".join(sorted(characters))
        for font in self.fonts:
            data = cut_font(font.read(), text, names=FAMILY_NAMES)
            (folder / font.name).write_bytes(data)
        return tuple(folder / font.name for font in self.fonts)


def _undrawn(one: _Wanted, error: UndrawnError) -> Diagnostic:
    message = f"picture `{one.asset.name}` cannot be drawn: {error}"
    hint = "make it simpler, or export it as PNG"
    return UNDRAWN_PICTURE.at(one.span, message, hint=hint)


@lru_cache(maxsize=2)
def _covered(fonts: tuple[Asset, ...]) -> frozenset[str]:
    """Return all characters that some fonts have."""
    import uharfbuzz

    faces = (uharfbuzz.Face(font.read()) for font in fonts)
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
