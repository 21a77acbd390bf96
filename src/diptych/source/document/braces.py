"""`{{ }}` in talks without variables: files of other tools, where it means something else."""

from __future__ import annotations

import re
from typing import TypeVar

from msgspec.structs import replace

from diptych.model.text import Inline, Run, Text, Variable
from diptych.model.walk import map_texts
from diptych.source.document.diagnostic_kinds import LITERAL_BRACES
from diptych.source.reading.source_reader import SourceReader

T = TypeVar("T")

_OWN = re.compile(r"\s*(?:talk\b|[\"'\d(\[])")
"""The beginning of what has a value without any variable."""
_SHORTCODE = "<"


def with_literal_braces(value: T, reader: SourceReader, *, has_variables: bool) -> T:
    """Return a value in whose texts `{{ name }}` is shown as it is written, which is reported.

    If a talk `has_variables`, only shortcodes are; those have been reported before.
    """

    def shown(inline: Inline) -> Inline:
        if not isinstance(inline, Variable):
            return inline
        words = inline.expression
        is_shortcode = words.startswith(_SHORTCODE)
        if not is_shortcode and (has_variables or _OWN.match(words) or not words):
            return inline
        written = f"{{{{{words}}}}}" if is_shortcode else f"{{{{ {words} }}}}"
        if not is_shortcode:
            message = f"`{written}` is shown as it is written: the talk has no variables"
            hint = "say what it is below `variables:` in the front matter, or ignore this"
            reader.report(LITERAL_BRACES, inline.span, message, hint, subject=written)
        return Run(written, inline.style, inline.link)

    def changed(text: Text) -> Text:
        inlines = tuple(map(shown, text.inlines))
        return text if inlines == text.inlines else replace(text, inlines=inlines)

    return map_texts(value, changed)
