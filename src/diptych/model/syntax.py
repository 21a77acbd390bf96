"""What the parts of source code are, as far as a theme tells them apart by colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

SyntaxRole = Literal[
    "comment", "keyword", "type", "function", "builtin",
    "string", "number", "constant", "inserted", "deleted",
]  # fmt: skip
"""What a part of a listing is."""

SYNTAX_ROLES: tuple[SyntaxRole, ...] = get_args(SyntaxRole)

PLAIN_CODE = " "
"""The sign of code that has no role."""
SYNTAX_SIGNS: Mapping[SyntaxRole, str] = {
    role: chr(ord("a") + number) for number, role in enumerate(SYNTAX_ROLES)
}
"""A sign for each role: a line of code has its roles as a string, with a sign for each character,
since a large deck has a hundred thousand parts."""
