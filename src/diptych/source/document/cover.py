"""The title slide of a single-file talk, made from its metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.model.block import Block
from diptych.model.deck import Placed, Slide
from diptych.model.text import Run, Text, joined_texts
from diptych.source.document.diagnostic_kinds import FOREIGN_KEY, NO_DAY
from diptych.source.document.foreign_layouts import short_lines
from diptych.source.document.people import Byline
from diptych.source.markdown.slide_body import Parsed
from diptych.source.yaml.fields import Fields

COVER = "title-slide"
"""Pandoc's id of the slide that is made from the front matter."""
_COMPUTED = {"today", "now", "last-modified"}
"""Dates that Quarto computes."""
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LINE_BLOCK = re.compile(r"\|\s+")


def read_title(fields: Fields) -> Text | None:
    """Return the title of the document; None if it has none."""
    title = _joined(fields.texts("title"), " ")
    return None if title is None or title.is_empty else title


def read_cover(fields: Fields, byline: Byline) -> Slide | None:
    """Return the title slide; None without a title."""
    title = read_title(fields)
    if title is None:
        return None
    event = [text for key in ("subtitle", "event") for text in fields.texts(key)]
    by = [*_credits(byline), *_dates(fields)]
    placed = (("event", event), ("speaker", by))
    return Slide(
        id=COVER,
        title=title,
        span=title.span,
        layout="cover",
        placed=tuple(
            Placed(region, _paragraphs(lines), title.span) for region, lines in placed if lines
        ),
    )


def as_cover(parsed: Parsed, cover: Slide | None) -> Parsed | None:
    """Return the first slide of a file for another tool, placed as on a cover; None if it is none.

    These tools make no slide of the front matter, so that it has the title and a few lines. What
    else a `cover` from the front matter would say is added.
    """
    title, body = parsed.title, short_lines(parsed)
    if title is None or parsed.columns or parsed.placed or len(body) < len(parsed.body):
        return None
    if cover is not None and cover.title.plain.casefold() != title.plain.casefold():
        return None
    placed = {one.region: one for one in cover.placed} if cover is not None else {}
    if body:
        placed["speaker"] = Placed("speaker", body, title.span)
    return replace(parsed, body=(), placed=tuple(placed.values()))


def _dates(fields: Fields) -> Iterator[Text]:
    """Yield the date; one that Quarto would compute is reported."""
    for text in fields.texts("date"):
        if text.is_empty:  # only TeX, `\today`, which is reported
            continue
        if text.plain not in _COMPUTED:
            if _is_no_day(text.plain):
                message = f"the calendar has no day `{text.plain}`"
                hint = "write year, month and day, such as `2026-11-23`"
                fields.reader.report(NO_DAY, text.span, message, hint)
            yield text
            continue
        message = f"`date: {text.plain}` is not computed: builds do not depend on the date"
        fields.reader.report(FOREIGN_KEY, text.span, message, "write out the date")


def _is_no_day(words: str) -> bool:
    """Return whether a text is written like a day of the calendar, but is none."""
    if (found := _DAY.fullmatch(words.strip())) is None:
        return False
    try:
        dt.date(*map(int, found.groups()))
    except ValueError:
        return True
    return False


def _credits(byline: Byline) -> Iterator[Text]:
    """Yield a line for each author, and one for their common affiliation.

    Authors with different affiliations have them next to their names.
    """
    institute = _joined(byline.institutes, ", ")
    own = [_joined(author.affiliations, ", ") or institute for author in byline.authors]
    places = {text.source: text for text in own if text is not None}
    apart = len(places) > 1 or (places and any(text is None for text in own))
    for author, place in zip(byline.authors, own, strict=True):
        yield joined_texts([author.name, place], ", ") if apart and place else author.name
    if not apart:
        yield from places.values()
    if institute is not None and institute.source not in places:
        yield institute


def _joined(texts: Iterable[Text], between: str) -> Text | None:
    given = [text for text in texts if not text.is_empty]
    return joined_texts(given, between) if given else None


def _paragraphs(lines: Iterable[Text]) -> tuple[Block, ...]:
    return tuple(Prose(text=line, span=line.span) for line in map(_unbarred, lines))


def _unbarred(text: Text) -> Text:
    """Return a text without the bar of Pandoc's line blocks, which keeps lines separate."""
    first = text.inlines[0] if text.inlines else None
    if not isinstance(first, Run) or not _LINE_BLOCK.match(first.text):
        return text
    first = replace(first, text=_LINE_BLOCK.sub("", first.text, count=1))
    return replace(text, inlines=(first, *text.inlines[1:]))
