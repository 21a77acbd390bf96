"""The preview from start to end: build, serve, watch, build again."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

from diptych.config import BuildConfig
from diptych.preview.attempt import Attempt, attempt
from diptych.preview.feed import Feed, first_version, next_version
from diptych.preview.journal import Journal, read_save
from diptych.preview.server import PreviewServer
from diptych.preview.watcher import Watcher

INTERVAL = 0.1
"""Seconds between two looks at the files."""

_ENDED, _MISUSED = 0, 2
_SETTLING = 0.01
"""Seconds given to an editor that empties a file before it writes it."""


def serve(config: BuildConfig, port: int) -> int:
    """Serve the HTML decks until Ctrl-C; return the exit code."""
    journal = Journal(_say, color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    feed = Feed(first_version())
    try:
        server = PreviewServer(port, feed, journal.shown)
    except (OSError, OverflowError) as error:
        print(f"diptych: port {port} cannot be used: {_reason(error)}", file=sys.stderr)
        print("  = hint: choose another with `--port`, or any free one with `--port 0`", file=sys.stderr)
        return _MISUSED
    with server:
        try:
            _follow(config, server, journal)
        except KeyboardInterrupt:
            _say("\nended")
    return _ENDED


def _follow(config: BuildConfig, server: PreviewServer, journal: Journal) -> None:
    """Show what there is, and from then on every save; return never."""
    feed = server.feed
    watcher = Watcher(_trees(config))
    made = attempt(config)
    feed.publish(next_version(feed.version, made))
    _watch(watcher, made, config)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    journal.begin(server.url, made)
    while True:
        since = time.time()
        time.sleep(INTERVAL)
        journal.settle()
        changed = _settled(watcher.look)
        if not changed:
            continue
        save = read_save(changed, since=since, now=time.time())
        made = attempt(config)
        version = next_version(feed.version, made)
        _watch(watcher, made, config)
        if version is feed.version:
            journal.unchanged(save)
            continue
        journal.expect(version, save, made)
        feed.publish(version)
        ...
