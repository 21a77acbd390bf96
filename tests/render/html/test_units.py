"""What is left out of scripts and style sheets when they are written."""

from __future__ import annotations

import pytest

from diptych.render.html.units import without_comments


def test_comments_on_lines_of_their_own_are_left_out_with_indentation() -> None:
    source = "/* About\n   it. */\n\n(function () {\n  // Why.\n  a(); /* b */\n\n})();\n"
    assert without_comments(source) == "(function () {\na(); /* b */\n})();\n"


def test_a_licence_stays() -> None:
    assert without_comments("/*! MIT */\n/* a */\nb {}\n") == "/*! MIT */\nb {}\n"


@pytest.mark.parametrize("source", ["a = `\n  // b\n`;\n", 'a = "\\\n  // b";\n'])
def test_a_script_whose_lines_may_begin_in_a_string_stays_as_it_is(source: str) -> None:
    assert without_comments(source) == source
