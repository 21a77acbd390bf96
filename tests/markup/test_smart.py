from __future__ import annotations

import pytest

from diptych.markup.smart import typographic


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1--2", "1–2"),
        ("a---b", "a—b"),
        ("a----b", "a—-b"),
        ("a-----b", "a—–b"),
        ("wait...", "wait…"),
        ("....", "…."),
        ("plain", "plain"),
    ],
)
def test_dashes_and_dots_become_typographic(typed: str, shown: str) -> None:
    assert typographic(typed) == shown
