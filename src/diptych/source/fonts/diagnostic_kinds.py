"""What is wrong with the fonts of a theme, or not known of them."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNMEASURED_FONT = DiagnosticKind(
    "FIT301",
    "unmeasured-font",
    "A theme uses a font whose widths Diptych does not know. Its text is measured as if all letters"
    " were equally wide, so it may break elsewhere, or not fit, without a warning. A PDF, a handout"
    " or a picture shows Pretendard in its place.",
    Severity.WARNING,
)
MISSING_WEIGHT = DiagnosticKind(
    "FIT302",
    "missing-weight",
    "A theme asks for a weight, such as `semibold`, for which its font has no face. All outputs"
    " use the face that browsers would choose instead.",
    Severity.WARNING,
)
INSTALLED_FONT = DiagnosticKind(
    "FIT303",
    "font-only-installed",
    "A theme uses a font that is only installed on this machine. Another machine may lack it, or"
    " have another version, and then breaks lines elsewhere.",
    Severity.WARNING,
)
UNREADABLE_FONT = DiagnosticKind(
    "FIT304",
    "font-unusable",
    "A font file is damaged, is not an OpenType font (TTF, OTF, TTC, WOFF, WOFF2), or takes more"
    " than a minute or 4 GB of memory to measure.",
    lenient="font files cannot be used",
)
NO_HANGUL = DiagnosticKind(
    "FIT305",
    "font-without-hangul",
    "A talk in Korean is set in a font without Hangul, so that Korean words are shown in another"
    " one, which may not match it.",
    Severity.WARNING,
)
NO_BOLD = DiagnosticKind(
    "FIT306",
    "font-without-bold",
    "A theme uses a font that has no bold face. Browsers and PowerPoint make its letters bolder"
    " themselves; in a PDF, bold text looks like any other.",
    Severity.WARNING,
)
FORBIDDEN_FONT = DiagnosticKind(
    "FIT307",
    "font-not-to-be-embedded",
    "The file of a font says, in `OS/2.fsType`, that it may not be embedded, or not in part."
    " HTML and PDF contain the part of it that they need; whether you may give these files to"
    " others depends on what the font's owner permits.",
    Severity.WARNING,
)
MEASURED_ONLY = DiagnosticKind(
    "FIT308",
    "font-without-files",
    "A theme is set in a font, such as Arial, whose widths come with Diptych, but whose files do"
    " not, and neither the theme nor this machine has them. HTML and PowerPoint show it where the"
    " viewer's machine has it. A PDF, a handout or a picture shows Pretendard in its place, whose"
    " lines are longer or shorter.",
    Severity.WARNING,
)
