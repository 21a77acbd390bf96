"""Every kind of diagnostic is listed, explained and documented."""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import diptych
from diptych.commands.explain.reference import (
    ORIGINS,
    WIDTH,
    all_kinds,
    explain,
    nearest_kind,
    origin,
    reference_page,
)

PACKAGE = Path(diptych.__file__).parent
PAGE = Path(__file__).parents[3] / "docs" / "diagnostics.md"
REFRESH = "DIPTYCH_REFRESH_GOLDEN=1 pytest tests/commands/explain/test_reference.py"

CODES = [kind.code for kind in all_kinds()]


def _written_codes() -> Iterator[str]:
    """Yield the code of every `DiagnosticKind(...)` in the program's text."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "DiagnosticKind"
            ):
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{path}:{node.lineno}: write the code out"
                yield str(code.value)


def test_every_kind_in_the_program_is_listed() -> None:
    written = list(_written_codes())
    assert set(written) - set(CODES) == set(), "add its module to `_DEFINED_IN`"
    assert len(written) == len(CODES)


@pytest.mark.parametrize("part", ["code", "name"])
def test_no_two_kinds_share_a_code_or_a_name(part: str) -> None:
    counts = Counter(getattr(kind, part) for kind in all_kinds())
    assert [word for word, count in counts.items() if count > 1] == []


def test_every_code_begins_with_its_origin_and_ends_with_three_digits() -> None:
    for kind in all_kinds():
        assert origin(kind) in ORIGINS
        assert re.fullmatch(r"[0-9]{3}", kind.code.removeprefix(origin(kind)))


def test_every_name_is_lower_case_words_joined_by_hyphens() -> None:
    for kind in all_kinds():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.name)


def test_every_reason_is_made_of_sentences() -> None:
    for kind in all_kinds():
        assert re.match(r"[A-Z`]", kind.why), kind.code
        assert kind.why.endswith("."), kind.code


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_within_the_width_of_a_terminal(code: str) -> None:
    lines = explain(code)
    kind = next(kind for kind in all_kinds() if kind.code == code)
    assert lines is not None
    assert lines[:2] == [f"{code}  {kind.name}  ({kind.severity.value})", ""]
    assert " ".join(lines[2:]) == kind.meaning
    assert max(map(len, lines)) <= WIDTH == 88


@pytest.mark.parametrize("written", ["SRC103", "src103", " SRC103 ", "unknown-key", "Unknown-Key"])
def test_a_kind_goes_by_its_code_or_its_name_in_any_case(written: str) -> None:
    lines = explain(written)
    assert lines is not None
    assert lines[0] == "SRC103  unknown-key  (error)"


@pytest.mark.parametrize("unknown", ["SRC999", "", "unknown"])
def test_nothing_is_explained_that_is_no_kind(unknown: str) -> None:
    assert explain(unknown) is None


def test_without_a_code_all_kinds_are_listed_in_columns() -> None:
    lines = explain(None)
    assert lines is not None
    assert [line.split() for line in lines] == [
        [kind.code, kind.severity.value, kind.name] for kind in all_kinds()
    ]
    assert {line.index(line.split()[2]) for line in lines} == {lines[0].index("broken-yaml")}


def test_the_list_follows_the_order_of_a_build() -> None:
    origins = [origin(kind) for kind in all_kinds()]
    assert list(dict.fromkeys(origins)) == [letters for letters in ORIGINS if letters in origins]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SRC1O3", "SRC103"),
        ("unknwon-key", "unknown-key"),
        ("TEXT-OVERFLOWS", "text-overflow"),
        ("qqqq", None),
    ],
)
def test_the_nearest_kind_is_found_for_a_misspelt_one(written: str, meant: str | None) -> None:
    assert nearest_kind(written) == meant


def test_the_reference_page_is_what_the_program_says() -> None:
    if not PAGE.parent.is_dir():
        pytest.skip("docs/ is not here: a source distribution carries none")
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        PAGE.write_text(reference_page(), encoding="utf-8")
    assert PAGE.read_text("utf-8") == reference_page(), f"refresh it: {REFRESH}"


def test_the_reference_page_has_a_heading_for_every_kind() -> None:
    headings = re.findall(r"^### (\S+) `(\S+)`$", reference_page(), re.MULTILINE)
    assert headings == [(kind.code, kind.name) for kind in all_kinds()]


def test_the_reference_page_says_that_errors_cannot_be_allowed() -> None:
    assert "It cannot allow an error" in " ".join(reference_page().split())
