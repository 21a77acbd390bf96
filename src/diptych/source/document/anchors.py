"""Links within a single-file talk: to its slides, and to what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import split_trailing
from diptych.markup.slugs import slug
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.model.text import Inline, Run, Text, Variable
from diptych.model.walk import blocks_of, map_links, map_texts
from diptych.source.document.diagnostic_kinds import DEAD_LINK
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token


def anchors_on(slide: Slide, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what links to a slide may name: its headings as Pandoc names them, its blocks' ids."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            words, attributes = split_trailing(inline.content)
            yield slug(words)
            if attributes is not None and attributes.id is not None:
                yield attributes.id
    for block in blocks_of(slide, Block):  # type: ignore[type-abstract]  # only compared with
        if block.id is not None:
            yield block.id


def with_links(
    slide: Slide, targets: Mapping[str, str], ids: AbstractSet[str], reader: SourceReader
) -> Slide:
    """Return `slide` with links to `targets` leading to the slides with these.

    A link that leads to none of the slides `ids` is removed, with a report.
    """

    def changed(link: str, span: Span) -> str | None:
        target = link.removeprefix("#")
        if target == link:
            return link
        target = targets.get(target, target)
        slide_id, _, page = target.rpartition("/")
        if target in ids or (slide_id in ids and page.isdecimal()):
            return f"#{target}"
        message = f"the link `{link}` leads to nothing in the talk and is left out"
        hint = nearest(target, ids, what="slide")
        reader.report(DEAD_LINK, span, message, hint, subject=link)
        return None

    def in_text(text: Text) -> Text:
        def follow(inline: Inline) -> Inline:
            if isinstance(inline, Run | Variable) and inline.link is not None:
                return replace(inline, link=changed(inline.link, _place(inline.link, text)))
            return inline

        inlines = tuple(map(follow, text.inlines))
        return text if inlines == text.inlines else replace(text, inlines=inlines)

    return map_links(map_texts(slide, in_text), lambda link: changed(link, slide.span))


def _place(link: str, text: Text) -> Span:
    """Return the place of a link's address if it is on the first line of its text."""
    at = text.source.partition("\n")[0].find(f"({link})")
    if at < 0:
        return text.span
    return replace(text.span, column=text.span.column + at + 1, length=len(link))
