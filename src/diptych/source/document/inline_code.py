"""R code within text, `r nrow(x)`, which knitr runs (R Markdown and Quarto, "Inline code")."""

from __future__ import annotations

import re

from diptych.diagnostics import Span
from diptych.source.document.opaque import opaque_lines
from diptych.source.markdown.diagnostic_kinds import UNRUN_CELL
from diptych.source.reading.source_reader import SourceReader

RUN_BY_R = (".qmd", ".rmd")
"""Suffixes of files that R runs, whatever shows their slides."""
_INLINE = re.compile(r"(?<!`)`(?:\{(?P<language>r|python|julia)\}|r) +(?P<code>[^`]+)`(?!`)")
_ICON = re.compile(r"(?:\w+::)?(?:fa|bs_icon|icon\w*|ji|emoji\w*)\(.*\)|\w*icons?::.*", re.DOTALL)
"""Calls that draw an icon, which is left out: no word is lost."""


def without_icons(body: str, name: str, reader: SourceReader) -> str:
    """Return a document of Quarto or R Markdown without icons of R; report code that is not run."""
    if "`r " not in body and "`{" not in body:
        return body
    opaque, lines = opaque_lines(body), body.split("\n")
    for number, line in enumerate(lines):
        if number in opaque or "`" not in line:
            continue
        for found in _INLINE.finditer(line):
            span = Span(name, number + 1, found.start() + 1, len(found[0]))
            message = f"{found[0]} is not run here, so that its value is missing"
            hint = "write its value, or an icon as `:icon-rocket:`"
            subject = found[0].strip("`")
            reader.report(UNRUN_CELL, span, message, hint, subject=subject)
        lines[number] = _INLINE.sub(_without_icon, line)
    return "\n".join(lines)


def _without_icon(found: re.Match[str]) -> str:
    return "" if _ICON.fullmatch(found["code"].strip()) else found[0]
