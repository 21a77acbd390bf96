"""Figures, tables, listings and equations with a label, `{#fig-ship}`, numbered for `@fig-ship`.

As in pandoc-crossref and Quarto, those without a label have no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.bullets import Bullets
from diptych.blocks.definitions import Definitions
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span, nearest
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.block import Block
from diptych.model.deck import Slide, Talk
from diptych.model.forms import form_of
from diptych.model.labels import (
    AFTER_NUMBER,
    LabelKind,
    Labelled,
    Unnumbered,
    label_kind,
    meant_label,
    mentioned_label,
    with_particle,
)
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
    "A text refers to a figure, a table, a listing or an equation, `@fig-label`, but the talk"
    " has no such label on anything that is numbered.",
    lenient="figures, tables, listings or equations that texts refer to are not there; the"
    " references are shown as written",
)
UNNUMBERED_LABEL = DiagnosticKind(
    "REF224",
    "unnumbered-label",
    "A list item, a heading, a paragraph or another thing that is not numbered has the label of"
    " a figure, a table, a listing or an equation, `{#fig-label}`; or an id would be such a"
    " label if it did not begin with a capital letter, `{#Fig-label}`.",
    Severity.WARNING,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACES: Mapping[LabelKind, str] = {
    "equation": "it belongs on a formula, `$$ … $$ {#eq-name}`",
    "figure": "it belongs on a picture, a chart, a diagram or a table, or a div around them alone",
    "table": "it belongs below a table, `: Caption {#tbl-name}`, or on a div around one",
    "listing": "it belongs on a listing, `{.python #lst-name}`",
}
"""Hints, by what a label counts."""
_A: Mapping[LabelKind, str] = {
    "equation": "an equation",
    "figure": "a figure",
    "table": "a table",
    "listing": "a listing",
}


def number_labels(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with the number of each label, in the order of its slides.

    A slide that is shown twice has the same numbers there. What is only in the version of a slide
    for one language is counted after what all languages have.
    """
    numbers = _Numbers()
    each = memo.recall_all("labels", talk.name, _on, talk.slides, _FORM)
    for slide, own in zip(talk.slides, each, strict=True):
        numbers.count(slide.id, own.labels)
    made = replace(talk, labels=numbers.labels) if numbers.labels else talk
    lost = tuple(_lost(made, each))
    eased = (one.eased() if talk.is_single_file else one for one in lost)
    return made, (*numbers.found, *eased)


def with_numbers(slide: Slide, labels: Mapping[str, Labelled], locale: str) -> Slide:
    """Return a slide with the numbers of its figures before their captions, in a language."""
    if not any(_counted(block) for block in every_block(_shown(slide))):
        return slide

    def numbered(block: Block) -> Block:
        label = block.id
        if label is None or label not in labels or _counted(block) is None:
            return block
        if not block.number_in:
            return replace(block, number=str(labels[label].number))
        caption: Text | None = getattr(block, block.number_in)
        captioned = _captioned(labels[label], caption, locale, block.span)
        return replace(block, **{block.number_in: captioned})

    return map_blocks(slide, numbered)


def _captioned(one: Labelled, caption: Text | None, locale: str, span: Span) -> Text:
    """Return a caption after the number of its figure, or the number alone.

    A picture of a row has only its letter, as the number is below the row.
    """
    shown, after = one.named(locale), AFTER_NUMBER
    if one.letter:
        shown, after = f"({one.letter})", " "
    if caption is None or caption.is_empty:
        return Text("", (Run(shown, role="label"),), span)
    before = Run(f"{shown}{after}", role="label")
    return replace(caption, inlines=(before, *caption.inlines))


_Label = tuple[str, LabelKind, str, Span]
"""A label and what it counts; the label of the row in which it is, or nothing; and the span."""


class _OnSlide(Struct, frozen=True):
    """What a slide has to do with labels."""

    labels: tuple[_Label, ...]
    misplaced: tuple[Unnumbered, ...]
    mentions: tuple[Citation, ...]


_FORM: Form[list[_OnSlide]] = form_of(list[_OnSlide])


def _on(slide: Slide) -> _OnSlide:
    return _OnSlide(_labels_on(slide), _misplaced(slide), _mentions(slide))


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
        for label, kind, row, span in labels:
            if label not in self.labels:
                self.labels[label] = self._next(kind, row, slide)
                self.spans[label] = span
            elif span != self.spans[label]:
                known = self.labels[label]
                message = f"{known.kind} `{label}` is already number {known.numeral}"
                hint = "give one of them another label"
                self.found.append(REPEATED_LABEL.at(span, message, hint=hint))

    def _next(self, kind: LabelKind, row: str, slide: str) -> Labelled:
        if row not in self.labels:
            self.counts[kind] += 1
            return Labelled(kind, self.counts[kind], slide)
        times, at = divmod(self.letters[row], len(_LETTERS))
        self.letters[row] += 1
        return Labelled(kind, self.labels[row].number, slide, _LETTERS[at] * (times + 1))


