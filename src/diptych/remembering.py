"""What builds keep of each slide for those that follow, in the user's cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.manifest import program_stamp
from diptych.memo import memo_of_store
from diptych.storage.cache import name_of
from diptych.storage.store import Store


@contextlib.contextmanager
def remembering(config: BuildConfig) -> Iterator[BuildConfig]:
    """Yield `config` with what earlier builds made, and keep what is made meanwhile."""
    memo = memo_of_store(store_of(config))
    try:
        yield replace(config, memo=memo)
    finally:
        memo.save()


def store_of(config: BuildConfig) -> Store | None:
    """Return what earlier builds of a project made of its slides; None: nothing is remembered."""
    if config.cache is None or not config.remembers:
        return None
    project = name_of(config.document or config.root)
    # Nothing of a build with notes may be where there must be none.
    return Store(config.cache, project if config.notes else f"{project}-bare", program_stamp())
