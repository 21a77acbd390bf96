"""Variables and citation marks become runs; their values are never parsed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diptych.diagnostics import Diagnostic, Fault, nearest
from diptych.model.deck import Section, Slide, Talk
from diptych.model.text import (
    Citation,
    FootnoteMark,
    Inline,
    LineBreak,
    Run,
    RunStyle,
    Text,
    Variable,
)
from diptych.model.walk import map_texts

UNKNOWN_VARIABLE = Fault(
    "REF301",
    "unknown-variable",
    "A `{{ expression }}` names something that the talk does not say.",
)
BROKEN_EXPRESSION = Fault(
    "REF302",
    "broken-expression",
    "A `{{ expression }}` is no Jinja2 expression, or fails when it is computed.",
)

_RAISED = RunStyle(raised="super")


def fill_variables(talk: Talk) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with every variable and mark in its texts replaced by what it stands for."""
    expressions = _Expressions({**talk.variables, "talk": talk.facts})
    sections = tuple(
        Section(
            expressions.fill(section.title, {}),
            tuple(_filled(slide, expressions) for slide in section.slides),
        )
        for section in talk.sections
    )
    title = expressions.fill(talk.title, {})
    return replace(talk, title=title, sections=sections), tuple(expressions.found)


def _filled(slide: Slide, expressions: _Expressions) -> Slide:
    marks = {source.key: Run(str(source.number), _RAISED, source.link, "citation") for source in slide.sources}
    return map_texts(slide, lambda text: expressions.fill(text, marks))


class _Expressions:
    """Computes `{{ }}` in a sandbox; jinja2 is imported only if there is one."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values
        self.found: list[Diagnostic] = []
        self.environment: Any = None

    def fill(self, text: Text, marks: Mapping[str, Run]) -> Text:
        if all(isinstance(inline, Run | LineBreak) for inline in text.inlines):
            return text
        inlines: list[Inline] = []
        for inline in text.inlines:
            inlines += self._runs(inline, marks)
        return replace(text, inlines=tuple(inlines))

    def _runs(self, inline: Inline, marks: Mapping[str, Run]) -> list[Inline]:
        match inline:
            case Citation():
                return _separated([marks[key] for key in inline.keys if key in marks])
            case FootnoteMark():
                return _separated([marks[key] for key in (f"^{inline.label}",) if key in marks])
            case Variable():
                value = self._value(inline)
                return [Run(value, inline.style, inline.link)] if value else []
            case _:
                return [inline]

    def _value(self, variable: Variable) -> str:
        import jinja2

        if self.environment is None:
            from jinja2.sandbox import SandboxedEnvironment

            self.environment = SandboxedEnvironment(undefined=jinja2.StrictUndefined)
        try:
            compute = self.environment.compile_expression(variable.expression, undefined_to_none=False)
            return str(compute(**self.values))
        except jinja2.UndefinedError as error:
            self._report_unknown(variable, error)
        except Exception as error:  # noqa: BLE001 - whatever an author's expression raises is theirs to mend
            message = f"`{{{{ {variable.expression} }}}}` cannot be computed: {error}"
            self.found.append(BROKEN_EXPRESSION.at(variable.span, message))
        return ""

    def _report_unknown(self, variable: Variable, error: Exception) -> None:
        base, _, name = variable.expression.rpartition(".")
        facts = self.values.get("talk")
        known = list(self.values) if not base else list(facts) if isinstance(facts, Mapping) else []
        hint = nearest(name.strip(), [f"{base}.{key}" if base else key for key in known], what="variable")
        self.found.append(UNKNOWN_VARIABLE.at(variable.span, str(error), hint=hint))


def _separated(marks: list[Run]) -> list[Inline]:
    inlines: list[Inline] = []
    for index, mark in enumerate(marks):
        if index:
            inlines.append(Run(",", _RAISED, None, "citation"))
        inlines.append(mark)
    return inlines