def _labels_on(slide: Slide) -> tuple[_Label, ...]:
    """Return the labels on a slide, then those that only its version for some language has."""
    own = tuple(_labels_in(_shown(slide)))
    known = {label for label, *_ in own}
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
        kind = _counted(block)
        if block.id is not None and kind is not None:
            own = block.id
            yield own, kind, row, block.span
        yield from _labels_in(within(block), own)


def _shown(slide: Slide) -> tuple[object, ...]:
    return slide.body, slide.columns, slide.placed


def _counted(block: Block) -> LabelKind | None:
    """Return what the label of a block counts; None if it has none that counts such a block."""
    kind = label_kind(block.id) if block.id is not None else None
    return kind if kind in block.counted_as else None


def _lost(talk: Talk, each: Sequence[_OnSlide]) -> Iterator[Diagnostic]:
    """Yield what refers to something without a number, and labels of that to which nothing does.

    `each` is what each of its slides has.
    """
    misplaced = {
        one.label: one for own in each for one in own.misplaced if one.label not in talk.labels
    }
    mentioned = [
        (label, citation.span)
        for own in each
        for citation in own.mentions
        for key in citation.keys
        if (label := mentioned_label(key)) is not None
        and label not in talk.labels
        and key not in talk.references
    ]
    if mentioned:
        slides = {one.id: Unnumbered(one.id, "a slide", one.span) for one in talk.slides}
        for label, span in mentioned:
            yield from _unknown(label, span, misplaced.get(label) or slides.get(label), talk)
    named = {label for label, _ in mentioned}
    for label, one in misplaced.items():
        kind = label_kind(label)
        if kind is None or label in named or one.is_reported:
            continue
        if one.written:
            message = f"`{one.written}` is only an id: labels begin with small letters"
            hint = f"write `{{#{label}}}`"
            yield UNNUMBERED_LABEL.at(one.span, message, hint=hint, subject=one.written)
        else:
            message = f"`{label}` is the label of {one.noun}, which is not counted as {_A[kind]}"
            yield UNNUMBERED_LABEL.at(one.span, message, hint=_PLACES[kind], subject=label)


def _unknown(label: str, span: Span, owner: Unnumbered | None, talk: Talk) -> Iterator[Diagnostic]:
    """Yield that nothing with a number has a label, unless it is reported why."""
    kind = label_kind(label)
    if kind is None or (owner is not None and owner.is_reported):
        return
    alike = [one for one, of in talk.labels.items() if of.kind == kind]
    message = f"there is no {kind} `{label}`"
    hint = with_particle(label, alike) or nearest(label, alike, what=kind)
    if owner is not None:
        place = f"{owner.span.file}:{owner.span.line}"
        message = f"`{label}` has no number, as it is the label of {owner.noun} ({place})"
        hint = _PLACES[kind]
        if owner.written:
            message = (
                f"there is no {kind} `{label}`, but one with the id `{owner.written}` ({place})"
            )
            hint = f"write `{{#{label}}}` there: labels begin with small letters"
    yield UNKNOWN_LABEL.at(span, message, hint=hint, subject=label)


def _misplaced(slide: Slide) -> tuple[Unnumbered, ...]:
    """Return the labels on a slide, in any language, of what is not counted."""
    return tuple(
        one
        for version in (slide, *slide.overrides.values())
        for one in (*version.unnumbered, *_uncounted(version))
        if label_kind(one.label) is not None
    )


def _uncounted(slide: Slide) -> Iterator[Unnumbered]:
    """Yield the ids on a slide of what is not counted by them."""
    for block in every_block(_shown(slide)):
        meant = meant_label(block.id) if block.id is not None else None
        if meant is not None and label_kind(meant) in block.counted_as:
            yield Unnumbered(meant, block.noun, block.span, block.is_amiss, block.id or "")
        elif block.id is not None and _counted(block) is None:
            yield Unnumbered(block.id, block.noun, block.span, block.is_amiss)
        if isinstance(block, Bullets):
            for item in block.items:
                yield Unnumbered(item.id or "", "a list item", item.span)
        elif isinstance(block, Definitions):
            for term in block.terms:
                yield Unnumbered(term.id or "", "a term", term.span)


def _mentions(slide: Slide) -> tuple[Citation, ...]:
    return tuple(
        inline
        for text in texts_of(slide)
        if text.has_marks
        for inline in text.inlines
        if isinstance(inline, Citation) and any(map(mentioned_label, inline.keys))
    )
