"""The HTML as its reader has it: parsed, without any knowledge of how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html
from tests.property.numbers import numeral
from tests.property.shown import (
    BREAK,
    Line,
    Page,
    Pages,
    Picture,
    Piece,
    folded,
    without_last_break,
)

_MARKS = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "del": "struck",
    "s": "struck",
    "code": "code",
    "sup": "raised",
    "sub": "lowered",
    "u": "underlined",
    "mark": "marked",
}
_OWN_MARKER = re.compile("list-style-type:'(.*?)'")
_TYPES = {"1": "arabic", "a": "alphaLc", "A": "alphaUc", "i": "romanLc", "I": "romanUc"}
"""Figures by the `type` of a list (HTML 4.4.5)."""
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = ("checkbox", "☐", "☑")


def read_html(content: bytes) -> Pages:
    """Return the pages of a deck."""
    document = html.fromstring(content.decode("utf-8"))
    sections = document.xpath("//section[not(.//section)]")
    numbers = {section.get("id"): number for number, section in enumerate(sections, start=1)}
    return tuple(_page(section, numbers) for section in sections)


def _page(section: Any, numbers: dict[str, int]) -> Page:
    found: dict[str, list[Line]] = {"title": [], "lines": [], "caption": [], "foot": []}
    for element in section.iter():
        if element.get("data-p") is None:
            continue
        role = _role(element)
        if role:
            found[role].append(_line(element, numbers))
    unseen = [Line((Piece(one.text_content()),)) for one in section.xpath("./h2[@class='unseen']")]
    pictures = [image for image in section.iter("img") if _frame(image) is not None]
    notes = section.xpath("./aside[@class='notes']//*[self::p or self::pre]")
    return Page(
        title=(*unseen, *found["title"]),
        lines=tuple(found["lines"]),
        captions=tuple(found["caption"]),
        pictures=tuple(
            Picture(image.get("alt", ""), _linked(image, numbers)) for image in pictures
        ),
        notes=tuple(line for note in notes for line in _of_notes(note, numbers)),
        foot=tuple(found["foot"]),
    )


def _frame(element: Any) -> Any:
    """Return the shape that an element is or is in; None for the layout's own pictures."""
    return next((one for one in (element, *element.iterancestors()) if one.get("data-frame")), None)


def _role(element: Any) -> str:
    """Return what a paragraph is on its page, empty for what every page has."""
    classes = _frame(element).get("class").split()
    roles = [name.removeprefix("role-") for name in classes if name.startswith("role-")]
    if roles == ["sources"]:
        return "foot"
    if roles == ["caption"] or any(one.tag == "caption" for one in element.iterancestors()):
        return "caption"
    if roles in (["footer"], ["number"]):
        return ""
    return "title" if roles in (["title"], ["kicker"]) else "lines"


def _of_notes(element: Any, numbers: dict[str, int]) -> Iterator[Line]:
    """Yield a paragraph of notes, or the lines of a listing that are not empty."""
    if element.tag == "pre":
        for line in filter(None, element.text_content().split("\n")):
            yield Line((Piece(line),), verbatim=True)
    else:
        yield _line(element, numbers)._replace(marker=_native_marker(element))


def _line(element: Any, numbers: dict[str, int]) -> Line:
    verbatim = any(one.tag == "pre" for one in element.iterancestors())
    pieces = tuple(_pieces(element, frozenset(), "", numbers))
    if verbatim:
        text = "".join(piece.text for piece in pieces).removesuffix("\n")
        return Line((Piece(text),), verbatim=True)
    cell = any(one.tag in {"td", "th"} for one in element.iterancestors())
    return Line(
        without_last_break(folded(pieces)),
        _marker(element),
        _align(element) if cell else "",
        is_head=element.tag in _HEADS or any(one.tag == "th" for one in element.iterancestors()),
    )


def _pieces(
    element: Any, marks: frozenset[str], link: str, numbers: dict[str, int]
) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, marks, link)
    for child in element:
        if child.tag == "br":
            yield Piece(BREAK, marks, link)
        elif child.tag == "math":
            yield Piece("".join(child.text_content().split()))
        elif isinstance(child.tag, str):
            mark = _MARKS.get(child.tag)
            inner = marks | {mark} if mark else marks
            to = _address(child, numbers) if child.tag == "a" else link
            yield from _pieces(child, inner, to, numbers)
        if child.tail:
            yield Piece(child.tail, marks, link)


def _address(anchor: Any, numbers: dict[str, int]) -> str:
    """Return where a link leads: a page by its number, anything else as it is written."""
    href = str(anchor.get("href", ""))
    inside = href.removeprefix("#/").removeprefix("#") if href.startswith("#") else ""
    return f"page {numbers.get(inside, '?')}" if inside else href


def _linked(image: Any, numbers: dict[str, int]) -> str:
    anchor = next(image.iterancestors("a"), None)
    return _address(anchor, numbers) if anchor is not None else ""


def _marker(element: Any) -> str:
    """Return the sign that the style sheet sets before an item, out of `data-bullet`."""
    sign = element.get("data-bullet") or ""
    numbered = "number" in (element.get("class") or "").split()
    return str(sign) if numbered or sign in _BOXES or not sign else "•"


def _native_marker(element: Any) -> str:
    """Return what the browser itself sets before an item."""
    item = element.getparent()
    if item.tag != "li" or item[0] is not element:
        return ""
    if own := _OWN_MARKER.search(item.get("style") or ""):
        return own[1].strip()
    parent = item.getparent()
    if parent.tag == "ul":
        return "•"
    number = int(parent.get("start", 1))
    for sibling in parent:
        number = int(sibling.get("value", number))
        if sibling is item:
            break
        number += 1
    return numeral(number, f"{_TYPES[parent.get('type', '1')]}Period")


def _align(element: Any) -> str:
    style = element.get("style") or ""
    return next((side for side in ("right", "center") if f"text-align:{side}" in style), "")
