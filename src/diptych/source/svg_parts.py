"""What of an SVG both outputs can show, and whether they should be asked to.

HTML shows a picture by `<img>`, where it loads nothing from elsewhere and runs no script (SVG 2,
2.7.1, "secure static mode" but for animation). For PowerPoint it is drawn by resvg, which knows
SVG 1.1, the static part of SVG 2, and of CSS simple selectors and the properties of SVG 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from diptych.source.picture_sizes import DamagedError, checked_size, svg_size
from diptych.source.svg_bounds import FILTERS, Bounds, addresses, corners
from diptych.source.svg_head import SVG

_SVG_NAME = f"{SVG} "
_BEFORE_LOCAL = len(_SVG_NAME)
_XHTML = "http://www.w3.org/1999/xhtml "
_EMBEDDED = re.compile(r"\s*data:(?:image/(?:png|jpe?g|gif|webp|svg\+xml)\b|[;,])", re.IGNORECASE)
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!\s*#|data:)([^\"')\s]+)")
_LIGHT_MEDIA = re.compile(r"@media[^{@]*(?:prefers-(?:color-scheme:\s*dark|reduced)|print)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORTED = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"');\s]+)")
_IMPORT = re.compile(r"@import[^;]*(?:;|\Z)")
_PAINTS = frozenset((
    "fill", "stroke", "color", "stop-color", "flood-color", "clip-path", "mask", "filter", "marker",
    "marker-start", "marker-mid", "marker-end", "style", "vector-effect",
))  # fmt: skip
"""Attributes that may refer to something, or say a colour in a way that few programs know."""
_ALWAYS_TELLING = {"style", "vector-effect"}
_PICTURES = {"image", "feImage"}
_REFERRING = {"use", "textPath", "linearGradient", "radialGradient", "pattern"}
_MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
_SHOWN_BY_NEITHER = {"flowRoot", "tref", "meshgradient", "hatch"}
_TELLING = frozenset((
    "foreignObject", *_PICTURES, *_REFERRING, *_MOVING, *_SHOWN_BY_NEITHER, *FILTERS
))  # fmt: skip
_PLAIN_GROUND = re.compile(r"\s*(white|none|transparent|#fff\b|#ffffff\b|rgb\(255, 255, 255\))")

_OTHERWISE = {
    "`var()`": re.compile(r"var\(\s*--"),
    "`@media`": re.compile(r"@media"),
    "`@font-face`": re.compile(r"@font-face"),
    "an animation": re.compile(r"[;{\s]animation(?:-name)?\s*:\s*(?!\s|none)"),
    "the selector `{}`": re.compile(r"(:(?:nth-[\w-]+|not|is|where|has|last-[\w-]+))(?=\()"),
    "the property `{}`": re.compile(
        r"(?:^|[;{\s])(transform|d|cx|cy|r|rx|ry|x|y)\s*:\s*(?!none|auto|inherit|0)[^\s;}]"
    ),
    "the colour `{}`": re.compile(r"\b((?:oklch|oklab|lch|lab|hwb|color|color-mix|light-dark)\()"),
    "the colour `{} ... / ...)`": re.compile(r"\b((?:rgba?|hsla?)\()[^()]*/"),
    "the shape `{}`": re.compile(r"clip-path\s*:\s*((?:circle|ellipse|inset|polygon|path)\()"),
    "`vector-effect`": re.compile(r"vector-effect\s*:\s*non-scaling-stroke"),
    "the unit `{}`": re.compile(r":\s*[\d.]+(rem|vw|vh|vmin|vmax|Q)\b"),
}
"""What resvg passes over in styles; `{}` is what the pattern's group finds."""
_LENGTHS = frozenset(("x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width"))


class Parts(Struct, frozen=True):
    """How large an SVG is, and what of it does not come out, in an author's words."""

    size_px: tuple[float, float]
    lost: tuple[str, ...]
    """Missing in HTML, in PowerPoint or in both."""
    changed: tuple[str, ...]
    """Looking different in PowerPoint from HTML."""
    embedded: tuple[str, ...]
    """Addresses of the pictures that stand inside."""


def read_parts(data: bytes) -> Parts:
    """Return what there is to know of an SVG that was made whole, read once.

    Raise DamagedError if it is no SVG or without a size, OversizedError if it holds too much.
    """
    walk = _Walk(data)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.ProcessingInstructionHandler = walk.instruction
    if b"style" in data:
        parser.CharacterDataHandler = walk.words
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DamagedError(f"it is no XML: {error}") from None
    walk.bounds.check(walk.styles)
    changed = (*walk.changed, *_unknown_styles("".join(f";{css};\n" for css in walk.styles)))
    return Parts(
        checked_size(svg_size(walk.root)),
        tuple(dict.fromkeys(walk.lost)),
        tuple(dict.fromkeys(changed)),
        tuple(walk.embedded),
    )


