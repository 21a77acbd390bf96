"""The files of slides: their names, the keys of their front matter, and where it ends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.deck import (
    ARRANGE,
    ARRANGEMENT_NAMES,
    OVERFLOWS,
    Arrange,
    Overflow,
    Slide,
    SourceForm,
    Steps,
    Transition,
)
from diptych.model.text import literal
from diptych.model.theme import MODES, Mode
from diptych.source.reading.paths import is_there
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields

FRONT_MATTER = (
    "layout", "arrange", "kicker", "title", "show_title", "running_title", "density",
    "mode", "overflow", "transition", "steps", "time", "tags", "refs", "sources", "allow",
    "incremental", "was",
)  # fmt: skip
"""Keys of the front matter of a slide."""
OVERRIDING = ("overrides",)
"""Additional keys of a slide that overrides another in one language."""
YAML_ONLY = ("body", "columns", "regions", "absolute", "notes")
"""Additional keys of a slide in YAML, instead of a Markdown body."""
GENERATING = ("data", "each", "id")
"""Additional keys of a generator."""
SUFFIXES = (".md", ".yaml", ".yml")
GENERATED = tuple(f"{suffix}.j2" for suffix in SUFFIXES)
"""Suffixes of generators."""

SLIDE_ID = re.compile(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*")
_FRONT = re.compile(r"((?:[ \t]*\n)*+)---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
OPENING = re.compile(r"---[ \t]*(?:\n|$)")
"""The beginning of front matter, closed or not."""


def read_mode(fields: Fields) -> Mode | None:
    """Return the mode that a slide, section, talk or project asks for, or None."""
    return fields.one_of("mode", MODES)


def read_transition(fields: Fields) -> Transition | None:
    """Return the transition that a slide, section, talk or project asks for, or None."""
    return fields.one_of("transition", get_args(Transition))


def read_steps(fields: Fields) -> Steps | None:
    """Return what a slide, section or talk asks to appear step by step, or None."""
    return fields.one_of("steps", get_args(Steps))


def read_time(fields: Fields) -> int | None:
    """Return the time that a slide takes in seconds, or None; report a value that is not a time."""
    from diptych.source.reading.times import TIMES, seconds_in  # few slides have one

    words = fields.string("time")
    seconds = seconds_in(words) if words is not None else None
    if words is not None and seconds is None:
        message = f"`time` cannot be `{words}`"
        fields.reader.report(WRONG_TYPE, fields.span_of("time"), message, TIMES)
    return seconds


def read_source_form(fields: Fields) -> SourceForm | None:
    """Return the form of sources that a slide, talk or project asks for, or None."""
    return fields.one_of("sources", get_args(SourceForm))


def read_arrange(fields: Fields) -> Arrange | None:
    """Return how the slides of a talk or a project are arranged, or None.

    By name only a slide is.
    """
    value = fields.value("arrange")
    written = value.place.text if value is not None else None
    if written not in ARRANGEMENT_NAMES:
        return fields.one_of("arrange", ARRANGE[:2])
    message = f"`arrange: {written}` is for one slide, not for all of them"
    hint = (
        f"write `arrange: auto`, and in the front matter of a slide `arrange: {written}`, or"
        f" `{{arrange={written}}}` after its heading"
    )
    fields.reader.report(WRONG_TYPE, fields.span_of("arrange"), message, hint)
    return None


def read_overflow(fields: Fields) -> Overflow | None:
    """Return what a slide, talk or project wants for slides that do not fit, or None."""
    return fields.one_of("overflow", OVERFLOWS)


class SplitSource(Struct, frozen=True):
    """A Markdown file split into front matter and body."""

    front: str | None
    """Its lines from the second of the file on, the first of which are empty if it begins later."""
    body: str
    """The rest, after as many blank lines as the front matter had, to keep line numbers the same.
    """


def split_front_matter(text: str) -> SplitSource:
    """Return front matter and body of a Markdown file."""
    found = _FRONT.match(text)
    if found is None:
        return SplitSource(None, text)
    front = "\n" * found[1].count("\n") + (found[2] or "")
    return SplitSource(front, "\n" * found.group().count("\n") + text[found.end() :])


def slide_paths(folder: Path, slide_id: str) -> tuple[Path, ...]:
    """Return the files that may contain or generate a slide, whether or not they exist."""
    return tuple(folder / file for file in slide_files(slide_id))


def slide_files(slide_id: str) -> tuple[str, ...]:
    """Return the same as paths below the folder of slides, with forward slashes."""
    own = [f"{slide_id}{suffix}" for suffix in (*SUFFIXES, *GENERATED)]
    above = slide_id.rpartition("/")[0]
    return (*own, *[f"{above}{suffix}" for suffix in GENERATED if above])


def slide_path(folder: Path, slide_id: str) -> Path | None:
    """Return the file of a slide, Markdown rather than YAML, or None if there is none."""
    return next(filter(is_there, slide_paths(folder, slide_id)), None)


def broken_slide(slide_id: str, span: Span, *, was_broken: bool = True) -> Slide:
    """Return a placeholder for a slide that could not be read."""
    return Slide(id=slide_id, title=literal(slide_id, span), span=span, broken=was_broken)
