"""Fetches the pictures on the web that a single-file talk shows, because its user asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.fetching import Answer, fetch_all
from diptych.source.pictures.web import picture_name
from diptych.source.readings import readings
from diptych.storage.fetched import keep_fetched
from diptych.storage.reading import PICTURE

MOST = 200
"""Most addresses: a deck of a hundred slides with two pictures each."""


def fetch_pictures(config: BuildConfig, progress: Callable[[str], None]) -> BuildConfig:
    """Fetch the pictures of the talk, and return `config` with those that could not be fetched.

    All are fetched again, so that they are as new as the user wants them.
    """
    addresses = [one for read in readings(config) for one in read.addresses]
    unfetched = dict.fromkeys(addresses[MOST:], f"at most {MOST} pictures are fetched for a talk")
    if config.cache is None:
        reason = "there is no cache folder to keep it in"
        return replace(config, unfetched=dict.fromkeys(addresses, reason))
    wanted = addresses[:MOST]
    progress(f"fetching {len(wanted)} pictures")
    unreached = []
    for number, answer in enumerate(fetch_all(wanted, PICTURE.most), 1):
        progress(f"fetching pictures: {number} of {len(wanted)}")
        if failure := _kept(answer, config.cache):
            unfetched[answer.address] = failure
            unreached += [answer.address] * answer.is_unreached
    return replace(config, unfetched=unfetched, unreached=frozenset(unreached))


def _kept(answer: Answer, cache: Path) -> str:
    """Keep what an address has given; return why this is not possible, or an empty text."""
    if answer.failure:
        return answer.failure
    name = picture_name(answer.address, answer.data)
    if name is None:
        return f"it is not a picture that can be shown, but `{answer.kind}`"
    try:
        keep_fetched(cache, answer.address, name, answer.data)
    except OSError as error:
        return f"it cannot be kept: {error.strerror}"
    return ""
