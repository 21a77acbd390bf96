"""A project's own page templates, rendered in the sandbox; failures are reported to the author.

Jinja2 is imported only if there is such a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.diagnostics import DiagnosticKind, Refusal, Span

if TYPE_CHECKING:  # importing it takes as long as writing a page
    from jinja2 import Template

    from diptych.sandbox import Work

BROKEN_TEMPLATE = DiagnosticKind(
    "OUT201",
    "broken-template",
    "The page template of the project or its theme is not valid Jinja2, or fails, for example"
    " because it uses an undefined name.",
)
_MOST_MADE = 50_000_000
"""Maximum characters of a page, ten times those of a thousand slides."""


def fill_template(name: str, source: str, values: Mapping[str, object]) -> str:
    """Return the page of the template `name`, filled with plain `values`.

    Raise Refusal, with a diagnostic at the template's line, if it fails.
    """
    try:
        template, work = _compiled(source)
        work.begin()
        return template.render(values)
    except Exception as error:  # any error in a template is the author's
        span = Span(f"templates/html/{name}", _line_of(error))
        message = f"broken template: {str(error) or type(error).__name__}"
        raise Refusal(BROKEN_TEMPLATE.at(span, message)) from error


@lru_cache(maxsize=8)
def _compiled(source: str) -> tuple[Template, Work]:
    """Return a compiled template; cached, since all locales of a talk use the same."""
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
    """Return the line of the template at which `error` was raised."""
    line: int = getattr(error, "lineno", None) or 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
