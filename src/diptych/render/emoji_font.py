"""The font of emoji, which outputs have only if a talk has any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import ChartShape, Paragraph, paragraphs_of
from diptych.model.text import Run
from diptych.model.theme import REGULAR
from diptych.render.font_faces import FontFace
from diptych.typography.emoji import has_emoji, may_have_emoji, split_at_emoji

EMOJI_FAMILY = "Twemoji Mozilla"
EMOJI_FACE = FontFace(
    family=EMOJI_FAMILY, weight=REGULAR, style="normal", path="twemoji/Twemoji-Regular.ttf"
)
_SHOWN = re.compile(r'<t?span class="emoji"[^>]*>([^<]*)</')


def talk_has_emoji(talk: LaidOutTalk) -> bool:
    """Return whether a talk has emoji in the texts of its slides."""
    return any(map(has_emoji, _on_slides(talk)))


def texts_for_emoji_font(talk: LaidOutTalk) -> tuple[str, ...]:
    """Return the texts of a talk, its pictures and notes that may need the font of emoji.

    They have emoji, or signs such as ✔ that other fonts may lack.
    """
    return tuple(filter(may_have_emoji, chain(_on_slides(talk), _elsewhere(talk))))


def _on_slides(talk: LaidOutTalk) -> Iterator[str]:
    for slide in talk:
        for shape in slide.parts:
            if isinstance(shape, ChartShape):
                yield from (word.text for word in shape.plan.words)
            for paragraph in paragraphs_of(shape):
                yield from _of_paragraph(paragraph)


def _elsewhere(talk: LaidOutTalk) -> Iterator[str]:
    yield talk.title
    yield talk.talk.event or ""
    yield from (person.name for person in talk.talk.speakers)
    for slide in talk:
        for paragraph in slide.notes:
            yield from _of_paragraph(paragraph)
        for picture in slide.pictures:
            if picture.asset.may_have_text:
                yield picture.asset.read().decode("utf-8-sig", "replace")


def _of_paragraph(paragraph: Paragraph) -> Iterator[str]:
    for run in paragraph.runs:
        if isinstance(run, Run):
            yield run.text


def emoji_letters(html: Iterable[str]) -> Iterator[str]:
    """Yield the emoji that a page marks up as such."""
    for piece in html:
        yield from map(unescape, _SHOWN.findall(piece))


def in_svg(text: str, tspan: tuple[str, str], *, simplified: bool = False) -> str:
    """Return the text of an SVG, already escaped, with its emoji in an element of their own.

    `simplified`, each has one character: resvg, with which Typst draws SVGs too, fails on
    sequences.
    """
    opening, closing = tspan
    parts: list[str] = []
    for one, is_emoji in split_at_emoji(text):
        shown = one[0] if is_emoji and simplified else one
        parts.append(f"{opening}{shown}{closing}" if is_emoji and not shown.isascii() else shown)
    return "".join(parts)
