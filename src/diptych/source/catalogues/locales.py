"""Language tags, which are also the names of output folders."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diptych.diagnostics import Span
from diptych.source.catalogues.diagnostic_kinds import COUNTRY_CODE, RIGHT_TO_LEFT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields
from diptych.typography.language import is_right_to_left

_COUNTRY = 2
"""The letters of a country's code (ISO 3166-1 alpha-2)."""
_SCRIPT = 4
"""The letters of a script's code (ISO 15924)."""
_TAG = re.compile(r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(-[A-Za-z0-9]{1,8})*")
"""Two or three letters, or five and more; four are reserved (RFC 5646, 2.2.1)."""
_RARE = 3
"""Length of the code of a language without a two-letter code."""
_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to
tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""ISO 639-1, which is complete."""
_COUNTRIES = {
    "bi": "rn", "ch": "de", "cr": "es", "kg": "ky", "kr": "ko", "li": "de", "na": "af", "se": "sv",
    "sm": "it", "tw": "zh-TW",
}  # fmt: skip
"""Codes of rare languages that are those of countries with another one, which is rather meant: all
languages of ISO 639-1 without data in CLDR, and Northern Sami and Twi; but none that would be meant
if Diptych cannot set it."""
TAG_EXAMPLES = "write one such as `en` or `ko-KR`"
"""The hint about a tag that nothing is like."""
PARTLY = "`{}` is written from right to left: paragraphs are, but columns and tables are not"
IN_ORDER = "order columns as they should stand from left to right"


def read_locale(fields: Fields, key: str, *, is_shown: bool = True) -> str | None:
    """Return a language tag (BCP 47), or None if none is given.

    If `is_shown`, talks are set in it.
    """
    tag, span = fields.string(key), fields.span_of(key)
    if tag is None or not _is_tag(tag, span, fields.reader):
        return None
    if is_shown:
        report_direction(tag, span, fields.reader)
    return tag


def read_locales(fields: Fields, key: str, *, is_shown: bool = True) -> tuple[str, ...]:
    """Return a list of language tags, each once.

    Two that differ only in capitals are one language (RFC 5646, 2.1.1), and on many machines one
    folder.
    """
    tags: dict[str, str] = {}
    for tag, span in fields.strings(key):
        if _is_tag(tag, span, fields.reader):
            first = tags.setdefault(tag.lower(), tag)
            if first != tag:
                message = f"`{tag}` is the same language as `{first}`"
                fields.reader.report(WRONG_TYPE, span, message, "name it once")
                continue
            if is_shown:
                report_direction(tag, span, fields.reader)
    return tuple(tags.values())


def meant_by(tag: str) -> str | None:
    """Return the tag that was probably meant by an invalid one, empty if unknown; None if valid.

    A language with a two-letter code has no other (BCP 47, 2.2.1): `kor` is `ko`. Country codes,
    `jp`, and names, `korean`, are not valid. Rare three-letter codes are not looked up.
    """
    if not _TAG.fullmatch(tag):
        return _as_tag(tag)
    language, *rest = tag.split("-")
    if language.lower() in _TWO_LETTERS.split():
        return None
    meant = _language_like(language)
    if meant is None:
        return None if len(language) == _RARE else ""
    return "-".join((meant, *rest))


def usual_case(tag: str) -> str:
    """Return a tag with capitals where they usually are, as in `zh-Hant-TW` (RFC 5646, 2.1.1)."""
    language, *rest = tag.lower().split("-")
    made = [language]
    for part in rest:
        is_extension = len(made[-1]) == 1
        if len(part) == _COUNTRY and not is_extension:
            made.append(part.upper())
        else:
            made.append(part.title() if len(part) == _SCRIPT and not is_extension else part)
    return "-".join(made)


def _as_tag(name: str) -> str:
    """Return the tag of a locale named as in POSIX, `pt_BR`; empty if it is none."""
    language, _, rest = name.partition("_")
    tag = f"{language}-{rest.upper() if len(rest) == _COUNTRY else rest}"
    if not rest or not _TAG.fullmatch(tag):
        return ""
    meant = meant_by(tag)
    return tag if meant is None else meant


def rather_meant(tag: str) -> tuple[str, str] | None:
    """Return what `tag` says and what was rather meant, if it is a country's code; else None.

    To mean the rare language that also has this code, one adds a country or script.
    """
    meant = _COUNTRIES.get(tag.lower())
    if meant is None:
        return None
    from babel import Locale
    from babel.core import get_global

    names = Locale("en").languages
    territory = get_global("likely_subtags").get(tag.lower(), "").rpartition("_")[2]
    own = names.get(tag.lower(), "another language")
    other = f"; for {own} write `{tag}-{territory}`" if territory else ""
    name = names[meant.partition("-")[0]]
    return f"`{tag}` is {own}, not {name}", f"{name} is `{meant}`{other}"


def _language_like(word: str) -> str | None:
    from babel import Locale
    from babel.core import get_global

    alias = get_global("language_aliases").get(word.lower())
    likely = get_global("likely_subtags").get(f"und_{word.upper()}")
    names = {name.lower(): code for code, name in Locale("en").languages.items()}
    return alias or (likely and likely.partition("_")[0]) or names.get(word.lower())


def _is_tag(tag: str, span: Span | None, reader: SourceReader) -> bool:
    meant = meant_by(tag)
    if meant is None:
        report_country(tag, span, reader)
        return True
    hint = f"did you mean `{meant}`?" if meant else TAG_EXAMPLES
    reader.report(WRONG_TYPE, span, f"`{tag}` is not a valid language tag", hint)
    return False


def report_country(tag: str, span: Span | None, reader: SourceReader) -> None:
    """Report a valid tag that is rather the code of a country."""
    other = rather_meant(tag)
    if other is not None:
        message, hint = other
        reader.report(COUNTRY_CODE, span, message, hint, subject=tag)


def report_tags(fields: Fields, key: str) -> None:
    """Report keys of texts by language that are not language tags.

    A single-file talk may have been written for another tool, where they mean something else.
    """
    value = fields.value(key)
    if value is None or not isinstance(value.data, Mapping) or fields.reader.lenient:
        return
    for tag, entry in value.data.items():
        _is_tag(tag, entry.key_span, fields.reader)


def report_direction(tag: str, span: Span | None, reader: SourceReader) -> None:
    """Report a language that is written from right to left, as only its paragraphs are."""
    if is_right_to_left(tag):
        reader.report(RIGHT_TO_LEFT, span, PARTLY.format(tag), IN_ORDER, subject=tag)
