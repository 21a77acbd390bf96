"""Reads single-file talks in the Markdown of Pandoc and Quarto."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.slugs import file_slug
from diptych.model.deck import Foot, Publication, Reference, Section, Talk, Transition
from diptych.model.text import Text, joined_texts, literal
from diptych.source.catalogues.locales import TAG_EXAMPLES, can_be_set, meant_by
from diptych.source.document.braces import with_literal_braces
from diptych.source.document.chapters import Chapter
from diptych.source.document.cover import read_cover, read_title
from diptych.source.document.foreign_keys import OTHERS, flattened, report_unserved
from diptych.source.document.metadata import split_metadata
from diptych.source.document.people import Byline, read_byline
from diptych.source.document.remark import as_pandoc, is_remark
from diptych.source.document.sections import Options, read_sections
from diptych.source.document.shortcodes import with_shortcodes
from diptych.source.document.spoken import (
    Cut,
    parsed_with_notes,
    report_taken,
    with_dividers,
    without_notes,
)
from diptych.source.document.tools import (
    Recognised,
    divider_level,
    dividers_of,
    is_slidev,
    recognised,
)
from diptych.source.markdown.footnotes import report_mentions
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import Blocks
from diptych.source.pictures.logo import read_logo
from diptych.source.reading.diagnostic_kinds import (
    EMPTY_TALK,
    FOREIGN_KEY,
    FOREIGN_THEME,
    WRONG_TYPE,
)
from diptych.source.reading.limits import is_endless
from diptych.source.reading.source_reader import SourceReader
from diptych.source.references import BIBTEX, read_references, references_of
from diptych.source.slides.slide_files import (
    read_arrange,
    read_mode,
    read_overflow,
    read_source_form,
    read_steps,
    read_transition,
)
from diptych.source.talks.abstracts import read_abstracts
from diptych.source.talks.embedding import read_embed_fonts
from diptych.source.talks.publication import read_publication
from diptych.source.talks.variables import read_variables
from diptych.source.yaml.fields import Fields, as_mapping
from diptych.source.yaml.tree import Entry

KEYS = (
    "title", "subtitle", "author", "authors", "affiliations", "institute", "date", "lang", "event",
    "venue", "theme", "mode", "arrange", "overflow", "transition", "steps", "sources",
    "references", "bibliography", "incremental", "slide-level", "variables", "toc", "toc-title",
    "footer",
    "logo", "format", "output", "abstract", "keywords", "tags", "published", "was", "downloads",
    "licence", "embed_fonts",
)  # fmt: skip
"""Keys of the front matter that Diptych supports."""

DEEPEST_HEADING = 6
QUARTO_LEVEL = 2
"""Quarto's default for `slide-level`."""

_ONLY_ELSEWHERE = ("convex", "concave", "zoom", "linear", "view-transition")
"""Transitions of reveal.js that nothing in PowerPoint is like."""

_CONTENTS = {
    "de": "Inhaltsverzeichnis", "es": "Índice", "fr": "Table des matières", "it": "Indice",
    "ja": "目次", "ko": "목차", "pt": "Conteúdo", "ru": "Содержание", "zh": "目录",
}  # fmt: skip
"""The default title of a table of contents by language, if there is no `toc-title:`."""


