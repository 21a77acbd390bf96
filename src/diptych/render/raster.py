"""SVG pictures drawn as PNG, for programs that cannot show SVG; each is drawn once and cached."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, DiagnosticKind, Refusal, Severity, Span
from diptych.model.asset import Asset
from diptych.model.font_file import LentFont
from diptych.model.geometry import Box, to_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.supplies import FindFonts, no_fonts
from diptych.model.theme import BOLD, REGULAR, Theme
from diptych.program import version_of
from diptych.render.coverage import covered, missing_from
from diptych.render.emoji_font import (
    EMOJI_FACE,
    EMOJI_FAMILY,
    SIMPLIFIED_EMOJI,
    has_joined_emoji,
    simplified_emoji,
)
from diptych.render.font_faces import file_name_of
from diptych.render.lent_letters import LENT_LETTERS, lent_letters_at, named_letters
from diptych.render.svg_letters import characters_of
from diptych.storage.recall import keep, recall

if TYPE_CHECKING:
    from diptych.isolation.process import FailedJobError
    from diptych.render.drawer import Drawer

UNDRAWN_PICTURE = DiagnosticKind(
    "OUT101",
    "picture-cannot-be-drawn",
    "An SVG picture cannot be drawn, as PNG for PowerPoint or in a PDF: the renderer does not"
    " support what it contains, or drawing it takes more than 10 seconds or 1 GB of memory.",
)

MISSING_LETTERS = DiagnosticKind(
    "OUT102",
    "picture-letters-missing",
    "Text in an SVG picture has characters that no font of the talk has, and no installed font that"
    " Diptych knows: browsers use another font, but PowerPoint's copy and the PDF show nothing"
    " there.",
    Severity.WARNING,
)

_USUAL = "\u024f"
"""The last of the Latin letters that all our fonts have."""
_VERSION = 7
"""Incremented when pictures are drawn differently, so that old ones are not used."""
MOST_PIXELS = 1 << 26
"""Limit for a drawing; an A0 poster at twice the density of a screen has 57 million."""
_MOST_SLOW = 1
"""Pictures that may run into the time limit; then no more are drawn, as the run fails anyway."""
_DENSITY = 2
"""Pixels drawn for each CSS pixel of the largest place where the picture is used."""


class _Wanted(Struct, frozen=True):
    asset: Asset
    width: int
    """In pixels."""
    span: Span | None
    theme: Theme | None = None
    """The theme in whose fonts its text is set; None for the bundled ones."""
    lent: tuple[LentFont, ...] = ()
    """Installed fonts for letters that all others lack."""

    @property
    def lent_files(self) -> tuple[Asset, ...]:
        """Return the files of installed fonts."""
        return tuple(face for one in self.lent for face in one.faces.values())

    @property
    def brought(self) -> tuple[Asset, ...]:
        """Return the files of the fonts that its theme brings along for text and code."""
        if self.theme is None or not self.theme.font_files or not self.asset.may_have_text:
            return ()
        fonts = (self.theme.fonts["body"], self.theme.fonts["mono"])
        named = {family for font in fonts for family in (font.latin, font.east_asian)}
        known = self.theme.font_files
        return tuple(
            file.asset for family in sorted(named & known.keys()) for file in known[family].values()
        )


class Rasters(AbstractContextManager["Rasters"]):
    """Draws SVG pictures with the bundled fonts and those of themes, and caches them by content."""

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
        """Whether to draw in reverse order: one of two processes does, so that each finds its last
        pictures already cached by the other."""
        self.undrawn: dict[str, Diagnostic] = {}
        """What is wrong with the pictures that could not be drawn."""
        self.drawn: dict[str, bytes] = {}
        """Those drawn so far, if nothing is cached: others show them, too."""
        self.slow = 0
        """How many of them ran into the time limit."""

    def __exit__(self, *raised: object) -> None:
        """End the drawing process."""
        if self.drawer is not None:
            self.drawer.close()

    def draw(
        self,
        talk: LaidOutTalk,
        only: Collection[str] | None = None,
        /,
        *,
        find: FindFonts = no_fonts,
    ) -> dict[str, bytes]:
        """Return the PNG of each SVG picture of `talk` and its theme, by the SVG's SHA-256.

        `only` are the hashes of those that are needed; None for all. `find` finds installed fonts
        for letters that all others lack. Raise Refusal if a picture cannot be drawn; warnings are
        in `found`.
        """
        wanted = _widest((*_on_slides(talk, talk.slides), *_on_layouts(talk)))
        if only is not None:
            wanted = {sha256: one for sha256, one in wanted.items() if sha256 in only}
        lent = self._lent(wanted.values(), talk.locale, find)
        wanted = (
            {key: self._completed(one, lent) for key, one in wanted.items()} if lent else wanted
        )
        rules = (
            (MISSING_LETTERS, self._report_letters),
            (SIMPLIFIED_EMOJI, self._report_emoji),
        )
        for kind, report in rules:
            for one in self._shown(talk, kind, wanted):
                report(one)
        self._report_lent(self._shown(talk, LENT_LETTERS, wanted), lent)
        ordered = reversed(wanted) if self.is_backwards else iter(wanted)
        drawn = {sha256: self._drawn(wanted[sha256]) for sha256 in ordered}
        if self.undrawn:
            raise Refusal(*self.undrawn.values())
        return {sha256: data for sha256 in wanted if (data := drawn[sha256]) is not None}

    def _shown(
        self, talk: LaidOutTalk, kind: DiagnosticKind, wanted: Mapping[str, _Wanted]
    ) -> Iterator[_Wanted]:
        """Return the pictures of slides that do not allow a warning, each at its place there."""
        asked = [page for page in talk if not page.allows(kind)]
        shown = _widest((*_on_slides(talk, asked), *_on_layouts(talk)))
        return (
            replace(wanted[sha256], span=one.span)
            for sha256, one in shown.items()
            if sha256 in wanted
        )

    def _lent(
        self, wanted: Iterable[_Wanted], locale: str, find: FindFonts
    ) -> tuple[LentFont, ...]:
        """Return installed fonts for the letters of pictures that all others lack."""
        letters = "".join(sorted(set().union(*map(self._missing, wanted))))
        return find({locale: letters}, {REGULAR, BOLD}) if letters else ()

    def _completed(self, one: _Wanted, lent: Iterable[LentFont]) -> _Wanted:
        """Return a picture with those installed fonts that it needs."""
        missing = self._missing(one)
        own = tuple(font for font in lent if not font.letters.isdisjoint(missing))
        return replace(one, lent=own) if own else one

    def _missing(self, one: _Wanted) -> str:
        """Return the characters of a picture's text that no font of the talk has."""
        if not one.asset.may_have_text:
            return ""
        return self._without_glyph(one.asset, (*self.fonts, *one.brought))

    def _report_lent(self, pictures: Iterable[_Wanted], lent: Iterable[LentFont]) -> None:
        """Report each installed font at the first picture that has letters of it."""
        pictures = tuple(pictures)
        for font in lent:
            one = next((picture for picture in pictures if font in picture.lent), None)
            if one is not None:
                self.found.append(lent_letters_at(one.span, font, self._missing(one)))

    def _report_letters(self, one: _Wanted) -> None:
        """Report the characters of a picture's text that no font has."""
        known = frozenset[str]().union(*(font.letters for font in one.lent))
        missing = [character for character in self._missing(one) if character not in known]
        if not missing:
            return
        listed = named_letters(missing)
        message = f"picture `{one.asset.name}` shows no {listed} in PowerPoint and PDF"
        hint = "turn that text into paths before you export the picture"
        self.found.append(MISSING_LETTERS.at(one.span, message, hint=hint))

    def _report_emoji(self, one: _Wanted) -> None:
        """Report emoji in a picture's text that are drawn as their first character only."""
        if one.asset.may_have_text and self._has_joined_emoji(one.asset):
            self.found.append(simplified_emoji(one.asset.name, one.span))

    def _has_joined_emoji(self, asset: Asset) -> bool:
        """Return whether a picture shows emoji of several characters; this is cached."""
        name = _key((), asset.sha256)
        kept = recall(self.cache, "emoji", name)
        if kept is None:
            letters = "".join(sorted(characters_of(asset.read().decode("utf-8-sig"))))
            kept = b"joined" if has_joined_emoji(letters) else b"none"
            keep(self.cache, "emoji", name, kept)
        return kept == b"joined"

    def _without_glyph(self, asset: Asset, fonts: tuple[Asset, ...]) -> str:
        """Return the characters of a text that none of the fonts has, sorted; this is cached."""
        name = _key(fonts, asset.sha256)
        kept = recall(self.cache, "letters", name)
        if kept is not None:
            return kept.decode()
        unusual = {c for c in characters_of(asset.read().decode("utf-8-sig")) if c > _USUAL}
        missing = missing_from(unusual, covered(fonts)) if unusual else ""
        keep(self.cache, "letters", name, missing.encode("utf-8", "surrogatepass"))
        return missing

    @cached_property
    def _renderer(self) -> str:
        installed = version_of("resvg_py")
        if installed:
            return installed
        import resvg_py  # importing it takes longer than reading all cached pictures

        return f"{resvg_py.__version__} {resvg_py.__resvg_version__}"

    def _drawn(self, one: _Wanted) -> bytes | None:
        fonts = (*self.fonts, *one.brought, *one.lent_files)
        name = _key(fonts, self._renderer, one.asset.sha256, one.width)
        if name in self.undrawn:
            return None
        kept = recall(self.cache, "pictures", name) if self.cache else self.drawn.get(name)
        if kept is not None:
            return kept
        if self.slow >= _MOST_SLOW:
            return None
        from diptych.isolation.process import FailedJobError  # which imports what starts processes

        self.progress(f"drawing {one.asset.name}")
        try:
            data = self._rasterise(one, fonts)
        except FailedJobError as error:
            self.slow += error.is_slow
            self.undrawn[name] = _undrawn(one, error)
            return None
        if self.cache:
            keep(self.cache, "pictures", name, data)
        else:
            self.drawn[name] = data
        return data

    def _rasterise(self, one: _Wanted, fonts: tuple[Asset, ...]) -> bytes:
        """Return a picture as PNG; raise FailedJobError if it cannot be drawn."""
        from diptych.isolation.process import FailedJobError
        from diptych.render.drawer import Drawer, Job

        wide, high = one.asset.size_px or (1, 1)
        height = round(one.width * high / wide)
        if one.width * height > MOST_PIXELS:
            raise FailedJobError(f"it would have {one.width} by {height} pixels")
        self.drawer = self.drawer or Drawer()
        self.drawer.start()  # it starts while the rest is prepared here
        import tempfile

        from diptych.render.svg_faces import (
            BODY,
            CODE,
            Families,
            families_of,
            in_pixels,
            set_in_faces,
            with_emoji,
        )

        original, families = one.asset.read().decode("utf-8-sig"), Families()
        if one.theme is not None:
            families = families_of(original, one.theme).named(
                partial(file_name_of, theme=one.theme)
            )
        text = set_in_faces(original, families)
        shown = with_emoji(text, EMOJI_FAMILY, simplified=True)
        svg = in_pixels(shown, one.width, one.asset.size_px)
        with tempfile.TemporaryDirectory(prefix="diptych-fonts-") as folder:
            paths = _cut_fonts(fonts, text.characters, Path(folder))
            return self.drawer.draw(Job(svg, one.width, paths, (BODY, CODE)))


