"""What `-o` means: a folder, or one file by its ending."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych.destination import Destination, destination
from diptych.reporting import MisuseError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck").mkdir()
    (tmp_path / "made.pdf").mkdir()
    return tmp_path


def named(out: str, *outputs: str) -> Destination:
    return destination(out, outputs, (Path.cwd() / "deck",))


@pytest.mark.parametrize("out", ["made", "made/v1.2", "made.2024", ".pdf", "made.pdf/", "new.pdf/"])
def test_any_other_name_is_a_folder(here: Path, out: str) -> None:
    assert named(out, "pptx") == Destination(here / out, None, ("pptx",))
    assert named(out).outputs == ()


@pytest.mark.parametrize(
    ("out", "outputs", "expected"),
    [
        ("talk.pdf", (), "pdf"),
        ("talk.pdf", ("handout",), "handout"),
        ("talk.PPTX", (), "pptx"),
        ("talk.html", (), "single-file"),
        ("talk.html", ("html",), "single-file"),
        ("talk.html", ("single-file",), "single-file"),
        ("talk.png", (), "png"),
        ("talk.svg", ("svg",), "svg"),
        ("talk.md", ("text",), "text"),
        ("talk.json", ("text",), "text"),
    ],
)
def test_the_ending_names_the_output(
    here: Path, out: str, outputs: tuple[str, ...], expected: str
) -> None:
    assert named(out, *outputs) == Destination(here, here / out, (expected,))


@pytest.mark.parametrize(
    ("out", "outputs", "said"),
    [
        (
            "talk.pdf",
            ("pptx",),
            "`talk.pdf` is what `--to pdf` or `--to handout` writes, not `--to pptx`",
        ),
        ("talk.pdf", ("pdf", "html"), "not `--to pdf,html`"),
        ("talk.pdf", ("html",), "not `--to html`"),
        ("talk.md", (), "could be a source; for the words of each slide"),
        ("talk.json", (), "write `--to text -o talk.json`"),
        ("talk.docx", (), "no output writes `.docx` files: `-o` takes a folder, or a file with"),
        ("talk.txt", ("text",), "no output writes `.txt` files"),
        ("no/talk.pdf", (), "there is no folder `no`"),
        ("made.pdf", (), f"`made.pdf` is a folder; `-o made.pdf{os.sep}` writes into it"),
        ("deck/talk.pdf", (), "where the sources are; name another file"),
        ("deck/made", (), "where the sources are; name another folder"),
        ("link.pdf", (), "`link.pdf` is a link"),
        ("a-file", (), "`a-file` is a file: `-o` takes a folder, or a file with one of .pptx"),
        ("", (), "name a folder or a file after `-o`"),
        ("-", (), "name a folder or a file after `-o`"),
    ],
)
def test_what_cannot_be_written_is_refused(
    here: Path, out: str, outputs: tuple[str, ...], said: str
) -> None:
    (here / "link.pdf").symlink_to(here / "elsewhere.pdf")
    (here / "a-file").write_text("", "utf-8")
    with pytest.raises(MisuseError) as refused:
        named(out, *outputs)
    assert said in str(refused.value)


def test_a_folder_that_cannot_be_written_to_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(MisuseError, match=r"`.` cannot be written to; name a file elsewhere"):
        named("talk.pdf")
