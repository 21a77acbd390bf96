"""The command as a user runs it: outputs shown, differences printed, a report written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import PROJECT, document, write_files
from tests.browsing import chromium_path

from diptych.cli import main
from diptych.commands.compare import _left_out
from diptych.commands.compare.findings import Tally
from diptych.render.html.policy import source_hash
from diptych.reporting import CLEAN, FOUND, MISUSED

MISSING = "no-such-program"
HOSTILE = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ]]> ' --"


class Tags(HTMLParser):
    """The names of a page's elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def projected(
    root: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str | None] | None = None
) -> Path:
    """Return a project of one slide, and stand in it."""
    monkeypatch.chdir(write_files(root, {**PROJECT, **(files or {})}))
    return root


def compare(*options: str) -> int:
    """Compare with the tests' browser and without LibreOffice."""
    return main(["compare", "--chromium", chromium_path(), "--libreoffice", MISSING, *options])


@pytest.mark.browser
def test_what_is_there_is_compared_and_what_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch)
    assert compare("--format", "concise") == CLEAN
    said = capsys.readouterr()
    assert said.out.splitlines()[0].split() == [
        *("TALK", "LANGUAGE", "OUTPUT", "SLIDES", "PARAGRAPHS", "BREAK", "ELSEWHERE", "FARTHEST")
    ]
    assert re.fullmatch(
        r"talk +en +HTML +1 +4 +0 +[01]\.\d px on slide 1", said.out.splitlines()[1]
    )
    assert f"there is no program `{MISSING}`, so the PPTX is not compared" in said.err
    assert "the report is output/compare/index.html" in said.err


@pytest.mark.browser
def test_the_report_shows_all_outputs_of_a_slide_runs_nothing_and_escapes_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escaped = re.sub(r"([<>\"'\\\[\]-])", r"\\\1", HOSTILE)
    projected(
        tmp_path,
        monkeypatch,
        {
            "deck/slides/a.md": f"# {escaped}\n\n- A thought\n",
            "deck/talks/talk.yaml": f"title: {json.dumps(escaped)}\nslides: [a]\n",
        },
    )
    assert compare("-o", "seen") == CLEAN
    page = (tmp_path / "seen" / "index.html").read_text("utf-8")
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 2
    read = Tags()
    read.feed(page)
    assert "script" not in read.names
    assert read.attributes & {"style", "onerror", "onclick", "onload"} == set()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "default-src &#x27;none&#x27;; img-src &#x27;self&#x27;; style-src" in page
    assert source_hash(style).strip("'") in page
    shown = re.findall(r'<a href="([^"]+)">', page)
    assert shown == ["talk/en/1.html.webp", "talk/en/1.pdf.webp"]
    for path in shown:
        with Image.open(tmp_path / "seen" / path) as image:
            assert image.size == (1280, 720)


@pytest.mark.browser
def test_outputs_that_disagree_are_marked_and_end_with_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(
        tmp_path,
        monkeypatch,
        {
            "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n"
            "html: {styles: html/ours.css}\n",
            "deck/html/ours.css": ".reveal .frame ul { transform: translate(9px) }\n",
        },
    )
    assert compare("--format", "json") == FOUND
    (missing, moved) = json.loads(capsys.readouterr().out)
    assert missing["code"] == "CMP101"
    assert (moved["code"], moved["file"], moved["line"]) == ("CMP202", "deck/slides/a.md", 3)
    message = r"HTML in en, slide 1: `A thought` is 9\.\d px from its place in the PDF"
    assert re.fullmatch(message, moved["message"])
    page = (tmp_path / "output/compare/index.html").read_text("utf-8")
    assert page.count('<rect class="moved"') == 2
    assert "<details open>" in page


@pytest.mark.browser
def test_a_text_that_a_style_hides_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(
        tmp_path,
        monkeypatch,
        {
            "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n"
            "html: {styles: html/ours.css}\n",
            "deck/html/ours.css": ".reveal .frame li { visibility: hidden }\n",
        },
    )
    assert compare("--format", "concise") == FOUND
    assert "CMP203]: HTML in en, slide 1: `A thought` is not shown" in capsys.readouterr().err


def test_scripts_of_a_project_are_named_before_a_browser_runs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(
        tmp_path,
        monkeypatch,
        {
            "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n"
            "html: {scripts: html/ours.js}\n",
            "deck/html/ours.js": "document.title = 'ours'\n",
        },
    )
    main(["compare", "--chromium", MISSING, "--libreoffice", MISSING])
    said = capsys.readouterr().err
    assert 0 <= said.find("html/ours.js") < said.find("CMP101")


def test_a_talk_with_errors_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch, {"deck/slides/a.md": "# A\n\n[@unknown-key]\n"})
    assert main(["compare"]) == FOUND
    assert "nothing was compared" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


@pytest.mark.usefixtures("no_installed_fonts")
def test_without_a_pdf_there_is_nothing_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch, {"deck/slides/a.md": "# A\n\n- \u13a0\n"})
    missing = ("--chromium", MISSING, "--libreoffice", MISSING)
    assert main(["compare", "--format", "concise", *missing]) == FOUND
    said = capsys.readouterr()
    assert "deck/slides/a.md:3:3: error[OUT401]" in said.err
    assert said.out == ""
    assert not (tmp_path / "output" / "compare").exists()


def test_a_report_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch)
    assert main(["compare", "-o", "report.pdf"]) == MISUSED
    assert "`report.pdf` is named like a file; the report needs a folder" in capsys.readouterr().err


def test_a_page_of_somebody_else_is_not_replaced_by_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch, {"seen/index.html": "my thesis"})
    assert main(["compare", "-o", "seen"]) == MISUSED
    assert "`seen/index.html` was not made by Diptych" in capsys.readouterr().err
    assert (tmp_path / "seen/index.html").read_text("utf-8") == "my thesis"


def test_missing_packages_are_named_with_the_extra_that_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    projected(tmp_path, monkeypatch)
    monkeypatch.setattr("diptych.commands.compare._PACKAGES", {"no_such_module": "pypdfium2"})
    assert main(["compare"]) == MISUSED
    assert capsys.readouterr().err == (
        "diptych: `compare` needs pypdfium2 to read and draw PDF;"
        " install it: pip install pypdfium2\n"
    )


def test_that_formulas_of_a_pptx_are_not_compared_is_said(tmp_path: Path) -> None:
    with_one = document(tmp_path, "# A\n\nIt is $x^2$.\n").talks
    name, locale = with_one[0].talk.name, with_one[0].locale
    (line,) = _left_out(with_one, [Tally(name, locale, "pptx")])
    assert line.startswith("formulas are not compared in PPTX")
    assert list(_left_out(with_one, [Tally(name, locale, "html")])) == []
    without = document(tmp_path, "# A\n\nText\n").talks
    assert list(_left_out(without, [Tally(name, locale, "pptx")])) == []
