"""One Markdown document cut into slides and sections (Pandoc manual, "Slide shows")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.markup.faults import IGNORED_ATTRIBUTE
from diptych.markup.slugs import Ids, slug
from diptych.model.deck import Block, Placed, Section, Slide, TextBlock
from diptych.model.text import Text, literal
from diptych.model.walk import texts
from diptych.source.faults import LOST_CONTENT, REPEATED_SLIDE, UNTITLED
from diptych.source.fields import Fields
from diptych.source.footnotes import Footnotes, footnote_marks
from diptych.source.intake import Intake
from diptych.source.link_definitions import check_definitions
from diptych.source.markdown import Parsed, build_slide
from diptych.source.markdown_blocks import is_comment
from diptych.source.page import Page
from diptych.source.people import read_people
from diptych.source.refusals import OTHER_TABLE
from diptych.source.slides import check_footnotes, make_slide

if TYPE_CHECKING:
    from markdown_it.token import Token

COVER = "title-slide"
"""Pandoc's own id of the slide that the front matter makes."""
_LOWEST = 6
_USUAL_LEVEL = 2
_HEADING = ("layout", "kicker", "density")
_QUIET = (".unnumbered", ".unlisted")
"""Classes that ask for nothing that Diptych would do."""
_SIMPLE_TABLE = re.compile(r"\s*-{2,}( +-{2,})+\s*")
_HIDDEN_TITLE = 8
"""Words of a slide without a heading that make its hidden title."""


class _Part(Struct):
    """The tokens of one slide, and what opened it."""

    tokens: list[Token] = field(default_factory=list)
    opens_section: bool = False
    line: int = 0
    title_level: int = 0

    @property
    def is_empty(self) -> bool:
        return all(is_aside(token) for token in self.tokens)


def read_sections(
    tokens: Sequence[Token], page: Page, fields: Fields, intake: Intake, *, level: int | None
) -> tuple[Section, ...]:
    """Return the sections of the document, the first with a cover if there is a title.

    `level` is the level of headings that begin slides; None: whichever they suggest.
    """
    footnotes = Footnotes(page, intake)
    for token in tokens:
        if token.type == "footnote":
            footnotes.add(token)
    kept = [token for token in tokens if token.type != "footnote"]
    kept = [token for token in kept if not _is_table(token, page, intake)]
    parts = list(_parts(kept, suggested_level(kept) if level is None else level))
    reader = _Slides(page, fields, intake, footnotes)
    cover = _cover(fields)
    slides = reader.read(parts, has_cover=cover is not None)
    check_definitions(tokens, reader.used | footnotes.used, page, intake)
    footnotes.report_unused(slides)
    return tuple(_grouped(parts, slides, cover, page))


def suggested_level(tokens: Sequence[Token]) -> int:
    """Return the highest level of a heading that is somewhere followed by content.

    Pandoc manual, "Structuring the slide show"; comments are no content.
    """
    levels = []
    seen = [token for token in tokens if token.level == 0 and not is_aside(token)]
    for token, follower in pairwise(seen):
        if token.type == "heading_close" and follower.type not in {"heading_open", "hr"}:
            levels.append(int(token.tag[1]))
    return min(levels, default=_USUAL_LEVEL)


def _is_table(token: Token, page: Page, intake: Intake) -> bool:
    """Return whether what looks like a divider is the head of a simple table; report it."""
    if token.type != "hr" or not _SIMPLE_TABLE.fullmatch(page.lines[(token.map or [0])[0]]):
        return False
    intake.report(LOST_CONTENT, page.span(token), *OTHER_TABLE)
    return True


def is_aside(token: Token) -> bool:
    """Return whether a token shows nothing by itself."""
    return token.type in {"definition", "footnote"} or is_comment(token)


def _parts(tokens: Sequence[Token], level: int) -> Iterator[_Part]:
    part = _Part()
    for token in tokens:
        opens = token.level == 0 and token.type == "heading_open" and int(token.tag[1]) <= level
        divides = token.level == 0 and token.type == "hr"
        if opens or divides:
            if not part.is_empty:
                yield part
            part = _Part(line=(token.map or [0])[0], title_level=level)
            part.opens_section = opens and int(token.tag[1]) < level
        if token.level == 0 and token.type == "heading_open" and part.is_empty:
            part.title_level = _LOWEST  # whatever heading comes first is the slide's title
        if not divides:
            part.tokens.append(token)
    if not part.is_empty:
        yield part


