"""Blocks grown from the grammar, with words that no other part of their document has."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from tests.property.grammar import BLOCKS, BY_NAME, CONSTRUCTS, LISTS, Construct, Nesting, permitted

HOLE = re.compile(r"\{(|w|n|blocks|list)\}")
CHANCE = 0.3
_WORDS = (
    "word", "Wort", "été", "e\u0301te\u0301", "слово", "한글", "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "かな", "漢字", "naïve", "tea", "Æon",
)  # fmt: skip
"""Words of several scripts; the second "été" and "한글" are decomposed, as typed on a Mac."""
_DEEPEST = 3
_ON_A_CARD = {"inline": 4, "block": 2, "list": 1}
_NO_BARS: frozenset[str] = frozenset()


class Card(NamedTuple):
    """A construct, and what is planted in it."""

    outer: Construct
    inner: tuple[Construct, ...]


class Grown(Struct, frozen=True):
    """A block with what its pattern's holes are filled with."""

    construct: Construct
    fillings: tuple[str | tuple[Grown, ...], ...]

    @property
    def markdown(self) -> str:
        """Return it as Markdown."""
        fillings = iter(self.fillings)
        return HOLE.sub(lambda _: self._written(next(fillings)), self.construct.pattern)

    def _written(self, fill: str | tuple[Grown, ...]) -> str:
        if isinstance(fill, str):
            return fill
        text = "\n\n".join(block.markdown for block in fill)
        lines = (f"{self.construct.prefix}{line}".rstrip(" ") for line in text.split("\n"))
        return "\n".join(lines)

    def __iter__(self) -> Iterator[Grown]:
        """Yield it and all blocks in it."""
        yield self
        for fill in self.fillings:
            if not isinstance(fill, str):
                for block in fill:
                    yield from block


def cards(dealer: random.Random) -> list[Card]:
    """Return all permitted nestings, shuffled, a few to a card.

    What may be reported has cards of its own, so that no diagnostic excuses the loss of another.
    """
    nested: dict[tuple[str, bool, str], list[Construct]] = {}
    for nesting in permitted():
        inner = BY_NAME[nesting.inner]
        nested.setdefault((nesting.outer, bool(inner.may), inner.kind), []).append(inner)
    deck = [Card(one, ()) for one in CONSTRUCTS if one.kind == "slide" and not one.holds]
    for (name, _, kind), inners in nested.items():
        outer = BY_NAME[name]
        dealer.shuffle(inners)
        size = 1 if "spaced" in outer.bars else _ON_A_CARD[kind]
        deck += [Card(outer, tuple(inners[at : at + size])) for at in range(0, len(inners), size)]
    dealer.shuffle(deck)
    return deck


class Definition(NamedTuple):
    """What is written at the end of a slide, for what is mentioned above."""

    markdown: str
    constructs: frozenset[str]
    """Names of all constructs in it."""


