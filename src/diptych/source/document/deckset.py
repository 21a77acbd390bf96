"""Deckset's files (its documentation, "Markdown"): commands, presenter notes, columns, pictures.

Each line is replaced by one in the Markdown of Marp, so that line numbers stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.source_text import one_line
from diptych.source.document.diagnostic_kinds import FOREIGN_DECKSET
from diptych.source.document.metadata import Source
from diptych.source.document.opaque import opaque_lines
from diptych.source.document.spoken import Cut, Notes
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.tree import Data, Entry, Value

_COMMAND = re.compile(r"(?P<key>[a-z]+(?:-[a-z]+)*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
"""A line at the beginning of a file ("Configuration Commands")."""
_OWN_KEYS = {
    "autoscale", "slidenumbers", "slidecount", "build-lists", "slide-transition", "slide-dividers",
    "footer-style", "header-strong", "header-emphasis", "text-strong", "text-emphasis",
    "code-language", "presenter-notes", "slidenumber-style", "quote-author", "fit-header",
}  # fmt: skip
_KEYS = _OWN_KEYS | {
    "theme", "footer", "header", "text", "quote", "list", "code", "table", "link", "formula",
    "background-color", "background-image", "table-separator", "image-corner-radius",
}  # fmt: skip
_AS_IT_IS = {"autoscale", "slidenumbers", "slidecount"}
"""Keys that ask for what is already the case."""
_ON_SLIDE = re.compile(r"\[\.(?P<key>[a-z]+(?:-[a-z]+)*)(?:[ \t]*:[ \t]*(?P<value>.*?))?\][ \t]*")
"""The same on a slide of its own, `[.column]`, `[.autoscale: false]`."""
_FITTED = re.compile(r"^(#{1,6}[ \t]+)\[fit\][ \t]*")
_NOTE = re.compile(r"[ \t]{0,3}\^[ \t]?")
"""The beginning of presenter notes, which extend to the end of their paragraph."""
_PATH = r"<[^<>]*>|[^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+"
_PICTURE = re.compile(rf"!\[(?P<words>[^\[\]]*)\]\((?P<path>{_PATH})\)")
_PICTURES = re.compile(rf"[ \t]{{0,3}}(?:!\[[^\[\]]*\]\((?:{_PATH})\)\s*+)+")
_KEYWORD = re.compile(
    r"(?:inline|fit|fill|left|right|filtered|original|autoplay|loop|mute|hide|[\d.]+%"
    r"|corner-radius\([^)]*\))",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"fit|original|[\d.]+%", re.IGNORECASE)
_PLAYED = re.compile(r".*\.(?:mp4|m4v|mov|webm|mp3|m4a|wav)", re.IGNORECASE)
_SIGNS = re.compile(rf"^(?:{_ON_SLIDE.pattern}$|#{{1,6}}[ \t]+\[fit\]|!\[inline\b)", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\w")
_COLUMN, _COLUMNS_END = '<div class="column">', "</div></div>"


def is_deckset(path: Path, text: str) -> bool:
    """Return whether a file begins with commands of Deckset, or has them on its slides."""
    if path.suffix.lower() in {".qmd", ".rmd"} or text.lstrip().startswith("---"):
        return False
    keys = [found["key"] for found in _head(text.split("\n"))]
    if len(keys) > 1 or not _OWN_KEYS.isdisjoint(keys):
        return True
    if _SIGNS.search(text) is None:
        return False
    opaque, lines = opaque_lines(text), enumerate(text.split("\n"))
    return any(_SIGNS.match(line) and number not in opaque for number, line in lines)


def has_head(text: str) -> bool:
    """Return whether a file begins with commands."""
    return bool(_head(text.split("\n")))


def split_head(text: str, name: str, reader: SourceReader, themes: Collection[str]) -> Source:
    """Return the commands at the beginning of a file as front matter, and the rest.

    Those that have no meaning here are reported.
    """
    lines = text.split("\n")
    entries: dict[str, Entry] = {}
    found = _head(lines)
    for number, command in enumerate(found):
        entry = _entry(command, lines[number], number, name)
        key, word = entry.key, command["value"]
        if key in {"footer", "incremental", "headingDivider"} or (
            key == "theme" and word in themes
        ):
            entries[key] = entry
        elif key not in _AS_IT_IS:
            _report(f"{key}: {word}", entry.key_span, reader)
    place = one_line(name, "", 1, 1)
    metadata = Value(entries, place.span(), place) if entries else None
    return Source(metadata, "\n".join([*[""] * len(found), *lines[len(found) :]]))


def _head(lines: Sequence[str]) -> Sequence[re.Match[str]]:
    """Return the lines of a file before the first that is not one of Deckset's commands."""
    commands = map(_COMMAND.fullmatch, lines)
    return [one for one in takewhile(_is_command, commands) if one is not None]


def _is_command(found: re.Match[str] | None) -> bool:
    return found is not None and found["key"] in _KEYS


def _entry(found: re.Match[str], line: str, number: int, name: str) -> Entry:
    """Return a command as an entry of front matter, by the name that it has here."""
    place = one_line(name, line, number + 1, 1).part(found.start("value"), found.end("value"))
    key, data = found["key"], place.text
    value: Data = data
    if key == "build-lists":
        key, value = "incremental", data == "true"
    elif key == "slide-dividers":
        levels = (one.strip().count("#") for one in data.split(","))
        key, value = "headingDivider", tuple(Value(one, place.span(), place) for one in levels)
    span = Span(name, number + 1, found.start("key") + 1, len(found["key"]))
    return Entry(key, span, Value(value, place.span(), place))