class _Slides:
    """Makes the slides of one document."""

    def __init__(self, page: Page, fields: Fields, intake: Intake, footnotes: Footnotes) -> None:
        self.page = page
        self.intake = intake
        self.footnotes = footnotes
        self.incremental = fields.boolean("incremental", default=False)
        self.used: set[str] = set()
        self.explicit: dict[str, Span] = {}

    def read(self, parts: Sequence[_Part], *, has_cover: bool) -> tuple[Slide, ...]:
        """Return a slide for each part; ids that authors gave come before those made of titles."""
        parsed = [self._parsed(part) for part in parts]
        if has_cover:
            self.explicit[COVER] = Span(self.page.file, 1)
        for one in parsed:
            self._reserve(one)
        ids = Ids(self.explicit)
        return tuple(self._slide(part, one, ids) for part, one in zip(parts, parsed, strict=True))

    def _parsed(self, part: _Part) -> Parsed:
        parsed = build_slide(
            part.tokens,
            self.page,
            self.intake,
            incremental=self.incremental,
            title_level=part.title_level,
        )
        self.used |= parsed.used
        return parsed

    def _reserve(self, parsed: Parsed) -> None:
        wanted = parsed.title_attributes.id
        if wanted is None or parsed.title is None:
            return
        span = parsed.title.span
        if wanted in self.explicit:
            line = self.explicit[wanted].line
            message = f"slide `{wanted}` is already in the talk, at line {line}"
            self.intake.report(REPEATED_SLIDE, span, message, "give one of the two another id")
        self.explicit.setdefault(wanted, span)

    def _slide(self, part: _Part, parsed: Parsed, ids: Ids) -> Slide:
        span = Span(self.page.file, part.line + 1)
        title = parsed.title or self._hidden_title(parsed, span)
        slide_id = parsed.title_attributes.id or ids.unique(slug(title.plain))
        nothing = Fields(None, self.intake, (), "a slide")
        slide = make_slide(slide_id, replace(parsed, title=title), nothing, span, self.intake)
        slide = self._with_footnotes(slide)
        check_footnotes(slide, self.intake)
        values = self._heading_values(parsed, title.span)
        return replace(
            slide,
            show_title=parsed.title is not None,
            layout=values.get("layout", _section_layout(part, parsed)),
            density=values.get("density"),
            kicker=literal(values["kicker"], title.span) if "kicker" in values else None,
        )

    def _with_footnotes(self, slide: Slide) -> Slide:
        shared = self.footnotes.texts
        used = {m.label: shared[m.label] for m in footnote_marks(slide) if m.label in shared}
        return replace(slide, footnotes={**used, **slide.footnotes})

    def _heading_values(self, parsed: Parsed, span: Span) -> Mapping[str, str]:
        attributes = parsed.title_attributes
        for word in attributes.words:
            if word.removesuffix("=") not in _HEADING and word not in _QUIET:
                message = f"attribute `{word}` of the heading changes nothing here"
                hint = f"understood are {', '.join(f'`{key}=`' for key in _HEADING)} and an id"
                self.intake.report(IGNORED_ATTRIBUTE, span, message, hint, subject=word)
        return {key: value for key, value in attributes.values.items() if key in _HEADING}

    def _hidden_title(self, parsed: Parsed, span: Span) -> Text:
        words = next(
            (text.plain for text in texts((parsed.body, parsed.columns)) if text.plain), ""
        )
        short = " ".join(words.split()[:_HIDDEN_TITLE]) or "Untitled"
        hint = "give it a heading, or leave it: its first words are its hidden title"
        self.intake.report(UNTITLED, span, "this slide has no heading", hint, subject=short)
        return literal(short, span)


def _section_layout(part: _Part, parsed: Parsed) -> str | None:
    """Return the section's layout for a slide that opens one and has nothing that needs room."""
    plain = not parsed.columns and all(isinstance(block, TextBlock) for block in parsed.body)
    return "section" if part.opens_section and plain else None


def _grouped(
    parts: Sequence[_Part], slides: Sequence[Slide], cover: Slide | None, page: Page
) -> Iterator[Section]:
    title = cover.title if cover else Text("", (), Span(page.file, 1))
    gathered = [cover] if cover else []
    for part, slide in zip(parts, slides, strict=True):
        if part.opens_section:
            if gathered:
                yield Section(title, tuple(gathered))
            title, gathered = slide.title, []
        gathered.append(slide)
    if gathered:
        yield Section(title, tuple(gathered))


def _cover(fields: Fields) -> Slide | None:
    title = fields.text("title")
    if title is None:
        return None
    event = [text for key in ("subtitle", "event") if (text := fields.text(key))]
    byline = [literal(person.name, title.span) for person in read_people(fields)]
    byline += [text for key in ("institute", "date") if (text := fields.text(key))]
    placed = (("event", event), ("speaker", byline))
    return Slide(
        id=COVER,
        title=title,
        span=title.span,
        layout="cover",
        placed=tuple(
            Placed(region, _paragraphs(lines), title.span) for region, lines in placed if lines
        ),
    )


def _paragraphs(lines: Sequence[Text]) -> tuple[Block, ...]:
    return tuple(Prose(text=text, span=text.span) for text in lines)
