"""The preview from start to end: build, serve, watch, build again."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from diptych.building.excerpt import UNKNOWN_LOCALE
from diptych.building.remembering import store_of
from diptych.commands.serve.attempt import Attempt, attempt
from diptych.commands.serve.feed import Feed, first_version, next_version
from diptych.commands.serve.journal import Journal, Save, read_save
from diptych.commands.serve.server import PreviewServer
from diptych.commands.serve.watcher import Watcher
from diptych.config import BuildConfig
from diptych.diagnostics import draw_diagnostic
from diptych.memo import Memo
from diptych.source.talks.diagnostic_kinds import MISSING_TALK

INTERVAL = 0.03
"""Seconds between two glances at the files that were saved last."""
_AT_REST = 20
"""The pause before a look at all files is at least this many times as long as the last one took."""

_ENDED, _MISUSED = 0, 2
_ASKED_FOR = (MISSING_TALK, UNKNOWN_LOCALE)
"""Errors that no save will fix: the command asks for something that does not exist."""
_SETTLING, _EMPTY = 0.01, 0.2
"""Seconds given to an editor that empties a file before it writes it, and at most while it does."""


def serve(config: BuildConfig, port: int) -> int:
    """Serve the HTML decks until Ctrl-C; return the exit code."""
    config = replace(config, memo=Memo(store_of(config)))
    _forgive_old_terminals()
    journal = Journal(_say, color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    try:
        server = PreviewServer(port, Feed(first_version()), journal.shown)
    except (OSError, OverflowError) as error:
        _refuse(port, error)
        return _MISUSED
    with server:
        try:
            return _preview(config, server, journal)
        except KeyboardInterrupt:
            _say("")
    return _ENDED


def _preview(config: BuildConfig, server: PreviewServer, journal: Journal) -> int:
    """Show the decks, and then every save, until interrupted; return an exit code."""
    files = (config.document,) if config.document else ()
    watcher = Watcher(_trees(config), files)
    made = _build(config, watcher)
    config.memo.leave_store()
    if misused := [one for one in made.found if one.kind in _ASKED_FOR]:
        for one in misused:
            sys.stderr.write(f"{draw_diagnostic(one, made.texts)}\n")
        return _MISUSED
    server.feed.publish(next_version(server.feed.version, made))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    journal.begin(server.url, made)
    for save in _saves(watcher, journal):
        _show(_build(config, watcher), save, server.feed, journal)
    return _ENDED


def _build(config: BuildConfig, watcher: Watcher) -> Attempt:
    made = attempt(config)
    watcher.follow(made.read, since_ns=made.started_ns)
    return made


def _show(made: Attempt, save: Save, feed: Feed, journal: Journal) -> None:
    version = next_version(feed.version, made)
    if version is feed.version:
        journal.unchanged(version, save)
        return
    journal.expect(version, save, made)
    feed.publish(version)
    if not feed.has_listeners:
        journal.settle(0)


def _saves(watcher: Watcher, journal: Journal) -> Iterator[Save]:
    """Yield each save as it is noticed."""
    looked, due = time.time(), 0.0
    while True:
        time.sleep(INTERVAL)
        journal.settle()
        since, looked = looked, time.time()
        began = time.perf_counter()
        if began < due:
            changed = watcher.glance()
        else:
            changed = watcher.look()
            due = began + (1 + _AT_REST) * (time.perf_counter() - began)
        if changed:
            yield read_save(_settled(changed, watcher), since=since, now=time.time())


def _settled(changed: tuple[Path, ...], watcher: Watcher) -> tuple[Path, ...]:
    """Return what has changed once nothing changes any more, and no file waits for its text."""
    more, end = changed, time.monotonic() + _EMPTY
    while more or (any(map(_is_empty, changed)) and time.monotonic() < end):
        time.sleep(_SETTLING)
        more = watcher.look()
        changed = tuple(dict.fromkeys((*changed, *more)))
    return changed


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:  # it is gone
        return False


def _trees(config: BuildConfig) -> tuple[Path, ...]:
    """Return the folders in which new files may appear."""
    templates = config.root / "templates"
    return (templates,) if config.document else (config.root / "deck", templates)


def _forgive_old_terminals() -> None:
    # An arrow that a terminal cannot show must not end the preview.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _refuse(port: int, error: OSError | OverflowError) -> None:
    reason = error.strerror if isinstance(error, OSError) else f"{error}"
    hint = "name another with `--port`; 0 chooses a free one"
    sys.stderr.write(f"diptych: port {port} cannot be used: {reason}\n  = hint: {hint}\n")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a preview prints for as long as it runs
