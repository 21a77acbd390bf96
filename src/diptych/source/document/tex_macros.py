r"""Commands that a document defines in TeX, `\newcommand{\R}{\mathbb{R}}`, where they are used.

As in Pandoc (manual, "Extension: latex_macros"), they are replaced in the text, wherever it is no
code. Lines stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from diptych.source.document.opaque import comments, listing_lines

_DEFINITION = re.compile(
    r"\\(?:(?P<operator>DeclareMathOperator)|(?P<plain>g?def)|(?:re)?newcommand|providecommand)"
    r"(?P<star>\*)?\s*(?:\{\s*\\(?P<braced>[A-Za-z]+)\s*\}|\\(?P<bare>[A-Za-z]+))"
    r"(?P<arguments>(?:\s*\[[1-9]\]\s*(?:\[(?P<default>[^\[\]]*)\])?|(?:#[1-9])+)?)\s*(?=\{)"
)
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
"""A command; its name is a group unless it is a sign, as of `\\\\`, which ends a line."""
_PARAMETER = re.compile(r"#([1-9])")
_SPACE = re.compile(r"\s*")
_LAST_COMMAND = re.compile(r"\\[A-Za-z]+$")
_SPAN_OF_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_GONE = "\uffff"
"""What stands where a definition was, until all are found: no character."""
_EMPTY = re.compile(rf"\$\$([\s{_GONE}]*{_GONE}[\s{_GONE}]*)\$\$")
_NO_ARGUMENT = {"", "$", "}", "&"}
_OPTIONAL = re.compile(r"\s*\[([^\[\]]*)\]")
_DEEPEST = 8
"""How often what a command stands for is looked through for commands."""
_LONGEST = 1_000
"""The most characters that a command stands for."""
_MOST, _MOST_DEFINED = 20_000, 1_000
"""How many commands are replaced, and defined."""


class _Macro(Struct, frozen=True):
    """What a command stands for."""

    body: str
    count: int = 0
    """How many arguments it has."""
    default: str | None = None
    """The first of them if it is left out; None if it must not be."""


def defines_macros(text: str) -> bool:
    """Return whether a text defines a command."""
    return _DEFINITION.search(text) is not None


def with_macros(body: str, preamble: Iterable[str] = ()) -> str:
    """Return a document with what its own commands stand for, and without their definitions.

    Further commands are defined in the `preamble`.
    """
    heads = "\n".join(preamble)
    if not any(map(defines_macros, (heads, body))):
        return body
    macros = {name: macro for _, _, name, macro in _definitions(heads)}
    hidden = sorted(_hidden(body))
    parts, end = [], 0
    for start, stop, name, macro in _definitions(body):
        if not _is_in(start, hidden):
            macros[name] = macro
            parts += [body[end:start], _GONE, "\n" * body.count("\n", start, stop)]
            end = stop
    expander = _Expander(macros)
    text = _EMPTY.sub(r"\1", "".join((*parts, body[end:]))).replace(_GONE, "")
    parts, end = [], 0
    for start, stop in (*sorted(_hidden(text)), (len(text), len(text))):
        if stop > end:
            parts += [expander.expanded(text[end : max(start, end)]), text[start:stop]]
            end = stop
    return "".join(parts)


def _definitions(text: str) -> Iterator[tuple[int, int, str, _Macro]]:
    """Yield where each definition begins and ends, its name, and what that stands for."""
    at = 0
    for _ in range(_MOST_DEFINED):
        found = _DEFINITION.search(text, at)
        if found is None:
            return
        at = found.end()
        end = _group_end(text, at)
        if end is None:
            continue
        inside = text[at + 1 : end - 1].replace("\n", " ")
        name, arguments = found["braced"] or found["bare"], found["arguments"].strip()
        if found["operator"]:
            star = found["star"] or ""
            yield found.start(), end, name, _Macro(rf"\operatorname{star}{{{inside}}}")
        else:
            count = arguments.count("#") or int(arguments[1:2] or 0)
            yield found.start(), end, name, _Macro(inside, count, found["default"])
        at = end


def _group_end(text: str, at: int) -> int | None:
    """Return where the group ends that opens at `at`; None if it does not."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        if text[place] in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if text[place] == "{" else -1
            if not depth:
                return place + 1
    return None


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of listings, comments and code."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for number in listing_lines(lines):
        yield starts[number], starts[number + 1] - 1
    yield from ((one.start, one.end) for one in comments(text))
    yield from (found.span() for found in _SPAN_OF_CODE.finditer(text))


def _is_in(at: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < stop for start, stop in ranges)


class _Expander(Struct):
    """Replaces commands by what they stand for."""

    macros: Mapping[str, _Macro]
    left: int = _MOST
    """How many more are replaced: commands may stand for each other without end."""

    def expanded(self, text: str, deepest: int = _DEEPEST) -> str:
        """Return a text with what its commands stand for."""
        parts, end = [], 0
        for found in _COMMAND.finditer(text):
            macro = self.macros.get(found[1] or "")
            if macro is None or found.start() < end or not (deepest and self.left):
                continue
            stop, values = _values(text, found.end(), macro)
            if values is None:
                continue
            self.left -= 1
            meant = self.expanded(_filled(macro.body, values), deepest - 1)
            if len(meant) > _LONGEST:
                continue
            parts += [text[end : found.start()], meant]
            end = stop
        return _joined((*parts, text[end:]))


def _filled(body: str, values: Sequence[str]) -> str:
    parts = _PARAMETER.split(body)
    parts[1::2] = [values[int(number) - 1] for number in parts[1::2]]
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    """Return texts as one, in which no letter of one is read as part of a command before it."""
    made: list[str] = []
    for part in filter(None, parts):
        if part[0].isalpha() and made and _LAST_COMMAND.search(made[-1]):
            made.append(" ")
        made.append(part)
    return "".join(made)


def _values(text: str, at: int, macro: _Macro) -> tuple[int, list[str] | None]:
    """Return where the arguments of a command end, and they; None if some are missing."""
    values: list[str] = []
    if macro.default is not None:
        given = _OPTIONAL.match(text, at)
        values.append(macro.default if given is None else given[1])
        at = at if given is None else given.end()
    while len(values) < macro.count:
        begin = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if text[begin : begin + 1] == "{":
            end = _group_end(text, begin)
            value = None if end is None else text[begin + 1 : end - 1]
        else:
            token = _COMMAND.match(text, begin)
            end = token.end() if token else begin + 1
            value = None if text[begin : begin + 1] in _NO_ARGUMENT else text[begin:end]
        if end is None or value is None:
            return at, None
        values.append(value)
        at = end
    return at, [*values, *[""] * (9 - len(values))]
