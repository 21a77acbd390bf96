"""Files with errors, and next to each, in a comment, its diagnostic.

A comment is `<!-- error[SRC103] 2:1 did you mean -->` in Markdown, or `# error[...] ...` in YAML,
also in front matter: severity, code, line, column, words of the message or hint. Each file stands
in the project of `tests/authoring.py`, alone; all that is said of it is expected, nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.authoring import SVG, document, png, project

from diptych.diagnostics import Diagnostic
from diptych.pipeline import Prepared

FIXTURES = Path(__file__).parent / "fixtures"
_EXPECTED = re.compile(
    r"^\s*(?:<!--|\#)\s(?P<severity>error|warning)\[(?P<code>\w+)\]"
    r"\s(?P<line>\d+):(?P<column>\d+)\s(?P<words>.*?)(?:\s-->)?$",
    re.MULTILINE,
)


SourceText = tuple[int, int, str, str]
"""Line, column, code and severity."""


def expected(text: str) -> list[tuple[SourceText, str]]:
    return [
        (
            (int(found["line"]), int(found["column"]), found["code"], found["severity"]),
            found["words"],
        )
        for found in _EXPECTED.finditer(text)
    ]


def place_of(found: Diagnostic) -> SourceText:
    assert found.span is not None
    return found.span.line, found.span.column, found.kind.code, found.kind.severity.value


def files(kind: str) -> list[Path]:
    return sorted(path for path in (FIXTURES / kind).iterdir() if path.is_file())


def check(path: Path, prepared: Prepared) -> None:
    wanted = expected(path.read_text("utf-8"))
    assert sorted(map(place_of, prepared.found)) == sorted(place for place, _ in wanted)
    told = [(place_of(found), f"{found.message} | {found.hint}") for found in prepared.found]
    for place, words in wanted:
        match = next((one for one in told if one[0] == place and words in one[1]), None)
        assert match is not None, (place, words, [text for at, text in told if at == place])
        told.remove(match)


@pytest.mark.parametrize("path", files("slides"), ids=lambda path: path.name)
def test_a_slide_is_told_what_is_wrong_with_it(path: Path, tmp_path: Path) -> None:
    prepared = project(
        tmp_path,
        {
            "deck/slides/a.md": None,
            f"deck/slides/a{path.suffix}": path.read_bytes(),
            "deck/media/photo.png": png(),
            "deck/media/torn.png": png()[:-20],
            "deck/media/a b.svg": SVG,
        },
    )
    assert {found.span.file for found in prepared.found if found.span} <= {
        f"deck/slides/a{path.suffix}"
    }
    check(path, prepared)


@pytest.mark.parametrize("path", files("talks"), ids=lambda path: path.name)
def test_a_talk_is_told_what_is_wrong_with_it(path: Path, tmp_path: Path) -> None:
    prepared = project(
        tmp_path,
        {"deck/talks/talk.yaml": path.read_bytes(), "deck/slides/gpu/order-race.md": "# GPU\n"},
    )
    check(path, prepared)


@pytest.mark.parametrize("path", files("documents"), ids=lambda path: path.name)
def test_a_document_is_told_what_is_wrong_with_it(path: Path, tmp_path: Path) -> None:
    check(path, document(tmp_path, path.read_bytes()))


@pytest.mark.parametrize("kind", ["slides", "talks", "documents"])
def test_every_fixture_expects_something(kind: str) -> None:
    assert all(expected(path.read_text("utf-8")) for path in files(kind))
