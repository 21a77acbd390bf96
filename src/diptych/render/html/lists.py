"""List items regrouped into nested lists, the way they were written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from diptych.model.shapes import Paragraph
from diptych.render.html.units import attribute


class _Open(Struct):
    """A list that is not closed yet."""

    tag: str
    level: int
    number: int
    """The number that its next item has without being told."""


def render_list(items: Iterable[tuple[Paragraph, str]], label: str = "") -> str:
    """Return items (each with its HTML) as lists within lists, by level and kind of bullet."""
    stack: list[_Open] = []
    parts: list[str] = []
    for paragraph, html in items:
        tag = "ol" if _number(paragraph) is not None else "ul"
        while stack and _is_over(stack[-1], paragraph.level, tag):
            parts.append(f"</li>\n</{stack.pop().tag}>")
        if stack and stack[-1].level == paragraph.level:
            parts.append("</li>")
        else:
            number = _number(paragraph) or 1
            parts.append(_start_tag(tag, number, label if not stack else ""))
            stack.append(_Open(tag, paragraph.level, number))
        parts.append(f"\n<li{_value(paragraph, stack[-1])}>{html}")
        stack[-1].number = (_number(paragraph) or stack[-1].number) + 1
    parts += [f"</li>\n</{opened.tag}>" for opened in reversed(stack)]
    return "".join(parts)


def _number(paragraph: Paragraph) -> int | None:
    return paragraph.bullet.number if paragraph.bullet is not None else None


def _is_over(opened: _Open, level: int, tag: str) -> bool:
    return opened.level > level or (opened.level == level and opened.tag != tag)


def _start_tag(tag: str, number: int, label: str) -> str:
    # Without the role, Safari takes a list that shows no markers of its own for no list.
    start = attribute("start", str(number)) if number != 1 else ""
    name = attribute("aria-label", label) if label else ""
    return f'<{tag} role="list"{start}{name}>'


def _value(paragraph: Paragraph, opened: _Open) -> str:
    number = _number(paragraph)
    return attribute("value", str(number)) if number not in (None, opened.number) else ""
