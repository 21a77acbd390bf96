"""Characters that nobody sees and no file has, but values and entities make."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.authoring import project, said


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a {{ '\\u202e' }} b", "a right-to-left override (U+202E)"),
        ("a {{ '%c' % 8238 }} b", "a right-to-left override (U+202E)"),
        ("a &#x202e; b", "a right-to-left override (U+202E)"),
        ("| a &#8294; |\n|---|\n| b |", "a left-to-right isolate (U+2066)"),
        ("a {{ '\\x1b[2J' }} b", "a character that cannot be shown"),
    ],
)
def test_what_an_expression_or_an_entity_makes_is_told(
    text: str, made: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A\n\n{text}\n"})
    (told,) = [one for one in said(prepared.found) if one.startswith("REF405")]
    assert told.startswith("REF405 3:")
    assert told.endswith(f"what is written here makes {made}")


def test_what_a_file_has_is_told_once_where_it_is_read(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": "# A\n\na \u202e b\n"})
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC114"]


def test_so_is_what_escapes_in_data_make(tmp_path: Path) -> None:
    files = {
        "deck/data/rows.json": json.dumps([{"name": "x\u202ey", "id": "x"}]),
        "deck/slides/a.md": "# A\n\n```table\nfile: ../data/rows.json\n```\n",
    }
    codes = {one.split()[0] for one in said(project(tmp_path, files).found)}
    assert codes & {"SRC114", "REF405"}
