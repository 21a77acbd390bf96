"""What a person reads or listens to: words with their links and styles, in passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.formula import Formula
from diptych.model.text import PLAIN, LineBreak, Run, RunStyle, SetInline, worded
from diptych.model.theme import Align
from diptych.render.links import anchor_in, is_safe

PassageKind = Literal[
    "title",
    "text",
    "item",
    "heading",
    "quote",
    "code",
    "formula",
    "picture",
    "table",
    "source",
    "term",
    "definition",
]


class Words(Struct, frozen=True, omit_defaults=True):
    """Consecutive words in one style with the same link."""

    text: str
    link: str | None = None
    """An address, or `#` and the anchor of a slide."""
    style: RunStyle = PLAIN
    """In what their style differs from that of the words around them."""
    formula: Formula | None = None
    """The formula that they are the TeX of; None for words."""


class Passage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph, a picture's alternative text, or a table."""

    kind: PassageKind
    words: tuple[Words, ...] = ()
    level: int = 0
    """The depth of an item in its list, 0 for the first."""
    sign: str = ""
    """The number or box of an item, `3.` or `☐`; empty for a bullet."""
    begins: bool = False
    """Whether an item is the first of a list, or a line of code that of a listing."""
    continues: bool = False
    """Whether it is a further paragraph of the item before it."""
    language: str = ""
    """Its language, if different from that of the talk."""
    rows: tuple[tuple[tuple[Words, ...], ...], ...] = ()
    """The cells of a table."""
    has_header: bool = False
    """Whether the first row of a table names its columns."""
    has_row_heads: bool = False
    """Whether the first column of a table names its rows."""
    align: tuple[Align, ...] = ()
    """How each column of a table is aligned."""

    tex: str = ""
    """A displayed formula as its author wrote it; its words say what it says."""
    formula: Formula | None = None
    """The same formula as it is shown."""

    @property
    def plain(self) -> str:
        """Return its words alone."""
        return "".join(words.text for words in self.words)

    @property
    def said(self) -> str:
        """Return a formula in the words that its author gives for it; empty if there are none."""
        return self.plain if self.plain != self.tex else ""


def words_of(runs: Iterable[SetInline], *, is_code: bool = False) -> tuple[Words, ...]:
    """Return the words of runs; line breaks are kept in code, which has no styles.

    Icons are named if there are no words beside them.
    """
    shown = list(runs)
    icons = [run for run in shown if isinstance(run, Run) and run.icon]
    if icons:
        shown = list(worded(shown)) or [Run(", ".join(run.icon for run in icons))]
    told = (_told(run, "\n" if is_code else " ") for run in shown)
    return joined(replace(words, style=PLAIN) if is_code else words for words in told)


def joined(told: Iterable[Words]) -> tuple[Words, ...]:
    """Return words with adjacent ones of the same link and style joined."""
    made: list[Words] = []
    for words in told:
        is_words = made and made[-1].formula is None and words.formula is None
        if is_words and (made[-1].link, made[-1].style) == (words.link, words.style):
            made[-1] = replace(words, text=made[-1].text + words.text)
        else:
            made.append(words)
    return tuple(made)


def _told(run: SetInline, breaks: str) -> Words:
    if isinstance(run, LineBreak):
        return Words(breaks)
    if run.role == "citation":
        return Words(f"[{run.text.strip('[]')}]")
    text = run.text if run.formula is None else run.formula.tex
    return Words(text, told_link(run.link), run.style, run.formula)


def told_link(link: str | None) -> str | None:
    """Return where a link of a slide leads from its words; None for one that is not safe."""
    if link is None or not is_safe(link):
        return None
    anchor = anchor_in(link)
    return link if anchor is None else f"#{anchor}"
