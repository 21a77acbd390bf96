"""Runs of text as inline HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape as escape_html
from itertools import groupby, pairwise

from diptych.model.deck import Source
from diptych.model.formula import Formula
from diptych.model.paragraph import Paragraph
from diptych.model.text import FORMULA_ROOM, PLAIN, LineBreak, Run, RunStyle, Side, spare_side
from diptych.render.html.breaks import ORDINARY, Breaks, breaks
from diptych.render.html.icons import icon_svg
from diptych.render.html.links import href
from diptych.render.html.mathml import mathml
from diptych.render.html.units import attribute, token
from diptych.render.links import is_safe
from diptych.typography.emoji import may_have_emoji, split_at_emoji
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
"""The numbered sources of a slide, by number."""


def render_runs(paragraph: Paragraph, sources: Sources) -> str:
    """Return the runs of a paragraph as inline HTML that breaks where the solver does."""
    runs = paragraph.runs
    if len(runs) == 1 and isinstance(run := runs[0], Run):
        if run.text.isalnum() and _is_plain(run):  # a figure or a word, as in most cells of tables
            return run.text
        return _line([run], paragraph, sources)
    line_break = "\n" if paragraph.kind == "code" else "<br>"
    return line_break.join([_line(line, paragraph, sources) for line in _lines(paragraph)])


def _lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """Yield the runs between the author's line breaks."""
    line: list[Run] = []
    for run in paragraph.runs:
        if isinstance(run, LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _line(runs: list[Run], paragraph: Paragraph, sources: Sources) -> str:
    # A line of code that is not broken anywhere needs nothing that says where.
    is_whole = paragraph.kind == "code" and paragraph.line_count == 1
    where = ORDINARY if is_whole else _breaks(runs, paragraph)
    if where is ORDINARY and len(runs) == 1 and _is_plain(runs[0]):
        return escape_html(runs[0].text, quote=False)
    pieces: list[tuple[str | None, str]] = []
    at = 0
    for run in runs:
        if run.icon:
            color = run.style.color or paragraph.color
            shown = icon_svg(run.icon, color, is_read=paragraph.is_icons) * len(run.text)
            pieces.append((run.link if is_safe(run.link) else None, shown))
            at += len(run.text)
            continue
        if run.formula is not None:
            words = "".join([one.text for one in runs])
            shown = _formula(run, run.formula, spare_side(words, at))
            held = _WORD_JOINER if at and at in where.tied else ""
            pieces.append((run.link if is_safe(run.link) else None, held + shown))
            at += len(run.text)
            continue
        text = _spoken(run.text, at, where, paragraph)
        if run.role == "citation":
            pieces.append((None, _citation(run, text, sources)))
        else:
            shown = text if paragraph.kind == "code" else styled(run.style, text)
            if run.style.color:
                shown = f'<span style="color:{token(run.style.color)}">{shown}</span>'
            if run.role == "aside":
                shown = _aside(shown, paragraph)
            if run.role == "quiet-link":
                shown = f'<span class="quiet-link">{shown}</span>'
            pieces.append((run.link if is_safe(run.link) else None, shown))
        at += len(run.text)
    return "".join(_linked(pieces))


def _formula(run: Run, formula: Formula, spare: Side) -> str:
    """Return a formula as wide as it was measured, which does not move the lines around it."""
    width = f"width:{round(formula.width * FORMULA_ROOM, 4)}em"
    color = f";color:{token(run.style.color)}" if run.style.color else ""
    inside = f'<span class="formula-in-text">{mathml(formula)}</span>'
    room = "formula-room" if spare == "both" else f"formula-room spare-{spare}"
    shown = f'<span class="{room}" style="{width}{color}">{inside}</span>'
    return _WORD_JOINER.join([shown] * len(run.text))


def _aside(html: str, paragraph: Paragraph) -> str:
    """Return an aside in its colour, and not bold with its paragraph."""
    weight = paragraph.aside_weight
    lighter = f";font-weight:{weight}" if weight != paragraph.weight else ""
    return f'<span class="aside" style="color:{token(paragraph.aside)}{lighter}">{html}</span>'


def _is_plain(run: Run) -> bool:
    """Return whether a run is plain ASCII text, as most of them are."""
    return run.style == PLAIN and not run.link and not run.role and run.text.isascii()


def _breaks(runs: list[Run], paragraph: Paragraph) -> Breaks:
    """Return where browsers need instructions to break where the solver does."""
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    return breaks(text, paragraph.locale.startswith(_IDEOGRAPHIC))


def _spoken(text: str, start: int, where: Breaks, paragraph: Paragraph) -> str:
    """Return text that begins at `start` in its line, with words in other scripts marked up.

    Screen readers use the language to choose a voice, and browsers to choose a font.
    """
    if text.isascii():
        return _text(text, start, where)
    locale = paragraph.locale
    own = locale.partition("-")[0]
    context = "".join([run.text for run in paragraph.runs if isinstance(run, Run)])
    html, at = "", start
    parts = (
        (part, language if language != own else "")
        for part, language in language_runs(text, locale, context)
    )
    # Text that needs no span is kept in one piece, since ties across pieces need a word joiner.
    for language, members in groupby(parts, key=lambda member: member[1]):
        whole = "".join(part for part, _ in members)
        words = _text(whole, at, where)
        html += f"<span{attribute('lang', language)}>{words}</span>" if language else words
        at += len(whole)
    return html


def _text(text: str, start: int, where: Breaks) -> str:
    """Return text that begins at `start` in its line, with tags that control line breaks."""
    if where is ORDINARY:
        return escaped(text)
    tags = _tags(text, start, where)
    offsets = sorted({0, len(text), *tags})
    pieces = (tags.get(first, "") + escaped(text[first:last]) for first, last in pairwise(offsets))
    return "".join(pieces) + (tags.get(len(text), "") if text else "")


def escaped(text: str) -> str:
    """Return text as HTML, with its emoji marked up."""
    return mark_emoji(escape_html(text, quote=False))


def mark_emoji(words: str) -> str:
    """Return text, already escaped, with its emoji marked up: they have a font of their own."""
    if not may_have_emoji(words):
        return words
    return "".join(
        f'<span class="emoji">{one}</span>' if is_emoji else one
        for one, is_emoji in split_at_emoji(words)
    )


def _tags(text: str, start: int, where: Breaks) -> dict[int, str]:
    """Return the tags to insert into the text, by offset.

    Characters are tied by a `nowrap` span around them. A word joiner would hide the word from the
    browser's search, so it is only used between two runs, which no span can enclose.
    """
    tied = [i for i in range(1, len(text)) if start + i in where.tied]
    tags: dict[int, str] = {}
    for first, last in _ranges(tied):
        tags[first] = tags.get(first, "") + '<span class="nb">'
        tags[last] = "</span>"
    for i in range(len(text)):
        if start + i in where.free:
            tags[i] = "<wbr>" + tags.get(i, "")
    if text and start in where.tied:
        tags[0] = _WORD_JOINER + tags.get(0, "")
    return tags


def _ranges(tied: list[int]) -> list[tuple[int, int]]:
    """Return start and end of each range of characters that are tied together."""
    ranges: list[tuple[int, int]] = []
    for i in tied:
        first = ranges.pop()[0] if ranges and ranges[-1][1] == i else i - 1
        ranges.append((first, i + 1))
    return ranges


def styled(style: RunStyle, html: str) -> str:
    """Return HTML in the tags of a style."""
    if style == PLAIN:
        return html
    for field, tag in _TAGS:
        if getattr(style, field):
            html = f"<{tag}>{html}</{tag}>"
    if tag := _RAISED.get(style.raised, ""):
        html = f"<{tag}>{html}</{tag}>"
    return html


def _linked(pieces: list[tuple[str | None, str]]) -> Iterator[str]:
    """Yield the pieces, with adjacent ones of the same link joined."""
    for link, members in groupby(pieces, key=lambda piece: piece[0]):
        html = "".join(piece for _, piece in members)
        yield html if link is None else f"<a{href(link)}>{html}</a>"


def _citation(run: Run, html: str, sources: Sources) -> str:
    """Return the number of a citation, linked to its source if that has an address."""
    digits = re.sub(r"\D", "", run.text)
    source = sources.get(int(digits)) if digits else None
    link = run.link or (source.link if source is not None else None)
    if link is not None and is_safe(link):
        name = f"{run.text} {source.text.plain}" if source is not None else run.text
        html = f"<a{href(link)}{attribute('aria-label', name)}>{html}</a>"
    return f'<sup class="cite">{html}</sup>'
