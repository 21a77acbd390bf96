"""What a fresh clone installs is pinned, within the ranges that pyproject.toml declares."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / "constraints.txt"


def declared() -> list[Requirement]:
    """Return what runs, tests and builds Diptych."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = told["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    of_the_hook = re.findall(r'"([\w-]+>=[\d.]+)"', (ROOT / "hatch_build.py").read_text("utf-8"))
    assert len(of_the_hook) == 5
    of_hatchling = "editables>=0.3"  # for what is installed with -e
    every = (*lines, *told["build-system"]["requires"], *of_the_hook, of_hatchling)
    return [Requirement(line) for line in every]


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    """Return the pinned versions by name."""
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_pins_are_names_and_versions_alone() -> None:
    for line in CONSTRAINTS.read_text("utf-8").splitlines():
        assert line.startswith("# ") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


@pytest.mark.parametrize("wanted", declared(), ids=str)
def test_what_is_declared_is_pinned_within_its_range(
    wanted: Requirement, pins: dict[str, str]
) -> None:
    assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)])


def test_the_oldest_python_is_named_in_the_pins() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = told["project"]["requires-python"].removeprefix(">=")
    assert f"Python {oldest} to " in CONSTRAINTS.read_text("utf-8")


def test_the_readme_installs_what_is_pinned() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (line,) = re.findall(r"^ {4}(.*pip install -e .*)$", readme, re.MULTILINE)
    assert "PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt pip" in line
