"""Lists as Pandoc reads them, and what their items may contain."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, only, said, slide_of

from diptych.blocks.bullets import Bullets
from diptych.model.shapes import PictureShape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.model.walk import texts


def lists(folder: Path, text: str) -> list[Bullets]:
    """Return the lists of a slide that says `text`."""
    (slide,) = authored(document(folder, f"# A\n\n{text}"))
    return [block for block in slide.body if isinstance(block, Bullets)]


def signs(folder: Path, text: str) -> list[str]:
    """Return the text and marker of each item, level by level: `1. a`."""
    (slide,) = only(document(folder, f"# A\n\n{text}"))
    return [
        f"{'  ' * paragraph.level}{paragraph.bullet.sign if paragraph.bullet else 'head:'}"
        f" {paragraph.runs[0].text}"  # type: ignore[union-attr]  # no breaks here
        for frame in slide.frames
        for paragraph in frame.paragraphs
        if paragraph.kind == "item"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1) one\n2) two\n", ["1) one", "2) two"]),
        ("(1) one\n(2) two\n", ["(1) one", "(2) two"]),
        ("a. one\nb. two\n", ["a. one", "b. two"]),
        ("c) three\nd) four\n", ["c) three", "d) four"]),
        ("A.  one\nB.  two\n", ["A. one", "B. two"]),
        ("(i) one\n(ii) two\n", ["(i) one", "(ii) two"]),
        ("IV. four\nV.  five\n", ["IV. four", "V. five"]),
        ("iv. four\nv. five\n\nc. six\n", ["iv. four", "v. five", "vi. six"]),
        ("#. one\n#. two\n", ["1. one", "2. two"]),
        ("3. one\n7. two\n", ["3. one", "4. two"]),
        ("1. one\n2) two\n3) three\n", ["1. one", "2) two", "3) three"]),
        ("1. one\na. two\n", ["1. one", "a. two"]),
        ("z. last\ny. more\n", ["z. last", "aa. more"]),
        ("- a\n* b\n+ c\n", ["• a", "• b", "• c"]),
        ("1. a\n   - b\n2. c\n    - d\n", ["1. a", "  • b", "2. c", "  • d"]),
        ("1. a\n  - b\n2. c\n", ["1. a", "• b", "2. c"]),
        ("1. a\n\n    1. x\n\n2. b\n\n    1. y\n", ["1. a", "  1. x", "2. b", "  1. y"]),
        ("- [ ] todo\n- [x] done\n- [X] too\n- [x]no\n", ["☐ todo", "☑ done", "☑ too", "• [x]no"]),
        ("1. [ ] todo\n", ["1. ☐ "]),
        ("1. a\n\n<!-- -->\n\n1. b\n2. c\n", ["1. a", "1. b", "2. c"]),
        ("1. a\n\nbetween\n\n2. b\n", ["1. a", "2. b"]),
        ("#. a\n2. b\n", ["1. a", "2. b"]),
        ("- a\n-\n- b\n", ["• a", "• \u00a0", "• b"]),
        ("- a\n```\nx\n```\n", ["• a"]),
        ("- \\begin{tabular}\n  x\n  \\end{tabular} a\n- b\n", ["• a", "• b"]),
        ("- \\begin{tabular}\n  x\n  \\end{tabular}\n\n  a\n", ["• a"]),
        ("- \\begin{tabular} x \\end{tabular}\n\n  a\n", ["• a"]),
        ("1. \\begin{tabular}\n   x\n   \\end{tabular} a\n2. b\n", ["1. a", "2. b"]),
        ("- <!-- x -->\n\n  a\n", ["• a"]),
        ("- [x]: y.png\n\n  a\n", ["• a"]),
    ],
)
def test_a_list_is_numbered_as_in_pandoc(tmp_path: Path, text: str, shown: list[str]) -> None:
    assert signs(tmp_path, text) == shown


@pytest.mark.parametrize("text", ["B. Russell was\n", "(1. x\n", "1.x\n", "-x\n", "p. 12\n"])
def test_what_is_no_item_is_text(tmp_path: Path, text: str) -> None:
    assert lists(tmp_path, text) == []


@pytest.mark.parametrize("start", [0, 40_000])
def test_a_list_that_powerpoint_cannot_count_is_reported(tmp_path: Path, start: int) -> None:
    prepared = document(tmp_path, f"# A\n\n{start}. one\n{start + 1}. two\n")
    message = f"a list cannot begin with {start}: this one begins with 1"
    assert said(prepared.found) == [f"SRC333 3:1 {message}"]
    (slide,) = authored(prepared)
    assert [block.start for block in slide.body if isinstance(block, Bullets)] == [1]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("text\n- a\n", "list"),
        ("text\n1. a\n", "list"),
        ("text\n## a\n", "heading"),
        ("text\n> a\n", "quotation"),
        ("text\n***\nmore\n", "divider"),
        ("text\n~~~\nmore\n~~~\n", "listing"),
        ("two\nlines\n---\nmore\n", "divider"),
    ],
)
def test_what_follows_text_without_an_empty_line_is_text(
    tmp_path: Path, text: str, what: str
) -> None:
    prepared = document(tmp_path, f"# A\n\n{text}")
    line = 3 + text.count("\n", 0, text.find("\n---") + 1 or text.find("\n") + 1)
    message = f"this is part of the paragraph above it, not a {what}"
    assert said(prepared.found) == [f"SRC332 {line}:1 {message}"]
    assert len(authored(prepared)) == 1


def test_a_list_within_an_item_needs_no_empty_line(tmp_path: Path) -> None:
    assert signs(tmp_path, "- a\n  text\n  1. x\n  2. y\n") == ["head: a text", "  1. x", "  2. y"]


def test_what_belongs_to_an_item_is_set_below_it_and_numbers_go_on(tmp_path: Path) -> None:
    text = (
        "1. First\n\n   ```python\n   x = 1\n   ```\n\n   more\n\n"
        "2. Second\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n\n"
        "3. Third\n\n   > Quoted\n\n4. Fourth\n\n   ![](box.svg){alt=x width=20%}\n"
    )
    prepared = document(tmp_path, f"# A\n\n{text}")
    (slide,) = only(prepared)
    body = [shape for shape in slide.shapes if shape.region == "body"]
    assert [type(shape) for shape in body] == [
        TextFrame,  # First
        TextFrame,  # the listing
        TextFrame,  # more, Second
        TableShape,
        TextFrame,  # Third, Quoted, Fourth
        PictureShape,
    ]
    first = body[0].paragraphs[0]  # type: ignore[union-attr]  # a frame
    for shape in (body[1], body[3]):
        assert shape.box.x == body[0].box.x + first.indent
        assert shape.box.right == body[0].box.right
    assert signs(tmp_path, text) == ["1. First", "2. Second", "3. Third", "4. Fourth"]


def test_a_heading_that_begins_an_item_is_its_text(tmp_path: Path) -> None:
    assert signs(tmp_path, "- # Head\n- b\n") == ["• Head", "• b"]


def test_a_line_of_dashes_below_an_item_is_no_divider(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n- a\n---\n\n- b\n")
    message = "this makes the item above it a heading, and is not a divider"
    assert said(prepared.found) == [f"SRC332 4:1 {message}"]
    assert len(authored(prepared)) == 1


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_listing_at_the_margin_ends_the_list_above_it(fence: str, tmp_path: Path) -> None:
    (slide,) = authored(document(tmp_path, f"# A\n\n- a\n{fence}\nx\n{fence}\n"))
    assert [type(block).__name__ for block in slide.body] == ["Bullets", "Code"]


def test_a_pause_within_an_item_holds_the_rest_of_it_back(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, "# A\n\n- a\n\n  . . .\n\n  b\n"))
    assert [p.step for frame in slide.frames if frame.role == "text" for p in frame.paragraphs] == [
        0,
        1,
    ]


def test_a_divider_within_something_says_where_it_stands(tmp_path: Path) -> None:
    found = said(document(tmp_path, "# A\n\n- a\n\n  ---\n\n- b\n").found)
    message = "`---` divides slides, but it is within a list, a quotation or a `:::` block"
    assert found == [f"SRC366 5:3 {message}"]


@pytest.mark.parametrize(
    ("opening", "what"), [("```python", "listing"), ("~~~", "listing"), ("<!-- so", "comment")]
)
def test_what_is_never_closed_is_reported_where_it_opens_and_ends_with_its_slide(
    tmp_path: Path, opening: str, what: str
) -> None:
    prepared = document(tmp_path, f"# A\n\n{opening}\nwords\n\n# B\n\nmore\n")
    assert said(prepared.found) == [f"SRC331 3:1 this {what} is never closed"]
    assert not prepared.found[0].is_error
    first, second = authored(prepared)
    assert [first.title.plain, second.title.plain] == ["A", "B"]
    assert "words" in repr(first.body)


def test_in_a_project_what_is_never_closed_is_an_error(tmp_path: Path) -> None:
    (found,) = slide_of(tmp_path, "# A\n\n```python\nwords\n").found
    assert (found.kind.code, found.is_error) == ("SRC331", True)


@pytest.mark.parametrize("end", ["---\n\n", "## B\n\n", "\n---\n\n# B\n\n"])
def test_a_block_that_is_never_closed_ends_with_its_slide(tmp_path: Path, end: str) -> None:
    prepared = document(tmp_path, f"## A\n\nsaid\n\n::: notes\nquiet\n\n{end}more\n")
    assert "SRC304 5:1" in codes(prepared.found)
    assert not any(found.is_error for found in prepared.found)
    first, second = authored(prepared)
    assert [text.plain for text in texts(first.body)] == ["said"]
    assert [text.plain for text in texts(first.notes)] == ["quiet"]
    assert [text.plain for text in texts(second.body)] == ["more"]


def test_what_closes_or_divides_nothing_is_left_out_with_a_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\none\n\n:::\n\n::: {.a}\ntwo\n\n---\n\nthree\n:::\n")
    (found,) = [one for one in prepared.found if one.kind.code == "SRC366"]
    assert (found.is_error, "`line 5`, `line 10`" in found.message) == (False, True)
    (slide,) = authored(prepared)
    assert [text.plain for text in texts(slide.body)] == ["one", "two", "three"]


def test_a_listing_in_an_item_hides_no_fence_of_a_block_around_it(tmp_path: Path) -> None:
    text = "::: {.a}\n1.  one\n\n    ```\n    code\n    ```\n:::\n\n::: {.b}\n```\nmore\n```\n:::\n"
    found = said(document(tmp_path, f"# A\n\n{text}").found)
    (one,) = found
    assert one.endswith("`::: a`, `::: b`")


def test_words_behind_the_name_of_a_block_are_its_title(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n::: warning Mind the gap\nx\n:::\n")
    (slide,) = authored(prepared)
    assert not any(found.is_error for found in prepared.found)
    assert [text.plain for text in texts(slide.body)] == ["Mind the gap", "x"]


def test_a_listing_that_is_never_closed_does_not_keep_a_div_open(tmp_path: Path) -> None:
    found = said(document(tmp_path, "# A\n\n::: notes\n```\nx\n:::\n\n- a\n").found)
    assert found == ["SRC331 4:1 this listing is never closed"]


def test_what_has_no_place_in_a_quotation_is_kept_beside_it(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, "# A\n\n> one\n>\n> - two\n>\n> three\n")
    (slide,) = authored(prepared)
    assert [type(block).__name__ for block in slide.body] == ["Quote", "Bullets", "Quote"]
    assert said(prepared.found) == ["SRC346 5:3 a list is not allowed inside a quotation"]


def test_a_numbered_list_in_yaml_says_how_it_counts(tmp_path: Path) -> None:
    text = """\
