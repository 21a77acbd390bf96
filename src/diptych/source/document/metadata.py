"""The metadata of a single-file talk: YAML blocks anywhere in it, and a title block."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.source.document.diagnostic_kinds import (
    LATE_METADATA,
    REPEATED_METADATA,
    UNQUOTED_VALUE,
)
from diptych.source.document.title_block import read_title_block
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import BROKEN_YAML
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.tree import Entry, Value

_OPENING = re.compile(r"---[ \t]*$")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*$")
KEY = re.compile(r"""(?:[^\W\d][\w-]*|"[^"]+"|'[^']+')[ \t]*:(?:\s|$)""")
_BARE = re.compile(
    r"""(?P<start>\s*(?P<key>[^\W\d][\w-]*)[ \t]*:[ \t]+)"""
    r"""(?P<value>[@`%*](?:.*\S)?|[^\s"'\[{|>&!#@`%*](?=.*:(?:[ \t]|$)).*\S)[ \t]*$"""
)
"""A line whose value begins with a sign, or has one in it, that means something in YAML."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OF_SLIDES_TOO = ("arrange", "mode", "overflow", "steps", "transition")
"""Keys of the front matter that the heading of a slide may have as attributes."""
_TAB_STOP = 4
"""Pandoc's tab stop, to which it expands tabs before parsing (manual, `--tab-stop`)."""


class Source(Struct, frozen=True):
    """A document split into metadata and body."""

    metadata: Value | None
    body: str
    """The rest, with a blank line for each removed line, so that line numbers stay the same."""


def split_metadata(
    text: str,
    name: str,
    reader: SourceReader,
    *,
    only_first: bool = False,
    keys: Collection[str] = (),
) -> Source | None:
    """Return metadata and body of the document `text`; None if its front matter is not closed.

    `keys` are those that it may have, for the hints. With `only_first`, further blocks are left in
    the body: in Slidev they are about a slide each.

    Pandoc manual, "Extension: yaml_metadata_block": a block begins with `---` after a blank line or
    at the beginning, no blank line follows, and it ends with `---` or `...`. If a key is repeated,
    the last one counts.
    """
    title_block, end = read_title_block(text, name)
    lines = ("\n" * text.count("\n", 0, end) + text[end:]).split("\n")
    values = [title_block] if title_block is not None else []
    for block in _blocks(lines):
        if only_first and any(line.strip() for line in lines[: block.start]):
            break
        if block.stop is None:
            if any(line.strip() for line in lines[: block.start]):
                continue
            span = Span(name, block.start + 1, 1, 3)
            hint = "end it with a line `---`"
            reader.report(BROKEN_YAML, span, "the front matter is never closed", hint)
            return None
        written = "\n".join(map(_expanded, lines[block.start + 1 : block.stop]))
        value = _read(written, name, block.start + 2, reader, keys)
        if value is not None:
            values.append(value)
            if any(line.strip() for line in lines[: block.start]):
                _report_late(value, reader)
        lines[block.start : block.stop + 1] = [""] * (block.stop + 1 - block.start)
        if only_first:
            break
    return Source(_merged(values, reader), "\n".join(lines))


def _read(
    text: str, name: str, first_line: int, reader: SourceReader, keys: Collection[str]
) -> Value | None:
    """Return a block of metadata; values that need quotes are read as if they had them.

    Marp reads them so, and nobody who writes `footer: @me` or `title: A: B` means anything else.
    """
    reported = len(reader.found)
    value = read_yaml(text, name, reader, first_line=first_line, keys=keys)
    if all(one.kind is not BROKEN_YAML for one in reader.found[reported:]):
        return value
    lines = text.split("\n")
    bare = {number: found for number, line in enumerate(lines) if (found := _BARE.match(line))}
    quoted = "\n".join(_quoted(bare[n]) if n in bare else line for n, line in enumerate(lines))
    with reader.silent():
        before = len(reader.found)
        value = read_yaml(quoted, name, reader, first_line=first_line)
        is_read = len(reader.found) == before
    if not bare or not is_read:
        return None
    del reader.found[reported:]
    for number, found in bare.items():
        key, written = found["key"], found["value"]
        span = Span(name, first_line + number, found.start("value") + 1, len(written))
        message = f"the value of `{key}` needs quotes in YAML, and is read as if it had them"
        reader.report(UNQUOTED_VALUE, span, message, f"write `{_quoted(found).strip()}`")
    return value


def _quoted(line: re.Match[str]) -> str:
    value = line["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{line["start"]}"{value}"'


class _Block(Struct, frozen=True):
    """The lines of a block, counted from 0: its opening `---`, and its end if it is closed."""

    start: int
    stop: int | None


def _blocks(lines: list[str]) -> Iterator[_Block]:
    number, fence = 0, ""
    while number < len(lines):
        line = lines[number]
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence):
                fence = ""
        elif not fence and _OPENING.match(line) and _begins(lines, number):
            stop = next(
                (n for n in range(number + 1, len(lines)) if _CLOSING.match(lines[n])), None
            )
            yield _Block(number, stop)
            number = number if stop is None else stop
        number += 1


def _begins(lines: list[str], number: int) -> bool:
    """Return whether a line `---` begins metadata rather than a slide.

    A YAML comment looks like a heading, so it is only recognised at the beginning of a file.
    """
    is_first = not any(line.strip() for line in lines[:number])
    above = "" if is_first else lines[number - 1].rstrip()
    if above and not above.endswith("-->"):  # a comment is a block of its own
        return False
    after = lines[number + 1 :]
    if is_first and after and after[0].startswith("#"):
        after = [line for line in after if line.strip() and not line.startswith("#")]
    first = after[0] if after else ""
    return bool(KEY.match(first) or (is_first and _CLOSING.match(first)))


def _expanded(line: str) -> str:
    """Return a line with tabs in its indentation, which YAML does not permit, expanded."""
    indent = line[: len(line) - len(line.lstrip())]
    return indent.expandtabs(_TAB_STOP) + line[len(indent) :]


def _merged(values: list[Value], reader: SourceReader) -> Value | None:
    """Return all blocks as one mapping, or a single block unchanged."""
    if len(values) < 2:  # noqa: PLR2004 - nothing to merge
        return values[0] if values else None
    entries: dict[str, Entry] = {}
    for value in values:
        if isinstance(value.data, Mapping):
            _report_repeated(entries, value.data, reader)
            entries |= value.data
    return replace(values[0], data=entries)


def _report_late(value: Value, reader: SourceReader) -> None:
    """Report what a block amid the slides says as if it was about the next one."""
    for key, entry in value.data.items() if isinstance(value.data, Mapping) else ():
        if key in _OF_SLIDES_TOO:
            message = f"`{key}` is set for the whole talk here, as in any metadata block"
            written = entry.value.place.text.strip()
            hint = f"for one slide write `{{{key}={written}}}` after its heading"
            reader.report(LATE_METADATA, entry.key_span, message, hint)


def _report_repeated(
    before: Mapping[str, Entry], entries: Mapping[str, Entry], reader: SourceReader
) -> None:
    for key in before.keys() & entries.keys():
        message = f"`{key}` is already set at line {before[key].key_span.line}; this one counts"
        reader.report(REPEATED_METADATA, entries[key].key_span, message, "keep one of them")
