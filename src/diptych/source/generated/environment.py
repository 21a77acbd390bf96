"""The environment of generator templates: the sandbox with its limits, and additional filters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import jinja2

from diptych.sandbox import MOST_STEPS, Sandbox
from diptych.source.data import number

LATER = ("josa", "date", "time", "number", "compact", "currency", "percent", "range", "list")
"""Filters that depend on the language; they are applied in the slide, since data is read once for
all languages."""
MOST = 1_000_000
"""Maximum characters of one expansion."""
_MOST_MADE = 5 * MOST
"""Maximum characters that all of its operations together may make."""
_MOST_STEPS = 20 * MOST_STEPS
"""Maximum values looked at: enough to compare each of a thousand rows with a thousand."""
_COMMENTS = ("\x02#", "#\x02")
"""Disables Jinja2's comments, since `{#` begins an id."""
_NUMBER = re.compile(r"[\s\u00a0,_]")


class MissingNameError(Exception):
    """An undefined name was used."""

    def __init__(self, owner: object, name: str) -> None:
        super().__init__(name)
        self.owner = owner
        self.name = name


class _Undefined(jinja2.StrictUndefined):
    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner = None if self._undefined_obj is jinja2.utils.missing else self._undefined_obj
        raise MissingNameError(owner, str(self._undefined_name))


class Markdown(str):
    """A value that is inserted as Markdown: `| md`."""

    __slots__ = ()


def new_environment() -> Sandbox:
    """Return the sandbox of one template, with the filters of generators."""
    made = Sandbox(
        most_steps=_MOST_STEPS,
        most_made=_MOST_MADE,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string=_COMMENTS[0],
        comment_end_string=_COMMENTS[1],
    )
    ours: dict[str, Callable[..., object]] = {"md": Markdown, "slug": slug, "number": _as_number}
    made.filters |= {name: made.of_text(filter_) for name, filter_ in ours.items()}
    return made


def slug(value: object) -> str:
    """Return a text as part of a slide id: lower-case letters, digits, hyphens; a letter first."""
    plain = unicodedata.normalize("NFKD", str(value).replace("+", " plus ")).lower()
    accentless = "".join(character for character in plain if not unicodedata.combining(character))
    joined = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", accentless)).strip("-")
    return f"n-{joined}" if joined[:1].isdigit() else joined


def _as_number(value: object) -> object:
    """Return a text, with or without thousands separators, as a number; else raise ValueError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _NUMBER.sub("", str(value))
    made = number(text)
    if made is None:
        raise ValueError(f"`{value}` is not a number")
    return made
