"""Earlier findings of the documents: each case with the pages that are right.

A case is a talk in one file, `NAME.md`. `NAME.txt` says what it shows, a page behind each `page N`, as
`shown.written` has it, and before them what is reported, a fault's name on a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.property.building import build
from tests.property.forms import PICTURES, Sources
from tests.property.shown import Pages, written

CASES = Path(__file__).parent / "cases"
STRONG = frozenset({"strong"})
"""What is bold without the author's doing in the PPTX, so that only the HTML is asked for it."""


def as_text(pages: Pages, unmarked: frozenset[str] = frozenset()) -> list[str]:
    """Return pages as the text of a case."""
    return [
        line
        for number, page in enumerate(pages, start=1)
        for line in (f"page {number}", *written(page, unmarked=unmarked))
    ]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_what_was_found_once_stays_right(path: Path, tmp_path: Path) -> None:
    right = path.with_suffix(".txt").read_text("utf-8").splitlines()
    start = right.index("page 1")
    text = path.read_text("utf-8")
    pages, found = build(Sources({"talk.md": text, **PICTURES}, {}), tmp_path / "case")
    assert [problem.kind.name for problem in found] == right[:start]
    assert as_text(pages[".html"]) == right[start:]
    assert as_text(pages[".html"], STRONG) == as_text(pages[".pptx"], STRONG)
