"""Files of remark: keys of slides, steps, notes, and classes around content."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import authored, document, notes, only, png, said, words

from diptych.blocks.code import Code
from diptych.model.walk import texts
from diptych.pipeline import Prepared
from diptych.source.document.loose_tags import with_plain_tags
from diptych.source.document.remark import as_pandoc, is_remark
from diptych.source.reading.source_reader import SourceReader

DECK = """\
class: center, middle

# Title

---
name: agenda

# Agenda

- one

--

- two

???
Say **this**.

---
template: agenda
class: inverse

# Last

Text .red[in red], .big[.red[both] and [a link](https://example.org)]
"""


def test_keys_of_slides_are_left_out_with_one_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, DECK)
    slides = only(prepared)
    assert [slide.slide.title.plain for slide in slides] == ["Title", "Agenda", "Last"]
    assert words(slides[2]) == ["Text in red, both and a link"]
    (keys, looks, *_) = said(prepared.found)
    assert keys.startswith("SRC345 1:1 3 keys of slides have a meaning only in remark")
    assert keys.endswith("`class: center, middle`, `template: agenda`, `class: inverse`")
    assert looks.startswith(("SRC335", "SRC310"))


def test_only_dividers_begin_slides_and_the_first_is_the_cover(tmp_path: Path) -> None:
    first, second = authored(
        document(tmp_path, "class: middle\n\n# A\n\nx\n\n---\n\n# B\n\ny\n\n# C\n")
    )
    assert (first.layout, second.title.plain) == ("cover", "B")
    assert [text.plain for text in texts(second.body)] == ["y", "C"]


def test_two_dashes_begin_a_step_and_notes_are_notes(tmp_path: Path) -> None:
    slide = only(document(tmp_path, DECK))[1]
    steps = [item.step for block in slide.slide.body for item in getattr(block, "items", ())]
    assert (steps, words(slide), notes(slide)) == ([0, 1], ["one", "two"], ["Say this."])


@pytest.mark.parametrize(
    ("left", "right"), [("left-column", "right-column"), ("pull-left", "pull-right")]
)
def test_a_left_and_a_right_column_are_beside_each_other(
    tmp_path: Path, left: str, right: str
) -> None:
    text = f"class: middle\n\n# A\n\n.{left}[\n### L\n\n- a\n]\n\n.{right}[\nb\n]\n\nbelow\n"
    (slide,) = authored(document(tmp_path, text))
    columns, below = slide.body
    assert [text.plain for text in texts(columns)] == ["L", "a", "b"]
    assert [text.plain for text in texts(below)] == ["below"]


def test_other_classes_keep_their_content(tmp_path: Path) -> None:
    text = "class: middle\n\n# A\n\n.left-column[\none\n]\n\n.center[![](a.png)]\n\n.box[\ntwo\n]\n"
    prepared = document(tmp_path, text, {"a.png": png()})
    assert words(only(prepared)[0])[:1] == ["one"]
    assert "two" in words(only(prepared)[0])
    assert not any(found.is_error for found in prepared.found)


def test_a_background_is_that_of_its_slide(tmp_path: Path) -> None:
    text = "background-image: url(a.png)\nclass: middle\n\n# A\n"
    (slide,) = authored(document(tmp_path, text, {"a.png": png(40, 30)}))
    assert slide.layout == "text-on-picture"


@pytest.mark.parametrize(
    "text",
    [
        "---\nclass: middle\n---\n\n# A\n",
        "# A\n\nclass: middle\n\nx\n",
        "---\nlayout: two-cols\n---\n\n# A\n",
        "# A\n\n```\n---\nclass: x\n\n```\n",
    ],
)
def test_what_other_tools_write_is_not_of_remark(text: str) -> None:
    assert not is_remark(text)


def test_many_brackets_are_read_in_time() -> None:
    reader, start = SourceReader(Path()), time.process_time()
    as_pandoc(".a[" * 3_000 + "]" * 3_000 + "\n" + ".left-column[\n" * 2_000, "a", reader)
    assert time.process_time() - start < 5


def test_words_of_a_class_beside_code_are_words(tmp_path: Path) -> None:
    text = "class: middle\n\n# A\n\nUse `.red[x]` for .red[red `words`], ``.b[`]`` too\n"
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["Use .red[x] for red words, .b[`] too"]


def test_keys_may_follow_a_cell_that_leaves_nothing(tmp_path: Path) -> None:
    cell = "```{r setup, include=FALSE}\nx <- 1\n```"
    text = f"class: middle\n\n# A\n\nx\n\n---\n\n{cell}\n\nclass: inverse, center\n\n# B\n\ny\n"
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["y"]]


def test_a_heading_needs_no_space_there(tmp_path: Path) -> None:
    text = "class: middle\n\n#A\n\nx\n\n---\n\n##B\n\n```\n#no\n```\n\n#hashtag and `##code`\n"
    prepared = document(tmp_path, text)
    assert [one.title for one in only(prepared)] == ["A", "B"]
    assert "#no" in words(only(prepared)[1])


def columns_of(prepared: Prepared) -> list[list[list[str]]]:
    return [
        [[text.plain for text in texts(column)] for column in slide.columns]
        for slide in authored(prepared)
    ]


def test_classes_around_several_lines_may_be_within_each_other(tmp_path: Path) -> None:
    text = "class: a\n\n# A\n\n.tiny[.note[\n- x\n]]\n\n.big[\n.red[y] and `]`\nz]\n\n.odd[left\n"
    (slide,) = only(document(tmp_path, text))
    assert words(slide) == ["x", "y and ] z", ".odd[left"]


@pytest.mark.parametrize(
    "content",
    [
        ".pull-left[\none\n]\n\n.pull-right[\ntwo\n]",
        ".pull-left[.small[\none\n]]\n.pull-left[.small[\ntwo\n]]",
        ".left-col[one\n]\n\n.right-col[\ntwo]",
        ".w-40.fl[\none\n]\n\n--\n\n.w-50.fr[\ntwo\n]",
    ],
)
def test_what_stands_at_the_sides_is_in_columns(tmp_path: Path, content: str) -> None:
    prepared = document(tmp_path, f"class: a\n\n# A\n\n{content}\n")
    assert columns_of(prepared) == [[["one"], ["two"]]]


def test_what_has_text_in_between_is_not_beside_it(tmp_path: Path) -> None:
    text = "class: a\n\n# A\n\n.pull-left[\none\n]\n\nx\n\n.pull-right[\ntwo\n]\n"
    assert columns_of(document(tmp_path, text)) == [[]]


def test_steps_lists_and_headings_may_follow_text(tmp_path: Path) -> None:
    text = "class: a\n\n# A\ntext\n--\n- one\n- two\n## B\n----\n\nHead\n----\nx {{content}}\n"
    (slide,) = only(document(tmp_path, text))
    assert words(slide) == ["text", "one", "two", "B", "Head", "x"]
    assert {block.step for block in slide.slide.body} == {0, 1}


def test_marked_lines_of_listings_are_highlighted(tmp_path: Path) -> None:
    cell = "```{r eval=FALSE}\na\nb #<<\n```"
    text = f"class: a\n\n# A\n\n```js\n*let a\n* b\n  c\n```\n\n{cell}\n\n```css\n* {{}}\n```\n"
    (slide,) = authored(document(tmp_path, text))
    listings = [one for one in slide.body if isinstance(one, Code)]
    assert [one.lines for one in listings] == [
        ("let a", "  b", "  c"),
        ("a", "b"),
        ("* {}",),
    ]
    assert [[stage.lines for stage in one.stages] for one in listings] == [[(0, 1)], [(1,)], []]


def test_signs_between_the_attributes_of_a_tag_are_none(tmp_path: Path) -> None:
    body = "<img src = 'a,b.png', height='40'>\n`<b a='1', b>`\n<i a=1; b=2>x</i>"
    assert with_plain_tags(body) == (
        "<img src = 'a,b.png'  height='40'>\n`<b a='1', b>`\n<i a=1  b=2>x</i>"
    )


@pytest.mark.parametrize(
    "output", ["  xaringan::moon_reader:\n    css: a.css", "  xaringan::tsukuyomi"]
)
def test_front_matter_that_names_xaringan_is_of_remark(tmp_path: Path, output: str) -> None:
    head = f"---\ntitle: T\noutput:\n{output}\n---\n\n"
    text = f"{head}# A\n\nx .big[words]\n\n--\n\ny\n\n---\n\n# B\n\nz\n"
    cover, first, second = only(document(tmp_path, text))
    assert (cover.slide.title.plain, second.slide.title.plain) == ("T", "B")
    assert words(first) == ["x words", "y"]


def test_a_text_about_xaringan_is_not_of_remark() -> None:
    assert not is_remark("---\ntitle: T\n---\n\nxaringan::moon_reader\n")
