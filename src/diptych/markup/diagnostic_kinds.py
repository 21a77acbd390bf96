"""What can be wrong with inline Markdown."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

_LEFT_OUT = "classes and attributes have no meaning here and are left out"

LOST_MARKUP = DiagnosticKind(
    "SRC201",
    "markup-without-place",
    "Something inside a line of text cannot be shown on a slide, such as raw HTML or a"
    " picture in the middle of a sentence. It would silently vanish, so it is refused.",
)
TEMPLATE_STATEMENT = DiagnosticKind(
    "SRC202",
    "template-statement-in-text",
    "`{% ... %}` is only expanded in generator files, whose names end in `.j2`. In a slide it would"
    " be shown as it stands.",
)
UNKNOWN_ATTRIBUTE = DiagnosticKind(
    "SRC203",
    "unknown-attribute",
    "A `{...}` after text, a picture or a block names something that Diptych does not know there.",
    lenient=_LEFT_OUT,
)
MISPLACED_PICTURE = DiagnosticKind(
    "SRC212",
    "picture-among-words",
    "A picture stands where only words can: in an author's name, a caption, a footnote.",
    lenient="pictures stand where only words can and are left out",
)
MATH_AS_TEXT = DiagnosticKind(
    "SRC204",
    "math-shown-as-text",
    "Pandoc would set `$...$` as mathematics. Diptych has no formulas yet and shows the text"
    " between the dollar signs as it stands. Write `\\$` where you mean a dollar sign.",
    Severity.WARNING,
    lenient="formulas are shown as their text",
)

BAD_LINK = DiagnosticKind(
    "SRC205",
    "bad-link",
    "A link leads nowhere, or to an address that could run code or open files where the talk is"
    " shown. Links lead to `https:`, `http:`, `mailto:` and `tel:` addresses, to slides and to"
    " relative paths.",
)
OPEN_VARIABLE = DiagnosticKind(
    "SRC206",
    "unclosed-variable",
    "`{{` begins a variable that no `}}` ends. It would be shown as it stands.",
)
RAW_TEX = DiagnosticKind(
    "SRC207",
    "raw-tex",
    "A TeX command has no meaning on a slide and is left out with what stands in its braces, as"
    " Pandoc leaves it out of a PPTX. Commands for emphasis, links, symbols and `\\pause` are"
    " understood. A backslash that is meant to be shown is written `\\\\`.",
    Severity.WARNING,
    lenient="TeX commands have no meaning here and are left out with the words in them",
)
RAW_OUTPUT = DiagnosticKind(
    "SRC208",
    "raw-output",
    "Text for one kind of output alone, as `` `...`{=openxml} `` is, is left out: all outputs of a"
    " talk show the same.",
    Severity.WARNING,
    lenient="kinds of raw text are for other outputs and left out",
)
MARKUP_AS_TEXT = DiagnosticKind(
    "SRC209",
    "markup-shown-as-text",
    "Something looks like markup but is not, such as asterisks that nothing closes or a link whose"
    " label is not defined. It is shown as it stands.",
    Severity.WARNING,
)
ADDRESS_WITHOUT_SCHEME = DiagnosticKind(
    "SRC210",
    "address-without-scheme",
    "A link's address begins like that of a web site, `www.` or a domain, but has no `https:`. It"
    " would lead to a file beside the talk, so it is read as a web address.",
    Severity.WARNING,
)
HTML_TAG = DiagnosticKind(
    "SRC211",
    "html-without-meaning",
    "An HTML tag within a text has no meaning on a slide, or nothing ends or begins it. The words"
    " are shown without it.",
    lenient="HTML tags have no meaning here; their words are shown",
)
TANGLED_TEXT = DiagnosticKind(
    "SRC214",
    "tangled-text",
    "A text is longer than any slide shows, or has so many markup characters, none of them"
    " closed, that reading it would never end. It is not read.",
)
IGNORED_ATTRIBUTE = DiagnosticKind(
    "SRC310",
    "ignored-attribute",
    "A heading, a listing, a link or a stretch of text has an attribute that other tools use for"
    " looks. In Diptych styling comes from the theme.",
    Severity.WARNING,
    lenient=_LEFT_OUT,
)
