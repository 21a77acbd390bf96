"""Another program is run with limits on time, memory and output, and killed with its children."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diptych import running
from diptych.running import run


def python(program: str, **given: object) -> running.Done:
    bounds = {"seconds": 30.0, "most": 1_000_000, **given}
    return run([sys.executable, "-c", program], dict(os.environ), **bounds)  # type: ignore[arg-type]


def test_what_a_program_says_and_how_it_ended_is_returned() -> None:
    done = python("import sys; print(input()); print('no', file=sys.stderr); exit(3)", given=b"in")
    assert (done.code, done.out, done.err, done.is_too_much) == (3, b"in\n", b"no\n", False)


def test_it_stands_in_an_empty_folder_that_is_gone_afterwards() -> None:
    done = python("import os; print(os.getcwd(), os.listdir())")
    folder, _, listed = done.out.decode().strip().partition(" ")
    assert listed == "[]"
    assert not Path(folder).exists()


@pytest.mark.parametrize(("size", "is_too_much"), [(999, False), (1000, True), (100_000, True)])
def test_output_is_bounded_while_it_is_written(size: int, *, is_too_much: bool) -> None:
    program = f"import sys; sys.stdout.write('x' * {size})"
    done = python(program, most=1000)
    assert done.is_too_much is is_too_much
    assert len(done.out) == (0 if is_too_much else size)


def test_of_what_is_said_on_standard_error_the_end_is_kept() -> None:
    done = python("import sys; sys.stderr.write('x' * 200_000 + 'the end')")
    assert len(done.err) == 64 * 1024
    assert done.err.endswith(b"xthe end")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such bound")
def test_memory_is_bounded_and_what_is_only_reserved_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "_MEMORY", 256 * 1024 * 1024)
    assert python("bytearray(100_000_000)").code == 0
    assert b"MemoryError" in python("bytearray(300_000_000)").err
    assert python("import mmap; mmap.mmap(-1, 10**10, prot=mmap.PROT_READ)").code == 0


def test_what_takes_too_long_is_ended_with_all_that_it_began(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    child = f"import time; time.sleep(0.6); open({str(ran)!r}, 'w')"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(subprocess.TimeoutExpired):
        python(program, seconds=0.3)
    time.sleep(0.8)
    assert not ran.exists()
