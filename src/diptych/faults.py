"""Every kind of problem in one list, and what each of them means in words."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator

from diptych import pipeline
from diptych.checks import (
    allowed,
    empty_generated,
    equal_steps,
    link_target,
    right_to_left,
    slide_count,
    slide_order,
    slide_references,
)
from diptych.diagnostics import DiagnosticKind
from diptych.layout import diagnostic_kinds as layout_faults
from diptych.localise import consistency, terms
from diptych.localise import diagnostic_kinds as localise_faults
from diptych.markup import diagnostic_kinds as markup_faults
from diptych.render import raster
from diptych.render.html import templates as html_templates
from diptych.resolve import examples, expressions, numbering, reuse
from diptych.source import frozen
from diptych.source.catalogues import po
from diptych.source.reading import diagnostic_kinds as source_faults
from diptych.source.themes import contrast as theme_contrast
from diptych.source.themes import html_extras

ORIGINS = {
    "SRC": "Reading the sources",
    "REF": "Talks, slides, references and variables",
    "LOC": "Languages",
    "FIT": "Layout and fit",
    "EXP": "What a talk promises of itself",
    "OUT": "Writing the outputs",
    "A11Y": "Access for everybody",
    "STY": "House style",
}
"""What the letters of a code stand for, in the order in which a build comes across them."""

WIDTH = 88
"""Columns of a terminal that an explanation fills."""

_DEFINED_IN = (
    source_faults,
    markup_faults,
    expressions,
    examples,
    numbering,
    reuse,
    localise_faults,
    consistency,
    terms,
    po,
    frozen,
    html_extras,
    theme_contrast,
    layout_faults,
    slide_count,
    slide_order,
    slide_references,
    link_target,
    right_to_left,
    equal_steps,
    empty_generated,
    allowed,
    raster,
    html_templates,
    pipeline,
)
"""The modules that define faults; a test finds one that is forgotten."""


def all_faults() -> tuple[DiagnosticKind, ...]:
    """Return every fault there is, by origin and then by number."""
    found = {
        value: None
        for module in _DEFINED_IN
        for value in vars(module).values()
        if isinstance(value, DiagnosticKind)
    }
    return tuple(sorted(found, key=_place))


def origin(fault: DiagnosticKind) -> str:
    """Return the letters of a fault's code: the part of the build that finds it."""
    return next((letters for letters in ORIGINS if fault.code.startswith(letters)), "")


def explain(code: str | None) -> list[str] | None:
    """Return lines that say what the fault called `code` means; None if there is none.

    A fault goes by its code or its name, in any case. Without one, the lines list all faults.
    """
    if code is None:
        return list(_table(all_faults()))
    wanted = code.strip().lower()
    for fault in all_faults():
        if wanted in {fault.code.lower(), fault.name}:
            head = f"{fault.code}  {fault.name}  ({fault.severity.value})"
            return [head, "", *textwrap.wrap(fault.meaning, WIDTH, break_on_hyphens=False)]
    return None


def nearest_fault(code: str) -> str | None:
    """Return the code or name most like `code`, or None if nothing is like it."""
    words = {word.lower(): word for fault in all_faults() for word in (fault.code, fault.name)}
    close = difflib.get_close_matches(code.strip().lower(), words, n=1)
    return words[close[0]] if close else None


def reference_page() -> str:
    """Return the page `docs/diagnostics.md`, as Markdown."""
    return "\n".join(_page(all_faults())) + "\n"


def _place(fault: DiagnosticKind) -> tuple[int, str]:
    return list(ORIGINS).index(origin(fault)), fault.code


def _table(faults: tuple[DiagnosticKind, ...]) -> Iterator[str]:
    codes = max(len(fault.code) for fault in faults)
    severities = max(len(fault.severity.value) for fault in faults)
    for fault in faults:
        yield f"{fault.code:{codes}}  {fault.severity.value:{severities}}  {fault.name}"


def _page(faults: tuple[DiagnosticKind, ...]) -> Iterator[str]:
    yield from _OPENING.splitlines()
    for letters, title in ORIGINS.items():
        yield from ("", f"## {title}: `{letters}`")
        for fault in faults:
            if origin(fault) == letters:
                yield from ("", f"### {fault.code} `{fault.name}`")
                yield from ("", f"*{fault.severity.value.capitalize()}.* {fault.meaning}")


_OPENING = """\
# Diagnostics

What Diptych finds wrong is data: a code, a place, a phrase that names the value, and a hint that
would mend it. An error stops the writing; a warning does so only under `--strict`.
`diptych explain CODE` prints what stands here.

A slide may permit itself a warning by its name: `allow: [picture-without-alt]` in its front
matter. It may never permit itself an error: what that tells of would be lost or cut off. What it
allows in vain is itself reported.

In a talk that is one file, which may have been written for another tool, a class, attribute, key or
block without a meaning here loses no words: it is a warning, and one warning names all of a kind.

Codes are never reused and never renumbered. This page is made from the program,
`src/diptych/faults.py`; a test keeps the two alike.
"""
