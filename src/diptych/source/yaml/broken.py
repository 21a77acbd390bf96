"""What is wrong with YAML that cannot be parsed: where the mistake is, and what to write instead.

libyaml names the place where it gives up, which is often further down than the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

import yaml

from diptych.diagnostics import Diagnostic, Span
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import BROKEN_YAML

DEEPEST = 50
"""Maximum nesting; nobody writes anything deeper by hand."""
TOO_DEEP = f"it is nested more than {DEEPEST} levels deep"


class _Mistake(NamedTuple):
    """A mistake: its place, counted from 0, what it is, and what to write instead."""

    line: int
    column: int
    length: int
    problem: str
    hint: str | None


def report_broken(  # noqa: PLR0917 - an error, where it is, and what may be there
    error: yaml.YAMLError,
    file: str,
    lines: list[str],
    reader: SourceReader,
    first_line: int,
    keys: Collection[str],
) -> None:
    """Report what is wrong with the YAML in `lines`, unless its line has been reported already."""
    found = _mistake(error, lines, keys)
    span = Span(file, first_line + found.line, found.column + 1, found.length)
    if any(
        one.span and (one.span.file, one.span.line) == (file, span.line) for one in reader.found
    ):
        return
    language = "JSON" if file.endswith(".json") else "YAML"
    reader.report(BROKEN_YAML, span, f"broken {language}: {found.problem}", found.hint)


def _is_same(found: Diagnostic, span: Span) -> bool:
    """Return whether the line at `span` is already said to be broken YAML."""
    at = found.span
    is_there = at is not None and (at.file, at.line) == (span.file, span.line)
    return is_there and found.kind is BROKEN_YAML


def comment_in(line: str, start: int) -> tuple[str, int] | None:
    """Return a comment that seems to be meant as a value, and its column; None if there is none.

    It stands right behind a colon or comma, and has no space after its `#`.
    """
    found = _COMMENT.search(line, max(0, start))
    return (found[1].rstrip(), found.start(1)) if found else None


def _mistake(error: yaml.YAMLError, lines: list[str], keys: Collection[str]) -> _Mistake:
    line, column = _place_of(error, lines)
    problem = str(getattr(error, "problem", None) or "it cannot be parsed")
    if "nesting depth" in problem:  # libyaml reads ahead and has its own limit
        problem = TOO_DEEP
    told = (
        _commented_out(problem, lines, line)
        or _unspaced_dash(error, problem, lines)
        or _after_the_end(problem, lines, line, column)
        or _unclosed(error, problem, lines, line, column)
    )
    if told is not None:
        return told
    hint = next((hint for words, hint in _HINTS.items() if words in problem), None)
    if hint == _QUOTED and lines[line].startswith("\t", column):
        hint = _SPACES
    if "mapping values are not allowed" in problem:
        hint = _indentation_hint(lines, line, column) or hint
    if (word := _without_colon(error, problem, lines, keys)) is not None:
        known = f"a colon is missing after `{word.name}`" if word.name in keys else None
        above = next((one for one in reversed(lines[: word.line]) if one.strip()), "")
        item = "begin the line with `- ` if it is an item" if _ITEM.match(above) else None
        hint = known or item or _HINTS[_NO_COLON]
        return _Mistake(word.line, word.column, len(word.name), _NO_COLON, hint)
    return _Mistake(line, column, 1, problem, hint)


def _commented_out(problem: str, lines: list[str], line: int) -> _Mistake | None:
    """Return that the end of a bracket is in a comment: `{value: #0B6E4F}`."""
    if not problem.startswith(_IN_BRACKETS):
        return None
    for above in range(line, max(-1, line - 3), -1):
        found = comment_in(lines[above], 0)
        if found is not None and found[0].endswith(("]", "}", ",")):
            words = found[0].partition(",")[0].rstrip("]} ")
            hint = f"put quotes around `{words}`"
            return _Mistake(above, found[1], len(words), "`#` begins a comment", hint)
    return None


def _unspaced_dash(error: yaml.YAMLError, problem: str, lines: list[str]) -> _Mistake | None:
    """Return that an item of a list has no space after its dash: `-topic/name`."""
    mark = getattr(error, "context_mark", None)
    if _NO_COLON not in problem or mark is None:
        return None
    line, column = within(lines, mark)
    item = _UNSPACED.match(lines[line], column)
    if item is None:
        return None
    return _Mistake(
        line, column, 1, "a space is missing after `-`", f"write `- {item[1].rstrip()}`"
    )


def _after_the_end(problem: str, lines: list[str], line: int, column: int) -> _Mistake | None:
    """Return that words follow a quote or bracket that ended a value: `title: "One" more`."""
    end, words = lines[line][:column].rstrip()[-1:], lines[line][column:].rstrip()
    if not problem.startswith(_AFTER_A_VALUE) or end not in _ENDS or not words:
        return None
    problem = f"words follow the `{end}` with which the value ends"
    return _Mistake(line, column, len(words), problem, _ENDS[end])


def _unclosed(
    error: yaml.YAMLError, problem: str, lines: list[str], line: int, column: int
) -> _Mistake | None:
    """Return that a bracket is not closed on a line above the next key."""
    mark = getattr(error, "context_mark", None)
    if mark is None or not problem.startswith("did not find expected ',' or"):
        return None
    at, key = within(lines, mark), _KEY.match(lines[line])
    if at[0] == line or key is None or key.end("name") != column:
        return None
    problem = f"this `{lines[at[0]][at[1] : at[1] + 1]}` is never closed"
    return _Mistake(*at, 1, problem, _HINTS["did not find expected ',' or"])


class _Word(NamedTuple):
    """The first word of a line."""

    name: str
    line: int
    column: int


def _without_colon(
    error: yaml.YAMLError, problem: str, lines: list[str], keys: Collection[str]
) -> _Word | None:
    """Return the word that has no colon after it though it stands where a key must.

    libyaml finds the next key instead, within what it takes for a text of two lines. None if the
    error is another one.
    """
    if _NO_COLON in problem:
        mark = getattr(error, "context_mark", None)
        return _word_at(lines, *within(lines, mark)) if mark is not None else None
    mark = getattr(error, "problem_mark", None)
    if mark is None or "mapping values are not allowed" not in problem:
        return None
    line, column = within(lines, mark)
    key = _KEY.match(lines[line])
    above = next((n for n in reversed(range(line)) if lines[n].strip()), None)
    if key is None or key.end("name") != column or above is None or _KEY.match(lines[above]):
        return None
    word = _word_at(lines, above, key.start("name"))
    is_apart = not lines[above][: key.start("name")].strip(" -")
    is_first = not "".join(lines[:above]).strip()
    return word if word and is_apart and (is_first or word.name in keys) else None


def _word_at(lines: list[str], line: int, column: int) -> _Word | None:
    """Return the word that begins at a position; None if none does."""
    found = re.compile(r"\w[\w-]*+").match(lines[line], column)
    return _Word(found[0], line, column) if found else None


def _indentation_hint(lines: list[str], line: int, column: int) -> str | None:
    """Return a hint if the colon at a place ends a key that is indented wrongly; None if not."""
    key = _KEY.match(lines[line])
    if key is None or key.end("name") != column:
        return None
    if "\t" in key["indent"]:
        return _SPACES
    above = next((one for one in reversed(lines[:line]) if one.strip()), "")
    other = _KEY.match(above)
    if other is None or len(other["indent"]) >= len(key["indent"]):
        return None
    name = other["name"].strip()
    return (
        f"`{key['name']}` is indented deeper than `{name}`, which has its value already: indent"
        " both equally, or put quotes around a text of several lines"
    )


def _place_of(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int]:
    """Return line and column of an error; if that is at the text's end, of what is unclosed."""
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    places = [within(lines, mark) for mark in marks if mark is not None]
    before_the_end = (place for place in places if _has_text(lines, *place))
    return next(before_the_end, _last(lines))


