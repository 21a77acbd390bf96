"""How a slide is laid out, the same in all languages: its arrangement, and the density of its body.

An arrangement is taken if it fits in every language, at a density no more than two below that at
which the content fits as it is written. The most specific one comes first (`ArrangementName`); of
the several ways to arrange cards, the one with the largest type whose columns are about as full.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.chrome import source_frame, title_frames
from diptych.layout.diagnostic_kinds import NOT_ARRANGED
from diptych.layout.fitting import Body, common_density, gather_body
from diptych.layout.parts import parts_of_slide
from diptych.layout.placing import Placement, has_place, lefts_of, place_content
from diptych.layout.stacking import Contents
from diptych.memo import Form, Memo
from diptych.model.deck import Arrange, ArrangementName, Kept, Slide, Talk, Track
from diptych.model.density import tried_densities
from diptych.model.forms import read, written
from diptych.model.geometry import Emu
from diptych.model.shapes import TextFrame
from diptych.model.theme import Theme

_STEPS_FOR_FULL = 5.0
"""By how many densities type may be smaller so that no column of cards is empty, in proportion to
how empty it were otherwise."""
_STEPS_FOR_SHAPE = 2
"""By how many densities type may be smaller so that content is arranged by its shape."""
_STEPS_FOR_GRID = 1
"""By how many densities type may be smaller in a grid than on cards, with the heads of its rows."""
_STEPS_BETWEEN_PAGES = 2
"""By how many densities the pages of one slide may differ."""
_ON_PAGES = {"pages", "statement"}
"""Arrangements that divide content, or may: what is below a statement has a page of its own."""
_STEPS_FOR_HEADS = 0.5
"""By how many densities type may be smaller so that no head of a card has three lines."""
_STEPS_FOR_WIDTHS, _STEPS_FOR_NUMBERS = 0.2, 0.4
"""The same so that columns of cards are equally wide, and have equally many."""
_STEPS_FOR_RATIO = 0.1
"""The same so that none is more than one and a half times as wide as another."""
_LOOKS_FULL, _LOOKS_ALIKE = 0.14, 1.6
"""The share of the height by which the words of a card may end above others before anyone sees it,
and how many times as wide as others a column may be."""

_Titles = tuple[tuple[TextFrame, ...], tuple[Diagnostic, ...]]
"""The frames of title and kicker, and what does not fit in them."""
Arrangements = Callable[[Slide], Mapping[ArrangementName, tuple[Slide, ...]]]
"""Returns the ways in which a slide's content can be arranged, by name, best first."""


def as_written(slide: Slide) -> Mapping[ArrangementName, tuple[Slide, ...]]:  # noqa: ARG001 - the signature of all
    """Return no arrangement but the author's own."""
    return {}


class Version(NamedTuple):
    """A talk as shown in one locale."""

    talk: Talk
    theme: Theme
    locale: str


class Choice(Struct, frozen=True):
    """How a slide is laid out in all languages."""

    density: int = 0
    """The index of the largest density that it may have."""
    arrangement: ArrangementName | None = None
    """None if its content is laid out as written."""
    way: int = 0
    """Which of the ways of this arrangement."""
    is_centred: bool = False
    """Whether its body is in the middle of its region, since it leaves most of that free."""
    pages: tuple[Choice, ...] = ()
    """How each page is laid out, if the arrangement divides the content."""


AS_WRITTEN = Choice()


class SlideBody(Struct, frozen=True, kw_only=True):
    """The body of a slide, measured, the title below which it begins, and the sources below it."""

    placement: Placement
    titles: tuple[TextFrame, ...]
    sources: TextFrame | None
    body: Body
    found: tuple[Diagnostic, ...]
    """What does not fit in titles."""

    def best(self, theme: Theme, slide: Slide, *, below: float = math.inf) -> int | None:
        """Return the index of the largest density at which it fits; None if it fits at none.

        None also if only those from the index `below` on fit.
        """
        tried = tried_densities(theme.densities, slide.density)
        return self.body.best(theme.densities, tried, below=below)

    def is_sparse(self, theme: Theme, slide: Slide) -> bool:
        """Return whether it is nothing but text that leaves most of its region free."""
        best = self.best(theme, slide)
        return best is not None and self.body.is_sparse(theme.densities[best])


