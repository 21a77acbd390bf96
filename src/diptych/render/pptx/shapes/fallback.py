"""Shapes with equations, beside the same for programs that know none (ECMA-376-3, 7.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.shapes import Paragraph
from diptych.model.text import Run, told
from diptych.model.walk import map_values

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_Shape = TypeVar("_Shape", bound=Struct)


def with_fallback(shape: str, fallback: str) -> str:
    """Return a shape with `a14` elements, and another one in its place for older programs."""
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:a14="{_A14}" Requires="a14">'
        f"{shape}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
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
