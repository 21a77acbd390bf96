"""Pandoc's attributes, `{#id .class key=val key="a value"}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from diptych.diagnostics import Span
from diptych.model.source_text import SourceText

_ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s}#=]+) | \.(?P<class>[^\s}=.#]+) | (?P<unnumbered>-)(?=[\s}]) |
        (?P<key>[A-Za-z_][\w:.-]*)=
        (?:"(?P<quoted>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)' | (?P<bare>[^\s}"']+)))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BRACED = re.compile(r"\{(?=\s*(?:[#.A-Za-z]|-\s*\}))[^{}]*\}")
_OPEN = re.compile(r"(?:^|\s)\{[#.][A-Za-z][^{}`]*$")
_OF_ITS_OWN = (")", "]", "`")
"""Ends of a picture, link, span or code span: attributes directly after them belong to them."""


class Attributes(Struct, frozen=True):
    """The attributes between the braces."""

    id: str | None
    classes: tuple[str, ...]
    values: Mapping[str, str]
    offsets: Mapping[str, int] = field(default_factory=dict)
    """The offset of each value in the source."""
    starts: Mapping[str, int] = field(default_factory=dict)
    """The offset of each of its `words` in the source."""

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.id or self.classes or self.values)

    @property
    def words(self) -> tuple[str, ...]:
        """Return everything but the id, as named in messages."""
        return (*(f".{name}" for name in self.classes), *(f"{key}=" for key in self.values))

    def span_of(self, word: str, braces: SourceText) -> Span:
        """Return where one of the `words` is, given the braces in which it stands."""
        return braces.span(self.starts.get(word, 0), len(word.removesuffix("=")))


NO_ATTRIBUTES = Attributes(None, (), {})


def read_attributes(source: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Return the attributes whose `{` is at `start` and the offset after their `}`, or None."""
    if source[start : start + 1] != "{":
        return None
    id_: str | None = None
    classes: list[str] = []
    values: dict[str, str] = {}
    offsets: dict[str, int] = {}
    starts: dict[str, int] = {}
    at = start + 1
    while found := _ATTRIBUTE.match(source, at):
        at = found.end()
        if found["id"]:
            id_ = found["id"]
        elif found["key"]:
            offsets[found["key"]], values[found["key"]] = _value(found)
            starts[f"{found['key']}="] = found.start("key")
        else:
            classes.append(found["class"] or "unnumbered")
            starts[f".{classes[-1]}"] = (
                found.start("class") - 1 if found["class"] else found.start("unnumbered")
            )
    end = len(source) - len(source[at:].lstrip())
    if source[end : end + 1] != "}" or at == start + 1:
        return None
    return Attributes(id_, tuple(classes), values, offsets, starts), end + 1


def _value(found: re.Match[str]) -> tuple[int, str]:
    form = next(form for form in ("quoted", "single", "bare") if found[form] is not None)
    value = found[form] if form == "bare" else _ESCAPE.sub(r"\1", found[form])
    return found.start(form), value


def split_trailing(source: str) -> tuple[str, Attributes | None]:
    """Return `source` without the attributes at its end, and those attributes.

    The attributes are None if the end looks like attributes, `{#` or `{.`, but cannot be read.
    """
    # Found from the end: an expression would try each run of spaces in a long text.
    brace = source.rfind("{")
    braces = source[brace:].rstrip() if brace >= 0 else ""
    before = source[: max(0, brace)]
    is_found = bool(_BRACED.fullmatch(braces)) and not before.endswith("{")
    if not is_found and _OPEN.search(source):
        return source, None
    if not is_found or before.endswith(_OF_ITS_OWN):
        return source, NO_ATTRIBUTES
    read = read_attributes(braces)
    if read is not None and read[1] == len(braces):
        return before.rstrip(), read[0]
    is_meant = braces[1:].lstrip().startswith(("#", "."))
    return source, None if is_meant else NO_ATTRIBUTES
