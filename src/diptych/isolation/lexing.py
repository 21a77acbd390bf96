"""Splits source code into tokens by Pygments, in the isolated process; needs nothing of Diptych."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    Token,
)
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from pygments.token import _TokenType

_ROLES = {
    Comment: "comment",
    Comment.Preproc: "keyword",
    Generic.Deleted: "deleted",
    Generic.Heading: "type",
    Generic.Inserted: "inserted",
    Generic.Output: "comment",
    Generic.Prompt: "comment",
    Generic.Subheading: "type",
    Keyword: "keyword",
    Keyword.Constant: "constant",
    Keyword.Type: "type",
    Name.Attribute: "function",
    Name.Builtin: "builtin",
    Name.Class: "type",
    Name.Constant: "constant",
    Name.Decorator: "builtin",
    Name.Exception: "type",
    Name.Function: "function",
    Name.Tag: "keyword",
    Number: "number",
    Operator.Word: "keyword",
    String: "string",
    String.Doc: "comment",
    String.Escape: "constant",
    String.Interpol: "constant",
}
"""The role of each kind of token; other kinds have that of the kind they belong to, or none."""


def lexed(language: str, text: str) -> bytes:
    """Return the tokens of each line of `text` as JSON, `{"tokens": [[[length, role], ...], ...]}`.

    Lengths are in characters; the role of what has no colour is empty. If Pygments does not know
    the language, return the names of those that it knows, `{"known": [...]}`.
    """
    try:
        # Some only know lines that end, such as those of a diff.
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return json.dumps({"known": sorted(_known())}).encode()
    lines: list[list[tuple[int, str]]] = [[]]
    for kind, words in lexer.get_tokens(text):
        role = _role(kind)
        for number, part in enumerate(words.split("\n")):
            if number:
                lines.append([])
            if part:
                # Spaces show no colour, and fewer runs are easier to edit.
                alike = not part.strip() and lines[-1]
                lines[-1].append((len(part), lines[-1][-1][1] if alike else role))
    shown = lines[: text.count("\n") + 1]
    return json.dumps({"tokens": [list(_joined(line)) for line in shown]}).encode()


def _known() -> Iterator[str]:
    for _, names, _, _ in get_all_lexers(plugins=False):
        yield from names


@cache
def _role(kind: _TokenType) -> str:
    at: _TokenType | None = kind
    while at is not None and at is not Token:
        if at in _ROLES:
            return _ROLES[at]
        at = at.parent
    return ""


def _joined(tokens: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for role, members in groupby(tokens, key=lambda token: token[1]):
        yield sum(length for length, _ in members), role
