"""Evaluates `{{ }}` in a sandbox: Jinja2 expressions over the values of a talk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from diptych.diagnostics import Diagnostic, DiagnosticKind, nearest
from diptych.markup.characters import cleaned
from diptych.model.deck import SPEAKER_FACTS, TALK_FACTS, Talk
from diptych.model.text import Variable

if TYPE_CHECKING:
    from diptych.sandbox import Sandbox

UNKNOWN_VARIABLE = DiagnosticKind(
    "REF301",
    "unknown-variable",
    "A `{{ expression }}` uses a name that the talk does not define.",
)
BROKEN_EXPRESSION = DiagnosticKind(
    "REF302",
    "broken-expression",
    "A `{{ expression }}` is not a valid Jinja2 expression, fails when it is computed, or does"
    " not result in text.",
)

_LARGEST = 10_000
"""The most characters of a value, and digits of a number, that a slide may show."""
_NO_READINGS: Mapping[str, str] = MappingProxyType({})
_EXAMPLES = {"speakers": "[Your Name]", "dates": "{delivered: 2026-06-18}"}
"""Sample values in hints for keys whose values are not text."""
_SIMPLE = "write a name, or a simple expression such as `{{ year + 1 }}`"
_NO_FILTER = re.compile(r"No (filter|test) named '(.*)'")
_IN_WORDS = {"unexpected 'end of template'": "something is missing at its end"}
"""Messages of Jinja2 that speak of what authors of slides do not know."""
_DOTTED = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*")


class Expressions:
    """Evaluates expressions over the same values; imports Jinja2 only if it is needed."""

    def __init__(
        self,
        values: Mapping[str, object],
        locale: str = "en",
        readings: Mapping[str, str] = _NO_READINGS,
        talk: Talk | None = None,
    ) -> None:
        self.values = values
        self.locale = locale
        self.readings = readings
        self.talk = talk
        """The talk whose values they are, to report there if a value is missing."""
        self.found: list[Diagnostic] = []

    def within(self, values: Mapping[str, object]) -> Expressions:
        """Return an evaluator with additional `values`, which reports to the same list."""
        if not values:
            return self
        inner = Expressions({**self.values, **values}, self.locale, self.readings, self.talk)
        inner.found = self.found
        return inner

    def value(self, variable: Variable) -> str:
        """Return the value as text; empty if there is none, which is reported."""
        if not variable.expression:
            self._report(BROKEN_EXPRESSION, variable, "`{{ }}` is empty", "name a variable in it")
            return ""
        if (named := self._named(variable.expression)) is not None:
            return self._shown(named, variable)
        return self._computed(variable)

    @property
    def _is_doubtful(self) -> bool:
        """Return whether a missing value may be due to an error in the talk's own file."""
        return self.talk is not None and not self.talk.is_whole

    def _named(self, expression: str) -> object:
        """Return the value of a dotted name, as Jinja2 would; None if Jinja2 has to decide."""
        if not _DOTTED.fullmatch(expression):
            return None
        value: object = self.values
        for name in expression.split("."):
            value = value.get(name) if type(value) is dict else None
        return value

    def _computed(self, variable: Variable) -> str:
        import jinja2

        from diptych.resolve.lists import Listed

        try:
            self._environment.work.begin()
            compute = self._environment.compile_expression(
                variable.expression, undefined_to_none=False
            )
            value = compute(**self.values)
            return self._shown(str(value) if isinstance(value, Listed) else value, variable)
        except jinja2.UndefinedError as error:
            self._report_unknown(variable, error)
        except jinja2.TemplateSyntaxError as error:
            self._report_broken(variable, error.message or "it is no expression", _SIMPLE)
        except Exception as error:  # noqa: BLE001 - any error is the author's
            self._report_broken(variable, str(error) or type(error).__name__)
        return ""

    @cached_property
    def _environment(self) -> Sandbox:
        """Return the sandbox with the filters of this language in addition to Jinja2's."""
        from diptych.resolve.filters import filters

        ours = filters(self.locale, self.readings)
        environment = _sandbox().overlay()
        counted = {name: environment.counted(filter_) for name, filter_ in ours.items()}
        environment.filters = {**environment.filters, **counted}
        return environment

    def _shown(self, value: object, variable: Variable) -> str:
        """Return a value as shown on a slide; only text, numbers and dates, never a `repr`."""
        text = str(value)  # raises if there is no such value
        if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
            if self._is_doubtful:
                return ""
            message = f"`{{{{ {variable.expression} }}}}` is {_kind(value)}, not text"
            self._report(BROKEN_EXPRESSION, variable, message, self._below(value, variable))
            return ""
        if len(text) > _LARGEST:
            self._report_broken(variable, f"it is longer than {_LARGEST} characters")
            return ""
        return cleaned(text)

    def _below(self, value: object, variable: Variable) -> str:
        if isinstance(value, Mapping) and value:
            return f"name one of its keys, such as `{variable.expression}.{next(iter(value))}`"
        if isinstance(value, list | tuple):
            return f"join its items: `{variable.expression} | join(', ')`"
        if value is None:
            return f"give `{variable.expression}` a text where it is set"
        return "use a text instead"

    def _report_unknown(self, variable: Variable, error: Exception) -> None:
        """Report an unknown name, with the nearest one that exists in the same place."""
        if self._is_doubtful:
            return
        quoted = re.findall(r"'([^']+)'", str(error))
        name = quoted[-1] if quoted else variable.expression
        base = self._base(variable.expression, name)
        if self.talk is not None and base is not None and self._is_lacking(name, base[0]):
            self._report_lacking(variable, name, base[0], self.talk)
            return
        hint: str | None
        if base is None:
            talk = self.values.get("talk")
            facts = [f"talk.{key}" for key in talk] if isinstance(talk, Mapping) else []
            hint = nearest(name, [*self.values, *facts], what="variable")
            message = f"there is no variable `{name}`"
        else:
            owner, values = base
            names = [f"{owner}.{key}" for key in values]
            hint = nearest(f"{owner}.{name}", names) if names else self._as_filter(owner, name)
            message = f"`{owner}` has no `{name}`"
        self._report(UNKNOWN_VARIABLE, variable, message, hint)

    def _as_filter(self, owner: str, name: str) -> str | None:
        """Return a hint for what looks like a text's method, if there is a filter instead."""
        return f"write `{owner} | {name}`" if name in self._environment.filters else None

    def _is_lacking(self, name: str, owner: str) -> bool:
        """Return whether a name is a fact that talks may state, but this one does not."""
        if owner == "talk":
            return name in {*TALK_FACTS, "speaker"}
        return owner == "talk.speaker" and name in SPEAKER_FACTS

    def _report_lacking(self, variable: Variable, name: str, owner: str, talk: Talk) -> None:
        """Report a missing fact at the talk, rather than at the slide, which is correct."""
        asked = f"which {variable.span.file}:{variable.span.line} shows"
        if owner == "talk":
            key = "speakers" if name == "speaker" else name
            message = f"the talk has no `{key}`, {asked}"
            hint = f"add `{key}: {_EXAMPLES.get(key, '…')}`, or remove it from the slide"
            self.found.append(UNKNOWN_VARIABLE.at(talk.span, message, hint=hint))
            return
        who = talk.speakers[0].name if talk.speakers else ""
        message = f"the speaker {who} has no `{name}`, {asked}"
        hint = f"write `speakers: [{{name: {who}, {name}: …}}]`, or remove it from the slide"
        span = talk.fact_spans.get("speakers", talk.span)
        self.found.append(UNKNOWN_VARIABLE.at(span, message, hint=hint))

    def _base(self, expression: str, name: str) -> tuple[str, Mapping[str, object]] | None:
        """Return the expression before `.name`, and the keys of its value."""
        found = re.search(rf"([^\W\d][\w.]*)\.{re.escape(name)}\b", expression)
        if found is None:
            return None
        value: object = self.values
        for part in found[1].split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return found[1], value if isinstance(value, Mapping) else {}

    def _report_broken(self, variable: Variable, why: str, hint: str | None = None) -> None:
        """Report what cannot be computed; an unknown filter or test with the nearest one."""
        if unknown := _NO_FILTER.match(why):
            what, name = unknown.groups()
            known = self._environment.filters if what == "filter" else self._environment.tests
            offered = [one for one in known if not one.startswith("_")]
            message = f"there is no {what} `{name}`"
            self._report(BROKEN_EXPRESSION, variable, message, nearest(name, offered))
            return
        message = f"`{{{{ {variable.expression} }}}}` cannot be computed: {_IN_WORDS.get(why, why)}"
        if variable.expression.startswith(("<", "%")):
            hint = "shortcodes of Quarto and Hugo are not supported: write it in Markdown"
        self._report(BROKEN_EXPRESSION, variable, message, hint)

    def _report(
        self, kind: DiagnosticKind, variable: Variable, message: str, hint: str | None
    ) -> None:
        self.found.append(kind.at(variable.span, message, hint=hint))


_KINDS = {type(None): "nothing", bool: "true or false", list: "a list", tuple: "a list"}


def _kind(value: object) -> str:
    """Return the kind of a value, in words for an author."""
    return "a mapping" if isinstance(value, Mapping) else _KINDS.get(type(value), "something else")


@cache
def _sandbox() -> Sandbox:
    from diptych.sandbox import Sandbox

    return Sandbox()
