"""What builds cache of each slide for later builds, in the user's cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.memo import memo_of_store
from diptych.program import program_stamp
from diptych.storage.cache import name_of
from diptych.storage.store import Store


@contextlib.contextmanager
def remembering(config: BuildConfig) -> Iterator[BuildConfig]:
    """Yield `config` with the results of earlier builds, and save new results afterwards."""
    memo = memo_of_store(store_of(config))
    try:
        yield replace(config, memo=memo)
    finally:
        memo.save()


def store_of(config: BuildConfig) -> Store | None:
    """Return the store of a project's slides; None if nothing is cached."""
    if config.cache is None or not config.remembers:
        return None
    project = name_of(config.document or config.root)
    # A build without notes must not use anything from a build with notes.
    return Store(config.cache, project if config.notes else f"{project}-bare", program_stamp())
