"""A formula as Temml gives it, made simple: what every output can show, and nothing else.

A node is `[tag, attributes, text, children]`. Tags and attributes are those of MathML Core, apart
from `menclose`, of which browsers draw the notations by styles, from an `mspace` that leads back,
and from the attributes of tables and cells, which are ours: `kind`, `align`, `left`, `right`,
`above`, `below`, `before`, `beside`. Scripts without a base have `at` if they are beside what is
before them (`spacing.py`), a root has `blank`, the room that browsers keep for nothing, and a fence
that need not grow is `short` (`boxes.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from diptych.formulas.letters import italic
from diptych.formulas.spacing import spaced

Node = list[Any]
"""`[tag: str, attributes: dict[str, str], text: str, children: list[Node]]`, as JSON has it."""

_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_ROWS = frozenset(("math", "mrow", "mtd", "msqrt", "mstyle", "menclose", "mpadded", "mphantom"))
"""What has any number of children, which stand side by side."""
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2,
    "munderover": 3,
}  # fmt: skip
"""What has a fixed number of children."""
_SURROUNDING = frozenset(("mmultiscripts", "mprescripts", "none"))
_SCRIPTS = frozenset(("msub", "msup", "msubsup"))
_KEPT = {
    "mi": ("mathvariant",),
    "mo": (
        *("fence", "form", "stretchy", "symmetric", "minsize", "maxsize", "movablelimits"),
        *("lspace", "rspace", "separator", "largeop"),
    ),
    "mfrac": ("linethickness",),
    "mover": ("accent",),
    "munder": ("accentunder",),
    "mstyle": ("displaystyle", "scriptlevel"),
    "mtable": ("displaystyle",),
    "menclose": ("notation",),
    "mpadded": ("width", "height", "depth", "voffset", "lspace"),
}
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(em|ex|pt|px|mu)?")
_EM = {"em": 1.0, "ex": 0.431, "pt": 1 / 11.955, "px": 1 / 16, "mu": 1 / 18, None: 1.0}
"""Temml writes some lengths in points, for text of about 12 points."""
_STROKE = "\u0338"
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LUMINANCE, _MID_LUMINANCE = (0.2126, 0.7152, 0.0722), 0.179
"""How much red, green and blue give of it; what black and white have the same contrast with."""
_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_FOREIGN = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_LINES = {
    "borderBottom": "below", "borderRight": "beside", "borderTop": "above", "borderLeft": "before",
}  # fmt: skip
_BESIDE_LINE = 0.4
"""The space between a line before the first column and that, as after the last, in em."""
_TRIMMED = 3
"""The least number of columns of such an equation."""
_BEFORE_TAG = 2
"""The space before a `\\tag`, in em, as before a condition in LaTeX."""
_NUMBERING = ("tml-eqn", "tml-tageqn")


def simplified(node: Node) -> Node:
    """Return the tree of a formula as described above."""
    attributes = {"display": "block"} if node[1].get("display") == "block" else {}
    return spaced(["math", attributes, "", list(_all(node[3]))])


def _all(nodes: list[Node]) -> Iterator[Node]:
    """Yield what nodes become; words beside each other are one text."""
    last: Node | None = None
    stroke = ""
    for node in nodes:
        for made in _simple(node):
            if made[2] == _STROKE:
                stroke = _STROKE  # `\\not{\\!D}`: through what follows
                continue
            if stroke and (leaf := _first_leaf(made)) is not None:
                leaf[2], stroke = _struck(leaf[0], leaf[1], leaf[2] + stroke), ""
            if last is None or not last[0] == made[0] == "mtext" or last[1] != made[1]:
                if last is not None:
                    yield last
                last = made
            else:
                last = [*last[:2], last[2] + made[2], []]
    if last is not None:
        yield last
    if stroke:
        yield ["mi", {}, stroke, []]


def _first_leaf(node: Node) -> Node | None:
    """Return the first leaf with text in a node."""
    if node[0] in _LEAVES:
        return node if node[2] else None
    return next((found for one in node[3] if (found := _first_leaf(one)) is not None), None)


def _simple(node: Node) -> Iterator[Node]:
    """Yield what a node becomes: mostly one node, none if it shows nothing."""
    tag, attributes, text, children = node
    if tag in _LEAVES:
        if "tml-tag" in attributes.get("class", "").split():
            yield ["mspace", {"width": _em(_BEFORE_TAG)}, "", []]
        yield from _leaf(node)
    elif tag == "mspace":
        width = _length(attributes.get("width", ""))
        if width:
            yield [tag, {"width": _em(width)}, "", []]
    elif tag in _PARTS:
        parts = [_one(child) for child in children]
        if any(map(_shows, parts)) or tag not in _SCRIPTS:
            yield _coloured([tag, _kept(tag, attributes), "", parts], attributes)
    elif tag in _SURROUNDING:
        yield [tag, {}, "", [_one(child) for child in children]]
    elif tag == "mtable":
        yield _table(node)
    elif tag in _ROWS:
        yield from _row(node)
    else:
        yield from (["mtext", {}, text, []],) if text else ()
        yield from _all(children)


def _one(node: Node) -> Node:
    """Return what a node becomes as one node."""
    made = list(_simple(node))
    return made[0] if len(made) == 1 else ["mrow", {}, "", made]


def _shows(node: Node) -> bool:
    return bool(node[3]) or node[0] not in {"mrow", "mpadded"}


def _leaf(node: Node) -> Iterator[Node]:
    """Yield a leaf; Temml may put elements inside one, which stand beside each other instead."""
    tag, attributes, text, children = node
    inside = [child for child in _flat(children) if child[0] != "#"]
    if inside:
        row = [
            part
            for child in _flat(children)
            for part in (
                _leaf([tag, attributes, child[2], []]) if child[0] == "#" else _simple(child)
            )
        ]
        yield _coloured(["mrow", {}, "", row], attributes)
        return
    words = text + "".join(child[2] for child in children)
    words = _SELECTORS.sub("", unicodedata.normalize("NFC", words))
    if tag in {"mi", "mn", "mo"} and _FOREIGN.search(words):
        tag = "mtext"  # words in a script that mathematics has no letters of
    kept = _kept(tag, attributes)
    words = _struck(tag, kept, words)
    if words or tag == "mo":
        yield _coloured([tag, kept, words, []], attributes)


def _struck(tag: str, attributes: dict[str, str], words: str) -> str:
    """Return the text of a leaf; a letter with a stroke through it is in italics as without one."""
    words = unicodedata.normalize("NFC", words)
    is_name = tag == "mi" and len(words) > 1 and attributes.get("mathvariant") != "normal"
    return italic(words[0]) + _STROKE if is_name and words[1:] == _STROKE else words


def _flat(children: list[Node]) -> list[Node]:
    """Return nodes with those of fragments among them."""
    return [one for child in children for one in (_flat(child[3]) if not child[0] else (child,))]


def _row(node: Node) -> Iterator[Node]:
    """Yield a row; one that adds nothing to its only child is left out."""
    tag, attributes, _, children = node
    if "tml-cancel" in attributes.get("class", ""):
        return
    if backwards := _length(attributes.get("style-marginLeft", "")):
        yield ["mspace", {"width": _em(backwards)}, "", []]
    kept = _kept(tag, attributes)
    inner = list(_all(children))
    if tag == "mpadded":
        seen = [one for one in inner if one[0] != "mphantom"]
        is_shifted = kept.get("lspace", "").startswith("-")
        if kept.keys() <= {"lspace"} or len(seen) < len(inner) or is_shifted:
            kept, tag = {}, "mrow"  # mhchem aligns scripts by parts that nobody sees
        if any(one[0] == "mtable" for one in inner):
            kept, tag = {}, "mrow"  # the name of an arrow in a commutative diagram
        inner = seen
    if tag != "menclose" and (box := _box(attributes)):
        tag, kept = "menclose", box
    if tag == "mrow" and len(inner) == 1 and not _colour(attributes):
        yield inner[0]
    elif tag == "mrow" and not inner:
        return
    else:
        yield _coloured([tag, kept, "", inner], attributes)


def _box(attributes: dict[str, str]) -> dict[str, str]:
    """Return what a row that has a frame or is filled becomes; empty for one that has neither.

    As TeX's ink is black whatever the page, words on a filled box have the colour that is better to
    read on it.
    """
    border, fill = attributes.get("style-border", ""), _hex(attributes.get("mathbackground", ""))
    if not border and not fill:
        return {}
    line, ink = _hex(border.rpartition(" ")[2]), _ink_on(fill) if fill else ""
    kept = {"background": fill, "line": line, "mathcolor": ink}
    written = {name: color for name, color in kept.items() if color}
    return {"notation": "box" if border else "fill", **written}


def _ink_on(fill: str) -> str:
    """Return black or white, whichever has more contrast (WCAG 2.2, "relative luminance")."""
    parts = zip(_LUMINANCE, bytes.fromhex(fill[1:]), strict=True)
    luminance = sum(share * (part / 255) ** 2.2 for share, part in parts)
    return "#000000" if luminance > _MID_LUMINANCE else "#FFFFFF"


def _table(node: Node) -> Node:
    """Return a table; cells in which Temml would number equations are left out."""
    _, attributes, _, children = node
    classes = attributes.get("class", "").split()
    kept = _kept("mtable", attributes)
    kind = next((kind for kind in ("jot", "small") if f"tml-{kind}" in classes), "")
    if kind:
        kept["kind"] = {"jot": "aligned"}.get(kind, kind)
    rows: list[Node] = []
    for row in _flat(children):
        cells = [cell for cell in _flat(row[3]) if not _is_number(cell)]
        rows.append(["mtr", {}, "", [_cell(cell) for cell in cells]])
    first = rows[0][3] if rows else []
    if kind == "jot" and len(first) > 1 and not any(cell[1].get("align") for cell in first):
        del kept["kind"]  # a commutative diagram
    if "displaystyle" in kept:
        _trim(rows)
    return ["mtable", kept, "", rows]


def _trim(rows: list[Node]) -> None:
    """Leave out the empty columns that keep the middle of a numbered equation in the middle."""
    ends = [cell for row in rows for cell in (row[3][:1] + row[3][-1:])]
    if min(len(row[3]) for row in rows) < _TRIMMED or any(cell[3] for cell in ends):
        return
    for row in rows:
        row[3][:] = row[3][1:-1]
        row[3][0][1]["left"] = _em(0)


def _is_number(cell: Node) -> bool:
    classes = cell[1].get("class", "").split()
    inside = {name for child in cell[3] for name in child[1].get("class", "").split()}
    return any(name in classes or name in inside for name in _NUMBERING)


def _cell(cell: Node) -> Node:
    _, attributes, _, children = cell
    kept: dict[str, str] = {}
    for align in ("left", "right"):
        if f"tml-{align}" in attributes.get("class", "").split():
            kept["align"] = align
    for side in ("Left", "Right"):
        padding = _length(attributes.get(f"style-padding{side}", ""))
        kept[side.lower()] = _em(padding)
    for border, name in _LINES.items():
        if attributes.get(f"style-{border}", "").strip(" 0"):
            kept[name] = "line"
    if "before" in kept:
        kept["left"] = _em(_BESIDE_LINE)
    return ["mtd", kept, "", list(_all(children))]


def _kept(tag: str, attributes: dict[str, str]) -> dict[str, str]:
    found = {name: attributes[name] for name in _KEPT.get(tag, ()) if attributes.get(name)}
    for name in ("lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset"):
        if name in found:
            found[name] = _em(_length(found[name]))
    if "linethickness" in found:
        is_none = _length(found.pop("linethickness")) == 0
        found |= {"linethickness": "0"} if is_none else {}
    return found


def _coloured(node: Node, attributes: dict[str, str]) -> Node:
    if colour := _colour(attributes):
        node[1]["mathcolor"] = colour
    return node


def _colour(attributes: dict[str, str]) -> str:
    """Return the colour that the author gave, as `#rrggbb`; empty for none."""
    return _hex(attributes.get("style-color") or attributes.get("mathcolor") or "")


def _hex(written: str) -> str:
    """Return a colour as `#RRGGBB`; empty if it is written otherwise, or not at all."""
    if not _HEX.fullmatch(written):
        return ""
    digits = written[1:]
    return "#" + ("".join(2 * one for one in digits) if len(digits) == 3 else digits).upper()  # noqa: PLR2004 - `#rgb`


def _length(written: str) -> float:
    """Return a length in em; 0 if it cannot be read."""
    found = _LENGTH.match(written.strip())
    return float(found[1]) * _EM[found[2]] if found else 0.0


def _em(length: float) -> str:
    return f"{round(length, 3):g}em"
