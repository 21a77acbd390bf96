"""An output as somebody would add it: each talk's titles as plain text, one file per language."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.output import File, Output


def render_toy(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    titles = (f"{slide.number} {slide.slide.title.plain}\n".encode() for slide in talk)
    yield TOY.path(talk).with_name("about.txt"), f"{supplies.project_paths}".encode()
    yield TOY.path(talk), titles


TOY = Output(
    name="toy",
    help="titles in plain text",
    opened="{talk}/{talk}.{locale}.txt",
    writer="tests.render.toy:render_toy",
)
