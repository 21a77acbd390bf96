"""Formulas as MathML (MathML Core, W3C), which browsers set and screen readers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from msgspec.structs import replace

from diptych.formulas.letters import ACCENTS, BINARY, RELATIONS
from diptych.model.formula import Formula, Node
from diptych.render.html.units import attribute

_OURS = {
    "msqrt": ("blank",),
    "mroot": ("blank",),
    "mtable": ("kind",),
    "mtd": ("align", "left", "right", "above", "below", "beside"),
    "menclose": ("notation",),
}
"""Attributes that are not MathML's, and become styles."""
_SCRIPTED = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"))
_SPACED = RELATIONS | BINARY
_LONG = {"→": "⟶", "←": "⟵", "⇐": "⟸", "⇒": "⟹", "⇔": "⟺", "↔": "⟷", "↦": "⟼"}
_WIDE = {"ˆ": "\u0302", "^": "\u0302", "~": "˜", "→": "⟶", "‾": "¯"}
_NARROW = {"‾": "ˉ", "¯": "ˉ", "^": "ˆ", "~": "˜"}
_SMALLER = {"→": "70%", "←": "70%", "…": "60%"}
_STRUT = '<mspace height="0.72em"></mspace>'
"""In roots: their sign is 1.19 em high (STIX Two Math), and browsers hang it from the line above
what is in it (MathML Core, 3.3.3.3), so that below a low letter it would stand under the line."""
_NOTATIONS = {
    "top": "over", "bottom": "under", "box": "box", "roundedbox": "box", "circle": "circle",
    "updiagonalstrike": "up", "downdiagonalstrike": "down", "horizontalstrike": "through",
    "updiagonalarrow": "up", "actuarial": "over", "longdiv": "over", "phasorangle": "under",
}  # fmt: skip


def mathml(formula: Formula, said: str = "") -> str:
    """Return a formula as an element; `said` is what its author says of it in words, if anything.

    Screen readers read MathML itself, in the words of their users' language.
    """
    display = ' display="block"' if formula.is_display else ""
    label = attribute("aria-label", said) if said else ""
    return f"<math{display}{label}>{_all(formula.tree.children)}</math>"


def _all(nodes: Iterable[Node], *, is_script: bool = False) -> str:
    return "".join([_element(node, is_script=is_script) for node in nodes])


def _element(node: Node, *, is_script: bool) -> str:
    """Return a node; in scripts, operators have no space around them, as in TeX."""
    if is_script and node.tag == "mo" and node.text in _SPACED and not node.get("lspace"):
        node = replace(node, attributes=(*node.attributes, ("lspace", "0em"), ("rspace", "0em")))
    elif node.tag == "mover":
        node = _over(node)
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


def _over(node: Node) -> Node:
    """Return something with a sign above it, as browsers set it well.

    An accent is not smaller than what it is on. Of the forms of a sign one is taken that the font
    places and stretches; arrows to the right are not stretched, but there is a long one.
    """
    base, mark = node.children
    is_arrow = base.tag == "mo" and base.get("stretchy") == "true"
    if is_arrow and base.text in _LONG:
        base = replace(base, text=_LONG[base.text])
        mark = mark.children[0] if mark.tag == "mover" else mark
    is_label = base.tag == "mo" and mark.get("stretchy") != "false"
    if not mark.sign or mark.sign not in ACCENTS or is_arrow or is_label:
        return replace(node, children=(base, mark))
    grows = mark.get("stretchy") == "true"
    sign = (_WIDE if grows else _NARROW).get(mark.sign, mark.sign)
    smaller = () if grows or mark.sign not in _SMALLER else (("mathsize", _SMALLER[mark.sign]),)
    mark = replace(mark, text=sign, attributes=(*mark.attributes, *smaller))
    kept = tuple(pair for pair in node.attributes if pair[0] != "accent")
    return replace(node, attributes=(*kept, ("accent", "true")), children=(base, mark))


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
        yield from (f"cell-{name}" for name in ("above", "below", "beside") if node.get(name))
        if align := node.get("align"):
            yield f"cell-{align}"


def _style(node: Node) -> Iterator[str]:
    if blank := node.get("blank"):
        yield f"margin-right:-{blank}"
    if node.tag == "mtd":
        yield from (f"padding-{side}:{node.get(side)}" for side in ("left", "right"))
