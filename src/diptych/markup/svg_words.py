"""The words in an SVG picture, read and replaced.

An element with `translate="no"` keeps its words and those of its descendants, as in HTML and the
Internationalization Tag Set (ITS 2.0, 8.1).
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

from diptych.model.asset import Asset, Content

_SET = "http://www.w3.org/2000/svg text"
_TEXT = re.compile(r"<text\b")
_TEXT_END = "</text>"
_WORDS = re.compile(r"(?<=>)(?=[^<>]*+<)([^<>]*[^<>\s][^<>]*)")


def svg_words(data: bytes) -> tuple[str, ...]:
    """Return the texts of a well-formed SVG that have letters, each once."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.Parse(data, True)
    composed = map(_composed, reader.found)
    return tuple(dict.fromkeys(words for words in composed if any(map(str.isalpha, words))))


class _Reader:
    """Collects the words in text elements that may be translated."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.inside: list[tuple[bool, bool]] = [(False, False)]
        """For each open element, whether it is within a text, and whether it is kept."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        is_text, is_kept = self.inside[-1]
        translate = attributes.get("translate")
        kept = is_kept if translate is None else translate == "no"
        self.inside.append((is_text or name == _SET, kept))

    def end(self, _: str) -> None:
        self.inside.pop()

    def words(self, words: str) -> None:
        is_text, is_kept = self.inside[-1]
        if is_text and not is_kept:
            self.found.append(words)


@lru_cache(maxsize=64)
def with_svg_words(asset: Asset, locale: str, words: tuple[tuple[str, str], ...]) -> Asset:
    """Return an SVG with its words replaced; each pair is the old and the new words."""
    changes = dict(words)

    def replaced(found: re.Match[str]) -> str:
        old = _composed(unescape(found[1]))
        return escape(changes[old], quote=False) if old in changes else found[1]

    svg = asset.read().decode("utf-8-sig")
    data = "".join(
        _WORDS.sub(replaced, part) if is_text else part for is_text, part in _parts(svg)
    ).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return replace(
        asset,
        name=f"{asset.stem}.{locale}.{asset.suffix}",
        sha256=sha256,
        read=Content(sha256, data, is_made=True),
        variants={},
    )


def _parts(svg: str) -> Iterator[tuple[bool, str]]:
    """Yield an SVG in parts, each with whether it is a text element."""
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