class Bodies:
    """The bodies of one slide by locale and arrangement, each measured once."""

    def __init__(self, arrangements: Arrangements = as_written) -> None:
        self.arrangements = arrangements
        self._arranged: dict[str, Mapping[ArrangementName, tuple[Slide, ...]]] = {}
        self._measuring: dict[str, Measuring] = {}
        self._known: dict[tuple[str, ArrangementName | None, int], SlideBody] = {}
        self._pages: dict[str, tuple[Slide, ...]] = {}
        self._on_pages: dict[int, Bodies] = {}

    def ways(self, slide: Slide, locale: str) -> Mapping[ArrangementName, tuple[Slide, ...]]:
        """Return the ways to arrange the slide in a locale."""
        if locale not in self._arranged:
            self._arranged[locale] = self.arrangements(slide)
        return self._arranged[locale]

    def arranged(self, slide: Slide, locale: str, choice: Choice) -> Slide:
        """Return the slide with its content arranged; as written where it cannot be."""
        if choice.arrangement is None:
            return slide
        ways = self.ways(slide, locale).get(choice.arrangement, ())
        return ways[choice.way] if choice.way < len(ways) else slide

    def pages(self, slide: Slide, theme: Theme, locale: str) -> tuple[Slide, ...]:
        """Return the pages into which the arrangement `pages` divides the slide, each a slide."""
        if locale not in self._pages:
            ways = self.ways(slide, locale).get("pages", ())
            self._pages[locale] = parts_of_slide(ways[0], theme, locale) if ways else ()
        return self._pages[locale]

    def on_page(self, index: int) -> Bodies:
        """Return the bodies of one of its pages."""
        return self._on_pages.setdefault(index, Bodies(self.arrangements))

    def body(self, slide: Slide, theme: Theme, locale: str, choice: Choice) -> SlideBody:
        """Return the body of the slide in a locale, arranged as chosen."""
        key = (locale, choice.arrangement, choice.way)
        if key not in self._known:
            if locale not in self._measuring:
                self._measuring[locale] = Measuring(theme, locale)
            arranged = self.arranged(slide, locale, choice)
            self._known[key] = self._measuring[locale].body(arranged)
        return self._known[key]


class Measuring:
    """Measures one slide in one locale in any arrangement, and what these share only once.

    They change what is between its title and its sources, but neither of these.
    """

    def __init__(self, theme: Theme, locale: str) -> None:
        self.contents = Contents(theme, locale)
        self._titles: dict[str, _Titles] = {}
        """Its titles by layout."""
        self._sources: dict[tuple[str, tuple[Emu, ...]], TextFrame | None] = {}
        """Its sources by layout, and by where its content begins."""

    def body(self, slide: Slide) -> SlideBody:
        """Return the body of the slide, as it is arranged, placed and measured."""
        theme = self.contents.theme
        placed = place_content(slide, theme)
        (titles, found), sources = self._around(slide, placed)
        placement = placed.below(titles, theme.gap)
        floor = Emu(sources.box.y - theme.gap) if sources else theme.page.bottom
        body = replace(gather_body(placement, self.contents, floor), titles=titles)
        return SlideBody(
            placement=placement, titles=titles, sources=sources, body=body, found=found
        )

    def _around(self, slide: Slide, placed: Placement) -> tuple[_Titles, TextFrame | None]:
        layout = placed.layout
        lefts = lefts_of(placed.regions) if slide.sources else ()
        about = slide, layout, self.contents.theme, self.contents.locale
        if layout.name not in self._titles:
            self._titles[layout.name] = title_frames(*about)
        if (layout.name, lefts) not in self._sources:
            self._sources[layout.name, lefts] = source_frame(*about, lefts)
        return self._titles[layout.name], self._sources[layout.name, lefts]


