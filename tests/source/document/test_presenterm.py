"""Files of presenterm: commands in comments, underlined titles, front matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, notes, only, said, words

from diptych.blocks.code import Code
from diptych.model.deck import Slide
from diptych.source.document.presenterm import as_reveal, is_presenterm

HEAD = """\
---
title: Tea
sub_title: Leaves
theme:
  name: dark
options:
  incremental_lists: true
---

"""
END = "\n<!-- end_slide -->\n"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("<!-- end_slide -->", "---"),
        ("<!-- pause -->", ". . ."),
        ("<!-- font_size: 2 -->", ""),
        ("<!-- include: part.md -->", "{{< include part.md >}}"),
        ("<!-- speaker_note: say it -->", '<aside class="notes">say it</aside>'),
        ("![image:width:40%](a.png)", "![](a.png){width=40%}"),
        ("Title\n===", "# Title\n"),
        ("Title\n---", "# Title\n"),
        ("text\n\n---", "text\n\n"),
        ("- item\n---", "- item\n"),
        ("```rust +exec {1|3} +line_numbers\n<!-- pause -->\n```", None),
        ("<!--\nspeaker_note: |\n  one\n  two\n-->", None),
    ],
)
def test_what_only_presenterm_has_is_written_as_in_reveal_md(line: str, meant: str | None) -> None:
    written = {
        "`": "```rust {1|3}\n<!-- pause -->\n```",
        "<": '<aside class="notes">\n\none\ntwo\n</aside>',
    }
    assert as_reveal(line) == (written[line[0]] if meant is None else meant)


def test_commands_end_slides_and_are_notes(tmp_path: Path) -> None:
    note = "<!-- speaker_note: hush -->"
    text = f"{HEAD}First\n===\n\n* a\n* b\n\n{note}\n{END}\nB\n---\n\nx\n"
    prepared = document(tmp_path, text)
    cover, first, second = only(prepared)
    assert cover.slide.title.plain == "Tea"
    assert words(cover)[-1:] == ["Leaves"]
    assert (first.slide.title.plain, words(first), notes(first)) == ("First", ["a", "b"], ["hush"])
    assert _steps(first.slide) == [1, 2]
    assert (second.slide.title.plain, words(second)) == ("B", ["x"])
    assert said(prepared.found) == []


def test_a_pause_may_be_between_items(tmp_path: Path) -> None:
    (slide,) = authored(document(tmp_path, f"A\n===\n\n* a\n<!-- pause -->\n* b\n{END}"))
    assert _steps(slide) == [0, 1]


def _steps(slide: Slide) -> list[int]:
    return [item.step for block in slide.body for item in getattr(block, "items", ())]


def test_columns_are_beside_each_other_with_their_widths(tmp_path: Path) -> None:
    layout = (
        "<!-- column_layout: [3, 1] -->\n\n<!-- column: 0 -->\n\na\n\n<!-- column: 1 -->\n\nb\n"
    )
    text = f"A\n===\n\n{layout}\n<!-- reset_layout -->\n\nbelow\n{END}\nB\n===\n\n{layout}{END}"
    first, second = only(document(tmp_path, text))
    for slide in (first, second):
        left, right = slide.frames[1], slide.frames[2]
        assert left.box.y == right.box.y
        assert left.box.right < right.box.x
        assert left.box.width > 2 * right.box.width
    assert words(first) == ["a", "b", "below"]


def test_one_column_with_content_is_no_column(tmp_path: Path) -> None:
    text = f"A\n===\n\n<!-- column_layout: [1, 2, 1] -->\n<!-- column: 1 -->\n\nb\n{END}\nB\n===\n"
    assert "<div" not in as_reveal(text)
    assert words(only(document(tmp_path, text))[0]) == ["b"]


def test_columns_that_no_empty_line_ends_lose_no_words() -> None:
    columns = "<!-- column: 0 -->\na\n<!-- column: 1 -->\nb\n<!-- end_slide -->"
    assert as_reveal(f"<!-- column_layout: [1, 1] -->\n{columns}").split() == ["a", "b", "---"]


def test_dashes_divide_slides_if_an_option_says_so(tmp_path: Path) -> None:
    head = "---\noptions:\n  end_slide_shorthand: true\n---\n\n"
    text = f"{head}# A\n\nx\n\n<!-- jump_to_middle -->\n\n---\n\nB\n===\n\ny\n"
    assert [one.title.plain for one in authored(document(tmp_path, text))] == ["A", "B"]


def test_an_underlined_title_begins_a_slide_if_an_option_says_so(tmp_path: Path) -> None:
    head = "---\noptions:\n  implicit_slide_ends: true\n---\n\n"
    text = f"{head}A\n===\n\nx\n\n<!-- pause -->\n\nB\n===\n\ny\n"
    assert [one.title.plain for one in authored(document(tmp_path, text))] == ["A", "B"]


def test_a_skipped_slide_is_hidden(tmp_path: Path) -> None:
    text = f"A\n===\n\nx\n{END}\n<!-- skip_slide -->\n\nB\n===\n\ny\n"
    assert [one.hidden for one in authored(document(tmp_path, text))] == [False, True]


def test_lines_of_a_listing_are_highlighted_in_stages(tmp_path: Path) -> None:
    text = f"A\n===\n\n```python {{1|2}} +exec\na\nb\n```\n{END}"
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    assert any(isinstance(block, Code) for block in slide.body)
    assert said(prepared.found) == []


@pytest.mark.parametrize(
    "text", ["```\n<!-- end_slide -->\n```", "text <!-- end_slide --> text", "<!-- a remark -->"]
)
def test_other_files_are_none_of_presenterm(text: str) -> None:
    assert not is_presenterm(text)
