"""A definition list: terms, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.block import TextBlock
from diptych.model.geometry import Emu
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main, Role
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BOLD

_ABOVE_TERM = 0.5
"""The least space above a term, in em."""
_BELOW_TERM = 0.2
"""Space between a term and its definition, and between definitions, in em."""


class DefinedTerm(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A term with one or more definitions."""

    term: Annotated[Text, Main("term")]
    definitions: Annotated[tuple[Text, ...], Role("definition")]
    span: Span
    id: str | None = None
    step: int = 0


class Definitions(TextBlock, frozen=True, kw_only=True):
    """Terms with their definitions; a term may have several.

    In YAML:

        definitions:
          - RAG: Retrieval before generation
          - Token:
              - A piece of a word
              - The unit that models are paid by

    In Markdown:

        RAG
        : Retrieval before generation

        Token
        : A piece of a word
        : The unit that models are paid by
    """

    noun = "a definition list"
    in_markdown = "own"

    terms: tuple[DefinedTerm, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which its terms appear."""
        return (self.step, *(one.step for one in self.terms))

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a bold paragraph for each term, and its definitions indented below it."""
        return tuple(paragraph for one in self.terms for paragraph in self._drawn(one, style))

    def _drawn(self, one: DefinedTerm, style: Style) -> Iterator[Paragraph]:
        head, below = style.level(0), style.level(1)
        step = one.step or self.step
        yield style.paragraph(
            one.term,
            replace(
                head,
                indent=Emu(0),
                hanging=Emu(0),
                weight=max(head.weight, BOLD),
                space_before=max(head.space_before, _ABOVE_TERM),
            ),
            kind="term",
            step=step,
            block_id=one.id,
        )
        look = replace(below, indent=head.indent, hanging=Emu(0), space_before=_BELOW_TERM)
        for text in one.definitions:
            yield style.paragraph(text, look, kind="definition", level=1, step=step)