def choose(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, memo: Memo
) -> Choice:
    """Return how a slide is laid out, given its versions in the locales that decide."""
    first, source = slides[0], deciders[0]
    wanted: Arrange = first.arrange or source.talk.arrange
    if any(slide.broken for slide in slides):
        return Choice()
    kept = source.talk.kept.get(first.id)
    if kept is not None:
        return _as_kept(kept, first, source, bodies)
    if len(deciders) == 1 and wanted == "plain" and first.layout is None:
        return Choice()

    def make(*_: object) -> Choice:
        on_pages = _on_pages(slides, deciders, bodies) if wanted in _ON_PAGES else None
        return on_pages or _on_one(slides, deciders, bodies, wanted)

    others = [part for one in deciders for part in (one.theme, one.locale)]
    place = ("choice", source.talk.name, first.id)
    return memo.recall(place, make, *slides, *others, wanted, form=_FORM)


def _on_one(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, wanted: Arrange
) -> Choice:
    """Return how a slide is laid out on one page."""
    choice = _decided(slides, deciders, bodies, wanted)
    is_free = wanted == "auto" and choice.arrangement is None and slides[0].layout is None
    return replace(choice, is_centred=is_free and _is_sparse(slides, deciders, bodies, choice))


def _on_pages(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies
) -> Choice | None:
    """Return how the pages are laid out that every locale has; None if one has others."""
    versions = zip(slides, deciders, strict=True)
    parts = [bodies.pages(slide, one.theme, one.locale) for slide, one in versions]
    if not parts[0] or len({len(pages) for pages in parts}) > 1:
        return None
    pages = tuple(
        _on_one(page, deciders, bodies.on_page(index), "auto")
        for index, page in enumerate(zip(*parts, strict=True))
    )
    least = max(page.density for page in pages)
    most = max(0, least - _STEPS_BETWEEN_PAGES)
    near = tuple(replace(page, density=max(page.density, most)) for page in pages)
    return Choice(least, "pages", pages=near)


def _as_kept(kept: Kept, slide: Slide, source: Version, bodies: Bodies) -> Choice:
    """Return the arrangement that a slide of a frozen talk had; its density is `in_locale`."""
    if kept.arrangement == "pages":
        parts = bodies.pages(slide, source.theme, source.locale)
        each = zip(kept.pages, parts, strict=False)
        pages = (
            _as_kept(own, part, source, bodies.on_page(n)) for n, (own, part) in enumerate(each)
        )
        return Choice(arrangement="pages", pages=tuple(pages))
    ways = bodies.ways(slide, source.locale)
    if kept.arrangement is None:
        return Choice(is_centred=kept.is_centred)
    layouts = [way.layout for way in ways.get(kept.arrangement, ())]
    way = layouts.index(kept.layout) if kept.layout in layouts else 0
    return Choice(arrangement=kept.arrangement, way=way, is_centred=kept.is_centred)


def in_locale(choice: Choice, slide: Slide, version: Version) -> Choice:
    """Return the choice for a slide in one locale, in which a frozen talk keeps its density."""
    kept = version.talk.kept.get(slide.id)
    return choice if kept is None else _at_kept_density(choice, kept, version)


def _at_kept_density(choice: Choice, kept: Kept, version: Version) -> Choice:
    name = kept.densities.get(version.locale)
    names = [density.name for density in version.theme.densities]
    density = names.index(name) if name in names else choice.density
    pages = tuple(
        _at_kept_density(page, own, version)
        for page, own in zip(choice.pages, kept.pages, strict=False)
    )
    return replace(choice, density=density, pages=pages)


def _is_sparse(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, choice: Choice
) -> bool:
    """Return whether a slide leaves most of its page free in every locale."""
    return all(
        bodies.body(slide, one.theme, one.locale, choice).is_sparse(one.theme, slide)
        for slide, one in zip(slides, deciders, strict=True)
    )


class Weighed(Struct, frozen=True, kw_only=True):
    """A way to lay out a slide, and the largest density at which it fits in each locale."""

    choice: Choice
    best: tuple[int | None, ...]
    """Indices of densities; None where it does not fit."""
    emptiness: float = 0.0
    """How much emptier than the fullest its emptiest column of cards is, in any locale, 0 to 1."""
    irregular: float = 0.0
    """What it costs, in densities, that its columns differ in width or in number of cards, or that
    heads have many lines."""

    @property
    def fits(self) -> bool:
        """Return whether it fits in every locale."""
        return None not in self.best


