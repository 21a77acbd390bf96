"""Jinja2's sandbox for what authors write: plain data goes in, and nothing in it grows or goes on.

What may be used of Jinja2 is listed here, name by name; whatever a later Jinja2 adds is not there
until somebody has looked at it (`tests/test_sandbox.py` asks). All that may be used is counted: the
steps that it takes and the characters that it makes. It imports Jinja2, and is itself imported
only where there is something to compute.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

MOST_STEPS = 100_000
"""Turns of loops, calls, and values that filters look at, in one run."""
MOST_MADE = 50_000
"""Characters that all operations of one expression may make: a slide shows 10,000 at most."""
_SECONDS = 5.0
"""Processor time of one run, a hundred times what any real one takes; the last resort."""
_LARGEST = 10**40
"""Whole numbers end here, as those of YAML do."""
_LONGEST = 2000
"""Characters of an expression."""
_MOST_DIGITS = 15
"""Decimals to round to: more than a number has (IEEE 754)."""

_WIDEST = 1000
"""Items in a row, which are filled up."""

TEXT_FILTERS = frozenset(
    {"capitalize", "e", "escape", "filesizeformat", "float", "forceescape", "int", "lower",
     "replace", "round", "safe", "string", "striptags", "title", "trim", "truncate", "upper",
     "urlencode", "wordcount", "abs", "format"}
)  # fmt: skip
"""Filters of one text or number: they refuse anything else, whose text would be Python's own words
or an address in memory. None makes more than a few times what it is given, but `replace`, `format`
and `round`, which are asked before."""
LIST_FILTERS = frozenset(
    {"batch", "count", "d", "default", "dictsort", "first", "groupby", "items", "join", "last",
     "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select",
     "selectattr", "slice", "sort", "sum", "tojson", "unique"}
)  # fmt: skip
"""Filters of lists: each value in what they are given is a step, and each that they hand on."""
REFUSED_FILTERS: Mapping[str, str] = {
    "attr": "reaches what a name does not",
    "center": "makes a text as long as it is told to",
    "indent": "makes a text as long as it is told to",
    "pprint": "shows Python's own words",
    "random": "is another at each build",
    "urlize": "makes HTML",
    "wordwrap": "slides break lines by themselves",
    "xmlattr": "makes HTML",
}
"""Filters of Jinja2's that there are not, and why."""
TESTS = frozenset(
    {"!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even",
     "false", "filter", "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le",
     "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sequence", "string",
     "test", "true", "undefined", "upper"}
)  # fmt: skip
"""Tests say yes or no; each value in what they compare is a step."""
REFUSED_TESTS: Mapping[str, str] = {
    "callable": "there is nothing to call",
    "escaped": "only HTML is",
    "sameas": "asks where in memory a value is",
}
REFUSED_GLOBALS: Mapping[str, str] = {
    "cycler": "it changes; `loop.cycle` does not",
    "dict": "`{...}` makes one",
    "joiner": "it changes; `join` does not",
    "lipsum": "is another at each build",
    "namespace": "it changes",
    "range": "makes a list as long as it is told to",
}
"""What Jinja2 offers whole templates; there is none of it."""
OPERATORS: Mapping[str, str] = {
    "+": "the longer value is counted, lists as steps; whole numbers end",
    "-": "whole numbers end",
    "*": "texts are counted before they are made, lists are not repeated; whole numbers end",
    "/": "makes a number that is no larger",
    "//": "makes a number that is no larger",
    "%": "as `format`; else makes a number that is no larger",
    "**": "refused: its result is as large as one likes",
}
"""Operators that make values; `~` is counted too, and each value that `==`, `in` and the like
compare is a step."""
ATTRIBUTES: Mapping[type, frozenset[str]] = {
    dt.date: frozenset({"year", "month", "day"}),
    LoopContext: frozenset(
        {"changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
         "nextitem", "previtem", "revindex", "revindex0"}
    ),
}  # fmt: skip
"""Attributes that a template sees of what is not a mapping, none of them a method of a value."""
_TURNS = frozenset({"changed", "cycle"})
"""Attributes of a loop that are called."""
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")
_SCALARS = (str, int, float, dt.date, type(None))
_STEP = "_step"
_JOINED = "_joined"
_COMPARED = "_compared"


