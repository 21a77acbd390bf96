"""Figures, tables, listings and equations with a label, `{#fig-ship}`, numbered for `@fig-ship`.

As in pandoc-crossref and Quarto, those without a label have no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from string import ascii_lowercase, digits

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, DiagnosticKind, Span, nearest
from diptych.memo import NO_MEMO, Memo
from diptych.model.block import Block
from diptych.model.deck import Slide, Talk
from diptych.model.labels import AFTER_NUMBER, LabelKind, Labelled, label_kind
from diptych.model.text import Citation, Run, Text
from diptych.model.walk import every_block, map_blocks, outer_blocks, texts_of, within

REPEATED_LABEL = DiagnosticKind(
    "REF222",
    "repeated-label",
    "Two figures, tables, listings or equations of a talk have the same label, `{#fig-label}`.",
)
UNKNOWN_LABEL = DiagnosticKind(
    "REF223",
    "unknown-label",
    "A text refers to a figure, a table, a listing or an equation, `@fig-label`, but nothing in the"
    " talk that can be one has this label.",
    lenient="figures, tables, listings or equations that texts refer to are not there; the"
    " references are shown as written",
)


def number_labels(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with the number of each label, in the order of its slides.

    A slide that is shown twice has the same numbers there. What is only in the version of a slide
    for one language is counted after what all languages have.
    """
    numbers = _Numbers()
    for slide in talk.slides:
        place = ("labels", talk.name, slide.id)
        numbers.count(slide.id, memo.recall(place, _labels_on, slide))
    made = replace(talk, labels=numbers.labels) if numbers.labels else talk
    unknown = _unknown(made, memo)
    eased = (one.eased() if talk.is_single_file else one for one in unknown)
    return made, (*numbers.found, *eased)


def with_numbers(slide: Slide, labels: Mapping[str, Labelled], locale: str) -> Slide:
    """Return a slide with the numbers of its figures before their captions, in a language."""
    if not any(_is_counted(block) for block in every_block(_shown(slide))):
        return slide

    def numbered(block: Block) -> Block:
        label = block.id
        if label is None or label not in labels or not _is_counted(block):
            return block
        if not block.number_in:
            return replace(block, number=labels[label].number)
        caption: Text | None = getattr(block, block.number_in)
        captioned = _captioned(labels[label], caption, locale, block.span)
        return replace(block, **{block.number_in: captioned})

    return map_blocks(slide, numbered)


def _captioned(one: Labelled, caption: Text | None, locale: str, span: Span) -> Text:
    """Return a caption after the number of its figure, or the number alone.

    A picture of a row has only its letter, as the number is below the row.
    """
    shown, after = one.named(locale), AFTER_NUMBER
    if letter := one.number.lstrip(digits):
        shown, after = f"({letter})", " "
    if caption is None or caption.is_empty:
        return Text("", (Run(shown, role="label"),), span)
    before = Run(f"{shown}{after}", role="label")
    return replace(caption, inlines=(before, *caption.inlines))


_Label = tuple[str, str, Span]
"""A label; that of the row in which it is, or nothing; and the span of what has it."""


class _Numbers:
    """Counts what has a label in one talk."""

    def __init__(self) -> None:
        self.labels: dict[str, Labelled] = {}
        self.found: list[Diagnostic] = []
        self.counts: Counter[LabelKind] = Counter()
        self.letters: Counter[str] = Counter()
        self.spans: dict[str, Span] = {}

    def count(self, slide: str, labels: tuple[_Label, ...]) -> None:
        """Give each new label of a slide its number."""
        for label, row, span in labels:
            if label not in self.labels:
                kind = label_kind(label)
                if kind is not None:
                    number = self._next(kind, row)
                    self.labels[label] = Labelled(kind, number, slide)
                    self.spans[label] = span
            elif span != self.spans[label]:
                known = self.labels[label]
                message = f"{known.kind} `{label}` is already number {known.number}"
                hint = "give one of them another label"
                self.found.append(REPEATED_LABEL.at(span, message, hint=hint))

    def _next(self, kind: LabelKind, row: str) -> str:
        if row not in self.labels:
            self.counts[kind] += 1
            return str(self.counts[kind])
        letter = ascii_lowercase[self.letters[row] % len(ascii_lowercase)]
        self.letters[row] += 1
        return f"{self.labels[row].number}{letter}"


def _labels_on(slide: Slide) -> tuple[_Label, ...]:
    """Return the labels on a slide, then those that only its version for some language has."""
    own = tuple(_labels_in(_shown(slide)))
    known = {label for label, _, _ in own}
    others = {
        one[0]: one
        for other in slide.overrides.values()
        for one in _labels_in(_shown(other))
        if one[0] not in known
    }
    return (*own, *others.values())


def _labels_in(value: object, row: str = "") -> Iterator[_Label]:
    """Yield the labels of blocks in authored order; `row` is that of what they are within."""
    for block in outer_blocks(value):
        own = row
        if block.id is not None and _is_counted(block):
            own = block.id
            yield own, row, block.span
        yield from _labels_in(within(block), own)


def _shown(slide: Slide) -> tuple[object, ...]:
    return slide.body, slide.columns, slide.placed


def _is_counted(block: Block) -> bool:
    return block.id is not None and label_kind(block.id) in block.counted_as


def _unknown(talk: Talk, memo: Memo) -> Iterator[Diagnostic]:
    """Yield what refers to something that the talk does not have."""
    known = {*talk.labels, *talk.references}
    unknown = [
        (key, citation)
        for slide in talk.slides
        for citation in memo.recall(("mentions labels", talk.name, slide.id), _mentions, slide)
        for key in citation.keys
        if label_kind(key) is not None and key not in known
    ]
    unread = set(_unread(talk)) if unknown else set()
    for key, citation in unknown:
        kind = label_kind(key)
        if kind is not None and key not in unread:
            alike = [label for label, one in talk.labels.items() if one.kind == kind]
            message = f"there is no {kind} `{key}`"
            hint = nearest(key, alike, what=kind)
            yield UNKNOWN_LABEL.at(citation.span, message, hint=hint, subject=key)


def _unread(talk: Talk) -> Iterator[str]:
    """Yield the labels of what cannot be numbered, which is reported.

    These are texts, among them formulas that cannot be read, and cells that are not run.
    """
    for slide in talk.slides:
        for block in every_block(_shown(slide)):
            if block.id is not None and not _is_counted(block):
                yield block.id


def _mentions(slide: Slide) -> tuple[Citation, ...]:
    return tuple(
        inline
        for text in texts_of(slide)
        if text.has_marks
        for inline in text.inlines
        if isinstance(inline, Citation) and any(map(label_kind, inline.keys))
    )
