"""Lists of the talks, slides, themes, layouts and blocks that are available, as text."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from diptych.blocks import BLOCKS
from diptych.config import BuildConfig
from diptych.diagnostics import Span
from diptych.layout.placing import infer_layout
from diptych.model.block import Block
from diptych.model.deck import Slide, Talk
from diptych.model.duration import clock
from diptych.model.text import Run, Text, Variable, plain_text
from diptych.model.theme import Region, Theme
from diptych.resolve.arrangements import ARRANGEMENTS
from diptych.source.frozen import frozen_root
from diptych.source.open_slide import read_slide
from diptych.source.outlines import shown_value
from diptych.source.project import Reading, read_project, read_single, talk_names
from diptych.source.reading.runtime import builtin_templates, read_metrics
from diptych.source.reading.source_reader import SourceReader
from diptych.source.settings import DEFAULT_THEME
from diptych.source.slides.slide_files import broken_slide, slide_path
from diptych.source.talks.selection import slide_ids
from diptych.source.themes.lookup import read_theme, theme_names
from diptych.tabular import aligned

NO_PROJECT = (
    "no project: there is no deck/deck.yaml here or above; `diptych init DIR` makes a project"
)
NO_VALUES: Mapping[str, object] = {}
_EXAMPLE = re.compile(r"^In (\w+):\n", re.MULTILINE)
"""The heading of an example in the docstring of a block."""
UNREADABLE = "(cannot be read: run diptych check)"

_ABOUT_THEMES = """\
In deck.yaml or a talk, `theme: name` chooses one, and `mode: dark` its dark colours. How to
make one is shown in docs/themes.md.
"""
_ABOUT_LAYOUTS = """\
In a slide's front matter, `layout: name` chooses a layout; `::: {region=name}` puts content
into a region of text or pictures. Parentheses after a region's name say what it is for.
"""


_ABOUT_ARRANGEMENTS = """\
With `arrange: auto`, in deck.yaml, a talk or a slide's front matter, the content of a slide is
arranged by its shape, as the first of these that suits it and fits; `arrange: NAME` on a slide
asks for one of them, and `arrange: plain` for none. `diptych explain SLIDE` says what was chosen.
"""


class _Project(Struct, frozen=True):
    """A project that is read, but not laid out."""

    root: Path
    reading: Reading

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Return the talks that could be read."""
        return tuple(read.talk for read in self.reading.talks)


def listing(
    root: Path | None, what: str | None, document: Path | None = None, talk: str | None = None
) -> Iterator[str]:
    """Yield lines that list what is available: talks, slides ...; everything for None.

    `root` is the project's folder; None outside of one. A `document` takes its place. `talk` is the
    only one that is listed.
    """
    lists: dict[str, Callable[[_Project | None], Iterator[str]]] = {
        "talks": _talks,
        "slides": _slides,
        "times": _times,
        "themes": _theme_list,
        "layouts": _layouts,
        "blocks": _blocks,
        "arrangements": _arrangements,
    }
    project = None
    if document is not None:
        project = _Project(document.parent, read_single(document))
    elif root is not None and what not in {"blocks", "arrangements"}:
        project = _Project(root, read_project(root, (talk,) if talk else ()))
    if what is not None:
        yield from lists[what](project)
        return
    for number, (name, lines) in enumerate(lists.items()):
        yield from ("", name.upper(), "") if number else (name.upper(), "")
        yield from lines(project)


def _talks(project: _Project | None) -> Iterator[str]:
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
        for one in read_project(root, (name,), is_part=True).talks
    }
    if not names:
        yield "no talks yet: each is a file in deck/talks/"
        return
    rows = [_talk_row(name, read.get(name), is_frozen=roots[name] is not None) for name in names]
    yield from aligned(
        ("TALK", "TITLE", "SLIDES", "TIME", "LOCALES", "DATE", "EVENT", "STATE"), rows
    )


def _talk_row(name: str, talk: Talk | None, *, is_frozen: bool) -> tuple[str, ...]:
    if talk is None:
        return name, UNREADABLE
    states = ("frozen" * is_frozen, "unlisted" * (not talk.publication.is_listed))
    state = ", ".join(filter(None, states))
    locales = ", ".join(talk.locales or (talk.locale,))
    date = next((date.isoformat() for date in talk.dates.values()), "")
    count, time = f"{len(talk.slides):6}", _time(talk.time)
    return name, _words(talk.title), count, time, locales, date, talk.event, state


def _times(project: _Project | None) -> Iterator[str]:
    """Yield the time of each section of the talks of which some slides have any."""
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


def _slides(project: _Project | None) -> Iterator[str]:
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


