"""Listings from files: all of one, a range, a marked part; below the project, and there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, drawn, only, said, slide_of
from tests.source.listings.test_stages import code_in

from diptych.model.text_frame import TextFrame
from diptych.pipeline import Prepared

SOURCE = """import os


class A:
    # ANCHOR: run
    def run(self):
        #region inner
        return 1
        #endregion
    # ANCHOR_END: run


# region last
end = True
"""


def shown(root: Path, attributes: str) -> Prepared:
    return document(root, f"# A\n\n```{{.python {attributes}}}\n```\n", {"src/a.py": SOURCE})


@pytest.mark.parametrize(
    ("attributes", "lines"),
    [
        ("file=src/a.py lines=1", ("import os",)),
        ("file=src/a.py lines=13-14", ("end = True",)),
        ("file=src/a.py lines=14-", ("end = True",)),
        ("include=src/a.py start-line=4 end-line=4", ("class A:",)),
        ("file=src/a.py marker=run", ("def run(self):", "    return 1")),
        ("file=src/a.py snippet=inner", ("return 1",)),
        ("file=src/a.py region=last", ("end = True",)),
        ("file=src/a.py marker=run lines=1", ("def run(self):",)),
    ],
)
def test_part_of_a_file_is_shown_flush_left_without_marks(
    attributes: str, lines: tuple[str, ...], tmp_path: Path
) -> None:
    prepared = shown(tmp_path, attributes)
    assert said(prepared.found) == []
    assert code_in(prepared).lines == lines
    assert len(code_in(prepared).roles) == len(lines)


def test_each_line_points_at_its_file(tmp_path: Path) -> None:
    frames = (
        one
        for one in only(shown(tmp_path, "file=src/a.py lines=4-"))[0].shapes
        if isinstance(one, TextFrame) and one.paragraphs[0].kind == "code"
    )
    span = next(frames).paragraphs[0].span
    assert (span.file, span.line) == ("src/a.py", 4)


@pytest.mark.parametrize(
    ("attributes", "found", "hint"),
    [
        ("file=src/b.py", "SRC370 3:1 file `src/b.py` does not exist", "did you mean `a.py`?"),
        (
            "file=../a.py",
            "SRC403 3:1 file `../a.py` is outside",
            "",
        ),
        (
            "file=https://example.org/a.py",
            "SRC370 3:1 file `https://example.org/a.py` is on the web",
            "save it and give its path",
        ),
        (
            "file=.env",
            "SRC403 3:1 file `.env` is hidden, and listings show no hidden files",
            "they may hold passwords",
        ),
        (
            "file=src/../.git/config",
            "SRC403 3:1 file `src/../.git/config` is hidden",
            "they may hold passwords",
        ),
        (
            r"file=src\..\src\a.py",
            r"SRC370 3:1 file `src\..\src\a.py` does not exist",
            "write `/` between the names of folders",
        ),
        (
            r"file=src\.env",
            r"SRC403 3:1 file `src\.env` is hidden",
            "they may hold passwords",
        ),
        (
            "file=src/a.py marker=rum",
            "SRC321 3:1 `src/a.py` has no part called `rum`",
            "did you mean `run`?",
        ),
        (
            "file=src/a.py lines=90-99",
            "SRC321 3:1 `src/a.py` has no lines 90-99",
            "its lines are 1 to 14",
        ),
        (
            "file=src/a.py lines=x",
            "SRC321 3:1 `x` is not a range of lines",
            "write `10-20`, `10-` or `-20`",
        ),
        (
            "lines=1-2",
            "SRC203 3:13 attribute `lines=` selects lines of a file, but none is named",
            "name it, `file=src/train.py`, or leave this out",
        ),
    ],
)
def test_what_cannot_be_shown_is_reported_where_it_is_asked_for(
    attributes: str, found: str, hint: str, tmp_path: Path
) -> None:
    prepared = shown(tmp_path / "in", attributes)
    assert found in said(prepared.found)[0]
    assert hint in (prepared.found[0].hint or "")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    text = "# A\n\n```{file=a.bin}\n```\n"
    prepared = document(tmp_path, text, {"a.bin": b"\xff\xfe\x00"})
    assert "a.bin" in drawn(prepared)
    assert any(one.is_error for one in prepared.found)


def test_a_slide_in_yaml_shows_a_file(tmp_path: Path) -> None:
    write = tmp_path / "deck/slides/a.py"
    write.parent.mkdir(parents=True)
    write.write_text(SOURCE, "utf-8")
    text = "title: A\nbody:\n- code: {file: a.py, marker: last, language: python}\n"
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    assert said(prepared.found) == []
    assert authored(prepared)[0].body == (code_in(prepared),)
    assert code_in(prepared).lines == ("end = True",)
