"""Splits raw HTML in a document into Markdown, pictures, tables, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from textwrap import dedent
from typing import Literal

from msgspec import Struct, field

from diptych.markup.tags import read_html_attributes

ELEMENT_ATTRIBUTES = r"""(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*"""
"""A pattern of the attributes in a tag."""

# Pandoc's block elements, which end a paragraph and are not part of one.
_BLOCK = frozenset((
    "address", "article", "aside", "base", "blockquote", "body", "caption", "center",
    "colgroup", "col", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "isindex", "li", "link", "main", "menu", "meta",
    "nav", "noframes", "ol", "output", "p", "pre", "section", "source", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
))  # fmt: skip
_LEFT_OUT = "script|style|iframe|object|svg|math|video|audio|canvas|template|noscript|embed"
_PART = re.compile(
    rf"<!--.*?(?P<end>-->|\Z)|<(?P<out>{_LEFT_OUT})\b(?P<said>{ELEMENT_ATTRIBUTES})\s*"
    rf"(?:/>|>.*?(?:</(?P=out)\s*>|\Z))"
    rf"|<pre\b(?P<around>{ELEMENT_ATTRIBUTES})\s*>(?P<pre>.*?)</pre\s*>"
    rf"|<table\b{ELEMENT_ATTRIBUTES}\s*>(?P<table>.*?)</table\s*>"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)\b(?P<values>{ELEMENT_ATTRIBUTES})\s*/?>",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE = re.compile(rf"<source\b({ELEMENT_ATTRIBUTES})", re.IGNORECASE)
_CODE = re.compile(
    rf"\s*<code\b({ELEMENT_ATTRIBUTES})\s*>(.*?)(?:</code\s*>\s*|\Z)", re.DOTALL | re.IGNORECASE
)
_STYLING = re.compile(
    r"</?(?:code|span|mark|a|b|i|u|s|em|strong|small|sub|sup|kbd|var|samp|ins|del|font)"
    rf"\b{ELEMENT_ATTRIBUTES}\s*/?>",
    re.IGNORECASE,
)
"""Tags within a listing; others are part of it, as in `git add <file>`."""
_PLAYED = {"poster", "loop", "muted", "width", "height", "title"}
"""Attributes of a video or sound that have the same meaning here."""
_LANGUAGE = re.compile(r"(?:lang(?:uage)?-)?([\w+#.-]+)")
_NO_LANGUAGE = {"hljs", "code-wrapper", "stretch", "r-stretch", "fragment", "noline"}
_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=<tr\b|</tr\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SPANS = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?(\d{1,2})\b", re.IGNORECASE)
_CELL = re.compile(
    r"<(t[hd])\b([^>]*)>(.*?)(?=<t[hd]\b|</t[hd]\s*>|</tr\s*>|\Z)", re.DOTALL | re.IGNORECASE
)


class Range(Struct, frozen=True):
    """A part of a text, by offsets."""

    start: int
    end: int


class HtmlCell(Struct, frozen=True):
    """A cell of a table."""

    place: Range
    columns: int = 1
    rows: int = 1


class HtmlPart(Struct, frozen=True, kw_only=True):
    """A piece of raw HTML."""

    kind: Literal["markdown", "picture", "table", "listing", "frame", "tag", "left out", "comment"]
    """`picture`: what plays, too; `tag`: a tag of an element whose content is kept; `left out`: an
    element with its content; `comment`: a comment that is never closed."""
    place: Range
    name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    code: str = ""
    """The text of a listing."""
    rows: tuple[tuple[HtmlCell, ...], ...] = ()
    header_rows: int = 0
    """How many of the first rows of a table have only heads, if there are others below them."""

    @property
    def subject(self) -> str:
        """Return the element's name in a list of several."""
        address = self.values.get("src") or self.values.get("data") or ""
        return f"<{self.name} {address}>" if address else f"<{self.name}>"


def html_parts(source: str) -> Iterator[HtmlPart]:
    """Yield the pieces of `source` in order; inline tags stay in the Markdown around them."""
    start = 0
    for found in _PART.finditer(source):
        part = _part(found)
        if part is None:
            continue
        if source[start : found.start()].strip():
            yield HtmlPart(kind="markdown", place=Range(start, found.start()))
        if part.kind != "markdown":
            yield part
        start = found.end()
    if source[start:].strip():
        yield HtmlPart(kind="markdown", place=Range(start, len(source)))


def _part(found: re.Match[str]) -> HtmlPart | None:
    """Return the piece that ends the Markdown before it: empty for a comment, None if inline."""
    place = Range(found.start(), found.end())
    if found["out"]:
        return _embedded(found, place)
    if found["pre"] is not None:
        return _listing(found, place)
    if found["table"] is not None:
        return _table(found, place)
    if found["name"] is None:
        return HtmlPart(kind="markdown" if found["end"] else "comment", place=place)
    name = found["name"].lower()
    if name == "img" and not found["close"]:
        values = _with_source(read_html_attributes(found["values"]))
        return HtmlPart(kind="picture", place=place, name=name, values=values)
    return HtmlPart(kind="tag", place=place, name=name) if name in _BLOCK else None


def _with_source(values: dict[str, str]) -> dict[str, str]:
    """Return attributes with the address that reveal.js loads late, `data-src`, as any other."""
    late = values.pop("data-src", "")
    return {**values, "src": late} if late and "src" not in values else values


def _embedded(found: re.Match[str], place: Range) -> HtmlPart:
    """Return what plays or is a page, by its address; another element is left out."""
    name, values = found["out"].lower(), _with_source(read_html_attributes(found["said"]))
    if name in {"video", "audio"}:
        source = _SOURCE.search(found[0])
        inner = _with_source(read_html_attributes(source[1])) if source else {}
        address = values.get("src") or inner.get("src")
        kept = {key: value for key, value in values.items() if key in _PLAYED}
        if address:
            values = {**kept, "src": address}
            return HtmlPart(kind="picture", place=place, name=name, values=values)
    kind: Literal["frame", "left out"] = "left out"
    if name == "iframe" and values.get("src", "").startswith(("https://", "http://")):
        kind = "frame"
    return HtmlPart(kind=kind, place=place, name=name, values=values)


def _listing(found: re.Match[str], place: Range) -> HtmlPart:
    """Return a listing: its text, with the language and stages that reveal.js reads on it."""
    inner, values = found["pre"], read_html_attributes(found["around"])
    start = found.start("pre")
    if code := _CODE.fullmatch(inner):
        start += code.start(2)
        inner, values = code[2], values | read_html_attributes(code[1])
    classes = (name for name in values.get("class", "").split() if name not in _NO_LANGUAGE)
    start += len(inner) - len(inner.lstrip("\r\n"))
    language = next((one[1] for name in classes if (one := _LANGUAGE.fullmatch(name))), "")
    kept = {key: value for key, value in values.items() if key == "data-line-numbers" and value}
    return HtmlPart(
        kind="listing",
        place=Range(start, place.end),
        name=language,
        values=kept,
        code=unescape(_STYLING.sub("", dedent(inner.strip("\r\n")))).rstrip(),
    )


def _table(found: re.Match[str], place: Range) -> HtmlPart:
    start, inner = found.start("table"), found["table"]
    rows: list[tuple[HtmlCell, ...]] = []
    heads: list[bool] = []
    for row in _ROW.finditer(inner):
        cells = list(_CELL.finditer(row[1]))
        at = start + row.start(1)
        rows.append(tuple(_cell(cell, at) for cell in cells))
        heads.append(all(cell[1].lower() == "th" for cell in cells))
    kept = [(row, head) for row, head in zip(rows, heads, strict=True) if row]
    if not kept:
        return HtmlPart(kind="tag", place=place, name="table")
    below = next((at for at, (_, is_head) in enumerate(kept) if not is_head), 0)
    return HtmlPart(
        kind="table",
        place=place,
        name="table",
        rows=tuple(row for row, _ in kept),
        header_rows=below,
    )


def _cell(found: re.Match[str], at: int) -> HtmlCell:
    spans = {name.lower(): int(value) for name, value in _SPANS.findall(found[2])}
    columns, rows = (max(1, spans.get(name, 1)) for name in ("colspan", "rowspan"))
    return HtmlCell(Range(at + found.start(3), at + found.end(3)), columns, rows)
