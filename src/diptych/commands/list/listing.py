"""Lists of the talks, slides, themes, layouts and blocks that are available, as text.

Each imports what it needs, so that a short list takes a short time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.commands.list import LISTS

if TYPE_CHECKING:
    from diptych.commands.list.opened import OpenedProject

_OF_NO_PROJECT = ("blocks", "arrangements")


def listing(
    root: Path | None, what: str | None, document: Path | None = None, talk: str | None = None
) -> Iterator[str]:
    """Yield lines that list what is available: talks, slides ...; everything for None.

    `root` is the project's folder; None outside of one. A `document` takes its place. `talk` is the
    only one that is listed.
    """
    if what in _OF_NO_PROJECT:
        yield from _lines(what, None)
        return
    with _opened(root, document, talk) as project:
        if what is not None:
            yield from _lines(what, project)
            return
        for number, name in enumerate(LISTS):
            yield from ("", name.upper(), "") if number else (name.upper(), "")
            yield from _lines(name, project)


def _lines(what: str, project: OpenedProject | None) -> Iterator[str]:
    """Return the lines of one list."""
    if what in _OF_NO_PROJECT:
        from diptych.commands.list.blocks import arrangement_lines, block_lines

        return block_lines() if what == "blocks" else arrangement_lines()
    if what in {"themes", "layouts"}:
        from diptych.commands.list.themes import layout_lines, theme_lines

        return (theme_lines if what == "themes" else layout_lines)(project)
    from diptych.commands.list.talks import slide_lines, talk_lines, time_lines

    return {"talks": talk_lines, "slides": slide_lines, "times": time_lines}[what](project)


@contextlib.contextmanager
def _opened(
    root: Path | None, document: Path | None, talk: str | None
) -> Iterator[OpenedProject | None]:
    """Yield what is listed, read with what earlier builds remember of it; None outside of both."""
    from diptych.building.remembering import remembering
    from diptych.commands.list.opened import OpenedProject
    from diptych.config import BuildConfig
    from diptych.source.project import read_project, read_single

    folder = document.parent if document is not None else root
    if folder is None:
        yield None
        return
    with remembering(BuildConfig(root=folder, document=document)) as config:
        if document is not None:
            reading = read_single(document, memo=config.memo)
        else:
            reading = read_project(folder, (talk,) if talk else (), memo=config.memo)
        yield OpenedProject(folder, reading, config)
