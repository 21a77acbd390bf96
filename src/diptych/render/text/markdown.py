"""A transcript as CommonMark, with pipe tables as in GitHub's and Pandoc's dialects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from diptych.model.duration import clock
from diptych.model.paragraph import TASK_SIGNS
from diptych.model.theme import Align
from diptych.render.passages import Passage
from diptych.render.text.emphasis import escaped, inline
from diptych.render.transcript import SlideTranscript, Transcript

_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=:])")
"""What begins a list, a rule or a heading at the start of a line (CommonMark 0.31, 5.2)."""
_NUMBER = re.compile(r"\d{1,9}[.)]")
_TASKS = dict(zip(TASK_SIGNS, ("[ ]", "[x]"), strict=True))
_AROUND = {
    "heading": ("### ", ""), "quote": ("> ", ""), "picture": ("\\[", "\\]"),
    "term": ("**", "**"),
}  # fmt: skip
"""What stands around the words of a kind of passage."""
_RULES: Mapping[Align, str] = {"left": "---", "center": ":-:", "right": "--:"}
"""What aligns a column, below its head."""


def markdown(told: Transcript) -> str:
    """Return a transcript as Markdown, a heading for the talk and for each of its slides."""
    head = [f"# {escaped(told.title)}"]
    if told.speakers:
        head.append(escaped(", ".join(told.speakers)))
    head += _blocks(told.abstract)
    slides = (block for slide in told.slides for block in _slide(slide))
    return "\n\n".join([*head, *slides]) + "\n"


def _slide(slide: SlideTranscript) -> Iterator[str]:
    title = escaped(slide.title or slide.anchor)
    yield f"## {slide.number} {title}" if slide.number else f"## {title}"
    yield from _blocks(one for one in slide.passages if one.kind != "title")
    notes = [*([f"({clock(slide.time)})"] if slide.time else []), *_blocks(slide.notes)]
    if notes:
        yield "\n>\n".join(f"> {block}".replace("\n", "\n> ") for block in notes)


def _blocks(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield blocks that stand apart; the items of a list, and lines of code, stand together.

    A comment keeps two lists apart that follow each other.
    """
    for kind, members in groupby(passages, key=lambda one: one.kind):
        if kind == "item":
            yield "\n\n<!-- -->\n\n".join(map(_list, _begun(members)))
        elif kind == "code":
            yield from map(_code, _begun(members))
        else:
            yield from map(_block, members)


def _begun(members: Iterable[Passage]) -> list[list[Passage]]:
    """Return items by list, or lines of code by listing."""
    parts: list[list[Passage]] = []
    for one in members:
        if not parts or (one.begins and (one.level == 0 or one.kind == "code")):
            parts.append([])
        parts[-1].append(one)
    return parts


def _list(items: Iterable[Passage]) -> str:
    """Return a list; an item stands below the words of the one that it is in."""
    indents = [0]
    lines: list[str] = []
    for item in items:
        if item.continues and lines:
            lines[-1] += f"\\\n{' ' * indents[-1]}{_text(item)}"
            continue
        depth = min(item.level, len(indents) - 1)
        marker, rest = _marker(item)
        lines.append(f"{' ' * indents[depth]}{marker} {rest}{_text(item)}")
        indents[depth + 1 :] = [indents[depth] + len(marker) + 1]
    return "\n".join(lines)


def _marker(item: Passage) -> tuple[str, str]:
    """Return the marker of an item, and what is before its words."""
    if item.sign in _TASKS:
        return "-", f"{_TASKS[item.sign]} "
    if _NUMBER.fullmatch(item.sign):
        return item.sign, ""
    return "-", f"{escaped(item.sign)} " if item.sign else ""


def _code(lines: Iterable[Passage]) -> str:
    text = "\n".join(line.plain for line in lines)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _block(passage: Passage) -> str:
    if passage.kind == "table":
        return _table(passage)
    if passage.kind == "formula":
        return _formula(passage)
    before, after = _AROUND.get(passage.kind, ("", ""))
    return f"{before}{_text(passage)}{after}"


def _formula(passage: Passage) -> str:
    """Return a formula as it was written, and below it how its author says it in words."""
    before, after = _AROUND["picture"]
    said = f"\n\n{before}{_text(passage)}{after}" if passage.said else ""
    return f"$$\n{passage.tex.strip()}\n$${said}"


def _table(passage: Passage) -> str:
    """Return a pipe table; one without a header gets an empty one, which the syntax requires."""
    rows = [
        [inline(cell, in_table=True).replace("\n", " ") for cell in row] for row in passage.rows
    ]
    width = max(map(len, rows), default=0)
    if not passage.has_header:
        rows.insert(0, [""] * width)
    rows.insert(1, [_RULES[align] for align in passage.align])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _text(passage: Passage) -> str:
    return _START.sub(_held, inline(passage.words))


def _held(found: re.Match[str]) -> str:
    """Return the start of a line, escaped so that it is text."""
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
