"""The words and sources of the talk as it was published, as hashes, slide by slide.

The published page is not ours to copy. Who has its text, and an outline that restores what was lost
on the way to text, makes the list of hashes again by

    cd tests/render/pdf && python published.py PAGE.txt OUTLINE.yaml > golden/published.json

A word is compared without case, spaces and signs, since the page has lost hyphens and brackets, and
parts words where they were. Addresses in running text are the slide's sources, compared as links.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PUBLISHED = Path(__file__).parent / "golden" / "published.json"
_SLIDE = re.compile(r"\n? {2}(?=\d{1,2}\. )")
_NUMBER = re.compile(r"(\d{1,2})\. (.*)", re.DOTALL)


class PublishedSlide(NamedTuple):
    """What a slide shows."""

    words: Sequence[tuple[int, str]]
    """The length of each word, and its hash."""
    sources: Sequence[str]
    """The hashes of addresses."""


def published() -> list[PublishedSlide]:
    """Return the slides of the published talk."""
    return [PublishedSlide(*slide) for slide in json.loads(PUBLISHED.read_text("utf-8"))]


def lost(slide: PublishedSlide, text: str, links: Iterable[str]) -> int:
    """Return how many words and sources of a slide are neither in a text nor among links."""
    shown = bare(text)
    found = {
        length: {hashed(shown[at : at + length]) for at in range(len(shown) - length + 1)}
        for length in {length for length, _ in slide.words}
    }
    words = sum(word not in found[length] for length, word in slide.words)
    return words + len(set(slide.sources) - {hashed(link) for link in links})


def bare(text: str) -> str:
    """Return a text without case, spaces and signs."""
    whole = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\W_]", "", re.sub("[\x02\ufffe]", "", whole))


def hashed(text: str) -> str:
    """Return ten digits of a hash."""
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


def _slides(page: str, outline: Any) -> list[PublishedSlide]:
    texts: list[str] = []
    for part in _SLIDE.split(page[page.index("  1. ") :]):
        found = _NUMBER.match(part)
        if found and int(found[1]) == len(texts) + 1 <= outline["slide_count"]:
            texts.append(found[2])
    return [
        PublishedSlide(
            sorted({(len(word), hashed(word)) for word in _words(text)}),
            [hashed(source) for source in slide["refs"] if "://" in source],
        )
        for text, slide in zip(texts, outline["slides"], strict=True)
    ]


def _words(text: str) -> Iterator[str]:
    yield from (bare(word) for word in text.split() if bare(word) and "://" not in word)


if __name__ == "__main__":
    import yaml

    texts = [Path(name).read_text("utf-8") for name in sys.argv[1:3]]
    json.dump(_slides(texts[0], yaml.safe_load(texts[1])), sys.stdout, separators=(",", ":"))
