"""Formulas as MathML (MathML Core, W3C), which browsers set and screen readers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from msgspec.structs import replace

from diptych.formulas.letters import ACCENTS, BINARY, RELATIONS
from diptych.model.formula import Formula, Node
from diptych.render.html.units import attribute

_OURS = {
    "msub": ("at",),
    "msup": ("at",),
    "msubsup": ("at",),
    "msqrt": ("blank",),
    "mroot": ("blank",),
    "mo": ("short",),
    "mtable": ("kind",),
    "mtd": ("align", "left", "right", "above", "below", "before", "beside"),
    "menclose": ("notation", "background", "line"),
}
"""Attributes that are not MathML's, and become styles."""
_SIDES = ("above", "below", "before", "beside")
_SCRIPTED = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"))
_SPACED = RELATIONS | BINARY | {"|"}
_RELATION, _LOWERED = "0.278em", "-0.3em"
"""The space beside a relation in TeX; how much lower than in browsers the label of an arrow is."""
_LONG = {"→": "⟶", "←": "⟵", "⇐": "⟸", "⇒": "⟹", "⇔": "⟺", "↔": "⟷", "↦": "⟼"}
_WIDE = {"ˆ": "\u0302", "^": "\u0302", "~": "˜", "→": "⟶", "‾": "¯"}
_NARROW = {"‾": "ˉ", "¯": "ˉ", "^": "ˆ", "~": "˜"}
_SMALLER = {"→": "70%", "←": "70%", "…": "60%"}
_STRUT = '<mspace height="0.72em"></mspace>'
"""In roots: their sign is 1.19 em high (STIX Two Math), and browsers hang it from the line above
what is in it (MathML Core, 3.3.3.3), so that below a low letter it would stand under the line."""
_NOTATIONS = {
    "top": "over", "bottom": "under", "box": "box", "roundedbox": "box", "circle": "circle",
    "fill": "fill",
    "updiagonalstrike": "up", "downdiagonalstrike": "down", "horizontalstrike": "through",
    "updiagonalarrow": "up", "actuarial": "over", "longdiv": "over", "phasorangle": "under",
}  # fmt: skip


def mathml(formula: Formula, said: str = "") -> str:
    """Return a formula as an element; `said` is how its author says it in words, if at all.

    Screen readers read MathML itself, in the words of their users' language.
    """
    display = ' display="block"' if formula.is_display else ""
    label = attribute("aria-label", said) if said else ""
    return f"<math{display}{label}>{_all(formula.tree.children)}</math>"


def _all(nodes: Iterable[Node], *, is_script: bool = False) -> str:
    return "".join([_element(node, is_script=is_script) for node in nodes])


def _element(node: Node, *, is_script: bool) -> str:
    """Return a node; in scripts, operators have no space around them, as in TeX."""
    if is_script and node.tag == "mo" and node.text in _SPACED:
        node = _between(node, "0em")
    elif node.tag == "mspace" and node.em("width") < 0:
        return f'<mrow style="margin-left:{node.get("width")}"></mrow>'  # Core has none such
    elif node.tag == "mover":
        node = _over(node)
    elif node.tag == "munderover":
        node = _around(node)
    elif node.get("short"):
        node = replace(node, attributes=(*_without(node, "stretchy"), ("stretchy", "false")))
    if node.tag in _SCRIPTED and not is_script:
        node = _beside(node)
    tag = "mrow" if node.tag == "menclose" else node.tag
    if tag not in _SCRIPTED:
        is_script = is_script or bool(node.get("scriptlevel", "0").strip("+0"))
        inner = _all(node.children, is_script=is_script)
    else:
        base, *others = node.children
        inner = _element(base, is_script=is_script) + _all(others, is_script=True)
    if tag == "msqrt":
        inner += _STRUT
    elif tag == "mroot":
        base, *others = node.children
        inner = f"<mrow>{_element(base, is_script=is_script)}{_STRUT}</mrow>"
        inner += _all(others, is_script=True)
    return f"<{tag}{_attributes(node)}>{escape(node.text, quote=False)}{inner}</{tag}>"


