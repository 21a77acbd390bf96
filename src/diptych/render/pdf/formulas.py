"""Formulas as Typst's mathematics: every character is escaped, so that nothing is parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from diptych.formulas.letters import ACCENTS, ARROWS, BIG, INVISIBLE
from diptych.model.formula import Formula, Node, shown_letters
from diptych.render.pdf.source import literal

_GROUPS = {
    "⏟": "underbrace", "⏞": "overbrace", "⎵": "underbracket", "⎴": "overbracket",
    "⏝": "underparen", "⏜": "overparen",
}  # fmt: skip
_LETTER_LIKE = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
_SCRIPTED = frozenset(("msub", "msup", "msubsup"))
_NOTHING = '""'
_BETWEEN_ROWS = " ; "
"""Right after a `#text(…)` a semicolon would end that, and not the row."""
_MARKED = {"left": ("& ", ""), "right": ("", " &")}
"""What moves a cell to that side of its column, in a matrix whose columns differ."""
_NO_WIDTH = "#h(0pt)"
"""The base of scripts without one: otherwise Typst would take what is before them."""
_TUCKED, _LESS, _HIGH = frozenset("PVFWfrΓγ"), "#h(0.15em)", frozenset("bdfhijkl")
"""Letters under which Typst moves a subscript by more than a seventh of an em, by the font's
kerning, which browsers do not apply: P and a 0 touch. Half of that is added again, in the size of
scripts; letters that are high at their left do not need it."""


def typst_math(formula: Formula, alt: str) -> str:
    """Return a formula as content; `alt` is what a screen reader says, which PDF/UA-1 requires."""
    block = str(formula.is_display).lower()
    nodes = formula.tree.children
    body = _row(nodes if formula.is_display else tuple(map(_in_text, nodes)))
    return f"math.equation(block: {block}, alt: {literal(alt)}, $ {body} $)"


def _in_text(node: Node) -> Node:
    """Return part of a formula in a text, with the cells of its matrices in the size of the text.

    Typst would set them in the size of scripts, which is right only within scripts and fractions.
    """
    if node.tag == "mtable" and not node.get("kind") and not node.get("displaystyle"):
        return replace(node, attributes=(*node.attributes, ("displaystyle", "false")))
    is_row = node.tag in {"mrow", "mstyle", "mpadded", "menclose"}
    inner = node.children if is_row else node.children[: node.tag in _SCRIPTED]
    return replace(node, children=(*map(_in_text, inner), *node.children[len(inner) :]))


def _row(nodes: Sequence[Node]) -> str:
    """Return nodes side by side, without spaces, which Typst would set beside words."""
    return "".join(map(_any, nodes)) or _NOTHING


def _one(node: Node) -> str:
    return _any(node) or _NOTHING


def _any(node: Node) -> str:
    shown = _plain(node)
    color = node.get("mathcolor")
    return f"#text(fill: rgb({literal(color)}), $ {shown} $.body)" if color and shown else shown


def _plain(node: Node) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each element
    children = node.children
    match node.tag:
        case "mi":
            return _identifier(node)
        case "mn" | "mtext" | "ms":
            return literal(node.text)
        case "mo":
            return _operator(node)
        case "mspace":
            width = node.em("width")
            return f"#h({width:g}em)" if width else ""
        case "mfrac":
            above, below = map(_one, children)
            if node.get("linethickness") == "0":
                return f"mat(delim: #none, row-gap: #0.3em, {above} ; {below})"
            return f"frac({above}, {below})"
        case "msqrt":
            return f"sqrt({_row(children)})"
        case "mroot":
            return f"root({_one(children[1])}, {_one(children[0])})"
        case "msub" | "msup" | "msubsup":
            scripts = [_one(child) for child in children[1:]]
            core = _core(children[0])
            if children[0].is_empty:
                return f'class("normal", {_attached(_NO_WIDTH, node.tag, scripts)})'
            if node.tag != "msup" and core.text in _TUCKED and _first(children[1]) not in _HIGH:
                scripts[0] = f"{_LESS}{scripts[0]}"
            return _attached(_base(children[0]), node.tag, scripts)
        case "munder" | "mover" | "munderover":
            return _stacked(node)
        case "mmultiscripts":
            return _surrounded(node)
        case "mstyle":
            return _styled(node)
        case "mphantom":
            return f"#hide($ {_row(children)} $.body)"
        case "menclose":
            return _enclosed(node)
        case "mtable":
            return _table(node)
        case "mprescripts" | "none":
            return ""
        case _:
            return _fenced(node)


def _escaped(text: str) -> str:
    return "".join(f"\\u{{{ord(one):x}}}" for one in text)


def _identifier(node: Node) -> str:
    name = node.text
    if name in INVISIBLE:
        return ""
    if len(name) > 1:
        return literal(name)  # the tree already has the space beside the names of functions
    if not name.isalpha():
        return f'class("normal", {_escaped(name)})'
    if node.get("mathvariant") == "normal" or name in _LETTER_LIKE:
        return f"upright({_escaped(name)})"
    return _escaped(name)


def _operator(node: Node) -> str:  # noqa: PLR0911 - one case for each class
    sign = node.text
    if not sign or sign in INVISIBLE:
        return ""
    if size := node.get("minsize"):
        return f"lr({_escaped(sign)}, size: #{size})"
    if node.is_fence:
        kind = "closing" if node.get("form") == "postfix" else "opening"
        return f'class("{kind}", {_escaped(sign)})'
    if len(sign) > 1:
        return f"op({literal(sign)})"
    if sign in "∣|" and node.get("lspace", "0em") != "0em":
        return f'class("relation", {_escaped("|")})'
    if sign == ":" and node.get("lspace") == "0em":
        return f'class("punctuation", {_escaped(sign)})'
    if sign == ":":
        return f'class("relation", {_escaped(sign)})'
    if node.get("form") == "prefix" and sign not in BIG:
        return f'class("unary", {_escaped(sign)})'
    return _escaped(sign)


def _fenced(node: Node) -> str:
    """Return a row; the fences around one grow with it."""
    children = node.children
    ends = children[:1] + children[-1:]
    if len(children) > 1 and all(end.is_fence and end.get("stretchy") != "false" for end in ends):
        first, last = (
            f'class("{kind}", {_escaped(end.text)})' if end.text else ""
            for kind, end in zip(("opening", "closing"), ends, strict=True)
        )
        inner = "".join(
            f'class("normal", mid({_escaped(child.text)}))' if child.tag == "mo" else part
            for child, part in _with_parts(children[1:-1])
        )
        return f"lr({first}{inner or _NOTHING}{last})"
    return "".join(map(_any, children))


def _with_parts(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield nodes with their markup; nodes that depend on each other are together."""
    plain: list[Node] = []
    for node in nodes:
        if node.tag == "mo" and node.get("form") == "infix" and node.get("stretchy") == "true":
            if plain:
                yield Node("mrow"), _row(plain)
            plain = []
            yield node, ""
        else:
            plain.append(node)
    if plain:
        yield Node("mrow"), _row(plain)


