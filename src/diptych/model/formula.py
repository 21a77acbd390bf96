"""A formula: what its author wrote, its tree, and its size."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diptych.formulas.letters import INVISIBLE


class Node(Struct, frozen=True, array_like=True):
    """An element of MathML Core, simplified as `formulas/tree.py` says."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: tuple[Node, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return the value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def em(self, name: str) -> float:
        """Return the length in em that an attribute gives; 0 if it has none."""
        return float(self.get(name, "0em").removesuffix("em"))

    @property
    def sign(self) -> str:
        """Return the text of an operator; empty for anything else."""
        return self.text if self.tag == "mo" else ""

    @property
    def is_fence(self) -> bool:
        """Return whether it is an operator beside what it encloses."""
        return self.tag == "mo" and self.get("fence") == "true" and not self.get("minsize")

    @property
    def is_empty(self) -> bool:
        """Return whether it is a row without anything in it."""
        return self.tag == "mrow" and not self.children


class Formula(Struct, frozen=True, kw_only=True):
    """A formula, as all outputs show it."""

    tex: str
    tree: Node
    width: float
    """In em of its type, as are the height above its baseline and the depth below that."""
    ascent: float
    depth: float

    @property
    def is_display(self) -> bool:
        """Return whether it stands by itself, and is set as large as that permits."""
        return self.tree.get("display") == "block"

    @property
    def height(self) -> float:
        """Return how high it is from bottom to top, in em."""
        return self.ascent + self.depth


def shown_letters(node: Node) -> Iterator[str]:
    """Yield the visible characters of a formula, in the order of its tree."""
    if node.tag != "mphantom":
        yield from (one for one in node.text if not one.isspace() and one not in INVISIBLE)
        for child in node.children:
            yield from shown_letters(child)
