"""Pictures as files of a page, with fonts embedded in SVGs.

An image loads nothing, so the fonts of a page are not available in its pictures (SVG 2, 2.7.1). The
text stays text, which readers and search engines can find.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.supplies import FontCutter
from diptych.model.theme import BOLD, REGULAR
from diptych.render.font_faces import faces_of
from diptych.render.html.faces import source_of
from diptych.render.html.fonts import own_name

_IS_BOLD = {REGULAR: False, BOLD: True}
"""The weights in which the text of pictures is set."""


def picture_bytes(asset: Asset, at_hand: Mapping[str, Asset], cut: FontCutter | None) -> bytes:
    """Return a picture as shown in HTML; `at_hand` are the available fonts."""
    data = asset.read()
    if cut is None or not asset.may_have_text:
        return data
    from diptych.render.svg_faces import BODY, CODE, set_in_our_faces, with_style

    text = set_in_our_faces(data.decode("utf-8-sig"), own_name(BODY), own_name(CODE))
    if not text.faces:
        return data
    rules = _rules(text.faces, text.characters, at_hand, cut)
    return with_style(text.svg, "".join(rules)).encode()


def _rules(
    wanted: tuple[tuple[str, bool], ...],
    characters: frozenset[str],
    at_hand: Mapping[str, Asset],
    cut: FontCutter,
) -> Iterator[str]:
    """Yield a rule for each face, with the font embedded."""
    for face in faces_of({family for family, _ in wanted}, at_hand):
        source = source_of(face, at_hand)
        if source is None or (face.family, _IS_BOLD.get(face.weight)) not in wanted:
            continue
        font = base64.b64encode(cut(source, characters)).decode("ascii")
        yield (
            f'@font-face{{font-family:"{own_name(face.family)}";font-weight:{face.weight};'
            f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
        )
