"""The switch between the languages of a talk."""

from __future__ import annotations

from msgspec import Struct

from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.units import language_tag

# A language is named in itself, so that those who need it recognise it (CLDR 48, "languages").
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
    """A language that the page can be read in."""

    tag: str
    name: str
    url: str
    is_current: bool


def languages(talk: LaidOutTalk) -> tuple[Language, ...]:
    """Return the languages to switch between, none where there is only one."""
    if len(talk.locales) < 2:  # noqa: PLR2004 - one language is no choice
        return ()
    return tuple(_language(locale, talk.locale) for locale in talk.locales)


def _language(locale: str, current: str) -> Language:
    tag = language_tag(locale)
    return Language(
        tag=tag,
        name=_NAMES.get(tag, tag),
        url=f"../{tag}/index.html",
        is_current=locale == current,
    )
