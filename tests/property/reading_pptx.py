"""The PPTX as PowerPoint has it: its XML, with what each paragraph inherits."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree
from tests.property.numbers import numeral
from tests.property.shown import BREAK, Line, Page, Pages, Picture, Piece

_NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_A, _P, _R = (f"{{{address}}}" for address in _NAMESPACES.values())
_MONO = ("JetBrains Mono",)
_ON_EVERY_PAGE = {"ftr", "sldNum", "dt"}
_BOXES = ("☐", "☑")
_ALIGN = {"r": "right", "ctr": "center"}


def read_pptx(content: bytes) -> Pages:
    """Return the pages of a presentation."""
    with ZipFile(BytesIO(content)) as package:
        return _Package(package).pages()


class _Package:
    """The parts of a presentation, each parsed once."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.parsed: dict[str, Any] = {}

    def pages(self) -> Pages:
        """Return its pages in the order in which they are shown."""
        main = "ppt/presentation.xml"
        targets = self.relationships(main)
        ids = self.part(main).iterfind("p:sldIdLst/p:sldId", _NAMESPACES)
        names = [targets[one.get(f"{_R}id")] for one in ids]
        numbers = {name: number for number, name in enumerate(names, start=1)}
        return tuple(_Slide(self, name, numbers).page() for name in names)

    def part(self, name: str) -> Any:
        """Return the root element of a part."""
        if name not in self.parsed:
            self.parsed[name] = etree.fromstring(self.package.read(name))
        return self.parsed[name]

    def relationships(self, name: str) -> dict[str, str]:
        """Return the target of each relationship of a part: a part's name, or an address."""
        folder, file = posixpath.split(name)
        path = f"{folder}/_rels/{file}.rels"
        if path not in self.package.namelist():
            return {}
        return {
            one.get("Id"): one.get("Target")
            if one.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join(folder, one.get("Target"))).lstrip("/")
            for one in self.part(path)
        }

    def related(self, name: str, folder: str) -> str | None:
        """Return the part in `folder` that a part refers to."""
        targets = self.relationships(name).values()
        return next((target for target in targets if f"/{folder}/" in f"/{target}"), None)


