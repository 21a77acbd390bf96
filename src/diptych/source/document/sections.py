"""Makes the slides and sections of a Markdown document from its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

from markdown_it.common.utils import normalizeReference
from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.diagnostics import Span
from diptych.markup.attributes import split_trailing
from diptych.markup.definitions import Definitions
from diptych.markup.slugs import Ids, slug
from diptych.model.block import Block
from diptych.model.deck import ARRANGE, Overflow, Section, Slide, Steps, Transition
from diptych.model.text import Text, literal
from diptych.model.walk import texts
from diptych.source.document.anchors import anchors_on, with_links
from diptych.source.document.backgrounds import has_background, with_background
from diptych.source.document.bibliographies import lists_references
from diptych.source.document.chapters import Chapter
from diptych.source.document.cover import COVER, as_cover
from diptych.source.document.dark import mode_of_slide
from diptych.source.document.diagnostic_kinds import FOREIGN_KEY, UNTITLED
from diptych.source.document.foreign_layouts import (
    LISTS_SLIDES,
    MEANING,
    NAME,
    Meant,
    as_headline,
    as_meant,
    as_said,
    as_text,
)
from diptych.source.document.heading_values import HeadingValues
from diptych.source.document.marp import BACKGROUND
from diptych.source.document.parts import Part, parts_of, suggested_level
from diptych.source.markdown.footnotes import Footnotes, footnote_marks, literal_marks
from diptych.source.markdown.link_definitions import check_definitions
from diptych.source.markdown.page import Page
from diptych.source.markdown.slide_body import Parsed, build_slide
from diptych.source.reading.limits import MOST_SLIDES, report_long_talk
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide import check_footnotes, make_slide, with_footnotes
from diptych.source.talks.diagnostic_kinds import REPEATED_SLIDE
from diptych.source.yaml.fields import Fields

CONTENTS = "TOC"
"""Pandoc's id of a table of contents."""
_SAID = {BACKGROUND, MEANING, NAME, LISTS_SLIDES}
"""The types of tokens that say something of their slide, and are no content."""
_HEADING_ON = "part:"
"""The prefix of an address that refers to the slide of a part until its id is known."""
_HIDDEN_TITLE = 8
"""How many words of a slide without a heading become its hidden title."""


class Options(Struct, frozen=True, kw_only=True):
    """The document's settings for its slides as a whole."""

    cover: Slide | None
    contents: Text | None
    """The title of the slide that lists the sections; None if there is none."""
    level: int | None
    """The level of headings that begin slides; None to infer it."""
    incremental: bool
    """Whether lists appear item by item."""
    has_references: bool = False
    at_dividers: bool = False
    """Whether headings begin slides only below dividers, as in Marp and reveal-md."""
    begins_with_cover: bool = False
    """Whether the first slide is the cover, as in Slidev, even if the talk has another title."""


Made = tuple[Part, Slide]
"""A slide, with the part from which it was made."""


def read_sections(
    chapters: Sequence[Chapter], options: Options, reader: SourceReader
) -> tuple[Section, ...]:
    """Return the sections of the document, the first with a cover if there is a title."""
    kept = [
        Chapter([token for token in one.tokens if token.type != "footnote"], one.page)
        for one in chapters
    ]
    all_kept = [token for chapter in kept for token in chapter.tokens]
    level = suggested_level(all_kept) if options.level is None else options.level
    parts = [part for one in kept for part in parts_of(one, level, at_dividers=options.at_dividers)]
    page = chapters[0].page
    if len(parts) > MOST_SLIDES:
        last = parts[MOST_SLIDES]
        report_long_talk(len(parts), Span(last.file or page.file, last.line + 1), reader)
        del parts[1:]  # reading more is not worth the time
    for number, part in enumerate(parts):
        part.number = number
    files = _files(chapters, _headings(parts), reader)
    slides = _Slides(page.file, options, reader, files)
    made = slides.read(parts)
    used = slides.used.union(*(notes.used for notes in files.values()))
    for chapter in chapters:
        check_definitions(chapter.tokens, used, chapter.page, reader)
    for notes in files.values():
        notes.report_unused(slide for _, slide in made)
    return tuple(_grouped(made, page))