def _between(sign: Node, space: str) -> Node:
    """Return an operator with this space on both sides."""
    kept = tuple(pair for pair in sign.attributes if pair[0] not in {"lspace", "rspace"})
    return replace(sign, attributes=(*kept, ("lspace", space), ("rspace", space)))


def _beside(node: Node) -> Node:
    """Return scripts whose base is an operator, with what browsers ignore of it there.

    That is the space beside a relation, and the height that the author gives a fence.
    """
    base, *scripts = node.children
    if base.sign in RELATIONS and base.sign and not base.get("lspace"):
        base = _between(base, _RELATION)
    elif base.sign and base.get("minsize"):
        base = _between(base, "0em")
        fence = replace(base, attributes=(*_without(base, "stretchy"), ("stretchy", "true")))
        base = Node("mrow", children=(fence,))
    return replace(node, children=(base, *scripts))


def _without(node: Node, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in node.attributes if pair[0] != name)


def _over(node: Node) -> Node:
    """Return a base with a sign above it, written so that browsers set it well.

    An accent is not smaller than its base. Of the forms of a sign, the one is used that the font
    places and stretches; arrows to the right cannot be stretched, but there is a long one.
    """
    base, mark = node.children
    is_arrow = base.tag == "mo" and base.get("stretchy") == "true"
    if is_arrow and base.text in _LONG:
        base = replace(base, text=_LONG[base.text])
        mark = mark.children[0] if mark.tag == "mover" else mark
    is_label = base.tag == "mo" and mark.get("stretchy") != "false"
    if is_arrow:
        mark = _lowered(mark)
    if not mark.sign or mark.sign not in ACCENTS or is_label:
        return replace(node, children=(base, mark))
    grows = mark.get("stretchy") == "true"
    sign = (_WIDE if grows else _NARROW).get(mark.sign, mark.sign)
    smaller = () if grows or mark.sign not in _SMALLER else (("mathsize", _SMALLER[mark.sign]),)
    mark = replace(mark, text=sign, attributes=(*mark.attributes, *smaller))
    attributes = (*_without(node, "accent"), ("accent", "true"))
    return replace(node, attributes=attributes, children=(base, mark))


def _around(node: Node) -> Node:
    """Return a base with signs above and below it; those of an arrow are closer to it."""
    base, below, above = node.children
    if base.tag != "mo" or base.get("stretchy") != "true":
        return node
    return replace(node, children=(base, below, _lowered(above)))


def _lowered(label: Node) -> Node:
    return Node("mpadded", (("voffset", _LOWERED),), "", (label,))


def _attributes(node: Node) -> str:
    ours = _OURS.get(node.tag, ())
    kept = (attribute(name, value) for name, value in node.attributes if name not in ours)
    classes = " ".join(_classes(node))
    look = ";".join(_style(node))
    return (
        "".join(kept)
        + (attribute("class", classes) if classes else "")
        + (attribute("style", look) if look else "")
    )


def _classes(node: Node) -> Iterator[str]:
    if node.tag == "menclose":
        names = (_NOTATIONS.get(name, "box") for name in node.get("notation", "box").split())
        yield from ("enclosed", *(f"enclosed-{name}" for name in dict.fromkeys(names)))
    elif node.tag == "mtable" and (kind := node.get("kind")):
        yield f"table-{kind}"
    elif node.tag == "mtd":
        yield from (f"cell-{name}" for name in _SIDES if node.get(name))
        if align := node.get("align"):
            yield f"cell-{align}"


def _style(node: Node) -> Iterator[str]:
    if blank := node.get("blank"):
        yield f"margin-right:-{blank}"
    if fill := node.get("background"):
        yield f"background:{fill}"
    if line := node.get("line"):
        yield f"border-color:{line}"
    if node.tag == "mtd":
        yield from (f"padding-{side}:{node.get(side)}" for side in ("left", "right"))
