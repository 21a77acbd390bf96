"""Finds the parts of an SVG that the outputs cannot show, and checks it against limits.

HTML shows a picture with `<img>`, where it loads nothing from elsewhere and runs no scripts (SVG 2,
2.7.1, "secure static mode" except for animation). For PowerPoint it is drawn by resvg, which
supports SVG 1.1, the static part of SVG 2, simple CSS selectors and the properties of SVG 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from diptych.source.pictures.sizes import DamagedError, OversizedError, checked_size, svg_size
from diptych.source.pictures.svg_bounds import (
    DEEPEST,
    FILTERS,
    PATH,
    TOO_DEEP,
    Bounds,
    addresses,
    most_vertices,
    weight_of_text,
)
from diptych.source.pictures.svg_head import SVG
from diptych.source.pictures.svg_metadata import SOURCE

_SVG_NAME = f"{SVG} "
_XHTML = "http://www.w3.org/1999/xhtml "
_EMBEDDED = r"(?i)\s*data:(?:image/(?:png|jpe?g|gif|webp|svg\+xml)\b|[;,])"
_OUTSIDE = r"(?i)url\(\s*[\"']?(?!\s*#|data:)([^\"')\s]+)"
_LIGHT_MEDIA = r"@media[^{@]*(?:prefers-(?:color-scheme:\s*dark|reduced)|print)"
_COMMENT = r"(?s)/\*.*?(?:\*/|\Z)"
_IMPORTED = r"(?i)@import\s+(?:url\(\s*)?[\"']?([^\"');\s]+)"
_IMPORT = r"(?i)@import[^;]*(?:;|\Z)"
_TARGET = r"#([^\"');\s]+)"
"""A target of an animation, as an address or in one."""
_PAINTS = frozenset((
    "fill", "stroke", "color", "stop-color", "flood-color", "clip-path", "mask", "filter", "marker",
    "marker-start", "marker-mid", "marker-end", "style",
))  # fmt: skip
"""Attributes that may contain references, or colours in a notation that few programs support."""
_BASE = "http://www.w3.org/XML/1998/namespace base"
_ALWAYS = {"style", "vector-effect", _BASE}
"""Attributes that are always examined."""
_NAMED = "named"
_PICTURES = {"image", "feImage"}
_REFERRING = {"use", "textPath", "linearGradient", "radialGradient", "pattern"}
_MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
_SHOWN_BY_NEITHER = {"flowRoot", "tref", "meshgradient", "hatch"}
_TEXT = "text"
_NOT_SEEN = {"metadata", "script", "a", *_MOVING}
"""Elements that are left out, or may contain a script."""
_TELLING = frozenset((
    "style", "switch", "foreignObject", _TEXT, *_PICTURES, *_REFERRING, *_MOVING,
    *_SHOWN_BY_NEITHER, *FILTERS, *_NOT_SEEN,
))  # fmt: skip
_PLAIN_GROUND = r"\s*(white|none|transparent|#fff\b|#ffffff\b|rgb\(255, 255, 255\))"

_OTHERWISE = {
    "`var()`": r"var\(\s*--",
    "`@media`": r"@media",
    "`@font-face`": r"@font-face",
    "an animation": r"[;{\s]animation(?:-name)?\s*:\s*(?!\s|none)",
    "the selector `{}`": r"(:(?:nth-[\w-]+|not|is|where|has|last-[\w-]+))(?=\()",
    "the property `{}`": (
        r"(?:^|[;{\s])(transform|d|cx|cy|r|rx|ry|x|y)\s*:\s*(?!none|auto|inherit|0)[^\s;}]"
    ),
    "the colour `{}`": r"\b((?:oklch|oklab|lch|lab|hwb|color|color-mix|light-dark)\()",
    "the colour `{} ... / ...)`": r"\b((?:rgba?|hsla?)\()[^()]*/",
    "the shape `{}`": r"clip-path\s*:\s*((?:circle|ellipse|inset|polygon|path)\()",
    "`vector-effect`": r"vector-effect\s*:\s*non-scaling-stroke",
    "the unit `{}`": r":\s*[\d.]+(rem|vw|vh|vmin|vmax|Q)\b",
}
"""Features of styles that resvg ignores; `{}` is replaced by the pattern's group.

