"""What Pygments says of source code: the role of each part, and nothing lost."""

from __future__ import annotations

import json
from itertools import accumulate

import pytest

from diptych.isolation.lexing import lexed
from diptych.model.syntax import SYNTAX_ROLES

SAMPLES = {
    "bash": 'for f in *.txt; do echo "$f" # 파일\ndone',
    "c": "#include <stdio.h>\nint main(void) { return 0x1F; }",
    "css": "a:hover { color: #fff; /* x */ }",
    "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new",
    "go": 'package main\nfunc f() string { return "x" }',
    "html": '<p class="x">&amp;</p><!-- c -->',
    "java": "class A { int f() { return 1; } } // x",
    "javascript": "const x = async (y) => `${y}` ?? null;",
    "json": '{"key": [1, true, "x"]}',
    "pycon": ">>> 1 + 1\n2",
    "python": "\n\n@cache\nclass A(B):\n\tdef f(self) -> int:\n\t\treturn 1e-4 if x else None",
    "rust": "fn main() { let x: u8 = 1; } // x",
    "sql": "SELECT count(*) FROM t WHERE x = 'y'; -- c",
    "typescript": "interface A { x: number }",
    "yaml": "key: value # c",
}


def roles(language: str, text: str) -> list[list[tuple[str, str]]]:
    """Return the parts of each line with their roles."""
    found = []
    for line, tokens in zip(
        text.split("\n"), json.loads(lexed(language, text))["tokens"], strict=True
    ):
        ends = [*accumulate(length for length, _ in tokens)]
        starts = [0, *ends][: len(ends)]
        assert (ends or [0])[-1] == len(line)
        found.append(
            [
                (line[start:end], role)
                for start, end, (_, role) in zip(starts, ends, tokens, strict=True)
            ]
        )
    return found


@pytest.mark.parametrize("language", SAMPLES)
def test_each_line_has_all_of_its_characters_in_known_roles(language: str) -> None:
    found = {role for line in roles(language, SAMPLES[language]) for _, role in line}
    assert found <= {"", *SYNTAX_ROLES}
    assert len(found) > 1


def test_the_last_line_of_a_diff_has_its_colour_too() -> None:
    assert roles("diff", "-old\n+new") == [[("-old", "deleted")], [("+new", "inserted")]]


def test_parts_have_the_roles_that_a_reader_would_give_them() -> None:
    assert roles("python", 'def f(x: int = 1):  # c\n    """Doc."""\n    return "a\\n"') == [
        [
            ("def ", "keyword"), ("f", "function"), ("(x: ", ""), ("int ", "builtin"), ("= ", ""),
            ("1", "number"), ("):  ", ""), ("# c", "comment"),
        ],
        [("    ", ""), ('"""Doc."""', "comment")],
        [
            ("    ", ""), ("return ", "keyword"), ('"a', "string"), ("\\n", "constant"),
            ('"', "string"),
        ],
    ]  # fmt: skip


def test_a_text_over_several_lines_has_its_role_in_each() -> None:
    assert roles("c", "/* a\n\nb */") == [[("/* a", "comment")], [], [("b */", "comment")]]


def test_what_is_added_and_removed_is_told_apart() -> None:
    assert roles("diff", "-old\n+new\n same") == [
        [("-old", "deleted")],
        [("+new", "inserted")],
        [(" same", "")],
    ]


def test_an_unknown_language_is_answered_with_those_that_are_known() -> None:
    known = json.loads(lexed("pyton", "x"))["known"]
    assert {"python", "diff", "rust"} <= set(known)
