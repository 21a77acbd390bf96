"""Splits a Markdown document into the parts that are its slides (Pandoc manual, "Slide shows")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from diptych.source.document.chapters import Chapter
from diptych.source.document.foreign_layouts import (
    LISTS_SLIDES,
    MEANING,
    NAME,
)
from diptych.source.document.marp import BACKGROUND
from diptych.source.document.spoken import SPOKEN
from diptych.source.markdown.block_tokens import is_comment, is_styling

if TYPE_CHECKING:
    from markdown_it.token import Token


_LOWEST = 6
_USUAL_LEVEL = 2
_PARAGRAPH = {"paragraph_open", "inline", "paragraph_close"}
_PICTURES = re.compile(r"(?:!\[[^\[\]]*\]\([^()]*\)(?:\{[^{}]*\})?\s*)+")


class Part(Struct):
    """The tokens of one slide, and how it begins."""

    tokens: list[Token] = field(default_factory=list)
    opens_section: bool = False
    line: int = 0
    title_level: int = 0
    is_opened: bool = False
    """Whether it begins with a heading or a divider."""
    number: int = -1
    """Its position in the document; -1 if it is not from there."""
    file: str = ""
    """The name of the file that it is from; empty if it is from none."""
    is_shown: bool = False
    """Whether anything is shown of it."""
    has_others: bool = False
    """Whether anything but pictures is."""

    def add(self, token: Token) -> None:
        """Add a token, at the end."""
        self.tokens.append(token)
        if not is_aside(token):
            self.is_shown = True
            is_picture = token.type in _PARAGRAPH and (
                token.type != "inline" or _PICTURES.fullmatch(token.content)
            )
            self.has_others = self.has_others or not is_picture

    @property
    def is_kept(self) -> bool:
        """Whether it is a slide though it shows nothing by itself.

        It has a background, or has notes and began with a divider or heading.
        """
        return self.has_background or (
            self.is_opened and any(SPOKEN in token.meta for token in self.tokens)
        )

    @property
    def has_background(self) -> bool:
        """Whether it has a background as in Marp."""
        return any(token.type == BACKGROUND for token in self.tokens)

    @property
    def lists_slides(self) -> bool:
        """Whether the slides of the talk are listed on it."""
        return any(token.type == LISTS_SLIDES for token in self.tokens)

    def begins(self, *, after_pictures: bool) -> bool:
        """Return whether nothing is shown yet, or pictures alone."""
        return not self.is_shown or (after_pictures and not self.has_others)


def parts_of(chapter: Chapter, level: int, *, at_dividers: bool) -> Iterator[Part]:
    """Yield the parts of a chapter; those that show nothing are left out.

    Headings up to `level` begin a part, `at_dividers` only below one.
    """
    file = chapter.page.file
    part = Part(file=file)
    for token in chapter.tokens:
        opens = token.level == 0 and token.type == "heading_open" and int(token.tag[1]) <= level
        opens = opens and not (at_dividers and part.is_shown)
        divides = token.level == 0 and token.type == "hr"
        if opens or divides:
            above = part.tokens  # comments and notes belong to the heading below them
            if part.is_shown if opens else part.is_shown or part.is_kept:
                yield part
                above = []
            part = Part(
                file=file,
                tokens=above,
                line=(token.map or [0])[0],
                title_level=level,
                is_opened=True,
            )
            part.opens_section = opens and int(token.tag[1]) < level
        if (
            token.level == 0
            and token.type == "heading_open"
            and part.begins(after_pictures=at_dividers)
        ):
            part.title_level = _LOWEST  # whatever heading comes first is the slide's title
        if not divides:
            part.add(token)
    if part.is_shown or part.is_kept:
        yield part


def suggested_level(tokens: Sequence[Token]) -> int:
    """Return the highest level of a heading that is directly followed by content somewhere.

    Pandoc manual, "Structuring the slide show"; comments are not content.
    """
    levels = []
    seen = [token for token in tokens if token.level == 0 and not is_aside(token)]
    for token, follower in pairwise(seen):
        if token.type == "heading_close" and follower.type not in {"heading_open", "hr"}:
            levels.append(int(token.tag[1]))
    return min(levels, default=_USUAL_LEVEL)


def is_aside(token: Token) -> bool:
    """Return whether a token shows nothing by itself."""
    types = {"definition", "footnote", BACKGROUND, MEANING, NAME}
    is_silent = is_comment(token) or is_styling(token)
    return token.type in types or SPOKEN in token.meta or is_silent