These patterns are compiled on use, since few pictures need them.
"""
_LENGTHS = frozenset(("x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width"))
_WATCHED = _PAINTS | _ALWAYS | _LENGTHS


class Parts(Struct, frozen=True, kw_only=True):
    """The size of an SVG, and its parts that are not shown correctly, in words for an author."""

    size_px: tuple[float, float]
    lost: tuple[str, ...]
    """Missing in HTML, PowerPoint or both."""
    changed: tuple[str, ...]
    """Different in PowerPoint than in HTML."""
    has_scripts: bool
    embedded: tuple[str, ...]
    """Addresses of the pictures in it."""
    outside: tuple[str, ...]
    """Addresses of pictures that it shows, but does not have in it."""
    notes: tuple[tuple[int, int], ...]
    """Start and end of comments and processing instructions."""
    has_more: bool
    """Whether it may have other invisible content."""


def read_parts(data: bytes) -> Parts:
    """Return the parts of a normalised SVG, which is parsed once.

    Raise DamagedError if it is not an SVG or has no size, OversizedError if it is too complex.
    """
    walk = _Walk(data)
    try:
        walk.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DamagedError(f"it is not valid XML: {error}") from None
    walk.bounds.check(walk.styles, walk.elements, walk.deepest)
    changed = (*walk.changed, *_unknown_styles("".join(f";{css};\n" for css in walk.styles)))
    return Parts(
        size_px=checked_size(svg_size(walk.root)),
        lost=tuple(dict.fromkeys(walk.lost)),
        changed=tuple(dict.fromkeys(changed)),
        has_scripts=walk.has_scripts,
        embedded=tuple(walk.embedded),
        outside=tuple(walk.outside),
        notes=tuple(walk.notes),
        has_more=walk.has_more,
    )


def _unknown_styles(css: str) -> Iterator[str]:
    if not css:
        return
    css = re.sub(_LIGHT_MEDIA, "", css)
    for name, pattern in _OTHERWISE.items():
        found = re.search(pattern, css)
        if found is not None:
            yield name.format(*(group.rstrip("(") for group in found.groups()))


class _Kinds(dict[str, str | None]):
    """The elements that need handling, by name with namespace; None for all others."""

    def __missing__(self, name: str) -> str | None:
        """Return the local name of such an SVG element, or the full name of a foreign element."""
        is_svg = name.startswith(_SVG_NAME)
        local = name[len(_SVG_NAME) :] if is_svg else name
        self[name] = local if not is_svg or local in _TELLING else None
        return self[name]


class _Walk:
    """Collects the styles and the parts that the outputs cannot show, element by element.

    Plots and drawings have thousands of elements, so there is little work for each.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: dict[str, str] = {}
        self.lost: list[str] = []
        self.changed: list[str] = []
        self.styles: dict[str, None] = {}
        self.embedded: dict[str, None] = {}
        self.outside: dict[str, None] = {}
        self.notes: list[tuple[int, int]] = []
        self.has_more = False
        self.has_scripts = False
        self.bounds = Bounds(data)
        self.elements = 0
        self.depth = 0
        self.deepest = 0
        """The greatest depth since the last report to the bounds."""
        self.kinds = _Kinds()
        self.marks: list[tuple[int, str]] = []
        """Open elements whose end has to be handled: their depth and kind."""
        self.mark = 0
        """The depth of the innermost of them."""
        self.sheet: list[str] = []
        """The text so far of the open style sheet."""
        self.characters: list[int] = []
        """How many each open text has so far."""
        self.foreign = 0
        """How many `<foreignObject>` elements are open."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CommentHandler = self.comment
        self.parser.ProcessingInstructionHandler = self.instruction

    def start(self, name: str, attributes: dict[str, str]) -> None:
        path = attributes.get("d") or attributes.get("points")
        weight = 1 + len(path) // PATH if path else 1
        self.elements += weight
        self.depth += 1
        if self.depth > self.deepest:
            self._deepen(name, attributes)
        if "id" in attributes:
            self.bounds.begin(attributes["id"], self.depth, self.elements - weight, self.deepest)
            self.deepest = self.depth
            self._mark(_NAMED)
        kind = self.kinds[name]
        if kind is not None:
            self._look(kind, attributes)
        for key, value in attributes.items():
            if key in _WATCHED and (
                value[-1:] > "9" if key in _LENGTHS else "(" in value or key in _ALWAYS
            ):
                self._examine(key, value, attributes)
        if self.bounds.has_sheets:
            self.bounds.add_styled(name.removeprefix(_SVG_NAME), self.depth, attributes)

    def end(self, _: str) -> None:
        while self.depth == self.mark:
            self._unmark()
        self.depth -= 1

    def _deepen(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 1:
            if name != f"{_SVG_NAME}svg":
                raise DamagedError("it is not an SVG")
            self.root = attributes
            self.has_more = SOURCE in attributes
        if self.depth > DEEPEST:
            raise OversizedError(TOO_DEEP)
        self.deepest = self.depth

    def _mark(self, what: str) -> None:
        self.marks.append((self.depth, what))
        self.mark = self.depth

    def _unmark(self) -> None:
        """Handle the end of the innermost marked element."""
        _, what = self.marks.pop()
        self.mark = self.marks[-1][0] if self.marks else 0
        if what == _NAMED:
            self.bounds.end(self.elements, self.deepest)
            self.deepest = self.depth
        elif what == "foreignObject":
            self.foreign -= 1
        elif what == _TEXT:
            self.elements += weight_of_text(self.characters.pop())
            self.parser.CharacterDataHandler = self.count if self.characters else None
        elif what == "style":
            self.parser.CharacterDataHandler = self.count if self.characters else None
            self._keep_sheet("".join(self.sheet))

    def _look(self, kind: str, attributes: dict[str, str]) -> None:
        """Handle an element that is not simply drawn."""
        if kind in _NOT_SEEN or " " in kind:
            self.has_more = True
        if kind in _REFERRING or kind in _PICTURES:
            self._follow(kind, attributes)
        elif kind in FILTERS:
            self.bounds.check_filter(kind, attributes)
        elif kind in _MOVING:
            for name in re.findall(_TARGET, " ".join(attributes.values())):
                self.bounds.refer(name, self.depth)
            self.changed += () if self.foreign else (f"`<{kind}>`",)
        elif not self.foreign:
            self._look_at_form(kind)

    def _look_at_form(self, kind: str) -> None:
        """Handle an element that outputs show differently or not at all, or a container."""
        if kind == _TEXT:
            self._mark(kind)
            self.characters.append(0)
            self.parser.CharacterDataHandler = self.count
        elif kind == "style":
            self._mark(kind)
            self.sheet = []
            self.parser.CharacterDataHandler = self.sheet.append
        elif kind == "switch":
            self._mark(kind)
        elif kind == "script":
            self.has_scripts = True
        elif kind == "foreignObject":
            is_choice = any(what == "switch" for _, what in self.marks)
            (self.changed if is_choice else self.lost).append(f"`<{kind}>`")
            self._mark(kind)
            self.foreign += 1
        elif kind in _SHOWN_BY_NEITHER:
            self.lost.append(f"`<{kind}>`")
        elif kind.startswith(_XHTML):
            self.lost.append(f"the HTML element `<{kind.rpartition(' ')[2]}>`")

    def _follow(self, local: str, attributes: dict[str, str]) -> None:
        """Record what an element draws by reference."""
        href = attributes.get("href", attributes.get("http://www.w3.org/1999/xlink href", ""))
        if href.startswith("#"):
            self.bounds.refer(href[1:], self.depth)
        elif local in _PICTURES and re.match(_EMBEDDED, href):
            self.embedded[href] = None
        elif local in _PICTURES and href:
            self._miss(href)
        elif href and not self.foreign:
            self.lost.append(f"`{href}`")

    def _miss(self, href: str) -> None:
        """Record a picture that is not in it, or of a type that is not shown."""
        kind = re.match(r"\s*data:([^;,]*)", href)
        if kind is None:
            self.outside[href] = None
        if not self.foreign:
            self.lost.append(f"a picture of type `{kind[1]}`" if kind else f"the picture `{href}`")

    def _examine(self, key: str, value: str, attributes: dict[str, str]) -> None:
        """Count the references in an attribute, and keep its style.

        Each style is kept only once: a plot has thousands of elements but few styles.
        """
        if key == _BASE:
            self.has_more = True
            return
        targets = addresses(value)
        times = most_vertices(attributes) if targets and "marker" in key + value.lower() else 1
        for target in targets:
            self.bounds.refer(target, self.depth, times)
        is_reference = value.startswith("url(#") and value.count("(") == 1
        if self.foreign or is_reference:
            return
        if key == "style":
            self._keep_style(value, is_root=self.depth == 1)
        else:
            self._keep(f"-{key}: {value}")

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
        if ground is not None and not re.match(_PLAIN_GROUND, ground[1]):
            self.changed.append("a `background`")

    def _note_outside(self, css: str) -> None:
        self.lost += [f"`{address}`" for address in re.findall(_OUTSIDE, css)]

    def _keep_sheet(self, words: str) -> None:
        css = re.sub(_COMMENT, " ", words)
        imported = re.findall(_IMPORTED, css)
        self.lost += [f"the style sheet `{address}`" for address in imported]
        self._keep(re.sub(_IMPORT, " ", css))

    def count(self, words: str) -> None:
        self.characters[-1] += len(words)

    def comment(self, _: str) -> None:
        self._note(b"-->")

    def _note(self, end: bytes) -> None:
        begin = self.parser.CurrentByteIndex
        self.notes.append((begin, self.data.index(end, begin) + len(end)))

    def instruction(self, target: str, data: str) -> None:
        self._note(b"?>")
        if target == "xml-stylesheet" and (sheet := re.search(r"href=[\"']([^\"'#]+)", data)):
            self.lost.append(f"the style sheet `{sheet[1]}`")
