"""What a test does that lacks a tool."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(what: str) -> NoReturn:
    """Skip a test that lacks something, with the reason; on a build server it must be there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
