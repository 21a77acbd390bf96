"""Block syntax that is recognised but refused, because it would be lost on a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

TOKENS: Mapping[str, tuple[str, str]] = {
    "hr": ("`---` divides slides only in a single-file talk", "make two slide files"),
}
"""Message and hint by token type."""

STRAY_DIV = (
    "this `:::` neither opens nor closes a block",
    "begin a block with `::: name` or `::: {.name key=value}`, and end it with `:::`",
)
"""Message and hint for a closing fence of no div."""
WITHIN = (
    "`---` divides slides, but it is within a list, a quotation or a `:::` block",
    "put it at the left margin, with an empty line above and below it",
)
"""Message and hint for a divider within another block."""

UNCLOSED: Mapping[str, tuple[str, str]] = {
    "unclosed_fence": (
        "this listing is never closed",
        "end it with a line of as many backticks or tildes as at its beginning",
    ),
    "unclosed_comment": ("this comment is never closed", "end it with `-->`"),
}
"""Message and hint for unclosed blocks, by token type."""

_CROOKED = (
    "this looks like a table, but its columns do not line up, or there is no empty line above it",
    "or write `| a | b |`, below it `|---|---|`, and a line like the first for each row",
)
"""Message and hint for what Pandoc's grid tables and simple tables look like."""

PARAGRAPHS: tuple[tuple[str, str, str], ...] = (
    (
        r"(?:.*\n)?[:~]\s+\S",
        "there is no term for this definition",
        "write the term on a line of its own above it, with an empty line before that",
    ),
    (
        r"\|\s.*\|\s*(?:\n|$)",
        "this looks like a table, but has no line of dashes below its header",
        "write `|---|---|` below the column names",
    ),
    (r"\+[-=:]+\+", *_CROOKED),
    (r"(?:.*\n)*?[ \t]*-{2,}(?: +-{2,})+[ \t]*(?:\n|$)", *_CROOKED),
    (r"#{7,}\s", "there are only six levels of headings", "write at most six `#`"),
)
"""Patterns of paragraphs that Pandoc would read as something else, with message and hint.

A single line that begins with a letter or digit matches none of them."""

_DIVS = "notes|columns?|incremental|fragment|metric|logos"
ALMOST: tuple[tuple[str, str, str], ...] = (
    (
        r"(?:.*\n)*?(?P<at>#{2,6})[^\W\d_]",
        "this looks like a heading, but has no space after the `#`",
        "write `## Title`, or `\\##` to show it",
    ),
    (
        r"(?P<at>#)[^\W\d_][^#\n]*[ ][^#\n]*$",
        "this looks like a heading, but has no space after the `#`",
        "write `# Title`, or `\\#` to show it",
    ),
    (
        r"(?:.*\n)*?(?P<at>[-+])[^\W\d_].*\n\1[^\W\d_]",
        "this looks like a list, but has no space after its bullets",
        "write `- item`",
    ),
    (
        rf"(?:.*\n)*?(?P<at>::?) ?(?:\{{[.#]|(?:{_DIVS})[ ]*(?:\n|$))",
        "this looks like a block, but has fewer than three colons",
        "write `:::` at its beginning and its end",
    ),
)
"""Patterns of paragraphs whose author may mean a block, with message and hint.

They are shown as they are written."""

SWALLOWED: tuple[tuple[str, str], ...] = (
    (r"\n(?P<at>[-+*]|\d{1,3}[.)]|\(?@[\w-]*\)|#\.)[ \t]+\S", "list"),
    (r"\n(?P<at>#{1,6})[ \t]+\S", "heading"),
    (r"\n(?P<at>>)[ \t]", "quotation"),
    (r"\n(?P<at>(?:-{3,}|\*{3,}|_{3,}))[ \t]*(?:\n|$)", "divider"),
    (r"\n(?P<at>~{3,})", "listing"),
)
"""Patterns of lines in a paragraph that look like the beginning of a block, and its name."""
# They are compiled on use, since most paragraphs can be ruled out without them.

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?!.*?-->)", re.DOTALL)


def unclosed(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, message and hint for each unclosed comment or formula in a paragraph."""
    if "<!--" not in text and "$$" not in text:
        return
    words = _CODE.sub(lambda code: " " * len(code.group()), text)
    if found := _COMMENT.search(words):
        yield found.start(), *UNCLOSED["unclosed_comment"]
    if words.count("$$") % 2:
        hint = "end it with `$$`, without an empty line in between"
        yield words.rfind("$$"), "this formula is never closed", hint
