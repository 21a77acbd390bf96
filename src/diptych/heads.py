"""The heads of a project's talks: what pages say about each of them, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.memo import NO_MEMO
from diptych.model.site import Site, TalkHead
from diptych.resolution import number, resolve
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import readings
from diptych.storage.cache import States


def site_of(read: tuple[Reading, ...], config: BuildConfig) -> tuple[Site, States]:
    """Return the site with all talks, and every file that was read besides those of `read`.

    A page names other talks and languages than those that a build makes, so that it does not
    depend on them. What is wrong with those is not reported.
    """
    is_part = bool(config.talks or config.locales)
    everything = replace(config, talks=(), locales=(), memo=NO_MEMO)
    whole = tuple(readings(everything)) if is_part and not config.document else read
    site = next((one.site for one in whole if one.site.url), whole[0].site if whole else Site())
    files = {path: state for one in whole for path, state in one.files.items()}
    site = replace(site, heads=tuple(_heads(whole)), has_list=config.document is None)
    return site, files if whole is not read else {}


def _heads(read: Iterable[Reading]) -> Iterator[TalkHead]:
    for reading in read:
        alone = replace(reading, memo=NO_MEMO)  # what is made of heads is not made of talks
        for one in reading.talks:
            yield from _in_each_locale(one, alone)


def _in_each_locale(read: ReadTalk, reading: Reading) -> Iterator[TalkHead]:
    numbered, _ = number(replace(read.talk, sections=()))
    for locale in read.talk.locales or (read.talk.locale,):
        shown = resolve(numbered, read.theme, locale, reading)
        yield TalkHead(talk=shown.talk, theme=shown.theme, locale=locale)
