"""Runs of text as inline HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape as escape_html
from itertools import groupby, pairwise

from diptych.model.deck import Source
from diptych.model.shapes import Paragraph
from diptych.model.text import PLAIN, LineBreak, Run
from diptych.render.html.breaks import ORDINARY, Breaks, breaks
from diptych.render.html.links import href, is_safe
from diptych.render.html.units import attribute
from diptych.typography.language import language_runs

_TAGS = (
    ("bold", "strong"),
    ("italic", "em"),
    ("strike", "del"),
    ("underline", "u"),
    ("mark", "mark"),
    ("code", "code"),
)
_RAISED = {"super": "sup", "sub": "sub"}
_WORD_JOINER = "\u2060"
_IDEOGRAPHIC = ("ja", "zh")

Sources = Mapping[int, Source]
"""The sources of a slide that have a number, by it."""


def render_runs(paragraph: Paragraph, sources: Sources) -> str:
    """Return the runs of a paragraph as inline HTML that breaks where the solver says."""
    line_break = "\n" if paragraph.kind == "code" else "<br>"
    return line_break.join([_line(line, paragraph, sources) for line in _lines(paragraph)])


def _lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """Yield the stretches between the line breaks that the author asked for."""
    line: list[Run] = []
    for run in paragraph.runs:
        if isinstance(run, LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _line(runs: list[Run], paragraph: Paragraph, sources: Sources) -> str:
    where = _breaks(runs, paragraph)
    if where is ORDINARY and len(runs) == 1 and _is_plain(runs[0]):
        return escape_html(runs[0].text, quote=False)
    pieces: list[tuple[str | None, str]] = []
    context = "".join([run.text for run in paragraph.runs if isinstance(run, Run)])
    at = 0
    for run in runs:
        text = _spoken(run.text, at, where, paragraph.locale, context)
        if run.role == "citation":
            pieces.append((None, _citation(run, text, sources)))
        else:
            styled = text if paragraph.kind == "code" else _styled(run, text)
            pieces.append((run.link if is_safe(run.link) else None, styled))
        at += len(run.text)
    return "".join(_linked(pieces))


def _is_plain(run: Run) -> bool:
    """Return whether a run is nothing but Latin words, as most of them are."""
    return run.style == PLAIN and not run.link and not run.role and run.text.isascii()


def _breaks(runs: list[Run], paragraph: Paragraph) -> Breaks:
    """Return where the browser has to be helped to break where the solver does."""
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    return breaks(text, ideographs_break=paragraph.locale.startswith(_IDEOGRAPHIC))


def _spoken(text: str, start: int, where: Breaks, locale: str, context: str) -> str:
    """Return text that begins at `start` in its line, words in other scripts with their language.

    Screen readers choose a voice by it, and browsers a font.
    """
    if text.isascii():
        return _text(text, start, where)
    own = locale.partition("-")[0]
    html, at = "", start
    stretches = (
        (stretch, language if language != own else "")
        for stretch, language in language_runs(text, locale, context)
    )
    # What needs no span stays in one piece: characters are tied across a seam by a word joiner.
    for language, members in groupby(stretches, key=lambda member: member[1]):
        stretch = "".join(part for part, _ in members)
        words = _text(stretch, at, where)
        html += f"<span{attribute('lang', language)}>{words}</span>" if language else words
        at += len(stretch)
    return html


def _text(text: str, start: int, where: Breaks) -> str:
    """Return text that begins at `start` in its line, with what makes it break as it should."""
    if where is ORDINARY:
        return escape_html(text, quote=False)
    tags = _tags(text, start, where)
    offsets = sorted({0, len(text), *tags})
    stretches = (
        tags.get(first, "") + escape_html(text[first:last], quote=False)
        for first, last in pairwise(offsets)
    )
    return "".join(stretches) + (tags.get(len(text), "") if text else "")


def _tags(text: str, start: int, where: Breaks) -> dict[int, str]:
    """Return what is to be inserted into the text, by offset.

    Characters are tied by a `nowrap` span around them. A word joiner would hide the word from the
    browser's search, so it stands only between two runs, which no span can enclose.
    """
    tied = [i for i in range(1, len(text)) if start + i in where.tied]
    tags: dict[int, str] = {}
    for first, last in _stretches(tied):
        tags[first] = tags.get(first, "") + '<span class="nb">'
        tags[last] = "</span>"
    for i in range(len(text)):
        if start + i in where.free:
            tags[i] = "<wbr>" + tags.get(i, "")
    if text and start in where.tied:
        tags[0] = _WORD_JOINER + tags.get(0, "")
    return tags


def _stretches(tied: list[int]) -> list[tuple[int, int]]:
    """Return first and last offset of each stretch of characters tied to one another."""
    stretches: list[tuple[int, int]] = []
    for i in tied:
        first = stretches.pop()[0] if stretches and stretches[-1][1] == i else i - 1
        stretches.append((first, i + 1))
    return stretches


def _styled(run: Run, html: str) -> str:
    """Return a run in the tags of its style."""
    if run.style == PLAIN:
        return html
    for field, tag in _TAGS:
        if getattr(run.style, field):
            html = f"<{tag}>{html}</{tag}>"
    if tag := _RAISED.get(run.style.raised, ""):
        html = f"<{tag}>{html}</{tag}>"
    return html


def _linked(pieces: list[tuple[str | None, str]]) -> Iterator[str]:
    """Yield the pieces, neighbours that lead to the same place as one link."""
    for link, members in groupby(pieces, key=lambda piece: piece[0]):
        html = "".join(piece for _, piece in members)
        yield html if link is None else f"<a{href(link)}>{html}</a>"


def _citation(run: Run, html: str, sources: Sources) -> str:
    """Return the number of a citation, leading to its source where that has an address."""
    digits = re.sub(r"\D", "", run.text)
    source = sources.get(int(digits)) if digits else None
    link = run.link or (source.link if source is not None else None)
    if link is not None and is_safe(link):
        name = f"{run.text} {source.text.plain}" if source is not None else run.text
        html = f"<a{href(link)}{attribute('aria-label', name)}>{html}</a>"
    return f'<sup class="cite">{html}</sup>'
