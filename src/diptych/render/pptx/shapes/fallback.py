"""Shapes that not all programs show, beside the same for those that do not (ECMA-376-3, 7.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.paragraph import Paragraph
from diptych.model.text import Run, told
from diptych.model.walk import map_values

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KNOWN = {
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "cx1": "http://schemas.microsoft.com/office/drawing/2015/9/8/chartex",
}
_Shape = TypeVar("_Shape", bound=Struct)


def with_fallback(shape: str, fallback: str, *, needs: Literal["a14", "cx1"] = "a14") -> str:
    """Return a shape, and another one in its place for programs that do not know a namespace.

    `a14` is that of equations, `cx1` one that PowerPoint knows since 2016 and LibreOffice does not.
    """
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:{needs}="{_KNOWN[needs]}"'
        f' Requires="{needs}">{shape}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def has_formulas(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether there are formulas among the words of paragraphs."""
    return any(
        isinstance(run, Run) and run.formula is not None
        for paragraph in paragraphs
        for run in paragraph.runs
    )


def without_formulas(shape: _Shape) -> _Shape:
    """Return a shape with the formulas in its texts as they were written."""
    return map_values(shape, Paragraph, lambda one: replace(one, runs=tuple(told(one.runs))))
