"""Problems as data: where, what, why, and what to do about it; and how one is drawn."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a source file; lines and columns count from 1."""

    file: str
    """Path as the author would type it, with forward slashes."""
    line: int
    column: int = 1
    length: int = 1


class Severity(enum.Enum):
    """How bad a problem is: an error stops the writing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of problem; its code is never reused, its name says what is wrong."""

    code: str
    name: str
    why: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span | None, message: str, *, hint: str | None = None) -> Diagnostic:
        """Return this fault as found at `span`."""
        return Diagnostic(self, message, span, hint)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem found in the author's sources."""

    fault: Fault
    message: str
    """One lower-case phrase in the author's words, naming the offending value."""
    span: Span | None
    hint: str | None = None
    """An action that would mend it."""

    @property
    def is_error(self) -> bool:
        """Return whether nothing may be written because of it."""
        return self.fault.severity is Severity.ERROR

    def as_dict(self) -> dict[str, object]:
        """Return the fields that `--format json` prints."""
        place = self.span
        return {
            "code": self.fault.code,
            "severity": self.fault.severity.value,
            "message": self.message,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "length": place.length if place else None,
            "hint": self.hint,
        }


def sort_diagnostics(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each problem once, ordered by place; those without a place come first."""
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(found: Diagnostic) -> tuple[str, int, int, str]:
    span = found.span
    return (span.file, span.line, span.column, found.fault.code) if span else ("", 0, 0, "")


def draw_diagnostic(
    found: Diagnostic, sources: Mapping[str, str], *, concise: bool = False, color: bool = False
) -> str:
    """Return `found` as text: one complete line, then the source line and the hint."""
    paint = _paint if color else _plain
    hue = "31" if found.is_error else "33"
    label = paint(f"{found.fault.severity.value}[{found.fault.code}]", hue)
    place = (
        f"{found.span.file}:{found.span.line}:{found.span.column}: " if found.span is not None else ""
    )
    head = f"{paint(place, '1')}{label}: {found.message}"
    if concise:
        return head
    rows = [head]
    if found.span is not None:
        rows += _excerpt(found.span, sources.get(found.span.file, ""), paint, hue)
    if found.hint is not None:
        rows.append(f"  = {paint('hint', '36')}: {found.hint}")
    return "\n".join(rows)


def _excerpt(span: Span, source: str, paint: Callable[[str, str], str], hue: str) -> list[str]:
    lines = source.splitlines()
    if not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1].replace("\t", " ")
    number = str(span.line)
    gutter = " " * len(number)
    # Hangul and other wide characters take two cells of a terminal.
    lead = _cells(line[: span.column - 1])
    width = max(1, _cells(line[span.column - 1 : span.column - 1 + span.length]))
    return [
        f"{gutter} |",
        f"{number} | {line}",
        f"{gutter} | {' ' * lead}{paint('^' * width, hue)}",
    ]


def _cells(text: str) -> int:
    return sum(2 if _is_wide(character) else 1 for character in text)


def _is_wide(character: str) -> bool:
    code = ord(character)
    return 0x1100 <= code <= 0x115F or 0x2E80 <= code <= 0xD7A3 or 0xFF00 <= code <= 0xFF60


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:  # noqa: ARG001 - same signature as _paint
    return text


def nearest(word: str, known: Iterable[str], *, what: str = "one") -> str:
    """Return a hint that names what is nearest to `word`, or else lists what exists."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.55)
    if close:
        return f"did you mean `{close[0]}`?"
    if not names:
        return f"there is no {what} yet"
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"there is {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")
