"""Lists of themes and their layouts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from diptych.commands.list.opened import UNREADABLE, OpenedProject
from diptych.memo import NO_MEMO, Memo
from diptych.model.theme import Region, Theme
from diptych.source.reading.runtime import builtin_templates, read_metrics
from diptych.source.reading.source_reader import SourceReader
from diptych.source.settings import DEFAULT_THEME
from diptych.source.themes.lookup import read_theme, theme_names
from diptych.tabular import aligned

_ABOUT_THEMES = """\
In deck.yaml or a talk, `theme: name` chooses one, and `mode: dark` its dark colours. How to
make one is shown in docs/themes.md.
"""
_ABOUT_LAYOUTS = """\
In a slide's front matter, `layout: name` chooses a layout; `::: {region=name}` puts content
into a region of text or pictures. Parentheses after a region's name say what it is for.
"""


def theme_lines(project: OpenedProject | None) -> Iterator[str]:
    """Yield a line for each theme."""
    builtin = builtin_templates()
    own = project.root / "templates" if project is not None else None
    folders = (own, builtin) if own is not None else (builtin,)
    used = {read.theme.name for read in project.reading.talks} if project is not None else set()
    memo = project.config.memo if project is not None else NO_MEMO
    named = theme_names((own,)) if own is not None else ()
    rows = [
        _theme_row(name, folders, memo, is_own=name in named, used=used)
        for name in theme_names(folders)
    ]
    yield from aligned(("THEME", "TITLE", "LAYOUTS", "MODES", "STATE"), rows)
    yield from ("", *_ABOUT_THEMES.splitlines())


def _theme_row(
    name: str, folders: tuple[Path, ...], memo: Memo, *, is_own: bool, used: Collection[str]
) -> tuple[str, ...]:
    reader = SourceReader(folders[0].parent, trusted=(builtin_templates(),), memo=memo)
    theme = read_theme(name, folders, None, read_metrics(), reader, wanted_by=None)
    states = ("own" if is_own else "built in", *(("used",) if name in used else ()))
    if theme is None:
        return name, UNREADABLE, "", "", ", ".join(states)
    modes = dict.fromkeys(layout.mode for layout in (theme.layouts["body"], *theme.all_layouts))
    return name, theme.title, f"{len(theme.layouts):7}", ", ".join(modes), ", ".join(states)


def layout_lines(project: OpenedProject | None) -> Iterator[str]:
    """Yield a line for each layout of the themes that talks have."""
    for number, (title, theme) in enumerate(_themes(project).items()):
        yield from ("", title, "") if number else (title, "")
        rows = [
            (layout.name, layout.title, ", ".join(map(_region, layout.regions)))
            for layout in theme.layouts.values()
        ]
        yield from aligned(("LAYOUT", "IN POWERPOINT", "REGIONS"), rows)
    yield from ("", *_ABOUT_LAYOUTS.splitlines())


def _themes(project: OpenedProject | None) -> dict[str, Theme]:
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