class Grower:
    """Grows the blocks of one document."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.after: list[Definition] = []
        """What belongs at the end of the slide."""
        self.used: set[str] = set()
        """Names of the constructs that were used."""
        self.nestings: set[Nesting] = set()

    def planted(self, card: Card) -> Grown:
        """Return a block in which the constructs of a card stand in one another."""
        if card.outer.kind != "inline":
            return self.block(card.outer, _NO_BARS, card.inner)
        barred = frozenset[str]().union(*(inner.groups for inner in card.inner))
        hosts = [one for one in (*BLOCKS, *LISTS) if one.permits(card.outer)]
        host = self.random.choice([one for one in hosts if not one.bars & barred])
        return self.block(host, _NO_BARS, (card.outer,), card.inner)

    def block(
        self,
        construct: Construct,
        bars: frozenset[str],
        *planted: Sequence[Construct],
        depth: int = 0,
    ) -> Grown:
        """Return a block; `planted` is what must stand in it, and then what must stand in that."""
        filling = _Filling(self, construct, bars, planted, depth)
        return Grown(
            construct, tuple(filling.fill(hole) for hole in HOLE.findall(construct.pattern))
        )

    def inline(
        self, construct: Construct, bars: frozenset[str], *planted: Sequence[Construct], depth: int
    ) -> str:
        """Return a construct within a line, as Markdown; its definitions are postponed."""
        filling = _Filling(self, construct, bars, planted, depth)

        def fill(hole: re.Match[str]) -> str:
            return str(filling.fill(hole[1]))

        text = HOLE.sub(fill, construct.pattern)
        if construct.after:
            outer, self.used = self.used, {construct.name}
            definition = HOLE.sub(fill, construct.after)
            self.after.append(Definition(definition, frozenset(self.used)))
            self.used = outer
        return text

    def content(
        self, outer: Construct, bars: frozenset[str], *planted: Sequence[Construct], depth: int = 0
    ) -> str:
        """Return the content of `outer`: words, what is planted, or something random."""
        chosen = planted[0] if planted else self.chosen(outer, bars, depth, "inline")
        parts = [self.inline(one, bars, *planted[1:], depth=depth + 1) for one in chosen]
        self.nestings |= {Nesting(outer.name, one.name) for one in chosen}
        if "spaced" in bars:
            return parts[0] if parts else self.word()
        words = [word for part in parts for word in (self.word(), part)] or [self.word()]
        return " ".join([*words, self.word()] if self.random.random() < CHANCE else words)

    def blocks(
        self,
        outer: Construct,
        bars: frozenset[str],
        planted: Sequence[Construct],
        depth: int,
        hole: str,
    ) -> tuple[Grown, ...]:
        """Return the blocks that stand in `outer`, with words between, so that none run together."""
        kinds = ("list",) if hole == "list" else ("block", "list")
        chosen = planted or self.chosen(outer, bars, depth, *kinds)
        chosen = chosen or [BY_NAME["bullets" if hole == "list" else "paragraph"]]
        self.nestings |= {Nesting(outer.name, one.name) for one in chosen}
        grown: list[Grown] = []
        for one in chosen:
            grown += [self.words()] if grown else []
            grown.append(self.block(one, bars, depth=depth + 1))
        return tuple(grown)

    def words(self) -> Grown:
        """Return a paragraph of one word."""
        return Grown(BY_NAME["paragraph"], (self.word(),))

    def chosen(
        self, outer: Construct, bars: frozenset[str], depth: int, *kinds: str
    ) -> Sequence[Construct]:
        """Return something that may stand in `outer`, by chance."""
        if depth >= _DEEPEST or self.random.random() > CHANCE:
            return ()
        fitting = (one for one in CONSTRUCTS if one.kind in kinds and outer.permits(one))
        return (self.random.choice([one for one in fitting if not bars & one.groups]),)

    def word(self) -> str:
        """Return a word that no other part of the document has."""
        self.count += 1
        return f"{self.random.choice(_WORDS)}{self.count}"


class _Filling:
    """Fills the holes of one construct; the first that can hold it gets what is planted."""

    def __init__(
        self,
        grower: Grower,
        construct: Construct,
        bars: frozenset[str],
        planted: Sequence[Sequence[Construct]],
        depth: int,
    ) -> None:
        grower.used.add(construct.name)
        grower.count += 1
        self.grower = grower
        self.construct = construct
        self.number = str(grower.count)
        self.bars = bars | construct.bars
        if construct.kind == "inline":
            self.bars |= {construct.name}
        self.planted = planted
        self.depth = depth

    def fill(self, hole: str) -> str | tuple[Grown, ...]:
        """Return what a hole is filled with."""
        if hole == "w":
            return self.grower.word()
        if hole == "n":
            return self.number
        planted, self.planted = self.planted, ()
        if hole:
            first = planted[0] if planted else ()
            return self.grower.blocks(self.construct, self.bars, first, self.depth, hole)
        return self.grower.content(self.construct, self.bars, *planted, depth=self.depth)
