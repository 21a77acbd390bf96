"""What `diptych explain` says of a slide's layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import write_files

from diptych.commands.explain.slide import explain_slide
from diptych.config import BuildConfig


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("# Part", "It has the layout `section` by what it is"),
        ("# Part {layout=statement}", "The slide asks for `layout: statement`."),
        ("# Part\n\nwords", "The talk is `arrange: plain`"),
    ],
)
def test_only_what_an_author_wrote_is_called_a_wish(
    heading: str, reason: str, tmp_path: Path
) -> None:
    text = f"---\nslide-level: 2\n---\n\n{heading}\n\n## A\n\nx\n"
    write_files(tmp_path, {"talk.md": text})
    lines = explain_slide("part", BuildConfig(root=tmp_path, document=tmp_path / "talk.md"))
    assert lines is not None
    assert any(line.startswith(reason) for line in lines)
