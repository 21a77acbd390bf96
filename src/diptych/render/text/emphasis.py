"""Words as inline CommonMark: bold, italic, struck, code and links, and nothing else as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from diptych.model.text import RunStyle
from diptych.render.passages import Words

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#]")
_URL = re.compile(r"[\s<>\\()]")
_SIGNS: tuple[tuple[Callable[[Words], bool], str], ...] = (
    (lambda words: words.style.strike, "~~"),
    (lambda words: words.style.bold and not words.style.strike, "**"),
    (lambda words: words.style.italic and not words.style.strike, "*"),
)
"""What is put around words of a style, the outermost first.

Words that are struck are only that: two different signs side by side cannot stand next to a letter.
"""


def escaped(text: str) -> str:
    """Return text without a sign that Markdown would take for its own."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def inline(words: Iterable[Words], *, in_table: bool = False) -> str:
    """Return words as inline Markdown; a bar within the code of a table is escaped there too."""
    return "".join(_linked(_settled(words), in_table=in_table))


def _settled(words: Iterable[Words]) -> Sequence[Words]:
    """Return words in styles whose Markdown can be adjacent.

    Adjacent code is one piece, since the fences of two would be read as one. Where bold and italic
    words meet only the bold ones are emphasised, since their signs would be ambiguous.
    """
    made: list[Words] = []
    for one in words:
        last = made[-1] if made else None
        if last and last.style.code and one.style.code and last.link == one.link:
            style = last.style if last.style == one.style else RunStyle(code=True)
            made[-1] = Words(last.text + one.text, one.link, style)
        else:
            made.append(one)
    settled: list[Words] = []
    for is_emphasised, members in groupby(made, key=_is_emphasised):
        together = list(members)
        if is_emphasised and len({(one.style.bold, one.style.italic) for one in together}) > 1:
            together = [replace(one, style=replace(one.style, italic=False)) for one in together]
        settled += together
    return settled


def _is_emphasised(words: Words) -> bool:
    return (words.style.bold or words.style.italic) and not words.style.strike


def _linked(words: Sequence[Words], *, in_table: bool) -> Iterator[str]:
    """Yield the words of each link; what stands beside it decides what may be emphasised."""
    groups = [(link, tuple(members)) for link, members in groupby(words, key=lambda one: one.link)]
    for number, (link, members) in enumerate(groups):
        if link is None:
            before = "]" if number else ""
            after = "[" if number + 1 < len(groups) else ""
            yield _emphasised(members, _SIGNS, before, after, in_table=in_table)
        else:
            shown = _emphasised(members, _SIGNS, "[", "]", in_table=in_table)
            address = _URL.sub(lambda found: f"%{ord(found[0]):02X}", link)
            yield f"[{shown}]({address})"


def _emphasised(
    words: Sequence[Words],
    signs: Sequence[tuple[Callable[[Words], bool], str]],
    before: str,
    after: str,
    *,
    in_table: bool,
) -> str:
    """Return words with the signs of their styles.

    `before` and `after` are the characters around them, empty at the ends of a text.
    """
    if not signs:
        return _plain(words, in_table=in_table)
    (has, sign), *inner = signs
    shown = ""
    parts = [(is_set, tuple(members)) for is_set, members in groupby(words, key=has)]
    for number, (is_set, members) in enumerate(parts):
        last = _edge(parts[number - 1][1][-1]) if number else before
        following = _first(parts[number + 1][1][0]) if number + 1 < len(parts) else after
        if not is_set:
            shown += _emphasised(members, inner, last, following, in_table=in_table)
            continue
        left, kept, right = _flanked(members, last, following)
        text = _emphasised(kept, inner, sign, sign, in_table=in_table)
        shown += _plain(left, in_table=in_table)
        shown += f"{sign}{text}{sign}" if kept else ""
        shown += _plain(right, in_table=in_table)
    return shown


def _flanked(
    words: Iterable[Words], before: str, after: str
) -> tuple[Sequence[Words], Sequence[Words], Sequence[Words]]:
    """Return words in three parts; the second may have signs of emphasis around it.

    Space cannot follow the first sign or precede the last, nor can punctuation if a letter is on
    the other side, as with a Korean particle after a bracket (CommonMark 0.31, 6.2). Such
    characters stay outside.
    """
    units = list(_units(words))
    start, end = 0, len(units)
    while start < end and not _may_part(_edge(units[start - 1]) if start else before, units[start]):
        start += 1
    while start < end and not _may_part(
        _edge(units[end]) if end < len(units) else after, units[end - 1]
    ):
        end -= 1
    return units[:start], units[start:end], units[end:]


def _units(words: Iterable[Words]) -> Iterator[Words]:
    """Yield words character by character, but code and formulas whole."""
    for one in words:
        if one.style.code or one.formula is not None:
            yield one
        else:
            yield from (Words(character, one.link, one.style) for character in one.text)


def _edge(words: Words) -> str:
    return _sign(words) or words.text[-1]


def _first(words: Words) -> str:
    return _sign(words) or words.text[0]


def _sign(words: Words) -> str:
    """Return the sign around code or a formula; empty for words."""
    if words.formula is not None:
        return "$"
    return "`" if words.style.code else ""


def _may_part(outside: str, inside: Words) -> bool:
    """Return whether a sign may stand between a character outside of emphasis and one inside.

    Between two signs of punctuation it could both begin and end emphasis, so it stands at none.
    """
    edge = _edge(inside)
    if edge.isspace():
        return False
    return unicodedata.category(edge)[0] not in "PS" or not outside or outside[-1].isspace()


def _plain(words: Iterable[Words], *, in_table: bool) -> str:
    return "".join(_code(one, in_table=in_table) for one in words)


def _code(words: Words, *, in_table: bool) -> str:
    """Return words without emphasis, as code if they are (CommonMark 0.31, 6.1), or a formula."""
    if words.formula is not None:
        tex = " ".join(words.text.split())
        return f"${tex.replace('|', chr(92) + 'vert ') if in_table else tex}$"
    if not words.style.code:
        return escaped(words.text)
    text = words.text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    is_padded = text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ")
    pad = " " if is_padded and not text.isspace() else ""
    return f"{fence}{pad}{text.replace('|', chr(92) + '|') if in_table else text}{pad}{fence}"
