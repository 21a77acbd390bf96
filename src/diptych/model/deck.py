"""A talk and its slides as authored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.model.block import Block
from diptych.model.geometry import Emu
from diptych.model.text import Text


class Column(Struct, frozen=True):
    """One of several columns of a slide."""

    blocks: tuple[Block, ...]
    width: float | None
    """Its share of the width, 0 to 1; None: an equal share of what the others leave."""
    span: Span
    fixed_width: Emu | None = None
    """Its width where it is said as a length: then its share is that of the page's width."""


class Placed(Struct, frozen=True):
    """Blocks that the author put into a region by name."""

    region: str
    blocks: tuple[Block, ...]
    span: Span


class Source(Struct, frozen=True):
    """What stands at the foot of a slide: a reference or a footnote, numbered if it is cited."""

    key: str
    """The reference's key; `^label` for a footnote."""
    number: int | None
    text: Text
    link: str | None = None


Generated = Literal["", "agenda", "section", "references"]
"""What a slide without a file shows: the sections, the name of its own one, every source."""


class SlideOverride(Struct, frozen=True, kw_only=True):
    """How one talk shows a slide that others may show differently."""

    span: Span
    values: Mapping[str, object] = field(default_factory=dict)
    """Variables that it has here, `with:`."""
    title: Text | None = None
    kicker: Text | None = None
    """Empty: it has none here."""
    layout: tuple[str, Span] | None = None
    notes: tuple[Block, ...] | None = None
    without: tuple[tuple[str, Span], ...] = ()
    """Ids of the blocks that are left out."""
    put: tuple[Replacement, ...] = ()


class Replacement(Struct, frozen=True):
    """What stands in the place of a block: another text, or other blocks."""

    id: str
    span: Span
    text: Text | None
    blocks: tuple[Block, ...] = ()


class Slide(Struct, frozen=True, kw_only=True):
    """One authored slide; known by its id, never by its number."""

    id: str
    title: Text
    span: Span
    show_title: bool = True
    origin: str = ""
    """The id of its file, where the talk calls it something else."""
    use: SlideOverride | None = None
    """How the talk shows it; None: as it was written."""
    generated: Generated = ""
    """What it is made of, if it has no file."""
    hidden: bool = False
    """Whether the talk has it without showing it: it can still be reached by a link."""
    backup: bool = False
    """Whether it stands behind the end, numbered apart, for questions."""
    kicker: Text | None = None
    layout: str | None = None
    """The layout the author asked for; None: whichever its content suggests."""
    layout_span: Span | None = None
    density: str | None = None
    density_span: Span | None = None
    tags: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    """Ids that it had once; talks may still name it by them."""
    allow: tuple[tuple[str, Span], ...] = ()
    """Names of warnings that this slide may have, each with its place."""
    body: tuple[Block, ...] = ()
    columns: tuple[Column, ...] = ()
    placed: tuple[Placed, ...] = ()
    notes: tuple[Block, ...] = ()
    refs: tuple[tuple[str, Span], ...] = ()
    footnotes: Mapping[str, Text] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    """What stands at its foot, in order; filled by numbering."""
    overrides: Mapping[str, Slide] = field(default_factory=dict)
    """What takes its place where it must be built differently, by locale."""
    made_for: str | None = None
    """The beginning of the sha256 of the file that this slide takes the place of."""
    definitions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """The links that its file defines, `[label]: address`, which translations use too."""
    sha256: str = ""
    """Of its file; known only where something takes its place."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Values for `{{ name }}` on this slide alone: the record of a data file it was made of."""
    broken: bool = False
    """Whether it could not be read: it keeps its place so that the rest can be checked."""

    @property
    def source_id(self) -> str:
        """Return the id that its file and its translations go by."""
        return self.origin or self.id


class Section(Struct, frozen=True):
    """A named stretch of slides."""

    title: Text
    slides: tuple[Slide, ...]


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who gives a talk."""

    name: str
    affiliation: str = ""
    email: str = ""
    url: str = ""


class Reference(Struct, frozen=True, kw_only=True):
    """A source, in the terms of the Citation Style Language (CSL 1.0.2)."""

    key: str
    title: str
    label: str
    """What the foot of a slide shows."""
    names: str
    """Who wrote it, in short: `Doe`, `Doe & Roe`, `Doe et al.`; what it is called if nobody did."""
    url: str | None
    span: Span


class Expected(Struct, frozen=True, kw_only=True):
    """What a talk promises of itself, checked on every build."""

    slides: int | None = None
    order: tuple[tuple[str, str | None, Span], ...] | None = None
    """Slide ids in order, each with the title it must have, if one is said."""
    references: Mapping[str, tuple[str, ...]] | None = None
    """Keys of the sources of each slide that has any, in order."""
    span: Span


OCCASION = ("subtitle", "event", "venue", "dates", "speakers", "source", "abstract")
"""What a talk may say of itself besides its title."""
SPEAKER = ("name", "affiliation", "email", "url", "role")
"""What a talk may say of a speaker."""


class Talk(Struct, frozen=True, kw_only=True):
    """One presentation to one audience: the occasion and its ordered slides."""

    name: str
    title: Text
    logo: Asset | None = None
    """A picture at the foot of its slides."""
    footer: Text | None = None
    """What stands at the foot of its slides; None: its title."""
    locale: str
    """The language it was given in first."""
    source_locale: str = "en"
    """The language its slides are written in."""
    span: Span
    sections: tuple[Section, ...]
    speakers: tuple[Person, ...] = ()
    event: str = ""
    venue: str = ""
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    abstract: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    """All that the talk's file says, for `{{ talk.event }}`."""
    fact_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where it says so, by key."""
    is_whole: bool = True
    """False: its file has errors, so that nobody can say what it lacks."""
    variables: Mapping[str, object] = field(default_factory=dict)
    """Values for `{{ name }}`."""
    locales: tuple[str, ...] = ()
    theme: str | None = None
    """The theme it asks for; None: the project's."""
    theme_span: Span | None = None
    expected: Expected | None = None
    examples: Mapping[str, int] = field(default_factory=dict)
    """The number of each example by its label; filled by numbering."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    has_all_references: bool = True
    """False: some could not be read, so that nobody can say which are missing."""

    @property
    def foot(self) -> Text:
        """Return what stands at the foot of its slides."""
        return self.title if self.footer is None else self.footer

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return all slides in order."""
        return tuple(slide for section in self.sections for slide in section.slides)
