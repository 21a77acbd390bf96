"""Plural rules of languages, for the headers of catalogues."""

from __future__ import annotations

_PLURALS = {
    "id ja km ko lo ms my th vi yue zh": "nplurals=1; plural=0;",
    "am bn fa fil fr gu hi hy kn oc pt-BR tl zu": "nplurals=2; plural=(n > 1);",
    "be bs hr ru sr uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 &&"
    " (n%100<10 || n%100>=20) ? 1 : 2);",
    "cs sk": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ?"
    " 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ga": "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 ? 4 : 5);",
}
"""Plural rules from gettext's own table; Diptych has no plural forms, but editors require them."""
_ONE_AND_MORE = "nplurals=2; plural=(n != 1);"
_PLURALS_OF = {locale: rule for locales, rule in _PLURALS.items() for locale in locales.split()}


def plural_forms(locale: str) -> str:
    """Return the `Plural-Forms` of a language; two forms if the language is unknown."""
    language = locale.partition("-")[0]
    return _PLURALS_OF.get(locale) or _PLURALS_OF.get(language, _ONE_AND_MORE)
