"""Emphasis in a transcript is read by Markdown as it was meant, whatever is beside it."""

from __future__ import annotations

import random

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from diptych.model.text import PLAIN, RunStyle
from diptych.render.passages import Words
from diptych.render.text.emphasis import inline

BOLD, ITALIC, CODE = RunStyle(bold=True), RunStyle(italic=True), RunStyle(code=True)
STRUCK, BOTH = RunStyle(strike=True), RunStyle(bold=True, italic=True)
BOLD_CODE = RunStyle(bold=True, code=True)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ((Words("a "), Words("b", None, BOLD), Words(" c")), "a **b** c"),
        ((Words("a "), Words("b ", None, ITALIC), Words("c")), "a *b* c"),
        ((Words("GPU(그래픽)", None, BOLD), Words("는 칩이다")), "**GPU(그래픽**)는 칩이다"),
        ((Words("“모델”", None, BOLD), Words("을 만든다")), "**“모델**”을 만든다"),
        ((Words("모델", None, BOLD), Words("을 만든다")), "**모델**을 만든다"),
        ((Words("a", None, BOTH), Words("b", None, BOLD)), "**ab**"),
        ((Words("a", None, BOTH),), "***a***"),
        ((Words("x | `y`", None, CODE),), "`` x | `y` ``"),
        ((Words("old", None, STRUCK), Words(" new")), "~~old~~ new"),
        ((Words("here", "https://example.org/", BOLD),), "[**here**](https://example.org/)"),
        ((Words("(x)", None, BOLD_CODE), Words("는")), "`(x)`는"),
        ((Words("…", None, BOLD), Words("x")), "…x"),
        ((Words("2 * 3 * 4"),), "2 \\* 3 \\* 4"),
    ],
)
def test_words_have_the_signs_of_their_style(words: tuple[Words, ...], written: str) -> None:
    assert inline(words) == written


def test_a_bar_in_the_code_of_a_table_does_not_end_its_cell() -> None:
    words = (Words("a|b", None, CODE),)
    assert (inline(words), inline(words, in_table=True)) == ("`a|b`", "`a\\|b`")


def read(markdown: str) -> list[tuple[str, tuple[bool, ...]]]:
    """Return each character of inline Markdown, and whether it is bold, italic, struck, code."""
    parser = MarkdownIt("commonmark").enable("strikethrough")
    tokens: list[Token] = parser.parseInline(markdown)[0].children or []
    names = ("strong", "em", "s")
    depth = dict.fromkeys(names, 0)
    found = []
    for token in tokens:
        if (name := token.type.rpartition("_")[0]) in names:
            depth[name] += token.nesting
        for character in token.content:
            is_code = token.type == "code_inline"
            found.append((character, (*(depth[one] > 0 for one in names), is_code)))
    return found


def test_any_words_are_read_as_they_are_and_no_letter_has_a_style_of_others() -> None:
    dice = random.Random(7)  # noqa: S311 - the same each time
    pieces = [*"a는(_)”“ *`~!\\€", "b c", "한국어"]
    styles = (PLAIN, BOLD, ITALIC, BOTH, STRUCK, CODE, BOLD_CODE)
    for _ in range(1000):
        words = [
            Words("".join(dice.choices(pieces, k=dice.randint(1, 4))), None, dice.choice(styles))
            for _ in range(dice.randint(1, 4))
        ]
        written = f"x{inline((Words(' '), *words, Words(' ')))}x"
        shown = read(written)[2:-2]
        meant = [(character, one.style) for one in words for character in one.text]
        assert [one[0] for one in shown] == [character for character, _ in meant], written
        for (character, is_shown), (_, style) in zip(shown, meant, strict=True):
            is_meant = (style.bold, style.italic, style.strike, style.code)
            assert all(it or not was for was, it in zip(is_shown, is_meant, strict=True)), written
            assert is_shown[3] == style.code
            if character.isalnum() and style == BOLD:
                assert is_shown == is_meant, written
