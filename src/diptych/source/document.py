"""A talk that is one Markdown file, as Pandoc and Quarto read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.slugs import slug
from diptych.model.deck import Reference, Talk
from diptych.model.text import literal
from diptych.source.faults import BROKEN_YAML, EMPTY_TALK, FOREIGN_THEME, WRONG_TYPE
from diptych.source.fields import Fields, as_mapping
from diptych.source.intake import Intake
from diptych.source.locales import read_locale
from diptych.source.markdown_rules import parse_blocks
from diptych.source.page import Page
from diptych.source.people import read_people
from diptych.source.references import read_references, references_of
from diptych.source.sections import read_sections
from diptych.source.slides import split_front_matter
from diptych.source.title_block import read_title_block
from diptych.source.variables import read_variables
from diptych.source.yaml_tree import Value, read_yaml

KEYS = (
    "title", "subtitle", "author", "authors", "institute", "date", "lang", "event", "venue",
    "theme", "abstract", "references", "bibliography", "incremental", "slide-level", "variables",
)  # fmt: skip
"""Keys of the front matter that say something to Diptych."""

OTHERS = (
    "format", "output", "execute", "engine", "jupyter", "header-includes", "css", "toc", "logo",
    "footer", "keywords", "description", "revealjs-url", "transition", "aspectratio", "fontsize",
    "mainfont", "documentclass", "csl", "link-citations", "nocite", "reference-doc",
    "title-prefix", "colortheme", "institution", "editor", "number-sections",
    "title-slide-attributes", "classoption", "width", "height", "slideNumber", "controls",
    "progress", "center", "history", "pagetitle", "author-meta", "date-meta", "date-format",
    "filters", "highlight-style", "colorlinks", "linkcolor", "urlcolor", "geometry", "margin",
    "parallaxBackgroundImage", "background-image", "transitionSpeed", "backgroundTransition",
    "hash", "viewDistance", "section-titles", "navigation", "fonttheme", "innertheme",
    "outertheme", "themeoptions", "titlegraphic", "thanks", "self-contained", "embed-resources",
    "standalone", "from", "to", "crossref", "nocite", "suppress-bibliography",
)  # fmt: skip
"""Keys that steer other tools; they change nothing here and lose nothing."""

DEEPEST_HEADING = 6
QUARTO_LEVEL = 2
"""Quarto's own default of `slide-level`."""

_FRONT = re.compile(r"---[ \t]*\n(?=[ \t]*[^\s])")
_KEY_LINE = re.compile(r"---[ \t]*\n[\w-]+:(\s|$)")


class _Source(Struct, frozen=True):
    """A document with what stands before its slides apart."""

    front: Value | None
    body: str
    """The rest, with as many blank lines before it as were taken away, so that lines count."""


def read_document(path: Path, intake: Intake, themes: Collection[str] = ()) -> Talk | None:
    """Return the talk in the Markdown file at `path`; None if it cannot be read.

    `themes` are the names that `theme:` may be; other tools have others.
    """
    text = intake.read_text(path)
    if text is None:
        return None
    name = intake.name(path)
    source = _split(text, name, intake)
    if source is None:
        return None
    fields = Fields(source.front, intake, (*KEYS, *OTHERS), "the talk's front matter")
    blocks = parse_blocks(source.body)
    page = Page(
        file=name, folder=path.parent, lines=text.split("\n"), definitions=blocks.definitions
    )
    sections = read_sections(blocks.tokens, page, fields, intake, level=_given_level(path, fields))
    if not any(section.slides for section in sections):
        hint = "begin a slide with `## Title`"
        intake.report(EMPTY_TALK, Span(name, 1), f"`{name}` has no slides", hint)
    errors = intake.errors
    references = _references(fields, path, intake)
    locale = read_locale(fields, "lang") or "en"
    return Talk(
        name=slug(path.stem),
        title=fields.text("title") or literal(path.stem, Span(name, 1)),
        locale=locale,
        source_locale=locale,
        span=Span(name, 1),
        sections=sections,
        speakers=read_people(fields),
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        facts=_facts(fields),
        variables=read_variables(fields),
        locales=(locale,),
        theme=_theme(fields, themes),
        references=references,
        has_all_references=intake.errors == errors,
    )


def _split(text: str, name: str, intake: Intake) -> _Source | None:
    """Return front matter and body; None where the one never ends."""
    if not _FRONT.match(text):
        front, end = read_title_block(text, name)
        return _Source(front, "\n" * text.count("\n", 0, end) + text[end:])
    split = split_front_matter(text)
    if split.front is not None:
        front = read_yaml(split.front, name, intake, first_line=2) if split.front else None
        return _Source(front, split.body)
    if not _KEY_LINE.match(text):
        return _Source(None, text)
    hint = "end it with a line `---`"
    intake.report(BROKEN_YAML, Span(name, 1, 1, 3), "the front matter is never closed", hint)
    return None


def _given_level(path: Path, fields: Fields) -> int | None:
    """Return the heading level that begins a slide, if it is not to be found out."""
    level, span = fields.whole("slide-level"), fields.span_of("slide-level")
    if level is not None and not 0 <= level <= DEEPEST_HEADING:
        hint = f"write a level from 0 to {DEEPEST_HEADING}"
        fields.intake.report(WRONG_TYPE, span, f"there are no headings of level {level}", hint)
        return None
    is_quarto = path.suffix == ".qmd" or "format" in fields
    return QUARTO_LEVEL if level is None and is_quarto else level


def _facts(fields: Fields) -> dict[str, object]:
    facts = as_mapping({key: entry for key, entry in fields.entries.items() if key in KEYS})
    people = read_people(fields)
    if people:
        facts["speaker"] = {"name": people[0].name, "affiliation": people[0].affiliation}
    return facts


def _theme(fields: Fields, themes: Collection[str]) -> str | None:
    """Return the theme asked for; one of another tool is no reason not to build."""
    theme, span = fields.string("theme"), fields.span_of("theme")
    if theme is None or theme in themes:
        return theme
    hint = f"there is {', '.join(f'`{name}`' for name in themes)}" if themes else None
    fields.intake.report(FOREIGN_THEME, span, f"there is no theme `{theme}` here", hint)
    return None


def _references(fields: Fields, path: Path, intake: Intake) -> Mapping[str, Reference]:
    references = references_of(fields.list("references"), intake)
    for file, span in fields.strings("bibliography"):
        if file.endswith((".yaml", ".yml", ".json")):
            references |= read_references(path.parent / file, intake, wanted_by=span)
        else:
            message = f"bibliography `{file}` is neither CSL-YAML nor CSL-JSON"
            hint = f"convert it: `pandoc {file} -t csljson -o references.json`"
            intake.report(WRONG_TYPE, span, message, hint)
    return references
