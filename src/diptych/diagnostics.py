"""Problems as data (where, what, why, and how to fix it), and as text for the terminal."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.terminal import visible, without_passwords

_SENTENCE = 400
"""How many characters of a message or hint are shown."""
_QUOTED = re.compile(r"`([^`]*)`")
_QUOTATION = 60
"""How many characters are shown of what a message that is too long quotes."""
_WINDOW = 100
"""How many characters of a source line are shown around the caret."""
_LISTED = 12
"""How many existing names a hint lists."""


class Span(Struct, frozen=True, order=True, omit_defaults=True):
    """Part of one line of a source file; lines and columns count from 1."""

    file: str
    """Path as the author would type it, with forward slashes."""
    line: int
    column: int = 1
    length: int = 1
    record: str = ""
    """The data record for which a generator made the text; empty if none did."""

    @property
    def made_for(self) -> str:
        """Return the suffix that names the record in a message; empty if there is none."""
        return f" (for {self.record})" if self.record else ""


class Severity(enum.Enum):
    """How bad a problem is: an error prevents writing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class DiagnosticKind(Struct, frozen=True):
    """A kind of problem; its code is never reused, and its name describes it."""

    code: str
    name: str
    why: str
    severity: Severity = Severity.ERROR
    lenient: str = ""
    """The message that joins several of this kind in a single-file talk ("blocks are unknown
    here"). Such a file may have been written for another tool, so a problem that loses no words is
    only a warning there. Empty if it is as severe there as anywhere."""

    @property
    def meaning(self) -> str:
        """Return the explanation, with a note if it is less severe in a single-file talk."""
        is_eased = self.lenient and self.severity is Severity.ERROR
        return f"{self.why} In a single-file talk it is a warning." if is_eased else self.why

    def at(
        self, span: Span | None, message: str, *, hint: str | None = None, subject: str = ""
    ) -> Diagnostic:
        """Return a diagnostic of this kind at `span`; `subject` names it in a list of several."""
        made_for = span.made_for if span else ""
        return Diagnostic(self, message + made_for, span, hint, subject)


class Diagnostic(Struct, frozen=True):
    """One problem found in the author's sources."""

    kind: DiagnosticKind
    message: str
    """One lower-case phrase in the author's words, naming the offending value."""
    span: Span | None
    hint: str | None = None
    """An action that would fix it."""
    subject: str = ""
    """What the message is about, as named in a list of several: a class, a key, an element."""

    @property
    def is_error(self) -> bool:
        """Return whether it prevents writing."""
        return self.kind.severity is Severity.ERROR

    def eased(self) -> Diagnostic:
        """Return it as in a single-file talk: a warning, if its kind is lenient there."""
        if not self.kind.lenient or not self.is_error:
            return self
        return replace(self, kind=replace(self.kind, severity=Severity.WARNING))

    def as_dict(self) -> dict[str, object]:
        """Return the fields that `--format json` prints."""
        place = self.span
        return {
            "code": self.kind.code,
            "severity": self.kind.severity.value,
            "message": _encodable(without_passwords(self.message)),
            "file": _encodable(place.file) if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "length": place.length if place else None,
            "hint": None if self.hint is None else _encodable(without_passwords(self.hint)),
        }


def _encodable(text: str) -> str:
    """Return `text` with lone surrogates, from file names or escapes, replaced by `?`."""
    return text.encode("utf-8", "replace").decode()


class Refusal(Exception):  # noqa: N818 - it is not an error of the program
    """Raised by a writer that cannot continue because of something in the author's sources."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__("; ".join(one.message for one in found))
        self.found = found


def sort_diagnostics(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each problem once, causes before effects: by kind of file, then by position.

    The project's file affects everything, a talk affects its slides, and a slide affects its
    translations. Problems without a position come first.
    """
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(found: Diagnostic) -> tuple[int, str, int, int, str]:
    span = found.span
    if span is None:
        return -1, "", 0, 0, ""
    return _depth(span.file), span.file, span.line, span.column, found.kind.code


def _depth(file: str) -> int:
    """Return how many kinds of files could contain the cause of a problem in this one."""
    *folders, name = file.split("/")
    kinds = ("talks" in folders, "slides" in folders, "locales" in folders)
    return {"deck.yaml": 0, "theme.yaml": 1}.get(name, 3 + kinds.index(True) if any(kinds) else 2)