def weigh(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies
) -> Iterator[Weighed]:
    """Yield every way to lay out a slide: as written first, then its arrangements, best first."""
    yield _weighed(Choice(), slides, deciders, bodies)
    for name, choices in _choices(slides, deciders, bodies).items():
        if name == "pages":
            yield from _weighed_pages(slides, deciders, bodies)
            continue
        for choice in choices:
            yield _weighed(choice, slides, deciders, bodies)


def _weighed_pages(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies
) -> Iterator[Weighed]:
    """Yield the way on pages, each as it is laid out, if there is one."""
    choice = _on_pages(slides, deciders, bodies)
    if choice is None:
        return
    best: list[int | None] = []
    for slide, one in zip(slides, deciders, strict=True):
        each = _each_page(choice, slide, one, bodies)
        found = [body.best(one.theme, page) for page, body in each]
        best.append(None if None in found else max(filter(None, found), default=0))
    yield Weighed(choice=choice, best=tuple(best))


def layouts_of(choice: Choice, slide: Slide, version: Version, bodies: Bodies) -> tuple[str, ...]:
    """Return the names of the layouts that a slide has, one for each page of its arrangement."""
    return tuple(
        body.placement.layout.name for _, body in _each_page(choice, slide, version, bodies)
    )


def _each_page(
    choice: Choice, slide: Slide, version: Version, bodies: Bodies
) -> Iterator[tuple[Slide, SlideBody]]:
    """Yield the pages of a slide's arrangement with their bodies; itself if it has none."""
    theme, locale = version.theme, version.locale
    if not choice.pages:
        yield slide, bodies.body(slide, theme, locale, choice)
        return
    parts = bodies.pages(slide, theme, locale)
    for index, (page, own) in enumerate(zip(parts, choice.pages, strict=True)):
        yield page, bodies.on_page(index).body(page, theme, locale, own)


def _choices(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies
) -> dict[ArrangementName, list[Choice]]:
    """Return the ways of each arrangement that every locale has."""
    found: dict[ArrangementName, list[Choice]] = {}
    for name, ways in bodies.ways(slides[0], deciders[0].locale).items():
        counts = [
            len(bodies.ways(slide, one.locale).get(name, ()))
            for slide, one in zip(slides, deciders, strict=True)
        ]
        found[name] = [
            Choice(arrangement=name, way=way)
            for way in range(min(counts))
            if all(has_place(ways[way], one.theme) for one in deciders)
        ]
    return found


def _weighed(
    choice: Choice, slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies
) -> Weighed:
    best = tuple(
        bodies.body(slide, one.theme, one.locale, choice).best(one.theme, slide)
        for slide, one in zip(slides, deciders, strict=True)
    )
    return _weighed_at(best, choice, slides, deciders, bodies)


def _weighed_below(
    most: float,
    choice: Choice,
    slides: tuple[Slide, ...],
    deciders: Sequence[Version],
    bodies: Bodies,
) -> Weighed | None:
    """Return a way weighed; None if it does not fit in every locale, or costs `most` or more.

    Whether it does is known as soon as one locale is measured: a way costs no less than the density
    at which it fits in the first.
    """
    best: list[int] = []
    for slide, one in zip(slides, deciders, strict=True):
        below = math.inf if best else most
        body = bodies.body(slide, one.theme, one.locale, choice)
        index = body.best(one.theme, slide, below=below)
        if index is None:
            return None
        best.append(index)
    weighed = _weighed_at(tuple(best), choice, slides, deciders, bodies)
    return weighed if _cost(weighed) < most else None


def _weighed_at(
    best: tuple[int | None, ...],
    choice: Choice,
    slides: tuple[Slide, ...],
    deciders: Sequence[Version],
    bodies: Bodies,
) -> Weighed:
    density = common_density(best)
    shown = [
        (bodies.body(slide, one.theme, one.locale, choice).body, one.theme.densities[density])
        for slide, one in zip(slides, deciders, strict=True)
    ]
    tracks = bodies.arranged(slides[0], deciders[0].locale, choice).tracks
    has_tall_heads = any(body.has_tall_heads(at) for body, at in shown)
    return Weighed(
        choice=Choice(density, choice.arrangement, choice.way),
        best=best,
        emptiness=max(body.emptiness(at) for body, at in shown),
        irregular=_irregularity(tracks) + _STEPS_FOR_HEADS * has_tall_heads,
    )


