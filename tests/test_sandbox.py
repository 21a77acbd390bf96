"""What an author's template may do, and what it may not."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from diptych.sandbox import Sandbox


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'%.1f' | format(2.25)", "2.2"),
        ("'%s and %s' | format('a', 'b')", "a and b"),
        ("'%d' % 3", "3"),
        ("3 * 'ab'", "ababab"),
        ("[1, 2] | sum", "3"),
    ],
)
def test_ordinary_things_are_computed(expression: str, value: str) -> None:
    assert Sandbox().from_string(f"{{{{ {expression} }}}}").render() == value


@pytest.mark.parametrize(
    "expression",
    [
        "'x' * 99999",
        "99999 * ['x']",
        "9 ** 9",
        "'%99999d' % 1",
        "'%99999d' | format(1)",
        "'%*d' | format(99999, 1)",
        "'x'.center(99999)",
        "'{:99999}'.format(1)",
        "''.__class__.__mro__",
        "values.append(1)",
        "range(9)",
        "'x' | center(99999)",
    ],
)
def test_what_fills_the_machine_or_changes_a_value_is_refused(expression: str) -> None:
    with pytest.raises((TemplateError, ValueError)):
        Sandbox().from_string(f"{{{{ {expression} }}}}").render(values=[])