def _key(fonts: Iterable[Asset], *made_of: object) -> str:
    """Return the cache key of something that depends on fonts and on `made_of`."""
    parts = (_VERSION, *(font.sha256 for font in fonts), *made_of)
    return hashlib.sha256(" ".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _cut_fonts(
    fonts: tuple[Asset, ...], characters: frozenset[str], folder: Path
) -> tuple[Path, ...]:
    """Write fonts, cut down to what some characters need, to `folder`; return their paths.

    They lack ligatures and contextual forms, which HTML does not show either.
    """
    if not characters:
        return ()
    from diptych.render.subsetting import FAMILY_NAMES, cut_font
    from diptych.typography.emoji import may_have_emoji

    text = "".join(sorted(characters))
    if not may_have_emoji(text):
        fonts = tuple(font for font in fonts if font.name != PurePosixPath(EMOJI_FACE.path).name)
    for font in fonts:
        data = cut_font(font.read(), text, names=FAMILY_NAMES)
        (folder / font.name).write_bytes(data)
    return tuple(folder / font.name for font in fonts)


def _undrawn(one: _Wanted, error: FailedJobError) -> Diagnostic:
    message = f"picture `{one.asset.name}` cannot be drawn: {error}"
    hint = "simplify it, or export it as PNG"
    return UNDRAWN_PICTURE.at(one.span, message, hint=hint)


def _widest(places: Iterable[_Wanted]) -> dict[str, _Wanted]:
    """Return the widest place of each SVG picture by its SHA-256."""
    widest: dict[str, _Wanted] = {}
    for one in places:
        known = widest.get(one.asset.sha256)
        if one.asset.suffix == "svg" and (known is None or known.width < one.width):
            widest[one.asset.sha256] = one
    return widest


def _on_slides(talk: LaidOutTalk, slides: Iterable[LaidOutSlide]) -> Iterator[_Wanted]:
    for picture in (picture for slide in slides for picture in slide.pictures):
        yield _Wanted(picture.asset, _pixels(picture.whole), picture.span, talk.theme)


def _on_layouts(talk: LaidOutTalk) -> Iterator[_Wanted]:
    shown = (slide.layout for slide in talk)
    layouts = {one.name: one for one in (*talk.theme.layouts.values(), *shown)}
    for layout in layouts.values():
        for decoration in layout.decorations:
            if decoration.picture is not None:
                yield _Wanted(decoration.picture, _pixels(decoration.box), None, talk.theme)


def _pixels(box: Box) -> int:
    return round(to_px(box.width) * _DENSITY)