def _unknown_styles(css: str) -> Iterator[str]:
    css = _LIGHT_MEDIA.sub("", css)
    for name, pattern in _OTHERWISE.items():
        found = pattern.search(css)
        if found is not None:
            yield name.format(*(group.rstrip("(") for group in found.groups()))


class _Walk:
    """Gathers what the outputs cannot show, and all styles, element by element."""

    def __init__(self, data: bytes) -> None:
        self.root: dict[str, str] = {}
        self.lost: list[str] = []
        self.changed: list[str] = []
        self.styles: dict[str, None] = {}
        self.embedded: dict[str, None] = {}
        self.bounds = Bounds(data)
        self.open: list[str] = []
        self._foreign = 0
        """How many elements are open that are, or are within, HTML's place in SVG."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name[_BEFORE_LOCAL:] if name.startswith(_SVG_NAME) else name
        if not self.open:
            self._begin(local, attributes)
        self.open.append(local)
        self.bounds.enter(local, len(self.open), attributes)
        telling = [
            (name, value)
            for name, value in attributes.items()
            if (name in _PAINTS and ("(" in value or name in _ALWAYS_TELLING))
            or (name in _LENGTHS and value[-1:] > "9")  # a letter, of a unit
        ]
        if telling:
            self._refer(telling, attributes)
        if self._foreign:
            self._foreign += 1
            return
        if local in _TELLING:
            self._look(local, attributes)
        elif name.startswith(_XHTML):
            self.lost.append(f"the HTML element `<{name.rpartition(' ')[2]}>`")
        if telling and " " not in local:
            self._keep_styles(telling)

    def end(self, _: str) -> None:
        self.bounds.leave(len(self.open))
        self.open.pop()
        if self._foreign:
            self._foreign -= 1

    def _begin(self, local: str, attributes: dict[str, str]) -> None:
        if local != "svg":
            raise DamagedError("it is no SVG")
        self.root = attributes

    def _look(self, local: str, attributes: dict[str, str]) -> None:
        """Take note of an element that is not always, or not only, drawn as it stands."""
        if local == "foreignObject":
            self._foreign = 1
            (self.changed if "switch" in self.open else self.lost).append(f"`<{local}>`")
        elif local in _MOVING:
            self.changed.append(f"`<{local}>`")
        elif local in _SHOWN_BY_NEITHER:
            self.lost.append(f"`<{local}>`")
        elif local in FILTERS:
            self.bounds.check_filter(local, attributes)
        else:
            self._follow(local, attributes)

    def _follow(self, local: str, attributes: dict[str, str]) -> None:
        """Take note of what an element draws that stands elsewhere."""
        href = attributes.get("href", attributes.get("http://www.w3.org/1999/xlink href", ""))
        if href.startswith("#"):
            self.bounds.refer(href[1:], len(self.open))
        elif local in _PICTURES and _EMBEDDED.match(href):
            self.embedded[href] = None
        elif local in _PICTURES and href:
            kind = re.match(r"\s*data:([^;,]*)", href)
            self.lost.append(f"a picture of type `{kind[1]}`" if kind else f"the picture `{href}`")
        elif href:
            self.lost.append(f"`{href}`")

    def _refer(self, telling: list[tuple[str, str]], attributes: dict[str, str]) -> None:
        """Count what an element's attributes have drawn again."""
        for name, value in telling:
            if "url(" in value:
                is_marker = "marker" in name or "marker" in value
                times = corners(attributes) if is_marker else 1
                for target in addresses(value):
                    self.bounds.refer(target, len(self.open), times)

    def _keep_styles(self, telling: list[tuple[str, str]]) -> None:
        """Keep each style once: a plot has thousands of elements and few styles."""
        for name, value in telling:
            if name == "style":
                self._keep_style(value, is_root=len(self.open) == 1)
            else:
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

    def words(self, words: str) -> None:
        if self.open[-1] == "style" and not self._foreign:
            css = _COMMENT.sub(" ", words)
            imported = _IMPORTED.findall(css)
            self.lost += [f"the style sheet `{address}`" for address in imported]
            self._keep(_IMPORT.sub(" ", css))

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and (sheet := re.search(r"href=[\"']([^\"'#]+)", data)):
            self.lost.append(f"the style sheet `{sheet[1]}`")
