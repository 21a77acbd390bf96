"""Results that later runs can use again as long as their inputs are the same.

Within a process inputs are compared by identity and equality; between builds, in the user's own
cache, by a hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from msgspec import Struct

if TYPE_CHECKING:  # a build that has nothing to do opens no store
    from diptych.storage.store import Store

_Made = TypeVar("_Made")
_Of = TypeVar("_Of")

_STRETCH = 32
"""How many small results are stored together."""


class Form(Struct, Generic[_Made], frozen=True):
    """How results of one kind are stored for later builds."""

    pack: Callable[[_Made], bytes | None]
    """Returns a value as bytes; None if it should not be stored."""
    unpack: Callable[..., _Made]
    """Returns the value that is stored as some bytes, given its inputs.

    Raises ValueError, or its subclass `msgspec.ValidationError`, if they are invalid.
    """
    parts_of: Callable[..., tuple[object, ...]] = lambda *made_of: made_of
    """Splits the inputs into parts, many of which are the same for many values."""
    hashed: Callable[[_Made], tuple[object, ...]] = lambda _: ()
    """Returns the parts of a value by whose hashes others are found: these are stored with it."""


class Memo:
    """Keeps the results of a run with their inputs; drops what the next run does not use.

    Values must be immutable: later requests get the same object, so that what is made from it is
    recognised by identity, and compared in full only if something was made again. Results that
    have a form are also looked up in `store`, and stored there.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self._last: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}
        self._hashes: dict[int, tuple[object, bytes]] = {}
        """Hashes of values by identity, with the values, so that these remain valid."""

    def begin(self) -> None:
        """Begin a run, which can use everything that the last one made or used."""
        self._last, self._now = self._now, {}
        self._hashes = {}

    def save(self) -> None:
        """Save what was made so far for later builds, and free its memory."""
        if self.store is not None:
            self.store.save()

    def leave_store(self) -> None:
        """Save what was made so far, and stop using the store, which other processes now use."""
        self.save()
        self.store = None

    def look(self, place: Hashable, made_of: object) -> Any:
        """Return what was made at `place` if its inputs were the same, else None."""
        kept = self._now.get(place) or self._last.get(place)
        if kept is None or kept[0] != made_of:
            return None
        self._now[place] = kept
        return kept[1]

    def keep(self, place: Hashable, made_of: object, value: object) -> None:
        """Keep what was made at `place`."""
        self._now[place] = (made_of, value)

    def recall(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        make: Callable[..., _Made],
        *made_of: Any,
        form: Form[_Made] | None = None,
    ) -> _Made:
        """Return `make(*made_of)`, or the result kept at `place` if its inputs were the same."""
        kept: _Made | None = self.look(place, made_of)
        if kept is not None:
            return kept
        if form is None or self.store is None:
            value = make(*made_of)
        else:
            value = self._restored(place, make, made_of, form, self.store)
        self.keep(place, made_of, value)
        return value

    def recall_each(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        make: Callable[[list[str]], Iterable[_Made]],
        made_of: Mapping[str, tuple[Any, ...]],
        form: Form[_Made],
    ) -> dict[str, _Made]:
        """Return by name what is made of several inputs, or was kept for the same ones.

        `make` gets the names of all that are missing, and makes them together in this order.
        """
        found: dict[str, _Made | None] = {}
        keys: dict[str, bytes | None] = {}
        for name, inputs in made_of.items():
            one = (*place, name)
            found[name], keys[name] = self.look(one, inputs), None
            if found[name] is None and self.store is not None:
                stored = self._stored(one, inputs, form, self.store)
                keys[name], found[name] = stored
            if found[name] is not None:
                self.keep(one, inputs, found[name])
        missing = [name for name, value in found.items() if value is None]
        for name, value in zip(missing, make(missing) if missing else (), strict=True):
            found[name] = value
            self.keep((*place, name), made_of[name], value)
            if self.store is not None:
                self._store((*place, name), keys[name], value, form, self.store)
        return {name: value for name, value in found.items() if value is not None}

    def recall_all(
        self,
        what: str,
        of: str,
        make: Callable[[_Of], _Made],
        values: Iterable[_Of],
        form: Form[list[_Made]],
    ) -> list[_Made]:
        """Return what `make` returns for each of many values, such as the slides `of` a talk.

        For results so small that looking them up would take as long: later builds have them by
        stretches of values, and make those of a stretch again if one of its values is new. `what`
        they are distinguishes them from others.
        """
        if self.store is None:
            return [self.recall((what, of, id(value)), make, value) for value in values]

        def made(_: str, *stretch: _Of) -> list[_Made]:
            return [make(value) for value in stretch]

        found: list[_Made] = []
        values = tuple(values)
        for start in range(0, len(values), _STRETCH):
            stretch = values[start : start + _STRETCH]
            place = ("each", of, (what, start))
            ones: list[_Made] = self.recall(place, made, what, *stretch, form=form)
            found += ones
        return found

    def _restored(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        make: Callable[..., _Made],
        made_of: tuple[Any, ...],
        form: Form[_Made],
        store: Store,
    ) -> _Made:
        stored = self._stored(place, made_of, form, store)
        key, value = stored
        if value is not None:
            return value
        made = make(*made_of)
        self._store(place, key, made, form, store)
        return made

    def _stored(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        made_of: tuple[Any, ...],
        form: Form[_Made],
        store: Store,
    ) -> tuple[bytes | None, _Made | None]:
        """Return the key of some inputs, and what is stored for them; None if it is missing."""
        key = self.key(place[0], *form.parts_of(*made_of))
        data = store.get(part_of(place), key) if key is not None else None
        if data is not None:
            try:
                start = _COUNT + _HASH * int.from_bytes(data[:_COUNT])
                value = form.unpack(data[start:], *made_of)
                if start > _COUNT:
                    places = range(_COUNT, start, _HASH)
                    for part, at in zip(form.hashed(value), places, strict=True):
                        self.know(part, data[at : at + _HASH])
            except (ValueError, IndexError):
                return key, None  # damaged, or in another format: counts as missing
            return key, value
        return key, None

    def _store(
        self,
        place: tuple[Hashable, ...],
        key: bytes | None,
        value: _Made,
        form: Form[_Made],
        store: Store,
    ) -> None:
        packed = form.pack(value) if key is not None else None
        if key is not None and packed is not None:
            hashes = [self.hash_of(part) for part in form.hashed(value)]
            store.put(
                part_of(place), key, b"".join((len(hashes).to_bytes(_COUNT), *hashes, packed))
            )

    def know(self, value: object, hashed: bytes) -> None:
        """Take the hash of a value that was stored with it."""
        self._hashes[id(value)] = (value, hashed)

    def key(self, what: str, *made_of: object) -> bytes | None:
        """Return a key for `what` and its inputs; None if these cannot be encoded."""
        try:
            return _hashed(_encoder.encode((what, *self._identified(made_of))))
        except (TypeError, ValueError, RecursionError, OverflowError):
            return None

    def hash_of(self, value: object) -> bytes:
        """Return the hash of a value; raise TypeError or ValueError if it cannot be encoded."""
        known = self._hashes.get(id(value))
        if known is not None:
            return known[1]
        parts = getattr(value, "hash_parts", None)
        hashed = _hashed(_encoder.encode(value if parts is None else self._identified(parts)))
        if not isinstance(value, bytes):  # most of these are used only once, and they are long
            self._hashes[id(value)] = (value, hashed)
        return hashed

    def _identified(self, values: Iterable[object]) -> list[object]:
        """Return the hashes of values, but short ones, which are used only once, themselves."""
        known, hash_of = self._hashes, self.hash_of
        return [
            value
            if type(value) in _SHORT
            else known[id(value)][1]
            if id(value) in known
            else hash_of(value)
            for value in values
        ]