def _files(
    chapters: Sequence[Chapter], headings: Definitions, reader: SourceReader
) -> Mapping[str, Footnotes]:
    """Return the footnotes of each file, with its page, where headings are links, too."""
    files: dict[str, Footnotes] = {}
    seen: set[tuple[str, int]] = set()
    for chapter in chapters:
        file, own = chapter.page.file, chapter.page.definitions
        if file not in files:
            page = replace(chapter.page, definitions={**headings, **own})
            files[file] = Footnotes(page, reader)
        for token in chapter.tokens:
            place = (file, (token.map or [0])[0])
            if token.type == "footnote" and place not in seen:
                seen.add(place)
                files[file].add(token)
    return files


def _headings(parts: Sequence[Part]) -> Definitions:
    """Return definitions for links such as `[a heading]`, to the slides with those headings.

    Pandoc manual, "Extension: implicit_header_references"; of equal headings the first is meant.
    """
    definitions: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        for token, inline in pairwise(part.tokens):
            if token.type == "heading_open" and token.level == 0:
                label = normalizeReference(split_trailing(inline.content)[0])
                definitions.setdefault(label, {"href": f"#{_HEADING_ON}{part.number}", "title": ""})
    return definitions


class _Slides:
    """Makes the slides of one document."""

    def __init__(
        self, file: str, options: Options, reader: SourceReader, files: Mapping[str, Footnotes]
    ) -> None:
        self.file = file
        """The name of the talk's own file."""
        self.options = options
        self.reader = reader
        self.files = files
        """Page and footnotes of each file, by its name."""
        self.used: set[str] = set()
        self.explicit: dict[str, Span] = {}
        self.cover_part: Part | None = None
        """The first slide if it is the cover, as in files for other tools."""

    def read(self, parts: Sequence[Part]) -> list[Made]:
        """Return the cover, the table of contents if requested, and a slide for each part.

        Ids given by authors take precedence over those derived from titles.
        """
        parsed = [self._parsed(part) for part in parts]
        leading = self._leading(parts, parsed)
        if leading is not None:
            parts, parsed = parts[1:], parsed[1:]
        cover = self.options.cover
        if self.options.at_dividers and (own := self._own_cover(parts, parsed)) is not None:
            cover = None
            if not has_background(parsed[0], parts[0].tokens, self.files[parts[0].file].page):
                self.cover_part, parsed = parts[0], [own, *parsed[1:]]
        elif self.options.at_dividers and parsed and _says_title_only(cover, parsed[0]):
            cover = None
        if cover is not None:
            self.explicit[COVER] = Span(self.file, 1)
        for one in parsed:
            self._reserve(one)
        ids = Ids(self.explicit)
        made: list[Made] = [
            (part, self._slide(part, one, ids)) for part, one in zip(parts, parsed, strict=True)
        ]
        made = [(part, _with_list(part, slide, made)) for part, slide in made]
        opening = [slide for slide in (cover, self._contents(made, ids)) if slide]
        made = [*((Part(), self._footed(slide, self.file)) for slide in opening), *made]
        if leading and made:
            part, first = made[0]
            made[0] = part, replace(first, notes=(*leading, *first.notes))
        return _with_addresses(made, self.reader)

    def _own_cover(self, parts: Sequence[Part], parsed: Sequence[Parsed]) -> Parsed | None:
        """Return the first of several slides as a cover; None if it is none."""
        if not parts[1:]:
            return None
        cover = self.options.cover
        if cover is not None and parsed[0].title is not None and self.options.begins_with_cover:
            cover = replace(cover, title=parsed[0].title)
        return as_cover(parsed[0], cover)

    def _leading(self, parts: Sequence[Part], parsed: Sequence[Parsed]) -> tuple[Block, ...] | None:
        """Return the notes of what precedes the first heading; None if that is a slide.

        Invisible content, such as a style sheet, is not a slide; its notes go to the title slide.
        """
        if not parts or parts[0].is_opened or not (self.options.cover or parts[1:]):
            return None
        if parts[0].has_background:
            return None
        first = parsed[0]
        shown = first.title or first.body or first.columns or first.placed
        return None if shown else first.notes

    def _contents(self, made: Sequence[Made], ids: Ids) -> Slide | None:
        """Return a slide that lists the sections; None, with a report, if there are none."""
        title = self.options.contents
        if title is None:
            return None
        items = tuple(
            Item(text=slide.title, span=title.span) for part, slide in made if part.opens_section
        )
        if not items:
            message = "`toc: true` lists the sections, but there are none"
            hint = "a heading of a higher level than those of slides begins a section"
            self.reader.report(FOREIGN_KEY, title.span, message, hint)
            return None
        body = (Bullets(items=items, start=None, span=title.span),)
        return Slide(id=ids.unique(CONTENTS), title=title, span=title.span, body=body)

    def _parsed(self, part: Part) -> Parsed:
        parsed = build_slide(
            [token for token in part.tokens if token.type not in _SAID],
            self.files[part.file].page,
            self.reader,
            incremental=self.options.incremental,
            title_level=part.title_level,
        )
        self.used |= parsed.used
        return parsed

    def _reserve(self, parsed: Parsed) -> None:
        wanted = parsed.title_attributes.id
        if wanted is None:
            return
        span = parsed.title_span or Span(self.file, 1)
        if wanted in self.explicit:
            line = self.explicit[wanted].line
            message = f"slide `{wanted}` is already in the talk, at line {line}"
            self.reader.report(REPEATED_SLIDE, span, message, "give one of them another id")
        self.explicit.setdefault(wanted, span)

    def _slide(self, part: Part, parsed: Parsed, ids: Ids) -> Slide:
        span = parsed.title_span or Span(part.file, part.line + 1)
        page = self.files[part.file].page
        parsed, layout = with_background(parsed, part.tokens, page, self.reader)
        meant = self._meant(part, parsed) if layout is None else Meant(parsed, layout)
        parsed, layout = meant.parsed, meant.layout
        name = next((token.content for token in part.tokens if token.type == NAME), "")
        hidden = literal(name, span) if name else None
        title = parsed.title or hidden or self._hidden_title(parsed, span)
        slide_id = parsed.title_attributes.id or ids.unique(slug(title.plain))
        nothing = Fields(None, self.reader, (), "a slide")
        slide = make_slide(slide_id, replace(parsed, title=title), nothing, span, self.reader)
        slide = self._footed(slide, part.file)
        heading = HeadingValues(parsed, title.span, self.reader)
        values = heading.values
        shows = heading.one_of("show_title", ("true", "false"))
        return replace(
            slide,
            show_title=parsed.title is not None and shows != "false" and meant.shows_title,
            running_title=heading.one_of("running_title", ("true", "false")) == "true",
            layout=values.get("layout", layout or self._layout(part, parsed)),
            layout_span=title.span if "layout" in values else None,
            arrange=heading.one_of("arrange", ARRANGE) or meant.arrange,
            arrange_span=title.span if "arrange" in values else None,
            density=values.get("density"),
            mode=heading.mode() or mode_of_slide(parsed, part.tokens),
            transition=heading.one_of("transition", get_args(Transition)),
            steps=heading.one_of("steps", get_args(Steps)),
            time=heading.time(),
            overflow=heading.one_of("overflow", get_args(Overflow)),
            generated="references"
            if self.options.has_references and lists_references(parsed, part.tokens)
            else "",
            hidden=values.get("visibility") == "hidden",
            kicker=literal(values["kicker"], title.span) if "kicker" in values else None,
        )

    def _meant(self, part: Part, parsed: Parsed) -> Meant:
        """Return what a slide is meant to be, as the tool shows it that the file is for."""
        if not self.options.at_dividers or part is self.cover_part or part.lists_slides:
            return Meant(parsed, None)
        meant = as_said(parsed, part.tokens) or as_meant(parsed, part.tokens)
        if meant.layout is not None or meant.parsed.title is None:
            return meant
        one_line = as_headline(meant.parsed.title)
        meant = replace(meant, parsed=replace(meant.parsed, title=one_line))
        return as_text(meant.parsed) or meant if meant.shows_title else meant

    def _layout(self, part: Part, parsed: Parsed) -> str | None:
        """Return the layout of a cover, or of a slide with only a title that opens a section.

        Files for other tools have no sections: there, each such slide opens one.
        """
        if part is self.cover_part:
            return "cover"
        is_bare = not (parsed.body or parsed.columns or parsed.placed or part.lists_slides)
        opens = part.opens_section or self.options.at_dividers
        return "section" if opens and parsed.title and is_bare else None

    def _footed(self, slide: Slide, file: str) -> Slide:
        """Return a slide with the footnotes that it mentions; report those that do not exist."""
        shared = self.files[file].texts
        used = {m.label: shared[m.label] for m in footnote_marks(slide) if m.label in shared}
        slide = replace(slide, footnotes={**used, **slide.footnotes})
        slide = literal_marks(with_footnotes(slide, self.reader), self.reader)
        check_footnotes(slide, self.reader)
        return slide

    def _hidden_title(self, parsed: Parsed, span: Span) -> Text:
        words = next(
            (text.plain for text in texts((parsed.body, parsed.columns)) if text.plain), ""
        )
        short = " ".join(words.split()[:_HIDDEN_TITLE]) or "Untitled"
        hint = "give it a heading, or ignore this: its first words become its hidden title"
        self.reader.report(UNTITLED, span, "this slide has no heading", hint, subject=short)
        return literal(short, span)


