"""Checks that no word is so long that it is broken, which shows no hyphen and reads as a mistake.

Addresses, file names and code are broken where there is no room for them.

    - Donaudampfschifffahrtsgesellschaft        # FIT207 in a narrow card
    - Donau-Dampfschifffahrts-Gesellschaft      # fine: broken after a hyphen
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.memo import Form
from diptych.model.forms import form_of
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import paragraphs_of

KIND = DiagnosticKind(
    "FIT207",
    "broken-word",
    "A word is longer than its line, so it is broken between any two letters, without a hyphen."
    " This happens with compounds, as in German, in narrow columns and cards.",
    Severity.WARNING,
)

_Words = tuple[tuple[str, Span], ...]
_FORM: Form[list[_Words]] = form_of(list[_Words])

_SIGNS = "-\"'“”‘’.,:;!?()"
"""What may stand around a word."""
_HYPHENS = "-\u2010"
_WITHIN = str.maketrans("", "", "-\u2010\u00ad")
"""Hyphens in a word; lines do not break at soft ones."""


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each word that is broken where it has no hyphen."""
    for talk in build.laid_out:
        names = [density.name for density in talk.theme.densities if not density.on_request]
        pages = [one for one in talk if not one.slide.broken]
        found = build.memo.recall_all("broken words", talk.talk.name, _on, pages, _FORM)
        for page, broken in zip(pages, found, strict=True):
            for word, span in broken:
                message = f"`{word}` is longer than a line and is broken without a hyphen"
                hint = "shorten it, write a hyphen where it may be broken, or give it more room"
                if smaller := _below(page.density.name, names):
                    hint += f", or its slide smaller type with `density: {smaller}`"
                yield KIND.at(span, message, hint=hint)


def _below(name: str, names: Sequence[str]) -> str:
    """Return the name of the next smaller density; empty if there is none."""
    return next((below for one, below in pairwise(names) if one == name), "")


def _on(page: LaidOutSlide) -> _Words:
    """Return the broken words of a page, and where their texts are."""
    return tuple(
        (word, paragraph.span) for paragraph in _paragraphs(page) for word in _broken_in(paragraph)
    )


def _paragraphs(page: LaidOutSlide) -> Iterator[Paragraph]:
    for shape in page.parts:
        for paragraph in paragraphs_of(shape):
            if paragraph.line_count > 1 and paragraph.kind != "code":
                yield paragraph


def _broken_in(paragraph: Paragraph) -> Iterator[str]:
    """Yield the words that are broken between letters at the end of a line."""
    ends = [one.end for one, other in pairwise(paragraph.lines) if one.end == other.start]
    if not ends:  # all lines end at spaces, as most do
        return
    from diptych.typography.breaking import words
    from diptych.typography.tying import words_of

    text = words_of(paragraph.runs)
    for start, end in words(text):
        word = text[start:end].strip(_SIGNS)
        is_within = any(start < at < end and text[at - 1] not in _HYPHENS for at in ends)
        if is_within and word.translate(_WITHIN).isalpha():
            yield word.replace("\u00ad", "")
