"""Problems with the author's files."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

BROKEN_YAML = DiagnosticKind(
    "SRC101",
    "broken-yaml",
    "The YAML cannot be parsed, or uses features that are not supported here.",
)
UNQUOTED_VALUE = DiagnosticKind(
    "SRC112",
    "unquoted-value",
    "A value in the front matter of a single-file talk has signs that mean something else in"
    " YAML, such as a colon followed by a space. It is read as if it were quoted.",
    Severity.WARNING,
)
DUPLICATE_KEY = DiagnosticKind(
    "SRC102", "duplicate-key", "A mapping has the same key twice; one would be lost."
)
UNKNOWN_KEY = DiagnosticKind(
    "SRC103",
    "unknown-key",
    "Diptych does not know a key; its value would be lost.",
    lenient="keys have no meaning here",
)
WRONG_TYPE = DiagnosticKind(
    "SRC104", "wrong-type", "A value is not of the type that its key needs."
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
    "A file, slide or talk is far larger than any real one, or a folder has more files than any"
    " project. A build does not read it, since it could exhaust the machine's resources.",
)
FORBIDDEN_CHARACTER = DiagnosticKind(
    "SRC109",
    "forbidden-character",
    "A text contains a control character. PowerPoint would call the file damaged and offer to"
    " repair it, or editors disagree on where the line ends.",
)
REORDERING_CHARACTER = DiagnosticKind(
    "SRC114",
    "reordering-character",
    "A text contains an invisible character, such as a right-to-left override, that changes the"
    " order in which the characters around it are shown. Slides and editors then show something"
    " other than what is written.",
    Severity.WARNING,
)
COUNTRY_CODE = DiagnosticKind(
    "SRC115",
    "country-as-language",
    "A language tag is the code of a country, and by chance also that of a rare language: `kr`"
    " is Kanuri, Korean is `ko`. If you mean the rare language, add a country or script,"
    " `kr-NG`.",
    Severity.WARNING,
)
OUT_OF_RANGE = DiagnosticKind(
    "SRC111", "out-of-range", "A number is too small or too large to be computed or shown."
)
NEWER_FORMAT = DiagnosticKind(
    "SRC108", "unknown-format", "The file has a `format:` unknown to this version of Diptych."
)

MISSING_TITLE = DiagnosticKind(
    "SRC301",
    "slide-without-title",
    "Every slide needs a title, for PowerPoint's outline, for screen readers and for links. To hide"
    " it, use `show_title: false`.",
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
    "This content cannot be shown where it is. It would be lost silently, so it is refused.",
)
MISPLACED_BLOCK = DiagnosticKind(
    "SRC346",
    "misplaced-block",
    "A block is inside another one that cannot hold it, such as a table in a quotation. It can only"
    " be shown below that.",
    lenient="kinds of blocks are in others that cannot hold them, and are shown below these",
)
UNCLOSED_DIV = DiagnosticKind("SRC304", "unclosed-div", "A `:::` block is opened but never closed.")
UNKNOWN_FOOTNOTE = DiagnosticKind(
    "SRC305", "unknown-footnote", "A footnote is mentioned but not defined on its slide."
)
UNUSED_FOOTNOTE = DiagnosticKind(
    "SRC306",
    "unused-footnote",
    "A footnote is defined but not mentioned on its slide; it would be lost.",
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
    "A slide that begins with `---` has no heading. It gets a hidden title from its first words,"
    " for PowerPoint's outline and for screen readers.",
    Severity.WARNING,
    lenient="slides have no heading; their first words are their hidden titles",
)
UNUSED_DEFINITION = DiagnosticKind(
    "SRC311",
    "unused-link-definition",
    "A link is defined, `[label]: address`, but not used, or it is defined twice. It would be"
    " lost.",
    lenient="links are defined but not used",
)
UNKNOWN_LANGUAGE = DiagnosticKind(
    "SRC318",
    "unknown-language",
    "A listing is in a language that Pygments does not know. It is shown without colours.",
    Severity.WARNING,
    lenient="languages of listings are unknown; these have no colours",
)
UNCOLOURED = DiagnosticKind(
    "SRC319",
    "listing-without-colours",
    "The parts of a listing could not be found within the limits of time and memory. It is shown"
    " without colours.",
    Severity.WARNING,
)
UNKNOWN_LINES = DiagnosticKind(
    "SRC320",
    "unknown-lines",
    "A listing is to highlight lines that it does not have, or that cannot be read.",
    Severity.WARNING,
    lenient="lines of listings are to be highlighted that these do not have",
)
BAD_LOOK = DiagnosticKind(
    "SRC365", "bad-look-of-picture", "A picture's `aspect`, `fit` or `focus` cannot be read."
)
NO_SUCH_COLUMN = DiagnosticKind(
    "SRC361",
    "no-such-column",
    "A table, or its data, has no column or row with this name or number.",
)
OVERLAPPING_CELLS = DiagnosticKind(
    "SRC362",
    "overlapping-cells",
    "A cell of a table covers another one that is not empty, or reaches beyond the table.",
)
NOT_A_FIGURE = DiagnosticKind(
    "SRC363",
    "not-a-figure",
    "A cell is neither a number nor a date, but the format of its column, or its sum, needs one.",
)
BAD_FILTER = DiagnosticKind(
    "SRC364",
    "bad-filter",
    "A condition for the rows of a table cannot be read, or no row meets it.",
)
MISSING_PART = DiagnosticKind(
    "SRC321",
    "missing-part",
    "A listing shows a part of a file that the file does not have.",
)
UNUSABLE_BLOCK = DiagnosticKind(
    "SRC322",
    "unusable-block",
    "A block cannot be shown with these values.",
)
UNKNOWN_DIAGRAM = DiagnosticKind(
    "SRC323",
    "unknown-diagram",
    "Diptych cannot draw diagrams of this kind.",
    lenient="kinds of diagrams are unknown here and shown as listings",
)
BAD_DIAGRAM = DiagnosticKind(
    "SRC324",
    "unreadable-diagram",
    "A line of a diagram is not understood, or cannot be drawn.",
    lenient="lines of diagrams are not understood, so that these are shown as listings",
)
IGNORED_DIAGRAM_STYLE = DiagnosticKind(
    "SRC325",
    "ignored-diagram-style",
    "A line of a diagram sets its style. In Diptych, styling comes from the theme.",
    Severity.WARNING,
    lenient="styling lines of diagrams have no effect",
)
NOT_A_NUMBER = DiagnosticKind(
    "SRC351",
    "not-a-number",
    "A cell of a chart's data is not a number, or is a number that the chart cannot show, such"
    " as one below 0 in a pie.",
)
BAD_CHART_DATA = DiagnosticKind(
    "SRC352",
    "bad-chart-data",
    "The data of a chart does not have one column of names and further columns of numbers, a"
    " row does not match its columns, or a chart names a column that does not exist.",
)
FULL_CHART = DiagnosticKind(
    "SRC353",
    "full-chart",
    "A chart has more series or points than can be told apart.",
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
FOREIGN_HTML = DiagnosticKind(
    "SRC315",
    "foreign-html",
    "An HTML element cannot be shown on a slide. Scripts, style sheets and drawings are left out;"
    " in place of a frame stands a link to its page; the words of other elements are kept.",
    lenient="HTML elements cannot be shown on a slide; scripts and styles are left out, frames are"
    " links to their pages, the words of others are kept",
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
NOTE_TAKEN = DiagnosticKind(
    "SRC335",
    "note-taken",
    "A file looks like one of reveal-md, though it does not say so: lines of dashes divide its"
    " slides, and lines begin with `Note:`. The rest of such a slide is read as speaker notes,"
    " and so is what follows a line `???`, as in remark.",
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
UNRUN_CELL = DiagnosticKind(
    "SRC344",
    "cell-not-run",
    "A listing is a cell of Quarto or R Markdown, such as `{python}`, or there is R within text."
    " Builds run no code: it is shown, unless it says `echo: false` or is an icon, and what it"
    " would draw or print is missing.",
    Severity.WARNING,
    lenient="pieces of code are not run here, so that their output is missing",
)
FOREIGN_REMARK = DiagnosticKind(
    "SRC345",
    "foreign-remark",
    "A slide of a remark file has keys, such as `class:`, that only remark supports.",
    Severity.WARNING,
    lenient="keys of slides have a meaning only in remark, and no effect here",
)
NO_LANGUAGE = DiagnosticKind(
    "SRC347",
    "language-not-said",
    "A single-file talk does not say its language, but seems to be in another one than English."
    " Quotation marks, dates and the words of the theme follow the language, and so do screen"
    " readers.",
    Severity.WARNING,
)
REPEATED_METADATA = DiagnosticKind(
    "SRC314",
    "repeated-metadata",
    "Two metadata blocks in one file have the same key; the later one counts, as in Pandoc.",
    Severity.WARNING,
)

MISNAMED_SLIDE = DiagnosticKind(
    "SRC326",
    "misnamed-slide",
    "`diptych check` found a file among the slides that no talk can show, since its name is not"
    " a valid id: lower-case letters, digits and hyphens, beginning with a letter.",
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

UNCLOSED_BLOCK = DiagnosticKind(
    "SRC331",
    "unclosed-block",
    "A listing, a comment or a formula is opened but never closed. It would swallow every slide"
    " that follows, so it is limited to its first line.",
)
STRAY_SIGN = DiagnosticKind(
    "SRC354",
    "unclosed-in-text",
    "A comment or a formula begins in a text but does not end there. What begins it is shown as it"
    " stands.",
    lenient="comments or formulas begin in a text but do not end; they are shown as they stand",
)
DEAD_LINK = DiagnosticKind(
    "SRC355",
    "dead-link",
    "A link in a single-file talk leads to a slide, a heading or a block that the talk does not"
    " have. Its words are shown without it.",
    Severity.WARNING,
    lenient="links lead to nothing in the talk and are left out",
)
NO_BLANK_LINE = DiagnosticKind(
    "SRC332",
    "no-blank-line",
    "A line that looks like a list, a heading, a quotation or a divider directly follows text. It"
    " is part of that text, as in Pandoc, where these need an empty line before them.",
    Severity.WARNING,
)
SECOND_TITLE = DiagnosticKind(
    "SRC334",
    "second-title",
    "A slide file has a second `# Heading`. A file is one slide, so this is a heading within it.",
    Severity.WARNING,
)
UNCOUNTABLE_LIST = DiagnosticKind(
    "SRC333",
    "uncountable-list",
    "A list begins with a number that PowerPoint does not support, such as 0. It begins with 1 in"
    " all outputs.",
    Severity.WARNING,
)

MISSING_PICTURE = DiagnosticKind(
    "SRC401",
    "missing-picture",
    "A picture's file does not exist.",
    lenient="pictures do not exist; panels stand in their places",
)
CORRUPT_PICTURE = DiagnosticKind(
    "SRC402",
    "corrupt-picture",
    "A picture's file is damaged or not a picture.",
    lenient="pictures are damaged; panels stand in their places",
)
FOREIGN_PATH = DiagnosticKind(
    "SRC403",
    "path-outside-project",
    "A path leads outside the project's folder, or is a URL. Builds read nothing from elsewhere,"
    " and listings and charts show no hidden files, which may hold passwords.",
)
UNKNOWN_PICTURE_TYPE = DiagnosticKind(
    "SRC404",
    "unknown-picture-type",
    "Pictures may be PNG, JPEG, WebP, AVIF, GIF, SVG, and the first page of a PDF.",
    lenient="pictures are of types that are not supported; panels stand in their places",
)
MISSING_MEDIA = DiagnosticKind(
    "SRC421",
    "missing-media",
    "A video, a sound or its captions do not exist, or are of a type that is not supported: MP4,"
    " WebM, MP3, M4A, WAV and Ogg are, and WebVTT.",
    lenient="videos, sounds, posters or captions do not exist or fit; panels stand in their places",
)
CORRUPT_MEDIA = DiagnosticKind(
    "SRC422",
    "corrupt-media",
    "A video or sound is damaged, or is not of the type of its name.",
    lenient="videos and sounds are damaged; panels stand in their places",
)
NOT_IN_POWERPOINT = DiagnosticKind(
    "SRC423",
    "media-not-in-powerpoint",
    "PowerPoint cannot play WebM or Ogg, and shows the poster instead; it stops a recording"
    " before its end only if the file says how long it is. Browsers can do both.",
    Severity.WARNING,
)
BAD_CAPTIONS = DiagnosticKind(
    "SRC424",
    "captions-not-read",
    "Captions must be WebVTT: a line `WEBVTT`, and for each caption its times, `00:01.000 -->"
    " 00:04.500`, with its words below.",
)
LATE_CAPTIONS = DiagnosticKind(
    "SRC425",
    "captions-after-the-end",
    "Captions begin after the end of their video or sound, or end more than a second after it, so"
    " that they are not shown as they should be.",
    Severity.WARNING,
)
UNDECODED_PICTURE = DiagnosticKind(
    "SRC409",
    "picture-cannot-be-decoded",
    "WebP and AVIF are decoded by Pillow, PDF by PDFium, since PowerPoint reads none of them."
    " `pip install pillow pypdfium2` installs both.",
)
WEB_PICTURE = DiagnosticKind(
    "SRC410",
    "picture-on-the-web",
    "A single-file talk shows a picture on the web. Builds fetch nothing by themselves: with"
    " `--fetch` pictures are fetched and kept in the user's cache, where later builds find them."
    " A panel stands in the place of any other. A project keeps its pictures in its folder.",
    Severity.WARNING,
    lenient="pictures are on the web; panels stand in their places",
)
UNFETCHED_PICTURE = DiagnosticKind(
    "SRC411",
    "picture-not-fetched",
    "A picture on the web could not be fetched. The one fetched earlier is shown, or else a"
    " panel. Pictures are only fetched from public hosts, by `http:` or `https:`, and may have"
    " at most 64 MiB.",
    Severity.WARNING,
)
LOST_PICTURE_PART = DiagnosticKind(
    "SRC405",
    "picture-part-lost",
    "A part of an SVG picture would be missing: pictures load nothing from other files or the"
    " network, and PowerPoint's copy cannot contain HTML.",
    lenient="pictures lose parts",
)
CHANGED_PICTURE = DiagnosticKind(
    "SRC406",
    "picture-drawn-otherwise",
    "An SVG picture uses features that browsers support but PowerPoint's copy of it cannot show,"
    " such as animations, variables in styles or newer colours; the two outputs differ.",
    Severity.WARNING,
)
MOVED_PICTURE = DiagnosticKind(
    "SRC407",
    "picture-in-text",
    "A picture is among words, in a heading or in a table cell. PowerPoint has no pictures inside"
    " text, so both outputs show it below.",
    Severity.WARNING,
    lenient="pictures are in lines of text and are shown below",
)
OVERSIZED_PICTURE = DiagnosticKind(
    "SRC408",
    "picture-too-large",
    "A picture is too large or complex for browsers and PowerPoint: too many pixels or elements,"
    " elements nested too deep or drawn again and again, or excessive filters.",
)
MISSING_ALT = DiagnosticKind(
    "A11Y001",
    "picture-without-alt",
    "Screen readers read out the alternative text instead of the picture. Describe it with"
    ' `alt="..."`, or use `alt=""` if it is only decoration.',
    Severity.WARNING,
    lenient="pictures have no alternative text",
)

BROKEN_GENERATOR = DiagnosticKind(
    "SRC601",
    "broken-generator",
    "A generator, a file whose name ends in `.j2`, cannot be expanded: Jinja2 cannot parse it,"
    " something in it fails, or its output is too large.",
)
UNKNOWN_COLUMN = DiagnosticKind(
    "SRC602",
    "unknown-column",
    "A generator uses a column that its data does not have, or a name that is not defined.",
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
REPEATED_RECORD = DiagnosticKind(
    "SRC605",
    "repeated-record",
    "Two records of a data file make slides with the same id; one would be lost.",
)

LOW_REGION = DiagnosticKind(
    "FIT106",
    "region-too-low",
    "A region of a theme is lower than one line of its type in some script, so that, for example,"
    " every title in it would be smaller than the theme intends.",
    Severity.WARNING,
)

UNPORTABLE_TALK = DiagnosticKind(
    "REF116",
    "unportable-talk-name",
    "The folder of a talk's outputs is named after the talk's file. Windows does not allow this"
    " name, or macOS and Windows do not distinguish it from that of another talk, which differs"
    " only in capitals.",
    Severity.WARNING,
)
EMPTY_TALK = DiagnosticKind("REF101", "empty-talk", "A talk has no slides.")
MISSING_SLIDE = DiagnosticKind(
    "REF102", "missing-slide", "A talk names a slide that does not exist."
)
REPEATED_SLIDE = DiagnosticKind(
    "REF103",
    "repeated-slide",
    "A talk lists the same slide twice. It can show a slide twice if the second one gets its own id"
    " with `as:`.",
)
RENAMED_SLIDE = DiagnosticKind(
    "REF109",
    "renamed-slide",
    "A talk refers to a slide by a former id, which is listed under the slide's `was:`.",
    Severity.WARNING,
)
MISSING_TALK = DiagnosticKind("REF104", "missing-talk", "There is no talk with this name.")
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
MISSING_THEME = DiagnosticKind("REF106", "missing-theme", "There is no theme with this name.")
UNUSABLE_VARIABLE = DiagnosticKind(
    "REF303",
    "unusable-variable",
    "A variable has a name that `{{ }}` cannot use, or that already means something else.",
)
AMBIGUOUS_FILE = DiagnosticKind(
    "REF108",
    "ambiguous-file",
    "A slide's id, or a talk's name, matches two files; one would be lost.",
)

UNKNOWN_LIBRARY = DiagnosticKind(
    "REF501",
    "unknown-library",
    "A talk uses a slide of a library that deck.yaml does not declare.",
)
BAD_LIBRARY = DiagnosticKind(
    "REF502",
    "bad-library",
    "The declaration of a library is not valid: its name, its source or its revision is wrong, or"
    " its slides are written in another language.",
)
MISSING_LIBRARY = DiagnosticKind(
    "REF503",
    "missing-library",
    "A library is not on this machine. Builds read its local copy and never the network.",
)
UNLOCKED_LIBRARY = DiagnosticKind(
    "REF504",
    "unlocked-library",
    "The file deck.lock does not yet record which version of a library, or of one of its slides,"
    " this project uses.",
)
CHANGED_LIBRARY = DiagnosticKind(
    "REF505",
    "changed-library",
    "A library slide, or one of its pictures, is not as recorded in deck.lock: somebody edited the"
    " copy, or the library has changed.",
)
LIBRARY_CYCLE = DiagnosticKind(
    "REF506",
    "library-cycle",
    "A library is the project itself, or uses it.",
)
MISSING_REVISION = DiagnosticKind(
    "REF507",
    "missing-revision",
    "A git repository does not have the branch, tag or commit that a library asks for.",
)
UNREACHABLE_LIBRARY = DiagnosticKind(
    "REF508",
    "unreachable-library",
    "`diptych library` could not fetch a library: git is not installed, failed or took too long.",
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
    "A slide made for one language, `<slide>.<locale>.md`, has no slide `<slide>` next to it.",
)
ORPHANED_MESSAGE = DiagnosticKind(
    "LOC104",
    "orphaned-message",
    "A catalogue has a current message of a slide or talk that no longer exists. `diptych locale"
    " update` keeps its translation as obsolete.",
    Severity.WARNING,
)
RIGHT_TO_LEFT = DiagnosticKind(
    "SRC341",
    "right-to-left-language",
    "A declared language is written from right to left, such as Arabic, Hebrew or Persian. Diptych"
    " only sets text, bullets, tables and columns from left to right, and refuses what it would set"
    " incorrectly.",
)

UNMEASURED_FONT = DiagnosticKind(
    "FIT301",
    "unmeasured-font",
    "A theme uses a font whose widths Diptych does not know. Its text is measured as if all letters"
    " were equally wide, so it may break elsewhere, or not fit, without a warning.",
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
FORBIDDEN_FONT = DiagnosticKind(
    "FIT307",
    "font-not-to-be-embedded",
    "The file of a font says, in `OS/2.fsType`, that it may not be embedded, or not in part."
    " HTML and PDF contain the part of it that they need; whether you may give these files to"
    " others depends on what the font's owner permits.",
    Severity.WARNING,
)
NO_BOLD = DiagnosticKind(
    "FIT306",
    "font-without-bold",
    "A theme uses a font that has no bold face. Browsers and PowerPoint make its letters bolder"
    " themselves; in a PDF, bold text looks like any other.",
    Severity.WARNING,
)