title: A
body:
  - numbered:
      start: 3
      figures: lower-alpha
      delimiter: parenthesis
      items:
        - one
        - text: two
          numbered: [x, y]
          blocks:
            - code: a = 1
        - {text: three, done: true}
  - bullets: [{text: open, done: false}]
"""
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    signs = [p.bullet.sign if p.bullet else "" for f in slide.frames for p in f.paragraphs]
    assert signs[1:8] == ["c)", "d)", "1.", "2.", "", "e)", "\u2610"]


@pytest.mark.parametrize(
    ("said_of_it", "found"),
    [
        ("figures: latin", "SRC104 3:25 `figures` cannot be `latin`"),
        ("delimiter: dot", "SRC104 3:27 `delimiter` cannot be `dot`"),
        ("start: 0", "SRC333 3:23 a list cannot begin with 0: this one begins with 1"),
    ],
)
def test_what_no_list_in_yaml_can_be_is_reported(
    tmp_path: Path, said_of_it: str, found: str
) -> None:
    text = f"title: A\nbody:\n  - numbered: {{{said_of_it}, items: [one]}}\n"
    assert said(slide_of(tmp_path, text, suffix=".yaml").found) == [found]


_CROOKED = (
    "this looks like a table, but its columns do not line up, or there is no empty line above it"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- > a\n\n  : meaning\n", "SRC368 5:3 there is no term for this definition"),
        (
            "> a\n> two\n> ---- ---\n> x\n",
            f"SRC368 3:3 {_CROOKED}",
        ),
        ("####### seven\n", "SRC368 3:1 there are only six levels of headings"),
    ],
)
def test_other_blocks_of_pandoc_are_reported_wherever_they_stand(
    tmp_path: Path, text: str, found: str
) -> None:
    prepared = document(tmp_path, f"# A\n\n{text}")
    assert said(prepared.found) == [found]
