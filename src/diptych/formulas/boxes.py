"""The size of a formula, by the rules of MathML Core and the measures of its font.

What browsers paint is within a tenth of that; the font has no kerning, and of the rules those are
left out that change less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from diptych.formulas.letters import (
    ACCENTS,
    ARROWS,
    BIG,
    BINARY,
    BRACES,
    INVISIBLE,
    PUNCTUATION,
    RELATIONS,
    italic,
)
from diptych.formulas.tree import Node

_UNKNOWN = (0.6, 0.75, 0.2)
_WIDE = (1.0, 0.88, 0.12)
"""A character that the font does not have: another font steps in, for Hangul a square one."""
_IDEOGRAPHS = "\u1100"
_TALL_ENOUGH = 0.97
_FACTOR, _SHORTFALL = 0.901, 0.5
"""`\\delimiterfactor` and `\\delimitershortfall` in plain TeX, the latter in em (The TeXbook,
chapter 17)."""
_CELL = (0.75, 0.3)
"""The least ascent and depth of a row of a table."""
_GAPS = {"aligned": 0.6, "small": 0.1}
_GAP = 0.4
"""Between the rows of a table."""
_BOX, _MARK = 0.3, 0.12
"""The padding of a frame on each side; what a line above or below needs."""
_BRACE, _ARROW = 0.45, 1.6
_SPACES = ((BINARY, 0.2222), (RELATIONS, 0.2778))
_OPENING = frozenset("([{⟨⌊⌈|‖")


class Box(NamedTuple):
    """Width, height above the baseline and depth below it, in em of the formula."""

    width: float
    ascent: float
    depth: float


_NOTHING = Box(0, 0, 0)


class _Style(NamedTuple):
    """How something is set (MathML Core, 2.1.7, "math-style" and "math-depth")."""

    is_display: bool
    level: int

    @property
    def smaller(self) -> _Style:
        return _Style(is_display=False, level=self.level + 1)

    @property
    def cramped(self) -> _Style:
        return self._replace(is_display=False)


class Measurer:
    """Measures formulas in one font."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """`table` is what `hatch_build.py` writes of the font, in em."""
        self._glyphs: Mapping[str, Sequence[float]] = table["glyphs"]
        self._tall: Mapping[str, Sequence[Sequence[float]]] = table["tall"]
        self._constants: Mapping[str, float] = table["constants"]
        first, second = self._constants["script"], self._constants["scriptscript"]
        self._scales = (1.0, first, second)

    def box(self, tree: Node) -> Box:
        """Return the size of a formula."""
        is_display = tree[1].get("display") == "block"
        return self._row(tree[3], _Style(is_display=is_display, level=0))

    def _scale(self, style: _Style) -> float:
        return self._scales[min(max(style.level, 0), 2)]

    def _of(self, name: str, style: _Style) -> float:
        return self._constants[name] * self._scale(style)

    def _glyph(self, character: str) -> Sequence[float]:
        found = self._glyphs.get(character)
        if found is not None:
            return found
        return _WIDE if character >= _IDEOGRAPHS else _UNKNOWN

    def _text(self, text: str, style: _Style, *, is_italic: bool = False) -> Box:
        scale = self._scale(style)
        shown = [self._glyph(italic(one) if is_italic else one) for one in text]
        inked = [one for one in shown if one[1] or one[2]]
        return Box(
            scale * sum(one[0] for one in shown),
            scale * max((one[1] for one in inked), default=0.0),
            scale * max((one[2] for one in inked), default=0.0),
        )

    def _stretched(self, character: str, height: float, style: _Style) -> Box:
        """Return a fence at least as high as `height`, centred on the axis."""
        scale, axis = self._scale(style), self._of("axis", style)
        forms = self._tall.get(character) or (self._glyph(character),)
        enough = (one for one in forms if scale * (one[1] + one[2]) >= height * _TALL_ENOUGH)
        width, up, down = next(enough, forms[-1])
        total = scale * (up + down)
        total = max(total, height if character in self._tall else total)
        return Box(scale * width, total / 2 + axis, total / 2 - axis)

    # Rows -----------------------------------------------------------------------------------------

    def _row(self, nodes: Sequence[Node], style: _Style) -> Box:
        """Return the size of nodes side by side, whose fences are as high as the rest."""
        nodes = list(_flat(nodes))
        measured = [None if _grows(node) else self._node(node, style) for node in nodes]
        axis = self._of("axis", style)
        known = [box for box in measured if box is not None]
        ascent = max((box.ascent for box in known), default=0.0)
        depth = max((box.depth for box in known), default=0.0)
        height = 2 * max(ascent - axis, depth + axis)
        width = 0.0
        for at, (node, own) in enumerate(zip(nodes, measured, strict=True)):
            box = self._fence(node, height, style) if own is None else own
            ascent, depth = max(ascent, box.ascent), max(depth, box.depth)
            space = 0.0 if style.level else self._space(at, nodes)
            width += box.width + space
        return Box(width, ascent, depth)

    def _fence(self, node: Node, height: float, style: _Style) -> Box:
        """Return the size of a fence around something, and tell it if it need not grow for that.

        In TeX one is high enough that covers nine tenths; browsers would take the next higher form.
        """
        if not node[2]:
            return _NOTHING
        usual = self._text(node[2], style)
        covered = max(_FACTOR * height, height - _SHORTFALL * self._scale(style))
        if usual.ascent + usual.depth < covered:
            return self._stretched(node[2], height, style)
        node[1]["short"] = "true"
        return usual

    def _space(self, at: int, nodes: Sequence[Node]) -> float:
        """Return the space on both sides of an operator, in em of its own size."""
        node = nodes[at]
        core = _core(node)
        if core[0] != "mo":
            return 0.0
        attributes, sign = core[1], core[2]
        if "lspace" in attributes or "rspace" in attributes:
            return sum(float(attributes.get(side, "0em")[:-2]) for side in ("lspace", "rspace"))
        if attributes.get("fence") == "true" or sign in INVISIBLE or not sign:
            return 0.0
        if sign in BIG or sign in PUNCTUATION:
            return 0.1667
        is_prefix = attributes.get("form") == "prefix" or at in {0, len(nodes) - 1}
        before = _core(nodes[at - 1]) if at else None
        if before is not None and before[0] == "mo" and before[2] in _OPENING:
            is_prefix = True
        return next((2 * space for signs, space in _SPACES if sign in signs and not is_prefix), 0.0)

    # Nodes ----------------------------------------------------------------------------------------

    def _node(self, node: Node, style: _Style) -> Box:
        measure = getattr(self, f"_{node[0]}", None)
        return self._row(node[3], style) if measure is None else measure(node, style)

    def _mi(self, node: Node, style: _Style) -> Box:
        is_italic = len(node[2]) == 1 and node[1].get("mathvariant") != "normal"
        return self._text(node[2], style, is_italic=is_italic)

    def _mn(self, node: Node, style: _Style) -> Box:
        return self._text(node[2], style)

    def _mtext(self, node: Node, style: _Style) -> Box:
        return self._text(node[2], style)

    def _mo(self, node: Node, style: _Style) -> Box:
        sign = node[2]
        if not sign or sign in INVISIBLE:
            return _NOTHING
        least = node[1].get("minsize")
        if least:
            return self._stretched(sign, float(least[:-2]) * self._scale(style), style)
        if sign in BIG:
            height = self._of("large", style) if style.is_display else 0.0
            return self._stretched(sign, height, style)
        return self._text(sign, style)

    def _mspace(self, node: Node, style: _Style) -> Box:
        return Box(float(node[1].get("width", "0em")[:-2]) * self._scale(style), 0, 0)

    def _mstyle(self, node: Node, style: _Style) -> Box:
        attributes = node[1]
        if "displaystyle" in attributes:
            style = style._replace(is_display=attributes["displaystyle"] == "true")
        if (level := attributes.get("scriptlevel", "")).lstrip("+").isdecimal():
            base = style.level if level.startswith("+") else 0
            style = style._replace(level=base + int(level))
        return self._row(node[3], style)

    def _mphantom(self, node: Node, style: _Style) -> Box:
        return self._row(node[3], style)

    def _mfrac(self, node: Node, style: _Style) -> Box:
        is_large = style.is_display and style.level == 0
        inner = style.cramped if is_large else style.smaller
        above, below = (self._row([part], inner) for part in node[3])
        name = "display_" if style.is_display else ""
        rule, axis = self._of("rule", style), self._of("axis", style)
        has_bar = node[1].get("linethickness") != "0"
        gap = self._of(f"{name}gap", style) if has_bar else self._of("stack_gap", style) / 2
        up = max(self._of(f"{name}up", style), above.depth + gap + rule / 2 + axis)
        down = max(self._of(f"{name}down", style), below.ascent + gap + rule / 2 - axis)
        width = max(above.width, below.width) + 0.1 * self._scale(style)
        return Box(width, up + above.ascent, down + below.depth)

    def _msqrt(self, node: Node, style: _Style) -> Box:
        return self._root(node, self._row(node[3], style.cramped), _NOTHING, style)

    def _mroot(self, node: Node, style: _Style) -> Box:
        base, degree = node[3]
        index = self._row([degree], _Style(is_display=False, level=style.level + 2))
        return self._root(node, self._row([base], style.cramped), index, style)

    def _root(self, node: Node, inside: Box, index: Box, style: _Style) -> Box:
        """Return the size of a root, and tell it how much room browsers keep for nothing.

        Chromium keeps room for the widest form of the sign, whichever it takes.
        """
        gap, rule = self._of("root_gap", style), self._of("rule", style)
        height = inside.ascent + inside.depth + gap
        sign = self._stretched("√", height, style)
        widest = max(form[0] for form in self._tall.get("√") or (self._glyph("√"),))
        node[1]["blank"] = f"{round(widest - sign.width / self._scale(style), 3):g}em"
        ascent = inside.ascent + gap + 2 * rule
        more = max(0.0, index.width - 0.3 * self._scale(style))
        depth = max(inside.depth, sign.ascent + sign.depth - ascent)
        return Box(inside.width + sign.width + more, ascent, depth)

    def _msub(self, node: Node, style: _Style) -> Box:
        return self._scripts(node[3][0], node[3][1], None, style)

    def _msup(self, node: Node, style: _Style) -> Box:
        return self._scripts(node[3][0], None, node[3][1], style)

    def _msubsup(self, node: Node, style: _Style) -> Box:
        base, below, above = node[3]
        return self._scripts(base, below, above, style)

    def _scripts(self, base: Node, below: Node | None, above: Node | None, style: _Style) -> Box:
        box = self._row([base], style)
        ascent, depth, width = box.ascent, box.depth, 0.0
        is_tall = box.ascent + box.depth > 1.2 * self._scale(style)
        if above is not None:
            script = self._row([above], style.smaller)
            raised = max(
                self._of("super", style),
                script.depth + self._of("super_bottom", style),
                box.ascent - self._of("super_drop", style) if is_tall else 0.0,
            )
            ascent, width = max(ascent, raised + script.ascent), max(width, script.width)
        if below is not None:
            script = self._row([below], style.smaller)
            lowered = max(
                self._of("sub", style),
                script.ascent - self._of("sub_top", style),
                box.depth + self._of("sub_drop", style) if is_tall else 0.0,
            )
            depth, width = max(depth, lowered + script.depth), max(width, script.width)
        return Box(box.width + width + self._of("after_script", style), ascent, depth)

    def _mmultiscripts(self, node: Node, style: _Style) -> Box:
        base, *scripts = [child for child in node[3] if child[0] not in {"mprescripts", "none"}]
        box = self._row([base], style)
        for script in scripts:
            one = self._row([script], style.smaller)
            shift = self._of("super", style)
            box = Box(
                box.width + one.width,
                max(box.ascent, shift + one.ascent),
                max(box.depth, shift + one.depth),
            )
        return box

    def _mover(self, node: Node, style: _Style) -> Box:
        base, mark = node[3]
        return self._stacked(base, None, mark, style)

    def _munder(self, node: Node, style: _Style) -> Box:
        base, mark = node[3]
        return self._stacked(base, mark, None, style)

    def _munderover(self, node: Node, style: _Style) -> Box:
        base, below, above = node[3]
        return self._stacked(base, below, above, style)

    def _stacked(self, base: Node, below: Node | None, above: Node | None, style: _Style) -> Box:
        """Return the size of a base with something above and below it."""
        scale = self._scale(style)
        if base[0] == "mo" and base[2] in ARROWS and base[1].get("stretchy") == "true":
            labels = [self._row([one], style.smaller) for one in (below, above) if one is not None]
            width = max(_ARROW * scale, *(label.width for label in labels))
            heights = (label.ascent + label.depth for label in labels)
            return Box(width, 0.6 * scale + (0.0 if above is None else next(heights)), 0.2 * scale)
        box = self._row([base], style)
        width, ascent, depth = box
        for mark, is_above in ((above, True), (below, False)):
            if mark is None:
                continue
            sign = mark[2] if mark[0] == "mo" else ""
            if sign in BRACES and sign:
                room = _BRACE * scale
            elif sign in ACCENTS and sign and is_above and base[0] != "mo":
                room = 0.2 * scale
            else:
                script = self._row([mark], style.smaller)
                gap = self._of("upper_gap" if is_above else "lower_gap", style)
                room, width = gap + script.ascent + script.depth, max(width, script.width)
            ascent, depth = (ascent + room, depth) if is_above else (ascent, depth + room)
        return Box(width, ascent, depth)

    def _menclose(self, node: Node, style: _Style) -> Box:
        box = self._row(node[3], style)
        scale = self._scale(style)
        notation = node[1].get("notation", "").split()
        if {"box", "circle", "roundedbox", "fill"} & set(notation):
            padding = _BOX * scale
            return Box(box.width + 2 * padding, box.ascent + padding, box.depth + padding)
        up, down = (_MARK * scale if side in notation else 0.0 for side in ("top", "bottom"))
        return Box(box.width, box.ascent + up, box.depth + down)

    def _mtable(self, node: Node, style: _Style) -> Box:
        attributes = node[1]
        inner = style._replace(is_display=attributes.get("displaystyle") == "true")
        scale = self._scale(style)
        cells = [[self._row(cell[3], inner) for cell in row[3]] for row in node[3]]
        widths: dict[int, float] = {}
        for row, boxes in zip(node[3], cells, strict=True):
            for at, (cell, box) in enumerate(zip(row[3], boxes, strict=True)):
                padding = sum(float(cell[1].get(side, "0em")[:-2]) for side in ("left", "right"))
                widths[at] = max(widths.get(at, 0.0), box.width + padding * scale)
        ascent, depth = _CELL
        heights = [
            max([ascent * scale, *(box.ascent for box in row)])
            + max([depth * scale, *(box.depth for box in row)])
            for row in cells
        ]
        gap = _GAPS.get(attributes.get("kind", ""), _GAP) * scale
        total = sum(heights) + gap * len(heights)
        axis = self._of("axis", style)
        return Box(sum(widths.values()), total / 2 + axis, total / 2 - axis)


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes of a row with those of the rows in it that have no fences."""
    for node in nodes:
        if node[0] == "mrow" and not any(_grows(child) for child in node[3]):
            yield from _flat(node[3])
        else:
            yield node


def _grows(node: Node) -> bool:
    """Return whether a node is a fence that is as high as what is beside it."""
    tag, attributes, _, _ = node
    return (
        tag == "mo"
        and attributes.get("fence") == "true"
        and attributes.get("stretchy") != "false"
        and "minsize" not in attributes
    )


def _core(node: Node) -> Node:
    """Return the operator that something is, with scripts or limits (MathML Core, 3.2.4.1)."""
    while node[3] and (
        node[0] in {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mstyle"}
        or (node[0] == "mrow" and len(node[3]) == 1)
    ):
        node = node[3][0]
    return node
