"""The language switch of a talk."""

from __future__ import annotations

from msgspec import Struct

from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.units import language_tag

# Languages are named in themselves, so that those who need them recognise them (CLDR 48).
_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


class Language(Struct, frozen=True, kw_only=True):
    """A language in which the page is available."""

    tag: str
    name: str
    url: str
    """The link from the page itself."""
    address: str
    """The address for search engines: absolute if known."""
    is_current: bool


def languages(talk: LaidOutTalk, published: str) -> tuple[Language, ...]:
    """Return the languages to switch between; none if there is only one.

    `published` is the URL of the output folder, empty if unknown.
    """
    if len(talk.locales) < 2:  # noqa: PLR2004 - a single language
        return ()
    return tuple(_language(locale, talk, published) for locale in talk.locales)


def language_name(tag: str) -> str:
    """Return a language's name in itself, or else its tag."""
    return _NAMES.get(tag, tag)


def page_address(talk: LaidOutTalk, locale: str, published: str) -> str:
    """Return the address of a talk's page in a locale; empty if unknown."""
    return f"{published}{talk.talk.name}/{language_tag(locale)}/" if published else ""


def _language(locale: str, talk: LaidOutTalk, published: str) -> Language:
    tag = language_tag(locale)
    url = f"../{tag}/index.html"
    return Language(
        tag=tag,
        name=language_name(tag),
        url=url,
        address=page_address(talk, locale, published) or url,
        is_current=locale == talk.locale,
    )