def read_document(
    path: Path, reader: SourceReader, themes: Collection[str] = (), written_for: str = ""
) -> Talk | None:
    """Return the talk in the Markdown file at `path`; None if it cannot be read.

    `themes` are the valid names for `theme:`; other tools have other themes. The tool for which it
    is `written_for` is recognised if it is empty.
    """
    text = reader.read_text(path)
    if text is None:
        return None
    name = reader.name(path)
    if is_endless(text, name, reader):
        return None
    for_slidev = written_for == "slidev" if written_for else is_slidev(path, text)
    for_remark = written_for == "remark" or (not (written_for or for_slidev) and is_remark(text))
    source = split_metadata(text, name, reader, only_first=for_slidev or for_remark)
    if source is None:
        return None
    metadata = source.metadata and flattened(source.metadata, reader)
    slide_keys: Mapping[str, Entry] = {}
    if for_slidev:
        from diptych.source.document.slidev import without_foreign_keys  # few talks are

        metadata, slide_keys = without_foreign_keys(metadata, KEYS, themes)
    fields = Fields(metadata, reader, KEYS, "the talk's front matter", others=OTHERS)
    byline, locale = read_byline(fields), _locale(fields)
    known = Recognised(written_for, is_given=True)
    if not written_for:
        known = recognised(path, fields, source.body, is_for_slidev=for_slidev)
    if for_remark:
        known = Recognised("remark", is_given=known.is_given)
    tool = known.tool
    page = Page(file=name, folder=path.parent, lines=text.split("\n"), definitions={}, tool=tool)
    if for_slidev:
        from diptych.source.document.slidev import read_chapters  # as above

        report_unserved(fields, ())
        chapters = read_chapters(source.body, slide_keys, page, reader)
        included, reported = None, 0
    else:
        included = with_shortcodes(source.body, path, page, fields, reader)
        reported = len(reader.found)
        page, body = (included.page(page), included.body) if included else (page, source.body)
        chapters = (_chapter(body, fields, page, known),)
    options = _options(path, fields, byline, locale, known)
    sections = _as_asked(read_sections(chapters, options, reader), fields)
    has_variables = "variables" in fields
    sections = with_literal_braces(sections, reader, has_variables=has_variables)
    if included is not None:
        sections = included.mapped(sections)
        reader.found[reported:] = map(included.found_at, reader.found[reported:])
    if not any(section.slides for section in sections):
        hint = "begin a slide with `## Title`"
        reader.report(EMPTY_TALK, Span(name, 1), f"`{name}` has no slides", hint)
    errors = reader.errors
    references = _references(fields, path, reader)
    title = read_title(fields)
    footer = _footer(fields, title, Span(name, 1))
    with reader.silent():  # the cover has said it
        title = with_literal_braces(title, reader, has_variables=has_variables)
        footer = with_literal_braces(footer, reader, has_variables=has_variables)
    return Talk(
        is_single_file=True,
        written_for=known.name,
        name=file_slug(path.stem),
        title=title or literal(path.stem, Span(name, 1)),
        at_foot=Foot(logo=read_logo(fields, path.parent)),
        footer=footer,
        locale=locale,
        source_locale=locale,
        span=Span(name, 1),
        sections=sections,
        speakers=byline.people,
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        abstract=read_abstracts(fields, locale),
        publication=_publication(fields, path),
        facts=_facts(fields, byline),
        fact_spans={key: entry.key_span for key, entry in fields.entries.items()},
        variables=read_variables(fields),
        locales=(locale,),
        arrange=read_arrange(fields) or "plain",
        theme=_theme(fields, themes),
        mode=read_mode(fields),
        overflow=read_overflow(fields) or "continue",
        embed_fonts=read_embed_fonts(fields),
        references=references,
        has_all_references=reader.errors == errors,
    )


def _chapter(body: str, fields: Fields, page: Page, known: Recognised) -> Chapter:
    """Return the blocks of a file, without what its tool takes for notes."""
    reader, tool = fields.reader, page.tool
    dividers = dividers_of(fields) if tool == "reveal-md" else {}
    report_unserved(fields, ("marp", "headingDivider") if tool == "marp" else dividers)
    body = with_dividers(body, dividers.values()) if dividers else body
    cut = without_notes(body, tool, page.file, reader, for_remark=known.name == "remark")
    if known.name == "remark":
        cut = replace(cut, body=as_pandoc(cut.body, page.file, reader))
    if known.is_guess:
        report_taken(cut, known.name, page.file, reader)
    blocks = _blocks(cut, page, reader)
    return Chapter(blocks.tokens, replace(page, definitions=blocks.definitions))


def _blocks(cut: Cut, page: Page, reader: SourceReader) -> Blocks:
    """Return the tokens of a document, with those of its notes, and in Marp of its backgrounds."""
    if page.tool != "marp":
        return parsed_with_notes(cut, page.tool)
    from diptych.source.document.marp import (  # few talks are for Marp
        with_backgrounds,
        without_backgrounds,
    )

    uncovered = without_backgrounds(cut.body, page.file, reader)
    blocks = parsed_with_notes(Cut(uncovered.body, cut.notes), page.tool)
    return with_backgrounds(blocks, uncovered.backgrounds)


