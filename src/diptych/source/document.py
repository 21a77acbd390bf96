"""A talk that is one Markdown file, as Pandoc and Quarto read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.blocks.prose import Prose
from diptych.diagnostics import Fault, Severity, Span
from diptych.markup.attributes import Attributes
from diptych.model.deck import Block, Person, Placed, Reference, Section, Slide, Talk
from diptych.model.text import Text, literal
from diptych.model.walk import texts
from diptych.source.faults import EMPTY_TALK
from diptych.source.fields import Fields, plain_data
from diptych.source.intake import Intake
from diptych.source.markdown import Parsed, build_slide, parse_tokens
from diptych.source.references import read_references, references_of
from diptych.source.slides import make_slide, split_front_matter
from diptych.source.yaml_tree import read_yaml

if TYPE_CHECKING:
    from markdown_it.token import Token

KEYS = (
    "title", "subtitle", "author", "authors", "institute", "date", "lang", "event", "venue", "theme",
    "abstract", "references", "bibliography", "incremental", "slide-level", "variables",
)  # fmt: skip
"""Keys of the front matter that say something to Diptych."""

_OTHERS = (
    "format", "output", "execute", "engine", "jupyter", "header-includes", "css", "toc", "logo",
    "footer", "keywords", "description", "revealjs-url", "transition", "aspectratio", "fontsize",
    "mainfont", "documentclass", "csl", "link-citations", "nocite", "reference-doc", "title-prefix",
    "colortheme", "institution", "editor", "number-sections", "title-slide-attributes", "classoption",
    "width", "height", "slideNumber", "controls", "progress", "center", "history",
)  # fmt: skip
"""Keys that steer other tools; they change nothing here and lose nothing."""

UNTITLED = Fault(
    "SRC309",
    "untitled-slide",
    "A slide that begins with `---` has no heading. It is given a hidden title from its first words,"
    " for PowerPoint's outline and for screen readers.",
    Severity.WARNING,
)

IGNORED_ATTRIBUTE = Fault(
    "SRC310",
    "ignored-attribute",
    "A heading has an attribute that other tools use for looks. Diptych's looks come from the theme.",
    Severity.WARNING,
)
_HEADING = ("layout", "kicker", "density")


@dataclass(slots=True)
class _Part:
    """The tokens of one slide, and the heading that opened it."""

    tokens: list[Token] = field(default_factory=list)
    opens_section: bool = False
    line: int = 0


def read_document(path: Path, intake: Intake) -> Talk | None:
    """Return the talk in the Markdown file at `path`; None if it cannot be read."""
    text = intake.read_text(path)
    if text is None:
        return None
    name = intake.name(path)
    source = split_front_matter(text)
    front = read_yaml(source.front, name, intake, first_line=2) if source.front else None
    fields = Fields(front, intake, (*KEYS, *_OTHERS), "the talk's front matter")
    lines = source.body.split("\n")
    tokens = parse_tokens(source.body)
    level = _slide_level(tokens, fields)
    sections = _Sections(fields, lines, name, path, intake, level)
    slides = tuple(sections.read(tokens))
    if not any(section.slides for section in slides):
        hint = "begin a slide with `## Title`"
        intake.report(EMPTY_TALK, Span(name, 1), f"`{name}` has no slides", hint)
    title = fields.text("title") or literal(path.stem, Span(name, 1))
    people = tuple(_people(fields))
    return Talk(
        name=_slug(path.stem) or "talk",
        title=title,
        locale=fields.string("lang") or "en",
        span=Span(name, 1),
        sections=slides,
        speakers=people,
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        facts=_facts(fields, people),
        variables={key: plain_data(entry.value) for key, entry in fields.mapping("variables").items()},
        locales=(fields.string("lang") or "en",),
        references=_references(fields, path, intake),
    )


def _facts(fields: Fields, people: Sequence[Person]) -> dict[str, object]:
    facts = {key: plain_data(entry.value) for key, entry in fields.entries.items() if key in KEYS}
    if people:
        facts["speaker"] = {"name": people[0].name, "affiliation": people[0].affiliation}
    return facts


def _references(fields: Fields, path: Path, intake: Intake) -> Mapping[str, Reference]:
    references = references_of(fields.list("references"), intake)
    for file, _ in fields.strings("bibliography"):
        if file.endswith((".yaml", ".yml")):
            references |= read_references(path.parent / file, intake)
    return references


def _people(fields: Fields) -> Iterator[Person]:
    institute = fields.string("institute") or ""
    for key in ("author", "authors"):
        value = fields.value(key)
        if value is None:
            continue
        for item in value.data if isinstance(value.data, tuple) else (value,):
            if isinstance(item.data, Mapping):
                entries = {k: str(plain_data(e.value)) for k, e in item.data.items()}
                name = entries.get("name", "")
                yield Person(name=name, affiliation=entries.get("affiliation", institute))
            else:
                yield Person(name=item.place.text, affiliation=institute)


def _slide_level(tokens: Sequence[Token], fields: Fields) -> int:
    """Return the heading level that begins a slide.

    Pandoc manual, "Structuring the slide show": the highest level that is somewhere followed by
    content and not by another heading.
    """
    given = fields.number("slide-level")
    if given is not None:
        return int(given)
    levels = []
    for index, token in enumerate(tokens):
        if token.type == "heading_close" and token.level == 0:
            follower = tokens[index + 1].type if index + 1 < len(tokens) else "end"
            if follower not in {"heading_open", "end", "hr"}:
                levels.append(int(token.tag[1]))
    return min(levels, default=2)


class _Sections:
    """Cuts the document into slides and sections."""

    def __init__(
        self, fields: Fields, lines: list[str], name: str, path: Path, intake: Intake, level: int
    ) -> None:
        self.fields = fields
        self.lines = lines
        self.name = name
        self.path = path
        self.intake = intake
        self.level = level
        self.ids: set[str] = set()

    def read(self, tokens: Sequence[Token]) -> Iterator[Section]:
        title = Text("", (), Span(self.name, 1))
        slides: list[Slide] = list(self._cover())
        for part in self._parts(tokens):
            if part.opens_section:
                if slides:
                    yield Section(title, tuple(slides))
                slides = []
            slide = self._slide(part)
            title = slide.title if part.opens_section else title
            slides.append(slide)
        if slides:
            yield Section(title, tuple(slides))

    def _parts(self, tokens: Sequence[Token]) -> Iterator[_Part]:
        part = _Part()
        for token in tokens:
            if token.level == 0 and token.type == "heading_open" and int(token.tag[1]) <= self.level:
                if part.tokens:
                    yield part
                part = _Part(opens_section=int(token.tag[1]) < self.level, line=(token.map or [0])[0])
            elif token.level == 0 and token.type == "hr":
                if part.tokens:
                    yield part
                part = _Part(line=(token.map or [0])[0])
                continue
            part.tokens.append(token)
        if part.tokens:
            yield part

    def _slide(self, part: _Part) -> Slide:
        parsed = build_slide(
            part.tokens,
            self.lines,
            self.name,
            self.path.parent,
            self.intake,
            incremental=self.fields.boolean("incremental", default=False),
            title_level=self.level,
        )
        span = Span(self.name, part.line + 1)
        attributes = parsed.title_attributes
        title = parsed.title or self._hidden_title(parsed, span)
        slide_id = self._unique(attributes.id or _slug(title.plain) or "slide")
        nothing = Fields(None, self.intake, (), "a slide")
        slide = make_slide(slide_id, replace(parsed, title=title), nothing, span, self.intake)
        values = self._heading_values(attributes, title.span)
        return replace(
            slide,
            show_title=parsed.title is not None,
            layout=values.get("layout", "section" if part.opens_section else None),
            density=values.get("density"),
            kicker=literal(values["kicker"], title.span) if "kicker" in values else None,
        )

    def _heading_values(self, attributes: Attributes, span: Span) -> Mapping[str, str]:
        others = [*attributes.classes, *(key for key in attributes.values if key not in _HEADING)]
        if others:
            message = f"attribute `{others[0]}` of the heading changes nothing here"
            hint = f"understood are {', '.join(f'`{key}=`' for key in _HEADING)} and an id"
            self.intake.report(IGNORED_ATTRIBUTE, span, message, hint)
        return {key: value for key, value in attributes.values.items() if key in _HEADING}

    def _hidden_title(self, parsed: Parsed, span: Span) -> Text:
        words = next((text.plain for text in texts((parsed.body, parsed.columns))), "")
        short = " ".join(words.split()[:8]) or "Untitled"
        hint = "give it a heading, or leave it: its first words are its hidden title"
        self.intake.report(UNTITLED, span, "this slide has no heading", hint)
        return literal(short, span)

    def _unique(self, slide_id: str) -> str:
        """Return the id, with Pandoc's `-1`, `-2` after what is taken already."""
        unique, count = slide_id, 0
        while unique in self.ids:
            count += 1
            unique = f"{slide_id}-{count}"
        self.ids.add(unique)
        return unique

    def _cover(self) -> Iterator[Slide]:
        title = self.fields.text("title")
        if title is None:
            return
        self.ids.add("title")
        event = [text for key in ("subtitle", "event") if (text := self.fields.text(key))]
        byline = [literal(person.name, title.span) for person in _people(self.fields)]
        byline += [text for key in ("institute", "date") if (text := self.fields.text(key))]
        placed = (("event", event), ("speaker", byline))
        yield Slide(
            id="title",
            title=title,
            span=title.span,
            layout="cover",
            placed=tuple(
                Placed(region, _paragraphs(lines), title.span) for region, lines in placed if lines
            ),
        )


def _paragraphs(lines: Sequence[Text]) -> tuple[Block, ...]:
    return tuple(Prose(text=text, span=text.span) for text in lines)


def _slug(title: str) -> str:
    """Return Pandoc's automatic identifier of a heading (manual, "Extension: auto_identifiers")."""
    words = unicodedata.normalize("NFC", title).lower()
    kept = "".join(c for c in words if c.isalnum() or c in "_-. ")
    slug = re.sub(r"[\s.]+", "-", kept.strip())
    return re.sub(r"^[^a-z\u00c0-\uffff]+", "", slug).strip("-")
