"""What an author's template may do, and what it may not."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import time
from collections.abc import Iterator

import jinja2
import pytest
from jinja2 import TemplateError, nodes

from diptych.sandbox import (
    LIST_FILTERS,
    MOST_MADE,
    OPERATORS,
    REFUSED_FILTERS,
    REFUSED_GLOBALS,
    REFUSED_TESTS,
    TESTS,
    TEXT_FILTERS,
    Sandbox,
)


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
        "1e400",
        "1e308 * 10",
        "'inf' | float",
        "'nan' | float",
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
    with pytest.raises((TemplateError, ValueError, TypeError)):
        Sandbox().from_string(f"{{{{ {expression} }}}}").render(values=[])


# ------------------------------------------------------------------- what Jinja2 has, name by name


def test_every_filter_of_jinja2_has_been_looked_at() -> None:
    looked_at = TEXT_FILTERS | LIST_FILTERS | set(REFUSED_FILTERS)
    assert set(jinja2.filters.FILTERS) - looked_at == set(), "decide what it may do, in sandbox.py"
    assert not TEXT_FILTERS & LIST_FILTERS
    assert not (TEXT_FILTERS | LIST_FILTERS) & set(REFUSED_FILTERS)


def test_every_test_of_jinja2_has_been_looked_at() -> None:
    looked_at = TESTS | set(REFUSED_TESTS)
    assert set(jinja2.tests.TESTS) - looked_at == set(), "decide what it may do, in sandbox.py"


def test_there_is_none_of_what_jinja2_offers_whole_templates() -> None:
    assert set(jinja2.defaults.DEFAULT_NAMESPACE) - set(REFUSED_GLOBALS) == set()
    assert Sandbox().globals == {}


def test_every_operator_that_makes_a_value_is_counted() -> None:
    made = {kind.operator for kind in nodes.BinExpr.__subclasses__() if kind.operator}
    assert made - {"and", "or"} == set(OPERATORS)
    assert Sandbox.intercepted_binops == set(OPERATORS)


def test_the_sandbox_has_the_filters_and_tests_that_are_listed_and_ours() -> None:
    ours = {"split", "_step", "_joined", "_compared"}
    assert set(Sandbox().filters) == TEXT_FILTERS | LIST_FILTERS | ours
    assert set(Sandbox().tests) == TESTS


MANY = ["b", "a"] * 500
LONG = "word " * 1900
GIVEN: tuple[object, ...] = (
    "x",
    LONG,
    MANY,
    {"a": 1},
    3.5,
    10**39,
    None,
    dt.date(2024, 1, 11),
    iter("abc"),
    [],
)
ARGUMENTS: tuple[tuple[object, ...], ...] = (
    (), (1,), ("a",), (999999999,), ("x" * 9999,), (1, 999999999), (999999999, "x"), (-1,), (LONG,),
    (None,), (MANY, MANY), ("", LONG), ("upper",),
)  # fmt: skip
NAMED: tuple[dict[str, object], ...] = (
    {"attribute": "a"}, {"indent": 999999999}, {"width": 999999999}, {"precision": 999999999},
    {"start": MANY}, {"fill_with": LONG}, {"default": LONG},
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(TEXT_FILTERS | LIST_FILTERS | {"split"}))
def test_no_filter_takes_long_grows_or_shows_an_address(name: str) -> None:
    sandbox = Sandbox()
    context = sandbox.from_string("").new_context()
    start = time.process_time()
    calls = [*((arguments, {}) for arguments in ARGUMENTS), *(((), named) for named in NAMED)]
    for given, (arguments, named) in itertools.product(GIVEN, calls):
        sandbox.work.begin()
        with contextlib.suppress(Exception):  # refused, which is as good
            made = sandbox.call_filter(name, given, arguments, named, context=context)
            made = list(made) if isinstance(made, Iterator) else made
            text = sandbox.call_filter("_joined", [made])
            assert len(text) <= MOST_MADE
            assert " at 0x" not in text
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", sorted(TESTS))
def test_no_test_takes_long(name: str) -> None:
    sandbox = Sandbox()
    context = sandbox.from_string("").new_context()
    start = time.process_time()
    for given, arguments in itertools.product(GIVEN, ARGUMENTS):
        sandbox.work.begin()
        with contextlib.suppress(Exception):
            sandbox.call_test(name, given, arguments, context=context)
    assert time.process_time() - start < 10


DOUBLED = "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40


@pytest.mark.parametrize(
    "template",
    [
        "{% set a = 'xxxxxxxx' %}" + "{% set a = a + a %}" * 28,
        "{% set a = 'xxxxxxxx' %}" + "{% set a = a ~ a %}" * 28,
        "{% set a = [1] %}" + "{% set a = a + a %}" * 28,
        DOUBLED + "{{ a == [a] }}",
        DOUBLED + "{{ a in [[a]] }}",
        DOUBLED + "{{ a | tojson }}",
        DOUBLED + "{{ [a, a] | sort }}",
        DOUBLED + "{{ a is eq([a, a]) }}",
        DOUBLED.replace("[", "(").replace("]", ")") + "{{ {a: 1} }}",
        "{% set a = {} %}" + "{% set a = {'k': a, 'l': a} %}" * 40 + "{{ a == {1: a} }}",
        "{% set a = 9 %}" + "{% set a = a * a %}" * 40,
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 18 + "x" + "{% endcall %}" * 18,
        "{% for a in many recursive %}{{ loop(many) }}{% endfor %}",
        "{% for a in many %}" * 9 + "{% endfor %}" * 9,
        "{% for a in many %}" + "long " * 500 + "{% endfor %}",
        "{{ many | map('list') | map('join', 'x' * 9999) | list }}",
        "{{ 'x' | replace('', 'y' * 9999) | replace('', 'y' * 9999) }}",
        "{{ many | batch(999999999, 'x') | list }}",
        "{{ many | slice(999999999) | list }}",
        "{{ 1.5 | round(999999999, 'ceil') }}",
        "{{ [many] | sum(start=[]) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '9' * 41 | int }}{{ ('9' * 41) | int }}",
    ],
)  # fmt: skip
def test_what_goes_on_or_grows_in_steps_ends(template: str) -> None:
    start = time.process_time()
    with pytest.raises((TemplateError, ValueError, TypeError, RecursionError)):
        Sandbox().from_string(template).render(many=["a"] * 1000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("day.today()", "today"),
        ("day.today", "today"),
        ("title.upper | string", "upper"),
        ("title.upper()", "upper"),
        ("title.format(1)", "format"),
        ("facts.items()", "items"),
        ("facts.get('a')", "get"),
        ("many.count('a')", "count"),
        ("many['append']", "append"),
        ("3.5.hex()", "hex"),
        ("title['__class__']", "__class__"),
        ("many | map(attribute='upper') | join", "upper"),
    ],
)
def test_only_data_is_seen_of_a_value(expression: str, name: str) -> None:
    values = {"day": dt.date(2024, 1, 11), "title": "a", "facts": {"a": 1}, "many": ["a"]}
    with pytest.raises(TemplateError, match=name):
        Sandbox().from_string(f"{{{{ {expression} }}}}").render(values)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ day.year }}", "2024"),
        ("{{ facts.items }}", "key"),
        ("{{ facts['items'] }}", "key"),
        ("{{ many[0] }}{{ title[1:3] }}", "ait"),
        ("{% for a in many %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{% endfor %}", "1x2y"),
        (
            "{% for g in r | groupby('k') %}{{ g.grouper }}{{ g.list | length }}{% endfor %}",
            "12",
        ),
        ("{{ 'a, b' | split | join('+') }}", "a+b"),
        ("{{ 'a;b' | split(';') | last }}", "b"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}", "<1>"),
    ],
)
def test_keys_places_and_loops_are_what_they_were(template: str, shown: str) -> None:
    values = {
        "day": dt.date(2024, 1, 11), "title": "title", "facts": {"items": "key"},
        "many": ["a", "b"], "r": [{"k": 1}, {"k": 1}],
    }  # fmt: skip
    assert Sandbox().from_string(template).render(values) == shown