def _as_asked(sections: Iterable[Section], fields: Fields) -> tuple[Section, ...]:
    """Return sections whose slides have the transition, steps and sources of the talk."""
    transition, steps = _transition(fields), read_steps(fields)
    form = read_source_form(fields)
    return tuple(section.asking(transition, steps, form) for section in sections)


def _options(path: Path, fields: Fields, byline: Byline, locale: str, known: Recognised) -> Options:
    contents = None
    if fields.boolean("toc", default=False):
        usual = _CONTENTS.get(locale.partition("-")[0], "Contents")
        span = fields.span_of("toc") or Span(fields.reader.name(path), 1)
        contents = fields.text("toc-title") or literal(usual, span)
    divider = divider_level(fields) if known.tool == "marp" else None
    return Options(
        cover=read_cover(fields, byline),
        contents=contents,
        level=_given_level(path, fields, known) if divider is None else divider,
        at_dividers=known.has_dividers and divider is None,
        has_references="references" in fields or "bibliography" in fields,
        incremental=fields.boolean("incremental", default=False),
    )


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


def _locale(fields: Fields) -> str:
    """Return the language tag, converting POSIX locale names such as `ko_KR.UTF-8`.

    Names of languages, such as LaTeX's `german`, are taken for the tags that they mean.
    """
    written, span = fields.string("lang"), fields.span_of("lang")
    tag = "en" if written is None else written.partition(".")[0].replace("_", "-")
    meant = meant_by(tag)
    if meant is not None:
        message = f"`{written}` is not a valid language tag"
        hint = f"write `{meant}`, as which it is read" if meant else TAG_EXAMPLES
        fields.reader.report(FOREIGN_KEY, span, message, hint)
        tag = meant or "en"
    return tag if can_be_set(tag, span, fields.reader) else "en"


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


def _footer(fields: Fields, title: Text | None, span: Span) -> Text | None:
    """Return the footer of the slides; None for the title."""
    given = fields.texts("footer")
    for text in given:
        report_mentions(text, "the footer", fields.reader)
    if given:
        return joined_texts(given, " ")
    return literal("", span) if title is None else None


def _publication(fields: Fields, path: Path) -> Publication:
    """Return what is said about the talk's page; Pandoc's `keywords` are its tags."""
    own = read_publication(fields, path)
    keywords = (word for word, _ in fields.strings("keywords"))
    return replace(own, tags=tuple(dict.fromkeys((*own.tags, *keywords))))


def _facts(fields: Fields, byline: Byline) -> dict[str, object]:
    facts = as_mapping({key: entry for key, entry in fields.entries.items() if key in KEYS})
    if byline.people:
        first = byline.people[0]
        facts["speaker"] = {"name": first.name, "affiliation": first.affiliation}
    return facts


def _theme(fields: Fields, themes: Collection[str]) -> str | None:
    """Return the requested theme; one of another tool is only a warning."""
    for theme, span in fields.strings("theme"):
        if theme in themes:
            return theme
        hint = nearest(theme, themes) if themes else None
        if theme.endswith((".pptx", ".potx")):
            hint = "a PowerPoint file cannot be a theme here; write one, see docs/themes.md"
        fields.reader.report(FOREIGN_THEME, span, f"there is no theme `{theme}` here", hint)
    return None


def _references(fields: Fields, path: Path, reader: SourceReader) -> Mapping[str, Reference]:
    references = references_of(fields.list("references"), reader)
    for file, span in fields.strings("bibliography"):
        is_known = file.endswith((".yaml", ".yml", ".json", *BIBTEX))
        if is_known or not reader.has_file(path.parent / file):
            references |= read_references(path.parent / file, reader, wanted_by=span)
        else:
            message = f"bibliography `{file}` is neither CSL-YAML, CSL-JSON nor BibTeX"
            hint = f"convert it: `pandoc {file} -t csljson -o references.json`"
            reader.report(WRONG_TYPE, span, message, hint)
    return references
