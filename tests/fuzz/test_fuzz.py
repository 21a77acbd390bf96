"""Random and corrupted projects end in outputs that are valid or in diagnostics, quickly.

Seeds are fresh in each run and printed; `python -m tests.fuzz --seed N --show CASE` writes a case's files.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest
from tests.fuzz.judging import judge
from tests.fuzz.running import run
from tests.tools import stretches

CASES = Path(__file__).parent / "cases"
WHOLE = 300
SEED = int(os.environ.get("DIPTYCH_SEED") or secrets.randbelow(1_000_000))
"""What projects are made up from; every run has another, which a failed test prints."""


@pytest.mark.long
@pytest.mark.parametrize("numbers", stretches(WHOLE), ids=str)
def test_made_up_projects_end_in_valid_outputs_or_in_diagnostics(numbers: range) -> None:
    seed = f"--seed {SEED}"
    print(f"python -m tests.fuzz {seed} --first {numbers.start} --cases {len(numbers)}")
    results = list(run(SEED, numbers))
    assert len(results) == len(numbers)
    found = [
        f"{result.verdict.problem}: {seed} --show {result.number}\n{result.verdict.details}"
        for result in results
        if result.verdict.problem
    ]
    assert found == []


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_what_was_found_once_does_not_come_back(folder: Path) -> None:
    assert judge(folder).problem == ""
