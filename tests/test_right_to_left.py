"""Text that is written from right to left is set so in all outputs, paragraph by paragraph."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from tests.authoring import PROJECT, document, project, said, write_files

from diptych.cli import main
from diptych.reporting import CLEAN

TALK = """\
---
title: T
lang: {0}
---

# {1}

- {1}
- [{1}](https://example.org)

| {1} | {1} |
|---|---:|
| {1} | 1 |

```python
x = 1
```
"""


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("deck/deck.yaml", "format: 1\nsource_locale: ar\n", "2:16"),
        ("deck/deck.yaml", "format: 1\nlocales: [en, he]\n", "2:15"),
        ("deck/talks/talk.yaml", "title: T\nlocales: [en, fa-IR]\nslides: [a]\n", "2:15"),
        ("deck/talks/talk.yaml", "title: T\nlocale: uz-Arab\nslides: [a]\n", "2:9"),
    ],
)
def test_what_is_not_mirrored_is_told_where_such_a_language_is_declared(
    file: str, text: str, place: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {**PROJECT, file: text})
    (told,) = [one for one in prepared.found if one.kind.code == "SRC341"]
    assert said([told])[0].startswith(f"SRC341 {place} `")
    assert not told.is_error


@pytest.mark.parametrize(("tag", "count"), [("ar", 1), ("he", 1), ("ar-Latn", 0), ("ko", 0)])
def test_so_it_is_in_a_talk_that_is_one_file(tag: str, count: int, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\nlang: {tag}\n---\n\n# A\n\ntext\n")
    assert sum(one.startswith("SRC341 2:7") for one in said(prepared.found)) == count


@pytest.mark.parametrize(
    ("tag", "words", "is_so"),
    [
        ("fa", "سلام (1) English", True),
        ("he", "English שלום", True),
        ("he", "English", True),
        ("en", "שלום, עולם!", True),
        ("en", "Peace is שלום here", False),
        ("ko", "한글 שלום", False),
    ],
)
def test_paragraphs_run_as_their_language_does_or_their_words_begin(
    tag: str,
    words: str,
    is_so: bool,  # noqa: FBT001 - a case of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(write_files(tmp_path, {"talk.md": TALK.format(tag, words)}))
    assert main(["build", "talk.md", "-o", "talk.html"]) == CLEAN
    page = (tmp_path / "talk.html").read_text("utf-8")
    count = 6 if is_so else 0
    assert len(re.findall(r'<(?:h2|p)[^>]* data-p="\d+" dir="rtl"', page)) >= count
    assert is_so or 'dir="rtl"' not in page
    assert not re.search(r'<span[^>]* dir="rtl"', page)  # a listing
    assert main(["build", "talk.md", "-o", "talk.pptx"]) == CLEAN
    with zipfile.ZipFile(tmp_path / "talk.pptx") as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
    assert slide.count('algn="r" rtl="1"') >= (4 if is_so else 0)  # levels of layouts have it, too
    assert is_so or 'rtl="1"' not in slide


def test_in_pdf_they_end_where_their_frame_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    text = TALK.format("he", "English").replace("- [English](https://example.org)\n", "")
    monkeypatch.chdir(write_files(tmp_path, {"talk.md": text}))
    assert main(["build", "talk.md", "-o", "talk.pdf"]) == CLEAN
    page = pdfium.PdfDocument(tmp_path / "talk.pdf")[1]
    words = page.get_textpage()
    place = words.search("English").get_next()
    assert place is not None
    assert words.get_charbox(place[0] + place[1] - 1)[2] > page.get_width() * 0.9
