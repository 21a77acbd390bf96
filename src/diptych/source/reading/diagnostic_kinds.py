"""What is wrong with source files of any kind, with data and with references."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

NOT_UTF8 = DiagnosticKind(
    "SRC106", "not-utf-8", "A source file, or the name of a talk's file, is not encoded in UTF-8."
)
UNREADABLE = DiagnosticKind(
    "SRC107", "unreadable-file", "A file that is needed is missing or cannot be opened."
)
MISSING_FILE = DiagnosticKind(
    "SRC370",
    "missing-file",
    "A file whose lines or slides a single-file talk shows does not exist, or is on the web.",
    Severity.WARNING,
    lenient="files that are shown do not exist here; their names are in place of listings, and"
    " their slides are missing",
)
FORBIDDEN_CHARACTER = DiagnosticKind(
    "SRC109",
    "forbidden-character",
    "A text contains a control character. PowerPoint would call the file damaged and offer to"
    " repair it, or editors disagree on where the line ends.",
)
STRAY_CHARACTER = DiagnosticKind(
    "SRC371",
    "stray-character",
    "The text of a single-file talk contains a few control characters, as some editors leave behind"
    " where Chinese, Japanese or Korean was typed. They are left out.",
    Severity.WARNING,
    lenient="kinds of control characters are left out",
)
TOO_MUCH = DiagnosticKind(
    "SRC110",
    "too-much-to-read",
    "A file, slide or talk is far larger than any real one, or a folder has more files than any"
    " project. A build does not read it, since it could exhaust the machine's resources.",
)
REORDERING_CHARACTER = DiagnosticKind(
    "SRC114",
    "reordering-character",
    "A text contains an invisible character, such as a right-to-left override, that changes the"
    " order in which the characters around it are shown. Slides and editors then show something"
    " other than what is written.",
    Severity.WARNING,
)
LOST_CONTENT = DiagnosticKind(
    "SRC303",
    "content-lost",
    "This content cannot be shown where it is. It would be lost silently, so it is refused.",
)
FOREIGN_PATH = DiagnosticKind(
    "SRC403",
    "path-outside-project",
    "A path leads outside the project's folder, or is a URL. Builds read nothing from elsewhere,"
    " and listings and charts show no hidden files, which may hold passwords.",
)
BROKEN_DATA = DiagnosticKind(
    "SRC603",
    "broken-data",
    "A data file is not in the format of its name, a row does not match its columns, or it is not a"
    " list of records.",
)
EMPTY_DATA = DiagnosticKind(
    "SRC604", "empty-data", "A data file has no records, so no slides can be made."
)
DUPLICATE_REFERENCE = DiagnosticKind(
    "REF105", "duplicate-reference", "Two references have the same id."
)
BAD_BIBTEX = DiagnosticKind(
    "REF117",
    "bad-bibtex",
    "An entry of a BibTeX file cannot be read, or exists twice. The others are read; a citation"
    " of an unreadable one shows its key.",
    Severity.WARNING,
)
