"""Nested lists as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.model.numbering import Figures
from diptych.model.paragraph import TASK_SIGNS, Paragraph
from diptych.render.html.units import attribute
from diptych.render.nesting import NestedList, nested, number_of

_TYPES: dict[Figures, str] = {
    "arabic": "",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
"""The `type` of a list by its numerals (HTML, "The ol element")."""


def render_list(
    items: Iterable[tuple[Paragraph, str]], label: str = "", *, shows_markers: bool = False
) -> str:
    """Return items, each with its HTML, as nested lists, by level and kind of bullet.

    With `shows_markers` the browser draws the markers, which elsewhere our style sheet does.
    """
    return "".join(_list(one, label, shows_markers=shows_markers) for one in nested(items))


def _list(shown: NestedList[str], label: str, *, shows_markers: bool) -> str:
    number = number_of(shown.items[0].paragraph) or 1
    tag = "ol" if shown.is_numbered else "ul"
    rows: list[str] = []
    expected = number
    for item in shown.items:
        marker = _marker(item.paragraph) if shows_markers else ""
        inner = "".join(_list(one, "", shows_markers=shows_markers) for one in item.lists)
        value = _value(item.paragraph, expected)
        rows.append(f"\n<li{value}{marker}>{item.content}{inner}</li>")
        expected = (number_of(item.paragraph) or expected) + 1
    return f"{_start_tag(tag, shown, number, label)}{''.join(rows)}\n</{tag}>"


def _start_tag(tag: str, shown: NestedList[str], number: int, label: str) -> str:
    # Without the role, Safari does not treat a list without native markers as a list.
    figures = _TYPES[shown.numbering.figures] if shown.numbering is not None else ""
    kind = attribute("type", figures) if figures else ""
    start = attribute("start", str(number)) if number != 1 else ""
    name = attribute("aria-label", label) if label else ""
    return f'<{tag} role="list"{kind}{start}{name}>'


def _value(paragraph: Paragraph, expected: int) -> str:
    number = number_of(paragraph)
    return attribute("value", str(number)) if number not in (None, expected) else ""


def _marker(paragraph: Paragraph) -> str:
    """Return the style of an item whose marker differs from the browsers' default.

    A string as `list-style-type` is shown literally (CSS Lists 3, 3.2).
    """
    bullet = paragraph.bullet
    if bullet is None or (bullet.number is None and bullet.sign not in TASK_SIGNS):
        return ""
    if bullet.number is not None and bullet.numbering.delimiter == "period":
        return ""
    return attribute("style", f"list-style-type:'{bullet.sign} '")
