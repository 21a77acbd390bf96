"""The files that writers yield, whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from pathlib import PurePosixPath

from tests.authoring import png

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.pipeline import Prepared, render
from diptych.render.html import render_html
from diptych.render.output import File, whole
from diptych.render.pptx import render_pptx

NO_SUPPLIES = Supplies()
UNDRAWN = Supplies(draw=lambda *_: defaultdict(png))
"""Any picture drawn as the same one, where it does not matter what it shows."""


def files_of(
    files: Iterable[File], *, only: Container[str] | None = None
) -> dict[PurePosixPath, bytes]:
    """Return files by their paths, or `only` those with certain suffixes."""
    return {path: whole(content) for path, content in files if only is None or path.suffix in only}


def made_of(
    prepared: Prepared, config: BuildConfig, *, only: Container[str] | None = None
) -> tuple[dict[str, dict[PurePosixPath, bytes]], tuple[Diagnostic, ...]]:
    """Return what a build makes, by talk, locale and output, and what was in its way.

    That is all, or `only` files with certain suffixes.
    """
    found: list[Diagnostic] = []
    groups = render(prepared, config, lambda _: None, found)
    return {key: files_of(files, only=only) for key, files in groups}, tuple(found)


def pptx_of(talk: LaidOutTalk, supplies: Supplies = UNDRAWN) -> bytes:
    """Return the presentation of a talk."""
    (data,) = files_of(render_pptx(talk, supplies)).values()
    return data


def page_of(talk: LaidOutTalk, supplies: Supplies = NO_SUPPLIES) -> str:
    """Return the HTML page of a talk."""
    made = files_of(render_html(talk, supplies))
    (page,) = (data for path, data in made.items() if path.name == "index.html")
    return page.decode()
