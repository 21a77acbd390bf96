"""Asides: parentheses in an item that say when, which version or from whom.

`(Jun. 2023)`, `(2023년 12월)`, `(v2.1)`, `(Intel, 2022)`; anything else in parentheses is content.
All of an item are set alike: `H100 (2022), H200 (2024)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from diptych.model.text import Run, SetInline
from diptych.typography.months import ANY, ENGLISH
from diptych.typography.tying import words_of

_LAST = re.compile(r"[(（]([^()（）\n]{1,60})[)）]\s*$")
_ANY = re.compile(r"(?<![(（])[(（]([^()（）\n]{1,60})[)）](?![)）])")
_SEASON = "(?:봄|여름|가을|겨울)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th|\.|er|º)?(?:[-–][0-3]?\d)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = "|".join(
    (
        rf"{_DAY}(?: de)? {ANY}(?:(?:,| de)? {_YEAR})?",
        rf"{ENGLISH} {_DAY}(?:,? {_YEAR})?",
        rf"(?:(?:early|mid|late)[ -])?(?:{ANY}(?:,| de)? )?{_YEAR}",
        rf"[QH][1-4],? {_YEAR}|FY ?(?:{_YEAR}|\d\d)",
        rf"{_YEAR} ?[-–~/] ?(?:{_YEAR}|\d\d)",
        rf"{_YEAR}-[01]\d(?:-[0-3]\d)?",
        rf"{_YEAR}\. ?[01]?\d\.?(?: ?[0-3]?\d\.?)?",
        rf"{_YEAR}년(?: [01]?\d월(?: [0-3]?\d일)?| [1-4]분기| [상하]반기| [초말]| {_SEASON})?",
        r"[01]?\d월(?: [0-3]?\d일)?",
    )
)
_VERSION = r"[vV](?:er(?:sion)?\.?)? ?\d+(?:\.\d+)*[a-z]?|\d+\.\d+\.\d+|버전 \d+(?:\.\d+)*"
_NAME = r"[^\W\d_a-z][^,;()?!$%\d]{0,30}"
"""A publisher or author: begins with a capital or a letter of a script without any."""
_DATED = rf"(?:{_NAME}(?:, | ))?(?:{_DATE}|{_VERSION})"


def parted(runs: Sequence[SetInline]) -> tuple[tuple[SetInline, ...], tuple[SetInline, ...]]:
    """Return the runs before the only aside, at the end, and those of it; no second ones without.

    Citations after the aside belong to it; the space before it is left out.
    """
    at = _last_at(runs)
    if at is None:
        return tuple(runs), ()
    main = list(runs_between(runs, 0, at))
    if main and isinstance(last := main[-1], Run):
        text = last.text.rstrip(" ")
        main[-1:] = [replace(last, text=text)] if text else []
    return tuple(main), tuple(runs_between(runs, at, None))


def with_asides(runs: tuple[SetInline, ...], *, bold: bool = False) -> tuple[SetInline, ...]:
    """Return runs in which the asides are known as such; `bold` if they are set in bold."""
    words = words_of(runs)
    places = [found.span() for found in _ANY.finditer(words) if _is_aside(found[1])]
    if not places or not words[: places[0][0]].strip():  # as in most texts; else it is content
        return runs
    made: list[SetInline] = []
    at = 0
    for start, end in places:
        made += runs_between(runs, at, start)
        made += (_quiet(one, bold=bold) for one in runs_between(runs, start, end))
        at = end
    return (*made, *runs_between(runs, at, None))


def as_aside(runs: Sequence[SetInline]) -> tuple[SetInline, ...]:
    """Return the runs of an aside that stands alone, known as such."""
    return tuple(_quiet(run, bold=False) for run in runs)


def _quiet(run: SetInline, *, bold: bool) -> SetInline:
    if not isinstance(run, Run) or run.role or run.style.code:
        return run
    style = replace(run.style, bold=True) if bold else run.style
    return replace(run, role="aside", style=style)


def _last_at(runs: Sequence[SetInline]) -> int | None:
    """Return where the parenthesis of an aside begins; a forced break counts as one character."""
    end = len(runs)
    while end and isinstance(last := runs[end - 1], Run) and last.role == "citation":
        end -= 1
    words = words_of(runs[:end])
    found = _LAST.search(words)
    if found is None or not words[: found.start()].strip():
        return None
    inner = [one[1] for one in _ANY.finditer(words[: found.start()])]
    return None if not _is_aside(found[1]) or any(map(_is_aside, inner)) else found.start()


def _is_aside(inner: str) -> bool:
    return _asides().fullmatch(inner.replace("\u00a0", " ")) is not None


@cache
def _asides() -> re.Pattern[str]:
    return re.compile(rf"(?:{_NAME}, )?{_DATED}(?:[,;] {_DATED}){{0,3}}")


def runs_between(runs: Sequence[SetInline], start: int, end: int | None) -> Iterator[SetInline]:
    """Yield the runs from one character to another; a forced break counts as one character."""
    at = 0
    for run in runs:
        length = len(run.text) if isinstance(run, Run) else 1
        first = max(start - at, 0)
        last = length if end is None else min(end - at, length)
        if first < last:
            if isinstance(run, Run) and (first, last) != (0, length):
                yield replace(run, text=run.text[first:last])
            else:
                yield run
        at += length
