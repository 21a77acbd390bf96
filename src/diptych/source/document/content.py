"""Reads the slides of a single-file talk, as the tool reads them for which it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.deck import Section, Transition
from diptych.model.text import literal
from diptych.source.document.braces import with_literal_braces
from diptych.source.document.chapters import Chapter
from diptych.source.document.cover import read_cover
from diptych.source.document.dark import classes_of_talk
from diptych.source.document.deckset import as_marp as from_deckset
from diptych.source.document.diagnostic_kinds import FOREIGN_KEY
from diptych.source.document.foreign_keys import report_unserved
from diptych.source.document.inline_code import RUN_BY_R, without_icons
from diptych.source.document.marp_classes import INVERTED
from diptych.source.document.open_fences import report_open_fences
from diptych.source.document.opening import Opened
from diptych.source.document.people import Byline
from diptych.source.document.remark import as_pandoc
from diptych.source.document.remark_listings import stars_mean_lines
from diptych.source.document.sections import Options, read_sections
from diptych.source.document.shortcodes import with_shortcodes
from diptych.source.document.spoken import (
    Cut,
    parsed_with_notes,
    report_taken,
    with_dividers,
    without_notes,
)
from diptych.source.document.tex_lists import with_lists
from diptych.source.document.tex_macros import defines_macros, with_macros
from diptych.source.document.tools import Recognised, divider_level, dividers_of
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import Blocks
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import read_source_form, read_steps, read_transition
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, items_of

DEEPEST_HEADING = 6
QUARTO_LEVEL = 2
"""Quarto's default for `slide-level`."""
_LIKE_MARP = {"marp", "deckset"}
"""Tools whose files have backgrounds and names of emoji, as they are or once rewritten."""
_SERVED = ("marp", "headingDivider")
_ONLY_ELSEWHERE = ("convex", "concave", "zoom", "linear", "view-transition")
"""Transitions of reveal.js that nothing in PowerPoint is like."""
_CONTENTS = {
    "de": "Inhaltsverzeichnis", "es": "Índice", "fr": "Table des matières", "it": "Indice",
    "ja": "目次", "ko": "목차", "pt": "Conteúdo", "ru": "Содержание", "zh": "目录",
}  # fmt: skip
"""The default title of a table of contents by language, if there is no `toc-title:`."""


def read_content(opened: Opened, byline: Byline, locale: str) -> tuple[Section, ...]:
    """Return the slides of a talk in sections, with its cover and what else it asks for."""
    fields, reader = opened.fields, opened.fields.reader
    page = Page(
        file=opened.name,
        folder=opened.path.parent,
        lines=opened.text.split("\n"),
        definitions={},
        tool=opened.known.tool,
    )
    options = _options(opened, byline, locale)
    if page.tool == "slidev":
        return _read(_imported(opened, page), options, fields)
    included = with_shortcodes(opened.body, opened.path, page, fields, reader)
    if included is None:
        return _read((_chapter(opened.body, fields, page, opened.known),), options, fields)
    reported = len(reader.found)
    chapter = _chapter(included.body, fields, included.page(page), opened.known)
    sections = included.mapped(_read((chapter,), options, fields))
    reader.found[reported:] = map(included.found_at, reader.found[reported:])
    return sections


def _read(chapters: Sequence[Chapter], options: Options, fields: Fields) -> tuple[Section, ...]:
    sections = _as_asked(read_sections(chapters, options, fields.reader), fields)
    has_variables = "variables" in fields
    return with_literal_braces(sections, fields.reader, has_variables=has_variables)


def _imported(opened: Opened, page: Page) -> Sequence[Chapter]:
    """Return the slides of a file of Slidev, and of those that it imports."""
    from diptych.source.document.slidev import read_chapters  # few talks are

    report_unserved(opened.fields, ())
    return read_chapters(opened.body, opened.slide_keys, page, opened.fields.reader)


def _chapter(body: str, fields: Fields, page: Page, known: Recognised) -> Chapter:
    """Return the blocks of a file, without what its tool takes for notes."""
    reader, tool = fields.reader, page.tool
    dividers = dividers_of(fields) if tool == "reveal-md" else {}
    served = (*_SERVED, *_served_class(fields)) if tool in _LIKE_MARP else dividers
    preamble = [text for text in _preamble(fields) if defines_macros(text)]
    report_unserved(fields, (*served, "header-includes") if preamble else served)
    if known.name == "quarto" or page.file.lower().endswith(RUN_BY_R):
        body = without_icons(body, page.file, reader)
    body = with_dividers(body, dividers.values()) if dividers else body
    body = with_macros(body, preamble)
    body = body if tool else with_lists(body)
    cut = (
        from_deckset(body, page.file, reader)
        if tool == "deckset"
        else without_notes(body, tool, page.file, reader, for_remark=known.name == "remark")
    )
    if known.name == "remark":
        stars = stars_mean_lines("\n".join(page.lines))
        shown = as_pandoc(cut.body, page.file, reader, has_stars=stars, is_guess=known.is_guess)
        cut = replace(cut, body=shown)
    if known.is_guess:
        report_taken(cut, known.name, page.file, reader)
    blocks = _blocks(cut, page, reader)
    return Chapter(blocks.tokens, replace(page, definitions=blocks.definitions))


