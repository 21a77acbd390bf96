"""Emphasis and quotation marks, compared with Pandoc's own reading of the same lines.

What is right comes from Pandoc itself: `read_by_pandoc` writes its reading down in the same way as
`read_by_us` writes ours, `{bi:` before bold italic words and `{:` before plain ones.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import Any

import pypandoc  # type: ignore[import-untyped]  # carries no types
import pytest

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Run

Styled = Iterator[tuple[str, frozenset[str]]]

_LETTERS = {"Strong": "b", "Emph": "i", "Strikeout": "s", "Superscript": "^", "Subscript": "_"}
_MARKS = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


def read_by_pandoc(sources: Sequence[str]) -> list[str]:
    """Return how Pandoc reads each of the lines, all of them in one run."""
    written = pypandoc.convert_text("\n\n".join(sources), "json", format="markdown")
    paragraphs = [block["c"] for block in json.loads(written)["blocks"]]
    assert len(paragraphs) == len(sources), "a line was no paragraph, or several"
    return [_written(_pandocs(inlines, frozenset())) for inlines in paragraphs]


def _pandocs(inlines: Iterable[Any], style: frozenset[str]) -> Styled:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        match content:
            case str():
                yield content.replace("\u00a0", " "), style  # after what Pandoc calls abbreviations
            case None:
                yield " ", style
            case [{"t": quotes}, [*inner]] if kind == "Quoted":
                yield _MARKS[quotes][0], style
                yield from _pandocs(inner, style)
                yield _MARKS[quotes][1], style
            case [_, str(code)]:
                yield code, style | {"c"}
            case [_, [*inner], *_] if kind in {"Link", "Span"}:
                yield from _pandocs(inner, style)
            case [*inner]:
                yield from _pandocs(inner, style | {_LETTERS[kind]})
            case _:
                raise AssertionError(f"no line here makes a {kind}")


def read_by_us(source: str) -> str:
    """Return how we read a line."""
    text = parse_inline(one_line("a.md", source, 1, 1)).text
    return _written((run.text, _letters(run)) for run in text.runs if isinstance(run, Run))


def _letters(run: Run) -> frozenset[str]:
    style = run.style
    has = {"b": style.bold, "i": style.italic, "s": style.strike, "c": style.code}
    raised = {"super": "^", "sub": "_"}.get(style.raised, "")
    return frozenset([*(letter for letter, is_set in has.items() if is_set), *raised])


def _written(pieces: Styled) -> str:
    characters = ((c, style) for text, style in pieces for c in text)
    shown, last = "", frozenset[str]()
    for style, stretch in groupby(characters, key=lambda one: last if one[0] == " " else one[1]):
        words = "".join(c for c, _ in stretch)
        if style != last and words.strip():
            shown += f"{{{''.join(sorted(style))}:"
            last = style
        shown += words
    # Pandoc takes spaces within quotation marks away; no word is lost or gained by that.
    return re.sub("([“‘]) +| +(?=[”’])| +$|(?<= ) +", r"\1", shown)


def _lines(pieces: Sequence[str], seed: int, count: int = 400) -> list[str]:
    """Return lines made of `pieces` at random; the word before them keeps each a paragraph."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    lines = ("Q " + "".join(dice.choices(pieces, k=dice.randint(2, 9))) for _ in range(count))
    return [line for line in dict.fromkeys(map(str.strip, lines)) if line != "Q"]


@pytest.mark.parametrize(
    ("seed", "pieces"),
    [
        (1, ["a", "b", " ", "*", "*", "**", "***", "(", ")", "%", ".", ",", "1"]),
        (2, ["a", "b", " ", "_", "*", "**", "__", "(", ")", "-"]),
        (3, ["a", "s", " ", "'", "'", '"', '"', "(", ")", "-", ".", "9"]),
        (4, ["a", " ", "'", '"', "*", "**", "_", "`c`", "--", "...", "“", "”", "‘", "’"]),
        (5, ["a", "b", " ", "'", '"', "*", "[b](c)", "¿", "«", "»", "=", "/", r"\*", r"\""]),
        (6, ["가", "나", " ", "*", "**", "(", ")", "%", "“", "”"]),
        (7, ["a", " ", "~~b~~", "x^2^", "H~2~O", "*", "**", "'", '"']),
    ],
)
def test_lines_made_at_random_read_as_in_pandoc(seed: int, pieces: list[str]) -> None:
    lines = _lines(pieces, seed)
    ours = [read_by_us(line) for line in lines]
    assert dict(zip(lines, ours, strict=True)) == dict(
        zip(lines, read_by_pandoc(lines), strict=True)
    )


def test_emphasis_reads_as_in_pandoc_between_all_neighbours() -> None:
    outside = ["", " ", "a", "(", ")", "%", ".", "-", "“", "가", "1"]
    inside = ["x", "x)", "(x", "50%", "x.", "“x”", "가(x)"]
    marks = ["*", "**", "***", "_", "__"]
    lines = [
        f"Q {before}{mark}{words}{mark}{after}"
        for mark, before, words, after in product(marks, outside, inside, outside)
        if not (mark in {"_", "__"} and after == "가")  # a particle may follow: see below
    ]
    wrong = {
        line: (ours, pandocs)
        for line, pandocs in zip(lines, read_by_pandoc(lines), strict=True)
        if (ours := read_by_us(line)) != pandocs
    }
    assert wrong == {}


def test_quotation_marks_read_as_in_pandoc_between_all_neighbours() -> None:
    outside = ["", " ", "a", "(", ")", "%", ".", "-", "--", "...", "=", "/", "¿", "«", "»", "9"]
    inside = ["x", "(x)", "*x*", "it's", 'a "b" c', "a 'b' c"]
    lines = [
        f"Q {before}{mark}{words}{mark}{after}"
        for mark, before, words, after in product("'\"", outside, inside, outside)
    ]
    wrong = {
        line: (ours, pandocs)
        for line, pandocs in zip(lines, read_by_pandoc(lines), strict=True)
        if (ours := read_by_us(line)) != pandocs
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("the '80s", "the ’80s"),
        ('"a"-"b"', "“a”-“b”"),
        ('¿"b"?', "¿“b”?"),
        ('«"a"»', "«“a”»"),
        ('…"f"', "…“f”"),
        ('="i"', "=“i”"),
        ("it's 'so'", "it’s ‘so’"),
        ("5'10\"", "5’10”"),
        ("\"'a' b\"", "“‘a’ b”"),
        ('"no end', "“no end"),
        ("rock 'n' roll", "rock ‘n’ roll"),
        ("{{ x }}'s 'y'", "’s ‘y’"),
        # Korean and Japanese words begin without a space, and particles follow at once.
        ("'인용'은 \"한국어\"는", "‘인용’은 “한국어”는"),
        ('그는"안녕"이라고 했다', "그는“안녕”이라고 했다"),
        ('彼は"hello"と', "彼は“hello”と"),
        ("'90년대", "’90년대"),
    ],
)
def test_quotation_marks_stand_the_right_way_round(typed: str, shown: str) -> None:
    assert parse_inline(one_line("a.md", typed, 1, 1)).text.plain == shown


@pytest.mark.parametrize(
    "source",
    ["'" * 3000, "\"'" * 1500, "*'a\" " * 500, "*a _b **c __d " * 300, "~~a *" * 500, "'a " * 900],
)
def test_marks_without_an_end_neither_raise_nor_hang(source: str) -> None:
    assert parse_inline(one_line("a.md", source, 1, 1)).text.source == source
