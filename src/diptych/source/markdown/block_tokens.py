"""The block tokens of Markdown: in groups, and those of which nothing is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


_SILENT = {"raw_tex", "definition", "footnote"}
_STYLING = re.compile(
    r"\s*(?:<(style|script)\b[^>]*>(?:(?!</\1).)*</\1\s*>\s*)+", re.DOTALL | re.IGNORECASE
)
_COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


def grouped(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens in groups, each from an opening token to its closing token."""
    groups = []
    start, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth <= 0:
            groups.append(tokens[start : index + 1])
            start, depth = index + 1, 0
    return groups


def is_silent(token: Token) -> bool:
    """Return whether nothing is shown of a token: TeX, a comment, a link definition, a footnote."""
    return token.type in _SILENT or is_comment(token)


def is_styling(token: Token) -> bool:
    """Return whether a token contains only style sheets and scripts, which show nothing."""
    return token.type == "html_block" and _STYLING.fullmatch(token.content) is not None


def is_comment(token: Token) -> bool:
    """Return whether a token contains only comments."""
    return token.type == "html_block" and _COMMENTS.fullmatch(token.content) is not None
