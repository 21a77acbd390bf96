"""What is wrong with a talk in one file, or is lost of one for another tool."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNQUOTED_VALUE = DiagnosticKind(
    "SRC112",
    "unquoted-value",
    "A value in the front matter of a single-file talk has signs that mean something else in"
    " YAML, such as a colon followed by a space. It is read as if it were quoted.",
    Severity.WARNING,
)
UNTITLED = DiagnosticKind(
    "SRC309",
    "untitled-slide",
    "A slide that begins with `---` has no heading. It gets a hidden title from its first words,"
    " for PowerPoint's outline and for screen readers.",
    Severity.WARNING,
    lenient="slides have no heading; their first words are their hidden titles",
)
FOREIGN_THEME = DiagnosticKind(
    "SRC312",
    "foreign-theme",
    "A single-file talk asks for a theme that Diptych does not have. It may be one of another tool;"
    " the talk is set in the default theme.",
    Severity.WARNING,
)
FOREIGN_KEY = DiagnosticKind(
    "SRC313",
    "foreign-key",
    "The front matter of a single-file talk has a key that other tools support but Diptych does"
    " not: a style sheet, a template, a transition. It has no effect.",
    Severity.WARNING,
    lenient="keys of the front matter are known from other tools and have no effect here",
)
REPEATED_METADATA = DiagnosticKind(
    "SRC314",
    "repeated-metadata",
    "Two metadata blocks in one file have the same key; the later one counts, as in Pandoc.",
    Severity.WARNING,
)
FOREIGN_COMMENT = DiagnosticKind(
    "SRC316",
    "foreign-comment",
    "In a file for Marp, a comment is a directive about the slide's appearance, which has no effect"
    " here. Other comments in such a file are speaker notes.",
    Severity.WARNING,
    lenient="comments are directives of Marp and have no effect here",
)
NOTE_SHOWN = DiagnosticKind(
    "SRC317",
    "note-shown",
    "A line begins with `Note:`. In a file for reveal-md that begins the speaker notes; this file"
    " does not look like one, so the line is shown to the audience.",
    Severity.WARNING,
)
NO_DAY = DiagnosticKind(
    "SRC328",
    "no-such-day",
    "The date of a single-file talk is written like a day of the calendar, but there is no such"
    " day. It is shown as it is written.",
    Severity.WARNING,
)
LATE_METADATA = DiagnosticKind(
    "SRC329",
    "late-metadata",
    "A metadata block after the first words of a single-file talk says something that a slide could"
    " say too, such as `mode`. As in Pandoc it is for the whole talk.",
    Severity.WARNING,
)
NOTE_TAKEN = DiagnosticKind(
    "SRC335",
    "note-taken",
    "A file looks like one of reveal-md, though it does not say so: lines of dashes divide its"
    " slides, and lines begin with `Note:`. The rest of such a slide is read as speaker notes,"
    " and so is what follows a line `???`, as in remark.",
    Severity.WARNING,
)
FOREIGN_SLIDEV = DiagnosticKind(
    "SRC337",
    "foreign-slidev",
    "A file of Slidev has a key, a layout, or stages of a formula that only Slidev supports.",
    Severity.WARNING,
    lenient="keys, layouts and the like have a meaning only in Slidev, and no effect here",
)
FOREIGN_SHORTCODE = DiagnosticKind(
    "SRC342",
    "foreign-shortcode",
    "A file has a shortcode of Quarto that has no meaning here. Icons, page breaks and filler are"
    " left out; others are shown as they are written.",
    Severity.WARNING,
    lenient="shortcodes of Quarto have no effect here; those with words are shown as written",
)
LITERAL_BRACES = DiagnosticKind(
    "SRC343",
    "literal-braces",
    "A single-file talk without variables has a `{{ name }}`. It is shown as it is written,"
    " since the file may be about templates, or for another tool.",
    Severity.WARNING,
    lenient="texts in `{{ }}` are shown as they are written, since the talk has no variables",
)
FOREIGN_REMARK = DiagnosticKind(
    "SRC345",
    "foreign-remark",
    "A slide of a remark file has keys, such as `class:`, that only remark supports.",
    Severity.WARNING,
    lenient="keys of slides have a meaning only in remark, and no effect here",
)
FOREIGN_DECKSET = DiagnosticKind(
    "SRC356",
    "foreign-deckset",
    "A file of Deckset has a command, such as `theme:` or `[.header: …]`, that only Deckset"
    " supports.",
    Severity.WARNING,
    lenient="commands have a meaning only in Deckset, and no effect here",
)
LAST_STAGE = DiagnosticKind(
    "SRC357",
    "last-stage-of-listing",
    "A listing of Slidev changes from stage to stage (`magic-move`). Its last stage is shown.",
    Severity.WARNING,
    lenient="listings that change from stage to stage show the last one",
)
NO_LANGUAGE = DiagnosticKind(
    "SRC347",
    "language-not-said",
    "A single-file talk does not say its language, but seems to be in another one than English."
    " Quotation marks, dates and the words of the theme follow the language, and so do screen"
    " readers.",
    Severity.WARNING,
)
DEAD_LINK = DiagnosticKind(
    "SRC355",
    "dead-link",
    "A link in a single-file talk leads to a slide, a heading or a block that the talk does not"
    " have. Its words are shown without it.",
    Severity.WARNING,
    lenient="links lead to nothing in the talk and are left out",
)
