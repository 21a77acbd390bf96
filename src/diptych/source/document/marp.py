"""Marp's pictures behind and beside slides, `![bg right](a.jpg)` (Marpit, "Image syntax")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE
from diptych.source.document.opaque import opaque_lines
from diptych.source.markdown.rules import Blocks
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

BACKGROUND = "background"
"""The type of tokens that stand for a background, and the key of their `meta` that has it."""

_PICTURE = r"!\[(?P<words>[^\[\]]*)\]\((?P<path><[^<>]*>|[^\s()]+)(?:\s+\"[^\"]*\")?\)"
_LINE = re.compile(r" {0,3}(?:!\[bg\b[^\[\]]*\]\([^()]*\)\s*)+")
_COLOR = re.compile(r"#?\w+|\w+\([^)]*\)")
_SIDE = re.compile(r"(left|right)(?::[\d.]+%)?")
_FILLING = {"bg", "cover", "vertical"}
_WHOLE = re.compile(r"fit|contain|auto|[\d.]+%")
_OTHER = re.compile(
    r"(?:w|h|width|height|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert"
    r"|opacity|saturate|sepia)(?::\S+)?"
)
_ONE = "a slide has one background here"


Side = Literal["", "left", "right"]


class Background(Struct, frozen=True):
    """A picture behind a slide, or at one of its edges."""

    path: str
    span: Span
    alt: str = ""
    side: Side = ""
    fit: Literal["fill", "fit"] = "fill"


class Uncovered(Struct, frozen=True):
    """A document without the lines that only have backgrounds, and these."""

    body: str
    backgrounds: Sequence[Background]


def without_backgrounds(body: str, name: str, reader: SourceReader) -> Uncovered:
    """Return a document with a blank line for each line of backgrounds; report their colours."""
    opaque, lines = opaque_lines(body), body.split("\n")
    found: list[Background] = []
    for number, line in enumerate(lines):
        if number in opaque or "![bg" not in line or not _LINE.fullmatch(line):
            continue
        lines[number] = ""
        found += _backgrounds(line, number, name, reader)
    return Uncovered("\n".join(lines), found)


def _backgrounds(line: str, number: int, name: str, reader: SourceReader) -> Iterator[Background]:
    for picture in re.finditer(_PICTURE, line):
        start, end = picture.span()
        span = Span(name, number + 1, start + 1, end - start)
        words, path = picture["words"].split(), picture["path"].strip("<>")
        unused = [word for word in words if _OTHER.fullmatch(word)]
        if _COLOR.fullmatch(path):
            message = f"the colour `{path}` of a background has a meaning only in Marp"
            reader.report(IGNORED_ATTRIBUTE, span, message, "write `mode: dark`", subject=path)
            continue
        if unused:
            known = " ".join(unused)
            message = f"`{known}` in the brackets of a picture has a meaning only in Marp"
            hint = "edit the picture itself"
            reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=known)
        sides = [found[1] for word in words if (found := _SIDE.fullmatch(word))]
        is_whole = any(map(_WHOLE.fullmatch, words))
        said = [word for word in words if not _is_keyword(word)]
        side: Literal["", "left", "right"] = "" if not sides else "left"
        side = "right" if "right" in sides else side
        yield Background(path, span, " ".join(said), side, "fit" if is_whole else "fill")


def _is_keyword(word: str) -> bool:
    patterns = (_SIDE, _WHOLE, _OTHER)
    return word in _FILLING or any(pattern.fullmatch(word) for pattern in patterns)


def with_backgrounds(blocks: Blocks, backgrounds: Sequence[Background]) -> Blocks:
    """Return tokens with one for each background, before the top-level token below it."""
    from markdown_it.token import Token  # the parser has imported it already

    tokens: list[Token] = []
    waiting = list(reversed(backgrounds))
    for token in (*blocks.tokens, None):
        is_top = token is None or (not token.level and token.nesting >= 0 and token.map)
        while waiting and is_top and _is_below(token, waiting[-1]):
            one = waiting.pop()
            at = [one.span.line - 1, one.span.line]
            tokens.append(Token(BACKGROUND, "", 0, map=at, meta={BACKGROUND: one}))
        tokens += [token] if token is not None else []
    return Blocks(tokens, blocks.definitions)


def _is_below(token: Token | None, background: Background) -> bool:
    return token is None or not token.map or token.map[0] >= background.span.line


def background_of(tokens: Sequence[Token], reader: SourceReader) -> Background | None:
    """Return the background of a slide; None if it has none. Further ones are reported."""
    found: list[Background] = [one.meta[BACKGROUND] for one in tokens if one.type == BACKGROUND]
    for one in found[1:]:
        message = f"{_ONE}, so that `{one.path}` is left out"
        hint = "write it as a picture, `![](path)`"
        reader.report(IGNORED_ATTRIBUTE, one.span, message, hint, subject=one.path)
    return found[0] if found else None
