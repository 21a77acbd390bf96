"""Cases run in worker processes with limits on time and memory, so that nothing stops the run."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection, wait
from pathlib import Path

from msgspec import Struct
from tests.fuzz.hostile import mutated
from tests.fuzz.judging import COMMANDS, Verdict, finished, judge, lay
from tests.fuzz.projects import Project

SLOWEST = 10
"""Seconds of processor time that a case may take."""
LARGEST = 1 << 30
"""Bytes that a case may take."""
_SILENCE = 90
"""Seconds of the clock after which a worker that says nothing is taken to hang."""
_ALIKE = 25
"""Cases of one project."""
_AT_ONCE = 200
"""Cases that one worker does before it is replaced by a fresh one."""
_UNTOUCHED = 0.08
_COMMANDED = 0.06


class Case(Struct, frozen=True):
    """What one case is: the files, and the command if it is no plain build."""

    number: int
    files: Mapping[str, bytes]
    command: tuple[str, ...] = ()


class Result(Struct, frozen=True):
    """How one case ended, and what it took."""

    number: int
    verdict: Verdict
    seconds: float = 0.0
    kilobytes: int = 0


def case(seed: int, number: int) -> Case:
    """Return one case, which depends on nothing but the seed and its number."""
    base = _base(f"{seed}.{number // _ALIKE}")
    dice = random.Random(f"{seed}.{number}")
    files = dict(base) if dice.random() < _UNTOUCHED else mutated(base, dice)
    command = dice.choice(COMMANDS) if dice.random() < _COMMANDED else ()
    return Case(number, files, command)


_bases: dict[str, Mapping[str, bytes]] = {}


def _base(seed: str) -> Mapping[str, bytes]:
    if seed not in _bases:
        _bases.clear()
        project = Project(seed)
        files = project.made()
        _bases[seed] = finished(files, project.commands) if project.commands else files
    return _bases[seed]


def run(seed: int, numbers: range, *, jobs: int = 1) -> Iterator[Result]:
    """Yield how each case ended, in no order."""
    fork = multiprocessing.get_context("fork")
    stretches = [
        range(start, min(start + _AT_ONCE, numbers.stop), numbers.step)
        for start in range(numbers.start, numbers.stop, _AT_ONCE * numbers.step)
    ]
    workers: dict[Connection, _Worker] = {}
    while stretches or workers:
        while stretches and len(workers) < jobs:
            worker = _Worker(fork, seed, stretches.pop(0))
            workers[worker.ear] = worker
        for ear in wait(list(workers), timeout=1) or list(workers):
            worker = workers[ear]  # type: ignore[index]  # one of its keys
            yield from worker.heard()
            if worker.is_over:
                del workers[worker.ear]
                if worker.rest:
                    stretches.insert(0, worker.rest)


class _Worker:
    """A process that runs a range of cases."""

    def __init__(
        self, fork: multiprocessing.context.ForkContext, seed: int, numbers: range
    ) -> None:
        self.ear, mouth = fork.Pipe(duplex=False)
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        self.seed = seed
        self.rest = numbers
        self.is_over = False
        self.last = time.monotonic()
        self.process = fork.Process(
            target=_work, args=(seed, numbers, mouth, self.folder), daemon=True
        )
        self.process.start()
        mouth.close()

    def heard(self) -> Iterator[Result]:
        """Yield what has come from the worker, and what its death means."""
        try:
            while self.ear.poll():
                result: Result = self.ear.recv()
                self.last = time.monotonic()
                self.rest = self.rest[1:]
                yield result
        except EOFError:
            self.process.join()
            self.is_over = True
            if self.rest:
                yield self._dead()
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        if time.monotonic() - self.last > _SILENCE:
            self.process.kill()

    def _dead(self) -> Result:
        number, code = self.rest[0], self.process.exitcode or 0
        self.rest = self.rest[1:]
        trace = (self.folder / "died").read_text("utf-8")
        ours = re.search(r"/diptych/([\w/]+)\.py\", line \d+ in (\w+)", trace)
        where = f" {ours[1]}.{ours[2]}" if ours else ""
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return Result(number, Verdict(f"slower than {SLOWEST} s{where}", trace), SLOWEST)
        how = f"killed {signal.Signals(-code).name}" if code < 0 else f"died {code}"
        return Result(number, Verdict(f"{how}{where}", trace))


def _work(seed: int, numbers: range, mouth: Connection, folder: Path) -> None:
    """Do cases one after the other, in a folder of their own."""
    with (folder / "died").open("w") as trace:
        faulthandler.enable(trace)
        faulthandler.register(signal.SIGXCPU, trace, all_threads=False, chain=True)
        os.environ.setdefault("DIPTYCH_CACHE", str(folder / "cache"))
        gc.freeze()
        gc.set_threshold(50_000)
        for number in numbers:
            mouth.send(bounded(case(seed, number), folder / "p"))
    mouth.close()
    os._exit(0)


def bounded(one: Case, root: Path) -> Result:
    """Return how a case ends; the process is killed if it takes too long, and gets too little memory."""
    lay(one.files, root)
    used = resource.getrusage(resource.RUSAGE_SELF)
    start = used.ru_utime + used.ru_stime
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(start) + SLOWEST + 1, hard))
    resource.setrlimit(
        resource.RLIMIT_AS, (_held() + LARGEST, resource.getrlimit(resource.RLIMIT_AS)[1])
    )
    verdict = judge(root, one.command)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return Result(one.number, verdict, after.ru_utime + after.ru_stime - start, after.ru_maxrss)


def _held() -> int:
    """Return how many bytes of addresses the process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