def _preamble(fields: Fields) -> Iterator[str]:
    """Yield what the front matter has for the head of a LaTeX file."""
    entry = fields.entries.get("header-includes")
    for item in items_of(entry.value) if entry is not None else ():
        if isinstance(item.data, str):
            yield item.data


def _served_class(fields: Fields) -> Sequence[str]:
    """Return the key for the class of all slides if that says only that they are dark."""
    return ("class",) if set(classes_of_talk(fields)) == {INVERTED} else ()


def _blocks(cut: Cut, page: Page, reader: SourceReader) -> Blocks:
    """Return the tokens of a document, with those of its notes, and in Marp of its backgrounds."""
    if page.tool not in _LIKE_MARP:
        if not page.tool:
            report_open_fences(cut.body, page.file, reader)
        return parsed_with_notes(cut, page.tool)
    from diptych.source.document.emoji_names import with_emoji  # few talks are for Marp
    from diptych.source.document.marp import (  # as above
        with_backgrounds,
        without_backgrounds,
    )

    uncovered = without_backgrounds(cut.body, page.file, reader)
    blocks = parsed_with_notes(Cut(with_emoji(uncovered.body), cut.notes), page.tool)
    return with_backgrounds(blocks, uncovered.backgrounds)


def _as_asked(sections: Iterable[Section], fields: Fields) -> tuple[Section, ...]:
    """Return sections whose slides have the transition, steps and sources of the talk."""
    transition, steps = _transition(fields), read_steps(fields)
    form = read_source_form(fields)
    return tuple(section.asking(transition, steps, form) for section in sections)


def _options(opened: Opened, byline: Byline, locale: str) -> Options:
    path, fields, known = opened.path, opened.fields, opened.known
    contents = None
    if fields.boolean("toc", default=False):
        usual = _CONTENTS.get(locale.partition("-")[0], "Contents")
        span = fields.span_of("toc") or Span(fields.reader.name(path), 1)
        contents = fields.text("toc-title") or literal(usual, span)
    divider = divider_level(fields, opened.body) if known.tool in _LIKE_MARP else None
    return Options(
        cover=read_cover(fields, byline),
        contents=contents,
        level=_given_level(path, fields, known) if divider is None else divider,
        at_dividers=known.has_dividers and divider is None,
        begins_with_cover=known.tool == "slidev",
        has_references="references" in fields or "bibliography" in fields,
        incremental=fields.boolean("incremental", default=False),
    )


def _given_level(path: Path, fields: Fields, known: Recognised) -> int | None:
    """Return the heading level that begins a slide; None if it has to be inferred."""
    level, span = fields.whole("slide-level"), fields.span_of("slide-level")
    if level is not None and not 0 <= level <= DEEPEST_HEADING:
        hint = f"write a level from 0 to {DEEPEST_HEADING}"
        fields.reader.report(WRONG_TYPE, span, f"there are no headings of level {level}", hint)
        return None
    is_quarto = known.name == "quarto"
    if not known.is_given:
        is_quarto = path.suffix.lower() == ".qmd" or "format" in fields
    return QUARTO_LEVEL if level is None and is_quarto else level


def _transition(fields: Fields) -> Transition | None:
    """Return the transition between slides; those that only other tools have are left out.

    reveal.js and Slidev name directions, too: `slide-left`, `slide-in fade-out`, `fade-out`.
    """
    word = fields.string("transition")
    if word is None or word == "default":
        return None
    if word in _ONLY_ELSEWHERE:
        message = f"the transition `{word}` is known from other tools and has no effect here"
        hint = f"available: {', '.join(f'`{one}`' for one in get_args(Transition))}"
        span = fields.span_of("transition")
        fields.reader.report(FOREIGN_KEY, span, message, hint, subject=f"transition: {word}")
        return None
    if word.startswith("slide"):
        return "push"
    return "fade" if word.startswith("fade-") else read_transition(fields)
