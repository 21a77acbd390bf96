"""The page's own words, in each language that Diptych speaks; a theme may have others."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.theme import in_language


class PageWords(Struct, frozen=True, kw_only=True):
    """The words in one language; a theme's `words` replace those of the same name."""

    skip: str
    talks: str
    all_talks: str
    by_speaker: str
    by_tag: str
    by_language: str
    feed: str
    languages: str
    start: str
    own_window: str
    abstract: str
    abstract_language: str
    event: str
    venue: str
    date: str
    published: str
    speaker: str
    speakers: str
    download: str
    embed: str
    licence: str
    tags: str
    links: str
    slides: str
    slide: str
    contents: str
    picture: str
    sources: str
    table: str
    more: str
    moved: str


_WORDS = {
    "en": PageWords(
        skip="Skip to the content",
        talks="Talks",
        all_talks="All talks",
        by_speaker="By speaker",
        by_tag="By tag",
        by_language="By language",
        feed="Feed",
        languages="Languages",
        start="Start the slides",
        own_window="Open the slides alone",
        abstract="About this talk",
        abstract_language="Language of the abstract",
        event="Event",
        venue="Venue",
        date="Date",
        published="Published",
        speaker="Speaker",
        speakers="Speakers",
        download="Download",
        embed="Embed",
        licence="Licence",
        tags="Tags",
        links="Links",
        slides="Slides",
        slide="Slide",
        contents="Contents",
        picture="Picture",
        sources="Sources",
        table="Table",
        more="More talks",
        moved="This page has moved.",
    ),
    "ko": PageWords(
        skip="본문으로 건너뛰기",
        talks="발표",
        all_talks="모든 발표",
        by_speaker="발표자별",
        by_tag="태그별",
        by_language="언어별",
        feed="피드",
        languages="언어",
        start="슬라이드 보기",
        own_window="슬라이드만 보기",
        abstract="발표 소개",
        abstract_language="소개 글의 언어",
        event="행사",
        venue="장소",
        date="날짜",
        published="게시일",
        speaker="발표자",
        speakers="발표자",
        download="내려받기",
        embed="퍼가기",
        licence="라이선스",
        tags="태그",
        links="링크",
        slides="슬라이드",
        slide="슬라이드",
        contents="차례",
        picture="그림",
        sources="출처",
        table="표",
        more="다른 발표",
        moved="이 페이지는 옮겨졌습니다.",
    ),
}


def page_words(locale: str, own: Mapping[str, str]) -> PageWords:
    """Return the words for `locale`, English if there are none; `own` are the theme's."""
    words = in_language(locale, _WORDS) or _WORDS["en"]
    return replace(words, **{name: own[name] for name in words.__struct_fields__ if own.get(name)})
