"""Files of Deckset: commands, presenter notes, columns and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, notes, only, png, said, words, write_files

from diptych.blocks.bullets import Bullets
from diptych.model.walk import texts
from diptych.source.document.deckset import as_marp, is_deckset
from diptych.source.reading.source_reader import SourceReader

DECK = """\
theme: Zurich, 2
footer: Harbour Days
slidenumbers: true

# [fit] Tides

---

# Ebb
- low

^ Say **this**,
and that.

^ And more.

[.header: #FF0000]
"""


def rewritten(text: str, tmp_path: Path) -> list[str]:
    return as_marp(text, "talk.md", SourceReader(tmp_path)).body.split("\n")


def test_paragraphs_with_a_caret_are_notes_and_commands_one_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, DECK)
    (talk,) = prepared.talks
    cover, ebb = only(prepared)
    assert (talk.talk.written_for, cover.slide.layout) == ("deckset", "cover")
    assert [cover.slide.title.plain, ebb.slide.title.plain] == ["Tides", "Ebb"]
    assert words(ebb) == ["low"]
    assert notes(ebb) == ["Say this, and that.", "And more."]
    assert talk.talk.footer is not None
    assert talk.talk.footer.plain == "Harbour Days"
    (found,) = said(prepared.found)
    assert found.startswith("SRC356 1:1 2 commands have a meaning only in Deckset")
    assert found.endswith("`theme: Zurich, 2`, `[.header: #FF0000]`")


def test_notes_end_with_their_paragraph_and_a_listing_has_none(tmp_path: Path) -> None:
    text = "# [fit] A\n\nx\n^one\n^two\n\n```\n^ code\n```\n\ny\n"
    (slide,) = only(document(tmp_path, text))
    assert notes(slide) == ["one", "two"]
    assert words(slide) == ["x", "^ code", "y"]


def test_columns_stand_beside_each_other_as_long_as_their_slide(tmp_path: Path) -> None:
    text = "# A\n\n[.column]\n\none\n\n[.column]\n\n- two\n\n---\n\n# B\n\nz\n"
    first, second = authored(document(tmp_path, text))
    assert [[text.plain for text in texts(column)] for column in first.columns] == [
        ["one"],
        ["two"],
    ]
    assert [text.plain for text in texts(second.body)] == ["z"]


def test_columns_may_end_with_the_file(tmp_path: Path) -> None:
    (slide,) = authored(document(tmp_path, "# A\n\n[.column]\none\n\n[.column]\ntwo"))
    assert [[text.plain for text in texts(column)] for column in slide.columns] == [
        ["one"],
        ["two"],
    ]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("![inline](a.png)", "![](a.png)"),
        ("![inline 50% filtered](a.png)", "![](a.png){width=50%}"),
        ("![](a.png)", "![bg](a.png)"),
        ("![right, fit](a.png)", "![bg right fit](a.png)"),
        ("![left The quay](my quay.png)", "![bg left The quay](<my quay.png>)"),
        ("![autoplay loop](tide.mp4)", "![](tide.mp4)"),
        ("![](a.png)![](b.png)", "![](a.png)![](b.png)"),
        ("see ![](a.png)", "see ![](a.png)"),
    ],
)
def test_a_single_picture_is_a_background_unless_it_is_inline(
    tmp_path: Path, line: str, meant: str
) -> None:
    assert rewritten(f"# A\n\n{line}\n", tmp_path)[2] == meant


def test_a_background_behind_more_than_a_paragraph_stands_beside_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.png": png(400, 300)})
    text = "# [fit] A\n\n![](a.png)\n\n- one\n- two\n\n---\n\n# B\n\n![](a.png)\n"
    first, second = authored(document(tmp_path, text))
    assert (first.layout, second.layout) == ("picture-text", "text-on-picture")


def test_lines_of_a_listing_are_highlighted_in_stages(tmp_path: Path) -> None:
    text = "[.code-highlight: 2]\n[.code-highlight: all]\n\n```python\na\nb\n```"
    assert rewritten(text, tmp_path)[3] == "```python {2|all}"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("slidenumbers: true\n\n# A", True),
        ("theme: Zurich\nfooter: me\n\n# A", True),
        ("theme: Zurich\n\n# A", False),
        ("# A\n\n[.background-color: #000]", True),
        ("# A\n\n```\n[.column]\n```", False),
        ("---\nslidenumbers: true\n---\n\n# A", False),
        ("text: with a colon\n\n# A", False),
    ],
)
def test_commands_tell_that_a_file_is_for_deckset(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_deckset(Path("talk.md"), text) is is_one


def test_headings_divide_if_the_file_says_so_and_lists_are_built(tmp_path: Path) -> None:
    text = "slide-dividers: #, ##\nbuild-lists: true\n\n# A\n\nx\n\n## B\n\n- y\n- z\n"
    first, second = only(document(tmp_path, text))
    assert [first.slide.title.plain, second.slide.title.plain] == ["A", "B"]
    (bullets,) = second.slide.body
    assert isinstance(bullets, Bullets)
    assert [item.step for item in bullets.items] == [1, 2]
