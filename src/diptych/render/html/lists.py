"""Regroups list items into nested lists, as they were written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from diptych.model.numbering import Figures, Numbering
from diptych.model.shapes import Paragraph
from diptych.render.html.units import attribute

_TYPES: dict[Figures, str] = {
    "arabic": "",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
"""The `type` of a list by its numerals (HTML, "The ol element")."""


_BOXES = ("☐", "☒")
"""The signs before tasks."""


class _Open(Struct):
    """A list that is still open."""

    tag: str
    level: int
    numbering: Numbering | None
    number: int
    """The number that its next item gets by default."""


def render_list(
    items: Iterable[tuple[Paragraph, str]], label: str = "", *, shows_markers: bool = False
) -> str:
    """Return items, each with its HTML, as nested lists, by level and kind of bullet.

    With `shows_markers` the browser draws the markers, which elsewhere our style sheet does.
    """
    stack: list[_Open] = []
    parts: list[str] = []
    for paragraph, html in items:
        tag = "ol" if _number(paragraph) is not None else "ul"
        while stack and _is_over(stack[-1], paragraph, tag):
            parts.append(f"</li>\n</{stack.pop().tag}>")
        if stack and stack[-1].level == paragraph.level:
            parts.append("</li>")
        else:
            number = _number(paragraph) or 1
            opened = _Open(tag, paragraph.level, _numbering(paragraph), number)
            parts.append(_start_tag(opened, label if not stack else ""))
            stack.append(opened)
        marker = _marker(paragraph) if shows_markers else ""
        parts.append(f"\n<li{_value(paragraph, stack[-1])}{marker}>{html}")
        stack[-1].number = (_number(paragraph) or stack[-1].number) + 1
    parts += [f"</li>\n</{opened.tag}>" for opened in reversed(stack)]
    return "".join(parts)


def _number(paragraph: Paragraph) -> int | None:
    return paragraph.bullet.number if paragraph.bullet is not None else None


def _numbering(paragraph: Paragraph) -> Numbering | None:
    return paragraph.bullet.numbering if paragraph.bullet is not None else None


def _is_over(opened: _Open, paragraph: Paragraph, tag: str) -> bool:
    """Return whether a list ends before `paragraph`, which is less deep or in another list."""
    if opened.level != paragraph.level:
        return opened.level > paragraph.level
    begins = paragraph.bullet is not None and paragraph.bullet.begins
    return begins or (opened.tag, opened.numbering) != (tag, _numbering(paragraph))


def _start_tag(opened: _Open, label: str) -> str:
    # Without the role, Safari does not treat a list without native markers as a list.
    figures = _TYPES[opened.numbering.figures] if opened.numbering is not None else ""
    kind = attribute("type", figures) if figures else ""
    start = attribute("start", str(opened.number)) if opened.number != 1 else ""
    name = attribute("aria-label", label) if label else ""
    return f'<{opened.tag} role="list"{kind}{start}{name}>'


def _value(paragraph: Paragraph, opened: _Open) -> str:
    number = _number(paragraph)
    return attribute("value", str(number)) if number not in (None, opened.number) else ""


def _marker(paragraph: Paragraph) -> str:
    """Return the style of an item whose marker differs from the browsers' default.

    A string as `list-style-type` is shown literally (CSS Lists 3, 3.2).
    """
    bullet = paragraph.bullet
    if bullet is None or (bullet.number is None and bullet.sign not in _BOXES):
        return ""
    if bullet.number is not None and bullet.numbering.delimiter == "period":
        return ""
    return attribute("style", f"list-style-type:'{bullet.sign} '")
