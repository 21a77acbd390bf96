"""The pictures of a document: SVGs remain vectors, with their words in its fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.memo import Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import PictureShape
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render.coverage import covered, missing_from
from diptych.render.emoji_font import (
    EMOJI_FAMILY,
    SIMPLIFIED_EMOJI,
    has_joined_emoji,
    simplified_emoji,
)
from diptych.render.font_faces import file_name_of
from diptych.render.pdf.fonts import DocumentFonts
from diptych.render.shown_texts import picture_letters, shown_pictures

_LARGE = 1 << 18
"""Bytes of an SVG that is drawn before it is typeset; most have a tenth of them."""
_DRAWN = re.compile(rb"filter|mask")
"""Parts of SVGs that Typst draws pixel by pixel."""


class DocumentPictures(Struct, frozen=True, kw_only=True):
    """The pictures of a document."""

    names: Mapping[str, str]
    """Their file names by the SHA-256 of their assets."""
    files: Mapping[str, Callable[[], bytes]]
    """What their files contain, by name."""


def document_pictures(
    talk: LaidOutTalk, fonts: DocumentFonts, supplies: Supplies
) -> DocumentPictures:
    """Return the pictures of a talk.

    An SVG with letters that no font has is shown as the PNG that PowerPoint gets, with a warning:
    a PDF would not be valid with them. Those of which Typst could take minutes are drawn once: so
    it is known that this takes seconds, and which one takes longer. Raise Refusal if one cannot be
    drawn.
    """
    for warning in _simplified(talk, supplies.memo):
        supplies.report(warning)
    assets = {asset.sha256: asset for asset, _ in shown_pictures(talk.unhidden)}
    lacking = {key for key, asset in assets.items() if _lacks_letters(asset, fonts, supplies.memo)}
    slow = {key for key, asset in assets.items() if _may_take_long(asset)}
    drawn = supplies.draw(talk, lacking | slow) if lacking or slow else {}
    names: dict[str, str] = {}
    files: dict[str, Callable[[], bytes]] = {}
    for key, asset in assets.items():
        suffix = "png" if key in lacking else asset.suffix
        names[key] = f"{key[:32]}.{suffix}"
        files[names[key]] = (
            partial(drawn.__getitem__, key) if key in lacking else _reader(asset, talk.theme)
        )
    return DocumentPictures(names=names, files=files)


def _may_take_long(asset: Asset) -> bool:
    if asset.suffix != "svg":
        return False
    data = asset.read()
    return len(data) > _LARGE or _DRAWN.search(data) is not None


def _simplified(talk: LaidOutTalk, memo: Memo) -> Iterator[Diagnostic]:
    """Yield a warning, where it is first shown, of each picture with simplified emoji."""
    asked = (page for page in talk.unhidden if not page.allows(SIMPLIFIED_EMOJI))
    first: dict[str, PictureShape] = {}
    for one in chain.from_iterable(page.pictures for page in asked):
        first.setdefault(one.asset.sha256, one)
    for one in first.values():
        if has_joined_emoji(picture_letters(one.asset, memo)):
            yield simplified_emoji(one.asset.name, one.span)


def _lacks_letters(asset: Asset, fonts: DocumentFonts, memo: Memo) -> bool:
    """Return whether an SVG shows letters that no font has; the answer is kept for later builds."""
    shown = picture_letters(asset, memo)
    if shown.isascii():
        return False
    hashes = tuple(font.sha256 for font in fonts.files.values())

    def missing(shown: str, _: tuple[str, ...]) -> str:
        return missing_from(shown, covered(tuple(fonts.files.values())))

    return bool(memo.recall(("letters", asset.sha256), missing, shown, hashes, form=_FORM))


_FORM: Form[str] = Form(written, lambda data, *_: read(data, str))


def _reader(asset: Asset, theme: Theme) -> Callable[[], bytes]:
    return (lambda: _in_faces(asset, theme)) if asset.suffix == "svg" else asset.read


def _in_faces(asset: Asset, theme: Theme) -> bytes:
    from diptych.render.svg_faces import families_of, set_in_faces, with_emoji

    svg = asset.read().decode("utf-8-sig")
    families = families_of(svg, theme).named(partial(file_name_of, theme=theme))
    return with_emoji(set_in_faces(svg, families), EMOJI_FAMILY, simplified=True).encode()
