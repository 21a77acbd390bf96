"""What the attributes of a heading say of its slide: `# Title {layout=cover}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diptych.diagnostics import Span, nearest
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE
from diptych.model.theme import MODES, Mode
from diptych.source.document.backgrounds import BACKGROUNDS
from diptych.source.document.dark import COLORS, is_dark_or_light
from diptych.source.markdown.slide_body import Parsed
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.times import TIMES, seconds_in

_HEADING = (
    "layout", "arrange", "kicker", "density", "mode", "overflow", "transition", "steps",
    "time", "visibility", "show_title", "running_title",
)  # fmt: skip
_QUIET = (".unnumbered", ".unlisted", ".incremental", ".nonincremental")
"""Classes that need no action in Diptych."""


class HeadingValues:
    """Reads the attributes of a slide's heading, which is at `span`."""

    def __init__(self, parsed: Parsed, span: Span, reader: SourceReader) -> None:
        self.span = span
        self.reader = reader
        self.values = self._values(parsed)

    def one_of(self, key: str, known: tuple[str, ...]) -> Any:
        """Return the value of an attribute if it is one of the `known` ones, or else None."""
        word = self.values.get(key)
        if word is None or word in known:
            return word
        message = f"there is no {key} `{word}`"
        self.reader.report(
            IGNORED_ATTRIBUTE, self.span, message, nearest(word, known), subject=word
        )
        return None

    def mode(self) -> Mode | None:
        """Return the mode, light or dark; None if none is given."""
        word = self.values.get("mode")
        if word is None or word in MODES:
            return word
        hint = "write `mode=dark` or `mode=light`"
        self.reader.report(
            IGNORED_ATTRIBUTE, self.span, f"there is no mode `{word}`", hint, subject=word
        )
        return None

    def time(self) -> int | None:
        """Return the seconds planned for the slide; None if none are given."""
        words = self.values.get("time")
        seconds = seconds_in(words) if words is not None else None
        if words is not None and seconds is None:
            message = f"`time` cannot be `{words}`"
            self.reader.report(IGNORED_ATTRIBUTE, self.span, message, TIMES, subject=words)
        return seconds

    def _values(self, parsed: Parsed) -> Mapping[str, str]:
        """Return the attributes that have a meaning; report the others."""
        attributes = parsed.title_attributes
        for word in attributes.words:
            key = word.removesuffix("=")
            if key in COLORS and is_dark_or_light(attributes.values.get(key, "")):
                continue
            if key not in (*_HEADING, *BACKGROUNDS) and word not in _QUIET:
                message = f"attribute `{word}` of the heading has no effect here"
                hint = f"supported are {', '.join(f'`{key}=`' for key in _HEADING)} and an id"
                self.reader.report(IGNORED_ATTRIBUTE, self.span, message, hint, subject=word)
        return {key: value for key, value in attributes.values.items() if key in _HEADING}
