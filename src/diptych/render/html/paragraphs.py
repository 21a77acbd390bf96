"""Paragraphs as HTML: lists regrouped, headings, quotations, code; each with its exact size.

Layout has determined size, line height and indent, which become declarations here. The structure
that screen readers need is put back around them without moving anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from diptych.model.geometry import Emu, Pt
from diptych.model.paragraph import Paragraph
from diptych.model.theme import BOLD, REGULAR, RegionRole, emphasised
from diptych.render.html.icons import icon_sign
from diptych.render.html.lists import render_list
from diptych.render.html.runs import Sources, render_runs
from diptych.render.html.units import attribute, language_tag, pt_px, px, token
from diptych.typography.direction import runs_right_to_left


class TextContext(Struct, frozen=True, kw_only=True):
    """The context of the text in one frame."""

    locale: str
    """The language of the page."""
    role: RegionRole
    sources: Sources
    list_label: str = ""
    """The name of the frame's list for screen readers."""


def render_paragraphs(paragraphs: Iterable[Paragraph], context: TextContext) -> str:
    """Return the paragraphs of a frame as HTML."""
    numbered = list(enumerate(paragraphs))
    groups = groupby(numbered, key=lambda pair: _container(pair[1], context))
    return "\n".join(_group(kind, list(members), context) for kind, members in groups)


def render_paragraph(tag: str, index: int, paragraph: Paragraph, context: TextContext) -> str:
    """Return one paragraph in its element; `index` is its position in the shape."""
    end = "\n" if paragraph.kind == "code" else ""
    text = render_runs(paragraph, context.sources)
    if (bullet := paragraph.bullet) is not None and bullet.icon:
        text = icon_sign(bullet) + text
    return f"<{tag}{_attributes(index, paragraph, context)}>{text}{end}</{tag}>"


def _container(paragraph: Paragraph, context: TextContext) -> str:
    """Return the kind of container of a paragraph; adjacent ones of the same kind share it."""
    if context.role == "sources":
        return "item"
    return "definitions" if paragraph.kind in {"term", "definition"} else paragraph.kind


def _group(kind: str, members: list[tuple[int, Paragraph]], context: TextContext) -> str:
    match kind:
        case "item":
            rows = (
                (paragraph, render_paragraph("p", i, paragraph, context))
                for i, paragraph in members
            )
            return render_list(rows, context.list_label)
        case "quote":
            return f"<blockquote>{_plain('p', members, context)}</blockquote>"
        case "code":
            return f"<pre><code>{_plain('span', members, context)}</code></pre>"
        case "definitions":
            tags = ("dt" if one.kind == "term" else "dd" for _, one in members)
            parts = (_plain(tag, [one], context) for tag, one in zip(tags, members, strict=True))
            return f"<dl>{''.join(parts)}</dl>"
        case "heading":
            return _plain("h3", members, context)
        case _:
            return "\n".join(_texts(members, context))


def _plain(tag: str, members: list[tuple[int, Paragraph]], context: TextContext) -> str:
    return "".join(render_paragraph(tag, i, paragraph, context) for i, paragraph in members)


def _texts(members: list[tuple[int, Paragraph]], context: TextContext) -> Iterator[str]:
    for i, paragraph in members:
        is_title = context.role == "title" and i == 0
        yield render_paragraph("h2" if is_title else "p", i, paragraph, context)


def _attributes(index: int, paragraph: Paragraph, context: TextContext) -> str:
    attributes = f' data-p="{index}"'
    if runs_right_to_left(paragraph):
        attributes += ' dir="rtl"'
    is_plain = paragraph.block_id is None and paragraph.bullet is None and not paragraph.step
    if is_plain and paragraph.locale == context.locale:  # as most are
        return f'{attributes} style="{_style(paragraph, first=index == 0)}"'
    if paragraph.block_id is not None:
        attributes += attribute("data-block", paragraph.block_id)
    if classes := " ".join(_classes(paragraph)):
        attributes += f' class="{classes}"'
    if paragraph.step:
        attributes += fragment_index(paragraph.step)
    if paragraph.locale != context.locale:
        attributes += attribute("lang", language_tag(paragraph.locale))
    if paragraph.bullet is not None:
        attributes += attribute("data-bullet", paragraph.bullet.sign)
    return f'{attributes} style="{_style(paragraph, first=index == 0)}"'


def _classes(paragraph: Paragraph) -> Iterator[str]:
    if (bullet := paragraph.bullet) is not None:
        # Screen readers read out checkboxes and numbers, but not bullets and numbers of lines.
        plain = "task" if bullet.is_task else "bullet"
        is_read = bullet.number is not None and paragraph.kind != "code"
        yield "number" if is_read else plain
    if paragraph.step:
        yield "fragment"


def fragment_index(step: int) -> str:
    """Return the attribute that tells reveal.js when a fragment appears; it counts from 0."""
    return f' data-fragment-index="{step - 1}"'


def _style(paragraph: Paragraph, *, first: bool) -> str:
    """Return the solved sizes as properties, which deck.css applies, and other declarations."""
    space = Pt(0) if first else paragraph.space_before
    bullet = paragraph.bullet.color if paragraph.bullet is not None else None
    sizes = _sizes(paragraph.size, paragraph.line_height, space)
    if paragraph.tracking:
        sizes += f"letter-spacing:{paragraph.tracking:g}em;"
    if (band := paragraph.band) is not None:
        sizes += f"--band:color-mix(in srgb,{token(band.color)} {band.opacity:.0%},transparent);"
    return sizes + _look(
        paragraph.indent,
        paragraph.hanging,
        bullet,
        paragraph.color,
        paragraph.font,
        paragraph.weight,
        paragraph.align,
    )


@lru_cache(maxsize=1024)
def _sizes(size: Pt, line_height: Pt, space_before: Pt) -> str:
    before = f"--before:{pt_px(space_before)};" if space_before else ""
    return f"--size:{pt_px(size)};--leading:{pt_px(line_height)};{before}"


@lru_cache(maxsize=1024)
def _look(  # noqa: PLR0917 - called for every paragraph: keywords take twice as long
    indent: Emu, hanging: Emu, bullet: str | None, color: str, font: str, weight: int, align: str
) -> str:
    return "".join(
        (
            f"--indent:{px(indent)};" if indent else "",
            f"--hanging:{px(hanging)};--bullet:{token(bullet)};" if bullet is not None else "",
            f"color:{token(color)}",
            f";font-family:var(--font-{font})" if font != "body" else "",
            f";font-weight:{weight}" if weight != REGULAR else "",
            f";--bold:{bold}" if (bold := emphasised(weight)) != BOLD else "",
            f";text-align:{align}" if align != "left" else "",
        )
    )
