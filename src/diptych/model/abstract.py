"""What a talk says about itself in a few paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diptych.model.text import Text


class AbstractParagraph(Struct, frozen=True, kw_only=True):
    """A paragraph, on its own or as an item of a list."""

    text: Text
    level: int | None = None
    """The depth of an item in its list, 0 for the first; None outside of lists."""
    sign: str = ""
    """The number of an item, `3.`; empty for a bullet."""
    begins: bool = False
    """Whether an item is the first of a list, rather than continuing the one before."""


class Abstract(Struct, frozen=True):
    """An abstract in one language."""

    source: str
    """Its Markdown as authored; the msgid."""
    paragraphs: tuple[AbstractParagraph, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Return the texts of its paragraphs."""
        return tuple(paragraph.text for paragraph in self.paragraphs)

    @property
    def plain(self) -> str:
        """Return only its words, with an empty line between paragraphs, and items on lines."""
        return "".join(self._plain()).strip()

    def _plain(self) -> Iterator[str]:
        in_list = False
        for one in self.paragraphs:
            if one.level is None:
                yield f"\n\n{one.text.plain}"
            else:
                apart = "\n" if in_list else "\n\n"
                yield f"{apart}{'  ' * one.level}{one.sign or '•'} {one.text.plain}"
            in_list = one.level is not None
