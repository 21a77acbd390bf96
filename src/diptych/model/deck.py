"""A talk and its slides as authored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import chain
from typing import Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.abstract import Abstract
from diptych.model.asset import Asset
from diptych.model.block import AnyBlock
from diptych.model.geometry import Emu
from diptych.model.labels import Labelled, Unnumbered
from diptych.model.text import Link, Text
from diptych.model.theme import Mode

Overflow = Literal["continue", "shrink", "error"]
"""What becomes of a slide that does not fit: it continues on further pages, is set smaller than the
theme's floors, or is an error."""
OVERFLOWS: tuple[Overflow, ...] = get_args(Overflow)


class Column(Struct, frozen=True):
    """One of several columns of a slide."""

    blocks: tuple[AnyBlock, ...]
    width: float | None
    """Its share of the width, 0 to 1; None for an equal share of what the others leave."""
    span: Span
    fixed_width: Emu | None = None
    """Its width if given as a length, from which its share of the page's width follows."""


class Length(Struct, frozen=True):
    """A length or a place on a page, as an author gives it: one of these."""

    fixed: Emu = Emu(0)
    share: float = 0.0
    """Of the page, 0 to 1."""
    grid: float | None = None
    """Of the area of the theme that has a slide's text, 0 to 1, from its upper left corner."""


class ByHand(Struct, frozen=True):
    """Where on the page an author put something; None where it is left to the theme."""

    left: Length | None = None
    top: Length | None = None
    right: Length | None = None
    """From the right edge of the page to that of the content."""
    bottom: Length | None = None
    width: Length | None = None
    height: Length | None = None


class Placed(Struct, frozen=True):
    """Blocks that the author put into a named region, or at a place on the page."""

    region: str
    """Empty if they have a place of their own."""
    blocks: tuple[AnyBlock, ...]
    span: Span
    by_hand: ByHand | None = None


class Track(Struct, frozen=True):
    """A column of cards, one below the other."""

    cards: int
    """How many it has."""
    share: float
    """Its share of the width that all columns have, 0 to 1."""


class Source(Struct, frozen=True):
    """A reference or footnote at the foot of a slide, numbered if it is cited."""

    key: str
    """The reference's key; `^label` for a footnote."""
    number: int | None
    text: Text
    link: Link | None = None


ArrangementName = Literal[
    "statement", "quote", "metrics", "picture", "agenda", "references", "timeline", "dates",
    "table", "grid", "comparison", "rows", "cards", "columns", "pages",
]  # fmt: skip
"""How content is given a layout by its shape."""
ARRANGEMENT_NAMES: tuple[ArrangementName, ...] = get_args(ArrangementName)
Arrange = Literal["auto", "plain"] | ArrangementName
"""What an author asks for: what suits the content, all of it as written, or one of them."""
ARRANGE: tuple[Arrange, ...] = ("auto", "plain", *ARRANGEMENT_NAMES)

Generated = Literal["", "agenda", "section", "references"]
"""What a slide without a file shows: the list of sections, the section's name, or all sources."""


SourceForm = Literal["full", "short"]
"""How sources stand at the foot of slides: as their references say, or publisher and year only."""

Transition = Literal["none", "fade", "push", "morph"]
"""How a slide takes the place of the one before it."""
Steps = Literal["none", "groups"]
"""What appears step by step: only what the author marked, or the groups of a slide."""


class SlideOverride(Struct, frozen=True, kw_only=True):
    """A talk's own changes to a slide that it shares with other talks."""

    span: Span
    values: Mapping[str, object] = field(default_factory=dict)
    """Values for its variables in this talk, `with:`."""
    title: Text | None = None
    kicker: Text | None = None
    """Empty if this talk removes it."""
    layout: tuple[str, Span] | None = None
    notes: tuple[AnyBlock, ...] | None = None
    without: tuple[tuple[str, Span], ...] = ()
    """Ids of the blocks that are left out."""
    put: tuple[Replacement, ...] = ()


