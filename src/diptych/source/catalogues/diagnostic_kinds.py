"""What is wrong with languages and their catalogues."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

COUNTRY_CODE = DiagnosticKind(
    "SRC115",
    "country-as-language",
    "A language tag is the code of a country, and by chance also that of a rare language: `kr`"
    " is Kanuri, Korean is `ko`. If you mean the rare language, add a country or script,"
    " `kr-NG`.",
    Severity.WARNING,
)
RIGHT_TO_LEFT = DiagnosticKind(
    "SRC341",
    "right-to-left-language",
    "A declared language is written from right to left, such as Arabic, Hebrew or Persian. Its"
    " paragraphs and lists are, too; columns, tables and diagrams stand in the order of the theme's"
    " layouts, from left to right.",
    Severity.WARNING,
)
UNDECLARED_FILE = DiagnosticKind(
    "LOC102",
    "undeclared-file",
    "A catalogue, or a slide or picture made for one language, is for a locale that neither the"
    " project nor a talk lists under `locales:`.",
)
ORPHANED_MESSAGE = DiagnosticKind(
    "LOC104",
    "orphaned-message",
    "A catalogue has a current message of a slide or talk that no longer exists. `diptych locale"
    " update` keeps its translation as obsolete.",
    Severity.WARNING,
)
