"""Brings a catalogue up to date: each message gets its translation back, or that of a similar text.

It looks, in this order, for the same id and text, the same text under another id, the same id with
an edited text, and a similar text, which is found by common trigrams.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from diptych.localise.message_ids import likeness, of_owner
from diptych.localise.units import theme_owner
from diptych.model.catalogue import Catalogue, Entry

EDITED = 0.4
"""Similarity from which the text of an id counts as an edited version of the former text."""
SIMILAR = 0.7
"""Similarity from which the text of another id is worth showing to a translator."""
_SHORT, _NEARLY_SAME = 10, 0.85
"""A text of so few characters is another word if fewer of them agree: `Agent` is no `Agenda`."""
_CANDIDATES = 8
_RAREST = 16
"""How many trigrams of a text are looked up, beginning with the rarest."""

_WRAP = re.compile(r"(?<![ \\]) ?\n[ \t]*")
"""A line end that is not a hard break, which two spaces or a backslash would make it."""

_THEMES = theme_owner("")

State = Literal["translated", "fuzzy", "missing"]


class Merged(Struct, frozen=True, kw_only=True):
    """The translation of one message in a catalogue."""

    context: str
    source: str
    entry: Entry | None = None
    """The entry with its translation; None if there is none."""
    state: State = "missing"
    previous: str | None = None
    """The text for which a fuzzy translation was made."""


def unwrapped(source: str) -> str:
    """Return a text without soft line breaks, which do not change its meaning.

    Hard line breaks stay: those after two spaces or a backslash.
    """
    return source if "\n" not in source else _WRAP.sub(" ", source)


class Memory:
    """The translations of a catalogue, found by id, by text, and by similarity."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries = catalogue.entries
        self.all = (*catalogue.entries.values(), *catalogue.obsolete)

    def find(self, context: str, source: str, former: Sequence[str] = ()) -> Merged:
        """Return the translation of a message, or the stale one of its id; search no others.

        A message whose owner had other names, `former`, has those translations too.
        """
        entry, words = self._entry(context, former), unwrapped(source)
        if entry is not None and unwrapped(entry.source) == words and entry.translation.text:
            return _kept(context, source, entry)
        finished = self._by_source.get(words, ())
        if finished:
            same = next((one for one in finished if _is_same(one.context, context)), finished[0])
            if _is_ambiguous(source, context, finished):
                return _stale(context, source, same)
            return Merged(context=context, source=source, entry=same, state="translated")
        if entry is not None and entry.translation.text and _is_edited(entry, source):
            return _stale(context, source, entry)
        return Merged(context=context, source=source)

    def _entry(self, context: str, former: Sequence[str]) -> Entry | None:
        names = (context, *(of_owner(owner, context) for owner in former))
        return next((self.entries[name] for name in names if name in self.entries), None)

    def is_borrowed(self, found: Merged) -> bool:
        """Return whether a fuzzy translation is that of another message, which is only similar.

        `diptych locale update` suggests such to translators; nobody has translated the message yet.
        """
        entry, previous = found.entry, unwrapped(found.previous or "")
        if entry is None or found.state != "fuzzy" or previous == unwrapped(found.source):
            return False
        others = self._by_source.get(previous, ())
        return any(
            one.context != found.context and one.translation.text == entry.translation.text
            for one in others
            if one is not entry
        ) and not any(one.context == found.context for one in others)

    def search(self, source: str) -> Entry | None:
        """Return the entry whose source is most similar to `source`; None if none is close."""
        least = SIMILAR if len(source) > _SHORT else _NEARLY_SAME
        known = (trigram for trigram in _trigrams(source) if trigram in self._index)
        rarest = sorted(known, key=lambda one: (len(self._index[one]), one))[:_RAREST]
        shared = Counter(at for trigram in rarest for at in self._index[trigram])
        best = sorted(shared, key=lambda at: (-shared[at], at))[:_CANDIDATES]
        rated = ((likeness(self._searched[at].source, source, least), -at) for at in best)
        score, at = max(rated, default=(0.0, 0))
        return self._searched[-at] if score >= least else None

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.all:
            if entry.translation.text and not entry.is_fuzzy:
                found.setdefault(unwrapped(entry.source), []).append(entry)
        return found

    @cached_property
    def _searched(self) -> Sequence[Entry]:
        return [entry for entry in self.all if entry.translation.text]

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        index: dict[str, list[int]] = {}
        for at, entry in enumerate(self._searched):
            for trigram in _trigrams(entry.source):
                index.setdefault(trigram, []).append(at)
        return index


def merge(
    messages: Iterable[tuple[str, str]],
    catalogue: Catalogue,
    former: Mapping[str, Sequence[str]] = {},
) -> tuple[tuple[Merged, ...], tuple[Entry, ...]]:
    """Return the translations of messages, by context and source, and the unused entries.

    `former` has the names that owners of messages had before, by their present ones.
    """
    memory = Memory(catalogue)
    merged = tuple(
        _found(memory, context, source, former.get(context.partition("#")[0], ()))
        for context, source in messages
    )
    return merged, tuple(_left_over(merged, memory))


def _found(memory: Memory, context: str, source: str, former: Sequence[str]) -> Merged:
    found = memory.find(context, source, former)
    if found.state != "missing":
        return found
    similar = memory.search(source)
    return _stale(context, source, similar) if similar is not None else found


def _left_over(merged: Sequence[Merged], memory: Memory) -> Iterator[Entry]:
    """Yield the entries that no message uses, each id and text once."""
    used = {id(found.entry) for found in merged}
    written = {(found.context, found.source) for found in merged}
    for entry in memory.all:
        key = (entry.context, entry.source)
        if id(entry) not in used and key not in written:
            written.add(key)
            yield entry


def _kept(context: str, source: str, entry: Entry) -> Merged:
    state: State = "fuzzy" if entry.is_fuzzy else "translated"
    return Merged(context=context, source=source, entry=entry, state=state, previous=entry.previous)


def _stale(context: str, source: str, entry: Entry) -> Merged:
    previous = entry.previous if entry.is_fuzzy and entry.previous else entry.source
    return Merged(context=context, source=source, entry=entry, state="fuzzy", previous=previous)


def _is_ambiguous(source: str, context: str, finished: Sequence[Entry]) -> bool:
    """Return whether a text may mean something else here than where it was translated.

    A single word may, such as `Model` or `Open`, unless it is kept untranslated or all of several
    translations agree. The words of themes do not: the same id stands for the same word in each.
    """
    if " " in source.strip() or any(_is_same(one.context, context) for one in finished):
        return False
    translations = {one.translation.text for one in finished}
    return translations != {source} and not (len(translations) == 1 and len(finished) > 1)


def _is_same(context: str, other: str) -> bool:
    both_of_themes = context.startswith(_THEMES) and other.startswith(_THEMES)
    return context == other or (both_of_themes and of_owner("", context) == of_owner("", other))


def _is_edited(entry: Entry, source: str) -> bool:
    return likeness(entry.source, source, EDITED) >= EDITED


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text.lower()} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
