"""A file that a talk uses as it is: a picture, a font, a script of the HTML runtime."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from diptych.model.orientation import UPRIGHT, Turn


class Asset(Struct, frozen=True, kw_only=True):
    """A file known by its content; its bytes are read when a writer asks for them."""

    name: str
    """The file's own name, without a folder."""
    sha256: str
    media_type: str
    read: Callable[[], bytes]
    size_px: tuple[float, float] | None = None
    """Width and height of an upright picture in pixels; `None` for what is not a picture."""
    turn: Turn = UPRIGHT
    """What makes a picture upright that is stored otherwise."""
    variants: Mapping[str, Asset] = {}
    """What takes its place in some locales, by locale."""

    def __eq__(self, other: object) -> bool:
        """Return whether `other` is the same content under the same name, in every locale."""
        return isinstance(other, Asset) and self._key == other._key

    def __hash__(self) -> int:
        """Return a hash that agrees with `==`."""
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, tuple[tuple[str, Asset], ...]]:
        return self.name, self.sha256, tuple(self.variants.items())

    def in_locale(self, locale: str) -> Asset:
        """Return what is shown in `locale`."""
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
        """Return whether it is an SVG that seems to have text, looked at no closer than that."""
        if self.suffix != "svg":
            return False
        data = self.read()
        return b"<text" in data or b":text" in data

    @property
    def aspect(self) -> float:
        """Return width over height; 1 where the size is not known."""
        width, height = self.size_px or (1.0, 1.0)
        return width / height
