"""The heads of a project's talks: what pages say about each of them, in each of its languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from diptych.building.resolution import number, resolve
from diptych.config import BuildConfig
from diptych.memo import NO_MEMO
from diptych.model.site import Site, TalkHead
from diptych.source.project import Reading, ReadTalk
from diptych.source.readings import readings
from diptych.storage.cache import States


def site_of(
    read: tuple[Reading, ...], config: BuildConfig, is_there: Callable[[str, str], bool]
) -> tuple[Site, States]:
    """Return the site with all talks, and every file that was read besides those of `read`.

    A page names other talks and languages than those that a build makes, if `is_there` says of a
    talk and a locale that an earlier one has made their page. What is wrong with those is not
    reported.
    """
    is_part = bool(config.talks or config.locales)
    everything = replace(config, talks=(), locales=(), memo=NO_MEMO)
    whole = tuple(readings(everything)) if is_part and not config.document else read
    site = next((one.site for one in whole if one.site.url), whole[0].site if whole else Site())
    files = {path: state for one in whole for path, state in one.files.items()}
    heads = tuple(_heads(whole))
    absent = (
        (one.talk.name, one.locale)
        for one in heads
        if not (_makes(config, one) or is_there(one.talk.name, one.locale))
    )
    has_list = config.document is None
    site = replace(site, heads=heads, absent=frozenset(absent), has_list=has_list)
    return site, files if whole is not read else {}


def _makes(config: BuildConfig, head: TalkHead) -> bool:
    return replace(config, slides=None).asks_for(head.talk.name, head.locale)


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
