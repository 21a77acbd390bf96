"""Paragraphs as HTML: lists regrouped, headings, quotations, code; each with its exact size.

The layout's solver has fixed size, pitch and indent; here they become declarations, and the
structure that a screen reader needs is put back around them without moving anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from diptych.model.geometry import Emu, Pt
from diptych.model.shapes import TASK_SIGNS, Paragraph
from diptych.model.theme import RegionRole
from diptych.render.html.lists import render_list
from diptych.render.html.runs import Sources, render_runs
from diptych.render.html.units import attribute, language_tag, pt_px, px, token


class Setting(Struct, frozen=True, kw_only=True):
    """What the text of one frame needs to know of its surroundings."""

    locale: str
    """The language of the page."""
    role: RegionRole
    sources: Sources
    list_label: str = ""
    """What a screen reader calls the frame's list."""


def render_paragraphs(paragraphs: Iterable[Paragraph], setting: Setting) -> str:
    """Return the paragraphs of a frame as HTML."""
    numbered = list(enumerate(paragraphs))
    groups = groupby(numbered, key=lambda pair: _container(pair[1], setting))
    return "\n".join(_group(kind, list(members), setting) for kind, members in groups)


def render_paragraph(tag: str, index: int, paragraph: Paragraph, setting: Setting) -> str:
    """Return one paragraph that stands alone in its element; `index` is its place in the shape."""
    return _paragraph(tag, index, paragraph, setting)


def _container(paragraph: Paragraph, setting: Setting) -> str:
    """Return what encloses a paragraph; neighbours with the same answer share it."""
    if setting.role == "sources":
        return "item"
    return paragraph.kind


def _group(kind: str, members: list[tuple[int, Paragraph]], setting: Setting) -> str:
    match kind:
        case "item":
            rows = ((paragraph, _paragraph("p", i, paragraph, setting)) for i, paragraph in members)
            return render_list(rows, setting.list_label)
        case "quote":
            return f"<blockquote>{_plain('p', members, setting)}</blockquote>"
        case "code":
            return f"<pre><code>{_plain('span', members, setting)}</code></pre>"
        case "heading":
            return _plain("h3", members, setting)
        case _:
            return "\n".join(_texts(members, setting))


def _plain(tag: str, members: list[tuple[int, Paragraph]], setting: Setting) -> str:
    return "".join(_paragraph(tag, i, paragraph, setting) for i, paragraph in members)


def _texts(members: list[tuple[int, Paragraph]], setting: Setting) -> Iterator[str]:
    for i, paragraph in members:
        is_title = setting.role == "title" and i == 0
        yield _paragraph("h2" if is_title else "p", i, paragraph, setting)


def _paragraph(tag: str, index: int, paragraph: Paragraph, setting: Setting) -> str:
    end = "\n" if paragraph.kind == "code" else ""
    text = render_runs(paragraph, setting.sources)
    return f"<{tag}{_attributes(index, paragraph, setting)}>{text}{end}</{tag}>"


def _attributes(index: int, paragraph: Paragraph, setting: Setting) -> str:
    attributes = f' data-p="{index}"'
    if paragraph.block_id is not None:
        attributes += attribute("data-block", paragraph.block_id)
    if classes := " ".join(_classes(paragraph)):
        attributes += f' class="{classes}"'
    if paragraph.step:
        attributes += fragment_index(paragraph.step)
    if paragraph.locale != setting.locale:
        attributes += attribute("lang", language_tag(paragraph.locale))
    if paragraph.bullet is not None:
        attributes += attribute("data-bullet", paragraph.bullet.sign)
    return f'{attributes} style="{_style(paragraph, first=index == 0)}"'


def _classes(paragraph: Paragraph) -> Iterator[str]:
    if (bullet := paragraph.bullet) is not None:
        # What a box says is read aloud, as numbers are; a mere dot is not.
        plain = "task" if bullet.sign in TASK_SIGNS else "bullet"
        yield plain if bullet.number is None else "number"
    if paragraph.step:
        yield "fragment"


def fragment_index(step: int) -> str:
    """Return the attribute that tells reveal.js when a fragment appears; it counts from 0."""
    return f' data-fragment-index="{step - 1}"'


def _style(paragraph: Paragraph, *, first: bool) -> str:
    """Return the solved sizes as properties, which deck.css applies, and what else is its own."""
    space = Pt(0) if first else paragraph.space_before
    bullet = paragraph.bullet.color if paragraph.bullet is not None else None
    sizes = _sizes(paragraph.size, paragraph.line_height, space)
    return sizes + _look(
        indent=paragraph.indent,
        hanging=paragraph.hanging,
        bullet=bullet,
        color=paragraph.color,
        font=paragraph.font,
        bold=paragraph.bold,
        align=paragraph.align,
    )


@lru_cache(maxsize=1024)
def _sizes(size: Pt, line_height: Pt, space_before: Pt) -> str:
    before = f"--before:{pt_px(space_before)};" if space_before else ""
    return f"--size:{pt_px(size)};--pitch:{pt_px(line_height)};{before}"


@lru_cache(maxsize=1024)
def _look(
    *, indent: Emu, hanging: Emu, bullet: str | None, color: str, font: str, bold: bool, align: str
) -> str:
    return "".join(
        (
            f"--indent:{px(indent)};" if indent else "",
            f"--hanging:{px(hanging)};--bullet:{token(bullet)};" if bullet is not None else "",
            f"color:{token(color)}",
            f";font-family:var(--font-{font})" if font != "body" else "",
            ";font-weight:700" if bold else "",
            f";text-align:{align}" if align != "left" else "",
        )
    )
