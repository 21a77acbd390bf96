"""A project's own page templates: whatever one raises is reported at its line."""

from __future__ import annotations

import pytest

from diptych.diagnostics import Refusal
from diptych.render.html.templates import fill_template


def told(source: str) -> tuple[str, int]:
    with pytest.raises(Refusal) as refused:
        fill_template(
            "page.html.j2", source, {"title": "A", "many": ["a"] * 1000, "big": "x" * 10**6}
        )
    (found,) = refused.value.found
    assert found.span is not None
    assert found.span.file == "templates/html/page.html.j2"
    return found.message, found.span.line


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("<p>\n{{ 1/0 }}", "broken template: division by zero", 2),
        ("<p>\n\n{% for %}", "broken template: ", 3),
        ("{{ title.x.y }}", "broken template: ", 1),
        ("{{ nope() }}", "broken template: 'nope' is undefined", 1),
        ("\n{{ title.upper() }}", "broken template: 'str object' has no attribute 'upper'", 2),
        ("{{ '%99999d' % 1 }}", "broken template: a width of four digits", 1),
        ("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", "broken template: ", 1),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "broken template: ", 1),
        ("{{ many }}", "broken template: a list is not text", 1),
        ("{% for a in many %}{{ big }}{% endfor %}", "broken template: it makes more than", 1),
        ("{% for a in many %}" * 3 + "{% endfor %}" * 3, "broken template: it takes more than", 1),
        ("{% include 'x' %}", "broken template: ", 1),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(source: str, message: str, line: int) -> None:
    what, where = told(source)
    assert what.startswith(message)
    assert where == line


def test_a_template_shows_what_it_is_given_escaped() -> None:
    source = "{{ title }}{% for one in many %}{{ one.name }}{% endfor %}{{ nope }}"
    filled = fill_template("page.html.j2", source, {"title": "<", "many": [{"name": "&"}]})
    assert filled == "&lt;&amp;"