def as_marp(body: str, name: str, reader: SourceReader) -> Cut:
    """Return a document of Deckset as one of Marp, without its notes, and these.

    What has no meaning here is reported.
    """
    lines = body.split("\n")
    opaque = opaque_lines(body)
    notes = list(_without_notes(lines, opaque))
    ends = [n for n, line in enumerate(lines) if line.rstrip() == "---" and n not in opaque]
    start = 0
    for end in (*ends, len(lines)):
        _Slide(lines, range(start, end), opaque, name, reader).rewrite()
        start = end + 1
    return Cut("\n".join(lines), tuple(notes))


def _without_notes(lines: list[str], opaque: Collection[int]) -> Iterator[Notes]:
    """Yield the notes, and blank them in `lines`."""
    first, said = 0, list[str]()
    for number, line in enumerate((*lines, "")):
        found = _NOTE.match(line) if number not in opaque else None
        goes_on = said and line.strip() and line.rstrip() != "---" and number not in opaque
        if said and (found or not goes_on):
            yield Notes(first, tuple(said))
            said = []
        if found:
            first, said = number, [line[found.end() :]]
        elif goes_on:
            said.append(line)
        if said:
            lines[number] = ""


class _Slide(Struct):
    """Rewrites the lines of one slide."""

    lines: list[str]
    """Those of the document."""
    numbers: range
    opaque: Collection[int]
    name: str
    reader: SourceReader

    def rewrite(self) -> None:
        """Replace each line by one of Marp."""
        shown = [number for number in self.numbers if number not in self.opaque]
        behind = sum(_count_behind(self.lines[number]) for number in shown)
        highlighted: list[str] = []
        columns: list[int] = []
        for number in self.numbers:
            line = self.lines[number]
            if highlighted and _FENCE.match(line):
                self.lines[number] = f"{line.rstrip()} {{{'|'.join(highlighted)}}}"
                highlighted = []
            if number in self.opaque:
                continue
            command = _ON_SLIDE.fullmatch(line)
            if command is None:
                line = _FITTED.sub(r"\1", line)
                self.lines[number] = _with_pictures(line, alone=behind == 1)
            elif command["key"] == "column":
                self.lines[number] = (
                    f"</div>{_COLUMN}" if columns else f'<div class="columns">{_COLUMN}'
                )
                columns.append(number)
            else:
                self.lines[number] = ""
                if command["key"] == "code-highlight" and command["value"]:
                    highlighted.append(command["value"])
                elif command["key"] not in _AS_IT_IS:
                    span = Span(self.name, number + 1, 1, len(line.rstrip()))
                    _report(line.strip(), span, self.reader)
        if columns:
            self.close_columns(columns)

    def close_columns(self, columns: Sequence[int]) -> None:
        """End the columns on the last line of the slide, which is blank above a divider."""
        last = self.numbers[-1]
        if not self.lines[last].strip():
            self.lines[last] = _COLUMNS_END
        elif last + 1 == len(self.lines):
            self.lines.append(_COLUMNS_END)
        else:
            for number in columns:
                self.lines[number] = ""


def _count_behind(line: str) -> int:
    """Return how many pictures of a line stand behind or beside the slide."""
    if "![" not in line or not _PICTURES.fullmatch(line):
        return 0
    return sum(_is_behind(found) for found in _PICTURE.finditer(line))


def _is_behind(found: re.Match[str]) -> bool:
    is_inline = "inline" in _words(found)
    return not is_inline and not _PLAYED.fullmatch(found["path"].strip("<>"))


def _words(found: re.Match[str]) -> Sequence[str]:
    return found["words"].replace(",", " ").split()


def _with_pictures(line: str, *, alone: bool) -> str:
    """Return a line whose pictures are written as in Marp.

    Only one that is `alone` stands behind or beside its slide; several stand among its content.
    """
    if "![" not in line:
        return line
    is_behind = alone and _count_behind(line) == 1
    return _PICTURE.sub(lambda found: _picture(found, is_behind=is_behind), line)


def _picture(found: re.Match[str], *, is_behind: bool) -> str:
    words = _words(found)
    alt = " ".join(word for word in words if not _KEYWORD.fullmatch(word))
    path = found["path"].strip()
    path = f"<{path}>" if " " in path and not path.startswith("<") and '"' not in path else path
    sides = [word.lower() for word in words if word.lower() in {"left", "right"}]
    if is_behind and _is_behind(found):
        whole = ["fit"] if any(map(_WHOLE.fullmatch, words)) else []
        return f"![{' '.join(('bg', *sides, *whole, alt)).rstrip()}]({path})"
    share = next((word for word in words if word.endswith("%")), "")
    return f"![{alt}]({path})" + (f"{{width={share}}}" if share else "")


def _report(subject: str, span: Span, reader: SourceReader) -> None:
    message = f"`{subject}` has a meaning only in Deckset, and no effect here"
    hint = "ignore this; styling comes from the theme"
    reader.report(FOREIGN_DECKSET, span, message, hint, subject=subject)
