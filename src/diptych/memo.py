"""What a run made and later ones can use again, as long as it would be made of the same.

Within a process that is known by identity and equality; between builds by a hash of what it was
made of, in the user's own cache.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from diptych.storage.store import Store

_Made = TypeVar("_Made")


class Form(Struct, Generic[_Made], frozen=True):
    """How what is made of one kind is written for later builds."""

    pack: Callable[[_Made], bytes | None]
    """Returns a value as bytes; None where it is not to be kept."""
    unpack: Callable[..., _Made]
    """Returns the value that some bytes are, given what it was made of.

    Raises ValueError, or its subclass `msgspec.ValidationError`, where they are none.
    """
    parts_of: Callable[..., tuple[object, ...]] = lambda *made_of: made_of
    """Returns what it was made of in parts, of which many are the same for many values."""


class Memo:
    """Keeps what a run made beside what it was made of; what the next run does not use is dropped.

    Values must be immutable: whoever asks again gets the same object, so that what is made of it is
    known by identity, and compared in full only where something was made anew. What has a form is
    also looked for in `store`, and kept there.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self._last: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}
        self._hashes: dict[int, tuple[object, bytes]] = {}
        """Of values by their identity, which they keep as long as they are here."""

    def begin(self) -> None:
        """Begin a run, which can use what the last one made or used."""
        self._last, self._now = self._now, {}
        self._hashes = {}

    def save(self) -> None:
        """Keep for later builds what was made so far; it takes up no more memory."""
        if self.store is not None:
            self.store.save()

    def leave_store(self) -> None:
        """Keep what was made so far, and look for nothing more that other processes kept."""
        self.save()
        self.store = None

    def look(self, place: Hashable, made_of: object) -> Any:
        """Return what was made at `place` if it was made of the same, else None."""
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
        """Return `make(*made_of)`, as it was made at `place` if it was made of the same."""
        kept: _Made | None = self.look(place, made_of)
        if kept is not None:
            return kept
        if form is None or self.store is None:
            value = make(*made_of)
        else:
            value = self._restored(place, make, made_of, form, self.store)
        self.keep(place, made_of, value)
        return value

    def _restored(
        self,
        place: tuple[str, *tuple[Hashable, ...]],
        make: Callable[..., _Made],
        made_of: tuple[Any, ...],
        form: Form[_Made],
        store: Store,
    ) -> _Made:
        key = self.key(place[0], *form.parts_of(*made_of))
        part = part_of(place)
        data = store.get(part, key) if key is not None else None
        if data is not None:
            try:
                return form.unpack(data, *made_of)
            except ValueError:
                pass  # damaged, or of another make: as good as none
        value = make(*made_of)
        packed = form.pack(value) if key is not None else None
        if key is not None and packed is not None:
            store.put(part, key, packed)
        return value

    def key(self, what: str, *made_of: object) -> bytes | None:
        """Return the key of `what` is made of all this; None where that cannot be written."""
        known = self._hashes
        try:
            hashes = [known[id(one)][1] if id(one) in known else self._hash(one) for one in made_of]
        except (TypeError, ValueError, RecursionError, OverflowError):
            return None
        return _hashed(b"".join((what.encode(), *hashes)))

    def _hash(self, value: object) -> bytes:
        hashed = _hashed(_encoder.encode(value))
        if not isinstance(value, str):  # most are made for one question
            self._hashes[id(value)] = (value, hashed)
        return hashed


def _hashed(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def part_of(place: tuple[Hashable, ...]) -> str:
    """Return the part of the store for what is made at a place: its last element tells entries."""
    return "\n".join(map(str, place[:-1]))


def _written(value: object) -> object:
    """Return what stands for a value that msgspec cannot write; what reads a file has its hash."""
    if isinstance(value, Path):
        return str(value)
    if callable(value):
        return None
    message = f"{type(value)} cannot be written"
    raise TypeError(message)


_encoder = msgspec.msgpack.Encoder(enc_hook=_written)


def interned(value: _Made) -> _Made:
    """Return `value` as it is: to recall it gives what is equal the identity it had."""
    return value


class _Forgetful(Memo):
    def keep(self, place: Hashable, made_of: object, value: object) -> None:
        """Keep nothing."""


NO_MEMO: Memo = _Forgetful()
"""For a run that no other follows."""


def memo_of_store(store: Store | None) -> Memo:
    """Return what keeps nothing in memory, for a process that builds once."""
    return _Forgetful(store)
