"""Labels of what is numbered throughout a talk, `{#fig-ship}`, and what their numbers are called.

As in Quarto ("Cross References") and pandoc-crossref, the beginning of a label says what it counts.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from diptych.diagnostics import Span
from diptych.model.text import NO_BREAK_SPACE
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
_OF_PARTICLES = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3"))
"""The first and last letters of scripts in which particles follow a word directly: kana, Han,
Hangul."""
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

    @property
    def numeral(self) -> str:
        """Return its number alone: `1`, or `1a` in a row."""
        return f"{self.number}{self.letter}"

    def named(self, locale: str) -> str:
        """Return what it is called in a language: `Figure 1`, unbroken; an equation is `(1)`."""
        words = _WORDS[self.kind]
        name = (in_language(locale, words) or words["en"]).format(self.numeral)
        return name.replace(" ", NO_BREAK_SPACE)


class Unnumbered(NamedTuple):
    """A label on something that gets no number."""

    label: str
    noun: str
    """What has it, as messages call that."""
    span: Span
    is_reported: bool = False
    """Whether it has been said why nothing is there that could have a number."""
    written: str = ""
    """The id in its place that would be this label if its beginning had no capitals, `Fig-ship`."""


def label_kind(label: str) -> LabelKind | None:
    """Return what a label counts; None if it is only an id."""
    found = _LABEL.fullmatch(label)
    return _KINDS[found[1]] if found is not None else None


def meant_label(name: str) -> str | None:
    """Return the label that an id would be without capitals at its beginning, `{#Fig-ship}`."""
    head = len(re.split("[:-]", name)[0])
    label = f"{name[:head].lower()}{name[head:]}"
    return label if label != name and label_kind(label) is not None else None


def mentioned_label(key: str) -> str | None:
    """Return the label that a text mentions by `@key`; None if such a key is that of a reference.

    As in Quarto, the first letter may be a capital, which does not belong to the label.
    """
    label = f"{key[:1].lower()}{key[1:]}"
    return label if label_kind(label) is not None else None


def with_particle(key: str, known: Iterable[str]) -> str | None:
    """Return a hint if `key` is a known one with a particle right after it, `@fig-ship을`."""
    for name in sorted(known, key=len, reverse=True):
        if key.startswith(name) and _is_particle(rest := key[len(name) :]):
            return f"write `[@{name}]{rest}`: the brackets end the key"
    return None


def _is_particle(text: str) -> bool:
    letters = [any(first <= one <= last for first, last in _OF_PARTICLES) for one in text]
    return bool(letters) and all(letters)
