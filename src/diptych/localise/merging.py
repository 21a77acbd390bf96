"""A catalogue brought up to date: every message finds its translation again, or what is like it.

In this order: the same id and text; the same text under another id; the same id, its text edited;
another text much like it, found by the three-letter pieces that the two share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from diptych.localise.message_ids import likeness
from diptych.model.catalogue import Catalogue, Entry

EDITED = 0.4
"""Likeness from which the text of one id is held to be the same text, edited."""
SIMILAR = 0.7
"""Likeness from which a text of another id is worth showing to a translator."""
_CANDIDATES = 8
_RAREST = 16
"""How many pieces of a text are looked up: those that the fewest others have."""

_WRAP = re.compile(r"(?<![ \\]) ?\n[ \t]*")
"""The end of a line, unless two spaces or a backslash make it a break."""

State = Literal["translated", "fuzzy", "missing"]


class Merged(Struct, frozen=True, kw_only=True):
    """What a catalogue has for one message."""

    context: str
    source: str
    entry: Entry | None = None
    """Where its translation comes from; None: nowhere."""
    state: State = "missing"
    previous: str | None = None
    """The text that a fuzzy translation was made for."""

    @property
    def is_moved(self) -> bool:
        """Return whether the translation was filed under another id."""
        return self.entry is not None and self.entry.context != self.context


def unwrapped(source: str) -> str:
    """Return a text on as few lines as it can stand on: how it is wrapped changes no word of it.

    What breaks a line on purpose stays: two spaces or a backslash before its end.
    """
    return source if "\n" not in source else _WRAP.sub(" ", source)


class Memory:
    """The translations of a catalogue, found by id, by text, and by likeness."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries = catalogue.entries
        self.all = (*catalogue.entries.values(), *catalogue.obsolete)

    def find(self, context: str, source: str) -> Merged:
        """Return the translation of a message, or the stale one of its id, without searching."""
        entry, words = self.entries.get(context), unwrapped(source)
        if entry is not None and unwrapped(entry.source) == words and entry.translation.text:
            return _kept(context, source, entry)
        finished = self._by_source.get(words, ())
        if finished:
            same = next((one for one in finished if one.context == context), finished[0])
            if _is_ambiguous(source, context, finished):
                return _stale(context, source, same)
            return Merged(context=context, source=source, entry=same, state="translated")
        if entry is not None and entry.translation.text and _is_edited(entry, source):
            return _stale(context, source, entry)
        return Merged(context=context, source=source)

    def search(self, source: str) -> Entry | None:
        """Return the entry whose source is most like `source`; None if none is like enough."""
        known = (piece for piece in _pieces(source) if piece in self._index)
        rarest = sorted(known, key=lambda piece: (len(self._index[piece]), piece))[:_RAREST]
        shared = Counter(at for piece in rarest for at in self._index[piece])
        best = sorted(shared, key=lambda at: (-shared[at], at))[:_CANDIDATES]
        rated = ((likeness(self._searched[at].source, source, SIMILAR), -at) for at in best)
        score, at = max(rated, default=(0.0, 0))
        return self._searched[-at] if score >= SIMILAR else None

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
            for piece in _pieces(entry.source):
                index.setdefault(piece, []).append(at)
        return index


def merge(
    messages: Iterable[tuple[str, str]], catalogue: Catalogue
) -> tuple[tuple[Merged, ...], tuple[Entry, ...]]:
    """Return what each message, a context and a source, has; and the entries that are left over."""
    memory = Memory(catalogue)
    merged = tuple(_found(memory, context, source) for context, source in messages)
    return merged, tuple(_left_over(merged, memory))


def _found(memory: Memory, context: str, source: str) -> Merged:
    found = memory.find(context, source)
    if found.state != "missing":
        return found
    similar = memory.search(source)
    return _stale(context, source, similar) if similar is not None else found


def _left_over(merged: Sequence[Merged], memory: Memory) -> Iterator[Entry]:
    """Yield the entries that no message took over, each id and text once."""
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

    A single word may, such as `Model` or `Open`, unless it stays as it is or is agreed upon.
    """
    if " " in source.strip() or any(one.context == context for one in finished):
        return False
    told = {one.translation.text for one in finished}
    return told != {source} and not (len(told) == 1 and len(finished) > 1)


def _is_edited(entry: Entry, source: str) -> bool:
    return likeness(entry.source, source, EDITED) >= EDITED


def _pieces(text: str) -> frozenset[str]:
    padded = f"  {text.lower()} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
