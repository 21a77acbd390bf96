"""Reads single-file talks in the Markdown of Pandoc and Quarto."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.characters import cleaned
from diptych.markup.slugs import file_slug
from diptych.model.deck import Foot, Publication, Reference, Talk
from diptych.model.text import Text, joined_texts, literal
from diptych.model.theme import in_language
from diptych.source.catalogues.locales import (
    TAG_EXAMPLES,
    meant_by,
    report_country,
    report_direction,
)
from diptych.source.document.braces import with_literal_braces
from diptych.source.document.content import read_content
from diptych.source.document.cover import read_title
from diptych.source.document.dark import mode_of_talk
from diptych.source.document.diagnostic_kinds import FOREIGN_KEY, FOREIGN_THEME, NO_LANGUAGE
from diptych.source.document.language import language_by_script, language_by_words
from diptych.source.document.opening import KEYS, Opened, open_document
from diptych.source.document.people import Byline, read_byline
from diptych.source.markdown.footnotes import report_mentions
from diptych.source.markdown.rules import parse_blocks
from diptych.source.pictures.logo import read_logo
from diptych.source.reading.source_reader import SourceReader
from diptych.source.references import BIBTEX, read_references, references_of
from diptych.source.slides.slide_files import (
    read_arrange,
    read_mode,
    read_overflow,
)
from diptych.source.talks.abstracts import read_abstracts
from diptych.source.talks.diagnostic_kinds import EMPTY_TALK
from diptych.source.talks.embedding import read_embed_fonts
from diptych.source.talks.foot import read_footers
from diptych.source.talks.publication import read_publication
from diptych.source.talks.variables import read_variables
from diptych.source.themes.lookup import FROM_POWERPOINT, POWERPOINT
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, as_mapping, is_words


def read_document(
    path: Path, reader: SourceReader, themes: Collection[str] = (), written_for: str = ""
) -> Talk | None:
    """Return the talk in the Markdown file at `path`; None if it cannot be read.

    `themes` are the valid names for `theme:`; other tools have other themes. The tool for which it
    is `written_for` is recognised if it is empty.
    """
    opened = open_document(path, reader, themes, written_for)
    if opened is None:
        return None
    fields, start = opened.fields, Span(opened.name, 1)
    reader.language = locale = _locale(fields, opened)
    byline = read_byline(fields)
    sections = read_content(opened, byline, locale)
    if not any(section.slides for section in sections):
        hint = "begin a slide with `## Title`"
        reader.report(EMPTY_TALK, start, f"`{opened.name}` has no slides", hint)
    theme = _theme(fields, themes)
    errors = reader.errors
    references = _references(fields, path, reader)
    title = read_title(fields)
    footer = _footer(opened, title, locale, start)
    with reader.silent():  # the cover has said it
        title, footer = (
            with_literal_braces(text, reader, has_variables="variables" in fields)
            for text in (title, footer)
        )
    return Talk(
        is_single_file=True,
        written_for=opened.known.name,
        name=file_slug(path.stem),
        title=title or literal(cleaned(path.stem), start),
        at_foot=Foot(logo=read_logo(fields, path.parent)),
        footer=footer,
        locale=locale,
        source_locale=locale,
        span=start,
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
        theme=theme,
        mode=read_mode(fields) or (None if theme else mode_of_talk(opened)),
        overflow=read_overflow(fields) or "continue",
        embed_fonts=read_embed_fonts(fields),
        references=references,
        has_all_references=reader.errors == errors,
    )


def _locale(fields: Fields, opened: Opened) -> str:
    """Return the language tag, converting POSIX locale names such as `ko_KR.UTF-8`.

    Names of languages, such as LaTeX's `german`, are taken for the tags that they mean. If none is
    given, letters may tell it; what words tell is reported.
    """
    written, span = fields.string("lang"), fields.span_of("lang")
    if written is None:
        if (told := language_by_script(opened.body)) is not None:
            return told
        if (seems := language_by_words(opened.body)) is not None:
            tag, name = seems
            message = f"the talk seems to be in {name}, but does not say so: it is set as English"
            hint = f"write `lang: {tag}` in its front matter"
            fields.reader.report(NO_LANGUAGE, Span(opened.name, 1), message, hint)
        return "en"
    tag = written.partition(".")[0].replace("_", "-")
    meant = meant_by(tag)
    if meant is not None:
        message = f"`{written}` is not a valid language tag"
        hint = f"write `{meant}`; it is read as that" if meant else TAG_EXAMPLES
        fields.reader.report(FOREIGN_KEY, span, message, hint)
        tag = meant or "en"
    else:
        report_country(tag, span, fields.reader)
    report_direction(tag, span, fields.reader)
    return tag


def _footer(opened: Opened, title: Text | None, locale: str, span: Span) -> Text | None:
    """Return the footer of the slides; None for the title.

    It is said as in deck.yaml, or, as in other tools, in a list of texts. As in Marp, it may have
    links that are defined in the document.
    """
    fields = opened.fields
    value = fields.value("footer")
    if value is not None and is_words(value) and "][" in value.place.text:
        definitions = parse_blocks(opened.body, tool=opened.known.tool).definitions
        text = fields.reader.markdown(value.place, definitions)
        report_mentions(text, "the footer", fields.reader)
        footer: Text | None = text
    elif value is not None and isinstance(value.data, tuple):
        given = fields.texts("footer")
        for text in given:
            report_mentions(text, "the footer", fields.reader)
        footer = joined_texts(given, " ") if given else None
    else:
        languages = value.data if value is not None and isinstance(value.data, Mapping) else ()
        others = [tag for tag in languages if meant_by(tag) is None]
        footer = in_language(locale, read_footers(fields, locale, others) or {})
    return literal("", span) if footer is None and title is None else footer


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
        if theme.lower().endswith(POWERPOINT):
            hint = FROM_POWERPOINT
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