def _has_text(lines: list[str], line: int, column: int) -> bool:
    """Return whether there is text at or after a position."""
    return bool(lines[line][column:].strip() or "".join(lines[line + 1 :]).strip())


def _last(lines: list[str]) -> tuple[int, int]:
    """Return the position of the last character of the text."""
    filled = (line for line in reversed(range(len(lines))) if lines[line].strip())
    line = next(filled, 0)
    return line, max(0, len(lines[line].rstrip()) - 1)


def within(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return line and column of a mark; libyaml's last ones may be beyond the text."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


_KEY = re.compile(
    r"(?P<indent>[ \t]*+)(?:- ++)?(?P<name>[^\s:#'\"\[{-][^:\s]*+(?:\s++[^:\s]++)*+)"
    r"[ \t]*+:(?=\s|$)"
)
_COMMENT = re.compile(r"[:,]\s++(#\w.*)")
_UNSPACED = re.compile(r"-([^\s:-][^:]*+)$")
_IN_BRACKETS = ("did not find expected node content", "did not find expected ',' or")
_AFTER_A_VALUE = ("did not find expected key", "did not find expected '-'")
_ENDS = {
    '"': "put single quotes around all of it",
    "'": "write `''` for an apostrophe inside single quotes, or use double quotes",
    "]": "put quotes around a text that begins with `[`",
    "}": "put quotes around a text that begins with `{`",
}
"""What to write where words follow what seems to be the end of a value, by its last sign."""
_ITEM = re.compile(r"\s*+- ")
_NO_COLON = "could not find expected ':'"
SECOND = "a second document begins here"
_QUOTED = "put quotes around a text that begins with `@`, `` ` `` or `%`"
_SPACES = "indent with spaces, not tabs"
_HINTS = {
    SECOND: "a file has one: remove this line",
    "tab character": _SPACES,
    "mapping values are not allowed": "put quotes around a text that contains `: `",
    "cannot start any token": _QUOTED,
    "did not find expected key": "check the indentation, and that quotes are closed",
    "there is no anchor": "put quotes around a text that begins with `*`",
    "did not find expected alphabetic": "put quotes around a text that begins with `*`, `&` or `!`",
    "did not find expected ',' or": "close the bracket, or put quotes around a text with `[`, `]`,"
    " `{`, `}` or `,`",
    _NO_COLON: "end the key with `:`, or indent the text that belongs above",
    "did not find expected '-'": "begin each item of the list with `- `, all indented equally",
    "found unexpected end of stream": "close the quotes",
    "escape": "write `\\\\` for a backslash, or use single quotes",
}