def draw_diagnostic(
    found: Diagnostic, sources: Mapping[str, str], *, concise: bool = False, color: bool = False
) -> str:
    """Return `found` as text: a line that is complete by itself, the source line and the hint."""
    paint = _paint if color else _plain
    hue = "31" if found.is_error else "33"
    label = paint(f"{found.kind.severity.value}[{found.kind.code}]", hue)
    span = found.span
    place = f"{visible(span.file)}:{span.line}:{span.column}: " if span is not None else ""
    head = f"{paint(place, '1')}{label}: {_sentence(found.message)}"
    if concise:
        return head
    rows = [head]
    if span is not None:
        rows += _excerpt(span, sources.get(span.file, ""), paint, hue)
    if found.hint is not None:
        rows.append(f"  = {paint('hint', '36')}: {_sentence(found.hint)}")
    return "\n".join(rows)


def _sentence(words: str) -> str:
    """Return `words` on one line, cut off at `_SENTENCE` characters; first in what it quotes."""
    line = visible(" ".join(words.split()))
    if len(line) > _SENTENCE:
        line = _QUOTED.sub(_quotation, line)
    return line if len(line) <= _SENTENCE else f"{line[: _SENTENCE - 1]}…"


def _quotation(found: re.Match[str]) -> str:
    words = found[1]
    return f"`{words}`" if len(words) <= _QUOTATION else f"`{words[:_QUOTATION]}…`"


def _excerpt(span: Span, source: str, paint: Callable[[str, str], str], hue: str) -> list[str]:
    lines = _lines(source)
    if not 0 < span.line <= len(lines) or not source:
        return []
    line = without_passwords(lines[span.line - 1])
    before, marked, after = map(visible, _window(line, span))
    number = str(span.line)
    gutter = " " * len(number)
    carets = "^" * max(1, _cells(marked))
    return [
        f"{gutter} |",
        f"{number} | {before}{marked}{after}".rstrip(),
        f"{gutter} | {' ' * _cells(before)}{paint(carets, hue)}",
    ]


@lru_cache(maxsize=4)
def _lines(source: str) -> list[str]:
    """Return the lines of a source; cached, since one source may have many problems."""
    return source.split("\n")


def _window(line: str, span: Span) -> tuple[str, str, str]:
    """Return the text before, in and after `span`, cut down to one row of a terminal."""
    start = min(span.column - 1, len(line))
    before, marked, after = (
        line[:start],
        line[start : start + span.length],
        line[start + span.length :],
    )
    if len(line) <= _WINDOW:
        return before, marked, after
    if len(marked) > _WINDOW:
        marked = f"{marked[: _WINDOW - 1]}…"
        after = ""
    room = _WINDOW - len(marked)
    right = min(len(after), room - min(len(before), room // 2))
    left = room - right
    if len(before) > left:
        before = f"…{before[len(before) - left + 1 :]}" if left else ""
    if len(after) > right:
        after = f"{after[: right - 1]}…" if right else ""
    return before, marked, after


def _cells(text: str) -> int:
    """Return how many terminal cells `text` takes: two for Hangul and emoji, none for accents."""
    return sum(map(cell_width, text))


def cell_width(character: str) -> int:
    """Return how many terminal cells a character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:  # noqa: ARG001 - same signature as _paint
    return text


def nearest(word: str, known: Iterable[str], *, what: str = "one") -> str:
    """Return a hint with the name nearest to `word`, or else a list of the existing names."""
    names = sorted(known)
    near = nearest_name(word, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return f"there is no {what} yet"
    shown = ", ".join(f"`{name}`" for name in names[:_LISTED])
    rest = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"available: {shown}{rest}"


def nearest_name(word: str, known: Iterable[str], *, alike: float = 0.55) -> str | None:
    """Return the name most similar to `word`; None if none has a similarity of `alike` (0 to 1).

    One that differs only in capitals is.
    """
    import difflib  # only needed when something is misspelt

    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    if (same := folded.get(word.casefold())) is not None and word not in names:
        return same
    close = difflib.get_close_matches(word, names, n=1, cutoff=alike)
    return close[0] if close else None
