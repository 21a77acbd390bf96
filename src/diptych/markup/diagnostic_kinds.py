"""Problems with inline Markdown."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

_LEFT_OUT = "classes and attributes have no meaning here and are left out"

LOST_MARKUP = DiagnosticKind(
    "SRC201",
    "markup-without-place",
    "Something inside a line of text cannot be shown on a slide, such as raw HTML or a"
    " picture in the middle of a sentence. It would be lost silently, so it is refused.",
)
TEMPLATE_STATEMENT = DiagnosticKind(
    "SRC202",
    "template-statement-in-text",
    "`{% ... %}` is only expanded in generator files, whose names end in `.j2`. In a slide it would"
    " be shown literally.",
)
UNKNOWN_ATTRIBUTE = DiagnosticKind(
    "SRC203",
    "unknown-attribute",
    "A `{...}` after text, a picture or a block contains something unknown to Diptych there.",
    lenient=_LEFT_OUT,
)
MISPLACED_PICTURE = DiagnosticKind(
    "SRC212",
    "picture-among-words",
    "A picture is in a place for words only: in an author's name, a caption, a footnote.",
    lenient="pictures are in places for words only and are left out",
)
MATH_AS_TEXT = DiagnosticKind(
    "SRC204",
    "math-shown-as-text",
    "`$...$` and `$$...$$` are formulas, but the package that reads them is not installed, so"
    " they are shown as plain text. `pip install quickjs-ng` installs it, if there is a wheel"
    " for your system. Write `\\$` where you mean a dollar sign.",
    Severity.WARNING,
    lenient="formulas are shown as their text",
)
BAD_FORMULA = DiagnosticKind(
    "SRC215",
    "unreadable-formula",
    "A formula is not TeX that can be read: a command is unknown, a brace or an environment is not"
    " closed, it is far too long, or it never ends. Commands that would load or link to something,"
    " such as `\\href`, are not allowed in formulas.",
    lenient="formulas cannot be read and are shown as their text",
)
TEX_VARIABLE = DiagnosticKind(
    "SRC217",
    "variable-in-formula",
    "`{{ name }}` in a formula is TeX, in which braces are groups, and no variable is filled in"
    " there. Write the value in the formula, or the variable in the text beside it; `{{name}}`"
    " without spaces is taken as TeX.",
    Severity.WARNING,
    lenient="variables in formulas are TeX and are not filled in",
)

BAD_LINK = DiagnosticKind(
    "SRC205",
    "bad-link",
    "A link leads nowhere, or to an address that could run code or open files where the talk is"
    " shown. Links lead to `https:`, `http:`, `mailto:` and `tel:` addresses, to slides and to"
    " relative paths.",
    lenient="links lead nowhere, or where none may lead; their words are shown without",
)
OPEN_VARIABLE = DiagnosticKind(
    "SRC206",
    "unclosed-variable",
    "`{{` begins a variable that is not closed by `}}`. It would be shown literally.",
)
RAW_TEX = DiagnosticKind(
    "SRC207",
    "raw-tex",
    "A TeX command has no meaning on a slide and is left out with the contents of its braces, as"
    " in Pandoc's PPTX. Commands for emphasis, links, symbols and `\\pause` are understood. Write"
    " `\\\\` for a literal backslash.",
    Severity.WARNING,
    lenient="TeX commands have no meaning here and are left out with the words in them",
)
RAW_OUTPUT = DiagnosticKind(
    "SRC208",
    "raw-output",
    "Text for one output format only, such as `` `...`{=openxml} ``, is left out: all outputs of a"
    " talk show the same.",
    Severity.WARNING,
    lenient="kinds of raw text are for other outputs and are left out",
)
MARKUP_AS_TEXT = DiagnosticKind(
    "SRC209",
    "markup-shown-as-text",
    "Something looks like markup but is not, such as unclosed asterisks, a link whose label is"
    " not defined, or a formula in the words of a chart. It is shown literally.",
    Severity.WARNING,
)
ADDRESS_WITHOUT_SCHEME = DiagnosticKind(
    "SRC210",
    "address-without-scheme",
    "A link's address begins like that of a website, with `www.` or a domain, but has no `https:`."
    " It would lead to a file next to the talk, so it is read as a web address.",
    Severity.WARNING,
)
HTML_TAG = DiagnosticKind(
    "SRC211",
    "html-without-meaning",
    "An HTML tag within a text has no meaning on a slide, or lacks its start or end tag. The words"
    " are shown without it.",
    lenient="HTML tags have no meaning here; their words are shown",
)
TANGLED_TEXT = DiagnosticKind(
    "SRC214",
    "tangled-text",
    "A text is longer than any slide can show, or has so many unclosed markup characters that"
    " parsing it would take too long. It is not read.",
)
UNKNOWN_ICON = DiagnosticKind(
    "SRC216",
    "unknown-icon",
    "A text has an icon, `:icon-name:`, whose name Lucide does not have. https://lucide.dev/icons"
    " shows all of them.",
)
IGNORED_ATTRIBUTE = DiagnosticKind(
    "SRC310",
    "ignored-attribute",
    "A heading, a listing, a link or a span of text has an attribute that other tools use for"
    " styling. In Diptych, styling comes from the theme.",
    Severity.WARNING,
    lenient=_LEFT_OUT,
)
