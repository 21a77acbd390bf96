"""The promise: nothing is lost or changed without a diagnostic, and both outputs agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from msgspec import Struct
from tests.property.documents import Document, Part
from tests.property.grammar import BY_NAME, Construct
from tests.property.shown import TIE, Line, Page, Pages, fold, texts, untied, written

ALWAYS = frozenset({
    "text-overflow", "title-overflow", "small-title", "picture-without-alt", "untitled-slide",
    "list-too-deep",
})  # fmt: skip
"""Names of faults that excuse nothing: they lose no words, and any document may have them."""
_STRONG = frozenset({"strong"})
_KOREAN = frozenset({"strong", "emphasis"})
"""Marks that a Korean talk shows alike: Hangul has no italic, so emphasis is strong."""
_WORD = re.compile(r"[^\W\d_]+\d+")
_DEFINITION = re.compile(r"(\[\^\w+\]):")
_NOTHING = Page()


class Found(NamedTuple):
    """A diagnostic, by the lines of the document that it speaks of."""

    name: str
    message: str
    lines: range
    is_of_many: bool = False
    """Whether it speaks of other places as well, all of one kind."""


class Shown(Struct, frozen=True, kw_only=True):
    """A document as everybody has it."""

    source: Pages
    """What is right."""
    html: Pages
    pptx: Pages
    found: tuple[Found, ...]


def differences(document: Document, shown: Shown) -> list[str]:
    """Return every breach of the promise, a sentence each."""
    judge = _Judge(document, shown.found)
    return [
        *judge.unexpected(),
        *judge.unreported(has_cover=len(shown.source) > len(document.slides)),
        *_disagreements(shown.html, shown.pptx),
        *judge.changes(shown.source, shown.html),
    ]


def _disagreements(html: Pages, pptx: Pages) -> Iterator[str]:
    """Yield where the outputs differ."""
    for number, (one, other) in enumerate(zip_longest(html, pptx, fillvalue=_NOTHING), start=1):
        for was, now in _hunks(written(one, unmarked=_STRONG), written(other, unmarked=_STRONG)):
            yield f"page {number}: HTML has {was}, PPTX has {now}"
        for line, same in zip(one.lines if number > 1 else (), other.lines, strict=False):
            yield from (f"page {number}: {problem}" for problem in _unseen(line, same))


def _unseen(html: Line, pptx: Line) -> Iterator[str]:
    """Yield the line if what the author made strong does not stand out in the PPTX."""
    has_both = (
        not html.is_head
        and len({"strong" in piece.marks for piece in html.pieces if piece.text.strip()}) > 1
    )
    if has_both and all("strong" in piece.marks for piece in pptx.pieces if piece.text.strip()):
        yield f"nothing stands out in {html.text!r}"


class _Judge:
    """Determines which lines of a document a diagnostic refers to."""

    def __init__(self, document: Document, found: Sequence[Found]) -> None:
        self.document = document
        self.found = found
        self.text = document.text.split("\n")
        self.lines: dict[str, int] = {}
        """The line of each word, or the one whose block it is lost with."""
        for number, line in enumerate(self.text, start=1):
            place = self.without_foot(line) or number
            self.lines |= dict.fromkeys(_WORD.findall(fold(line)), place)
        self.reported = {
            part
            for problem in found
            if problem.name not in ALWAYS
            for part in self.spoken_of(problem)
        }

    def without_foot(self, line: str) -> int | None:
        """Return the line that mentions the footnote defined in `line`, if no note has a place there.

        None if one has, or if `line` defines none.
        """
        found = _DEFINITION.match(line)
        if found is None:
            return None
        mention = next(n for n, text in enumerate(self.text, 1) if found[1] in text != line)
        return mention if any("note" in one.refuses for one in self.constructs(mention)) else None

    def constructs(self, line: int) -> list[Construct]:
        """Return the constructs in the block that a line belongs to."""
        parts = self.parts(range(line, line + 1))
        return [BY_NAME[name] for part in parts for name in sorted(part.constructs)]

    def spoken_of(self, problem: Found) -> Iterator[Part]:
        """Yield the blocks that a diagnostic speaks of."""
        yield from self.parts(problem.lines)
        if problem.is_of_many:
            for part in self.document.parts:
                if any(problem.name in BY_NAME[name].may for name in part.constructs):
                    yield part

    def parts(self, lines: range) -> list[Part]:
        """Return the blocks that some of `lines` belong to."""
        return [
            part
            for part in self.document.parts
            if lines.start < part.lines.stop and part.lines.start < lines.stop
        ]

    def unexpected(self) -> Iterator[str]:
        """Yield diagnostics of what is right."""
        for problem in self.found:
            names = (name for part in self.parts(problem.lines) for name in part.constructs)
            permitted = ALWAYS.union(*(BY_NAME[name].may for name in names))
            if problem.name not in permitted:
                yield f"reported: {problem.name}: {problem.message}"

    def unreported(self, *, has_cover: bool) -> Iterator[str]:
        """Yield what is left out without a word, as Pandoc does."""
        for part in self.document.parts[0 if has_cover else 1 :]:
            for name in sorted(part.constructs):
                lost = BY_NAME[name].loses
                if lost and not self.is_named(lost, part):
                    yield f"lines {part.lines}: {name} left out in silence"

    def is_named(self, lost: str, part: Part) -> bool:
        """Return whether diagnostics name what a block has lost, each time that it is written."""
        named = [
            problem
            for problem in self.found
            if lost in problem.message and part in self.spoken_of(problem)
        ]
        text = "\n".join(self.text[part.lines.start - 1 : part.lines.stop - 1])
        times = max(1, text.count(lost))
        return len(named) >= times or any(problem.is_of_many for problem in named)

    def changes(self, source: Pages, shown: Pages) -> Iterator[str]:
        """Yield what is lost, changed or out of order, and not reported."""
        for number, (right, page) in enumerate(
            zip_longest(source, shown, fillvalue=_NOTHING), start=1
        ):
            known = page._replace(title=page.title if right.title else ())
            wanted, seen = self.in_order(right), self.in_order(known)
            yield from (f"page {number}: {problem}" for problem in _unkept(wanted, seen))
            for was, now in _hunks(self.written(wanted), self.written(seen)):
                if not self.is_excused([*was, *now]):
                    yield f"page {number}: source has {was}, HTML has {now}"
                elif lost := self.lost(was, now):
                    yield f"page {number}: reported, but its words are lost: {lost}"

    def in_order(self, page: Page) -> Page:
        """Return a page with captions and pictures in an order that no layout changes.

        One picture among text has a place of its own in the layout, and its caption with it.
        """
        return page._replace(
            captions=tuple(sorted(page.captions, key=lambda line: fold(line.text))),
            pictures=tuple(sorted(page.pictures, key=lambda picture: fold(picture.alt))),
        )

    def written(self, page: Page) -> list[str]:
        """Return a page as lines; outputs may tie words, and Korean ones make emphasis strong."""
        is_korean = self.document.locale == "ko"
        return written(untied(page), unmarked=_KOREAN if is_korean else frozenset())

    def is_excused(self, lines: Iterable[str]) -> bool:
        """Return whether every word of `lines` is in a block that was reported."""
        words = [word for line in lines for word in _WORD.findall(line) if word in self.lines]
        return bool(words) and all(self.is_reported(self.lines[word]) for word in words)

    def lost(self, was: Iterable[str], now: Iterable[str]) -> list[str]:
        """Return the words that are gone although the block that they stand in loses none."""
        kept = {word for line in now for word in _WORD.findall(line)}
        gone = (word for line in was for word in _WORD.findall(line) if word not in kept)
        return [word for word in gone if word in self.lines and not self.may_lose(self.lines[word])]

    def may_lose(self, line: int) -> bool:
        """Return whether something has no place in the block of a line, and that is reported."""
        constructs = self.constructs(line)
        groups = frozenset[str]().union(*(one.groups for one in constructs))
        refusing = [one for one in constructs if one.refuses & groups]
        told = {
            problem.name
            for problem in self.found
            for part in self.spoken_of(problem)
            if line in part.lines
        }
        return any(one.may & told for one in refusing)

    def is_reported(self, line: int) -> bool:
        return any(line in part.lines for part in self.reported)


def _unkept(source: Page, shown: Page) -> Iterator[str]:
    """Yield the texts that have lost a no-break space of the author's."""
    found = {fold(text.replace(TIE, " ")): fold(text) for text in texts(shown)}
    for text in map(fold, texts(source)):
        now = found.get(text.replace(TIE, " "), text)
        if any(was == TIE != is_now for was, is_now in zip(text, now, strict=True)):
            yield f"source has {text!r}, HTML has {now!r}"


def _hunks(one: list[str], other: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield one[i:j], other[k:m]
