"""Weighs the ways to lay out a slide, and decides on one for all languages.

An arrangement is taken if it fits in every language, at a density no more than two below that at
which the content fits as it is written. The most specific one comes first (`ArrangementName`); of
the several ways to arrange cards, the one with the largest type whose columns are about as full.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.layout.bodies import Bodies
from diptych.layout.choice import ON_PAGES, Choice, Version
from diptych.layout.densities import common_density
from diptych.layout.fullness import emptiness, free, lines_of_tall_heads
from diptych.layout.measuring import SlideBody
from diptych.layout.placing import has_place
from diptych.model.block import TextBlock
from diptych.model.deck import Arrange, ArrangementName, Kept, Slide, Track
from diptych.model.theme import RUNNING_TITLE

_AS_WRITTEN = (None, "table")
"""What stands in the layout `body` in the order of its source, as a block of any height."""
_STEPS_FOR_FULL = 5.0
"""How many densities smaller type may be to fill the emptiest column of cards, in proportion to how
empty it would be otherwise."""
_STEPS_FOR_SHAPE = 2
"""How many densities smaller type may be for content to be arranged by its shape."""
_STEPS_FOR_GRID = 1
"""How many densities smaller type may be in a grid than on cards, since a grid shows row heads."""
_FEW_ROWS, _LARGE, _MUCH_FREE = 3, 1, 0.25
"""Up to how many heads are rows only where cards would not do as well, and from which density up.

That is so for two cards that leave this share of the height free, and for three that are not side
by side: rows of large type fill a page that has few words.
"""
_STEPS_FOR_HEADS = 0.6
"""How many densities smaller type may be to save one line of heads of cards beyond the second."""
_STEPS_FOR_WIDTHS, _STEPS_FOR_NUMBERS = 0.4, 0.4
"""The same so that columns of cards are equally wide, and have equally many."""
_STEPS_FOR_RATIO = 0.1
"""The same so that none is more than one and a half times as wide as another."""
_LOOKS_FULL, _LOOKS_ALIKE = 0.14, 1.6
"""The share of the height by which the words of a card may end above others before anyone sees it,
and how many times as wide as others a column may be."""


def decide(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, wanted: Arrange
) -> Choice:
    """Return how a slide is laid out that asks for `wanted`, or whose talk does."""
    on_pages = _on_pages(slides, deciders, bodies) if wanted in ON_PAGES else None
    return on_pages or _on_one(slides, deciders, bodies, wanted)


def _on_one(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, wanted: Arrange
) -> Choice:
    """Return how a slide is laid out on one page."""
    choice = _decided(slides, deciders, bodies, wanted)
    is_written = choice.arrangement in _AS_WRITTEN and slides[0].layout is None
    is_free = is_written and wanted in {"auto", choice.arrangement}
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
    return Choice(max(page.density for page in pages), "pages", pages=pages)


def as_kept(kept: Kept, slide: Slide, source: Version, bodies: Bodies) -> Choice:
    """Return the arrangement that a slide of a frozen talk had; its density is `in_locale`."""
    if kept.arrangement == "pages":
        parts = bodies.pages(slide, source.theme, source.locale)
        each = zip(kept.pages, parts, strict=False)
        pages = (
            as_kept(own, part, source, bodies.on_page(n)) for n, (own, part) in enumerate(each)
        )
        return Choice(arrangement="pages", pages=tuple(pages))
    ways = bodies.ways(slide, source.locale)
    if kept.arrangement is None:
        return Choice(is_centred=kept.is_centred)
    layouts = [way.layout for way in ways.get(kept.arrangement, ())]
    layout = (kept.layout or "").removesuffix(RUNNING_TITLE)
    way = layouts.index(layout) if layout in layouts else 0
    return Choice(arrangement=kept.arrangement, way=way, is_centred=kept.is_centred)


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

    Whether it does is often known before anything is measured, or as soon as one locale is: a way
    costs no less than its columns, and the density at which it fits in the first locale; others
    make that smaller by one step at most.
    """
    columns = _irregularity(bodies.arranged(slides[0], deciders[0].locale, choice).tracks)
    if columns >= most:
        return None
    best: list[int] = []
    below = most - columns
    for slide, one in zip(slides, deciders, strict=True):
        body = bodies.body(slide, one.theme, one.locale, choice)
        index = body.best(one.theme, slide, below=below)
        if index is None:
            return None
        best.append(index)
        below = math.inf if best[0] + 1 + columns < most else best[0] + 1
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
    lines = max(lines_of_tall_heads(body, at) for body, at in shown)
    return Weighed(
        choice=Choice(density, choice.arrangement, choice.way),
        best=best,
        emptiness=max(emptiness(body, at) for body, at in shown),
        irregular=_irregularity(tracks) + _STEPS_FOR_HEADS * lines,
    )


