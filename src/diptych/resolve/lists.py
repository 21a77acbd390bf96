"""Lists, joined as in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

LISTS: dict[str, Literal["standard", "or"]] = {"and": "standard", "or": "or"}


class Listed(list[object]):
    """A list whose text is an enumeration in some language, for the filter `list`."""

    is_text = True
    """For the sandbox, which allows no other list to be shown as text."""

    def __init__(self, items: Iterable[object], write: Callable[[Sequence[str]], str]) -> None:
        super().__init__(items)
        self._write = write

    def __str__(self) -> str:
        return self._write([str(item) for item in self])
