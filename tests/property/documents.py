"""Documents in which every construct occurs in every other that the grammar permits."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from tests.property.grammar import BY_NAME, Construct, Nesting
from tests.property.growing import Card, Definition, Grower, Grown, cards

VARIABLES = {"host": "Seoul *AI* <b> & {{ x"}
REFERENCES = {"doe": "Doe 2020", "roe": "Roe 2021"}
LOCALES = ("en", "en", "ko", "de")
SECTIONS = 0.1
_BLOCKS_ON_A_SLIDE = 3
_SEPARATED = frozenset({"list", "table", "quotation", "lazy quotation", "indented code"})
"""What the next block would run into, were there no paragraph between."""
UNTITLED = "---"
_FORMS = ("##", "##", "##", "", UNTITLED)
_FRONT = """\
---
title: A talk
subtitle: '{subtitle}'
author: Ann Author
date: 2024-01-11
lang: {locale}
variables: {{host: '{host}'}}
references:
- {{id: doe, title: Dogs, author: [{{family: Doe}}], note: Doe 2020}}
- {{id: roe, title: Roes, author: [{{family: Roe}}], note: Roe 2021}}
---
"""


class Part(Struct, frozen=True):
    """A block of a document: its lines, counted from 1, and the constructs in it."""

    lines: range
    constructs: frozenset[str]


class Placed(Struct, frozen=True):
    """A block on a slide, with the names of all constructs in it."""

    block: Grown
    constructs: frozenset[str]


class Slide(Struct, frozen=True, kw_only=True):
    """One slide of a document."""

    title: str
    title_constructs: frozenset[str] = frozenset()
    form: str = "##"
    """What precedes the title; nothing if it is underlined."""
    blocks: tuple[Placed, ...] = ()
    definitions: tuple[Definition, ...] = ()

    @property
    def pieces(self) -> list[tuple[str, frozenset[str]]]:
        """Return its Markdown in pieces between blank lines, with the constructs in each."""
        return [
            (self.heading, self.title_constructs),
            *((placed.block.markdown, placed.constructs) for placed in self.blocks),
            *self.definitions,
        ]

    @property
    def heading(self) -> str:
        """Return what begins it."""
        if self.form == UNTITLED:
            return "---"
        return f"{self.title}\n-------" if self.form == "" else f"{self.form} {self.title}"


class Document(Struct, frozen=True, kw_only=True, dict=True):
    """A document, and what the generator knows about it."""

    seed: str
    locale: str
    subtitle: str
    subtitle_constructs: frozenset[str]
    slides: tuple[Slide, ...]
    nestings: frozenset[Nesting]

    @property
    def pieces(self) -> list[tuple[str, frozenset[str]]]:
        """Return its Markdown in pieces between blank lines, with the constructs in each."""
        subtitle = self.subtitle.replace("'", "''")
        front = _FRONT.format(subtitle=subtitle, locale=self.locale, host=VARIABLES["host"])
        slides = (piece for slide in self.slides for piece in slide.pieces)
        return [(front.rstrip("\n"), self.subtitle_constructs), *slides]

    @cached_property
    def text(self) -> str:
        """Return it as one file."""
        return "".join(f"{text}\n\n" for text, _ in self.pieces)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return where its blocks stand in the file."""
        parts, line = [], 1
        for text, constructs in self.pieces:
            after = line + text.count("\n") + 2
            parts.append(Part(range(line, after), constructs))
            line = after
        return tuple(parts)

    @property
    def may_be_project(self) -> bool:
        """Return whether it can be a project, whose slides all have titles."""
        return all(slide.form != UNTITLED for slide in self.slides)

    @property
    def for_pandoc(self) -> str:
        """Return the file with a word in the place of each variable, which Pandoc does not know."""
        return re.sub(r"\{\{ (\w+) \}\}", lambda found: stand_in(found[1]), self.text)


def stand_in(variable: str) -> str:
    """Return the word that replaces a variable in what Pandoc reads."""
    return f"VARIABLE{variable.upper()}"


def documents(seed: int, count: int, numbers: Iterable[int] | None = None) -> Iterator[Document]:
    """Yield `count` documents, or those of the given `numbers` among them.

    All nestings that the grammar permits are dealt to them like cards.
    """
    deck = cards(random.Random(seed))
    for number in range(count) if numbers is None else numbers:
        yield document(f"{seed}.{number}", deck[number::count])


def document(seed: str, planted: Sequence[Card]) -> Document:
    """Return the document in which `planted` stand in one another, among others by chance."""
    grower = Grower(seed)
    dealt = {name: [card.inner for card in planted if card.outer.name == name] for name in _LINES}
    bodies = [card for card in planted if card.outer.name not in _LINES]
    bodies.sort(key=lambda card: "columns" in card.outer.groups)
    subtitle, constructs = _line(grower, "subtitle", sum(dealt["subtitle"], ()))
    slides = [Slide(title="The first slide {#first}", blocks=(_placed(grower, grower.words()),))]
    titles = dealt["title"]
    while bodies or titles:
        if grower.random.random() < SECTIONS:
            slides.append(Slide(title=grower.word(), form="#"))
        planted_title = titles.pop() if titles else ()
        count = next((i for i, card in enumerate(bodies) if card.outer.name == "columns"), 99) + 1
        count = min(count, _BLOCKS_ON_A_SLIDE)
        slides.append(_slide(grower, planted_title, bodies[:count]))
        bodies = bodies[count:]
    return Document(
        seed=seed,
        locale=grower.random.choice(LOCALES),
        subtitle=subtitle,
        subtitle_constructs=constructs,
        slides=tuple(slides),
        nestings=frozenset(grower.nestings),
    )


_LINES = ("title", "subtitle")


def _slide(grower: Grower, planted_title: Sequence[Construct], planted: Sequence[Card]) -> Slide:
    """Return a slide with what was planted, and definitions below."""
    form = "##" if planted_title else grower.random.choice(_FORMS)
    words, constructs = "", frozenset[str]()
    if form != UNTITLED:
        words, constructs = _line(grower, "title", planted_title)
    # A heading that begins a slide without a title would be taken for one.
    blocks = [_placed(grower, grower.words())] if form == UNTITLED else []
    for card in planted:
        grower.used = set()
        block = grower.planted(card)
        blocks.append(Placed(block, frozenset(grower.used)))
        if block.construct.groups & _SEPARATED:
            blocks.append(_placed(grower, grower.words()))
    definitions, grower.after = tuple(grower.after), []
    return Slide(
        title=words,
        title_constructs=constructs,
        form=form,
        blocks=tuple(blocks),
        definitions=definitions,
    )


def _line(grower: Grower, name: str, planted: Sequence[Construct]) -> tuple[str, frozenset[str]]:
    """Return the text of a title, and the constructs in it, itself among them."""
    grower.used = {name}
    line = BY_NAME[name]
    content = grower.content(line, line.bars, *([planted] if planted else []))
    return content, frozenset(grower.used)


def _placed(grower: Grower, block: Grown) -> Placed:
    return Placed(block, frozenset({block.construct.name}))
