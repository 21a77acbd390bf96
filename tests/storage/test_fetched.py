from __future__ import annotations

from pathlib import Path

import pytest

from diptych.storage.fetched import find_fetched, keep_fetched, record_path

ADDRESS = "https://example.org/a.png"


def test_what_is_kept_is_found_by_its_address(tmp_path: Path) -> None:
    keep_fetched(tmp_path, ADDRESS, "a.png", b"one")
    keep_fetched(tmp_path, f"{ADDRESS}?2", "a.png", b"two")
    found = find_fetched(tmp_path, ADDRESS)
    assert found is not None
    assert found.path.read_bytes() == b"one"
    assert found.path.name == "a.png"


def test_nothing_is_found_where_nothing_was_kept(tmp_path: Path) -> None:
    assert find_fetched(tmp_path / "none", ADDRESS) is None
    assert find_fetched(tmp_path, ADDRESS) is None


@pytest.mark.parametrize("name", ["a/b.png", "a"])
def test_a_record_that_leads_elsewhere_is_none(name: str, tmp_path: Path) -> None:
    keep_fetched(tmp_path, ADDRESS, "a.png", b"one")
    keep_fetched(tmp_path, ADDRESS, name, b"one")
    assert find_fetched(tmp_path, ADDRESS) is None


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    keep_fetched(tmp_path, ADDRESS, "a.png", b"one")
    record_path(tmp_path, ADDRESS).write_bytes(b"damaged")
    assert find_fetched(tmp_path, ADDRESS) is None
