"""Pandoc's attributes, `{#id .class key=val key="a value"}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s}#=]+) | \.(?P<class>[^\s}=]+) |
        (?P<key>[A-Za-z][\w:-]*)=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}"']+)))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood between the braces."""

    id: str | None
    classes: tuple[str, ...]
    values: Mapping[str, str]

    def __bool__(self) -> bool:
        """Return whether anything is said at all."""
        return bool(self.id or self.classes or self.values)


NO_ATTRIBUTES = Attributes(None, (), {})


def read_attributes(source: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Return the attributes whose `{` is at `start` and the offset behind their `}`, or None."""
    if source[start : start + 1] != "{":
        return None
    id_: str | None = None
    classes: list[str] = []
    values: dict[str, str] = {}
    at = start + 1
    while found := _ATTRIBUTE.match(source, at):
        at = found.end()
        if found["id"]:
            id_ = found["id"]
        elif found["class"]:
            classes.append(found["class"])
        else:
            values[found["key"]] = next(
                value for value in (found["quoted"], found["single"], found["bare"]) if value is not None
            )
    rest = source[at:].lstrip()
    if not rest.startswith("}") or at == start + 1:
        return None
    return Attributes(id_, tuple(classes), values), len(source) - len(rest) + 1


_TRAILING = re.compile(r"\s*(?<!\{)\{(?=[#.A-Za-z])[^{}]*\}\s*$")


def split_trailing(source: str) -> tuple[str, Attributes]:
    """Return `source` without the attributes at its end, and those attributes."""
    found = _TRAILING.search(source)
    if found is None or not found.group().startswith((" ", "\t", "{")) or source[: found.start()].endswith((")", "]", "`")):
        return source, NO_ATTRIBUTES
    read = read_attributes(source, source.index("{", found.start()))
    return (source[: found.start()], read[0]) if read else (source, NO_ATTRIBUTES)
