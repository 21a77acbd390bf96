"""Classes and attributes that have a meaning here are honoured, whichever tool they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, only, png, said, words, write_files

from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.model.geometry import from_px


def picture(written: str, root: Path) -> tuple[Picture, list[str]]:
    prepared = document(root, f"# A\n\nx\n\n{written}\n")
    (one,) = (block for block in authored(prepared)[0].body if isinstance(block, Picture))
    return one, said(prepared.found)


@pytest.mark.parametrize(
    ("attributes", "share", "width"),
    [
        ("height=300px", None, from_px(400)),  # the box is 40 by 30
        ("height=300px width=100px", None, from_px(100)),
        ("height=75px width=300px", None, from_px(100)),
        ("height=50% width=40%", 0.4, None),
        ("height=100%", None, None),
        ("height=auto", None, None),
        ("width=300px", None, from_px(300)),
        ("width=300px fig-align=center .r-stretch", None, from_px(300)),
    ],
)
def test_a_picture_is_as_high_and_wide_as_it_is_said_to_be(
    attributes: str, share: float | None, width: int | None, tmp_path: Path
) -> None:
    one, found = picture(f"![b](box.svg){{{attributes}}}", tmp_path)
    assert (one.width, one.fixed_width, found) == (share, width, [])


@pytest.mark.parametrize(
    ("attributes", "height", "width"),
    [
        ("height=50%", 0.5, None),
        ("height=50% width=100px", 0.5, from_px(100)),
        ("height=50% width=40%", None, None),
        ("height=auto", None, None),
    ],
)
def test_a_picture_may_have_a_share_of_the_pages_height(
    attributes: str, height: float | None, width: int | None, tmp_path: Path
) -> None:
    one, found = picture(f"![b](box.svg){{{attributes}}}", tmp_path)
    assert (one.height, one.fixed_width, found) == (height, width, [])


@pytest.mark.parametrize(
    ("written", "alt", "found"),
    [
        ('![b](box.svg "what it shows")', "what it shows", []),
        ('![b](box.svg "fig:")', None, []),
        ('![b](box.svg "b")', None, []),
        (
            '![b](box.svg "more"){alt="box"}',
            "box",
            ["SRC203 5:1 the title `more` of a picture is not shown"],
        ),
    ],
)
def test_the_title_of_a_picture_says_what_it_shows(
    written: str, alt: str | None, found: list[str], tmp_path: Path
) -> None:
    one, said_of_it = picture(written, tmp_path)
    assert (one.alt.plain if one.alt else None, said_of_it) == (alt, found)


def test_pictures_and_listings_may_be_fragments(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n![b](box.svg){.fragment}\n\n```{.python .fragment}\ny\n```\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    assert [block.step for block in authored(prepared)[0].body] == [0, 1, 2]


def test_the_name_of_a_listings_file_stands_above_it(tmp_path: Path) -> None:
    prepared = document(tmp_path, '# A\n\n```{.python filename="a b.py"}\ny\n```\n')
    (slide,) = only(prepared)
    assert (said(prepared.found), words(slide)) == ([], ["a b.py", "y"])


def test_a_raw_block_for_one_output_is_left_out_and_named(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n```{=latex}\n\\vfill\n```\n\n```{=openxml}\n<b>\n```\n"
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["x"]
    (found,) = prepared.found
    assert (found.is_error, "`{=latex}`, `{=openxml}`" in found.message) == (False, True)


@pytest.mark.parametrize(
    ("div", "title"),
    [
        ('::: {.definition title="Group"}\nx\n:::', "Group"),
        ('::: {title="Do *this*"}\nx\n:::', "Do *this*"),
    ],
)
def test_a_div_with_a_title_is_a_heading_with_what_is_below(
    div: str, title: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"# A\n\n{div}\n")
    heading, prose = authored(prepared)[0].body
    assert isinstance(heading, Heading)
    assert heading.text.plain == title
    assert prose.span.line >= 4
    assert codes(prepared.found) == (["SRC302 3:1"] if "definition" in div else [])


@pytest.mark.parametrize("div", ["::: {#only-an-id}\nx\n:::", "::: {.a .b}\nx\n:::"])
def test_the_content_of_any_other_div_stays(div: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n{div}\n")
    assert words(only(prepared)[0]) == ["x"]
    assert all(not found.is_error for found in prepared.found)


def test_a_heading_may_hide_its_slide_or_let_its_lists_appear_item_by_item(tmp_path: Path) -> None:
    text = "# A {visibility=hidden}\n\nx\n\n# B {.incremental}\n\n- y\n- z\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    assert [(one.slide.hidden, one.steps) for one in only(prepared)] == [(True, 0), (False, 2)]


def test_a_definition_that_leads_nowhere_is_a_comment(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n[//]: # (say more)\n\n[comment]: <> (and more)\n\n[b]: https://b.c\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == ["SRC311 9:1 link `b` is not used"]
    assert not prepared.found[0].is_error


def test_a_picture_is_what_its_content_is_whatever_its_name_says(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.jpg": png()})
    prepared = document(tmp_path, "# A\n\n![b](a.jpg)\n")
    assert said(prepared.found) == []
    (block,) = authored(prepared)[0].body
    assert isinstance(block, Picture)
    assert (block.asset.name, block.asset.media_type) == ("a.png", "image/png")


def test_listings_keep_their_language_beside_a_class(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n```{.python .fragment}\ny\n```\n")
    (block,) = authored(prepared)[0].body
    assert isinstance(block, Code)
    assert block.language == "python"
