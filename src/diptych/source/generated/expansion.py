"""One expansion of a template: counts what is made, and finds the marked pieces in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence

import jinja2

from diptych.markup.characters import cleaned
from diptych.source.data import Decimal, Record, Whole, number
from diptych.source.generated.environment import MOST, Markdown
from diptych.source.generated.source_map import Piece

_MARK = re.compile("\x02(\\d{1,9}),(\\d{1,9})(?::(\\d{1,9}))?\x03")
_STRAY = re.compile("[\x02-\x04]")
_Where = tuple[int, int]
"""The offset and length of an expression in the template."""


class Expansion:
    """Collects and counts the values of one expansion, which are identified by marks."""

    def __init__(self, length: int) -> None:
        self.length = length
        """The length of the template in characters."""
        self.made = 0
        self.values: list[Piece] = []

    def show(self, where: _Where, value: object, used: Sequence[object], kept: str) -> str:
        """Return the text of a value with its mark."""
        if isinstance(value, str) and "\x02" in value:  # made by a macro, already marked
            self._count(value)
            return value
        text = self._text(value)
        shown = text if isinstance(value, str) or value is None else value
        kept = kept if text.strip() and "\n" not in text else ""
        record = _record(used)
        as_it_is = isinstance(value, Markdown)
        return self._marked(Piece(*where, text, shown, record, kept, as_it_is=as_it_is))

    show.is_ours = True  # type: ignore[attr-defined]  # the sandbox checks this before a call

    def later(
        self, where: _Where, value: object, used: Sequence[object], kept: str, rest: str
    ) -> str:
        """Return `{{ "value" | filter }}`, for the slide to compute in each language."""
        text = self._text(value)
        is_number = isinstance(value, int | float) and number(text) is not None
        code = f"{{{{ {text if is_number else _quoted(text)} {rest} }}}}"
        return self._marked(Piece(*where, code, code, _record(used), kept, as_it_is=True))

    later.is_ours = True  # type: ignore[attr-defined]  # as above

    def _marked(self, piece: Piece) -> str:
        self._count(piece.text)
        self.values.append(piece)
        return f"\x02{piece.at},{piece.length}:{len(self.values) - 1}\x03{piece.text}\x04"

    def _count(self, text: str) -> None:
        self.made += len(text)
        if self.made > MOST:
            raise ValueError(f"it makes more than {MOST:,} characters")

    def _text(self, value: object) -> str:
        if isinstance(value, jinja2.Undefined) or value is None:
            return str(value or "")  # raises if undefined
        if isinstance(value, float) and not isinstance(value, Decimal):
            return f"{value:.15g}"
        if isinstance(value, bool) or not _is_text(value):
            raise TypeError(_no_text(value))
        text = str(value)
        if len(text) > MOST:
            raise ValueError(f"it makes more than {MOST:,} characters")
        return cleaned(text)

    def hint(self, error: Exception) -> str | None:
        """Return a hint for fixing an error; None if there is none."""
        words = str(error)
        if "unsupported operand" in words or "not supported between" in words:
            return "texts and numbers do not mix: convert texts with `| number`"
        return None

    def pieces(self, made: str) -> Iterator[Piece]:
        """Yield the marked pieces of the output."""
        marks = [mark for mark in _MARK.finditer(made) if self._is_ours(mark)]
        yield Piece(0, 1, _STRAY.sub("", made[: marks[0].start()] if marks else made))
        for number_, mark in enumerate(marks):
            end = marks[number_ + 1].start() if number_ + 1 < len(marks) else len(made)
            text = made[mark.end() : end]
            at, length = int(mark[1]), int(mark[2])
            if mark[3] is None:
                yield Piece(at, length, _STRAY.sub("", text))
                continue
            inside, _, after = text.partition("\x04")
            piece = self.values[int(mark[3])]
            changed = _STRAY.sub("", inside)
            yield piece if changed == piece.text else Piece(at, length, changed, changed)
            if after:
                yield Piece(at + length, 1, _STRAY.sub("", after))

    def _is_ours(self, mark: re.Match[str]) -> bool:
        """Return whether a mark may be ours, since a template may contain something similar."""
        is_within = int(mark[1]) + int(mark[2]) <= self.length
        return is_within and (mark[3] is None or int(mark[3]) < len(self.values))


def _record(used: Sequence[object]) -> str:
    return next((one.name for one in used if isinstance(one, Record)), "")


def _is_text(value: object) -> bool:
    return isinstance(value, str | int | float | dt.date | Whole)


def _no_text(value: object) -> str:
    if isinstance(value, Mapping):
        return "a record is not text; name one of its columns"
    if isinstance(value, bool):
        return "true and false are not text; use them with `{% if %}`"
    return "a list is not text; loop over it, or join it with `| join(', ')`"


def _quoted(text: str) -> str:
    """Return a text as a Jinja2 string literal in which nothing has a meaning in Markdown."""
    plain = json.dumps(text, ensure_ascii=False)[1:-1]
    return '"' + re.sub(r"[{}|]", lambda found: f"\\x{ord(found.group()):02x}", plain) + '"'