class _Slide:
    """One slide with its notes, its layout and its master."""

    def __init__(self, package: _Package, name: str, numbers: dict[str, int]) -> None:
        self.package = package
        self.name = name
        self.numbers = numbers
        self.targets = package.relationships(name)
        layout = package.related(name, "slideLayouts") or ""
        master = package.related(layout, "slideMasters") or ""
        self.above = [package.part(layout), package.part(master)]

    def page(self) -> Page:
        """Return what the slide shows."""
        found: dict[str, list[Any]] = {"title": [], "lines": [], "caption": [], "foot": []}
        pictures = []
        for child in self.package.part(self.name).find("p:cSld/p:spTree", _NAMESPACES):
            # A shape with an equation stands beside one for programs that know none.
            choice = child.find("{*}Choice")
            shape = child if choice is None else choice[0]
            if shape.tag == f"{_P}pic":
                pictures.append(self.picture(shape))
            role = self.role(shape)
            if role:
                found[role] += self.lines(shape)
        return Page(
            title=tuple(found["title"]),
            lines=tuple(found["lines"]),
            captions=tuple(found["caption"]),
            pictures=tuple(pictures),
            notes=tuple(self.notes()),
            foot=tuple(found["foot"]),
        )

    def role(self, shape: Any) -> str:
        """Return what the text of a shape is on its page, empty for what every page has."""
        placeholder = shape.find(".//p:nvPr/p:ph", _NAMESPACES)
        kind = placeholder.get("type", "obj") if placeholder is not None else ""
        named = shape.find(".//p:cNvPr", _NAMESPACES)
        name = named.get("name", "").split(" src:")[0] if named is not None else ""
        if kind in _ON_EVERY_PAGE or not shape.tag.endswith(("}sp", "}graphicFrame")):
            return ""
        if kind in {"title", "ctrTitle"} or name.startswith("Kicker"):
            return "title"
        for word, role in (("Caption", "caption"), ("Sources", "foot")):
            if name.startswith(word):
                return role
        return "lines"

    def lines(self, shape: Any) -> Iterator[Line]:
        """Yield the paragraphs of a text shape, or of the cells of a table, that are not empty."""
        for line in self.all_lines(shape):
            if line.pieces or line.verbatim or line.marker:
                yield line

    def all_lines(self, shape: Any) -> Iterator[Line]:
        """Yield all of its paragraphs."""
        cells = list(shape.iter(f"{_A}tc"))
        for body in cells or shape.findall("p:txBody", _NAMESPACES):
            counters: dict[int, tuple[str, str, int]] = {}
            for paragraph in body.iter(f"{_A}p"):
                yield self.line(paragraph, shape, counters, is_cell=bool(cells))

    def line(
        self,
        paragraph: Any,
        shape: Any,
        counters: dict[int, tuple[str, str, int]],
        *,
        is_cell: bool,
    ) -> Line:
        """Return one paragraph; `counters` are where the lists above it have come to."""
        styles = list(self.styles(paragraph, shape)) if not is_cell else []
        bold = _inherited(
            styles, lambda style: _attribute(style.find("a:defRPr", _NAMESPACES), "b")
        )
        font = _inherited(
            styles,
            lambda style: _attribute(style.find("a:defRPr/a:latin", _NAMESPACES), "typeface"),
        )
        pieces = tuple(self.pieces(paragraph, bold == "1", font))
        if font in _MONO:
            return Line((Piece("".join(piece.text for piece in pieces)),), verbatim=True)
        marker = "" if is_cell else _marker(paragraph, styles, counters)
        own = paragraph.find("a:pPr", _NAMESPACES)
        align = _ALIGN.get(_attribute(own, "algn") or "", "") if is_cell else ""
        return Line(pieces, marker, align)

    def pieces(self, paragraph: Any, base_bold: bool, font: str | None) -> Iterator[Piece]:  # noqa: FBT001 - two kinds of text
        """Yield its runs."""
        for run in paragraph:
            if run.tag == f"{_A}br":
                yield Piece(BREAK)
            elif run.tag.endswith("}m"):
                yield Piece("".join("".join(run.itertext()).split()))
            elif run.tag in {f"{_A}r", f"{_A}fld"}:
                properties = run.find("a:rPr", _NAMESPACES)
                text = run.findtext("a:t", "", _NAMESPACES)
                marks = frozenset(_marks(properties, base_bold, font))
                yield Piece(text, marks, self.link(properties))

    def link(self, properties: Any) -> str:
        """Return where a run or shape leads: a page by its number, or an address."""
        click = properties.find("a:hlinkClick", _NAMESPACES) if properties is not None else None
        if click is None:
            return ""
        target = self.targets.get(click.get(f"{_R}id"), "?")
        return f"page {self.numbers[target]}" if target in self.numbers else target

    def picture(self, shape: Any) -> Picture:
        """Return a picture by its alternative text."""
        properties = shape.find("p:nvPicPr/p:cNvPr", _NAMESPACES)
        return Picture(properties.get("descr", ""), self.link(properties))

    def styles(self, paragraph: Any, shape: Any) -> Iterator[Any]:
        """Yield where a paragraph's looks come from, nearest first (ECMA-376-1, 21.1.2.4)."""
        own = paragraph.find("a:pPr", _NAMESPACES)
        level = int(_attribute(own, "lvl") or 0) + 1
        if own is not None:
            yield own
        yield from shape.iterfind(f"p:txBody/a:lstStyle/a:lvl{level}pPr", _NAMESPACES)
        placeholder = shape.find(".//p:nvPr/p:ph", _NAMESPACES)
        if placeholder is None:
            return
        for root in self.above:
            for other in root.iter(f"{_P}ph"):
                if other.get("idx", "0") == placeholder.get("idx", "0"):
                    near = next(other.iterancestors(f"{_P}sp", f"{_P}pic"))
                    yield from near.iterfind(f"p:txBody/a:lstStyle/a:lvl{level}pPr", _NAMESPACES)
        is_title = placeholder.get("type") in {"title", "ctrTitle"}
        kind = "titleStyle" if is_title else "bodyStyle"
        yield from self.above[-1].iterfind(f"p:txStyles/p:{kind}/a:lvl{level}pPr", _NAMESPACES)

    def notes(self) -> Iterator[Line]:
        """Yield the paragraphs of the speaker's notes."""
        name = self.package.related(self.name, "notesSlides")
        if name is None:
            return
        self.targets = self.package.relationships(name)
        self.above = [self.package.part(self.package.related(name, "notesMasters") or "")]
        for shape in self.package.part(name).iter(f"{_P}sp"):
            placeholder = shape.find(".//p:nvPr/p:ph", _NAMESPACES)
            if placeholder is not None and placeholder.get("type") == "body":
                for paragraph, line in zip(
                    shape.iterfind("p:txBody/a:p", _NAMESPACES), self.all_lines(shape), strict=True
                ):
                    if _is_listed(paragraph):
                        yield Line(
                            (Piece("".join(piece.text for piece in line.pieces)),), verbatim=True
                        )
                    elif line.pieces or line.marker:
                        yield line


