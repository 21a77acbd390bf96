"""`python -m tests.fuzz --cases 50000 --jobs 2`: any number of made-up projects, built and judged."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.judging import lay
from tests.fuzz.running import Result, case, run

_EVERY = 1000


def main() -> int:
    """Return 1 if any case ended as none may."""
    options = _options()
    numbers = range(options.first, options.first + options.cases)
    if options.show is not None:
        one = case(options.seed, options.show)
        lay(one.files, options.keep)
        print(f"{options.keep}: case {options.show}, {' '.join(one.command) or 'built'}")
        return 0
    print(f"--seed {options.seed}, cases {numbers.start} to {numbers.stop - 1}", flush=True)
    start = time.monotonic()
    problems: Counter[str] = Counter()
    slowest, largest, built = Result(0, None), Result(0, None), 0  # type: ignore[arg-type]  # until there is one
    for count, result in enumerate(run(options.seed, numbers, jobs=options.jobs), start=1):
        slowest = max(slowest, result, key=lambda one: one.seconds)
        largest = max(largest, result, key=lambda one: one.kilobytes)
        built += result.verdict.is_built
        if result.verdict.problem:
            problems[result.verdict.problem] += 1
            if problems[result.verdict.problem] == 1:
                _keep(options.seed, result, options.keep)
        if count % _EVERY == 0 or count == options.cases:
            print(
                f"{count} cases in {time.monotonic() - start:.0f} s, {built} built; slowest {slowest.seconds:.2f} s"
                f" ({slowest.number}), largest {largest.kilobytes // 1024} MB ({largest.number});"
                f" {len(problems)} problems in {problems.total()} cases",
                flush=True,
            )
    for problem, times in problems.most_common():
        print(f"{times:6} {problem}")
    return 1 if problems else 0


def _keep(seed: int, result: Result, folder: Path) -> None:
    """Keep the files of a case, and say what is wrong with it."""
    place = folder / f"{seed}-{result.number}"
    one = case(seed, result.number)
    lay(one.files, place)
    (place / "problem.txt").write_text(
        f"{' '.join(one.command)}\n{result.verdict.problem}\n{result.verdict.details}\n"
    )
    print(f"{result.verdict.problem}: {place} {' '.join(one.command)}", flush=True)
    print(
        "".join(f"    {line[:200]}\n" for line in result.verdict.details.splitlines()[-3:]),
        end="",
        flush=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path("fuzz-found"),
        help="folder for the files of what is found",
    )
    parser.add_argument(
        "--show",
        type=int,
        metavar="N",
        help="write the files of one case to --keep, and do nothing else",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
