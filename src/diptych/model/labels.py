"""Labels of what is numbered throughout a talk, `{#fig-ship}`, and what their numbers are called.

As in Quarto ("Cross References") and pandoc-crossref, the beginning of a label says what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from diptych.model.theme import in_language

LabelKind = Literal["equation", "figure", "table", "listing"]
_KINDS: Mapping[str, LabelKind] = {
    "eq": "equation",
    "fig": "figure",
    "tbl": "table",
    "lst": "listing",
}
AFTER_NUMBER = ": "
"""Between the number of a figure and its caption."""
_LABEL = re.compile(rf"({'|'.join(_KINDS)})[:-][\w:.-]+")
_WORDS: Mapping[LabelKind, Mapping[str, str]] = {
    "equation": {"en": "({})"},
    "figure": {
        "en": "Figure {}", "ko": "그림 {}", "de": "Abbildung {}", "es": "Figura {}",
        "fr": "Figure {}", "it": "Figura {}", "ja": "図 {}", "nl": "Figuur {}",
        "pt": "Figura {}", "zh": "图 {}", "zh-Hant": "圖 {}", "zh-TW": "圖 {}",
    },
    "table": {
        "en": "Table {}", "ko": "표 {}", "de": "Tabelle {}", "es": "Tabla {}",
        "fr": "Tableau {}", "it": "Tabella {}", "ja": "表 {}", "nl": "Tabel {}",
        "pt": "Tabela {}", "zh": "表 {}",
    },
    "listing": {
        "en": "Listing {}", "ko": "코드 {}", "de": "Listing {}", "es": "Listado {}",
        "fr": "Listing {}", "it": "Listato {}", "ja": "リスト {}", "nl": "Listing {}",
        "pt": "Listagem {}", "zh": "代码 {}", "zh-Hant": "程式碼 {}", "zh-TW": "程式碼 {}",
    },
}  # fmt: skip


class Labelled(NamedTuple):
    """What texts refer to by its number."""

    kind: LabelKind
    number: int
    slide: str
    """The id of the slide on which it is first."""
    letter: str = ""
    """That of a picture of a row that has the number itself: `a`."""

    def named(self, locale: str) -> str:
        """Return what it is called in a language: `Figure 1`; an equation is `(1)`."""
        words = _WORDS[self.kind]
        return (in_language(locale, words) or words["en"]).format(f"{self.number}{self.letter}")


def label_kind(label: str) -> LabelKind | None:
    """Return what a label counts; None if it is no label, but only an id."""
    found = _LABEL.fullmatch(label)
    return _KINDS[found[1]] if found is not None else None
