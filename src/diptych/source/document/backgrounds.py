"""Pictures behind slides, as Pandoc, Quarto, reveal.js and Marp have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE
from diptych.markup.picture import PictureMark
from diptych.model.source_text import one_line
from diptych.model.text import Text
from diptych.source.document.marp import BACKGROUND, Background, background_of
from diptych.source.markdown.page import Page
from diptych.source.markdown.pictures import read_figure
from diptych.source.markdown.slide_body import Parsed
from diptych.source.pictures.web import stand_in
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

BACKGROUNDS = ("background-image", "data-background-image")
"""Attributes of a heading that name the picture (Pandoc manual, "Background in reveal.js")."""
_LAYOUT = "text-on-picture"
_BESIDE = {
    ("left", "fill"): "picture-edge-left",
    ("right", "fill"): "picture-edge-right",
    ("left", "fit"): "picture-left",
    ("right", "fit"): "picture-text",
}
"""Layouts of a picture at one side, by whether it fills that or is shown whole."""
_COMMENT = re.compile(
    r"<!--\s*\.slide:[^>]{0,400}?\bdata-background(?:-image)?=([\"'])(?P<path>[^\"'#>]+\.\w+)\1"
)
"""reveal.js's comment with attributes of the slide ("Markdown", "Slide Attributes")."""
_WORDS = {"marp": "bg right", "deckset": "inline"}
"""What the brackets of a picture have where it stands beside or below the text."""
_MOST, _MOST_LINES = 160, 2
"""How many characters of text fit on a picture, and how many paragraphs."""


def with_background(
    parsed: Parsed, tokens: Sequence[Token], page: Page, reader: SourceReader
) -> tuple[Parsed, str | None]:
    """Return a slide with its background as a full-page picture, and its layout; None for no other.

    If it has more than a title and a short paragraph, it would not be read on the picture, which is
    left out with a report. A background of one side stands at that edge of the page.
    """
    found = background_of(tokens, reader) or _background(parsed, tokens, page)
    if found is None:
        return parsed, None
    path, span = found.path, found.span
    is_flow = not parsed.columns and not parsed.placed
    if page.tool == "deckset" and not found.side and not _is_short(parsed):
        found = replace(found, side="right", fit="fit")  # there, most pictures are backgrounds
    if not (is_flow and (found.side or _is_short(parsed))):
        message = f"the background `{path}` is left out: it would be behind more than a paragraph"
        hint = f"write it as a picture, `![{_WORDS.get(page.tool, '')}](path)`"
        reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=path)
        return parsed, None
    place = one_line(page.file, page.lines[span.line - 1], span.line, 1)
    mark = PictureMark(
        place=place,
        at=span.column - 1,
        length=span.length,
        caption=place.part(0, 0),
        path=path,
        attributes=Attributes(None, (), {"alt": found.alt, "fit": found.fit}),
    )
    picture: Picture | None = read_figure(mark, Text("", (), span), page, reader, is_figure=False)
    if picture is None or (picture.asset == stand_in() and (parsed.title or parsed.body)):
        return parsed, None  # rather than with a panel for all of its ground
    layout = _LAYOUT if parsed.title or parsed.body else None
    if found.side and layout:
        layout = _BESIDE[found.side, found.fit]
    return replace(parsed, body=(picture, *parsed.body)), layout


def has_background(parsed: Parsed, tokens: Sequence[Token], page: Page) -> bool:
    """Return whether a picture is asked for behind or beside a slide."""
    is_of_marp = any(token.type == BACKGROUND for token in tokens)
    return is_of_marp or _background(parsed, tokens, page) is not None


def _background(parsed: Parsed, tokens: Sequence[Token], page: Page) -> Background | None:
    """Return the background that a heading or comment names; None if there is none."""
    values = parsed.title_attributes.values
    path = next((values[key] for key in BACKGROUNDS if values.get(key)), None)
    if path is not None and parsed.title_span is not None:
        return Background(path, _written(path, parsed.title_span.line, page))
    for token in tokens:
        comment = _COMMENT.search(token.content) if token.type == "html_block" else None
        if comment is not None:
            line = (token.map or [0])[0] + 1 + token.content.count("\n", 0, comment.start("path"))
            return Background(comment["path"], _written(comment["path"], line, page))
    return None


def _written(path: str, line: int, page: Page) -> Span:
    column = max(0, page.lines[line - 1].find(path)) + 1
    return Span(page.file, line, column, len(path))


def _is_short(parsed: Parsed) -> bool:
    words = [len(one.text.plain) for one in parsed.body if isinstance(one, Prose)]
    return len(words) == len(parsed.body) <= _MOST_LINES and sum(words) <= _MOST
