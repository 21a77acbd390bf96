"""Skipping tests whose tools are missing, and the number of cases of long tests."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, NoReturn, TypeVar

import pytest

_Value = TypeVar("_Value")


def is_long() -> bool:
    """Whether long tests do all their cases, as in a step of their own."""
    return os.environ.get("DIPTYCH_LONG") == "1"


def absent(what: str) -> NoReturn:
    """Skip a test that lacks something, with the reason; on a build server it must be there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def validated(file: Path | BinaryIO, **rules: bool) -> None:
    """Have a PPTX checked by the validator that `PPTX_VALIDATOR` names, also by further `rules`."""
    validator = ooxml_validator() or absent("PPTX_VALIDATOR names no validator")
    violations = [f"{part}: [{rule}] {what}" for part, rule, what in validator(file, **rules).run()]
    assert not violations, "\n".join(violations)


@cache
def ooxml_validator() -> Any:
    """Return the validator's class, which looks only once at parts that are alike, or None."""
    place = os.environ.get("PPTX_VALIDATOR")
    if not place or not Path(place).is_file():
        return None
    spec = importlib.util.spec_from_file_location("validate_pptx", place)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    known: dict[tuple[str, bytes], list[Any]] = {}

    class Validator(module.V):  # type: ignore[misc, name-defined]  # read just now
        def xsd(self, name: str) -> None:
            key = name, self.blobs[name]
            if key not in known:
                before = len(self.out)
                super().xsd(name)
                known[key] = self.out[before:]
                if len(known) > _PARTS:
                    known.clear()
                return
            self.out += known[key]

    return Validator


_PARTS = 1000
"""Parts of packages that are remembered."""


def need(tool: str) -> str:
    """Return the path of a program; skip the test that asks for it where it is not installed."""
    path = shutil.which(tool)
    if path is None:
        absent(f"`{tool}` is not on the path")
    return path


def cases(whole: int, share: int = 20) -> int:
    """Return how many of the cases of a long test this run does: all, or one in `share`.

    `DIPTYCH_LONG=1` asks for the whole. The number is known when a test is collected, so it serves
    `@settings(max_examples=cases(2000))` as well as `parametrize`. The test is marked `long`.
    """
    return whole if is_long() else -(-whole // share)


def some(values: Sequence[_Value], share: int) -> Sequence[_Value]:
    """Return the values that this run of a long test takes: all, or each `share`th of them."""
    return values if is_long() else values[::share]


def stretches(whole: int, size: int = 25, share: int = 20) -> list[range]:
    """Return the seeds of the cases that this run does, in stretches that the cores share.

    A long test takes them by `parametrize("seeds", stretches(2000), ids=str)`, so that the name of
    a failed test says which seeds to look at.
    """
    count = cases(whole, share)
    return [range(start, min(start + size, count)) for start in range(0, count, size)]
