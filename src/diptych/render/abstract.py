"""An abstract as passages, like the words of a slide, with the addresses in it as links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from diptych.markup.links import web_address
from diptych.model.abstract import Abstract, AbstractParagraph
from diptych.render.passages import Passage, Words, words_of

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'，。、）]*[^\s<>\"'，。、）.,;:!?)\]]")


def abstract_passages(abstract: Abstract, language: str = "") -> tuple[Passage, ...]:
    """Return an abstract as passages, in a `language` other than that around it."""
    return tuple(_passage(paragraph, language) for paragraph in abstract.paragraphs)


def with_addresses(words: Words) -> Iterator[Words]:
    """Yield words with the addresses in them as links; code and links stay as they are."""
    if words.link is not None or words.style.code:
        yield words
        return
    text, end = words.text, 0
    for found in _ADDRESS.finditer(text):
        if found.start() > end:
            yield replace(words, text=text[end : found.start()])
        url = found[0] if "://" in found[0] else web_address(found[0])
        yield replace(words, text=found[0], link=url)
        end = found.end()
    if text[end:]:
        yield replace(words, text=text[end:])


def _passage(paragraph: AbstractParagraph, language: str) -> Passage:
    words = words_of(paragraph.text.runs)
    return Passage(
        kind="text" if paragraph.level is None else "item",
        words=tuple(linked for one in words for linked in with_addresses(one)),
        level=paragraph.level or 0,
        sign=paragraph.sign,
        begins=paragraph.begins,
        language=language,
    )
