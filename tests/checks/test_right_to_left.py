"""Text that is written from right to left is refused or reported if it would be set wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import PROJECT, document, project, said

REFUSED = "is written from right to left, which Diptych does not support yet"


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("deck/deck.yaml", "format: 1\nsource_locale: ar\n", "2:16"),
        ("deck/deck.yaml", "format: 1\nlocales: [en, he]\n", "2:15"),
        ("deck/talks/talk.yaml", "title: T\nlocales: [en, fa-IR]\nslides: [a]\n", "2:15"),
        ("deck/talks/talk.yaml", "title: T\nlocale: uz-Arab\nslides: [a]\n", "2:9"),
    ],
)
def test_a_language_from_right_to_left_is_refused_where_it_is_declared(
    file: str, text: str, place: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {**PROJECT, file: text})
    (told,) = [one for one in said(prepared.found) if one.startswith("SRC341")]
    assert told.startswith(f"SRC341 {place} `")
    assert told.endswith(REFUSED)


@pytest.mark.parametrize(("tag", "count"), [("ar", 1), ("he", 1), ("ar-Latn", 0), ("ko", 0)])
def test_so_it_is_in_a_talk_that_is_one_file(tag: str, count: int, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\nlang: {tag}\n---\n\n# A\n\ntext\n")
    assert sum(one.startswith("SRC341 2:7") for one in said(prepared.found)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("שלום, עולם!", 1), ("1. سلام", 1), ("Peace is שלום here", 0), ("한글 שלום", 0)],
)
def test_a_text_that_begins_so_is_told(text: str, count: int, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A\n\n{text}\n"})
    assert sum(one.startswith("REF403 3:") for one in said(prepared.found)) == count
