"""Writers: a laid-out talk becomes files, `{path below the output folder: bytes}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from diptych.model.laid_out import LaidOutTalk

Renderer = Callable[[LaidOutTalk], Mapping[PurePosixPath, bytes]]


def _render_pptx(talk: LaidOutTalk) -> Mapping[PurePosixPath, bytes]:
    from diptych.render.pptx import render_pptx

    return render_pptx(talk)


def _render_html(talk: LaidOutTalk) -> Mapping[PurePosixPath, bytes]:
    from diptych.render.html import render_html

    return render_html(talk)


RENDERERS: dict[str, Renderer] = {"pptx": _render_pptx, "html": _render_html}
"""Every output, by its name on the command line; each is imported when it is asked for."""
