"""The spaces of TeX that Temml leaves out: before names of functions, and around signs after a ∇.

TeX sets a thin space between the name of a function and what is before it, unless that is a sign,
and takes ∇ for a letter, so that a sign after it has its spaces (The TeXbook, chapter 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diptych.formulas.letters import BINARY

Node = list[Any]
_THIN: Node = ["mspace", {"width": "0.167em"}, "", []]
_APPLICATION, _NABLA = "\u2061", "∇"
_NAMED = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))
"""What a name may be the base of."""
_PARTS = _NAMED | {"mfrac", "mroot", "mmultiscripts"}
"""What has children that do not stand side by side."""


def spaced(node: Node) -> Node:
    """Return a formula with these spaces."""
    tag, attributes, text, children = node
    if tag == "mo" and text == _NABLA:
        return ["mi", {"mathvariant": "normal"}, text, []]
    inner = [spaced(child) for child in children]
    if tag not in _PARTS:
        inner = list(_side_by_side(inner))
    return [tag, attributes, text, inner]


def _side_by_side(nodes: list[Node]) -> Iterator[Node]:
    """Yield nodes with the spaces between them."""
    for at, node in enumerate(nodes):
        before = _end(nodes[at - 1]) if at else None
        if before is None:
            yield node
        elif _is_function(nodes[at:]) and _is_letter(before):
            yield from (_THIN, node)
        elif node[0] == "mo" and node[2] in BINARY and _base(before)[2] == _NABLA:
            kept = {name: one for name, one in node[1].items() if name not in {"form", "stretchy"}}
            yield [node[0], kept, *node[2:]]
        else:
            yield node


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
