"""Pandoc's inlines as the text that they show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from msgspec import Struct
from tests.property.shown import BREAK, Line, Picture, Piece, folded, without_last_break

Json = Any
"""A node of Pandoc's syntax tree: `t` says what it is, `c` what is in it (pandoc-types)."""

_MARKS = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Strikeout": "struck",
    "Superscript": "raised",
    "Subscript": "lowered",
    "Underline": "underlined",
}
_TAGS = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "kbd": "code",
    "code": "code", "s": "struck", "del": "struck", "u": "underlined", "mark": "marked",
    "sup": "raised", "sub": "lowered",
}  # fmt: skip
"""HTML's inline elements that mean what Markdown can say, which Pandoc leaves as they are."""
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_TEX = re.compile(r"\\(textbf|emph)\{(.*)\}")
_HTML = re.compile(r"<b>(.*)</b>")
_TEX_MARKS = {"textbf": "strong", "emph": "emphasis"}
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_GERMAN_QUOTES = {"SingleQuote": "‚‘", "DoubleQuote": "„“"}
_PLAIN: frozenset[str] = frozenset()


class Given(Struct, frozen=True):
    """What Pandoc does not know of a document."""

    references: Mapping[str, str]
    """What is shown at the foot for each reference, by key."""
    variables: Mapping[str, str] = {}
    """By the words that stand for them in what Pandoc reads."""
    slide_level: int = 2
    has_cover: bool = True
    locale: str = "en"


class InlineReader:
    """Reads the text of one page, and collects what else it mentions and shows."""

    def __init__(self, given: Given, pages: Mapping[str, int]) -> None:
        self.given = given
        self.pages = pages
        self.pictures: list[Picture] = []
        self.in_notes = False
        self.opened: list[str] = []
        """The styles of the HTML tags that are open, which may be closed within a quotation."""
        self.mentions: dict[str, Json] = {}
        """What is mentioned, in order: a reference's label, or the blocks of a footnote."""

    def line(self, inlines: Sequence[Json]) -> Line:
        """Return a paragraph."""
        self.opened = []
        return Line(without_last_break(folded(self.inlines(inlines, _PLAIN, ""))))

    def inlines(self, inlines: Sequence[Json], marks: frozenset[str], link: str) -> Iterator[Piece]:
        """Yield what each inline shows, in the style of the HTML tags around it."""
        for one, follower in zip_longest(inlines, inlines[1:]):
            if one["t"] in {"Space", "SoftBreak"} and follower and self.is_number(follower):
                continue
            tag = _TAG.fullmatch(one["c"][1]) if one["t"] == "RawInline" else None
            if tag is None or tag[2] not in _TAGS:
                yield from self.inline(one, marks.union(self.opened), link)
            elif tag[1]:
                self.opened.remove(_TAGS[tag[2]])
            else:
                self.opened.append(_TAGS[tag[2]])

    def is_number(self, one: Json) -> bool:
        """Return whether an inline is a citation that is shown as nothing but a raised number."""
        if one["t"] != "Cite" or self.in_notes:
            return False
        first = one["c"][0][0]
        in_text = first["citationMode"]["t"] == "AuthorInText"
        return not (in_text or first["citationPrefix"] or first["citationSuffix"])

    def inline(self, one: Json, marks: frozenset[str], link: str) -> Iterator[Piece]:  # noqa: C901, PLR0912 - a table
        """Yield what one inline shows."""
        kind, content = one["t"], one.get("c")
        match kind:
            case "Str":
                yield Piece(self.filled(content), marks, link)
            case "Space" | "SoftBreak":
                yield Piece(" ", marks, link)
            case "LineBreak":
                yield Piece(BREAK, marks, link)
            case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript" | "Underline":
                yield from self.inlines(content, marks | {_MARKS[kind]}, link)
            case "SmallCaps":
                yield from self.inlines(content, marks, link)
            case "Quoted":
                quotes = _GERMAN_QUOTES if self.given.locale == "de" else _QUOTES
                opening, closing = tuple(quotes[content[0]["t"]])
                yield Piece(opening, marks, link)
                yield from self.inlines(content[1], marks, link)
                yield Piece(closing, marks, link)
            case "Code":
                yield Piece(content[1], marks | {"code"}, link)
            case "Math":
                # Notes have what was written; elsewhere only its letters are the same everywhere.
                letters = content[1] if self.in_notes else re.sub(r"[\\{}^_\s]", "", content[1])
                yield Piece(letters)  # without style or link, which equations cannot have
            case "Link":
                yield from self.inlines(content[1], marks, self.target(content[2][0]))
            case "Image":
                self.picture(content, link)
            case "Span":
                own = {"mark": "marked", "accent": "strong"}
                known = {own[name] for name in content[0][1] if name in own}
                yield from self.inlines(content[1], marks | known, link)
            case "Note":
                yield Piece(str(self.mention(json.dumps(content), content)), frozenset({"raised"}))
            case "Cite":
                yield from self.cited(content, marks, link)
            case "RawInline":
                yield from _raw(content[1], marks, link)
            case _:
                raise AssertionError(kind)

    def cited(self, content: Json, marks: frozenset[str], link: str) -> Iterator[Piece]:
        """Yield a citation's numbers, in brackets with the text before and after the key."""
        keys = [one["citationId"] for one in content[0]]
        labels = [self.given.references.get(key, "?") for key in keys]
        first = content[0][0]
        if self.in_notes:  # which have no foot
            mark = Piece(", ".join(f"[{label}]" for label in labels), marks, link)
        else:
            numbers = [str(self.mention(*one)) for one in zip(keys, labels, strict=True)]
            mark = Piece(",".join(numbers), frozenset({"raised"}))
        if first["citationMode"]["t"] == "AuthorInText":
            yield Piece(labels[0].split()[0], marks, link)
        if not first["citationPrefix"] and not first["citationSuffix"]:
            yield mark
            return
        yield Piece("(", marks, link)
        yield from self.inlines([*first["citationPrefix"], {"t": "Space"}], marks, link)
        yield mark
        yield from self.inlines(first["citationSuffix"], marks, link)
        yield Piece(")", marks, link)

    def mention(self, key: str, what: Json) -> int:
        """Return the number of what is mentioned, which it has from its first mention."""
        self.mentions.setdefault(key, what)
        return list(self.mentions).index(key) + 1

    def picture(self, content: Json, link: str) -> None:
        """Keep a picture; what is said for those who do not see it, its title or its description."""
        (_, _, keys), described, (_, title) = content
        text = "".join(piece.text for piece in self.inlines(described, _PLAIN, ""))
        self.pictures.append(Picture(dict(keys).get("alt", title or text), link))

    def target(self, address: str) -> str:
        """Return where a link leads: a page by its number, or an address."""
        if not address.startswith("#"):
            return address
        return f"page {self.pages.get(address[1:], '?')}"

    def filled(self, text: str) -> str:
        """Return text with the values of variables."""
        for name, value in self.given.variables.items():
            text = text.replace(name, value)
        return text


def _raw(text: str, marks: frozenset[str], link: str) -> Iterator[Piece]:
    """Yield what is shown of raw HTML and TeX, which Pandoc leaves to other programs."""
    if text.startswith("<br"):
        yield Piece(BREAK, marks, link)
    elif strong := _HTML.fullmatch(text):
        yield Piece(strong[1], marks | {"strong"}, link)
    elif text == "\\LaTeX":
        yield Piece("LaTeX", marks, link)
    elif command := _TEX.fullmatch(text):
        yield Piece(command[2], marks | {_TEX_MARKS[command[1]]}, link)
