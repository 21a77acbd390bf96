"""Examples, `(@)`, numbered throughout the talk (Pandoc manual, "Numbered example lists")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.block import Block
from diptych.model.deck import Section, Slide, Talk
from diptych.model.forms import form_of

REPEATED_EXAMPLE = DiagnosticKind(
    "REF221", "repeated-example", "Two examples of a talk, `(@label)`, have the same label."
)
_FORM: Form[list[bool]] = form_of(list[bool])


def number_examples(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with its examples numbered in order, and with the number of each label."""
    has_any = iter(memo.recall_all("examples", talk.name, _has_examples, talk.slides, _FORM))
    numbers = _Numbers()
    sections = tuple(
        Section(
            section.title,
            tuple(numbers.slide(one) if next(has_any) else one for one in section.slides),
        )
        for section in talk.sections
    )
    if not numbers.count:
        return talk, ()
    return replace(talk, sections=sections, examples=numbers.labels), tuple(numbers.found)


class _Numbers:
    """Counts the examples of one talk."""

    def __init__(self) -> None:
        self.count = 0
        self.labels: dict[str, int] = {}
        self.found: list[Diagnostic] = []

    def slide(self, slide: Slide) -> Slide:
        """Return the slide and its versions for certain languages, with examples numbered."""
        before, labels = self.count, self.labels
        own = self._slide(slide)
        if not slide.overrides:
            return own
        after = self.count, self.labels
        overrides = {}
        for locale, other in slide.overrides.items():
            self.count, self.labels = before, dict(labels)
            overrides[locale] = self._slide(other)
        self.count, self.labels = after
        return replace(own, overrides=overrides)

    def _slide(self, slide: Slide) -> Slide:
        """Return one slide numbered in the order in which it was written."""
        examples = sorted(_all_examples(slide), key=lambda one: one.examples)
        if not examples:
            return slide
        starts = {id(one): self._counted(one) for one in examples}
        return replace(
            slide,
            body=_numbered(slide.body, starts),
            columns=tuple(
                replace(column, blocks=_numbered(column.blocks, starts)) for column in slide.columns
            ),
            placed=tuple(
                replace(placed, blocks=_numbered(placed.blocks, starts)) for placed in slide.placed
            ),
            notes=_numbered(slide.notes, starts),
        )

    def _counted(self, bullets: Bullets) -> int:
        """Return the first number of a list of examples, and count its items."""
        start = self.count + 1
        for item in bullets.items:
            self.count += 1
            self._label(item)
        return start

    def _label(self, item: Item) -> None:
        if item.label is None:
            return
        if item.label in self.labels:
            message = f"example `(@{item.label})` is already number {self.labels[item.label]}"
            self.found.append(
                REPEATED_EXAMPLE.at(item.span, message, hint="give one of them another label")
            )
        self.labels.setdefault(item.label, self.count)


def _has_examples(slide: Slide) -> bool:
    """Return whether the slide, or a version of it for a certain language, has examples."""
    return any(any(_all_examples(one)) for one in (slide, *slide.overrides.values()))


def _all_examples(slide: Slide) -> Iterator[Bullets]:
    """Yield the lists of examples on a slide and in its notes."""
    yield from _examples(slide.body)
    for column in slide.columns:
        yield from _examples(column.blocks)
    for placed in slide.placed:
        yield from _examples(placed.blocks)
    yield from _examples(slide.notes)


def _examples(blocks: Sequence[Block]) -> Iterator[Bullets]:
    """Yield the lists of examples among blocks, including nested ones."""
    for block in blocks:
        if isinstance(block, Bullets):
            if block.examples:
                yield block
            for item in block.items:
                yield from _examples(item.content)


def _numbered(blocks: tuple[Block, ...], starts: Mapping[int, int]) -> tuple[Block, ...]:
    """Return blocks with the first numbers of their lists from `starts`, by identity."""
    return tuple(_list(one, starts) if isinstance(one, Bullets) else one for one in blocks)


def _list(bullets: Bullets, starts: Mapping[int, int]) -> Bullets:
    items = tuple(
        replace(item, content=_numbered(item.content, starts)) if item.content else item
        for item in bullets.items
    )
    return replace(bullets, start=starts.get(id(bullets), bullets.start), items=items)