def _core(node: Node) -> Node:
    while node.tag in {"mrow", "mpadded", "mstyle"} and len(node.children) == 1:
        node = node.children[0]
    return node


def _first(node: Node) -> str:
    """Return the character that is shown first in a node."""
    return next(shown_letters(node), "")


def _base(node: Node) -> str:
    """Return the base of scripts that are beside it, and not above and below it."""
    shown = _one(node)
    core = _core(node)
    return f"scripts({shown})" if core.sign in BIG or core.tag == "mi" else shown


def _attached(base: str, tag: str, scripts: Sequence[str]) -> str:
    places = "b" * (tag not in {"msup", "mover"}) + "t" * (tag not in {"msub", "munder"})
    named = ", ".join(f"{place}: {one}" for place, one in zip(places, scripts, strict=True))
    return f"attach({base}, {named})"


def _surrounded(node: Node) -> str:
    """Return a base with scripts at both sides (MathML Core, 3.4.3)."""
    base, *scripts = node.children
    tags = [one.tag for one in scripts]
    cut = tags.index("mprescripts") if "mprescripts" in tags else len(scripts)
    after, before = scripts[:cut], scripts[cut + 1 :]
    named = (
        f"{place}: {_one(one)}"
        for places, group in ((("br", "tr"), after[:2]), (("bl", "tl"), before[:2]))
        for place, one in zip(places, group, strict=False)
        if one.tag != "none" and not one.is_empty
    )
    return f"attach({_one(base)}, {', '.join(named)})"


def _stacked(node: Node) -> str:
    base, *marks = node.children
    labels = [_label(mark) for mark in marks]
    if base.sign and base.sign in ARROWS | {"="} and base.get("stretchy") == "true":
        size = "#(100% + 1em)" if any(labels) else "#2.2em"
        arrow = f"limits(stretch({_escaped(base.sign)}, size: {size}))"
        shown = [_NOTHING if label is None else _one(label) for label in labels]
        return _attached(arrow, node.tag, shown)
    if node.tag == "munderover":
        return _attached(f"limits({_one(base)})", node.tag, [_one(mark) for mark in marks])
    is_above, (mark,) = node.tag == "mover", marks
    place = "t" if is_above else "b"
    if mark.sign in _GROUPS:
        return f"{_GROUPS[mark.sign]}({_one(base)})"
    if is_above and mark.sign in ACCENTS and mark.sign and not _is_label(mark, base):
        grows = "" if mark.get("stretchy") == "true" else ", size: #0%"
        return f"accent({_one(base)}, {_escaped(ACCENTS[mark.sign])}{grows})"
    return f"attach(limits({_one(base)}), {place}: {_one(mark)})"


def _is_label(mark: Node, base: Node) -> bool:
    """Return whether a sign above a relation is a label, which says what the relation means."""
    return base.tag == "mo" and mark.get("stretchy") != "false"


