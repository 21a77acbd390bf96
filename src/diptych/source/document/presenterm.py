"""Files of presenterm (its documentation): commands in comments, underlined titles, front matter.

Each line is replaced by one that reveal-md would read, so that line numbers stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from diptych.source.document.opaque import comments, opaque_lines
from diptych.source.markdown.rules import PAUSE

_SIGNS = re.compile(
    r"^[ \t]*<!--\s*(?:end_slide|jump_to_middle|pause|reset_layout|column_layout:[^>\n]*"
    r"|speaker_note:[^>\n]*)\s*-->[ \t]*$",
    re.MULTILINE,
)
_COMMAND = re.compile(
    r"[ \t]*<!--[ \t]*(?P<key>[a-z_]+)(?:[ \t]*:[ \t]*(?P<value>.*?))?[ \t]*-->[ \t]*"
)
"""A command on a line of its own ("Comment commands")."""
_NOTE = re.compile(r"(?P<before>\s*speaker_note:[ \t]*)\|?[ \t]*")
_UNDERLINE = re.compile(r"(?:-{3,}|={3,})[ \t]*")
_NO_TITLE = re.compile(r"\s*(?:$|[#>|]|<!--|(?:[-*+]|\d+[.)])\s)")
"""A line that dashes below it make no title."""
_KEY = re.compile(r"(?P<key>\w+):")
_KEYS = {"sub_title": "subtitle", "location": "venue"}
_OWN_KEYS = {"theme", "options"}
_LISTING = re.compile(
    r"(?P<fence>[ \t]*(?:`{3,}|~{3,})[ \t]*[\w#.+-]+)(?P<said>(?:\s+(?:\+[\w:.-]+|\{[^{}]*\}))+)\s*"
)
_STAGES = re.compile(r"\{[^{}]*\}")
_PICTURE = re.compile(r"!\[image:w(?:idth)?:(?P<width>\d{1,3}%)\](?P<path>\([^()\n]*\))")
_END = "</div></div>"
_MOST_COLUMNS = 12


class _Row(Struct):
    """Columns beside each other: the line that begins each, and the one after their last."""

    shares: Sequence[int]
    starts: list[tuple[int, int]]
    """The number of a line, and of the column that it begins."""
    end: int = -1
    """The line that ends them; -1 if the slide does."""


def is_presenterm(text: str) -> bool:
    """Return whether a line outside listings is a command that only presenterm has."""
    if "<!--" not in text or _SIGNS.search(text) is None:
        return False
    opaque, lines = opaque_lines(text), enumerate(text.split("\n"))
    return any(number not in opaque and _SIGNS.match(line) for number, line in lines)


def as_reveal(text: str) -> str:
    """Return a file of presenterm as one of reveal-md."""
    lines, opaque = text.split("\n"), opaque_lines(text)
    with_notes = list(_with_notes(text, lines))
    start, options = _plain_head(lines)
    ends = []
    for number in range(start, len(lines)):
        if number in opaque:
            _without_marks(lines, number)
        elif _divides(lines, number, opaque, options):
            lines[number] = "---"
            ends.append(number)
    for end in (*ends, len(lines)):
        numbers = range(start, end)
        _rewrite(lines, [one for one in numbers if one not in opaque], with_notes)
        start = end + 1
    return "\n".join(lines)


def _plain_head(lines: list[str]) -> tuple[int, str]:
    """Name keys of the front matter as here; return where it ends, and the options in it."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    closing = (n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "---")
    end = next(closing, None)
    if lines[start].rstrip() != "---" or end is None:
        return 0, ""
    key, first, options = "", 0, list[str]()
    for number in range(start + 1, end):
        if found := _KEY.match(lines[number]):
            key, first = found["key"], number
            lines[number] = _KEYS.get(key, key) + lines[number][found.end("key") :]
        if key in _OWN_KEYS:
            options += [lines[number].strip()] if key == "options" else []
            lines[number] = ""
            if options[-1:] == ["incremental_lists: true"] and key == "options":
                lines[first] = "incremental: true"
    return end + 1, "\n".join(options)


def _with_notes(text: str, lines: list[str]) -> Iterator[int]:
    """Write comments with notes of several lines as such, and yield their last lines."""
    for one in comments(text):
        found = _NOTE.match(one.inside)
        if found is None or "\n" not in one.inside:
            continue
        said = one.inside[: found.start()] + "\n" * one.inside.count("\n", 0, found.end())
        said += one.inside[found.end() :]
        last = one.line + one.inside.count("\n")
        for number, line in enumerate(said.split("\n"), one.line):
            lines[number] = line.strip()
        lines[one.line] = '<aside class="notes">' + lines[one.line]
        lines[last] += "</aside>"
        yield last


