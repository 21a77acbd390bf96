"""The spaces of TeX that Temml leaves out, or that browsers would have in other places.

TeX sets a thin space between the name of a function and what is before it, unless that is a sign,
and one between dots and a letter beside them, but none between two relations; it takes ∇ for a
letter, so that a sign after it has its spaces (The TeXbook, chapter 18).

Scripts without a base are those of what follows, unless they come after something that has scripts,
or may have some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from diptych.formulas.letters import BINARY, RELATIONS

Node = list[Any]
_THIN: Node = ["mspace", {"width": "0.167em"}, "", []]
_APPLICATION, _NABLA = "\u2061", "∇"
_DOTS = frozenset("…⋯⋮⋱")
_NONE: Node = ["none", {}, "", []]
_SCRIPTS = frozenset(("msub", "msup", "msubsup"))
_NAMED = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))
"""What a name may be the base of."""
_PARTS = _NAMED | {"mfrac", "mroot", "mmultiscripts"}
"""What has children that do not stand side by side."""


def spaced(node: Node) -> Node:
    """Return a formula with these spaces."""
    tag, attributes, text, children = node
    if tag == "mo" and text == _NABLA:
        return ["mi", {"mathvariant": "normal"}, text, []]
    if tag == "mo" and not text and attributes.get("fence") == "true":
        attributes = {**attributes, "lspace": "0em", "rspace": "0em"}  # of which nothing is seen
    inner = [spaced(child) for child in children]
    if tag not in _PARTS:
        inner = list(_side_by_side(_with_bases(inner)))
    return [tag, attributes, text, inner]


def _with_bases(nodes: list[Node]) -> list[Node]:
    """Return nodes in which scripts before something are its scripts (MathML Core, 3.4.3).

    Those after something that could have them have `at`, as they are beside the scripts of that.
    """
    made: list[Node] = []
    for node in nodes:
        before = made[-1] if made else None
        if before is not None and _is_bare(before) and (node[0] == "mtext" or _is_letter(node)):
            _, *scripts = made.pop()[3]
            below, above = {
                "msub": (*scripts, _NONE), "msup": (_NONE, *scripts), "msubsup": tuple(scripts),
            }[before[0]]  # fmt: skip
            scripted = ["mmultiscripts", {}, "", [node, ["mprescripts", {}, "", []], below, above]]
            made.append(scripted)
        elif _is_bare(node) and before is not None and _is_letter(before):
            made.append([node[0], {**node[1], "at": "before"}, *node[2:]])
        else:
            made.append(node)
    return made


def _is_bare(node: Node) -> bool:
    """Return whether a node is scripts without a base, which are not those of what is before."""
    is_bare = node[0] in _SCRIPTS and node[3][0][0] == "mrow" and not node[3][0][3]
    return is_bare and "at" not in node[1]


def _side_by_side(nodes: list[Node]) -> Iterator[Node]:
    """Yield nodes with the spaces between them."""
    for at, node in enumerate(nodes):
        before = _end(nodes[at - 1]) if at else None
        if node[0] == "mo" and node[2] in _DOTS and "lspace" not in node[1]:
            after = nodes[at + 1] if at + 1 < len(nodes) else None
            spaces = {
                side: "0.167em" if beside is not None and _is_letter(beside) else "0em"
                for side, beside in (("lspace", before), ("rspace", after))
            }
            yield [node[0], {**node[1], **spaces}, *node[2:]]
        elif node[0] == "mo" and node[2] in RELATIONS:
            sides = (("lspace", reversed(nodes[:at])), ("rspace", nodes[at + 1 :]))
            spaces = {side: "0em" for side, others in sides if _is_at_relation(others)}
            yield [node[0], {**node[1], **spaces}, *node[2:]]
        elif before is None:
            yield node
        elif _is_function(nodes[at:]) and _is_letter(before):
            yield from (_THIN, node)
        elif node[0] == "mo" and node[2] in BINARY and _base(before)[2] == _NABLA:
            kept = {name: one for name, one in node[1].items() if name not in {"form", "stretchy"}}
            yield [node[0], kept, *node[2:]]
        else:
            yield node


def _is_at_relation(others: Iterable[Node]) -> bool:
    """Return whether a relation follows, directly or after spaces that the author wrote."""
    other = next((one for one in others if one[0] != "mspace"), None)
    return other is not None and other[0] == "mo" and other[2] in RELATIONS


def _is_function(nodes: list[Node]) -> bool:
    """Return whether nodes begin with the name of a function, which is applied to what follows."""
    first, *rest = nodes
    if first[0] == "mrow" and first[3]:
        return _is_function(first[3])
    base = _base(first)
    is_applied = bool(rest) and rest[0][0] == "mo" and rest[0][2] == _APPLICATION
    return is_applied and base[0] == "mi" and len(base[2]) > 1


def _is_letter(node: Node) -> bool:
    """Return whether what is before a name is a letter, a number or the end of a group."""
    base = _base(node)
    if base[0] == "mo":
        return bool(base[1].get("fence") == "true" and base[1].get("form") == "postfix")
    return base[0] not in {"mspace", "mtext"}


def _end(node: Node) -> Node:
    """Return the last of what stands side by side in a node."""
    while node[0] in {"mrow", "mstyle", "mpadded"} and node[3]:
        node = node[3][-1]
    return node


def _base(node: Node) -> Node:
    """Return what has scripts."""
    while node[0] in _NAMED and node[3]:
        node = node[3][0]
    return node