class Replacement(Struct, frozen=True):
    """What replaces a block: another text, or other blocks."""

    id: str
    span: Span
    text: Text | None
    blocks: tuple[AnyBlock, ...] = ()


class Slide(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One authored slide, identified by its id, never by its number."""

    id: str
    title: Text
    span: Span
    show_title: bool = True
    running_title: bool = False
    """Whether its title is a small running head where one text leads its content: the headline."""
    mark: str = ""
    """What stands after its title if it is one of several pages of a slide: ` (2/3)`."""
    origin: str = ""
    """The id of its file, if the talk gives it another."""
    use: SlideOverride | None = None
    """The talk's changes to it; None if it is shown as written."""
    generated: Generated = ""
    """What it is made from, if it has no file."""
    hidden: bool = False
    """Whether the talk skips it; links still lead to it."""
    backup: bool = False
    """Whether it is a backup after the end of the talk, with its own numbering."""
    kicker: Text | None = None
    layout: str | None = None
    """The layout the author asked for; None for whichever its content suggests."""
    layout_span: Span | None = None
    transition: Transition | None = None
    """How it takes the place of the slide before it; None for what section, talk or deck say."""
    steps: Steps | None = None
    """What appears step by step; None for what section or talk say."""
    time: int | None = None
    """How many seconds its speaker means to spend on it; None if nobody has said so."""
    source_form: SourceForm | None = None
    """How its sources are shown; None for what talk or deck say."""
    arrange: Arrange | None = None
    """How its content is arranged if it has no `layout`; None for what the talk says."""
    arrange_span: Span | None = None
    density: str | None = None
    density_span: Span | None = None
    mode: Mode | None = None
    """The mode that it or its section asks for; None for its layout's own."""
    overflow: Overflow | None = None
    """What becomes of it if it does not fit; None for what the talk says."""
    tags: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    """Former ids, by which talks may still refer to it."""
    allow: tuple[tuple[str, Span], ...] = ()
    """Names of the warnings that are suppressed on this slide."""
    body: tuple[AnyBlock, ...] = ()
    columns: tuple[Column, ...] = ()
    placed: tuple[Placed, ...] = ()
    tracks: tuple[Track, ...] = ()
    """The columns in which an arrangement puts the cards of its layout; none for the layout's own
    boxes."""
    pages: tuple[Slide, ...] = ()
    """What an arrangement puts on pages of their own, in order; none if all content is together."""
    notes: tuple[AnyBlock, ...] = ()
    refs: tuple[tuple[str, Span], ...] = ()
    footnotes: Mapping[str, Text] = field(default_factory=dict)
    unnumbered: tuple[Unnumbered, ...] = ()
    """Labels that no block has: of divs around what is not one figure, and of hidden cells."""
    sources: tuple[Source, ...] = ()
    """The sources at its foot, in order; filled by numbering."""
    overrides: Mapping[str, Slide] = field(default_factory=dict)
    """Versions of the slide that replace it in certain locales, by locale."""
    made_for: str | None = None
    """For such a version: the first digits of the SHA-256 of the file that it replaces."""
    definitions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """The link definitions of its file, `[label]: address`; translations use them too."""
    sha256: str = ""
    """The hash of its file; only set if it has `overrides`."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Values for `{{ name }}` on this slide only: the data record from which it was generated."""
    broken: bool = False
    """Whether it could not be read; it keeps its place so that the rest can be checked."""

    def in_motion(self, transition: Transition | None, steps: Steps | None) -> Slide:
        """Return it with `transition` and `steps`, unless it asks for others.

        What a version in another language says does not count: all languages move alike.
        """
        transition, steps = self.transition or transition, self.steps or steps
        if transition is None and steps is None:
            return self
        overrides = {
            locale: replace(one, transition=transition, steps=steps)
            for locale, one in self.overrides.items()
        }
        return replace(self, transition=transition, steps=steps, overrides=overrides)

    def citing(self, form: SourceForm | None) -> Slide:
        """Return it with sources in `form`, unless it asks for one itself."""
        if form is None or self.source_form is not None:
            return self
        return replace(self, source_form=form)

    def in_mode(self, mode: Mode | None) -> Slide:
        """Return it in `mode`, and its versions for certain locales, unless they ask for one."""
        wanted = self.mode or mode
        if wanted is None:
            return self
        overrides = {
            locale: replace(one, mode=one.mode or wanted) for locale, one in self.overrides.items()
        }
        return replace(self, mode=wanted, overrides=overrides)

    @property
    def source_id(self) -> str:
        """Return the id by which its file and its translations are known."""
        return self.origin or self.id

    @property
    def former_ids(self) -> tuple[str, ...]:
        """Return the ids by which its file was known, with the name of its library, if any."""
        library, colon, _ = self.source_id.rpartition(":")
        return tuple(f"{library}{colon}{old}" for old in self.was)


class Section(Struct, frozen=True):
    """A named sequence of slides."""

    title: Text
    slides: tuple[Slide, ...]

    @property
    def time(self) -> int:
        """Return how many seconds its slides take, without hidden ones and backups."""
        return sum(one.time or 0 for one in self.slides if not (one.hidden or one.backup))

    def asking(
        self, transition: Transition | None, steps: Steps | None, form: SourceForm | None
    ) -> Section:
        """Return it with what a talk asks for its slides, unless these ask for something else."""
        slides = tuple(one.in_motion(transition, steps).citing(form) for one in self.slides)
        return replace(self, slides=slides)


class Person(Struct, frozen=True, kw_only=True):
    """A speaker."""

    name: str
    affiliation: str = ""
    email: str = ""
    url: str = ""


class NamedLink(Struct, frozen=True):
    """A link with the words that lead to it."""

    label: str
    url: str = ""
    """Empty if the words lead nowhere."""


Download = Literal["pdf", "pptx"]
"""A file that a talk's page offers to take away."""


class Publication(Struct, frozen=True, kw_only=True):
    """What a talk's file says about the talk's page."""

    is_listed: bool = True
    """Whether lists, feeds and search engines may name it."""
    former_names: tuple[str, ...] = ()
    """Names that the talk had, whose addresses lead to its page."""
    tags: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = get_args(Download)
    licence: NamedLink | None = None
    links: tuple[NamedLink, ...] = ()
    credits: Mapping[str, str] = field(default_factory=dict)
    """Who or what has translated the abstract, by locale; `""` is for all but the source."""


class Reference(Struct, frozen=True, kw_only=True):
    """A bibliographic reference, in the terms of the Citation Style Language (CSL 1.0.2)."""

    key: str
    title: str
    label: str
    """What the foot of a slide shows."""
    short: str
    """The same with `sources: short`: its publisher and year; all if it has no address."""
    names: str
    """Its authors in short: `Doe`, `Doe & Roe`, `Doe et al.`; its title if it has none."""
    url: str | None
    span: Span


class Expected(Struct, frozen=True, kw_only=True):
    """What a talk declares about itself, checked on every build."""

    slides: int | None = None
    order: tuple[tuple[str, str | None, Span], ...] | None = None
    """Slide ids in order, each with the title it must have, if one is given."""
    references: Mapping[str, tuple[str, ...]] | None = None
    """Source keys in order, by slide, for slides that have any."""
    span: Span


TALK_FACTS = ("subtitle", "event", "venue", "dates", "speakers", "source", "abstract")
"""The facts that a talk may state besides its title."""
SPEAKER_FACTS = ("name", "affiliation", "email", "url", "role")
"""The facts that a talk may state about a speaker."""


DateStyle = Literal["", "full", "long", "medium", "short", "year", "year-month"]
"""How the date at the foot of slides is written; empty for none."""


EmbedFonts = Literal["used", "all"]
"""The characters that are shown, or all that the fonts have."""


class Foot(Struct, frozen=True, kw_only=True):
    """What stands at the foot of a talk's slides, besides footer and number."""

    footers: Mapping[str, Text] = field(default_factory=dict)
    """The footer by locale; without the source's the talk's title stands there."""
    logo: Asset | None = None
    date: dt.date | None = None
    """Its day; None for the day on which the talk is given."""
    date_style: DateStyle = ""
    has_ticks: bool = True
    """Whether the sections of the talk are shown as a line of ticks."""


class Kept(Struct, frozen=True, kw_only=True):
    """How a slide of a frozen talk was laid out, and still is."""

    arrangement: ArrangementName | None = None
    """None if it was laid out as written."""
    layout: str
    """That of its arrangement, which may have several."""
    densities: Mapping[str, str] = field(default_factory=dict)
    """The names of its densities by locale."""
    is_centred: bool = False
    """Whether its body is in the middle of its region."""
    pages: tuple[Kept, ...] = ()
    """How each page was laid out, if it was arranged as several."""


class Talk(Struct, frozen=True, kw_only=True):
    """One presentation to one audience: the occasion and its ordered slides."""

    name: str
    title: Text
    at_foot: Foot = Foot()
    footer: Text | None = None
    """The footer of its slides; None for its title."""
    shown_date: str = ""
    """The date at the foot of its slides, as written in the language; filled with variables."""
    shorter_dates: tuple[str, ...] = ()
    """The same where there is less room, the longest first."""
    locale: str
    """The language in which it was first given."""
    source_locale: str = "en"
    """The language in which its slides are written."""
    span: Span
    sections: tuple[Section, ...]
    speakers: tuple[Person, ...] = ()
    event: str = ""
    venue: str = ""
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    abstract: Mapping[str, Abstract] = field(default_factory=dict)
    publication: Publication = Publication()
    is_single_file: bool = False
    written_for: str = ""
    """The tool for which a single-file talk seems to be written; empty if that is Pandoc."""
    """Whether all of it is one file, which may have been written for another tool."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """All facts in the talk's file, for `{{ talk.event }}`."""
    fact_spans: Mapping[str, Span] = field(default_factory=dict)
    """The spans of the facts, by key."""
    is_whole: bool = True
    """False if its file has errors, so that it is unknown what is missing."""
    variables: Mapping[str, object] = field(default_factory=dict)
    """Values for `{{ name }}`."""
    locales: tuple[str, ...] = ()
    arrange: Arrange = "plain"
    """How the content of slides is arranged that do not say so themselves."""
    kept: Mapping[str, Kept] = field(default_factory=dict)
    """How its slides stay laid out, by id; those of a frozen talk."""
    theme: str | None = None
    """The theme it asks for; None for the project's."""
    theme_span: Span | None = None
    mode: Mode | None = None
    """The mode it asks for; None for the project's."""
    overflow: Overflow | None = None
    """What becomes of slides that do not fit; None for an error."""
    embed_fonts: EmbedFonts | None = None
    """What of its fonts the PPTX contains; None for nothing."""
    expected: Expected | None = None
    examples: Mapping[str, int] = field(default_factory=dict)
    """The numbers of examples by label; filled by numbering."""
    labels: Mapping[str, Labelled] = field(default_factory=dict)
    """What is numbered, such as figures and equations, by label; filled by numbering."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    has_all_references: bool = True
    """False if some could not be read, so that it is unknown which are missing."""

    @property
    def day(self) -> dt.date | None:
        """Return the day on which it is given; if unknown, the first of its dates."""
        return self.dates.get("delivered") or min(self.dates.values(), default=None)

    def abstract_in(self, locale: str) -> Abstract | None:
        """Return the abstract in a language, or else as it was written; None if there is none."""
        return self.abstract.get(locale) or self.abstract.get(self.source_locale)

    @property
    def time(self) -> int:
        """Return how many seconds its slides take, without hidden ones and backups."""
        return sum(section.time for section in self.sections)

    @property
    def foot(self) -> Text:
        """Return the footer of its slides."""
        return self.title if self.footer is None else self.footer

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return all slides in order."""
        return tuple(chain.from_iterable([section.slides for section in self.sections]))

    @property
    def present_ids(self) -> Mapping[str, str]:
        """Return the id that each slide has now, by its former ones, `was:`."""
        return {old: one.id for one in self.slides if not one.origin for old in one.former_ids}
