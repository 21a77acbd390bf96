"""Language tags, which also name folders of the output."""

from __future__ import annotations

import re

from diptych.diagnostics import Span
from diptych.source.faults import WRONG_TYPE
from diptych.source.fields import Fields
from diptych.source.intake import Intake

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def read_locale(fields: Fields, key: str) -> str | None:
    """Return a language tag (BCP 47), or None if none is given."""
    tag, span = fields.string(key), fields.span_of(key)
    return tag if tag is not None and _is_tag(tag, span, fields.intake) else None


def read_locales(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of language tags, each once."""
    tags = (tag for tag, span in fields.strings(key) if _is_tag(tag, span, fields.intake))
    return tuple(dict.fromkeys(tags))


def _is_tag(tag: str, span: Span | None, intake: Intake) -> bool:
    if _TAG.fullmatch(tag):
        return True
    intake.report(
        WRONG_TYPE, span, f"`{tag}` is no language tag", "write one such as `en` or `ko-KR`"
    )
    return False
