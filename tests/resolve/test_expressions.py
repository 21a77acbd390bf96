"""Expressions with the filters of a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from diptych.diagnostics import Span
from diptych.model.text import Variable
from diptych.resolve.expressions import Expressions

VALUES: Mapping[str, object] = {
    "start": dt.date(2026, 11, 23),
    "end": "2026-11-25",
    "size": 175e9,
    "tool": "Slack",
    "chips": ["A100", "H100"],
}
READINGS = {"slack": "슬랙"}


def computed(expression: str, locale: str = "ko") -> tuple[str, list[tuple[str, str | None]]]:
    """Return the text of an expression, and each message and hint."""
    expressions = Expressions(VALUES, locale, READINGS)
    text = expressions.value(Variable(expression, span=Span("a.md", 1)))
    return text, [(found.message, found.hint) for found in expressions.found]


@pytest.mark.parametrize(
    ("expression", "korean", "english"),
    [
        ("start | date", "2026년 11월 23일", "November 23, 2026"),
        ("start | date('short')", "26. 11. 23.", "11/23/26"),
        ("start | range(end)", "2026년 11월 23일~25일", "November 23–25, 2026"),
        ("size | compact", "1,750억", "175B"),
        ("3.2e9 | currency('USD', compact=true)", "US$32억", "$3.2B"),
        ("'14:05' | time", "오후 2:05", "2:05\u00a0PM"),
        ("tool | josa('은/는')", "Slack은", "Slack은"),
        ("start | date | josa('은/는')", "2026년 11월 23일은", "November 23, 2026은"),
        ("chips | list", "A100 및 H100", "A100 and H100"),
        ("chips | map('lower') | list('or')", "a100 또는 h100", "a100 or h100"),
        ("chips | list ~ '!'", "A100 및 H100!", "A100 and H100!"),
        ("chips | list | length", "2", "2"),
        ("chips | list | join('/')", "A100/H100", "A100/H100"),
        ("start", "2026-11-23", "2026-11-23"),
    ],
)
def test_filters_write_as_the_language_does(expression: str, korean: str, english: str) -> None:
    assert computed(expression, "ko") == (korean, [])
    assert computed(expression, "en") == (english, [])


def test_without_a_language_it_is_english() -> None:
    expressions = Expressions(VALUES)
    assert expressions.value(Variable("size | compact", span=Span("a.md", 1))) == "175B"


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        ("tool | jossa('은/는')", "there is no filter `jossa`", "did you mean `josa`?"),
        ("size | compct", "there is no filter `compct`", "did you mean `compact`?"),
        ("tool | uper", "there is no filter `uper`", "did you mean `upper`?"),
        ("tool is definned", "there is no test `definned`", "did you mean `defined`?"),
    ],
)
def test_a_misspelt_filter_or_test_is_named(expression: str, message: str, hint: str) -> None:
    assert computed(expression) == ("", [(message, hint)])


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("tool | josa('은/를')", "`은/를` is not a pair of particles; available: 은/는"),
        ("2026-11-23 | date", "`23` is not a date"),
        ("(2026-11-23) | date", "`1992` is not a date; write a text such as `'2026-11-23'`"),
        ("tool | number", "`Slack` is not a number"),
    ],
)
def test_what_a_filter_is_given_wrongly_is_said(expression: str, told: str) -> None:
    text, [(message, _)] = computed(expression)
    assert text == ""
    assert message.startswith(f"`{{{{ {expression} }}}}` cannot be computed: {told}")


@pytest.mark.parametrize("name", ["josa('은/는')", "date", "time", "number", "range(1)", "list"])
def test_a_filter_of_nothing_names_the_variable(name: str) -> None:
    text, [(message, _)] = computed(f"nobody | {name}")
    assert (text, message) == ("", "there is no variable `nobody`")
