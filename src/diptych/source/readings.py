"""What a run reads: a document, or a project with its frozen talks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych import __version__
from diptych.config import BuildConfig
from diptych.model.catalogue import Policy
from diptych.source.frozen import (
    RECORD,
    check_edited,
    frozen_folder,
    frozen_root,
    own_files,
    read_record,
)
from diptych.source.project import Reading, read_project, read_single, talk_names
from diptych.source.reading.web import Web
from diptych.storage.cache import state_before_reading


def readings(config: BuildConfig) -> Iterator[Reading]:
    """Yield what is read: the document, or the project's talks, frozen ones one by one.

    Their policy is that of the command line, or else of the project.
    """
    for reading in _readings(config):
        yield replace(reading, policy=policy_of(reading, config))


def asked_talks(config: BuildConfig) -> tuple[str, ...]:
    """Return the names of the talks that `config` asks for, whether or not they can be read."""
    if config.document:
        return (config.document.name,)
    return tuple(dict.fromkeys(config.talks or talk_names(config.root)))


def known_talks(config: BuildConfig) -> tuple[str, ...]:
    """Return the names of the talks that `config` asks for and that exist."""
    asked = asked_talks(config)
    known = asked if config.document else tuple(talk_names(config.root))
    return tuple(name for name in asked if name in known)


def policy_of(reading: Reading, config: BuildConfig) -> Policy:
    """Return the policy for stale and missing translations; the command line takes precedence."""
    own = reading.policy
    return Policy(fuzzy=config.fuzzy or own.fuzzy, missing=config.missing or own.missing)


def _readings(config: BuildConfig) -> Iterator[Reading]:
    if config.document:
        yield read_single(
            config.document,
            config.allowed,
            config.memo,
            web=Web(config.cache, config.unfetched, config.unreached),
            written_for=config.written_for,
        )
        return
    wanted = config.locales or None
    names = config.talks or tuple(talk_names(config.root))
    # Like those of all files, states are recorded before reading.
    looked_for = [frozen_folder(config.root, name) / RECORD for name in names]
    records = {path: state_before_reading(path) for path in looked_for}
    roots = {name: frozen_root(config.root, name) for name in names}
    live = tuple(name for name, root in roots.items() if root is None)
    if live or not names:
        reading = read_project(config.root, live, wanted, memo=config.memo)
        yield replace(reading, files={**records, **reading.files})
    for name, root in roots.items():
        if root is not None:
            own = {path: state_before_reading(path) for path in own_files(config.root, name)}
            record = read_record(root, __version__)
            reading = read_project(root, (name,), wanted, is_part=True, memo=config.memo)
            yield replace(
                reading,
                frozen=frozen_folder(config.root, name).relative_to(config.root).as_posix(),
                talks=tuple(
                    replace(read, talk=record.applied_to(read.talk)) for read in reading.talks
                ),
                found=(*record.found, *check_edited(config.root, name), *reading.found),
                texts={**record.texts, **reading.texts},
                files={**records, **own, **reading.files},
            )
