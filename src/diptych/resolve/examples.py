"""Examples, `(@)`, numbered through the talk (Pandoc manual, "Numbered example lists")."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.model.block import Block
from diptych.model.deck import Placed, Section, Slide, Talk

REPEATED_EXAMPLE = DiagnosticKind(
    "REF221", "repeated-example", "Two examples of a talk, `(@label)`, have the same label."
)


def number_examples(talk: Talk) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with its examples numbered in its order, and the number of each label."""
    numbers = _Numbers()
    sections = tuple(
        Section(section.title, tuple(map(numbers.slide, section.slides)))
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
        """Return the slide with its examples numbered, in every language that has its own."""
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
        changes = {
            "body": self._blocks(slide.body),
            "columns": tuple(
                replace(column, blocks=self._blocks(column.blocks)) for column in slide.columns
            ),
            "placed": tuple(
                Placed(placed.region, self._blocks(placed.blocks), placed.span)
                for placed in slide.placed
            ),
            "notes": self._blocks(slide.notes),
        }
        return replace(slide, **changes)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._list(one) if isinstance(one, Bullets) else one for one in blocks)

    def _list(self, bullets: Bullets) -> Bullets:
        start = bullets.start
        if bullets.is_examples:
            start = self.count + 1
            for item in bullets.items:
                self.count += 1
                self._label(item)
        items = tuple(
            replace(item, content=self._blocks(item.content)) if item.content else item
            for item in bullets.items
        )
        return replace(bullets, start=start, items=items)

    def _label(self, item: Item) -> None:
        if item.label is None:
            return
        if item.label in self.labels:
            message = f"example `(@{item.label})` is already number {self.labels[item.label]}"
            self.found.append(
                REPEATED_EXAMPLE.at(item.span, message, hint="give one of the two another label")
            )
        self.labels.setdefault(item.label, self.count)
