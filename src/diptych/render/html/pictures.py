"""Pictures as files of a page, with fonts embedded in SVGs.

An image loads nothing, so the fonts of a page are not available in its pictures (SVG 2, 2.7.1). The
text stays text, which readers and search engines can find.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.metrics import nearest_weight
from diptych.model.supplies import FontCutter
from diptych.model.theme import BOLD, REGULAR, Theme
from diptych.render.emoji_font import EMOJI_FACE, EMOJI_FAMILY
from diptych.render.font_faces import FontFace, brought_faces, faces_of
from diptych.render.html.faces import source_of
from diptych.render.html.fonts import own_name


def picture_bytes(
    asset: Asset, theme: Theme, at_hand: Mapping[str, Asset], cut: FontCutter | None
) -> bytes:
    """Return a picture as shown in HTML; `at_hand` are the available fonts."""
    data = asset.read()
    if cut is None or not asset.may_have_text:
        return data
    from diptych.render.svg_faces import BODY, families_of, set_in_faces, with_emoji, with_style
    from diptych.typography.emoji import may_have_emoji

    svg = data.decode("utf-8-sig")
    families = families_of(svg, theme)
    text = set_in_faces(svg, families.named(own_name))
    if not text.faces:
        return data
    first = {True: families.body[0], False: families.code[0]}
    wanted = {
        (first[kind == BODY], _weight(first[kind == BODY], theme, is_bold=is_bold))
        for kind, is_bold in text.faces
    }
    rules = "".join(_rules(wanted, theme, text.characters, at_hand, cut))
    shown = text.svg
    if any(map(may_have_emoji, text.characters)) and EMOJI_FACE.path in at_hand:
        rules += _rule(EMOJI_FACE, cut(at_hand[EMOJI_FACE.path], text.characters))
        shown = with_emoji(text, own_name(EMOJI_FAMILY))
    return with_style(shown, rules).encode()


def _weight(family: str, theme: Theme, *, is_bold: bool) -> int:
    """Return the weight of a family in which regular or bold text of pictures is set."""
    weight = BOLD if is_bold else REGULAR
    own = theme.font_files.get(family)
    return weight if own is None else nearest_weight(weight, own)


def _rules(
    wanted: set[tuple[str, int]],
    theme: Theme,
    characters: frozenset[str],
    at_hand: Mapping[str, Asset],
    cut: FontCutter,
) -> Iterator[str]:
    """Yield a rule for each face, given by family and weight, with the font embedded."""
    named = {family for family, _ in wanted}
    ours = faces_of(named - theme.font_files.keys(), at_hand)
    for face in (*brought_faces(named, theme), *ours):
        source = source_of(face, at_hand)
        if source is None or (face.family, face.weight) not in wanted:
            continue
        yield _rule(face, cut(source, characters))


def _rule(face: FontFace, data: bytes) -> str:
    """Return the rule of a face that is cut, with its file."""
    font = base64.b64encode(data).decode("ascii")
    return (
        f'@font-face{{font-family:"{own_name(face.family)}";font-weight:{face.weight};'
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )
