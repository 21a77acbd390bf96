"""An SVG as both outputs can show it: made whole, and what of it they cannot show.

HTML shows a picture by `<img>`, where it loads nothing from elsewhere and runs no script (SVG 2,
2.7.1, "secure static mode" but for animation). For PowerPoint it is drawn by resvg, which knows
SVG 1.1, the static part of SVG 2, and of CSS simple selectors and the properties of SVG 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_EMBEDDED = re.compile(r"\s*data:(?:image/(?:png|jpe?g|gif|webp|svg\+xml)\b|[;,])", re.IGNORECASE)
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!\s*#|data:)([^\"')\s]+)")
_LIGHT_MEDIA = re.compile(r"@media[^{]*(?:prefers-(?:color-scheme:\s*dark|reduced)|print)")
_PAINTS = frozenset((
    "fill", "stroke", "color", "stop-color", "flood-color", "clip-path", "mask", "filter",
    "vector-effect",
))  # fmt: skip
_PICTURES = {"image", "feImage"}
_REFERRING = {"use", "textPath", "linearGradient", "radialGradient", "pattern"}
_MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
_SHOWN_BY_NEITHER = {"flowRoot", "tref", "meshgradient", "hatch"}
_PLAIN_GROUND = re.compile(r"\s*(white|none|transparent|#fff\b|#ffffff\b|rgb\(255, 255, 255\))")

_OTHERWISE = {
    "`var()`": re.compile(r"var\(\s*--"),
    "`@media`": re.compile(r"@media"),
    "`@font-face`": re.compile(r"@font-face"),
    "an animation": re.compile(r"[;{\s]animation(?:-name)?\s*:\s*(?!none)"),
    "the selector `{}`": re.compile(r"(:(?:nth-[\w-]+|not|is|where|has|last-[\w-]+))(?=\()"),
    "the property `{}`": re.compile(
        r"(?:^|[;{\s])(transform|d|cx|cy|r|rx|ry|x|y)\s*:\s*(?!none|auto|inherit|0)[^;}]"
    ),
    "the colour `{}`": re.compile(
        r":[^;{}]*?\b((?:oklch|oklab|lch|lab|hwb|color|color-mix|light-dark)\()"
    ),
    "the colour `{} ... / ...)`": re.compile(r"\b((?:rgba?|hsla?)\()[^()]*/"),
    "the shape `{}`": re.compile(r"clip-path\s*:\s*((?:circle|ellipse|inset|polygon|path)\()"),
    "`vector-effect`": re.compile(r"vector-effect\s*:\s*non-scaling-stroke"),
    "the unit `{}`": re.compile(r":\s*[\d.]+(rem|vw|vh|vmin|vmax|Q)\b"),
}
"""What resvg passes over in styles; `{}` is what the pattern's group finds."""
_PIECE = 4096
"""Bytes that are read at a time for the root of an SVG."""
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>")
"""No part of a PPTX may declare a document type (ECMA-376 part 2, "XML usage")."""
_LENGTHS = frozenset(("x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width"))


def made_whole(data: bytes) -> bytes:
    """Return an SVG in UTF-8, without a document type, and with its namespace.

    Without a namespace no `<img>` shows it. Raise expat.ExpatError for what does not begin as XML,
    and UnicodeDecodeError or LookupError for what is not in the encoding that it names.
    """
    head = _Head()
    head.read(data)
    if head.encoding and head.encoding.lower() not in {"utf-8", "us-ascii"}:
        return made_whole(_DECLARATION.sub("", data.decode(head.encoding), count=1).encode())
    if head.lacks_namespace:
        behind = data.index(b"svg", head.at) + len("svg")
        data = data[:behind] + f' xmlns="{_SVG}"'.encode() + data[behind:]
    return _DOCTYPE.sub(b"", data[: head.at]) + data[head.at :]


class _Head:
    """What stands before an SVG's content, and its root."""

    def __init__(self) -> None:
        self.encoding: str | None = None
        self.lacks_namespace = False
        self.at = -1
        """The root's first byte; -1 until it was met."""

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")

        def declared(_: str, encoding: str | None, __: int) -> None:
            self.encoding = encoding

        def start(name: str, _: dict[str, str]) -> None:
            if self.at < 0:
                self.at, self.lacks_namespace = parser.CurrentByteIndex, name == "svg"

        parser.XmlDeclHandler = declared
        parser.StartElementHandler = start
        for piece in range(0, len(data), _PIECE):
            parser.Parse(data[piece : piece + _PIECE], False)
            if self.at >= 0:
                return
        parser.Parse(b"", True)


class Parts(Struct, frozen=True):
    """What of an SVG does not come out, in an author's words."""

    lost: tuple[str, ...]
    """Missing in HTML, in PowerPoint or in both."""
    changed: tuple[str, ...]
    """Looking different in PowerPoint from HTML."""


def read_parts(data: bytes) -> Parts:
    """Return what of a well-formed SVG does not come out."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.words
    parser.ProcessingInstructionHandler = walk.instruction
    parser.Parse(data, True)
    changed = (*walk.changed, *_unknown_styles("".join(f";{css};\n" for css in walk.styles)))
    return Parts(tuple(dict.fromkeys(walk.lost)), tuple(dict.fromkeys(changed)))


def _unknown_styles(css: str) -> Iterator[str]:
    css = _LIGHT_MEDIA.sub("", css)
    for name, pattern in _OTHERWISE.items():
        found = pattern.search(css)
        if found is not None:
            yield name.format(*(group.rstrip("(") for group in found.groups()))


class _Walk:
    """Gathers what the outputs cannot show, and all styles, element by element."""

    def __init__(self) -> None:
        self.lost: list[str] = []
        self.changed: list[str] = []
        self.styles: dict[str, None] = {}
        self.open: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        within_other = "foreignObject" in self.open
        is_root, has_other = not self.open, "switch" in self.open
        self.open.append(local)
        if within_other:
            return
        if space == _XHTML:
            self.lost.append(f"the HTML element `<{local}>`")
        if space != _SVG:
            return
        if local in _MOVING or (local == "foreignObject" and has_other):
            self.changed.append(f"`<{local}>`")
        elif local in _SHOWN_BY_NEITHER or local == "foreignObject":
            self.lost.append(f"`<{local}>`")
        self._follow(local, attributes)
        self._keep_styles(attributes, is_root=is_root)

    def _follow(self, local: str, attributes: dict[str, str]) -> None:
        """Note what an element takes from elsewhere."""
        href = attributes.get("href", attributes.get("http://www.w3.org/1999/xlink href", ""))
        if not href or href.startswith("#") or _EMBEDDED.match(href):
            return
        if local in _PICTURES:
            kind = re.match(r"\s*data:([^;,]*)", href)
            self.lost.append(f"a picture of type `{kind[1]}`" if kind else f"the picture `{href}`")
        elif local in _REFERRING:
            self.lost.append(f"`{href}`")

    def _keep_styles(self, attributes: dict[str, str], *, is_root: bool) -> None:
        """Keep each style once: a plot has thousands of elements and few styles."""
        for name, value in attributes.items():
            if name == "style":
                self._keep_style(value, is_root=is_root)
            elif name in _PAINTS or (name in _LENGTHS and not value[-1:].isdigit()):
                self._keep(f"-{name}: {value}")

    def _keep_style(self, style: str, *, is_root: bool) -> None:
        if is_root:
            self._note_ground(style)
        elif self._keep(style) and re.search(r"(?:^|[;\s])(?:width|height)\s*:", style):
            self.changed.append("a size in `style`")

    def _keep(self, css: str) -> bool:
        """Keep a style if it is new; return whether it was."""
        if css in self.styles:
            return False
        self.styles[css] = None
        self._note_outside(css)
        return True

    def _note_ground(self, style: str) -> None:
        ground = re.search(r"background(?:-color)?\s*:([^;]*)", style)
        if ground is not None and not _PLAIN_GROUND.match(ground[1]):
            self.changed.append("a `background`")

    def _note_outside(self, css: str) -> None:
        self.lost += [f"`{address}`" for address in _OUTSIDE.findall(css)]

    def end(self, _: str) -> None:
        self.open.pop()

    def words(self, words: str) -> None:
        if self.open[-1] == "style" and "foreignObject" not in self.open:
            css = re.sub(r"/\*.*?\*/", " ", words, flags=re.DOTALL)
            imported = re.findall(r"@import\s+(?:url\()?\s*[\"']?([^\"');\s]+)", css)
            self.lost += [f"the style sheet `{address}`" for address in imported]
            css = re.sub(r"@import[^;]*;", " ", css)
            self._keep(css)

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and (sheet := re.search(r"href=[\"']([^\"'#]+)", data)):
            self.lost.append(f"the style sheet `{sheet[1]}`")