class LimitError(ValueError):
    """A template takes more steps, or makes more, than any that a person means."""


class Work:
    """What one run has done so far."""

    def __init__(self, steps: int, made: int) -> None:
        self.most_steps, self.most_made = steps, made
        self.begin()

    def begin(self) -> None:
        """Begin another run."""
        self.steps = self.made = 0
        self.end = time.process_time() + _SECONDS

    def step(self, count: int = 1) -> None:
        """Count steps; a LimitError says that there are too many."""
        self.steps += count
        if self.steps > self.most_steps:
            raise LimitError(f"it takes more than {self.most_steps:,} steps")
        if self.steps % 64 == 0 and time.process_time() > self.end:
            raise LimitError(f"it takes more than {_SECONDS:g} seconds")

    def make(self, count: int) -> None:
        """Count characters that are made, if possible before they are."""
        self.made += count
        if self.made > self.most_made:
            raise LimitError(f"it makes more than {self.most_made:,} characters")

    def look_at(self, *values: object) -> None:
        """Count every value in `values`, however deep; data from files by its uppermost level.

        What a template puts together may hold one value a thousand times over, and again so.
        """
        rest = list(values)
        while rest:
            value = rest.pop()
            self.step()
            kind = type(value)
            if kind in {list, tuple} or hasattr(value, "_fields"):
                self.step(len(value))  # type: ignore[arg-type]  # lists and named tuples
                rest.extend(value)  # type: ignore[arg-type]  # as above
            elif kind is dict:
                self.step(len(value))  # type: ignore[arg-type]  # a mapping
                rest.extend(value.values())  # type: ignore[attr-defined]  # as above
            elif isinstance(value, list | tuple | dict):
                self.step(len(value))


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that sees data alone, knows no globals, and counts what it computes."""

    intercepted_binops = frozenset(OPERATORS)

    def __init__(
        self,
        *,
        most_steps: int = MOST_STEPS,
        most_made: int = MOST_MADE,
        counts_shown: bool = False,
        **options: Any,
    ) -> None:
        """Make one for runs of `most_steps` that make `most_made` characters.

        `counts_shown` says that what `{{ }}` shows is counted too, for who does not count it.
        """
        super().__init__(**{"undefined": jinja2.StrictUndefined, **options})
        self.work = Work(most_steps, most_made)
        """Shared with every overlay."""
        self.finalize = self._shown if counts_shown else None
        self.globals.clear()
        known: dict[str, Callable[..., Any]] = {
            **self.filters,
            "format": _formatted,
            "round": _rounded,
            "replace": self._replaced,
        }
        self.filters = {
            **{name: self.of_text(known[name]) for name in TEXT_FILTERS & set(known)},
            **{name: self.counted(known[name]) for name in LIST_FILTERS & set(known)},
            "join": self._join,
            "batch": self.counted(_batch),
            "slice": self.counted(_slice),
            "sum": self.counted(_sum),
            "tojson": self.counted(_json),
            "split": self.of_text(_split),
            _STEP: self._step,
            _JOINED: self._joined,
            _COMPARED: self._compared,
        }
        named: dict[str, Any] = dict(self.tests)
        self.tests = {name: self.counted(named[name]) for name in TESTS & set(named)}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value of a key, or an attribute that is data."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, jinja2.Undefined):
            return super().getattr(obj, attribute)
        if attribute in getattr(obj, "_fields", ()):
            return getattr(obj, attribute)
        for kind, names in ATTRIBUTES.items():
            if isinstance(obj, kind) and attribute in names:
                value = getattr(obj, attribute)
                return _Turn(value) if attribute in _TURNS else value
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the value of a key or at a place; never an attribute that no name could reach."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (KeyError, IndexError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - the library's method
        """Return whether a template may look at an attribute that `getattr` has let through."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether a template may call a value: a macro, a loop, what is ours."""
        return isinstance(obj, Macro | LoopContext | _Turn) or getattr(obj, "is_ours", False)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes, unless that would be too large."""
        if operator == "**":
            raise ValueError("powers are not computed here")
        if isinstance(left, str) and operator == "%":
            return self.of_text(_formatted)(left, *(right if type(right) is tuple else (right,)))
        self.work.step()
        if operator == "+" and isinstance(left, list | tuple):
            self.work.look_at(left, right)
        elif operator == "*" and not (_is_number(left) and _is_number(right)):
            self.work.make(max(_times(left, right), _times(right, left)))
        elif isinstance(left, str) and isinstance(right, str):
            self.work.make(len(left) + len(right))
        return _within(super().call_binop(context, operator, left, right))

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> str:
        return super()._generate(_Counting().visit(source), *arguments, **named)

    def compile_expression(self, source: str, undefined_to_none: bool = True) -> Any:  # noqa: FBT001, FBT002 - the library's method
        """Return what computes an expression; a TemplateSyntaxError says that it is none."""
        if len(source) > _LONGEST:
            raise LimitError(f"it is longer than {_LONGEST:,} characters")
        return super().compile_expression(source, undefined_to_none)

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or test that counts what it is given and what it makes."""
        skipped = 1 if hasattr(function, "jinja_pass_arg") else 0

        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.work.look_at(*arguments[skipped:], *named.values())
            return self._counted(function(*arguments, **named))

        return run

    def of_text(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter of texts and numbers that takes nothing else."""
        skipped = 1 if hasattr(function, "jinja_pass_arg") else 0

        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.work.step()
            for value in (*arguments[skipped:], *named.values()):
                _check_scalar(value)
            return self._counted(function(*arguments, **named))

        return run

    def _counted(self, made: Any) -> Any:
        if isinstance(made, str):
            self.work.make(len(made))
        elif isinstance(made, Iterator):
            return self._each(made)
        return _within(made)

    def _each(self, made: Iterator[Any]) -> Iterator[Any]:
        for value in made:
            self.work.step()
            yield value

    def _shown(self, value: Any) -> Any:
        _check_scalar(value)
        self.work.make(len(value) if isinstance(value, str) else 1)
        return value

    @jinja2.pass_context  # otherwise it were computed once, when the template is compiled
    def _step(self, _: Any, literal: int) -> str:
        """Count a turn of a loop or a call, and the text that it shows as it stands."""
        self.work.step()
        self.work.make(literal)
        return ""

    def _joined(self, values: Iterable[object]) -> str:
        return self._join(values)

    def _compared(self, value: object) -> object:
        self.work.look_at(value)
        return value

    def _join(self, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
        """Return texts and numbers as one text, with `d` between them."""
        if attribute is not None:
            value = (self.getitem(one, attribute) for one in value)
        parts: list[str] = []
        _check_scalar(d)
        for one in value:
            self.work.step()
            _check_scalar(one)
            parts.append(str(one))
            self.work.make(len(parts[-1]) + len(str(d)))
        return str(d).join(parts)

    def _replaced(self, text: object, old: object, new: object, count: int | None = None) -> str:
        """Return a text with one word in the place of another."""
        given, out, put = str(text), str(old), str(new)
        times = given.count(out) if count is None else min(count, given.count(out))
        self.work.make(max(0, times * (len(put) - len(out))))
        return given.replace(out, put, -1 if count is None else count)


class _Counting(NodeTransformer):
    """Makes what nobody could count something that can be: turns, `~`, comparisons."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the library's name
        return _stepping(self.generic_visit(node))

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - as above
        return _stepping(self.generic_visit(node))

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 - as above
        return _stepping(self.generic_visit(node))

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - as above
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - as above
        self.generic_visit(node)
        node.expr = _filtered(node.expr, _COMPARED)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, _COMPARED)
        return node

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - as above
        """Make a list of it, which nothing can be looked up by: that would compare all in it."""
        self.generic_visit(node)
        return node if node.ctx != "load" else nodes.List(node.items, lineno=node.lineno)


