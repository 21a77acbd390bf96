"""The transcript writer: the words of a talk as Markdown for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render import TEXT
from diptych.render.marks import MARK_IN_MARKDOWN
from diptych.render.output import File
from diptych.render.text.markdown import markdown
from diptych.render.transcript import transcript, unstyled


def render_text(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the transcript of `talk` as JSON and as Markdown; notes only if the options say so."""
    told = transcript(talk, with_notes=supplies.options.with_notes)
    data = msgspec.json.format(msgspec.json.encode(unstyled(told)), indent=2)
    yield TEXT.path(talk).with_suffix(".json"), data + b"\n"
    yield TEXT.path(talk), markdown(told).encode() + MARK_IN_MARKDOWN
