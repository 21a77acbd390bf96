"""Which tool a single-file talk is written for: recognised, or as its user says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, notes, only, words, write_files

from diptych.config import BuildConfig
from diptych.pipeline import Prepared, prepare


def prepared_as(tool: str, root: Path, text: str, name: str = "talk.md") -> Prepared:
    write_files(root, {name: text, "box.svg": SVG})
    document = root / name
    return prepare(BuildConfig(root=root, document=document, out=root / "out", written_for=tool))


@pytest.mark.parametrize(
    ("text", "name", "tool"),
    [
        ("---\nmarp: true\n---\n\n# A\n", "talk.md", "marp"),
        ("---\nrevealOptions: {}\n---\n\n# A\n", "talk.md", "reveal-md"),
        ("# A\n\nx\n\n---\n\n# B\n\nNote: said\n", "talk.md", "reveal-md"),
        ("---\ntheme: seriph\n---\n\n# A\n", "talk.md", "slidev"),
        ("# A\n\nx\n\n???\n\nsaid\n", "talk.md", "remark"),
        ("---\nformat: revealjs\n---\n\n# A\n", "talk.md", "quarto"),
        ("# A\n", "talk.qmd", "quarto"),
        ("# A\n\n```\n???\n```\n", "talk.md", ""),
    ],
)
def test_a_tool_is_recognised(tmp_path: Path, text: str, name: str, tool: str) -> None:
    (talk,) = prepared_as("", tmp_path, text, name).talks
    assert talk.talk.written_for == tool


@pytest.mark.parametrize(
    ("tool", "said", "count"),
    [
        ("pandoc", [[]], 1),
        ("marp", [["a comment"]], 1),
        ("reveal-md", [["said"], []], 2),
        ("remark", [["more"]], 1),
        ("slidev", [[]], 1),
    ],
)
def test_a_file_is_read_as_that_of_the_tool_that_its_user_names(
    tmp_path: Path, tool: str, said: list[list[str]], count: int
) -> None:
    text = "# A\n\nx\n\n<!-- a comment -->\n\ny\n\nNote: said\n\n"
    text += "--\n\nz\n" if tool == "reveal-md" else "???\n\nmore\n"
    slides = only(prepared_as(tool, tmp_path, text))
    assert (len(slides), [notes(slide) for slide in slides]) == (count, said)


def test_only_for_quarto_headings_of_the_second_level_always_begin_slides(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n## B\n\ny\n"
    assert len(only(prepared_as("pandoc", tmp_path, text, "a.qmd"))) == 1
    assert len(only(prepared_as("quarto", tmp_path, text, "a.md"))) == 2


def test_a_tool_that_its_user_names_is_no_guess(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n---\n\n# B\n\nNote: said\n"
    assert [one.kind.code for one in prepared_as("", tmp_path, text).found] == ["SRC335"]
    assert prepared_as("reveal-md", tmp_path, text).found == ()


FRAGMENTS = (
    "# A\n\nx\n\n* One\n  - its own\n* Two\n\ny\n\n1) Three\n2) Four\n\nz\n\n- Five\n1. Six\n"
)


@pytest.mark.parametrize(("tool", "steps"), [("marp", [1, 1, 2, 3, 4, 0, 0]), ("pandoc", [0] * 7)])
def test_items_with_stars_or_parentheses_come_one_by_one_in_marp(
    tmp_path: Path, tool: str, steps: list[int]
) -> None:
    (slide,) = only(prepared_as(tool, tmp_path, FRAGMENTS))
    paragraphs = [one for frame in slide.frames for one in frame.paragraphs if one.kind == "item"]
    assert [one.step for one in paragraphs] == steps


def test_a_first_slide_with_the_title_of_the_talk_has_no_cover_before_it(tmp_path: Path) -> None:
    text = "---\ntitle: Tides\nmarp: true\n---\n\n# Tides\n\n![](box.svg)\n\n---\n\n# B\n\nx\n"
    slides = only(prepared_as("", tmp_path, text))
    assert [slide.slide.title.plain for slide in slides] == ["Tides", "B"]


def test_a_listing_that_is_never_closed_extends_to_the_end_of_its_slide(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n# A\n\n```py\na = 1\n\n---\n\n# B\n\nb\n\n~~~\nc"
    prepared = prepared_as("", tmp_path, text)
    first, second = only(prepared)
    assert [words(first), words(second)] == [["a = 1"], ["b", "c"]]
    assert not [one for one in prepared.found if one.is_error]


def test_a_footer_has_links_that_the_document_defines(tmp_path: Path) -> None:
    text = (
        "---\nmarp: true\nfooter: '[CC BY][licence]'\n---\n\n# A\n\nx\n\n[licence]: https://a.org\n"
    )
    (talk,) = prepared_as("", tmp_path, text).talks
    assert talk.talk.footer is not None
    assert talk.talk.footer.plain == "CC BY"
