"""Big numbers: one alone is as large as fits, and one that is longer than others has more width."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import write_project

from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutSlide
from diptych.pipeline import prepare


def shown(root: Path, *numbers: str) -> LaidOutSlide:
    body = "\n\n".join(f"::: metric\n{one}\n\nwhat it counts\n:::" for one in numbers)
    write_project(root, {"a/one": f"---\narrange: metrics\n---\n\n# Numbers\n\n{body}\n"})
    prepared = prepare(BuildConfig(root=root))
    assert prepared.found == ()
    return prepared.talks[0].slides[0]


def sizes(slide: LaidOutSlide) -> list[float]:
    frames = [one for one in slide.frames if one.region.startswith("metric")]
    return [one.paragraphs[0].size for one in frames]


def test_a_number_alone_is_as_large_as_fits_on_one_line(tmp_path: Path) -> None:
    (short,) = sizes(shown(tmp_path / "short", "71%"))
    longer = shown(tmp_path / "longer", "1,234,567 euros and more")
    (frame,) = (one for one in longer.frames if one.region == "metric-1")
    assert (short, frame.paragraphs[0].line_count) == (160, 1)
    assert 60 < frame.paragraphs[0].size < 160


@pytest.mark.parametrize("place", range(3))
def test_a_number_longer_than_others_has_a_wider_column(tmp_path: Path, place: int) -> None:
    numbers = ["71%", "€9", "4 s"]
    alike = sizes(shown(tmp_path / "alike", *numbers))
    numbers[place] = "6,400 kWh"
    slide = shown(tmp_path / "longer", *numbers)
    widths = [one.box.width for one in slide.frames if one.region.startswith("metric")]
    assert widths.index(max(widths)) == place
    assert len(set(widths)) > 1
    assert len(set(sizes(slide))) == 1
    assert alike[0] * 0.7 < sizes(slide)[0] <= alike[0]
    assert len({one.box.y for one in slide.frames if one.region.startswith("metric")}) == 1
