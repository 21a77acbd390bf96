"""Templates of a project's own for pages, filled in the sandbox; what fails in one is its author's.

Jinja2 is imported only where there is such a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.diagnostics import DiagnosticKind, Refusal, Span

if TYPE_CHECKING:  # it costs as much as a whole page to import
    from jinja2 import Template

    from diptych.sandbox import Work

BROKEN_TEMPLATE = DiagnosticKind(
    "OUT201",
    "broken-template",
    "The page template, the project's own or that of the theme, is not valid Jinja2, or it"
    " fails, for instance because it uses a name that it is not given.",
)
_MOST_MADE = 50_000_000
"""Characters of a page: ten times those of a thousand slides."""


def fill_template(name: str, source: str, values: Mapping[str, object]) -> str:
    """Return the page that the template `name` makes of plain `values`.

    Raise Refusal where it cannot: its diagnostic is at the template's line.
    """
    try:
        template, work = _compiled(source)
        work.begin()
        return template.render(values)
    except Exception as error:  # whatever a template raises is its author's
        span = Span(f"templates/html/{name}", _line_of(error))
        message = f"broken template: {str(error) or type(error).__name__}"
        raise Refusal(BROKEN_TEMPLATE.at(span, message)) from error


@lru_cache(maxsize=8)
def _compiled(source: str) -> tuple[Template, Work]:
    """Return a template compiled; each locale of a talk uses the same."""
    from jinja2 import Undefined

    from diptych.sandbox import Sandbox

    sandbox = Sandbox(
        counts_shown=True,
        most_made=_MOST_MADE,
        undefined=Undefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return sandbox.from_string(source), sandbox.work


def _line_of(error: BaseException) -> int:
    """Return the line of the template that raised `error`."""
    line: int = getattr(error, "lineno", None) or 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