def _irregularity(tracks: Sequence[Track]) -> float:
    """Return the cost, in densities, of columns of cards that differ from each other."""
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

    @cache
    def written_as() -> Weighed:
        return _weighed(Choice(), slides, deciders, bodies)

    if wanted == "plain" and first.layout is None:
        return written_as().choice
    choices = _choices(slides, deciders, bodies)
    every = [choice for ways in choices.values() for choice in ways]
    if first.layout is not None:  # its author's choice, which is filled whether or not it fits
        return (_weighed(every[0], slides, deciders, bodies) if every else written_as()).choice
    if wanted != "auto":
        asked = [choice for choice in every if choice.arrangement == wanted]
        best = _best(asked, slides, deciders, bodies)
        unfit = (_weighed(choice, slides, deciders, bodies) for choice in asked)
        return (best or min(unfit, key=_cost, default=None) or written_as()).choice
    for name, ways in choices.items():
        best = _best(ways, slides, deciders, bodies)
        if best is None or _is_too_small(best, written_as):
            continue
        if name == "rows" and not _rows_fill_better(best, choices, slides, deciders, bodies):
            continue
        if name == "grid" and _cards_are_larger(best, choices, slides, deciders, bodies):
            continue
        return best.choice
    if first.generated and every and not written_as().fits:
        # Its own layout, in which it goes on on further pages.
        return _weighed(every[-1], slides, deciders, bodies).choice
    return written_as().choice


def _is_too_small(best: Weighed, written_as: Callable[[], Weighed]) -> bool:
    """Return whether a shape needs smaller type than it is worth, where there is room without.

    Most need so little that what is as written need not be measured.
    """
    more = _density(best) - _STEPS_FOR_SHAPE
    return more > 0 and written_as().fits and more > _density(written_as())


def _cards_are_larger(
    grid: Weighed,
    choices: Mapping[ArrangementName, Sequence[Choice]],
    slides: tuple[Slide, ...],
    deciders: Sequence[Version],
    bodies: Bodies,
) -> bool:
    """Return whether type can be larger on cards than in a grid, by more than that is worth."""
    on_cards = _best(choices.get("cards", ()), slides, deciders, bodies)
    return on_cards is not None and _density(grid) > _density(on_cards) + _STEPS_FOR_GRID


def _rows_fill_better(
    rows: Weighed,
    choices: Mapping[ArrangementName, Sequence[Choice]],
    slides: tuple[Slide, ...],
    deciders: Sequence[Version],
    bodies: Bodies,
) -> bool:
    """Return whether rows are many, or large where cards would not do as well.

    Those leave a part of the page empty, or have one text that stands out among others.
    """
    placed = bodies.arranged(slides[0], deciders[0].locale, rows.choice).placed
    if len({one.region for one in placed if one.region.startswith("points-")}) > _FEW_ROWS:
        return True
    on_cards = _best(choices.get("cards", ()), slides, deciders, bodies)
    if on_cards is None or _density(rows) > _LARGE:
        return False
    blocks = [block for one in placed for block in one.blocks]
    if any(isinstance(block, TextBlock) and block.stands_out for block in blocks):
        return True
    tracks = bodies.arranged(slides[0], deciders[0].locale, on_cards.choice).tracks
    are_uneven = len({one.cards for one in tracks}) > 1
    if are_uneven or len(tracks) > 2:  # noqa: PLR2004 - two cards
        return are_uneven
    return on_cards.emptiness > _MUCH_FREE or all(
        free(
            bodies.body(slide, one.theme, one.locale, on_cards.choice).body,
            one.theme.densities[on_cards.choice.density],
        )
        > _MUCH_FREE
        for slide, one in zip(slides, deciders, strict=True)
    )


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
    """Return the cost of a way, lower being better: small type, and empty or irregular columns."""
    empty = max(0, weighed.emptiness - _LOOKS_FULL)
    return weighed.choice.density + _STEPS_FOR_FULL * empty + weighed.irregular


def _density(weighed: Weighed) -> int:
    return weighed.choice.density