def _filtered(node: nodes.Expr, name: str) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _stepping(node: Any) -> nodes.Node:
    """Return a loop or macro whose each turn is counted, with the text that stands in it."""
    literal = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
    count = nodes.Const(literal, lineno=node.lineno)
    step = nodes.Filter(count, _STEP, [], [], None, None, lineno=node.lineno)
    node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
    return node  # type: ignore[no-any-return]  # one of three kinds


class _Turn:
    """What a loop can be asked to do; it has no text."""

    def __init__(self, called: Callable[..., Any]) -> None:
        self._called = called

    def __call__(self, *arguments: Any) -> Any:
        return self._called(*arguments)

    def __str__(self) -> str:
        raise TypeError("a method is not text")

    __repr__ = __str__


def _check_scalar(value: object) -> None:
    """Raise TypeError for what has no text but Python's own words; what is undefined raises too."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises where it is strict
    elif not isinstance(value, _SCALARS) and not getattr(value, "is_text", False):
        kind = "a mapping" if isinstance(value, Mapping) else "a list"
        raise TypeError(f"{kind} is not text; join its items with `| join(', ')`")


def _formatted(value: object, *arguments: object, **named: object) -> str:
    """Return a text with values put in where it has `%s`."""
    pattern = str(value)
    if _WIDE.search(pattern):
        raise LimitError("a width of four digits makes a text longer than a slide")
    return pattern % (named or arguments)


def _rounded(value: float, precision: int = 0, method: str = "common") -> float:
    """Return a number rounded, `common`, to `ceil` or to `floor`."""
    if not 0 <= precision <= _MOST_DIGITS:
        raise ValueError(f"a number is rounded to {_MOST_DIGITS} decimals at most")
    return jinja2.filters.do_round(value, precision, method)  # type: ignore[arg-type]  # it asks itself


@jinja2.pass_environment
def _sum(
    environment: jinja2.Environment,
    iterable: Iterable[Any],
    attribute: str | int | None = None,
    start: float = 0,
) -> Any:
    """Return the sum of numbers; lists are not added up, which would copy each again and again."""
    if not _is_number(start):
        raise TypeError("only numbers can be summed")
    return jinja2.filters.do_sum(environment, iterable, attribute, start)


def _batch(value: Any, linecount: int, fill_with: object = None) -> Iterator[list[Any]]:
    """Return lists of so many items each, the last one filled."""
    if not 0 < linecount <= _WIDEST:
        raise ValueError(f"a row has from 1 to {_WIDEST:,} items")
    return jinja2.filters.do_batch(value, linecount, fill_with)


def _slice(value: Any, slices: int, fill_with: object = None) -> Iterator[list[Any]]:
    """Return so many lists, as even as can be."""
    if not 0 < slices <= _WIDEST:
        raise ValueError(f"there are from 1 to {_WIDEST:,} slices")
    return jinja2.filters.sync_do_slice(value, slices, fill_with)


def _json(value: object) -> str:
    """Return a value as JSON, on one line, that may stand in HTML."""
    return jinja2.utils.htmlsafe_json_dumps(value)


def _split(value: object, sign: str = ",") -> list[str]:
    """Return the parts of a text between signs, without the spaces around them."""
    return [part.strip() for part in str(value).split(sign)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _times(what: object, count: object) -> int:
    """Return how long a text would be, repeated; raise TypeError for a list."""
    if isinstance(what, list | tuple):
        raise TypeError("lists are not repeated here")
    return len(what) * count if isinstance(what, str) and isinstance(count, int) else 0


def _within(made: Any) -> Any:
    """Return a value, unless it is a whole number beyond all that are computed with."""
    if isinstance(made, int) and abs(made) >= _LARGEST:
        raise LimitError("it is a number of more than 40 digits")
    return made
