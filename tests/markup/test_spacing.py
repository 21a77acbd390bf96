from __future__ import annotations

import unicodedata

import pytest

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Inline, LineBreak, Run, RunStyle

BOLD = RunStyle(bold=True)
CODE = RunStyle(code=True)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a    b\tc", [Run("a b c")]),
        ("a **  b** c", [Run("a ** b** c")]),
        ("**a ** b", [Run("a ", BOLD), Run("b")]),
        ("a  <br>  b", [Run("a"), LineBreak(), Run("b")]),
        ("a<br>", [Run("a")]),
        ("a <br><br/> <!-- x -->", [Run("a")]),
        ("**a**<br>", [Run("a", BOLD)]),
        ("<br>a", [LineBreak(), Run("a")]),
        ("a <!-- x --> b", [Run("a b")]),
        ("`a  b` ", [Run("a  b", CODE)]),
        ("a&nbsp; b", [Run("a\u00a0 b")]),
        (unicodedata.normalize("NFD", "한글 é"), [Run("한글 é")]),
        ("&#x1112;&#x1161;&#x11ab;", [Run("한")]),
    ],
)
def test_white_space_is_what_a_browser_shows(source: str, shown: list[Inline]) -> None:
    inlines = parse_inline(one_line("a.md", source, 1, 1)).text.inlines
    assert inlines == tuple(shown)
