"""Skipping tests whose tools are missing, and the number of cases of long tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

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


def validated(file: Path) -> None:
    """Have a PPTX checked by the validator that `PPTX_VALIDATOR` names."""
    validator = os.environ.get("PPTX_VALIDATOR")
    if not validator or not Path(validator).is_file():
        absent("PPTX_VALIDATOR names no validator")
    command = [sys.executable, validator, str(file)]
    checked = subprocess.run(command, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


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
