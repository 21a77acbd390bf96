"""The program: `diptych`, and `python -m diptych`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from diptych.ending import Ended, end_in_order


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code.

    All that would remain is to free memory object by object. That takes longer than writing the
    files of a talk, whereas the operating system frees it all at once.
    """
    try:
        end_in_order()
        from diptych.cli import main  # from now on it can be interrupted

        code = main(arguments)
    except Ended as ended:
        code = ended.code
    with contextlib.suppress(OSError):  # `main` has reported it if output was lost
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