def _is_listed(paragraph: Any) -> bool:
    """Return whether a paragraph of notes is a line of a listing: monospaced, in the size of notes."""
    runs = paragraph.findall("a:r/a:rPr", _NAMESPACES)
    faces = [run.find("a:latin", _NAMESPACES) for run in runs]
    return bool(runs) and all(
        face is not None and face.get("typeface") in _MONO and run.get("sz") is None
        for run, face in zip(runs, faces, strict=True)
    )


def _marks(properties: Any, base_bold: bool, font: str | None) -> Iterator[str]:  # noqa: FBT001 - two kinds of text
    bold = _attribute(properties, "b")
    if bold == "1" or (bold is None and base_bold):
        yield "strong"
    if _attribute(properties, "i") == "1":
        yield "emphasis"
    if _attribute(properties, "strike") == "sngStrike":
        yield "struck"
    if _attribute(properties, "u") == "sng":
        yield "underlined"
    if properties is not None and properties.find("a:highlight", _NAMESPACES) is not None:
        yield "marked"
    baseline = int(_attribute(properties, "baseline") or 0)
    if baseline:
        yield "raised" if baseline > 0 else "lowered"
    latin = properties.find("a:latin", _NAMESPACES) if properties is not None else None
    if latin is not None and latin.get("typeface") in _MONO and font not in _MONO:
        yield "code"


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else element.get(name)


def _inherited(styles: list[Any], look: Any) -> str | None:
    return next((found for style in styles if (found := look(style)) is not None), None)


def _marker(paragraph: Any, styles: list[Any], counters: dict[int, tuple[str, str, int]]) -> str:
    """Return the bullet or number before a paragraph, counted as PowerPoint does.

    A list goes on while paragraphs of its level have the same numbering; one that is deeper does
    not end it, any other does.
    """
    level = int(_attribute(paragraph.find("a:pPr", _NAMESPACES), "lvl") or 0)
    for deeper in [one for one in counters if one > level]:
        del counters[deeper]
    bullet = next(
        (
            one
            for style in styles
            for one in style
            if one.tag in {f"{_A}buNone", f"{_A}buChar", f"{_A}buAutoNum"}
        ),
        None,
    )
    if bullet is None or not bullet.tag.endswith("buAutoNum"):
        counters.pop(level, None)
        sign = "" if bullet is None else bullet.get("char", "")
        return sign if sign in {"", *_BOXES} else "•"
    kind, start = bullet.get("type"), bullet.get("startAt", "1")
    number = int(start)
    if level in counters and counters[level][:2] == (kind, start):
        number = counters[level][2] + 1
    counters[level] = (kind, start, number)
    return numeral(number, kind)
