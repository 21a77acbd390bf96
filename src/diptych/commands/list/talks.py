"""Lists of talks, of their slides and of the time that these take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from diptych.commands.list.opened import NO_PROJECT, UNREADABLE, OpenedProject
from diptych.diagnostics import Span
from diptych.layout.placing import infer_layout
from diptych.model.deck import Slide, Talk
from diptych.model.duration import clock
from diptych.model.text import Run, Text, Variable, plain_text
from diptych.source.frozen import frozen_root
from diptych.source.open_slide import read_slide
from diptych.source.outlines import shown_value
from diptych.source.project import ReadTalk, read_project, talk_names
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import broken_slide, slide_path
from diptych.source.talks.selection import slide_ids
from diptych.tabular import aligned

NO_VALUES: Mapping[str, object] = {}


def talk_lines(project: OpenedProject | None) -> Iterator[str]:
    """Yield a line for each talk."""
    if project is None:
        yield NO_PROJECT
        return
    names = talk_names(project.root)
    roots = {name: frozen_root(project.root, name) for name in names}
    read = {talk.name: talk for talk in project.talks}
    read |= {
        one.talk.name: one.talk
        for name, root in roots.items()
        if root is not None
        for one in _frozen(name, project, root)
    }
    if not names:
        yield "no talks yet: each is a file in deck/talks/"
        return
    rows = [_talk_row(name, read.get(name), is_frozen=roots[name] is not None) for name in names]
    yield from aligned(
        ("TALK", "TITLE", "SLIDES", "TIME", "LOCALES", "DATE", "EVENT", "STATE"), rows
    )


def _frozen(name: str, project: OpenedProject, root: Path) -> tuple[ReadTalk, ...]:
    return read_project(root, (name,), is_part=True, memo=project.config.memo).talks


def _talk_row(name: str, talk: Talk | None, *, is_frozen: bool) -> tuple[str, ...]:
    if talk is None:
        return name, UNREADABLE
    states = ("frozen" * is_frozen, "unlisted" * (not talk.publication.is_listed))
    state = ", ".join(filter(None, states))
    locales = ", ".join(talk.locales or (talk.locale,))
    date = next((date.isoformat() for date in talk.dates.values()), "")
    count, time = f"{len(talk.slides):6}", _time(talk.time)
    return name, _words(talk.title), count, time, locales, date, talk.event, state


def time_lines(project: OpenedProject | None) -> Iterator[str]:
    """Yield the time of each section of those talks in which some slides have a time."""
    if project is None:
        yield NO_PROJECT
        return
    rows = [row for talk in project.talks if talk.time for row in _times_of(talk)]
    if not rows:
        yield "no slide has a time yet: it is given as `time: 90s` in its front matter"
        return
    yield from aligned(("TALK", "SECTION", "SLIDES", "WITH TIME", "TIME"), rows)


def _times_of(talk: Talk) -> Iterator[tuple[str, ...]]:
    """Yield a row for each section of a talk, and one for all of it."""
    counted = [one for one in talk.sections if any(map(_is_counted, one.slides))]
    if len(counted) > 1:
        for section in counted:
            yield _time_row(talk.name, _words(section.title), section.slides)
    slides = [slide for section in counted for slide in section.slides]
    yield _time_row(talk.name, "(all)" if len(counted) > 1 else "", slides)


def _time_row(talk: str, section: str, slides: Iterable[Slide]) -> tuple[str, ...]:
    counted = list(filter(_is_counted, slides))
    timed = [slide.time for slide in counted if slide.time is not None]
    return talk, section, f"{len(counted):6}", f"{len(timed):9}", _time(sum(timed))


def _is_counted(slide: Slide) -> bool:
    return not (slide.hidden or slide.backup)


def _time(seconds: int | None) -> str:
    return f"{clock(seconds):>7}" if seconds else ""


def slide_lines(project: OpenedProject | None) -> Iterator[str]:
    """Yield a line for each slide."""
    if project is None:
        yield NO_PROJECT
        return
    slides = _all_slides(project)
    if not slides:
        yield "no slides yet: each is a file in deck/slides/<topic>/"
        return
    users = {
        slide_id: ", ".join(
            talk.name for talk in project.talks if slide_id in {slide.id for slide in talk.slides}
        )
        for slide_id in slides
    }
    first = {slide.id: talk for talk in reversed(project.talks) for slide in talk.slides}
    layouts = _laid_out(project)
    rows = [
        _slide_row(
            slides[slide_id], layouts.get(slide_id, ()), users[slide_id], first.get(slide_id)
        )
        for slide_id in sorted(slides)
    ]
    yield from aligned(("SLIDE", "TITLE", "LAYOUT", "TIME", "IN TALKS", "TAGS"), rows)


def _all_slides(project: OpenedProject) -> dict[str, Slide]:
    """Return the slides that talks name, and the others in the folder, by id."""
    slides = {slide.id: slide for talk in project.talks for slide in talk.slides}
    folder = project.root / "deck" / "slides"
    reader = SourceReader(project.root, memo=project.config.memo)
    for slide_id in slide_ids(folder):
        if slide_id not in slides:
            span = Span(slide_id, 1)
            path = slide_path(folder, slide_id)
            slides[slide_id] = (
                read_slide(path, slide_id, reader, wanted_by=span)
                if path is not None
                else broken_slide(slide_id, span)
            )
    return slides


def _laid_out(project: OpenedProject) -> Mapping[str, Collection[str]]:
    """Return the layouts that each slide has in the talks that show it, by id."""
    from diptych.pipeline import prepare  # other lists need nothing of what lays out and renders

    talks = prepare(project.config).talks
    layouts: dict[str, dict[str, None]] = {}
    for talk in talks:
        for one in talk.slides:
            layouts.setdefault(one.slide.id, {})[one.layout.authored_name] = None
    return layouts


def _slide_row(
    slide: Slide, layouts: Collection[str], users: str, talk: Talk | None
) -> tuple[str, ...]:
    """Return the row of a slide; variables in its title are filled by the first talk with it.

    A slide that no talk shows would have the layout that its content suggests.
    """
    users = users or "(none)"
    if slide.broken:
        return slide.id, UNREADABLE, "", "", users
    layout = ", ".join(layouts) or slide.layout or infer_layout(slide)
    of_talk = {**talk.variables, "talk": talk.facts} if talk is not None else {}
    title = _words(slide.title, {**of_talk, **slide.values})
    return slide.id, title, layout, _time(slide.time), users, ", ".join(slide.tags)


def _words(text: Text, values: Mapping[str, object] = NO_VALUES) -> str:
    """Return the plain text of `text`, its variables filled with `values`."""
    shown = (
        Run(shown_value(inline.expression, values)) if isinstance(inline, Variable) else inline
        for inline in text.inlines
    )
    return plain_text(Text(text.source, tuple(shown), text.span).runs)
