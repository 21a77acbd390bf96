"""The grammar writes the constructs that its rows are named after, as Pandoc reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.property.documents import document
from tests.property.grammar import BY_NAME, CONSTRUCTS, Construct
from tests.property.growing import Card
from tests.property.reading_pandoc import parse


def card(construct: Construct) -> Card:
    """Return a card on which there is nothing but `construct`, in a paragraph if it needs one."""
    if construct.kind == "inline":
        return Card(BY_NAME["paragraph"], (construct,))
    return Card(construct, ())


def kinds(node: Any) -> Iterator[str]:
    """Yield what every node of a part of Pandoc's syntax tree is called."""
    if isinstance(node, list):
        for one in node:
            yield from kinds(one)
    elif isinstance(node, dict):
        yield str(node.get("t"))
        yield from kinds(list(node.values()))


def test_pandoc_reads_each_construct_as_what_it_is_called() -> None:
    trees = parse([document("1", [card(one)]).for_pandoc for one in CONSTRUCTS])
    misread = {
        one.name: one.reads
        for one, tree in zip(CONSTRUCTS, trees, strict=True)
        if one.reads not in kinds(tree["blocks"])
    }
    assert misread == {}


def test_every_row_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(CONSTRUCTS)
