"""Metadata blocks of a single-file talk are allowed where Pandoc allows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, said, words
from tests.tools import absent

from diptych.source.document.metadata import split_metadata
from diptych.source.reading.source_reader import SourceReader

BLOCKS = {
    "after blank lines": "\n\n---\ntitle: T\n---\n\n# A\n\nx\n",
    "in the middle": "# A\n\nx\n\n---\nauthor: K\n---\n\n# B\n\ny\n",
    "ending with dots": "---\ntitle: T\n...\n\n# A\n\nx\n\n---\nauthor: K\n...\n",
    "twice the same key": "---\ntitle: T\n---\n\n---\ntitle: U\nauthor: X\n---\n\n# A\n\nx\n",
    "below a title block": "% T\n% A\n\n---\nsubtitle: S\n---\n\n# A\n\nx\n",
    "never closed": "# A\n\n---\ntitle: T\n\nx\n",
    "in a listing": "# A\n\n```\n\n---\ntitle: T\n---\n\n```\n",
    "below a comment of YAML": "---\n# Front\ntitle: T\n---\n\n# A\n\nx\n",
    "with a tab": "---\nauthor: |\n\tK\n---\n\n# A\n\nx\n",
    "of prose": "# A\n\nx\n\n---\n\ntitle: T\n\n---\n\ny\n",
}


def keys(text: str, root: Path) -> set[str]:
    source = split_metadata(text, "talk.md", SourceReader(root))
    assert source is not None
    assert source.body.count("\n") == text.count("\n")
    data = source.metadata.data if source.metadata else {}
    assert isinstance(data, dict)
    return set(data)


@pytest.mark.parametrize("kind", BLOCKS)
def test_pandoc_itself_finds_the_same_keys(kind: str, tmp_path: Path) -> None:
    try:
        import pypandoc  # type: ignore[import-untyped]  # carries no types
    except ImportError:
        absent("pypandoc-binary is not installed")
    read = json.loads(pypandoc.convert_text(BLOCKS[kind], "json", format="markdown"))
    assert keys(BLOCKS[kind], tmp_path) == set(read["meta"])


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nx\n\n---\n# B\n\ny\n\n---\n# C\n\nz\n",
        "# A\n\nx\n\n---\ntext here\n\n---\n\n# B\n\ny\n",
    ],
)
def test_a_divider_right_above_a_slide_stays_one(text: str, tmp_path: Path) -> None:
    assert keys(text, tmp_path) == set()


def test_a_later_block_that_is_for_all_slides_says_so(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nx\n\n---\nmode: dark\n---\n\n# B\n\ny\n")
    assert said(prepared.found) == [
        "SRC329 6:1 `mode` is set for the whole talk here, as in any metadata block"
    ]
    assert prepared.found[0].hint == "for one slide write `{mode=dark}` after its heading"


def test_later_metadata_is_laid_over_the_first(tmp_path: Path) -> None:
    text = "---\ntitle: T\nauthor: K\n---\n\n# A\n\nx\n\n"
    text += "---\ntitle: U\nclass: middle\n---\n\n# B\n\ny\n"
    prepared = document(tmp_path, text)
    assert [slide.title.plain for slide in authored(prepared)] == ["U", "A", "B"]
    assert words(prepared.talks[0].slides[0]) == ["K"]
    assert said(prepared.found) == [
        "SRC314 11:1 `title` is already set at line 2; this one counts",
        "SRC313 12:1 `class:` is known from other tools and has no effect here",
    ]


def test_what_is_wrong_in_it_is_said_where_it_stands(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n---\ndate: {a: 1}\nauthor: [a, b\n---\n\n# B\n\ny\n"
    assert codes(document(tmp_path, text).found) == ["SRC101 7:9"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("A talk: the title", "A talk: the title"),
        (r'A "talk": the \\ title', "A “talk”: the \\ title"),
        ("@me and you", "@me and you"),
        ("*Bold* and 100%", "Bold and 100%"),
        ("% sure", "% sure"),
    ],
)
def test_values_that_need_quotes_are_read_as_if_they_had_them(
    value: str, read: str, tmp_path: Path
) -> None:
    text = f"---\nauthor: K\ntitle: {value}\nformat:\n  revealjs: default\n---\n\n# A\n\nx\n"
    prepared = document(tmp_path, text)
    assert codes(prepared.found) == ["SRC112 3:8"]
    assert authored(prepared)[0].title.plain == read
    assert words(prepared.talks[0].slides[0]) == ["K"]


def test_metadata_may_follow_a_comment_directly(tmp_path: Path) -> None:
    prepared = document(tmp_path, "<!--\nlicence\n-->\n---\ntitle: T\n---\n\n# A\n\nx\n")
    assert [slide.title.plain for slide in authored(prepared)] == ["T", "A"]
    assert said(prepared.found) == []
