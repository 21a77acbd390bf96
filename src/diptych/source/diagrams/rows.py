"""Lines of a diagram in Mermaid's words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from diptych.diagnostics import Span
from diptych.icons.lucide import icon_names
from diptych.model.block import Block
from diptych.model.diagram import Direction
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.diagrams.diagnostic_kinds import BAD_DIAGRAM, IGNORED_DIAGRAM_STYLE
from diptych.source.reading.source_reader import SourceReader

_LONGEST = 2000
"""Characters of a line: more than fit on a slide, and few enough for any of them to be tried."""
_COMMENT = re.compile(r"%%.*")
_LINES = re.compile(r"(?m:^)(?:[^\n]*[\[({>]\"`[^\"\n]*\n[^\"]*\"[^\n]*|[^\n]*)")
"""Lines, and those that words in quotes and backticks, Mermaid's Markdown strings, join."""
_BREAK = re.compile(r"(?P<formula>\$[^$]+\$)|\\n")
_END_OF_LINE = re.compile(r"[ \t]*\n[ \t]*")
_FONT_AWESOME = re.compile(r"\bfa[a-z]?:fa-(?P<name>[\w-]+)[ \t]*")
_ENTITY = re.compile(r"#(?P<name>[a-z]+|[0-9]{2,7});")
"""What Mermaid's manual calls entity codes, such as `#quot;`."""
DIRECTIONS: dict[str, Direction] = {
    "TB": "down",
    "TD": "down",
    "BT": "up",
    "LR": "right",
    "RL": "left",
}
DESCRIPTION = re.compile(r"acc(?:Title|Descr)\s*:\s*(?P<words>.+)")
TITLE = re.compile(r"title\b\s*(?P<words>.*)$")
"""What Mermaid's kinds other than flowcharts say of themselves."""


class Unreadable(Exception):  # noqa: N818 - it does not leave this package
    """Raised by a reader for a line that is not understood; reading continues with the next."""

    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


class Row(NamedTuple):
    """A line that says something."""

    place: SourceText
    text: str


class RowReader(ABC):
    """Reads a diagram line by line, and continues after lines that are not understood."""

    closing = "end"
    """The line that ends what is open."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        self.span, self.reader, self.steps = span, reader, steps
        self.open: list[tuple[str, Span]] = []
        """What has no end yet."""
        self.is_bad = False

    @abstractmethod
    def read(self, rows: list[Row]) -> Block | None:
        """Return what the lines mean; None, with a report, if they cannot be read."""

    @abstractmethod
    def line(self, row: Row) -> None:
        """Read one line; raise Unreadable if it is not understood."""

    def lines(self, rows: Iterable[Row], opened: str) -> None:
        """Read lines, and report what is wrong with them; `opened` names what needs an end."""
        for row in rows:
            if len(row.text) > _LONGEST:
                message = f"a line of {len(row.text):,} characters cannot be read"
                hint = f"write at most {_LONGEST:,} on each line"
                self.report(row.place.span(), message, hint, subject=message)
                continue
            try:
                self.line(row)
            except Unreadable as found:
                span = row.place.span(found.at)
                self.report(span, found.message, found.hint, subject=row.text)
        for name, span in self.open:
            message = f"`{opened.format(name)}` is never closed"
            self.report(span, message, f"add a line `{self.closing}`", subject=name)

    def without_effect(self, word: str, span: Span, hint: str) -> None:
        """Report what says nothing here."""
        message = f"`{word}` has no effect here"
        self.reader.report(IGNORED_DIAGRAM_STYLE, span, message, hint, subject=word)

    def report(self, span: Span, message: str, hint: str, *, subject: str = "") -> None:
        """Report what makes the diagram unreadable."""
        self.is_bad = True
        self.reader.report(BAD_DIAGRAM, span, message, hint, subject=subject)


def rows_of(place: SourceText) -> Iterator[Row]:
    """Yield the lines that say something, without comments and the space around them."""
    at = 0
    is_front = False
    for number, line in enumerate(_LINES.findall(place.text)):
        text = _COMMENT.sub("", line)
        if text.strip() == "---" and (number == 0 or is_front):
            is_front = not is_front
        elif text.strip() and not is_front:
            start = len(text) - len(text.lstrip())
            shown = text.strip()
            yield Row(place.part(at + start, at + start + len(shown)), shown)
        at += len(line) + 1


def text_in(row: Row, start: int, end: int, reader: SourceReader) -> Text:
    """Return the words between two columns of a line, without the quotes around them."""
    inside = row.text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    for sign in ('"', "`"):
        if end - start > 1 and row.text[start] == row.text[end - 1] == sign:
            start, end = start + 1, end - 1
    return reader.markdown(_broken(row.place.part(start, end)))


def _broken(place: SourceText) -> SourceText:
    r"""Return a text whose `\n`, but for those in formulas, are line breaks of Markdown.

    So are the ends of lines. Codes of characters are Markdown's.
    """
    text = place.text
    if "\n" in text:
        text = _END_OF_LINE.sub("\\\\\n", text)
    if "\\n" in text:
        text = _BREAK.sub(lambda found: found["formula"] or "\\\n", text)
    if ":fa-" in text:
        text = _FONT_AWESOME.sub(_icon, text)
    if "#" in text:
        text = _ENTITY.sub(_entity, text)
    return place if text == place.text else SourceText(place.file, text, place.points)


def _icon(found: re.Match[str]) -> str:
    """Return an icon of Font Awesome as Lucide's of that name; nothing if there is none."""
    return f":icon-{found['name']}: " if found["name"] in icon_names() else ""


def _entity(found: re.Match[str]) -> str:
    name = found["name"]
    return f"&#{name};" if name.isdigit() else f"&{name};"
