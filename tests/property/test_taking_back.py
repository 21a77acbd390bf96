"""The comparison is effective: it finds every fixed behaviour that is reverted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.property.building import shown
from tests.property.comparing import differences
from tests.property.documents import document
from tests.property.grammar import BY_NAME
from tests.property.taking_back import TAKEN_BACK, TakenBack
from tests.property.test_grammar import card
from tests.tools import some


def breaches(name: str, folder: Path) -> list[str]:
    """Return what the comparison finds in a document with one construct in it."""
    ((made, seen),) = shown([document("1", [card(BY_NAME[name])])], folder)
    return differences(made, seen)


@pytest.mark.long
@pytest.mark.parametrize("taken", some(TAKEN_BACK, 5), ids=lambda taken: taken.what)
def test_what_is_taken_back_is_found(
    taken: TakenBack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: breaches(name, tmp_path) for name in taken.constructs}
    assert before == {name: [] for name in taken.constructs}
    taken.patch(monkeypatch)
    assert all(breaches(name, tmp_path) for name in taken.constructs)


def test_ten_behaviours_can_be_taken_back() -> None:
    assert len(TAKEN_BACK) >= 10