_SHORT = frozenset({str, int, bool, type(None)})
"""Types of values that are shorter than a hash, or are hashed as fast with all others."""
_HASH = 16
"""Bytes of a hash."""
_COUNT = 4
"""Bytes of the number of hashes that are stored with a value."""


def _hashed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:_HASH]  # which processors compute themselves


def part_of(place: tuple[Hashable, ...]) -> str:
    """Return the part of the store for a place: all but its last element."""
    return _joined(place[:-1])


@lru_cache(maxsize=256)
def _joined(place: tuple[Hashable, ...]) -> str:
    return "\n".join(map(str, place))


def _written(value: object) -> object:
    """Return a substitute for a value that msgspec cannot encode; assets also have their hash."""
    if isinstance(value, Path):
        return str(value)
    if callable(value):
        return None
    message = f"{type(value)} cannot be written"
    raise TypeError(message)


_encoder = msgspec.msgpack.Encoder(enc_hook=_written)


def interned(value: _Made) -> _Made:
    """Return `value` unchanged; recalling it gives an equal value its former identity."""
    return value


class _Forgetful(Memo):
    def look(self, place: Hashable, made_of: object) -> Any:
        """Return None, without a search: nothing is kept."""

    def keep(self, place: Hashable, made_of: object, value: object) -> None:
        """Keep nothing."""


NO_MEMO: Memo = _Forgetful()
"""For a single run."""


def memo_of_store(store: Store | None) -> Memo:
    """Return a memo that keeps nothing in memory, for a process that builds once."""
    return _Forgetful(store)
