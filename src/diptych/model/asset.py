"""A file that a talk uses unchanged: a picture, a font, a script of the HTML runtime."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar
from weakref import WeakValueDictionary

from msgspec import Struct

from diptych.model.orientation import UPRIGHT, Turn


class Content:
    """What a file that was read has, or what was made of it, identified by its hash."""

    _known: ClassVar[WeakValueDictionary[str, Content]] = WeakValueDictionary()

    def __init__(self, sha256: str, data: bytes, *, is_made: bool = False) -> None:
        self.sha256 = sha256
        self._data = data
        self.is_made = is_made
        """Whether no file has it."""
        self._known[sha256] = self

    def __call__(self) -> bytes:
        """Return the bytes."""
        return self._data

    @classmethod
    def known(cls, sha256: str) -> Content:
        """Return content that was read anywhere in this run; raise ValueError if there is none."""
        found = cls._known.get(sha256)
        if found is None:
            message = f"nothing with the hash {sha256} was read"
            raise ValueError(message)
        return found


class Asset(Struct, frozen=True, kw_only=True):
    """A file identified by its content; its bytes are read when a writer asks for them."""

    name: str
    """The file's own name, without a folder."""
    sha256: str
    media_type: str
    read: Callable[[], bytes]
    size_px: tuple[float, float] | None = None
    """Width and height of the upright picture in pixels; `None` for other files."""
    turn: Turn = UPRIGHT
    """The transformation that makes the stored picture upright."""
    variants: Mapping[str, Asset] = {}
    """Replacements for certain locales, by locale."""

    def __eq__(self, other: object) -> bool:
        """Return whether `other` has the same content and name in every locale."""
        return isinstance(other, Asset) and self._key == other._key

    def __hash__(self) -> int:
        """Return a hash that agrees with `==`."""
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, tuple[tuple[str, Asset], ...]]:
        return self.name, self.sha256, tuple(self.variants.items())

    def in_locale(self, locale: str) -> Asset:
        """Return the variant for `locale`, or this asset itself."""
        return self.variants.get(locale, self)

    @property
    def stem(self) -> str:
        """Return the name without its suffix."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def suffix(self) -> str:
        """Return the suffix without its dot, in lower case."""
        return self.name.rpartition(".")[2].lower()

    @property
    def may_have_text(self) -> bool:
        """Return whether it looks like an SVG with text; it is searched, not parsed."""
        if self.suffix != "svg":
            return False
        data = self.read()
        return b"<text" in data or b":text" in data

    @property
    def aspect(self) -> float:
        """Return width divided by height; 1 if the size is unknown."""
        width, height = self.size_px or (1.0, 1.0)
        return width / height
