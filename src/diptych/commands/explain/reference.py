"""A list of all kinds of diagnostics, and what each of them means."""

from __future__ import annotations

import difflib
import sys
import textwrap
from collections.abc import Iterator

from diptych import comparison_kinds, workers
from diptych.building import excerpt, lone_file, manifest, replacing
from diptych.checks import CHECKS, allowed
from diptych.diagnostics import DiagnosticKind
from diptych.layout import diagnostic_kinds as layout_kinds
from diptych.localise import consistency, terms
from diptych.localise import diagnostic_kinds as localise_kinds
from diptych.markup import diagnostic_kinds as markup_kinds
from diptych.render import raster, scaling
from diptych.render.html import single_file
from diptych.render.html import templates as html_templates
from diptych.render.page import folder as page_folder
from diptych.render.pdf import document as pdf_document
from diptych.render.pdf import fonts as pdf_fonts
from diptych.render.pictures import easel, webp
from diptych.render.pptx import embedded_fonts, formula_pictures, stepped_rows
from diptych.render.pptx.charts import gaps
from diptych.resolve import examples, expressions, labels, numbering, reuse
from diptych.source import frozen
from diptych.source.catalogues import diagnostic_kinds as catalogue_kinds
from diptych.source.catalogues.po import reader as po_reader
from diptych.source.charts import diagnostic_kinds as chart_kinds
from diptych.source.diagrams import diagnostic_kinds as diagram_kinds
from diptych.source.document import diagnostic_kinds as document_kinds
from diptych.source.fonts import diagnostic_kinds as font_kinds
from diptych.source.generated import diagnostic_kinds as generated_kinds
from diptych.source.libraries import diagnostic_kinds as librarie_kinds
from diptych.source.listings import diagnostic_kinds as listing_kinds
from diptych.source.markdown import diagnostic_kinds as markdown_kinds
from diptych.source.media import diagnostic_kinds as media_kinds
from diptych.source.pictures import diagnostic_kinds as picture_kinds
from diptych.source.reading import diagnostic_kinds as source_kinds
from diptych.source.slides import diagnostic_kinds as slide_kinds
from diptych.source.tables import diagnostic_kinds as table_kinds
from diptych.source.talks import diagnostic_kinds as talk_kinds
from diptych.source.themes import contrast as theme_contrast
from diptych.source.themes import diagnostic_kinds as theme_kinds
from diptych.source.themes import html_extras
from diptych.source.yaml import diagnostic_kinds as yaml_kinds

ORIGINS = {
    "SRC": "Reading the sources",
    "REF": "Talks, slides, references and variables",
    "LOC": "Languages",
    "FIT": "Layout and fit",
    "EXP": "What a talk expects of itself",
    "OUT": "Writing the outputs",
    "CMP": "Comparing the outputs",
    "A11Y": "Accessibility",
    "STY": "House style",
}
"""What the letters of a code stand for, in the order of a build."""

WIDTH = 88
"""Columns of an explanation in a terminal."""

_DEFINED_IN = (
    source_kinds,
    yaml_kinds,
    document_kinds,
    markdown_kinds,
    picture_kinds,
    font_kinds,
    librarie_kinds,
    media_kinds,
    talk_kinds,
    catalogue_kinds,
    listing_kinds,
    table_kinds,
    diagram_kinds,
    chart_kinds,
    theme_kinds,
    slide_kinds,
    generated_kinds,
    markup_kinds,
    expressions,
    labels,
    examples,
    numbering,
    reuse,
    localise_kinds,
    consistency,
    terms,
    po_reader,
    frozen,
    html_extras,
    theme_contrast,
    layout_kinds,
    *(sys.modules[check.__module__] for check in CHECKS),
    allowed,
    raster,
    scaling,
    embedded_fonts,
    formula_pictures,
    stepped_rows,
    gaps,
    html_templates,
    single_file,
    pdf_fonts,
    page_folder,
    pdf_document,
    easel,
    webp,
    excerpt,
    lone_file,
    manifest,
    replacing,
    workers,
    comparison_kinds,
)
"""The modules that define kinds of diagnostics; a test finds any that is missing."""


def all_kinds() -> tuple[DiagnosticKind, ...]:
    """Return all kinds, sorted by origin and then by number."""
    found = {
        value: None
        for module in _DEFINED_IN
        for value in vars(module).values()
        if isinstance(value, DiagnosticKind)
    }
    return tuple(sorted(found, key=_place))


def origin(kind: DiagnosticKind) -> str:
    """Return the letters of a kind's code: the part of the build that reports it."""
    return next((letters for letters in ORIGINS if kind.code.startswith(letters)), "")


def explain(code: str | None) -> list[str] | None:
    """Return lines that explain the diagnostic `code`; None if it does not exist.

    `code` is its code or its name, in upper or lower case. Without it, the lines list all kinds.
    """
    if code is None:
        return list(_table(all_kinds()))
    wanted = code.strip().lower()
    for kind in all_kinds():
        if wanted in {kind.code.lower(), kind.name}:
            head = f"{kind.code}  {kind.name}  ({kind.severity.value})"
            return [head, "", *textwrap.wrap(kind.meaning, WIDTH, break_on_hyphens=False)]
    return None


def nearest_kind(code: str) -> str | None:
    """Return the code or name most similar to `code`, or None if nothing is similar."""
    words = {word.lower(): word for kind in all_kinds() for word in (kind.code, kind.name)}
    close = difflib.get_close_matches(code.strip().lower(), words, n=1)
    return words[close[0]] if close else None


def reference_page() -> str:
    """Return the page `docs/diagnostics.md`, as Markdown."""
    return "\n".join(_page(all_kinds())) + "\n"


def _place(kind: DiagnosticKind) -> tuple[int, str]:
    return list(ORIGINS).index(origin(kind)), kind.code


def _table(kinds: tuple[DiagnosticKind, ...]) -> Iterator[str]:
    codes = max(len(kind.code) for kind in kinds)
    severities = max(len(kind.severity.value) for kind in kinds)
    for kind in kinds:
        yield f"{kind.code:{codes}}  {kind.severity.value:{severities}}  {kind.name}"


def _page(kinds: tuple[DiagnosticKind, ...]) -> Iterator[str]:
    yield from _OPENING.splitlines()
    for letters, title in ORIGINS.items():
        yield from ("", f"## {title}: `{letters}`")
        for kind in kinds:
            if origin(kind) == letters:
                yield from ("", f"### {kind.code} `{kind.name}`")
                yield from ("", f"*{kind.severity.value.capitalize()}.* {kind.meaning}")


_OPENING = """\
# Diagnostics

Everything that Diptych finds wrong has a code, a place, a message that names the value, and often
a hint on how to fix it. An error prevents writing; a warning does so only with `--strict`.
`diptych explain CODE` prints what this page says about a code.

A slide may allow a warning by its name: `allow: [picture-without-alt]` in its front matter. It
cannot allow an error, since content would be lost or cut off. An `allow` that suppresses nothing
is itself reported, unless it is of a warning that only one of the outputs has (`OUT`).

In a single-file talk, which may have been written for another tool, a class, attribute, key or
block that has no meaning here is only a warning, as no text is lost; one warning names all of a
kind.

Codes are never reused or renumbered. This page is generated by
`src/diptych/commands/explain/reference.py`; a test checks that it is up to date.
"""
