"""A run that is killed at any time leaves complete files and correct records for the next one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.faults.killed_builds import SCENARIOS
from tests.faults.killed_commands import COMMANDS, KEEP
from tests.tools import is_long

REPOSITORY = Path(__file__).parents[2]
EACH = 1 if is_long() else 20
"""Every how many points a run is killed: at all in the long step, else at a twentieth."""
FEWEST = {"builds": 25, "commands": 6}
"""At how many points each can be killed at least, or else nothing has been tried."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be forked there")


def together(names: Iterable[str]) -> list[str]:
    """Return what one process does: each name by itself where that takes long."""
    return list(names) if is_long() else [",".join(names)]


def try_points(kind: str, *how: str, names: str, folder: Path) -> None:
    """Try the points there are; fail with what is wrong, or if there were too few."""
    given = (*how, names, str(EACH), str(folder))
    command = [sys.executable, "-m", f"tests.faults.killed_{kind}", *given]
    env = {**os.environ, "TMPDIR": str(folder)}
    ran = subprocess.run(
        command, cwd=REPOSITORY, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    tried, count = map(int, ran.stdout.removesuffix(" points\n").split(" of "))
    assert count >= FEWEST[kind] * len(names.split(","))
    assert tried >= count // EACH - len(names.split(","))  # of each it is rounded down


@pytest.mark.long
@pytest.mark.parametrize("names", together(SCENARIOS))
def test_a_killed_build_leaves_pages_with_their_own_assets_and_the_next_is_as_new(
    names: str, tmp_path: Path
) -> None:
    try_points("builds", "kill", names=names, folder=tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("names", together(("first", "edit", "edit-taken-back", "fewer")))
def test_a_build_whose_disk_fails_names_the_file_and_leaves_nothing_mixed(
    names: str, tmp_path: Path
) -> None:
    try_points("builds", "fail", names=names, folder=tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("names", together([*COMMANDS, KEEP]))
def test_a_killed_command_leaves_an_author_s_files_old_or_new_and_can_be_run_again(
    names: str, tmp_path: Path
) -> None:
    try_points("commands", names=names, folder=tmp_path)
