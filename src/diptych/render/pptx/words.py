"""Texts of PowerPoint itself in the language of a talk, as far as we have to supply them."""

from __future__ import annotations

from msgspec import Struct


class OfficeWords(Struct, frozen=True, kw_only=True):
    """Texts that a colleague finds in the file, but the audience never sees."""

    line: str
    lines: str
    """Added to the name of a layout that has room for a line of sources, or for several."""
    light: str
    dark: str
    """Added to the name of a layout in a mode that is not its own."""
    title: str
    text: str
    """The prompts of empty placeholders if the theme has none."""
    notes: str
    """Sample text in the notes master."""
    levels: tuple[str, ...]
    """Sample text of the second level and those below it."""


_ENGLISH = OfficeWords(
    line="Sources, 1 line",
    lines="Sources, {count} lines",
    light="light",
    dark="dark",
    title="Click to edit the title",
    text="Click to edit text",
    notes="Notes",
    levels=("Second level", "Third level", "Fourth level", "Fifth level"),
)
_WORDS = {
    "ko": OfficeWords(
        line="출처 1줄",
        lines="출처 {count}줄",
        light="밝은 배경",
        dark="어두운 배경",
        title="제목을 입력하십시오",
        text="텍스트를 입력하십시오",
        notes="메모",
        levels=("두 번째 수준", "세 번째 수준", "네 번째 수준", "다섯 번째 수준"),
    ),
}


def office_words(locale: str) -> OfficeWords:
    """Return the texts in the language of `locale`, or in English if we do not have them."""
    return _WORDS.get(locale.partition("-")[0], _ENGLISH)
