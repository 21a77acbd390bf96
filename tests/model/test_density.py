from __future__ import annotations

import pytest

from diptych.model.density import Density, built_in_series, tried_densities
from diptych.model.geometry import Emu, Pt

DENSITIES = (
    Density(name="large", step=-0.25),
    Density(name="normal"),
    Density(name="small", sizes={"level1": Pt(18)}, step=1.0),
    Density(name="dense", sizes={"level1": Pt(16)}, step=1.0, on_request=True),
    Density(name="tiny", step=1.0, on_request=True),
)


@pytest.mark.parametrize(
    ("density", "expected"),
    [
        (Density(), 24),
        (Density(step=0.5), 21),
        (Density(step=1.0), 18),
        (Density(step=0.4), 21.5),  # half points, as PowerPoint shows them
        (Density(step=-1 / 3), 32),
        (Density(sizes={"level1": Pt(20)}, step=1.0), 20),
        (Density(sizes={"level2": Pt(10)}, step=1.0), 18),
    ],
)
def test_a_token_is_listed_or_between_its_size_and_its_floor(
    density: Density, expected: float
) -> None:
    assert density.size_of("level1", Pt(24), Pt(18)) == expected


def test_larger_type_has_larger_indents() -> None:
    assert [one.indent(Emu(100)) for one in DENSITIES] == [125, 100, 100, 100, 100]


@pytest.mark.parametrize(
    ("asked", "tried"),
    [
        (None, [0, 1, 2]),
        ("large", [0, 1, 2]),
        ("normal", [1, 2]),
        ("small", [2]),
        ("dense", [0, 1, 2, 3]),
        ("tiny", [0, 1, 2, 4]),
        ("unknown", [0, 1, 2]),
    ],
)
def test_a_slide_names_the_largest_density_or_one_that_is_only_tried_on_request(
    asked: str | None, tried: list[int]
) -> None:
    assert tried_densities(DENSITIES, asked) == tried


def test_the_series_without_any_listed_goes_from_sizes_to_floors() -> None:
    sizes = [one.size_of("a", Pt(30), Pt(20)) for one in built_in_series()]
    assert sizes == [Pt(30), Pt(25), Pt(20)]