def _says_title_only(cover: Slide | None, parsed: Parsed) -> bool:
    """Return whether a cover would say what the slide below it has as its title, and no more."""
    if cover is None or cover.placed or parsed.title is None:
        return False
    return parsed.title.plain.casefold() == cover.title.plain.casefold()


def _grouped(made: Sequence[Made], page: Page) -> Iterator[Section]:
    """Yield the sections; slides before the first section get the title of the cover."""
    has_cover = bool(made) and made[0][1].id == COVER
    title = made[0][1].title if has_cover else Text("", (), Span(page.file, 1))
    slides: list[Slide] = []
    for part, slide in made:
        if part.opens_section:
            if slides:
                yield Section(title, tuple(slides))
            title, slides = slide.title, []
        slides.append(slide)
    if slides:
        yield Section(title, tuple(slides))


def _with_addresses(made: Sequence[Made], reader: SourceReader) -> list[Made]:
    """Return the slides with ids that work as addresses, and with links resolved to them.

    Links to headings and blocks lead to their slides. An id that is a number is changed, since
    reveal.js reads it as the slide's index.
    """
    taken = Ids(slide.id for _, slide in made)
    ids = {
        slide.id: taken.unique(f"slide-{slide.id}") if _is_index(slide.id) else slide.id
        for _, slide in made
    }
    targets = {f"{_HEADING_ON}{part.number}": ids[slide.id] for part, slide in made}
    for part, slide in made:
        for anchor in anchors_on(slide, part.tokens):
            targets.setdefault(anchor, ids[slide.id])
    targets |= ids
    known = frozenset(ids.values())
    return [
        (part, with_links(replace(slide, id=ids[slide.id]), targets, known, reader))
        for part, slide in made
    ]


def _with_list(part: Part, slide: Slide, made: Sequence[Made]) -> Slide:
    """Return a slide with the titles of all openers, or of all others, if it lists them."""
    if not part.lists_slides:
        return slide
    others = [one for _, one in made if one is not slide and one.show_title]
    openers = [one for one in others if one.layout == "section"]
    listed = openers if len(openers) > 1 else [one for one in others if one.layout != "cover"]
    items = tuple(Item(text=one.title, span=slide.span) for one in listed)
    contents = (Bullets(items=items, start=None, span=slide.span),) if items else ()
    return replace(slide, body=(*slide.body, *contents))


def _is_index(slide_id: str) -> bool:
    return slide_id.partition("/")[0].isdecimal()
