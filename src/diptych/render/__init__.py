"""Writers, which turn a laid-out talk into files, and the table of all outputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diptych.render.output import File, Output

if TYPE_CHECKING:
    from diptych.model.laid_out import LaidOutTalk
    from diptych.model.supplies import Supplies


def _pptx(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.pptx import render_pptx

    return render_pptx(talk, supplies)


def _html(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    from diptych.render.html import render_html

    return render_html(talk, supplies)


PPTX = Output(
    name="pptx",
    help="native slides for PowerPoint",
    opened="{talk}/{locale}/{talk}.{locale}.pptx",
    render=_pptx,
)
HTML = Output(
    name="html",
    help="a reveal.js deck for browsers",
    opened="{talk}/{locale}/index.html",
    render=_html,
)

OUTPUTS = {output.name: output for output in (PPTX, HTML)}
"""All outputs by name; a writer is imported only when it is used."""
