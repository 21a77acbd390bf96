"""Rows that appear one by one: PowerPoint cannot do that, which a warning says."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.config import BuildConfig
from diptych.pipeline import build

TABLE = "| A |\n|---|\n| 1 |\n| 2 |\n\n: Said{attributes}\n"


@pytest.mark.parametrize(
    ("attributes", "output", "expected"),
    [(" {.incremental}", "pptx", ["OUT105 3"]), (" {.incremental}", "html", []), ("", "pptx", [])],
)
def test_a_table_of_which_powerpoint_shows_all_rows_at_once_is_named(
    tmp_path: Path, attributes: str, output: str, expected: list[str]
) -> None:
    talk = tmp_path / "talk.md"
    talk.write_text(f"# One\n\n{TABLE.format(attributes=attributes)}", "utf-8")
    config = BuildConfig(root=tmp_path, document=talk, out=tmp_path / "out", outputs=(output,))
    found = [f"{one.kind.code} {one.span and one.span.line}" for one in build(config).found]
    assert found == expected