def _irregularity(tracks: Sequence[Track]) -> float:
    """Return what it costs, in densities, that columns of cards are not all alike."""
    widths, numbers = {one.share for one in tracks}, {one.cards for one in tracks}
    if not tracks:
        return 0.0
    is_wide = max(widths) > _LOOKS_ALIKE * min(widths)
    return (
        _STEPS_FOR_WIDTHS * (len(widths) > 1)
        + _STEPS_FOR_RATIO * is_wide
        + _STEPS_FOR_NUMBERS * (len(numbers) > 1)
    )


def _decided(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, wanted: Arrange
) -> Choice:
    first = slides[0]
    written_as = _weighed(Choice(), slides, deciders, bodies)
    if wanted == "plain" and first.layout is None:
        return written_as.choice
    choices = _choices(slides, deciders, bodies)
    every = [choice for ways in choices.values() for choice in ways]
    if first.layout is not None:  # its author's choice, which is filled whether or not it fits
        return _weighed(every[0], slides, deciders, bodies).choice if every else written_as.choice
    if wanted != "auto":
        asked = [choice for choice in every if choice.arrangement == wanted]
        best = _best(asked, slides, deciders, bodies)
        unfit = (_weighed(choice, slides, deciders, bodies) for choice in asked)
        return (best or min(unfit, key=_cost, default=written_as)).choice
    for name, ways in choices.items():
        best = _best(ways, slides, deciders, bodies)
        if best is None or (
            written_as.fits and _density(best) > _density(written_as) + _STEPS_FOR_SHAPE
        ):
            continue
        if name == "grid":
            on_cards = _best(choices.get("cards", ()), slides, deciders, bodies)
            if on_cards is not None and _density(best) > _density(on_cards) + _STEPS_FOR_GRID:
                continue
        return best.choice
    if first.generated and every and not written_as.fits:
        # Its own layout, in which it goes on on further pages.
        return _weighed(every[-1], slides, deciders, bodies).choice
    return written_as.choice


def _best(
    choices: Sequence[Choice],
    slides: tuple[Slide, ...],
    deciders: Sequence[Version],
    bodies: Bodies,
) -> Weighed | None:
    """Return the first of the ways that cost least and fit in every locale; None if none fits."""
    best = None
    for choice in choices:
        most = math.inf if best is None else _cost(best)
        best = _weighed_below(most, choice, slides, deciders, bodies) or best
    return best


def _cost(weighed: Weighed) -> float:
    """Return what is the less the better: smaller type, and columns that are empty or irregular."""
    empty = max(0, weighed.emptiness - _LOOKS_FULL)
    return weighed.choice.density + _STEPS_FOR_FULL * empty + weighed.irregular


def _density(weighed: Weighed) -> int:
    return weighed.choice.density


def not_arranged(slide: Slide, choice: Choice, talk: Talk) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the content of a slide of `talk` cannot be arranged as it asks."""
    wanted = slide.arrange
    if wanted in {None, "auto", "plain", choice.arrangement}:
        return
    if wanted in _ON_PAGES and choice.pages:
        return
    message = f"the content of this slide cannot be arranged as `{wanted}`"
    where = f" {talk.span.file}" if talk.is_single_file else ""
    hint = (
        f"`diptych explain {slide.id}{where}` shows how it can be arranged, and what is in the way;"
        " `diptych list arrangements` says what each is for"
    )
    yield NOT_ARRANGED.at(slide.arrange_span or slide.span, message, hint=hint)


def _read(data: bytes, *made_of: Any) -> Choice:
    found: Choice = read(data, Choice)
    theme: Theme = made_of[(len(made_of) - 1) // 3]
    if not 0 <= found.density < len(theme.densities) or found.way < 0:
        message = f"there is no density {found.density}"
        raise ValueError(message)
    return found


_FORM: Form[Choice] = Form(written, _read)
