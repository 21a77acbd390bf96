"""The effective format of text in a PPTX: sizes and colours by inheritance, as in PowerPoint.

Written for tests of edited files, from ECMA-376-1 (19.3.1, 21.1.2) and not from our writer.
"""

from __future__ import annotations

import colorsys
import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
OFFICE = {
    "Office 2013": "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47"
    " 0563C1 954F72",
    "Office 2023": "000000 FFFFFF 0E2841 E8E8E8 156082 E97132 196B24 0F9ED5 A02B93 4EA72E"
    " 467886 96607D",
}
"""Office's own palettes, in the order of the slots."""
_LARGE, _LARGE_BOLD = 1800, 1400
"""Sizes from which text is large (WCAG 2.2): hundredths of a point, ordinary and bold."""


def find(element: Any, path: str) -> list[Any]:
    """Return what an XPath finds from an element."""
    found = _compiled(path)(element)
    assert isinstance(found, list)
    return found


@functools.cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMES)


class Placed(NamedTuple):
    """A paragraph, and where its properties come from: nearest first."""

    paragraph: Any
    level: int
    chain: tuple[Any, ...]
    """Elements that may hold `a:lvlNpPr`: list styles, then the master's or the deck's own."""

    @property
    def steps(self) -> Iterator[Any]:
        """Yield the paragraph properties that hold, nearest first."""
        yield from find(self.paragraph, "a:pPr")
        for style in self.chain:
            yield from find(style, f"a:lvl{self.level + 1}pPr")

    def size(self, run: Any = None) -> int:
        """Return the size of a run, or of what would be typed here, in hundredths of a point."""
        own = find(run, "a:rPr/@sz") if run is not None else []
        return int(own[0]) if own else int(self._said("a:defRPr/@sz"))

    def is_bold(self, run: Any) -> bool:
        """Return whether a run is bold."""
        own = find(run, "a:rPr/@b")
        return (own[0] if own else self._said("a:defRPr/@b", "0")) in ("1", "on")

    @property
    def spacing(self) -> Any:
        """Return the element that says how far lines are apart."""
        return next(found for step in self.steps for found in find(step, "a:lnSpc/*"))

    def color(self, run: Any) -> Any:
        """Return the element of a run's colour."""
        own = find(run, "a:rPr/a:solidFill/*")
        if own:
            return own[0]
        return next(found for s in self.steps for found in find(s, "a:defRPr/a:solidFill/*"))

    def _said(self, path: str, default: str | None = None) -> str:
        for step in self.steps:
            for found in find(step, path):
                return str(found)
        assert default is not None, f"nothing says {path}"
        return default


def placed_text(slide: Any) -> Iterator[Placed]:
    """Yield the paragraphs of a slide's text shapes."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from placed_in(shape)


def placed_in(shape: Any) -> list[Placed]:
    """Return the paragraphs of a shape."""
    chain = tuple(_chain(shape, shape.part.slide))
    return [
        Placed(paragraph._p, paragraph.level, chain) for paragraph in shape.text_frame.paragraphs
    ]


def _chain(shape: Any, slide: Any) -> Iterator[Any]:
    yield from find(shape._element, "p:txBody/a:lstStyle")
    layout = slide.slide_layout
    if not shape.is_placeholder:
        yield from find(slide.part.package.presentation_part._element, "p:defaultTextStyle")
        return
    (mark,) = find(shape._element, ".//p:nvPr/p:ph")
    kind, index = _role(mark)
    for role, own in _placeholders(layout):
        if role[1] == index:
            yield from find(own, "p:txBody/a:lstStyle")
            kind = role[0]
    style = {"title": "titleStyle", "ctrTitle": "titleStyle"}.get(kind, "bodyStyle")
    label = kind in ("ftr", "sldNum", "dt")
    ours = {"ctrTitle": "title"}.get(kind, kind if label or kind == "title" else "body")
    for role, own in _placeholders(layout.slide_master):
        if role[0] == ours:
            yield from find(own, "p:txBody/a:lstStyle")
    styles = find(layout.slide_master._element, "p:txStyles")[0]
    yield from find(styles, f"p:{'otherStyle' if label else style}")


def _placeholders(page: Any) -> list[tuple[tuple[str, int], Any]]:
    """Return the placeholders of a layout or master, each with its kind and index.

    A search of the whole page: python-pptx looks at each shape by itself, ten times as long.
    """
    return [
        (_role(mark), mark.getparent().getparent().getparent())
        for mark in find(page._element, "p:cSld/p:spTree/*/*/p:nvPr/p:ph")
    ]


def _role(mark: Any) -> tuple[str, int]:
    return mark.get("type", "obj"), int(mark.get("idx", 0))


class Palette:
    """The colours of a presentation, as they come out on a layout."""

    def __init__(self, theme: bytes, scheme: str | None = None) -> None:
        from lxml import etree

        slots = etree.fromstring(theme).xpath("//a:clrScheme/*", namespaces=NAMES)
        values = scheme.split() if scheme else [slot[0].get("val") for slot in slots]
        self.slots = {
            slot.tag.rpartition("}")[2]: value for slot, value in zip(slots, values, strict=True)
        }

    def shown(self, element: Any, layout: Any) -> tuple[float, float, float]:
        """Return a colour's red, green and blue, 0 to 1."""
        mapping = find(layout._element, "p:clrMapOvr/a:overrideClrMapping")
        mapping = mapping or find(layout.slide_master._element, "p:clrMap")
        name = element.get("val")
        value = name
        if element.tag.endswith("schemeClr"):
            value = self.slots[mapping[0].get(name, name)]
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
        hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
        for change in element:
            share = int(change.get("val")) / 100_000
            match change.tag.rpartition("}")[2]:
                case "hueOff":
                    hue += share / 216
                case "satMod":
                    strong = min(1.0, strong * share)
                case "lumMod":
                    light *= share
                case "lumOff":
                    light += share
                case other:
                    raise AssertionError(other)
        return colorsys.hls_to_rgb(hue, light, strong)

    def ground(self, layout: Any) -> tuple[float, float, float]:
        """Return the colour of a layout's background."""
        own = find(layout._element, "p:cSld/p:bg//a:solidFill/*")
        return self.shown(
            (own or find(layout.slide_master._element, "p:cSld/p:bg//a:solidFill/*"))[0],
            layout,
        )

    def is_readable(self, placed: Placed, run: Any, layout: Any) -> bool:
        """Return whether a run stands out from its layout's background (WCAG 2.2, 1.4.3)."""
        size, is_bold = placed.size(run), placed.is_bold(run)
        least = 3.0 if size >= (_LARGE_BOLD if is_bold else _LARGE) else 4.5
        own = [one for one in find(run, "a:rPr[a:hlinkClick]") if not find(one, "a:solidFill")]
        color = placed.color(run)
        if own:
            color = color.makeelement(color.tag, {"val": "hlink"})
        return contrast(self.shown(color, layout), self.ground(layout)) >= least


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
