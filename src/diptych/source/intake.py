"""Everything read in one run: the texts, by the name an author knows them by, and the findings."""

from __future__ import annotations

from pathlib import Path

from diptych.diagnostics import Diagnostic, Fault, Span
from diptych.markup.inline import parse_inline
from diptych.markup.place import Place
from diptych.model.text import Text
from diptych.source.faults import NOT_UTF8, UNREADABLE


class Intake:
    """Opens files below a root and keeps what it read, for diagnostics and for the next build."""

    def __init__(self, root: Path, *, shown_from: Path | None = None) -> None:
        self.root = root.resolve()
        self.shown_from = (shown_from or Path.cwd()).resolve()
        self.texts: dict[str, str] = {}
        self.files: dict[Path, None] = {}
        """Every file that was read or looked for; an ordered set."""
        self.found: list[Diagnostic] = []

    def name(self, path: Path) -> str:
        """Return `path` as the author would type it from where they stand."""
        path = path.absolute()
        for base in (self.shown_from, self.root):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()

    def report(self, fault: Fault, span: Span | None, message: str, hint: str | None = None) -> None:
        """Keep a finding."""
        self.found.append(fault.at(span, message, hint=hint))

    def read_text(self, path: Path, *, wanted_by: Span | None = None) -> str | None:
        """Return the text of a UTF-8 file, or None when it cannot be had, which is reported."""
        data = self.read_bytes(path, wanted_by=wanted_by)
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self._report_encoding(path, data, error)
            return None
        self.texts[self.name(path)] = text
        return text

    def read_bytes(self, path: Path, *, wanted_by: Span | None = None) -> bytes | None:
        """Return the content of a file, or None when it cannot be had, which is reported."""
        self.files[path] = None
        try:
            return path.read_bytes()
        except OSError as error:
            reason = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
            self.report(UNREADABLE, wanted_by, f"file `{self.name(path)}` {reason}")
            return None

    def markdown(self, place: Place) -> Text:
        """Return the inline Markdown at `place`; what is wrong with it is reported."""
        parsed = parse_inline(place)
        self.found += parsed.found
        return parsed.text

    def _report_encoding(self, path: Path, data: bytes, error: UnicodeDecodeError) -> None:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        name = self.name(path)
        self.texts[name] = data.decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        hint = f"save the file as UTF-8, for instance `iconv -f latin1 -t utf-8 {name}`"
        self.report(NOT_UTF8, Span(name, line, column), message, hint)
