"""Paragraphs at their solved places, in the structure that screen readers need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from diptych.model.geometry import EMU_PER_PT, Box, Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.theme import Anchor
from diptych.render.nesting import NestedItem, NestedList, nested
from diptych.render.pdf.runs import in_words, lines, tracking_of, with_boxes
from diptych.render.pdf.scene import TextContext
from diptych.render.pdf.source import color, literal, points, pt, sequence, tuple_of
from diptych.typography.direction import runs_right_to_left, side_of

_SLACK = emu(40)
"""How much wider a paragraph is than its lines, so that none of these is broken again."""


_REGION = 2
"""Letters of a region in a language tag (BCP 47)."""


class _Placed(NamedTuple):
    paragraph: Paragraph
    number: int
    """Its position in the frame."""


class _Area(NamedTuple):
    """Where text stands: left edge and width, and the top edge of its first line."""

    x: Emu
    width: Emu
    top: Emu


def text_in(paragraphs: Sequence[Paragraph], box: Box, anchor: Anchor, text: TextContext) -> str:
    """Return the paragraphs of a frame or cell, in the box of its text."""
    free = box.height - text_height(paragraphs)
    shift = {"top": 0, "middle": free // 2, "bottom": free}[anchor]
    area = _Area(box.x, box.width, Emu(box.y + shift))
    placed = [_Placed(one, i) for i, one in enumerate(paragraphs) if one.runs]
    groups = groupby(placed, key=lambda one: _container(one.paragraph, text))
    return sequence(
        [part for kind, group in groups for part in _group(kind, list(group), area, text)]
    )


def text_height(paragraphs: Sequence[Paragraph]) -> Emu:
    """Return the height of paragraphs below each other, the first without space above."""
    spaces = sum(paragraph.space_before for paragraph in paragraphs[1:])
    heights = sum(max(1, one.line_count) * one.line_height for one in paragraphs)
    return emu(spaces + heights)


def _container(paragraph: Paragraph, text: TextContext) -> str:
    """Return the kind of container of a paragraph; adjacent ones of the same kind share it."""
    if text.role == "sources":
        return "item"
    return "definitions" if paragraph.kind in {"term", "definition"} else paragraph.kind


def _group(kind: str, members: list[_Placed], area: _Area, text: TextContext) -> Iterator[str]:
    match kind:
        case "item":
            rows = ((one.paragraph, one) for one in members)
            yield from (_list(one, area, text) for one in nested(rows))
        case "quote":
            yield f"quote(block: true, {sequence([_plain(one, area, text) for one in members])})"
        case "definitions":
            yield _definitions(members, area, text)
        case "heading":
            level = text.scene.heading + 1
            yield from (_heading(one, level, area, text, in_outline=False) for one in members)
        case _:
            for one in members:
                if text.role == "title" and one.number == 0:
                    marked = not text.scene.repeats
                    yield _heading(one, text.scene.heading, area, text, in_outline=marked)
                else:
                    yield _plain(one, area, text)


def _plain(one: _Placed, area: _Area, text: TextContext) -> str:
    if one.paragraph.kind == "code" and one.paragraph.bullet is not None:
        sign = f"pdf.artifact({_sign(one.paragraph, area, text)})"
        return sequence([sign, _words(one, area, text)])
    return _words(one, area, text)


def _words(one: _Placed, area: _Area, text: TextContext) -> str:
    return _set(one.paragraph, area, f"par({_inked(one.paragraph, text)})")


def _heading(one: _Placed, level: int, area: _Area, text: TextContext, *, in_outline: bool) -> str:
    words = literal(in_words(one.paragraph))
    head = f"titled({level}, {str(in_outline).lower()}, {words}"
    return _set(one.paragraph, area, f"{head}, {_inked(one.paragraph, text)})")


def _set(paragraph: Paragraph, area: _Area, content: str) -> str:
    """Return content at the place of a paragraph, aligned as it is."""
    is_reversed = runs_right_to_left(paragraph)
    side = side_of(paragraph, is_right_to_left=is_reversed)
    left = area.x if is_reversed else Emu(area.x + paragraph.indent)
    room = Emu(area.width - paragraph.indent)
    before = {"left": Emu(0), "center": _SLACK, "right": _SLACK}[side]
    after = {"left": _SLACK, "center": _SLACK, "right": Emu(0)}[side]
    across, width = pt(Emu(left - before)), pt(Emu(room + before + after))
    body = content if side == "left" else f"align({side}, {content})"
    if is_reversed:
        body = f"text(dir: rtl, {body})"
    return f"at({across}, {_top(paragraph, area)}, {width}, {body})"


def _top(paragraph: Paragraph, area: _Area) -> str:
    """Return the top edge of a block whose first line is as high as its type above the baseline."""
    solved = paragraph.lines
    baseline = solved[0].baseline if solved else emu(paragraph.size)
    return points((area.top + baseline) / EMU_PER_PT - paragraph.size)


def _inked(paragraph: Paragraph, text: TextContext) -> str:
    """Return the lines of a paragraph in its font, size and colour."""
    return _in_type(paragraph, paragraph.color, lines(paragraph, text), text)


def _in_type(paragraph: Paragraph, tint: str, content: str, text: TextContext) -> str:
    size, line_height = paragraph.size, paragraph.line_height
    options = [
        points(size),
        points(line_height - size),
        color(tint),
        str(paragraph.weight),
        f"font-{paragraph.font}",
    ]
    if paragraph.tracking:
        content = f"text(tracking: {tracking_of(paragraph)}, {content})"
    if paragraph.locale != text.scene.locale:
        content = f"text({language(paragraph.locale)}, {content})"
    return f"ink({', '.join(options)}, {content})"


def language(locale: str) -> str:
    """Return the arguments that set a language, and its region if the tag has one."""
    first, *rest = locale.replace("_", "-").split("-")
    region = next((part for part in rest if len(part) == _REGION and part.isalpha()), None)
    area = literal(region.upper()) if region else "none"
    return f"lang: {literal(first.lower())}, region: {area}"


def _list(shown: NestedList[_Placed], area: _Area, text: TextContext) -> str:
    """Return a list; its items take no room in the flow, and all stand at their own places.

    Bullets are artifacts; numbers and boxes are labels.
    """
    signs = [item.paragraph.bullet for item in shown.items]
    if not any(sign is not None and sign.is_label for sign in signs):
        items = [f"list.item({_item(item, area, text, shows_sign=True)})" for item in shown.items]
        return f"list({', '.join(items)})"
    labels = [_sign(item.paragraph, area, text) for item in shown.items]
    items = [
        f"enum.item({number}, {_item(item, area, text, shows_sign=False)})"
        for number, item in enumerate(shown.items, 1)
    ]
    return f"enum(numbering: n => {tuple_of(labels)}.at(n - 1), {', '.join(items)})"


def _definitions(members: list[_Placed], area: _Area, text: TextContext) -> str:
    """Return a list whose labels are terms (ISO 32000-1, 14.8.4.3.3)."""
    terms: list[str] = []
    bodies: list[list[str]] = []
    for one in members:
        if one.paragraph.kind == "term" or not terms:
            terms.append("[]")
            bodies.append([])
        if one.paragraph.kind == "term":
            terms[-1] = _plain(one, area, text)
        else:
            bodies[-1].append(_plain(one, area, text))
    items = [
        f"enum.item({number}, {sequence(body) if body else '[]'})"
        for number, body in enumerate(bodies, 1)
    ]
    return f"enum(numbering: n => {tuple_of(terms)}.at(n - 1), {', '.join(items)})"


def _item(item: NestedItem[_Placed], area: _Area, text: TextContext, *, shows_sign: bool) -> str:
    parts = []
    if shows_sign and item.paragraph.bullet is not None:
        parts.append(f"pdf.artifact({_sign(item.paragraph, area, text)})")
    parts.append(_plain(item.content, area, text))
    parts += [_list(one, area, text) for one in item.lists]
    return sequence(parts)


def _sign(paragraph: Paragraph, area: _Area, text: TextContext) -> str:
    """Return the bullet or number of an item at its place, before the text."""
    bullet = paragraph.bullet
    if bullet is None:
        return "[]"
    left = Emu(area.x + paragraph.indent - paragraph.hanging)
    shown = _in_type(paragraph, bullet.color, with_boxes(bullet.sign, bullet.color), text)
    room = Emu(paragraph.hanging + _SLACK)
    if runs_right_to_left(paragraph):
        left = Emu(area.x + area.width - (paragraph.indent - paragraph.hanging) - room)
        shown = f"text(dir: rtl, align(right, {shown}))"
    return f"at({pt(left)}, {_top(paragraph, area)}, {pt(room)}, {shown})"


def artifact_text(
    paragraphs: Sequence[Paragraph], box: Box, anchor: Anchor, text: TextContext
) -> str:
    """Return text that does not belong to the document's content, such as page numbers."""
    return f"pdf.artifact({text_in(paragraphs, box, anchor, text)})"
