"""Names of emoji in files of Marp."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, only, words

MARP = "---\nmarp: true\n---\n\n# A\n\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (":rocket: go", "🚀 go"),
        ("**:warning:** no", "⚠️ no"),
        ("[:link:](https://a.b)", "🔗"),
        ("- :+1: :white_check_mark:", "👍 ✅"),
        ("`:rocket:` and 10:20:30", ":rocket: and 10:20:30"),
        ("`` :rocket: ` `` x", ":rocket: ` x"),
    ],
)
def test_they_are_emoji(written: str, shown: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{MARP}{written}\n")
    assert words(only(prepared)[0]) == [shown]
    assert codes(prepared.found) == []


@pytest.mark.parametrize("text", [f"{MARP}:nonesuch:\n", "# A\n\n:rocket:\n"])
def test_other_names_and_files_are_as_before(text: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, text)
    assert codes(prepared.found)[0].startswith("SRC209")


def test_in_a_listing_they_are_text(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{MARP}```\n:rocket:\n```\n")
    assert words(only(prepared)[0]) == [":rocket:"]
