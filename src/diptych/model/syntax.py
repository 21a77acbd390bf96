"""What the parts of source code are, as far as a theme tells them apart by colour."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

SyntaxRole = Literal[
    "", "comment", "keyword", "type", "function", "builtin",
    "string", "number", "constant", "inserted", "deleted",
]  # fmt: skip
"""What a part of a listing is; empty if it has no colour of its own."""

SYNTAX_ROLES: tuple[SyntaxRole, ...] = tuple(role for role in get_args(SyntaxRole) if role)


class Token(NamedTuple):
    """Consecutive characters of one line."""

    length: int
    role: SyntaxRole
