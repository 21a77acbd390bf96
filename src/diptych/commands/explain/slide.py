"""How a slide is laid out: its arrangement, and what else was possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.building.resolution import number, resolve
from diptych.config import BuildConfig
from diptych.layout.bodies import Bodies
from diptych.layout.choice import Choice, Version
from diptych.layout.choosing import choose
from diptych.layout.weighing import Weighed, layouts_of, weigh
from diptych.memo import NO_MEMO
from diptych.model.deck import Slide, Track
from diptych.model.theme import Theme
from diptych.resolve.arrangements import arrangements
from diptych.resolve.arrangements.outline import outline_of
from diptych.resolve.arrangements.statement import why_not
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import readings
from diptych.tabular import aligned


def explain_slide(slide_id: str, config: BuildConfig) -> list[str] | None:
    """Return lines on the slide `slide_id` in each talk that shows it; None if none does."""
    lines: list[str] = []
    for reading in readings(config):
        for read in reading.talks:
            place = next((i for i, one in enumerate(read.talk.slides) if one.id == slide_id), None)
            if place is not None:
                lines += [*([""] if lines else []), *_in_talk(place, read, reading)]
    return lines or None


def _in_talk(place: int, read: ReadTalk, reading: Reading) -> Iterator[str]:
    numbered, _ = number(read.talk)
    locales = dict.fromkeys((numbered.source_locale, *(numbered.locales or ())))
    resolved = {locale: resolve(numbered, read.theme, locale, reading) for locale in locales}
    versions = [Version(one.talk, one.theme, locale) for locale, one in resolved.items()]
    slides = tuple(version.talk.slides[place] for version in versions)
    bodies = Bodies(arrangements)
    choice = choose(slides, versions, bodies, NO_MEMO)
    weighed = list(weigh(slides, versions, bodies))
    yield f"{slides[0].id} in {read.talk.name}: {_said(choice, slides[0], bodies, versions[0])}"
    yield ""
    head = ("ARRANGEMENT", "LAYOUT", "COLUMNS", *(version.locale for version in versions), "TAKEN")
    yield from aligned(head, [_row(one, choice, slides[0], bodies, versions) for one in weighed])
    yield ""
    if slides[0].id in read.talk.kept:
        yield "The talk is frozen: the slide stays as it was."
        return
    yield from _reason(slides[0], read.talk.arrange)
    if slides[0].arrange == "statement" != choice.arrangement and not choice.pages:
        yield from _no_statement(slides[0])


def _said(choice: Choice, slide: Slide, bodies: Bodies, version: Version) -> str:
    layouts = layouts_of(choice, slide, version, bodies)
    named = " and ".join(f"`{name}`" for name in layouts)
    return f"{_name(choice)}, {'layout' if len(layouts) == 1 else 'layouts'} {named}"


def _name(choice: Choice) -> str:
    return choice.arrangement or "as written"


def _row(
    one: Weighed, choice: Choice, slide: Slide, bodies: Bodies, versions: Sequence[Version]
) -> tuple[str, ...]:
    layouts = layouts_of(one.choice, slide, versions[0], bodies)
    is_chosen = (one.choice.arrangement, one.choice.way) == (choice.arrangement, choice.way)
    fits = (_fits(best, version.theme) for best, version in zip(one.best, versions, strict=True))
    columns = _columns(bodies.arranged(slide, versions[0].locale, one.choice).tracks)
    taken = "yes" if is_chosen else ""
    return (_name(one.choice), ", ".join(layouts), columns, *fits, taken)


def _columns(tracks: Sequence[Track]) -> str:
    """Return how many cards each column has, and the percentages of the width of several."""
    counts = " + ".join(f"{track.cards}" for track in tracks)
    shares = ":".join(f"{track.share:.0%}".removesuffix("%") for track in tracks)
    return f"{counts}, {shares}" if len(tracks) > 1 else counts


def _fits(best: int | None, theme: Theme) -> str:
    return "does not fit" if best is None else theme.densities[best].name


def _reason(slide: Slide, talk_says: str) -> Iterator[str]:
    """Yield why the slide is arranged, or not, and what its author can do."""
    if slide.layout is not None and slide.layout_span is not None:
        yield f"The slide asks for `layout: {slide.layout}`."
    elif slide.layout is not None:
        yield f"It has the layout `{slide.layout}` by what it is; `layout:` asks for another."
    elif slide.arrange is not None:
        yield f"The slide asks for `arrange: {slide.arrange}`."
    elif slide.columns or slide.placed:
        yield "Its author has put its content into columns or regions, which stay as they are."
    elif talk_says == "plain":
        yield "The talk is `arrange: plain`, so that content is laid out as written. With"
        yield "`arrange: auto` it would be arranged by its shape."
    else:
        yield "An arrangement is taken if it fits in every language, at a density no more than two"
        yield "below that of the content as written. `arrange:` or `layout:` on the slide decides"
        yield "otherwise; `diptych list arrangements` says what each is for."


def _no_statement(slide: Slide) -> Iterator[str]:
    """Yield what keeps the content of a slide from being the statement that it asks to be."""
    outline = outline_of(slide)
    if outline is not None and slide.layout is None and not arrangements(slide).get("statement"):
        yield f"It cannot be one: {why_not(outline)}."
