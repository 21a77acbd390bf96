"""Jinja2's sandbox for what authors write: nothing in it can change a value or fill the machine.

It imports Jinja2, and is itself imported only where there is something to compute.
"""

from __future__ import annotations

import re
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST = 10_000
"""Characters of a value, and digits of a number, that an expression may make."""

_PADDING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map"})
"""Methods of a text that make it as long as they are told to."""
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that knows no globals and computes nothing without end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"undefined": jinja2.StrictUndefined, **options})
        self.globals.clear()  # what Jinja2 offers there is for whole templates
        for name in ("center", "indent", "random"):
            self.filters.pop(name)
        self.filters["format"] = _formatted

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may look at an attribute."""
        if isinstance(obj, str) and attr in _PADDING:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ARG002 - the library's method
        """Return nothing: `str.format` is refused like what else makes a text long."""
        return

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes, unless that would be too large."""
        if operator == "**":
            raise ValueError("powers are not computed here")
        if operator == "*" and max(_times(left, right), _times(right, left)) > LARGEST:
            raise ValueError(f"it is longer than {LARGEST} characters")
        if operator == "%" and isinstance(left, str):
            _check_widths(left)
        return super().call_binop(context, operator, left, right)


def _formatted(value: object, *arguments: object, **named: object) -> str:
    """Return a text with values put in where it has `%s`."""
    pattern = str(value)
    _check_widths(pattern)
    return pattern % (named or arguments)


def _check_widths(pattern: str) -> None:
    if _WIDE.search(pattern):
        raise ValueError(f"it is longer than {LARGEST} characters")


def _times(what: object, count: object) -> int:
    """Return how long `what` would be, repeated; 0 where nothing is repeated."""
    repeats = isinstance(what, str | list | tuple) and isinstance(count, int)
    return len(what) * count if repeats else 0  # type: ignore[arg-type, operator]  # as just seen
