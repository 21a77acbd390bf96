"""The fonts of a page, cut down to the characters it shows, and not shared between locales.

So a page looks the same whichever other locales are built with it, and readers load no unused
glyphs. A cut font has a different name from the whole font, since some licences reserve that; in
lists of families it comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import form_of
from diptych.model.supplies import FontCutter
from diptych.model.theme import BOLD, REGULAR
from diptych.render.emoji_font import EMOJI_FACE, emoji_letters
from diptych.render.font_faces import FontFace
from diptych.render.formula_font import FORMULA_FACE, WITH_FORMULAS, formula_letters
from diptych.render.html.assets import digest
from diptych.render.html.fonts import face_css, own_name
from diptych.render.html.runtime import licences

_SOURCES = (".ttf", ".otf")
"""Suffixes of fonts that can be cut."""
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
"""Always included in the usual weights, since plugins and searches mostly show these."""
_USUAL = {REGULAR, BOLD}
"""The weights that any text may have; of others, a face has only the text that is set in it."""
_UNUSUAL = re.compile(r"[^\x00-\x7f]")
_NOTES = re.compile(r'<aside class="notes".*?</aside>', re.DOTALL)
_CODE = re.compile(
    r"<(code|pre)\b[^>]*>(.*?)</\1>|<(p|h\d)\b[^>]*--font-mono\)[^>]*>(.*?)</\3>", re.DOTALL
)
"""Code, and texts that are set in its font, such as the title of a listing."""
_MAY_BE_CODE = ("<code", "<pre", "--font-mono)")
"""A piece of a page without any of these has no code: looking for them is far cheaper."""
_ELEMENT = re.compile(r"<((p|h\d)\b[^>]*)>(.*?)</\2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BULLET = re.compile(r' data-bullet="([^"]*)"')


class PageFonts(Struct, frozen=True, kw_only=True):
    """The faces of a page, and their files by path below `assets/`."""

    faces: tuple[FontFace, ...]
    files: Mapping[str, bytes]
    licences: Mapping[str, Asset]
    """The files of their licences, by path."""

    @property
    def css(self) -> str:
        """Return the style sheet that declares them."""
        rules = [
            "/* Parts of the fonts whose licences lie beside this file. */",
            *(face_css(face) for face in self.faces),
        ]
        return "\n".join(rules) + "\n"

    @property
    def path(self) -> str:
        """Return the path of that style sheet, which includes a hash of its content."""
        return f"fonts-{digest(self.css.encode())}.css"


def source_of(face: FontFace, at_hand: Mapping[str, Asset]) -> Asset | None:
    """Return the file from which a face can be cut; None if there is none."""
    path = PurePosixPath(face.path)
    paths = (str(path.with_suffix(suffix)) for suffix in (path.suffix, *_SOURCES))
    return next(
        (at_hand[path] for path in paths if path.endswith(_SOURCES) and path in at_hand), None
    )


def _of_weight(weight: int, shown: str) -> Iterator[str]:
    """Yield what the elements of a page that have a weight show: their text, and their bullets.

    If it is unclear where they end, because they may be nested, the whole piece is yielded.
    """
    written = f"font-weight:{weight}"
    at = shown.find(written)
    while at >= 0:
        found = _ELEMENT.match(shown, shown.rfind("<", 0, at))
        if found is None:
            yield unescape(shown)
            return
        tag, _, words = found.groups()
        yield unescape(_TAG.sub("", words))
        yield from map(unescape, _BULLET.findall(tag))
        at = shown.find(written, found.end())


class _Letters(Struct, frozen=True, omit_defaults=True):
    """The characters that a piece of a page shows, in no order."""

    text: str = ""
    code: str | None = None
    """None if it has no code."""
    rare: Mapping[int, str] = {}
    """By weight, if they are not among the usual ones."""
    formulas: str = ""
    emoji: str = ""


_FORM: Form[list[_Letters]] = form_of(list[_Letters])


def _letters(piece: str, rare: Iterable[int]) -> _Letters:
    """Return what a piece of a page shows, also apart in each of the `rare` weights."""
    shown = _NOTES.sub("", piece)
    codes = list(_codes(shown))
    by_weight = {weight: _joined(_of_weight(weight, shown)) for weight in rare}
    return _Letters(
        text=_unusual(shown),
        code=_unusual("".join(codes)) if codes else None,
        rare={weight: letters for weight, letters in by_weight.items() if letters},
        formulas=_joined(formula_letters((piece,))),
        emoji=_joined(emoji_letters((piece,))),
    )


def _codes(shown: str) -> Iterator[str]:
    """Yield what is set in the font of code."""
    if any(sign in shown for sign in _MAY_BE_CODE):
        for found in _CODE.finditer(shown):
            yield _TAG.sub("", found[2] or found[4])


def _unusual(shown: str) -> str:
    """Return the characters that are not in ASCII."""
    return "" if shown.isascii() else _joined(_UNUSUAL.findall(shown))


def _joined(texts: Iterable[str]) -> str:
    return "".join(sorted(set(chain.from_iterable(texts))))


def cut_fonts(
    page: Iterable[str],
    faces: Iterable[FontFace],
    mono: str,
    at_hand: Mapping[str, Asset],
    cut: FontCutter,
    *,
    memo: Memo = NO_MEMO,
) -> PageFonts:
    """Return the faces needed for a page, given in pieces; `mono` is the family of its code."""
    faces = tuple(faces)
    weights = sorted({face.weight for face in faces} - _USUAL)
    letters = partial(_letters, rare=weights)
    shown = memo.recall_all(f"letters {weights}", "", letters, page, _FORM)
    text = _ASCII.union(*(one.text for one in shown))
    code = _ASCII.union(*(one.code for one in shown if one.code is not None))
    has_code = any(one.code is not None for one in shown)
    rare = {w: set[str]().union(*(one.rare.get(w, "") for one in shown)) for w in weights}
    own = {
        FORMULA_FACE: set(WITH_FORMULAS).union(*(one.formulas for one in shown)),
        EMOJI_FACE: set[str]().union(*(one.emoji for one in shown)),
    }
    made: list[FontFace] = []
    files: dict[str, bytes] = {}
    used: list[str] = []
    for face in faces:
        source = source_of(face, at_hand)
        shown_in = code if face.family == mono else rare.get(face.weight, text)
        shown_in = own.get(face, shown_in)
        is_code = face.family == mono
        if (is_code and not has_code) or (not shown_in):
            continue
        used.append(face.path)
        if source is None:
            data = at_hand[face.path].read()
            whole = PurePosixPath(face.path)
            path = f"fonts/{whole.stem}-{digest(data)}{whole.suffix}"
            made.append(replace(face, path=path))
        else:
            data = cut(source, shown_in)
            family = own_name(face.family)
            path = f"fonts/{family}-{face.weight}-{digest(data)}.woff2"
            made.append(replace(face, family=family, path=path))
        files[path] = data
    under = {path: at_hand[path] for path in sorted(licences(used, at_hand))}
    return PageFonts(faces=tuple(made), files=files, licences=under)
