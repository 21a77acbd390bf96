"""What Korean text requires of typesetting."""

from __future__ import annotations

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Inline, Run
from diptych.resolve.korean import upright


def inlines(source: str) -> tuple[Inline, ...]:
    return parse_inline(one_line("a.md", source, 1, 1)).text.inlines


def test_emphasis_on_hangul_is_bold_and_never_slanted() -> None:
    hangul, plain, latin = upright(inlines("*핵심*은 *GPU*"))
    assert isinstance(hangul, Run)
    assert (hangul.style.bold, hangul.style.italic) == (True, False)
    assert isinstance(plain, Run)
    assert isinstance(latin, Run)
    assert (latin.style.bold, latin.style.italic) == (False, True)
