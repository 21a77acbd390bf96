"""Block syntax that is understood and refused, because it would be lost on a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

TOKENS: Mapping[str, tuple[str, str]] = {
    "hr": ("`---` divides slides only in a talk that is one file", "make two slide files"),
    "stray_div": (
        "this `:::` opens and closes nothing",
        "begin a block with `::: name` or `::: {.name key=value}`, end it with `:::`",
    ),
}
"""By kind of token: what is wrong, and what to do."""

WITHIN = (
    "`---` divides slides, and not what is within a list, a quotation or a `:::` block",
    "put it at the left margin, with an empty line above it and below it",
)
"""What is said of a divider that stands in something else."""

UNCLOSED: Mapping[str, tuple[str, str]] = {
    "unclosed_fence": (
        "this listing is never closed",
        "end it with a line of as many backticks or tildes as it begins with",
    ),
    "unclosed_comment": ("this comment is never closed", "end it with `-->`"),
}
"""By kind of token: what never ends, and what would end it."""

OTHER_TABLE = (
    "only pipe tables are understood",
    "write `| a | b |`, below it `|---|---|`, and a line like the first for each row",
)
"""What is said of Pandoc's grid tables and simple tables."""

_BULLETED = "write it as a list: `- item`"
PARAGRAPHS: tuple[tuple[str, str, str], ...] = (
    (r"(?:.*\n)?[:~]\s+\S", "Diptych has no definition lists", _BULLETED),
    (
        r"\|\s.*\|\s*(?:\n|$)",
        "this begins like a table and has no line of dashes below its header",
        "write `|---|---|` below the names of the columns",
    ),
    (
        r"\|\s(?!.*\|\s*(?:\n|$))",
        "Diptych has no line blocks",
        "end a line with `\\` to break it",
    ),
    (r"\+[-=:]+\+", *OTHER_TABLE),
    (r"(?:.*\n)*?[ \t]*-{2,}(?: +-{2,})+[ \t]*(?:\n|$)", *OTHER_TABLE),
    (r"#{7,}\s", "there are six levels of headings", "write at most six `#`"),
)
"""How paragraphs begin that Pandoc would read as something else: what, and what to do.

One that begins with a letter or digit and has one line begins like none of them."""

SWALLOWED: tuple[tuple[str, str], ...] = (
    (r"\n(?P<at>[-+*]|\d{1,3}[.)]|\(?@[\w-]*\)|#\.)[ \t]+\S", "list"),
    (r"\n(?P<at>#{1,6})[ \t]+\S", "heading"),
    (r"\n(?P<at>>)[ \t]", "quotation"),
    (r"\n(?P<at>(?:-{3,}|\*{3,}|_{3,}))[ \t]*(?:\n|$)", "divider"),
    (r"\n(?P<at>~{3,})", "listing"),
)
"""What within a paragraph looks like the beginning of a block, and what it is not."""
# They are compiled when they are looked for: of most paragraphs one look tells that they are text.

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?!.*?-->)", re.DOTALL)


def unclosed(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where in a paragraph something is opened that never closes, what it is and a hint."""
    if "<!--" not in text and "$$" not in text:
        return
    words = _CODE.sub(lambda code: " " * len(code.group()), text)
    if found := _COMMENT.search(words):
        yield found.start(), *UNCLOSED["unclosed_comment"]
    if words.count("$$") % 2:
        hint = "end it with `$$`, with no empty line in it"
        yield words.rfind("$$"), "this formula is never closed", hint
