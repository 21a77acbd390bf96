"""Content that Quarto shows only in some formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, said, words


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('.content-visible when-format="revealjs"', True),
        ('.content-visible when-format="pptx"', True),
        ('.content-visible when-format="pdf"', False),
        ('.content-visible unless-format="pdf"', True),
        ('.content-visible unless-format="revealjs"', False),
        ('.content-visible when-profile="advanced"', True),
        ('.content-hidden when-format="revealjs"', False),
        ('.content-hidden when-format="pdf"', True),
        ('.content-hidden unless-format="revealjs"', True),
        (".hidden", False),
    ],
)
def test_content_is_shown_where_its_author_shows_it(
    tmp_path: Path, attributes: str, *, shown: bool
) -> None:
    prepared = document(tmp_path, f"# A\n\nx\n\n::: {{{attributes}}}\ny\n:::\n")
    (slide,) = only(prepared)
    assert (words(slide), said(prepared.found)) == (["x", "y"] if shown else ["x"], [])