def _label(mark: Node) -> Node | None:
    """Return the label of an arrow without the space that Temml adds above or below it."""
    while mark.tag in {"mover", "munder"}:
        mark = mark.children[0]
    return None if mark.tag == "mspace" or mark.is_empty else mark


def _styled(node: Node) -> str:
    shown = _row(node.children)
    level = node.get("scriptlevel")
    display = node.get("displaystyle")
    if level in {"1", "+1"}:
        return f"script({shown})"
    if level == "2":
        return f"sscript({shown})"
    return {"true": f"display({shown})", "false": f"inline({shown})"}.get(display, shown)


def _enclosed(node: Node) -> str:
    shown, notation = _row(node.children), node.get("notation").split()
    if "top" in notation:
        return f"overline({shown})"
    if "bottom" in notation:
        return f"underline({shown})"
    if any("strike" in name for name in notation):
        is_cross = sum("diagonal" in name for name in notation) > 1
        angle = ", angle: #90deg" if "horizontalstrike" in notation else ""
        inverted = ", inverted: #true" if "downdiagonalstrike" in notation and not is_cross else ""
        return f"cancel({shown}{', cross: #true' if is_cross else ''}{inverted}{angle})"
    given = {"fill": node.get("background"), "line": node.get("line")}
    look = [f"{name}: rgb({literal(color)})" for name, color in given.items() if color]
    look += ["line: none"] if "fill" in notation else []
    return f"#boxed({', '.join((*look, f'$ display({shown}) $'))})"


def _table(node: Node) -> str:
    rows = [row.children for row in node.children]
    if not any(rows):
        return _NOTHING
    kind = node.get("kind")
    cells = [[_row(cell.children) for cell in row] for row in rows]
    if style := {"true": "display", "false": "inline"}.get(node.get("displaystyle")):
        cells = [[f"{style}({cell})" for cell in row] for row in cells]
    if kind == "aligned" or _is_aligned(rows):
        return _aligned(rows, cells)
    longest = max(rows, key=len)
    aligns = [cell.get("align", "center") for cell in longest]
    align = aligns[0] if len(set(aligns)) == 1 else "center"
    if len(set(aligns)) > 1:
        marks = [_MARKED.get(one, ("", "")) for one in aligns]
        cells = [
            [f"{before}{cell}{after}" for (before, after), cell in zip(marks, row, strict=False)]
            for row in cells
        ]
    options = ["delim: #none", f"align: #{align}", *_lines_between(rows, longest)]
    around = _lines_around(rows)
    if kind == "small":
        options.append("row-gap: #0.15em, column-gap: #0.3em")
    else:
        options.append("row-gap: #0.4em")
        if len(longest) > 1:
            options.append(f"column-gap: #{_gap(longest):g}em")
    written = _BETWEEN_ROWS.join(", ".join(row) for row in cells)
    matrix = f"mat({', '.join(options)}, {written})"
    return f"#lined(({around}), $ {matrix} $)" if around else matrix


def _lines_between(rows: Sequence[Sequence[Node]], longest: Sequence[Node]) -> Iterator[str]:
    """Yield the option of a matrix with lines between its rows and columns, if it has any."""
    below = [at for at, row in enumerate(rows[:-1], 1) if any(cell.get("below") for cell in row)]
    beside = [at for at, cell in enumerate(longest[:-1], 1) if cell.get("beside")]
    if below or beside:
        across, down = ("".join(f"{at}, " for at in group) for group in (below, beside))
        yield f"augment: #(hline: ({across}), vline: ({down}), stroke: 0.05em)"


def _lines_around(rows: Sequence[Sequence[Node]]) -> str:
    """Return the sides of a table that have a line, which a matrix would draw through its cells."""
    sides = {
        "top": any(cell.get("above") for cell in rows[0]),
        "bottom": any(cell.get("below") for cell in rows[-1]),
        "left": any(row[0].get("before") for row in rows if row),
        "right": any(row[-1].get("beside") for row in rows if row),
    }
    return "".join(f"{literal(side)}, " for side, has_line in sides.items() if has_line)


def _gap(cells: Sequence[Node]) -> float:
    """Return the space between the columns of a table, the widest of them."""
    return max(left.em("right") + right.em("left") for left, right in pairwise(cells))


def _is_aligned(rows: Sequence[Sequence[Node]]) -> bool:
    """Return whether columns are in pairs that meet: the first ends where the second begins."""
    return any(
        [cell.get("align") for cell in row[:2]] == ["right", "left"] and not row[1].em("left")
        for row in rows
    )


def _aligned(rows: Sequence[Sequence[Node]], cells: Sequence[Sequence[str]]) -> str:
    """Return lines whose columns are in pairs, each aligned where its second column begins."""
    lines = []
    for written in cells:
        pairs = (written[at : at + 2] for at in range(0, len(written), 2))
        lines.append(", ".join(" & ".join(pair) for pair in pairs))
    gaps = [cell.em("left") for row in rows for cell in row[2::2]]
    options = f"delim: #none, row-gap: #0.6em, column-gap: #{max(gaps, default=0.0):g}em"
    return f"mat({options}, {_BETWEEN_ROWS.join(lines)})"
