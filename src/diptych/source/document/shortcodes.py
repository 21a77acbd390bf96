"""Quarto's shortcodes, `{{< include _a.qmd >}}` (its guide, "Shortcodes").

Files are included before anything is parsed, as if their text had been copied; what is found in
them is reported where it is written. As in Quarto, paths of pictures are relative to the talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.markup.escapes import escaped
from diptych.model.walk import map_values
from diptych.source.document.diagnostic_kinds import FOREIGN_SHORTCODE
from diptych.source.document.metadata import split_metadata
from diptych.source.document.opaque import opaque_lines
from diptych.source.markdown.page import Page
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH, TOO_MUCH
from diptych.source.reading.limits import MOST_LINES
from diptych.source.reading.shown_files import shown_path
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields

T = TypeVar("T")

_SHORTCODE = re.compile(
    r"\{(?P<escaped>\{\{<[^{}]*>\}\})\}"
    r"|\{\{<\s*+(?P<name>[\w-]++)(?P<rest>(?:[^{}>]++|>(?!\}\}))*+)>\}\}"
)
_WORD = re.compile(
    r"(?:(?P<key>[\w-]+)=)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+))"
)
_EMPTY = {"fa", "bi", "iconify", "lipsum", "placeholder", "pagebreak", "include", "countdown"}
"""Shortcodes without words of the author's, which are left out."""
_RECORDINGS = (".mp4", ".webm", ".mov", ".m4v", ".ogv", ".mp3", ".m4a", ".wav", ".ogg")
_DEEPEST, _MOST_FILES = 4, 100


class Line(Struct, frozen=True):
    """A line of the text with all files included, and where it is written."""

    text: str
    shown: str
    """The line as it is in its file; `text` has something in place of shortcodes and metadata."""
    file: str
    number: int
    """Its line in `file`, counted from 1."""


class Included(Struct, frozen=True):
    """A document with the files that it includes."""

    file: str
    lines: Sequence[Line]

    @property
    def body(self) -> str:
        """Return its text."""
        return "\n".join(line.text for line in self.lines)

    def page(self, page: Page) -> Page:
        """Return the page of this text."""
        return replace(page, lines=[line.shown for line in self.lines])

    def mapped(self, value: T) -> T:
        """Return `value` with all its spans in the files where their lines are written."""
        return map_values(value, Span, self._back)

    def found_at(self, found: Diagnostic) -> Diagnostic:
        """Return a diagnostic in this text as one in the file where its line is written."""
        return replace(found, span=found.span and self._back(found.span))

    def _back(self, span: Span) -> Span:
        if span.file != self.file or span.line > len(self.lines):
            return span
        line = self.lines[span.line - 1]
        return replace(span, file=line.file, line=line.number)


def with_shortcodes(
    body: str, path: Path, page: Page, metadata: Fields, reader: SourceReader
) -> Included | None:
    """Return a document with what its shortcodes stand for; None if it has none."""
    if "{{<" not in body:
        return None
    files = _Files(path, metadata, reader)
    return Included(page.file, list(files.lines(body, page.lines, page.file, (path,))))


