"""Text on pictures: the pictures go behind it, each under a veil through which text can be read.

What a picture shows under the text may be as light as white or as dark as black, so a scrim is as
opaque as the worst of them needs (WCAG 2.2, 1.4.3). It fades out towards the rest of the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from diptych.layout.inks import inks_of
from diptych.model.contrast import contrast, is_dark, mixed
from diptych.model.drawn_shapes import Rectangle, Scrim, Side
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.grounds import enough_contrast
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import PictureShape, Shape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import FOOT_ROLES, Layout, Panel, Theme

_STEP = 0.05
_LEAST, _MOST = 0.4, 0.95
"""Limits of the opacity of a scrim."""
_FADE = 0.3
"""The longest way over which it fades out, as a share of the picture."""
_FADE_OF_LABELS = 0.15
"""The same below nothing but a footer or number."""
_ROOM = 0.2
"""The share of the picture that text must leave free, for the scrim to end."""
_AROUND = from_px(6)
"""How far the scrim of a page number goes beyond its line."""


def with_scrims(shapes: Sequence[Shape], layout: Layout, theme: Theme) -> tuple[Shape, ...]:
    """Return `shapes` with the pictures that are behind text first, each below its scrim."""
    behind: list[Shape] = []
    for picture in shapes:
        if isinstance(picture, PictureShape):
            texts = list(_on(picture, shapes))
            if texts:
                behind += (picture, *_scrims(picture, texts, layout, theme))
    if not behind:
        return tuple(shapes)
    return (*behind, *(one for one in shapes if not any(one is other for other in behind)))


def _on(picture: PictureShape, shapes: Iterable[Shape]) -> Iterator[TextFrame]:
    """Yield the text on a picture that has no panel of its own."""
    for one in shapes:
        if not isinstance(one, TextFrame) or (one.panel is not None and one.panel.fill):
            continue
        if any(ink.meets(picture.box) for ink in inks_of(one)):
            yield one


def _scrims(
    picture: PictureShape, texts: Sequence[TextFrame], layout: Layout, theme: Theme
) -> Iterator[Rectangle]:
    labels = [text for text in texts if text.role in FOOT_ROLES]
    contents = [text for text in texts if text not in labels]
    if contents:
        scrim, clear = _faded(picture.box, [text.box for text in contents], _FADE)
        outside = [text for text in labels if clear is not None and text.box.meets(clear)]
        inside = [text for text in texts if text not in outside]
        yield _veil(picture.box, inside, layout, theme, scrim)
        labels = outside
    else:
        scrim, clear = _faded(picture.box, [text.box for text in labels], _FADE_OF_LABELS)
        if clear is not None:
            yield _veil(picture.box, labels, layout, theme, scrim)
            return
    for label in labels:
        yield _veil(_line_of(label), [label], layout, theme, Scrim(opacity=0))


def _veil(
    box: Box, texts: Sequence[TextFrame], layout: Layout, theme: Theme, scrim: Scrim
) -> Rectangle:
    paragraphs = [paragraph for text in texts for paragraph in text.paragraphs]
    opacity = _opacity(layout.background, paragraphs, theme)
    step = max((text.step for text in texts), default=0) if len(texts) == 1 else 0
    return Rectangle(
        box=box,
        region=texts[0].region,
        panel=Panel(fill=layout.background),
        scrim=replace(scrim, opacity=opacity),
        step=step,
    )


def _opacity(ground: str, paragraphs: Iterable[Paragraph], theme: Theme) -> float:
    """Return the least opacity at which each paragraph can be read whatever is below."""
    veil = theme.colors[ground].value
    worst = "#FFFFFF" if is_dark(veil) else "#000000"
    wanted = {(p.color, enough_contrast(p.size, is_bold=p.bold)) for p in paragraphs}
    opacity = _LEAST
    while opacity < _MOST:
        behind = mixed(worst, veil, opacity)
        if all(contrast(theme.colors[token].value, behind) >= least for token, least in wanted):
            break
        opacity = round(opacity + _STEP, 2)
    return opacity


def _faded(picture: Box, texts: Sequence[Box], fade: float) -> tuple[Scrim, Box | None]:
    """Return a scrim that is whole where text is, and the box of the picture where it is not.

    None if text is so far inside the picture that the scrim is whole everywhere.
    """
    left, right = min(box.x for box in texts), max(box.right for box in texts)
    top, bottom = min(box.y for box in texts), max(box.bottom for box in texts)
    rooms: dict[Side, float] = {
        "bottom": (top - picture.y) / picture.height,
        "top": (picture.bottom - bottom) / picture.height,
        "right": (left - picture.x) / picture.width,
        "left": (picture.right - right) / picture.width,
    }
    # A vertical scrim is preferred: type runs along it.
    toward = max(rooms, key=lambda side: (rooms[side] > _ROOM, rooms[side]))
    room = rooms[toward]
    if room < _ROOM:
        return Scrim(opacity=0), None
    free_x, free_y = Emu(round(picture.width * room)), Emu(round(picture.height * room))
    match toward:
        case "bottom":
            clear = picture.rows(picture.y, free_y)
        case "top":
            clear = picture.rows(Emu(picture.bottom - free_y), free_y)
        case "right":
            clear = replace(picture, width=free_x)
        case _:
            clear = replace(picture, x=Emu(picture.right - free_x), width=free_x)
    scrim = Scrim(opacity=0, toward=toward, start=max(0.0, room - fade), full=room)
    return scrim, clear


def _line_of(label: TextFrame) -> Box:
    """Return the box of a footer or number, a little larger than its line is long."""
    width = max((line.width for p in label.paragraphs for line in p.lines), default=Emu(0))
    box = label.box
    align = label.paragraphs[0].align if label.paragraphs else "left"
    x = box.right - width if align == "right" else box.x
    return Box(
        Emu(x - _AROUND),
        Emu(box.y - _AROUND // 3),
        Emu(width + 2 * _AROUND),
        Emu(box.height + 2 * (_AROUND // 3)),
    )
