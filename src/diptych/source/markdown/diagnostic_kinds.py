"""What is wrong with the Markdown of a slide, or is not what it seems to be."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNKNOWN_BLOCK = DiagnosticKind(
    "SRC302",
    "unknown-block",
    "A block or fenced div of a kind that Diptych does not know.",
    lenient="kinds of blocks are unknown here and shown as ordinary content",
)
UNCLOSED_DIV = DiagnosticKind(
    "SRC304",
    "unclosed-div",
    "A `:::` block is opened but never closed.",
    lenient="`:::` blocks are never closed; they end where their slides do",
)
UNREAD_SYNTAX = DiagnosticKind(
    "SRC368",
    "unread-syntax",
    "A text looks like a table, a definition or a heading, but Pandoc reads it as text.",
    lenient="texts look like a table, a definition or a heading, and are shown as written",
)
CROWDED_COLUMNS = DiagnosticKind(
    "SRC367",
    "crowded-columns",
    "Columns in a single-file talk ask for more than the whole width, or there are more than four"
    " side by side. They are narrowed, or set in several rows.",
    Severity.WARNING,
    lenient="rows of columns are narrowed, or divided into several rows",
)
STRAY_LINE = DiagnosticKind(
    "SRC366",
    "stray-line",
    "A line of dashes is within another block, where it divides no slides, or a `:::` closes"
    " nothing.",
    lenient="lines of dashes or colons divide or close nothing and are left out",
)
UNKNOWN_FOOTNOTE = DiagnosticKind(
    "SRC305",
    "unknown-footnote",
    "A footnote is mentioned but not defined on its slide.",
    lenient="footnotes are mentioned and not defined; the mentions are shown as written",
)
UNUSED_FOOTNOTE = DiagnosticKind(
    "SRC306",
    "unused-footnote",
    "A footnote is defined but not mentioned on its slide; it would be lost.",
)
UNUSED_DEFINITION = DiagnosticKind(
    "SRC311",
    "unused-link-definition",
    "A link is defined, `[label]: address`, but not used, or it is defined twice. It would be"
    " lost.",
    lenient="links are defined but not used",
)
FOREIGN_HTML = DiagnosticKind(
    "SRC315",
    "foreign-html",
    "An HTML element cannot be shown on a slide. Scripts, style sheets and drawings are left out;"
    " in place of a frame stands a link to its page; the words of other elements are kept.",
    lenient="HTML elements cannot be shown on a slide; scripts and styles are left out, frames are"
    " links to their pages, the words of others are kept",
)
UNCLOSED_BLOCK = DiagnosticKind(
    "SRC331",
    "unclosed-block",
    "A listing, a comment or a formula is opened but never closed. It would swallow every slide"
    " that follows, so it is limited to its first line.",
    lenient="listings, comments or formulas are never closed; listings extend to the end of their"
    " slides, the others are text",
)
NO_BLANK_LINE = DiagnosticKind(
    "SRC332",
    "no-blank-line",
    "A line that looks like a list, a heading, a quotation or a divider directly follows text. It"
    " is part of that text, as in Pandoc, where these need an empty line before them.",
    Severity.WARNING,
)
UNCOUNTABLE_LIST = DiagnosticKind(
    "SRC333",
    "uncountable-list",
    "A list begins with a number that PowerPoint does not support, such as 0. It begins with 1 in"
    " all outputs.",
    Severity.WARNING,
)
SECOND_TITLE = DiagnosticKind(
    "SRC334",
    "second-title",
    "A slide file has a second `# Heading`. A file is one slide, so this is a heading within it.",
    Severity.WARNING,
)
ALMOST_BLOCK = DiagnosticKind(
    "SRC336",
    "almost-a-block",
    "A line looks like a heading, a list or a callout but lacks something that makes it one. It is"
    " shown as it is written.",
    Severity.WARNING,
)
OUT_OF_NOTES = DiagnosticKind(
    "SRC338",
    "left-out-of-notes",
    "Notes can contain text, lists and listings only. Anything else in them is left out.",
    lenient="kinds of content are not allowed in notes and are left out",
)
UNRUN_CELL = DiagnosticKind(
    "SRC344",
    "cell-not-run",
    "A listing is a cell of Quarto or R Markdown, such as `{python}`, or there is R within text."
    " Builds run no code: it is shown, unless it says `echo: false` or is an icon, and what it"
    " would draw or print is missing.",
    Severity.WARNING,
    lenient="pieces of code are not run here, so that their output is missing",
)
MISPLACED_BLOCK = DiagnosticKind(
    "SRC346",
    "misplaced-block",
    "A block is inside another one that cannot hold it, such as a table in a quotation. It can only"
    " be shown below that.",
    lenient="kinds of blocks are in others that cannot hold them, and are shown below these",
)
STRAY_SIGN = DiagnosticKind(
    "SRC354",
    "unclosed-in-text",
    "A comment or a formula begins in a text but does not end there. What begins it is shown as it"
    " stands.",
    lenient="comments or formulas begin in a text but do not end; they are shown as they stand",
)
MOVED_PICTURE = DiagnosticKind(
    "SRC407",
    "picture-in-text",
    "A picture is among words, in a heading or in a table cell. PowerPoint has no pictures inside"
    " text, so both outputs show it below.",
    Severity.WARNING,
    lenient="pictures are in lines of text and are shown below",
)
