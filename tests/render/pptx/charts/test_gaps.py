"""Areas without some of their numbers: PowerPoint draws these as 0, which a warning says."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.config import BuildConfig
from diptych.pipeline import build

CHART = "```{{.chart kind={kind} stacked=false}}\nYear,N\nx,1\ny,{second}\nz,3\n```\n"


@pytest.mark.parametrize(
    ("kind", "second", "output", "expected"),
    [
        ("area", "", "pptx", ["OUT107 3"]),
        ("area", "", "html", []),
        ("area", "2", "pptx", []),
        ("column", "", "pptx", []),
    ],
)
def test_an_area_that_powerpoint_draws_down_to_0_is_named(
    tmp_path: Path, kind: str, second: str, output: str, expected: list[str]
) -> None:
    talk = tmp_path / "talk.md"
    talk.write_text(f"# One\n\n{CHART.format(kind=kind, second=second)}", "utf-8")
    config = BuildConfig(root=tmp_path, document=talk, out=tmp_path / "out", outputs=(output,))
    found = [f"{one.kind.code} {one.span and one.span.line}" for one in build(config).found]
    assert found == expected
