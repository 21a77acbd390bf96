"""Regroups list items into nested lists, and lines of code into listings, as they were written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct, field

from diptych.model.numbering import Numbering
from diptych.model.paragraph import Paragraph

_Item = TypeVar("_Item")


class NestedItem(Struct, Generic[_Item]):
    """An item with what its writer attached to it, and the lists within it."""

    paragraph: Paragraph
    content: _Item
    lists: list[NestedList[_Item]] = field(default_factory=list)


class NestedList(Struct, Generic[_Item]):
    """Items of one level and one kind of numbering."""

    level: int
    is_numbered: bool
    numbering: Numbering | None
    items: list[NestedItem[_Item]] = field(default_factory=list)


def nested(items: Iterable[tuple[Paragraph, _Item]]) -> list[NestedList[_Item]]:
    """Return items, each with what a writer needs of it, as lists by level and kind of bullet."""
    top: list[NestedList[_Item]] = []
    stack: list[NestedList[_Item]] = []
    for paragraph, content in items:
        while stack and _is_over(stack[-1], paragraph):
            stack.pop()
        if not stack or stack[-1].level != paragraph.level:
            opened: NestedList[_Item] = NestedList(
                paragraph.level, number_of(paragraph) is not None, _numbering(paragraph)
            )
            (stack[-1].items[-1].lists if stack else top).append(opened)
            stack.append(opened)
        stack[-1].items.append(NestedItem(paragraph, content))
    return top


def listings(lines: Iterable[Paragraph]) -> list[list[Paragraph]]:
    """Return lines of code by listing: only the first of one has space above it."""
    found: list[list[Paragraph]] = []
    for line in lines:
        if line.space_before or not found:
            found.append([])
        found[-1].append(line)
    return found


def number_of(paragraph: Paragraph) -> int | None:
    """Return the number of an item; None if it has none."""
    return paragraph.bullet.number if paragraph.bullet is not None else None


def _numbering(paragraph: Paragraph) -> Numbering | None:
    bullet = paragraph.bullet
    return bullet.numbering if bullet is not None and bullet.number is not None else None


def _is_over(opened: NestedList[_Item], paragraph: Paragraph) -> bool:
    """Return whether a list ends before `paragraph`, which is less deep or in another list."""
    if opened.level != paragraph.level:
        return opened.level > paragraph.level
    begins = paragraph.bullet is not None and paragraph.bullet.begins
    return (
        begins
        or opened.is_numbered != (number_of(paragraph) is not None)
        or opened.numbering != _numbering(paragraph)
    )
