"""What a test does that lacks a tool."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def absent(what: str) -> NoReturn:
    """Skip a test that lacks something, with the reason; on a build server it must be there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def need(tool: str) -> str:
    """Return the path of a program; skip the test that asks for it where it is not installed."""
    path = shutil.which(tool)
    if path is None:
        absent(f"`{tool}` is not on the path")
    return path
