"""The terminal's log: what was saved, what is wrong, and how soon it was on the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from diptych.commands.serve.attempt import Attempt
from diptych.commands.serve.feed import Version
from diptych.diagnostics import draw_diagnostic
from diptych.terminal import visible

PATIENCE = 2.0
"""Seconds after which no page is expected to report that it shows the save."""


class Save(Struct, frozen=True):
    """Files saved together, and when."""

    name: str
    at: float
    """Seconds since the epoch."""


def read_save(changed: Iterable[Path], *, since: float, now: float) -> Save:
    """Return the save that was noticed `now` but not yet at `since`.

    Its time is that of the newest file, unless that time is earlier because the file was moved or
    restored.
    """
    found = list(changed)
    paths = [path for path in found if not path.is_dir()] or found
    at = max((_saved_at(path) for path in paths), default=now)
    rest = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return Save(visible(_shown(paths[0])) + rest, at if since - 1 <= at <= now else now)


def _saved_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


class _Awaited(Struct, frozen=True):
    version: Version
    save: Save
    seconds: float
    since: float


class Journal:
    """Prints a line for each save, when a page has painted it or when none has in time."""

    def __init__(
        self,
        say: Callable[[str], None],
        *,
        color: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._say = say
        self._color = color
        self._clock = clock
        self._lock = threading.Lock()
        self._awaited: _Awaited | None = None
        self._known: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()

    def begin(self, url: str, made: Attempt) -> None:
        """Say where the preview is."""
        self._report(made)
        self._say(url)
        self._say(f"ready in {made.seconds:.2f} s; every save is shown; press Ctrl-C to stop")

    def expect(self, version: Version, save: Save, made: Attempt) -> None:
        """Say what is wrong after a save, and wait for a page to show `version`."""
        self._overtaken()
        self._report(made)
        with self._lock:
            self._awaited = _Awaited(version, save, made.seconds, self._clock())

    def unchanged(self, version: Version, save: Save) -> None:
        """Say that a save has no visible effect; what a page is to show is still awaited."""
        what = f"{counted}, as before" if (counted := _what(version)) else "no visible change"
        self._say(f"{_time(save)} {save.name} → {what}")

    def shown(self, version_id: str) -> None:
        """Say how long after the save the first page has painted it."""
        with self._lock:
            awaited = self._awaited
            if awaited is None or awaited.version.id != version_id:
                return
            self._awaited = None
        took = f"{(self._clock() - awaited.save.at) * 1000:.0f} ms"
        what = f"{counted} on " if (counted := _what(awaited.version)) else ""
        self._say(f"{_time(awaited.save)} {awaited.save.name} → {what}screen in {took}")

    def settle(self, patience: float = PATIENCE) -> None:
        """Stop waiting for a page that has had `patience` seconds to show a save."""
        with self._lock:
            awaited = self._awaited
            if awaited is None or self._clock() - awaited.since < patience:
                return
            self._awaited = None
        self._say(f"{_built(awaited)}; no page shows it")

    def _overtaken(self) -> None:
        """Stop waiting for a page to show a save, because of the next save."""
        with self._lock:
            awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self._say(_built(awaited))

    def _report(self, made: Attempt) -> None:
        """Print errors every time, and notices and warnings when they are new."""
        for line in made.notices:
            if line not in self._told:
                self._say(visible(line))
        if not any(found.is_error for found in made.found):
            self._told = frozenset(made.notices)
        if made.crash:
            self._say("\n".join(map(visible, made.crash.rstrip().split("\n"))))
        drawn = {
            draw_diagnostic(found, made.texts, color=self._color): found.is_error
            for found in made.found
        }
        for text, is_error in drawn.items():
            if is_error or text not in self._known:
                self._say(text + "\n")
        self._known = frozenset(drawn)


def _built(awaited: _Awaited) -> str:
    save = awaited.save
    what = _what(awaited.version) or "built"
    return f"{_time(save)} {save.name} → {what} in {awaited.seconds * 1000:.0f} ms"


def _what(version: Version) -> str:
    counts = ((version.errors, "error"), (version.warnings, "warning"))
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _time(save: Save) -> str:
    return time.strftime("%H:%M:%S", time.localtime(save.at))