class _Files:
    """Reads a document and the files that it includes."""

    def __init__(self, path: Path, metadata: Fields, reader: SourceReader) -> None:
        self.root = path.parent
        self.metadata = metadata
        self.reader = reader
        self.files = 0
        self.count = 0
        """How many lines have been included."""

    def lines(
        self, body: str, shown: Sequence[str], file: str, within: tuple[Path, ...]
    ) -> Iterator[Line]:
        """Yield the lines of a file; `within` are that and those that include it."""
        opaque = opaque_lines(body) if "{{<" in body else frozenset[int]()
        for at, text in enumerate(body.split("\n")):
            line = Line(text, shown[at], file, at + 1)
            if "{{<" not in text or at in opaque:
                yield line
                continue
            alone = _SHORTCODE.fullmatch(text.strip())
            if alone is not None and alone["name"] == "include":
                yield from self.included(alone, line, within)
                continue
            yield self.without_shortcodes(line)

    def without_shortcodes(self, line: Line) -> Line:
        """Return a line with Markdown in place of its shortcodes."""
        parts: list[str] = []
        is_code, counted, end = False, 0, 0
        for found in _SHORTCODE.finditer(line.text):
            is_code ^= line.text.count("`", counted, found.start()) % 2 == 1
            parts += (line.text[end : found.start()], self.inline(found, line, is_code=is_code))
            counted, end = found.span()
        return replace(line, text="".join((*parts, line.text[end:])))

    def included(
        self, found: re.Match[str], line: Line, within: tuple[Path, ...]
    ) -> Iterator[Line]:
        """Yield the lines of a file; an empty one, with a report, if it cannot be included."""
        written = _argument(found)
        column = line.text.find("{{<") + 1
        span = Span(line.file, line.number, column, len(found[0]))
        if not written.strip("/"):
            hint = "write `{{< include _part.md >}}`"
            self.reader.report(FOREIGN_PATH, span, "`include` names no file", hint)
            yield replace(line, text="")
            return
        folder = self.root if written.startswith("/") else within[-1].parent
        path = shown_path(written.lstrip("/"), folder, span, self.reader, shown_by="talks")
        body = self.body_of(path, within, span) if path is not None else None
        if path is None or body is None:
            yield replace(line, text="")
            return
        name = self.reader.name(path)
        shown = self.reader.texts[name].split("\n")
        inner = list(self.lines(body, shown, name, (*within, path)))
        while inner and not inner[-1].text:
            inner.pop()
        yield from inner or [replace(line, text="")]

    def body_of(self, path: Path, within: tuple[Path, ...], span: Span) -> str | None:
        """Return the text of a file to include; None, with a report, if it is not included."""
        self.files += 1
        if any(path.resolve() == one.resolve() for one in within):
            message = f"`{self.reader.name(path)}` would include itself"
            self.reader.report(FOREIGN_PATH, span, message, "leave one of the two out")
            return None
        if len(within) > _DEEPEST or self.files > _MOST_FILES:
            message = f"this is not included: {_MOST_FILES} files, {_DEEPEST} deep, at most"
            self.reader.report(FOREIGN_PATH, span, message, "write its text here")
            return None
        text = self.reader.read_source(path, wanted_by=span, is_tolerant=True)
        if text is None:
            return None
        self.count += text.count("\n") + 1
        if self.count > MOST_LINES:
            message = f"{self.count:,} included lines are too many to read"
            hint = f"include at most {MOST_LINES:,} lines"
            self.reader.report(TOO_MUCH, span, message, hint)
            return None
        source = split_metadata(text, self.reader.name(path), self.reader, only_first=True)
        return source.body if source is not None else None

    def inline(self, found: re.Match[str], line: Line, *, is_code: bool) -> str:
        """Return Markdown for a shortcode, which may be within code."""
        match found["name"]:
            case None:
                return found["escaped"]
            case "video" | "audio" if found[0] == line.text.strip():
                return _recording(found)
            case "kbd":
                return f"<kbd>{_argument(found)}</kbd>"
            case "meta" if (value := self.metadata_of(_argument(found))) is not None:
                return escaped(value)
            case name:
                if not is_code:
                    self.report(found, line)
                return "" if name in _EMPTY and not is_code else found[0]

    def metadata_of(self, key: str) -> str | None:
        """Return a text of the front matter; None if it has none with this key."""
        entry = self.metadata.entries.get(key)
        return entry.value.data if entry and isinstance(entry.value.data, str) else None

    def report(self, found: re.Match[str], line: Line) -> None:
        """Report a shortcode that has no effect."""
        message = f"the shortcode `{found[0]}` has no effect here"
        hint = "available: `include`, `video`, `meta`, `kbd`; write others in Markdown"
        span = Span(line.file, line.number, found.start() + 1, len(found[0]))
        self.reader.report(FOREIGN_SHORTCODE, span, message, hint, subject=found[0])


def _argument(found: re.Match[str]) -> str:
    """Return the first argument of a shortcode that has no key; empty if there is none."""
    return next((value for key, value in _words(found) if not key), "")


def _words(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the arguments of a shortcode, each with its key, which may be empty."""
    for word in _WORD.finditer(found["rest"]):
        yield word["key"] or "", word["double"] or word["single"] or word["bare"] or ""


def _recording(found: re.Match[str]) -> str:
    """Return a video or sound, or a link to a page with one."""
    address, named = _argument(found), dict(_words(found))
    title = escaped(named.get("title", ""))
    if not address.partition("?")[0].lower().endswith(_RECORDINGS):
        return f"[{title or address}](<{address}>)"
    sizes = (f"{key}={named[key]}" for key in ("width", "height") if named.get(key))
    start = [f"start={named['start']}s"] if named.get("start", "").isdecimal() else []
    attributes = " ".join((*sizes, *start))
    return f"![{title}](<{address}>)" + (f"{{{attributes}}}" if attributes else "")
