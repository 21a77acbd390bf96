"""Slides that are arranged differently than by the last build, because their content has changed.

A point more can turn cards into something else. A build says so once, and how the slide keeps what
it had. The user's own cache remembers how each slide was arranged when it was last built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from diptych.config import BuildConfig
from diptych.model.deck import Arrange
from diptych.model.laid_out import LaidOutTalk
from diptych.storage.cache import name_of
from diptych.storage.recall import keep, recall

_NAMED = 12
"""How many slides are named; any further ones are only counted."""


class Arranged(Struct, frozen=True):
    """How a build has arranged a slide."""

    choice: Arrange | None
    """None if it was not chosen by content: the author has decided."""
    file: str = ""
    """Where its author can decide."""


ArrangedTalks = Mapping[str, Mapping[str, Arranged]]
"""Slides by talk and id; only of talks that leave something to their content."""


def arranged_talks(talks: Iterable[LaidOutTalk]) -> ArrangedTalks:
    """Return how the slides of talks are arranged, which is the same in all locales."""
    made: dict[str, dict[str, Arranged]] = {}
    for laid_out in talks:
        talk = laid_out.talk
        if talk.name not in made:
            made[talk.name] = {
                one.slide.id: Arranged(
                    (one.arrangement or "plain")
                    if (one.slide.arrange or talk.arrange) == "auto" and one.slide.layout is None
                    else None,
                    one.slide.span.file,
                )
                for one in laid_out
            }
    return {
        name: slides
        for name, slides in made.items()
        if any(one.choice is not None for one in slides.values())
    }


def newly_arranged(config: BuildConfig, now: ArrangedTalks) -> tuple[str, ...]:
    """Return a line for each slide whose arrangement has changed, and remember the new one.

    New slides are left out, and those whose arrangement the author chose, before or now.
    """
    place = "arranged", name_of(config.document or config.root)
    known = _known(recall(config.cache, *place))
    together = {**known, **{name: {**known.get(name, {}), **now[name]} for name in now}}
    if together != known:
        keep(config.cache, *place, msgspec.json.encode(together))
    lines = tuple(dict.fromkeys(_lines(known, now, is_document=config.document is not None)))
    more = len(lines) - _NAMED
    rest = (f"{more} more slides are arranged differently than before",) if more > 0 else ()
    return (*lines[:_NAMED], *rest)


def _lines(known: ArrangedTalks, now: ArrangedTalks, *, is_document: bool) -> Iterator[str]:
    for name, slides in now.items():
        for slide_id, one in slides.items():
            before = known.get(name, {}).get(slide_id)
            if before is None or None in {before.choice, one.choice}:
                continue
            if before.choice != one.choice:
                where = f"`arrange={before.choice}` at its heading"
                if not is_document:
                    where = f"`arrange: {before.choice}` in {one.file}"
                yield (
                    f"slide {slide_id} is now arranged {_said(one.choice)}, no longer"
                    f" {_said(before.choice)}; {where} keeps it as it was"
                )


def _said(choice: Arrange | None) -> str:
    return "as written" if choice == "plain" else f"as {choice}"


def _known(data: bytes | None) -> ArrangedTalks:
    try:
        return msgspec.json.decode(data or b"", type=dict[str, dict[str, Arranged]])
    except (ValueError, RecursionError):
        return {}
