"""What can be wrong with the author's files."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

BROKEN_YAML = DiagnosticKind(
    "SRC101",
    "broken-yaml",
    "The YAML cannot be parsed, or uses features that are not supported here.",
)
DUPLICATE_KEY = DiagnosticKind(
    "SRC102", "duplicate-key", "A mapping has the same key twice; one would be lost."
)
UNKNOWN_KEY = DiagnosticKind(
    "SRC103",
    "unknown-key",
    "A key that Diptych does not know; what it says would be lost.",
    lenient="keys of the front matter have no meaning here",
)
WRONG_TYPE = DiagnosticKind(
    "SRC104", "wrong-type", "A value is not of the kind that its key needs."
)
MISSING_KEY = DiagnosticKind(
    "SRC105", "missing-key", "A required key is missing, or its value is empty."
)
NOT_UTF8 = DiagnosticKind("SRC106", "not-utf-8", "A source file is not encoded in UTF-8.")
UNREADABLE = DiagnosticKind(
    "SRC107", "unreadable-file", "A file that is needed is missing or cannot be opened."
)
TOO_MUCH = DiagnosticKind(
    "SRC110",
    "too-much-to-read",
    "A file, slide or talk is far larger than any real one, or a folder has more in it than"
    " any project. A build does not read it, since it could exhaust the machine.",
)
FORBIDDEN_CHARACTER = DiagnosticKind(
    "SRC109",
    "forbidden-character",
    "A text holds a control character. PowerPoint would call the file damaged and offer to repair"
    " it, and editors disagree on where such a line ends.",
)
OUT_OF_RANGE = DiagnosticKind(
    "SRC111", "out-of-range", "A number is smaller or larger than what can be computed or shown."
)
NEWER_FORMAT = DiagnosticKind(
    "SRC108", "unknown-format", "The file says a `format:` that this Diptych does not know."
)

MISSING_TITLE = DiagnosticKind(
    "SRC301",
    "slide-without-title",
    "Every slide has a title, for PowerPoint's outline, for screen readers and for links. One that"
    " should not be seen is hidden with `show_title: false`.",
)
UNKNOWN_BLOCK = DiagnosticKind(
    "SRC302",
    "unknown-block",
    "A block or fenced div of a kind that Diptych does not know.",
    lenient="kinds of blocks are unknown here and shown as ordinary content",
)
LOST_CONTENT = DiagnosticKind(
    "SRC303",
    "content-lost",
    "This content cannot be shown where it stands. It would silently vanish, so it is refused.",
)
UNCLOSED_DIV = DiagnosticKind("SRC304", "unclosed-div", "A `:::` block is opened but never closed.")
UNKNOWN_FOOTNOTE = DiagnosticKind(
    "SRC305", "unknown-footnote", "A footnote is mentioned but not defined on its slide."
)
UNUSED_FOOTNOTE = DiagnosticKind(
    "SRC306",
    "unused-footnote",
    "A footnote is defined but nothing on its slide mentions it; it would be lost.",
)
BAD_SLIDE_ID = DiagnosticKind(
    "SRC307",
    "bad-slide-id",
    "A slide's id is its path below `slides/`: segments of lower-case letters, digits and hyphens,"
    " each beginning with a letter.",
)

UNTITLED = DiagnosticKind(
    "SRC309",
    "untitled-slide",
    "A slide that begins with `---` has no heading. It is given a hidden title from its first"
    " words, for PowerPoint's outline and for screen readers.",
    Severity.WARNING,
    lenient="slides have no heading; their first words are their hidden titles",
)
UNUSED_DEFINITION = DiagnosticKind(
    "SRC311",
    "unused-link-definition",
    "A link is defined, `[label]: address`, and nothing uses it, or it is defined twice; it would"
    " be lost.",
    lenient="links are defined and used by nothing",
)
FOREIGN_THEME = DiagnosticKind(
    "SRC312",
    "foreign-theme",
    "A talk that is one file asks for a theme that Diptych does not have. It may be another tool's;"
    " the talk is set in the usual one.",
    Severity.WARNING,
)
FOREIGN_KEY = DiagnosticKind(
    "SRC313",
    "foreign-key",
    "The front matter of a talk that is one file says something that other tools serve and Diptych"
    " does not: a style sheet, a template, a transition. It has no effect.",
    Severity.WARNING,
    lenient="keys of the front matter are known from other tools and have no effect here",
)
FOREIGN_HTML = DiagnosticKind(
    "SRC315",
    "foreign-html",
    "An element of HTML cannot be shown on a slide. Scripts, style sheets, frames and videos"
    " are left out; of others the words are kept.",
    lenient="elements of HTML cannot be shown on a slide; scripts, styles and frames are left out,"
    " of others the words are kept",
)
FOREIGN_COMMENT = DiagnosticKind(
    "SRC316",
    "foreign-comment",
    "A comment in a file for Marp: there it is a note to the speaker or says how a slide looks."
    " Here comments are left out.",
    Severity.WARNING,
    lenient="comments are left out that are notes or directives in Marp",
)
NOTE_SHOWN = DiagnosticKind(
    "SRC317",
    "note-shown",
    "A paragraph begins `Note:`. In a file for reveal-md that begins the speaker's notes; this file"
    " does not look like one, so the audience sees it.",
    Severity.WARNING,
    lenient="paragraphs that begin like notes of reveal-md's are shown to the audience",
)
REPEATED_METADATA = DiagnosticKind(
    "SRC314",
    "repeated-metadata",
    "Two blocks of metadata in one file have the same key; the later one counts, as in Pandoc.",
    Severity.WARNING,
)

UNCLOSED_BLOCK = DiagnosticKind(
    "SRC331",
    "unclosed-block",
    "A listing, a comment or a formula is opened but never closed. It would take in every slide"
    " that follows, so that only its first line is taken for it.",
)
NO_BLANK_LINE = DiagnosticKind(
    "SRC332",
    "no-blank-line",
    "A line that looks like a list, a heading, a quotation or a divider directly follows text. It"
    " is more of that text, as in Pandoc, which reads these only below an empty line.",
    Severity.WARNING,
)
SECOND_TITLE = DiagnosticKind(
    "SRC334",
    "second-title",
    "A slide file has a second `# Heading`. A file is one slide, so it is a heading within it.",
    Severity.WARNING,
)
UNCOUNTABLE_LIST = DiagnosticKind(
    "SRC333",
    "uncountable-list",
    "A list begins with a number that PowerPoint cannot count from, such as 0. It begins with 1, in"
    " every output.",
    Severity.WARNING,
)

MISSING_PICTURE = DiagnosticKind("SRC401", "missing-picture", "A picture's file does not exist.")
CORRUPT_PICTURE = DiagnosticKind(
    "SRC402", "corrupt-picture", "A picture's file is damaged or is not a picture."
)
FOREIGN_PATH = DiagnosticKind(
    "SRC403",
    "path-outside-project",
    "A path leaves the project's folder, or is an address. Builds read nothing from elsewhere.",
)
UNKNOWN_PICTURE_TYPE = DiagnosticKind(
    "SRC404", "unknown-picture-type", "PowerPoint and browsers share PNG, JPEG, GIF and SVG only."
)
LOST_PICTURE_PART = DiagnosticKind(
    "SRC405",
    "picture-part-lost",
    "A part of an SVG picture would be missing: pictures load nothing from other files or the"
    " network, and PowerPoint's copy holds no HTML.",
)
CHANGED_PICTURE = DiagnosticKind(
    "SRC406",
    "picture-drawn-otherwise",
    "An SVG picture uses features that browsers support and PowerPoint's copy of it cannot"
    " show, such as animations, variables in styles or newer colours; the two outputs differ"
    " there.",
    Severity.WARNING,
)
MOVED_PICTURE = DiagnosticKind(
    "SRC407",
    "picture-in-text",
    "A picture stands among words, in a heading or in the cell of a table. PowerPoint has no"
    " pictures inside text, so both outputs show it below.",
    Severity.WARNING,
    lenient="pictures stand in lines of text and are shown below",
)
OVERSIZED_PICTURE = DiagnosticKind(
    "SRC408",
    "picture-too-large",
    "A picture holds more than browsers and PowerPoint can be asked to show: too many pixels"
    " or elements, elements nested too deep or drawn again and again, or unbounded filters.",
)
MISSING_ALT = DiagnosticKind(
    "A11Y001",
    "picture-without-alt",
    "Screen readers speak the alternative text in place of the picture. Say what it shows with"
    ' `alt="..."`, or `alt=""` if it is mere decoration.',
    Severity.WARNING,
    lenient="pictures have no alternative text",
)

BROKEN_GENERATOR = DiagnosticKind(
    "SRC601",
    "broken-generator",
    "A generator, a file whose name ends in `.j2`, cannot be expanded: Jinja2 does not understand"
    " it, something in it fails, or it makes more than anybody would show.",
)
UNKNOWN_COLUMN = DiagnosticKind(
    "SRC602",
    "unknown-column",
    "A generator names a column that its data does not have, or something that is not data.",
)
BROKEN_DATA = DiagnosticKind(
    "SRC603",
    "broken-data",
    "A data file is not what its name says, a row does not fit its columns, or it is not a list of"
    " records.",
)
EMPTY_DATA = DiagnosticKind(
    "SRC604", "empty-data", "A data file has no records, so nothing can be made."
)
REPEATED_RECORD = DiagnosticKind(
    "SRC605",
    "repeated-record",
    "Two records of a data file make slides of the same id; one would be lost.",
)

LOW_REGION = DiagnosticKind(
    "FIT106",
    "region-too-low",
    "A region of a theme is not as high as one line of its type in some script, so that every"
    " title there, for instance, would be set smaller than the theme wants.",
    Severity.WARNING,
)

UNPORTABLE_TALK = DiagnosticKind(
    "REF116",
    "unportable-talk-name",
    "The folder of a talk's outputs is called after the talk's file. Windows does not allow"
    " such a name, or macOS and Windows take it for the name of another talk, from which only"
    " capitals distinguish it.",
    Severity.WARNING,
)
EMPTY_TALK = DiagnosticKind("REF101", "empty-talk", "A talk has no slides.")
MISSING_SLIDE = DiagnosticKind(
    "REF102", "missing-slide", "A talk names a slide that does not exist."
)
REPEATED_SLIDE = DiagnosticKind(
    "REF103",
    "repeated-slide",
    "A talk names the same slide twice. It may show one twice if it gives the second an id of its"
    " own, with `as:`.",
)
RENAMED_SLIDE = DiagnosticKind(
    "REF109",
    "renamed-slide",
    "A talk names a slide by an id that the slide had once, which its `was:` remembers.",
    Severity.WARNING,
)
MISSING_TALK = DiagnosticKind("REF104", "missing-talk", "There is no talk with this name.")
DUPLICATE_REFERENCE = DiagnosticKind(
    "REF105", "duplicate-reference", "Two references have the same id."
)
MISSING_THEME = DiagnosticKind("REF106", "missing-theme", "There is no theme with this name.")
UNUSABLE_VARIABLE = DiagnosticKind(
    "REF303",
    "unusable-variable",
    "A variable has a name that `{{ }}` cannot use, or that already means something else.",
)
AMBIGUOUS_FILE = DiagnosticKind(
    "REF108",
    "ambiguous-file",
    "A slide's id, or a talk's name, means two files; one would be lost.",
)

UNKNOWN_LIBRARY = DiagnosticKind(
    "REF501",
    "unknown-library",
    "A talk names a slide of a library that deck.yaml does not declare.",
)
BAD_LIBRARY = DiagnosticKind(
    "REF502",
    "bad-library",
    "A library is declared in a way that cannot work: its name, its source or its revision is"
    " not valid, or its slides are written in another language.",
)
MISSING_LIBRARY = DiagnosticKind(
    "REF503",
    "missing-library",
    "A library is not on this machine. Builds read its local copy and never the network.",
)
UNLOCKED_LIBRARY = DiagnosticKind(
    "REF504",
    "unlocked-library",
    "The file deck.lock does not say yet which state of a library, or of one of its slides, this"
    " project uses.",
)
CHANGED_LIBRARY = DiagnosticKind(
    "REF505",
    "changed-library",
    "A slide of a library, or one of its pictures, is not what deck.lock holds it to: somebody"
    " edited the copy, or the library has moved on.",
)
LIBRARY_CYCLE = DiagnosticKind(
    "REF506",
    "library-cycle",
    "A library is the project itself, or uses it in turn.",
)
MISSING_REVISION = DiagnosticKind(
    "REF507",
    "missing-revision",
    "A git repository does not have the branch, tag or commit that a library asks for.",
)
UNREACHABLE_LIBRARY = DiagnosticKind(
    "REF508",
    "unreachable-library",
    "`diptych library` could not get a library: git is not installed, failed or took too long.",
)

UNDECLARED_FILE = DiagnosticKind(
    "LOC102",
    "undeclared-file",
    "A catalogue, or a slide or picture made for one language, is for a locale that neither the"
    " project nor a talk lists under `locales:`.",
)
ORPHANED_OVERRIDE = DiagnosticKind(
    "LOC103",
    "orphaned-override",
    "A slide made for one language, `<slide>.<locale>.md`, has no slide `<slide>` beside it.",
)
ORPHANED_MESSAGE = DiagnosticKind(
    "LOC104",
    "orphaned-message",
    "A catalogue has a current message of a slide or talk that is gone. `diptych locale update`"
    " keeps its translation as obsolete.",
    Severity.WARNING,
)
RIGHT_TO_LEFT = DiagnosticKind(
    "SRC341",
    "right-to-left-language",
    "A language is declared that is written from right to left, such as Arabic, Hebrew or Persian."
    " Diptych sets text, bullets, tables and columns from left to right only; it refuses what it"
    " would set wrong.",
)

UNMEASURED_FONT = DiagnosticKind(
    "FIT301",
    "unmeasured-font",
    "A theme names a font whose widths Diptych does not know. Text in it is measured as if every"
    " letter were equally wide, so that it may break elsewhere, or not fit, without a warning.",
    Severity.WARNING,
)
