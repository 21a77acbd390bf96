"""Reads the variables of a talk, whose values texts use in `{{ }}`."""

from __future__ import annotations

import keyword

from diptych.source.talks.diagnostic_kinds import UNUSABLE_VARIABLE
from diptych.source.yaml.fields import Fields, plain_data

_TAKEN = "talk"
"""The name for the facts of the talk itself: `{{ talk.event }}`."""


def read_variables(fields: Fields) -> dict[str, object]:
    """Return the values under `variables:`; report names that cannot be used."""
    variables: dict[str, object] = {}
    for key, entry in fields.mapping("variables").items():
        if key == _TAKEN:
            message, hint = f"`{key}` is the talk itself", "call the variable something else"
        elif not key.isidentifier() or keyword.iskeyword(key):
            usable = "".join(c if c.isalnum() else "_" for c in key) or "name"
            message = f"`{{{{ {key} }}}}` is not a single name"
            hint = f"use letters, digits and `_`, such as `{usable}`"
        else:
            variables[key] = plain_data(entry.value)
            continue
        fields.reader.report(UNUSABLE_VARIABLE, entry.key_span, message, hint)
    return variables