def _without_marks(lines: list[str], number: int) -> None:
    """Leave what highlights lines of a listing, and drop how it would be run."""
    if found := _LISTING.fullmatch(lines[number]):
        stages = "".join(f" {one}" for one in _STAGES.findall(found["said"]))
        lines[number] = found["fence"] + stages


def _divides(lines: list[str], number: int, opaque: Collection[int], options: str) -> bool:
    """Return whether a line ends a slide; write underlined titles and rules as they are here."""
    line = lines[number]
    command = _COMMAND.fullmatch(line)
    if command is not None:
        return command["key"] == "end_slide"
    if not _UNDERLINE.fullmatch(line):
        return False
    above = lines[number - 1] if number and number - 1 not in opaque else ""
    if not _NO_TITLE.match(above):
        lines[number - 1], lines[number] = f"# {above.strip()}", ""
        if "implicit_slide_ends: true" in options and not "".join(lines[number - 2 : number - 1]):
            lines[number - 2] = "---"
    elif line.startswith("-"):
        lines[number] = ""
        return "end_slide_shorthand: true" in options
    return False


def _rewrite(lines: list[str], numbers: Sequence[int], last_of_notes: Collection[int]) -> None:
    """Replace the commands of one slide."""
    rows: list[_Row] = []
    shares: Sequence[int] = ()
    is_hidden = False
    listed = -1
    for number in numbers:
        found = _COMMAND.fullmatch(lines[number])
        if found is None:
            lines[number] = _PICTURE.sub(r"![]\g<path>{width=\g<width>}", lines[number])
            continue
        key, value = found["key"], found["value"] or ""
        lines[number] = _meaning(key, value)
        is_hidden = is_hidden or key == "skip_slide"
        listed = number if (key, value) == ("incremental_lists", "true") else listed
        if key in {"column_layout", "reset_layout"}:
            if rows and rows[-1].end < 0:
                rows[-1].end = number
            shares = [int(one) for one in re.findall(r"\b\d{1,4}\b", value)][:_MOST_COLUMNS]
        elif key == "column" and value.isdecimal() and int(value) < len(shares):
            _add(rows, number, int(value), shares)
    if is_hidden:
        _hide(lines, numbers)
    last = numbers[-1] if numbers else -1
    is_open = last >= 0 and not lines[last].strip() and last not in last_of_notes
    for row in rows:
        _beside(lines, row, last if is_open else -1)
    if listed >= 0 and not rows and is_open and listed < last:
        lines[listed], lines[last] = '<div class="incremental">', "</div>"


def _meaning(key: str, value: str) -> str:
    """Return what stands for a command; nothing for one about the look of its slide."""
    match key:
        case "pause":
            return PAUSE
        case "speaker_note":
            return f'<aside class="notes">{value}</aside>'
        case "include":
            return f"{{{{< include {value} >}}}}"
        case _:
            return ""


def _add(rows: list[_Row], number: int, column: int, shares: Sequence[int]) -> None:
    """Begin a column; one that has begun before is in another row."""
    if not rows or rows[-1].end >= 0:
        rows.append(_Row(shares, [(number, column)]))
    elif column not in (begun for _, begun in rows[-1].starts):
        rows[-1].starts.append((number, column))
    else:
        rows[-1].end = number
        rows.append(_Row(shares, [(number, column)]))


def _beside(lines: list[str], row: _Row, last: int) -> None:
    """Set columns beside each other, if several have content and their end has a line."""
    end = row.end if row.end >= 0 else last
    nexts = [number for number, _ in row.starts[1:]]
    filled = [
        (number, row.shares[column])
        for (number, column), after in zip(row.starts, [*nexts, end], strict=True)
        if any(line.strip() for line in lines[number + 1 : after])
    ]
    whole = sum(share for _, share in filled)
    if end < 0 or len(filled) < 2 or not whole:  # noqa: PLR2004 - one column is beside none
        return
    for at, (number, share) in enumerate(filled):
        begin = "</div>" if at else '<div class="columns">'
        width = max(1, 100 * share // whole)
        lines[number] += f'{begin}<div class="column" width="{width}%">'
    lines[end] = _END + lines[end]


def _hide(lines: list[str], numbers: Sequence[int]) -> None:
    """Hide a slide by its first heading."""
    for number in numbers:
        if lines[number].startswith("#"):
            lines[number] += " {visibility=hidden}"
            return
