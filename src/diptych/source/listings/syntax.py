"""The parts of a listing, for its colours: found by Pygments, in a process of its own.

Its patterns can take very long for text that was made for that.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from diptych.diagnostics import Span, nearest
from diptych.isolation.jobs import LEX
from diptych.model.syntax import PLAIN_CODE, SYNTAX_SIGNS, SyntaxRole
from diptych.source.listings.diagnostic_kinds import UNCOLOURED, UNKNOWN_LANGUAGE
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from diptych.isolation.process import IsolatedProcess


class _Token(NamedTuple):
    length: int
    role: SyntaxRole | Literal[""]


_PLAIN = {
    "", "csv", "default", "log", "none", "output", "plain", "plaintext", "text", "tsv", "txt",
}  # fmt: skip
"""What authors and other tools call a listing without colours."""
_ELSEWHERE = {
    "astro": "html",
    "gql": "graphql",
    "j2": "jinja",
    "jinja2": "jinja",
    "jsonc": "json",
    "kt": "kotlin",
    "mdx": "markdown",
    "plist": "xml",
    "sol": "solidity",
    "svelte": "html",
    "svg": "xml",
    "vb": "vb.net",
}
"""Names that only highlight.js, Prism or Shiki have, and what Pygments calls nearly the same."""
_SECONDS, _MEMORY = 5, 1 << 29
"""Processor time and bytes of address space for one listing."""
_LONGEST = 100_000
"""In characters, far more than a slide can show."""
_processes: dict[int, IsolatedProcess] = {}
"""The process that splits listings, by the process that started it, since its pipes must not be
shared after a fork. It ends with this program."""


class _Answer(msgspec.Struct):
    tokens: tuple[tuple[_Token, ...], ...] = ()
    """The parts of each line."""
    known: tuple[str, ...] = ()
    """The languages that are known, if that of the listing is not."""


def roles_of(
    lines: Sequence[str], language: str, span: Span, reader: SourceReader
) -> tuple[str, ...]:
    """Return the roles of each line, with a sign for each character (`SYNTAX_SIGNS`).

    Return none, perhaps with a report, if they have no colours.
    """
    text = "\n".join(lines)
    if language.lower() in _PLAIN or not text.strip() or len(text) > _LONGEST:
        return ()
    from diptych.isolation.process import FailedJobError

    try:
        answer = _lexed(_ELSEWHERE.get(language.lower(), language), text)
    except FailedJobError as error:
        message = f"this listing has no colours: {error}"
        reader.report(UNCOLOURED, span, message, "shorten it, or write `text` as its language")
        return ()
    if answer.known:
        message = f"unknown language `{language}`: the listing has no colours"
        hint = nearest(language.lower(), answer.known)
        reader.report(UNKNOWN_LANGUAGE, span, message, hint, subject=language)
    roles = tuple("".join(map(_signs, line)) for line in answer.tokens)
    return roles if [*map(len, roles)] == [*map(len, lines)] else ()


def _signs(token: _Token) -> str:
    return token.length * (SYNTAX_SIGNS[token.role] if token.role else PLAIN_CODE)


def _lexed(language: str, text: str) -> _Answer:
    """Return the tokens of each line; raise FailedJobError if it takes too long or crashes."""
    from diptych.isolation.process import IsolatedProcess

    process = _processes.get(os.getpid())
    if process is None:
        process = _processes[os.getpid()] = IsolatedProcess("pygments", _SECONDS, _MEMORY)
        atexit.register(process.close)
    answer = process.do(LEX, (language.encode(), text.encode()))
    return msgspec.json.decode(answer, type=_Answer)
