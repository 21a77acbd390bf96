"""Jinja2's sandbox for what authors write: it sees only plain data, and its work is limited.

The allowed parts of Jinja2 are listed here by name; additions in later versions stay unavailable
until somebody has reviewed them (`tests/test_sandbox.py` fails until then). All work is counted:
the steps taken and the characters made. This module imports Jinja2, so it is itself imported only
where there is something to compute.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
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
"""Loop iterations, calls, and values that filters look at, in one run."""
MOST_MADE = 50_000
"""Characters that all operations of one expression may make: a slide shows at most 10,000."""
_SECONDS = 5.0
"""Processor time of one run, a hundred times what any real one takes; the last resort."""
_LARGEST = 10**40
"""Integers must be smaller, like those in YAML."""
_LONGEST = 2000
"""Maximum characters of an expression."""
_MOST_DIGITS = 15
"""Maximum decimal places to round to: more than a float holds (IEEE 754)."""

_WIDEST = 1000
"""Maximum items in a row, since rows are padded."""

TEXT_FILTERS = frozenset(
    {"capitalize", "e", "escape", "filesizeformat", "float", "forceescape", "int", "lower",
     "replace", "round", "safe", "string", "striptags", "title", "trim", "truncate", "upper",
     "urlencode", "wordcount", "abs", "format"}
)  # fmt: skip
"""Filters of one text or number. They refuse anything else, since its text would be Python's
`repr`, perhaps with a memory address. None makes more than a few times its input except `replace`,
`format` and `round`, which are checked first."""
LIST_FILTERS = frozenset(
    {"batch", "count", "d", "default", "dictsort", "first", "groupby", "items", "join", "last",
     "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select",
     "selectattr", "slice", "sort", "sum", "tojson", "unique"}
)  # fmt: skip
"""Filters of lists: each value that they take or return is a step."""
REFUSED_FILTERS: Mapping[str, str] = {
    "attr": "reaches attributes that names cannot",
    "center": "makes a text of any length",
    "indent": "makes a text of any length",
    "pprint": "shows Python's `repr`",
    "random": "differs in each build",
    "urlize": "makes HTML",
    "wordwrap": "slides break lines by themselves",
    "xmlattr": "makes HTML",
}
"""Filters of Jinja2 that are not available, and why."""
TESTS = frozenset(
    {"!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even",
     "false", "filter", "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le",
     "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sequence", "string",
     "test", "true", "undefined", "upper"}
)  # fmt: skip
"""Tests; each value that they compare is a step."""
REFUSED_TESTS: Mapping[str, str] = {
    "callable": "nothing can be called",
    "escaped": "only HTML is",
    "sameas": "compares addresses in memory",
}
REFUSED_GLOBALS: Mapping[str, str] = {
    "cycler": "it is mutable; `loop.cycle` is not",
    "dict": "`{...}` makes one",
    "joiner": "it is mutable; `join` is not",
    "lipsum": "differs in each build",
    "namespace": "it is mutable",
    "range": "makes a list of any length",
}
"""Globals of Jinja2, none of which is available, and why."""
OPERATORS: Mapping[str, str] = {
    "+": "the result is counted, lists as steps; integers are limited",
    "-": "integers are limited",
    "*": "texts are counted before they are made, lists are not repeated; integers are limited",
    "/": "the result is no larger",
    "//": "the result is no larger",
    "%": "for texts like `format`; otherwise the result is no larger",
    "**": "refused: the result can be of any size",
}
"""Operators that make values, and how each is limited. `~` is counted too, and each value that
`==`, `in` and the like compare is a step."""
ATTRIBUTES: Mapping[type, frozenset[str]] = {
    dt.date: frozenset({"year", "month", "day"}),
    LoopContext: frozenset(
        {"changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
         "nextitem", "previtem", "revindex", "revindex0"}
    ),
}  # fmt: skip
"""Attributes that a template may read of objects other than mappings; none is a method of data."""
_TURNS = frozenset({"changed", "cycle"})
"""Attributes of a loop that are methods."""
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")
_SCALARS = (str, int, float, dt.date, type(None))
_STEP = "_step"
_JOINED = "_joined"
_COMPARED = "_compared"


class LimitError(ValueError):
    """A template takes more steps, or makes more text, than is allowed."""


class Work:
    """Counts the work of one run."""

    def __init__(self, steps: int, made: int) -> None:
        self.most_steps, self.most_made = steps, made
        self.begin()

    def begin(self) -> None:
        """Begin another run."""
        self.steps = self.made = 0
        self.end = time.process_time() + _SECONDS

    def step(self, count: int = 1) -> None:
        """Count steps; raise LimitError if there are too many."""
        self.steps += count
        if self.steps > self.most_steps:
            raise LimitError(f"it takes more than {self.most_steps:,} steps")
        if self.steps % 64 == 0 and time.process_time() > self.end:
            raise LimitError(f"it takes more than {_SECONDS:g} seconds")

    def make(self, count: int) -> None:
        """Count characters that are made, if possible beforehand; raise LimitError at too many."""
        self.made += count
        if self.made > self.most_made:
            raise LimitError(f"it makes more than {self.most_made:,} characters")

    def look_at(self, *values: object) -> None:
        """Count every value in `values` at any depth; of data from files, only the top level.

        What a template builds may contain the same value a thousand times over, at every level.
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
    """A sandbox that sees only data, has no globals, and counts its work."""

    intercepted_binops = frozenset(OPERATORS)

    def __init__(
        self,
        *,
        most_steps: int = MOST_STEPS,
        most_made: int = MOST_MADE,
        counts_shown: bool = False,
        **options: Any,
    ) -> None:
        """Limit each run to `most_steps` steps and `most_made` characters.

        With `counts_shown`, the output of `{{ }}` counts too, for callers that do not count it.
        """
        super().__init__(**{"undefined": jinja2.StrictUndefined, **options})
        self.work = Work(most_steps, most_made)
        """Shared with all overlays."""
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
        """Return the value of a key, or of an attribute that is listed in `ATTRIBUTES`."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, jinja2.Undefined):
            return obj[attribute]  # raises, if it is strict, with the name of what is undefined
        if attribute in getattr(obj, "_fields", ()):
            return getattr(obj, attribute)
        for kind, names in ATTRIBUTES.items():
            if isinstance(obj, kind) and attribute in names:
                value = getattr(obj, attribute)
                return _Turn(value) if attribute in _TURNS else value
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the value of a key or index; an attribute only as `getattr` allows it."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (KeyError, IndexError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja2's signature
        """Return False: `getattr` alone decides which attributes a template may read."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether a template may call a value: a macro, a loop, or a function of ours."""
        return isinstance(obj, Macro | LoopContext | _Turn) or getattr(obj, "is_ours", False)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator; raise LimitError if it is too large."""
        if operator == "**":
            raise ValueError("powers are not supported")
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

    def compile_expression(self, source: str, undefined_to_none: bool = True) -> Any:  # noqa: FBT001, FBT002 - Jinja2's signature
        """Return a function that computes an expression; raise TemplateSyntaxError if invalid."""
        if len(source) > _LONGEST:
            raise LimitError(f"it is longer than {_LONGEST:,} characters")
        return super().compile_expression(source, undefined_to_none)

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or test that counts its input and its output."""
        skipped = 1 if hasattr(function, "jinja_pass_arg") else 0

        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.work.look_at(*arguments[skipped:], *named.values())
            return self._counted(function(*arguments, **named))

        return run

    def of_text(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that accepts only texts and numbers."""
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

    @jinja2.pass_context  # otherwise it would be computed once, when the template is compiled
    def _step(self, _: Any, literal: int) -> str:
        """Count an iteration or call, and the literal text that it outputs."""
        self.work.step()
        self.work.make(literal)
        return ""

    def _joined(self, values: Iterable[object]) -> str:
        return self._join(values)

    def _compared(self, value: object) -> object:
        self.work.look_at(value)
        return value

    def _join(self, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
        """Return texts and numbers joined to one text by `d`."""
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
        """Return a text with one word replaced by another."""
        whole, before, after = str(text), str(old), str(new)
        times = whole.count(before) if count is None else min(count, whole.count(before))
        self.work.make(max(0, times * (len(after) - len(before))))
        return whole.replace(before, after, -1 if count is None else count)


class _Counting(NodeTransformer):
    """Adds counting where Jinja2 has no hook for it: iterations, calls, `~`, comparisons."""

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802 - Jinja2's name
        """Refuse `1e400`, which Python would be given as the unknown name `inf`."""
        _within(node.value)
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja2's name
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
        """Turn it into a list, which cannot be a key: a lookup would compare everything in it."""
        self.generic_visit(node)
        return node if node.ctx != "load" else nodes.List(node.items, lineno=node.lineno)


def _filtered(node: nodes.Expr, name: str) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _stepping(node: Any) -> nodes.Node:
    """Return a loop or macro that counts each iteration or call, and the literal text in it."""
    literal = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
    count = nodes.Const(literal, lineno=node.lineno)
    step = nodes.Filter(count, _STEP, [], [], None, None, lineno=node.lineno)
    node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
    return node  # type: ignore[no-any-return]  # one of three kinds


class _Turn:
    """A method of a loop; it cannot be shown as text."""

    def __init__(self, called: Callable[..., Any]) -> None:
        self._called = called

    def __call__(self, *arguments: Any) -> Any:
        return self._called(*arguments)

    def __str__(self) -> str:
        raise TypeError("a method is not text")

    __repr__ = __str__


def _check_scalar(value: object) -> None:
    """Raise TypeError for a value whose only text is its `repr`, UndefinedError if undefined."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises if it is strict
    elif not isinstance(value, _SCALARS) and not getattr(value, "is_text", False):
        kind = "a mapping" if isinstance(value, Mapping) else "a list"
        raise TypeError(f"{kind} is not text; join its items with `| join(', ')`")


def _formatted(value: object, *arguments: object, **named: object) -> str:
    """Return a text with its `%s` replaced by values."""
    pattern = str(value)
    if _WIDE.search(pattern):
        raise LimitError("a width of four digits makes a text too long for a slide")
    return pattern % (named or arguments)


def _rounded(value: float, precision: int = 0, method: str = "common") -> float:
    """Return a number rounded by the method `common`, `ceil` or `floor`."""
    if not 0 <= precision <= _MOST_DIGITS:
        raise ValueError(f"a number is rounded to at most {_MOST_DIGITS} decimals")
    return jinja2.filters.do_round(value, precision, method)  # type: ignore[arg-type]  # it checks the method itself


@jinja2.pass_environment
def _sum(
    environment: jinja2.Environment,
    iterable: Iterable[Any],
    attribute: str | int | None = None,
    start: float = 0,
) -> Any:
    """Return the sum of numbers; lists are refused, since each addition would copy them."""
    if not _is_number(start):
        raise TypeError("only numbers can be summed")
    return jinja2.filters.do_sum(environment, iterable, attribute, start)


def _batch(value: Any, linecount: int, fill_with: object = None) -> Iterator[list[Any]]:
    """Return lists of `linecount` items each, the last one padded."""
    if not 0 < linecount <= _WIDEST:
        raise ValueError(f"a row has from 1 to {_WIDEST:,} items")
    return jinja2.filters.do_batch(value, linecount, fill_with)


def _slice(value: Any, slices: int, fill_with: object = None) -> Iterator[list[Any]]:
    """Return `slices` lists, as even as possible."""
    if not 0 < slices <= _WIDEST:
        raise ValueError(f"there are from 1 to {_WIDEST:,} slices")
    return jinja2.filters.sync_do_slice(value, slices, fill_with)


def _json(value: object) -> str:
    """Return a value as JSON on one line, safe in HTML."""
    return jinja2.utils.htmlsafe_json_dumps(value)


def _split(value: object, sign: str = ",") -> list[str]:
    """Return the parts of a text between separators, without surrounding spaces."""
    return [part.strip() for part in str(value).split(sign)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _times(what: object, count: object) -> int:
    """Return the length of a repeated text, 0 for other values; raise TypeError for a list."""
    if isinstance(what, list | tuple):
        raise TypeError("lists are not repeated here")
    return len(what) * count if isinstance(what, str) and isinstance(count, int) else 0


def _within(made: Any) -> Any:
    """Return a value; raise LimitError if it is a number that is too large, or is none."""
    if isinstance(made, int) and abs(made) >= _LARGEST:
        raise LimitError("it is a number of more than 40 digits")
    if isinstance(made, float) and not math.isfinite(made):
        raise LimitError("it is no number" if math.isnan(made) else "the number is too large")
    return made
