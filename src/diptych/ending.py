"""Ends the program in order when it is asked to: by Ctrl-C, `kill`, or the end of its terminal.

Temporary files are removed then, processes are ended, and nothing half-made is left.
"""

from __future__ import annotations

import os
import signal
import time
from types import FrameType

_ASKING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that ask a program to end; Windows has no SIGHUP, and sends no SIGTERM."""
_PATIENCE = 1.0
"""Seconds within which another signal is the same request: shells and terminals repeat it."""
_SOON = 0.005
"""Seconds until it is looked again whether something still has to be finished first."""
_FINISHED_FIRST = ("_frozen_importlib", "importlib._bootstrap", "tempfile")
"""The modules whose functions are not interrupted.

Importing makes classes, and msgspec crashes if making one is interrupted. A temporary folder that
is just being made or removed would be left behind, as nobody has its name yet, or any longer.
"""


class Ended(KeyboardInterrupt):
    """The program was asked to end: whatever handles Ctrl-C handles this."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """The exit code, as shells have it for a program that a signal has ended."""


def end_in_order() -> None:
    """Make the signals that ask a program to end raise Ended, where they are not ignored."""
    for name in _ASKING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _Request().ask)


def end_at_once() -> None:
    """Let the signals end this process at once, as is right for one that another one ends."""
    for name in _ASKING[1:]:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


class _Request:
    """What becomes of a signal and its repetitions."""

    def __init__(self) -> None:
        self.number = 0
        self.asked = 0.0

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Raise Ended, or end at once if that was asked for a while ago."""
        if self.asked:
            if time.monotonic() - self.asked > _PATIENCE:
                signal.signal(number, signal.SIG_DFL)
                os.kill(os.getpid(), number)
            return
        if _is_to_be_finished(frame) and hasattr(signal, "setitimer"):
            self.number = number
            signal.signal(signal.SIGALRM, self._ask_again)
            signal.setitimer(signal.ITIMER_REAL, _SOON)
            return
        self.asked = time.monotonic()
        raise Ended(number)

    def _ask_again(self, _: int, frame: FrameType | None) -> None:
        self.ask(self.number, frame)


def _is_to_be_finished(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_globals.get("__name__") in _FINISHED_FIRST:
            return True
        frame = frame.f_back
    return False
