"""The words in an SVG picture, and the picture with others in their place.

An element with `translate="no"` keeps its words, and those of what it holds, as HTML and the
Internationalization Tag Set (ITS 2.0, 8.1) have it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from diptych.model.asset import Asset

_SET = "{http://www.w3.org/2000/svg}text"
_TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
_WORDS = re.compile(r"(?<=>)([^<>]*[^<>\s][^<>]*)(?=<)")


def svg_words(data: bytes) -> tuple[str, ...]:
    """Return what the texts of a sound SVG say, each once, if it has a letter."""
    root = ET.fromstring(data)  # noqa: S314 - measured before, which refuses what could explode
    said = (" ".join(words.split()) for words in _said(root, is_text=False, is_kept=False))
    return tuple(dict.fromkeys(words for words in said if any(map(str.isalpha, words))))


@lru_cache(maxsize=64)
def with_svg_words(asset: Asset, locale: str, words: tuple[tuple[str, str], ...]) -> Asset:
    """Return an SVG with its words replaced, each pair an old and a new one."""
    told = dict(words)

    def replaced(found: re.Match[str]) -> str:
        old = " ".join(unescape(found[1]).split())
        return escape(told[old], quote=False) if old in told else found[1]

    svg = asset.read().decode("utf-8-sig")
    data = _TEXT.sub(lambda text: _WORDS.sub(replaced, text.group()), svg).encode()
    return replace(
        asset,
        name=f"{asset.stem}.{locale}.{asset.suffix}",
        sha256=hashlib.sha256(data).hexdigest(),
        read=lambda: data,
        variants={},
    )


def _said(element: ET.Element, *, is_text: bool, is_kept: bool) -> Iterator[str]:
    said = element.get("translate")
    is_kept = is_kept if said is None else said == "no"
    is_text = is_text or element.tag == _SET
    if is_text and not is_kept and element.text:
        yield element.text
    for child in element:
        yield from _said(child, is_text=is_text, is_kept=is_kept)
        if is_text and not is_kept and child.tail:
            yield child.tail
