"""One attempt to build the decks in memory; failing is normal while someone is writing."""

from __future__ import annotations

import time
import traceback
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych import pipeline
from diptych.building.disclosures import new_disclosures
from diptych.building.rearranged import arranged_talks, newly_arranged
from diptych.commands.serve.marks import Marks, marks_of
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, sort_diagnostics
from diptych.layout.diagnostic_kinds import MISFITS
from diptych.render import HTML
from diptych.render.output import whole
from diptych.source.reading.diagnostic_kinds import UNREADABLE


class Attempt(Struct, frozen=True, kw_only=True):
    """The outcome of one attempt."""

    started_ns: int
    seconds: float
    files: Mapping[str, bytes] | None = None
    """The decks by path; None if they could not be built."""
    found: tuple[Diagnostic, ...] = ()
    marks: Marks = {}
    """The places on pages where something does not fit."""
    texts: Mapping[str, str]
    read: tuple[Path, ...] | None = None
    """Every file that was read or looked for; None if unknown."""
    notices: tuple[str, ...] = ()
    """What the user should know about the project, a line each."""
    crash: str = ""
    """The traceback if the program itself failed."""


def attempt(config: BuildConfig) -> Attempt:
    """Build the output of `config`, or the HTML decks, and return the outcome; never raise."""
    started_ns, start = time.time_ns(), time.perf_counter()
    try:
        made = _made(replace(config, outputs=config.outputs or (HTML.name,), whole_fonts=True))
    except OSError as error:  # something cannot be read, or is too large
        found = UNREADABLE.at(None, f"`{error.filename}`: {error.strerror}")
        made = Attempt(started_ns=0, seconds=0, texts={}, found=(found,))
    except Exception:  # noqa: BLE001 - a preview survives every mistake, even ours
        made = Attempt(started_ns=0, seconds=0, texts={}, crash=traceback.format_exc())
    return replace(made, started_ns=started_ns, seconds=time.perf_counter() - start)


def _made(config: BuildConfig) -> Attempt:
    prepared = pipeline.prepare(config)
    found, files = prepared.found, None
    # Nothing is written, so warnings do not matter; and what does not fit is shown, to be cut.
    if all(one.kind in MISFITS for one in found if one.is_error):
        undrawn: list[Diagnostic] = []
        made = pipeline.render(prepared, config, lambda _: None, undrawn)
        files = {str(path): whole(content) for _, group in made for path, content in group}
        found = sort_diagnostics((*found, *undrawn))
    return Attempt(
        started_ns=0,
        seconds=0,
        files=files,
        found=found,
        marks=marks_of(prepared.talks, found) if files is not None else {},
        texts=prepared.texts,
        read=tuple(prepared.files),
        notices=_notices(prepared, config) if files is not None else (),
    )


def _notices(prepared: pipeline.Prepared, config: BuildConfig) -> tuple[str, ...]:
    return (
        *new_disclosures(config, prepared.disclosures),
        *newly_arranged(config, arranged_talks(prepared.talks)),
        *pipeline.recognised_tools(config, prepared.talks),
    )
