"""Builds that race each other: forked at once into one folder, again and again.

    python -m tests.faults.racing ROUNDS FOLDER

Reading and rendering are done once, so that the builds meet where they write.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.killed_builds import A_BARE, A, Workshop
from tests.faults.killing import FAILED, files_in, hollow

from diptych.storage.recall import keep, recall


def at_once(*runs: Callable[[], object]) -> None:
    """Run all in processes of their own, begun together; raise AssertionError if one fails."""
    gate, opened = os.pipe()
    children = [_waiting(run, gate, opened) for run in runs]
    os.close(gate)
    os.close(opened)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert set(codes) == {0}, f"ended with {codes}"


def _waiting(run: Callable[[], object], gate: int, opened: int) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.close(opened)
        os.read(gate, 1)  # comes to its end when the last one who could write is gone
        run()
    except BaseException as error:  # noqa: BLE001 - the forked process must not go on
        sys.stderr.write(f"{error!r}\n")
        sys.stderr.flush()
        os._exit(FAILED)
    os._exit(0)


def builds(shop: Workshop, place: Path) -> None:
    """Build with notes twice and without once, all at once, and see who was the last."""
    bare = shop.files(A_BARE)
    at_once(*(lambda step=step: shop.run(step, place) for step in (A, A_BARE, A)))
    left = files_in(place / "out")
    assert left in (shop.files(A), bare), "builds are mixed"
    assert not hollow(place / "out"), "more is left than files"
    said_current = shop.run(A_BARE, place)
    assert files_in(place / "out") == bare, "notes are left where there may be none"
    assert not said_current or left == bare, "a build with notes passes for one without"


def kept(cache: Path) -> None:
    """Keep and recall one name from several processes: what is recalled is whole."""
    drawn = [bytes([number]) * 50_000 for number in range(3)]

    def use(number: int) -> None:
        for _ in range(5):
            keep(cache, "pictures", "name", drawn[number])
            assert recall(cache, "pictures", "name") in drawn

    at_once(*(lambda number=number: use(number) for number in range(3)))
    assert not [path for path in cache.iterdir() if path.name.startswith(".")]


def main(rounds: int, folder: Path) -> int:
    """Let builds race in some rounds; print what went wrong."""
    shop = Workshop(folder)
    for step in (A, A_BARE):
        shop.learn(step)
    for number in range(rounds):
        place = folder / str(number)
        place.mkdir()
        try:
            builds(shop, place)
            kept(place / "kept")
        except AssertionError as error:
            sys.stdout.write(f"round {number}: {error}\n")
            return 1
    sys.stdout.write(f"{rounds} rounds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
