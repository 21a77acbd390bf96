"""What PowerPoint itself says in the language of a talk, as far as we have to say it for it."""

from __future__ import annotations

from msgspec import Struct


class OfficeWords(Struct, frozen=True, kw_only=True):
    """Words that a colleague finds in the file, but the audience never sees."""

    sources: str
    """Added to the name of a layout that has room for sources, with the number of their lines."""
    title: str
    text: str
    """What empty placeholders ask for where the theme says nothing."""
    levels: tuple[str, ...]
    """Samples of the second level of text and of those below it."""


_ENGLISH = OfficeWords(
    sources="Sources {lines}",
    title="Click to edit the title",
    text="Click to edit text",
    levels=("Second level", "Third level", "Fourth level", "Fifth level"),
)
_WORDS = {
    "ko": OfficeWords(
        sources="출처 {lines}줄",
        title="제목을 입력하십시오",
        text="텍스트를 입력하십시오",
        levels=("두 번째 수준", "세 번째 수준", "네 번째 수준", "다섯 번째 수준"),
    ),
}


def office_words(locale: str) -> OfficeWords:
    """Return the words in the language of `locale`; in English where we do not know them."""
    return _WORDS.get(locale.partition("-")[0], _ENGLISH)
