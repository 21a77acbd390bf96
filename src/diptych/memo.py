"""What one run made and the next can use again, as long as it would be made of the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Made = TypeVar("_Made")


class Memo:
    """Keeps what a run made beside what it was made of; what the next run does not use is dropped.

    Values must be immutable: whoever asks again gets the same object, so that what is made of it is
    known by identity, and compared in full only where something was made anew.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def begin(self) -> None:
        """Begin a run, which can use what the last one made or used."""
        self._last, self._now = self._now, {}

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

    def recall(self, place: Hashable, make: Callable[..., _Made], *made_of: Any) -> _Made:
        """Return `make(*made_of)`, as it was made at `place` if it was made of the same."""
        kept: _Made | None = self.look(place, made_of)
        if kept is not None:
            return kept
        value = make(*made_of)
        self.keep(place, made_of, value)
        return value


def interned(value: _Made) -> _Made:
    """Return `value` as it is: to recall it gives what is equal the identity it had."""
    return value


class _Forgetful(Memo):
    def keep(self, place: Hashable, made_of: object, value: object) -> None:
        """Keep nothing."""


NO_MEMO: Memo = _Forgetful()
"""For a run that no other follows."""