def _all_slides(project: _Project) -> dict[str, Slide]:
    """Return the slides that talks name, and the others in the folder, by id."""
    slides = {slide.id: slide for talk in project.talks for slide in talk.slides}
    folder = project.root / "deck" / "slides"
    reader = SourceReader(project.root)
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


def _laid_out(project: _Project) -> Mapping[str, Collection[str]]:
    """Return the layouts that each slide has in the talks that show it, by id."""
    from diptych.building.remembering import remembering
    from diptych.pipeline import prepare  # other lists need nothing of what lays out and renders

    with remembering(BuildConfig(root=project.root)) as config:
        talks = prepare(config).talks
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


def _theme_list(project: _Project | None) -> Iterator[str]:
    builtin = builtin_templates()
    own = project.root / "templates" if project is not None else None
    folders = (own, builtin) if own is not None else (builtin,)
    used = {read.theme.name for read in project.reading.talks} if project is not None else set()
    rows = [
        _theme_row(name, folders, is_own=own is not None and name in theme_names((own,)), used=used)
        for name in theme_names(folders)
    ]
    yield from aligned(("THEME", "TITLE", "LAYOUTS", "MODES", "STATE"), rows)
    yield from ("", *_ABOUT_THEMES.splitlines())


def _theme_row(
    name: str, folders: tuple[Path, ...], *, is_own: bool, used: Collection[str]
) -> tuple[str, ...]:
    reader = SourceReader(folders[0].parent, trusted=(builtin_templates(),))
    theme = read_theme(name, folders, None, read_metrics(), reader, wanted_by=None)
    states = ("own" if is_own else "built in", *(("used",) if name in used else ()))
    if theme is None:
        return name, UNREADABLE, "", "", ", ".join(states)
    modes = dict.fromkeys(layout.mode for layout in (theme.layouts["body"], *theme.all_layouts))
    return name, theme.title, f"{len(theme.layouts):7}", ", ".join(modes), ", ".join(states)


def _layouts(project: _Project | None) -> Iterator[str]:
    for number, (title, theme) in enumerate(_themes(project).items()):
        yield from ("", title, "") if number else (title, "")
        rows = [
            (layout.name, layout.title, ", ".join(map(_region, layout.regions)))
            for layout in theme.layouts.values()
        ]
        yield from aligned(("LAYOUT", "IN POWERPOINT", "REGIONS"), rows)
    yield from ("", *_ABOUT_LAYOUTS.splitlines())


def _themes(project: _Project | None) -> dict[str, Theme]:
    """Return the themes of the project's talks, or the built-in one if there are none."""
    used = {
        f"theme {read.theme.name}": read.theme
        for read in (project.reading.talks if project else ())
    }
    if used:
        return used
    folder = builtin_templates()
    builtin = read_theme(
        DEFAULT_THEME, (folder,), None, read_metrics(), SourceReader(folder), wanted_by=None
    )
    return {f"theme {DEFAULT_THEME}, built in": builtin} if builtin is not None else {}


def _region(region: Region) -> str:
    return region.name if region.name == region.role else f"{region.name} ({region.role})"


def _blocks(project: _Project | None) -> Iterator[str]:  # noqa: ARG001 - same signature as the others
    for number, (name, block) in enumerate(BLOCKS.items()):
        summary, examples = documented(block)
        yield from ("", f"{name}: {summary}") if number else (f"{name}: {summary}",)
        for language, example in examples.items():
            yield from ("", *_indented(f"in {language}", example.splitlines()))


def documented(block: type[Block]) -> tuple[str, Mapping[str, str]]:
    """Return the summary in a block's docstring, and its examples by `YAML` and `Markdown`."""
    summary, *parts = _EXAMPLE.split(inspect.cleandoc(block.__doc__ or ""))
    examples = zip(parts[::2], parts[1::2], strict=True)
    return " ".join(summary.split()), {
        language: textwrap.dedent(example).strip("\n") for language, example in examples
    }


def _arrangements(project: _Project | None) -> Iterator[str]:  # noqa: ARG001 - same signature as the others
    rows = [(name, inspect.cleandoc(one.__doc__ or "")) for name, one in ARRANGEMENTS.items()]
    yield from aligned(("ARRANGEMENT", "WHAT IT DOES"), [(n, _for_authors(d)) for n, d in rows])
    yield from ("", *_ABOUT_ARRANGEMENTS.splitlines())


def _for_authors(documentation: str) -> str:
    """Return the first paragraph of a docstring, as a phrase."""
    first, *_ = documentation.split("\n\n")
    return " ".join(first.split()).removeprefix("Return ").removesuffix(".")


def _indented(label: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"  {label}"
    yield from (f"    {line}".rstrip() for line in lines)
