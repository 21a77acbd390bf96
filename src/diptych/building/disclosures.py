"""Scripts and external folders of a project, which are disclosed to each user once.

A project's scripts run in the browser of anyone who opens its pages, and a library given by a path
may be anywhere on the machine. Neither is refused, since authors need both; a build names each
once, and again whenever it has changed. The user's own cache remembers what has been named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.storage.cache import name_of
from diptych.storage.recall import keep, recall

_NAMED = 12
"""How many are listed; any further ones are only counted."""


class Disclosures(Struct, frozen=True):
    """What is disclosed, each entry with a value that differs when it has changed."""

    scripts: Mapping[str, str] = {}
    """Hashes by path relative to the project's folder."""
    folders: Mapping[str, str] = {}
    """Folders outside the project that slides are taken from, by library."""


def new_disclosures(config: BuildConfig, now: Disclosures) -> tuple[str, ...]:
    """Return a line for each kind of content that is new to this user, and remember it as known.

    Without a cache, everything is new.
    """
    if now == Disclosures():
        return ()
    place = "disclosures", name_of(config.document or config.root)
    known = _known(recall(config.cache, *place))
    lines = (
        _line("pages run scripts that this project brings", _new(now.scripts, known.scripts)),
        _line("slides are taken from outside this project", _new(now.folders, known.folders)),
    )
    keep(config.cache, *place, msgspec.json.encode(now))
    return tuple(line for line in lines if line)


def note_disclosed(config: BuildConfig, folders: Mapping[str, str]) -> None:
    """Remember as known the folders that the user has just named."""
    place = "disclosures", name_of(config.document or config.root)
    known = _known(recall(config.cache, *place))
    now = replace(known, folders={**known.folders, **folders})
    keep(config.cache, *place, msgspec.json.encode(now))


def _known(data: bytes | None) -> Disclosures:
    try:
        return msgspec.json.decode(data or b"", type=Disclosures)
    except (ValueError, RecursionError):
        return Disclosures()


def _new(now: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    return (name for name, what in sorted(now.items()) if known.get(name) != what)


def _line(what: str, new: Iterable[str]) -> str:
    names = list(new)
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{what}: {', '.join(names[:_NAMED])}{rest}" if names else ""
