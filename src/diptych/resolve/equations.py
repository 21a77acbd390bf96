"""Equations with a label, `{#eq:loss}`, numbered throughout the talk for `@eq:loss`.

As in pandoc-crossref and Quarto, those without a label have no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from diptych.blocks.equation import Equation
from diptych.blocks.prose import Prose
from diptych.diagnostics import Diagnostic, DiagnosticKind, nearest
from diptych.memo import NO_MEMO, Memo
from diptych.model.deck import NumberedEquation, Section, Slide, Talk
from diptych.model.text import Citation
from diptych.model.walk import blocks_of, map_values, texts_of

REPEATED_EQUATION = DiagnosticKind(
    "REF222", "repeated-equation", "Two equations of a talk, `{#eq:label}`, have the same label."
)
UNKNOWN_EQUATION = DiagnosticKind(
    "REF223",
    "unknown-equation",
    "A text refers to an equation, `@eq:label`, but no equation of the talk has this label.",
    lenient="equations that texts refer to are not there; the references are shown as written",
)
_LABEL = re.compile(r"eq[:-].")


def number_equations(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with its labelled equations numbered, and with the number of each label."""
    numbers = _Numbers()

    def numbered(slide: Slide) -> Slide:
        place = ("has equations", talk.name, slide.id)
        return numbers.slide(slide) if memo.recall(place, _has_equations, slide) else slide

    sections = tuple(
        Section(section.title, tuple(map(numbered, section.slides))) for section in talk.sections
    )
    made = replace(talk, sections=sections, equations=numbers.labels) if numbers.count else talk
    unknown = _unknown(made, memo)
    eased = (one.eased() if talk.is_single_file else one for one in unknown)
    return made, (*numbers.found, *eased)


class _Numbers:
    """Counts the labelled equations of one talk."""

    def __init__(self) -> None:
        self.count = 0
        self.labels: dict[str, NumberedEquation] = {}
        self.found: list[Diagnostic] = []
        self.at = ""
        """The id of the slide that is numbered."""

    def slide(self, slide: Slide) -> Slide:
        """Return the slide and its versions for certain languages, with equations numbered."""
        self.at = slide.id
        before, labels = self.count, self.labels
        own = map_values(replace(slide, overrides={}), Equation, self._numbered)
        after = self.count, self.labels
        overrides = {}
        for locale, other in slide.overrides.items():
            self.count, self.labels = before, dict(labels)
            overrides[locale] = map_values(other, Equation, self._numbered)
        self.count, self.labels = after
        return replace(own, overrides=overrides)

    def _numbered(self, equation: Equation) -> Equation:
        label = equation.id
        if label is None or not equation.is_numbered:
            return equation
        self.count += 1
        if label in self.labels:
            message = f"equation `{label}` is already number {self.labels[label].number}"
            hint = "give one of them another label"
            self.found.append(REPEATED_EQUATION.at(equation.span, message, hint=hint))
        self.labels = {label: NumberedEquation(self.count, self.at)} | self.labels
        return replace(equation, number=self.count)


def _has_equations(slide: Slide) -> bool:
    """Return whether the slide, or a version of it for a certain language, has labelled ones."""
    return any(
        equation.is_numbered
        for one in (slide, *slide.overrides.values())
        for equation in blocks_of((one.body, one.columns, one.placed), Equation)
    )


def _unknown(talk: Talk, memo: Memo) -> Iterator[Diagnostic]:
    """Yield what refers to equations that the talk does not have."""
    known = {*talk.equations, *talk.references}
    unknown = [
        (key, citation)
        for slide in talk.slides
        for citation in memo.recall(("mentions equations", talk.name, slide.id), _mentions, slide)
        for key in citation.keys
        if _LABEL.match(key) and key not in known
    ]
    unread = set(_unread(talk)) if unknown else set()
    for key, citation in unknown:
        if key not in unread:
            message = f"there is no equation `{key}`"
            hint = nearest(key, talk.equations, what="equation")
            yield UNKNOWN_EQUATION.at(citation.span, message, hint=hint, subject=key)


def _unread(talk: Talk) -> Iterator[str]:
    """Yield the labels of texts, among them formulas that cannot be read, which is reported."""
    for slide in talk.slides:
        for text in blocks_of((slide.body, slide.columns, slide.placed), Prose):
            if text.id is not None:
                yield text.id


def _mentions(slide: Slide) -> tuple[Citation, ...]:
    return tuple(
        inline
        for text in texts_of(slide)
        if text.has_marks
        for inline in text.inlines
        if isinstance(inline, Citation) and any(map(_LABEL.match, inline.keys))
    )
