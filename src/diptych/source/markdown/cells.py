"""Cells of Quarto and R Markdown, listings of `{python}`: code with options, which is not run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.source.markdown.diagnostic_kinds import UNRUN_CELL
from diptych.source.reading.source_reader import SourceReader

_CELL = re.compile(r"\{(?P<language>[A-Za-z][\w+#-]*)(?P<rest>(?:[\s,][^{}]*)?)\}")
_LINE = re.compile(
    r"[ \t]*(?:#|//|--|%%|%|;)\|(?:[ \t]+(?P<key>[\w.-]+)[ \t]*:[ \t]*(?P<value>.*)|.*)"
)
"""An option on a line of its own at the beginning (Quarto, "Execution Options")."""
_GIVEN = re.compile(r"(?P<key>[\w.-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^,]*)")
"""An option after the language (knitr, "Chunk options")."""
_GRAPHICS = re.compile(
    r"\s*(?:knitr::)?include_graphics\(\s*[\"']([^\"'<>\n]+)[\"']\s*(?:,[^()]*)?\)\s*"
)
_LANGUAGES = {"ojs": "javascript", "python3": "python", "rcpp": "cpp"}
"""The languages of cells whose names are not theirs."""
_NO = {"false", "f", "no"}
_USED = {"code-line-numbers": "code-line-numbers", "filename": "filename", "lst-cap": "title"}
"""Options that change how code is shown, and the attributes of listings that they are here."""


class Cell(Struct, frozen=True, kw_only=True):
    """A cell as written."""

    language: str
    attributes: Attributes
    lines: tuple[str, ...]
    """Its code, without the lines of options."""
    above: int
    """How many lines of options are above the code."""
    is_hidden: bool
    is_unrun: bool
    """Whether its output is missing, which is reported."""


def read_cell(info: str, content: str, span: Span, reader: SourceReader) -> Cell | None:
    """Return the cell of a fence; None if it is none. That it is not run is reported."""
    found = _CELL.fullmatch(info)
    if found is None:
        return None
    lines, above, options = _parted(found, content)
    is_hidden = any(options.get(key, "").lower() in _NO for key in ("echo", "include"))
    is_unrun = options.get("eval", "").lower() not in _NO
    if is_unrun:
        _report(found["language"], span, reader)
    language = found["language"]
    return Cell(
        language=_LANGUAGES.get(language.lower(), language),
        attributes=Attributes(_id(options), (), dict(_attributes(options))),
        lines=tuple(lines[above:]),
        above=above,
        is_hidden=is_hidden,
        is_unrun=is_unrun,
    )


def graphics_in(info: str, content: str) -> str | None:
    """Return as Markdown the picture that a cell shows by `knitr::include_graphics("a.png")`.

    None if it does anything else.
    """
    found = _CELL.fullmatch(info) if "include_graphics" in content else None
    if found is None:
        return None
    lines, above, options = _parted(found, content)
    picture = _GRAPHICS.fullmatch("\n".join(lines[above:]))
    if picture is None or options.get("include", "").lower() in _NO:
        return None
    plain = {key.replace(".", "-"): value.replace('"', "") for key, value in options.items()}
    names = (("fig-alt", "alt"), ("out-width", "width"))
    attributes = " ".join(f'{to}="{plain[key]}"' for key, to in names if plain.get(key))
    label = f"#{label} " if (label := _id(options)) else ""
    caption = plain.get("fig-cap", "")
    return f"![{caption}](<{picture[1]}>){{{label}{attributes}}}".removesuffix("{}")


def _parted(found: re.Match[str], content: str) -> tuple[list[str], int, Mapping[str, str]]:
    """Return the lines of a cell, how many of them are options, and its options."""
    lines = content.rstrip("\n").split("\n")
    above = 0
    while above < len(lines) and _LINE.fullmatch(lines[above]):
        above += 1
    return lines, above, dict((*_given(found["rest"]), *_options(lines[:above])))


def _given(rest: str) -> Iterator[tuple[str, str]]:
    for one in _GIVEN.finditer(rest):
        yield one["key"], one["value"].strip().strip("\"'")


def _options(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is not None and found["key"]:
            yield found["key"], found["value"].strip().strip("\"'")


def _id(options: Mapping[str, str]) -> str | None:
    label = options.get("label", "")
    return label if re.fullmatch(r"[A-Za-z][\w-]*", label) else None


def _attributes(options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for option, attribute in _USED.items():
        if options.get(option):
            yield attribute, options[option]


def _report(language: str, span: Span, reader: SourceReader) -> None:
    name = f"{{{language}}}"
    message = f"a `{name}` cell is not run here, so that its output is missing"
    hint = "run it elsewhere and show its output as a picture or a table; or write `eval: false`"
    reader.report(UNRUN_CELL, span, message, hint, subject=name)
