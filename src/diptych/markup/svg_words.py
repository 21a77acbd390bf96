"""The words in an SVG picture, and the picture with others in their place.

An element with `translate="no"` keeps its words, and those of what it holds, as HTML and the
Internationalization Tag Set (ITS 2.0, 8.1) have it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from xml.parsers import expat

from msgspec.structs import replace

from diptych.model.asset import Asset

_SET = "http://www.w3.org/2000/svg text"
_TEXT = re.compile(r"<text\b")
_TEXT_END = "</text>"
_WORDS = re.compile(r"(?<=>)(?=[^<>]*+<)([^<>]*[^<>\s][^<>]*)")


def svg_words(data: bytes) -> tuple[str, ...]:
    """Return what the texts of a sound SVG say, each once, if it has a letter."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.Parse(data, True)
    said = map(_composed, reader.said)
    return tuple(dict.fromkeys(words for words in said if any(map(str.isalpha, words))))


class _Reader:
    """Gathers the words between the tags of texts that are not kept as they are."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.inside: list[tuple[bool, bool]] = [(False, False)]
        """Whether each element that is open is within a text, and whether it is kept."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        is_text, is_kept = self.inside[-1]
        told = attributes.get("translate")
        kept = is_kept if told is None else told == "no"
        self.inside.append((is_text or name == _SET, kept))

    def end(self, _: str) -> None:
        self.inside.pop()

    def words(self, words: str) -> None:
        is_text, is_kept = self.inside[-1]
        if is_text and not is_kept:
            self.said.append(words)


@lru_cache(maxsize=64)
def with_svg_words(asset: Asset, locale: str, words: tuple[tuple[str, str], ...]) -> Asset:
    """Return an SVG with its words replaced, each pair an old and a new one."""
    told = dict(words)

    def replaced(found: re.Match[str]) -> str:
        old = _composed(unescape(found[1]))
        return escape(told[old], quote=False) if old in told else found[1]

    svg = asset.read().decode("utf-8-sig")
    data = "".join(
        _WORDS.sub(replaced, part) if is_text else part for is_text, part in _told_apart(svg)
    ).encode()
    return replace(
        asset,
        name=f"{asset.stem}.{locale}.{asset.suffix}",
        sha256=hashlib.sha256(data).hexdigest(),
        read=lambda: data,
        variants={},
    )


def _told_apart(svg: str) -> Iterator[tuple[bool, str]]:
    """Yield an SVG in parts, and whether each is a text with its tags."""
    at = 0
    while begin := _TEXT.search(svg, at):
        end = svg.find(_TEXT_END, begin.end()) + len(_TEXT_END)
        if end < begin.end():
            break
        yield False, svg[at : begin.start()]
        yield True, svg[begin.start() : end]
        at = end
    yield False, svg[at:]


def _composed(words: str) -> str:
    """Return words with single spaces, composed (Unicode NFC) as catalogues are."""
    return unicodedata.normalize("NFC", " ".join(words.split()))
