"""What is in a PDF, what is not, and what is said when it cannot be made."""

from __future__ import annotations

import json
import re
from importlib.machinery import ModuleSpec
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.authoring import PROJECT, SVG, png, write_files
from tests.render.pdf.deck import built, pdf_of
from tests.render.pdf.reading import words

from diptych.cli import main
from diptych.isolation import process as isolation
from diptych.isolation.process import TooSlowError
from diptych.render.drawer import Drawer, Job
from diptych.render.pdf import document
from diptych.reporting import FOUND

FRONT = "---\ntitle: T\n---\n\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_written_only_when_asked_for_and_stays_until_asked_for_again(project: Path) -> None:
    pdf = project / "output/talk/en/talk.en.pdf"
    assert main(["build"]) == 0
    assert not pdf.exists()
    assert main(["build", "--to", "pdf"]) == 0
    made = pdf.read_bytes()
    (project / "deck/slides/a.md").write_text("# Another\n", "utf-8")
    assert main(["build"]) == 0
    assert pdf.read_bytes() == made
    assert main(["build", "--to", "pdf"]) == 0
    assert words(pdf)[0].startswith("Another")


def test_the_same_talk_gives_the_same_bytes(tmp_path: Path) -> None:
    text = f"{FRONT}## A\n\n- One [x](https://example.org)\n- 둘\n"
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    assert pdf_of(text, one).read_bytes() == pdf_of(text, two).read_bytes()


def test_nothing_that_an_author_writes_is_markup_or_code(tmp_path: Path) -> None:
    hostile = '#panic("x") \\#read("a") "; $1$ ] } @ref <a> //c /*d*/ = e ~ ` \\u{41}'
    escaped = "".join(
        f"\\{sign}" if not sign.isalnum() and sign != " " else sign for sign in hostile
    )
    shown = words(pdf_of(f"{FRONT}## {escaped}\n\n- {escaped}\n\n```\n{hostile}\n```\n", tmp_path))[
        -1
    ]
    plain = shown.replace("“", '"').replace("”", '"')
    assert plain.count(hostile.replace("~", "~")) == 3


def test_hidden_slides_are_not_in_it(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            **PROJECT,
            "deck/talks/talk.yaml": "title: A talk\nslides: [a, {slide: b, hidden: true}, c]\n",
            "deck/slides/b.md": "# Secret\n",
            "deck/slides/c.md": "# Last\n\n[there](#b)\n",
        },
    )
    ((talk, pdf),) = built(tmp_path, tmp_path / "out")
    assert len(talk.slides) == 3
    assert [page.split()[0] for page in words(pdf)] == ["A", "Last"]
    with pikepdf.open(pdf) as document:
        assert all("/Annots" not in page for page in document.pages)


def test_notes_are_beside_it_and_not_in_it(tmp_path: Path) -> None:
    text = f"{FRONT}## A\n\nText\n\n## B\n\n::: notes\nSay *this*.\n\n- one\n:::\n"
    pdf = pdf_of(text, tmp_path)
    beside = json.loads(pdf.with_suffix(".pdfpc").read_text("utf-8"))
    assert beside["pdfpcFormat"] == 2
    assert beside["pages"] == [
        {"idx": 2, "label": "3", "overlay": 0, "note": "Say this.\n• one"},
    ]
    assert "Say" not in " ".join(words(pdf))


def test_without_notes_nothing_is_beside_it(project: Path) -> None:
    (project / "deck/slides/a.md").write_text("# A\n\n::: notes\nSay this.\n:::\n", "utf-8")
    assert main(["build", "--to", "pdf", "--no-notes"]) == 0
    assert [path.suffix for path in (project / "output/talk/en").iterdir()] == [".pdf"]


def test_its_pages_have_the_size_of_the_theme(project: Path) -> None:
    (project / "deck/deck.yaml").write_text(
        "format: 1\nsource_locale: en\nlocales: [en]\ntheme: square\n", "utf-8"
    )
    write_files(project, {"templates/square/theme.yaml": "format: 1\nextends: atlas\npage: 4:3\n"})
    assert main(["build", "--to", "pdf"]) == 0
    with pikepdf.open(project / "output/talk/en/talk.en.pdf") as document:
        assert [float(x) for x in document.pages[0].MediaBox] == [0, 0, 720, 540]


@pytest.mark.usefixtures("no_installed_fonts")
def test_letters_that_no_font_has_are_named_at_their_place_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = "```chart\ndata: {概: 1, b: 2}\n```\n"
    slide = f"# A\n\n- Party 概\n- Good\n- And 要 概\n\n{chart}"
    (project / "deck/slides/a.md").write_text(slide, "utf-8")
    assert main(["build", "--to", "pdf"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/slides/a.md:3:3: error[OUT401]: no font has `概`, so it cannot be shown" in said
    assert "deck/slides/a.md:5:3: error[OUT401]: no font has `概`, `要`" in said
    assert "deck/slides/a.md:7:1: error[OUT401]: no font has `概`" in said
    assert not (project / "output/talk").exists()


@pytest.mark.usefixtures("no_installed_fonts")
@pytest.mark.parametrize("sign", ["∎", "☎\ufe0e"])
def test_a_sign_that_only_the_font_of_formulas_has_is_shown_beside_formulas(
    tmp_path: Path, sign: str
) -> None:
    assert sign[0] in "".join(
        words(pdf_of(f"# A\n\nSo $x = y$, as **we said**. {sign}\n", tmp_path))
    )


@pytest.mark.usefixtures("no_installed_fonts")
def test_many_texts_that_no_font_can_show_are_one_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(f"- 目標{'一二三四五六'[at]}\n" for at in range(6))
    write_files(tmp_path, {"t.md": f"# A\n\n{items}"})
    assert main(["build", str(tmp_path / "t.md"), "--to", "pdf", "-o", str(tmp_path / "o")]) == 1
    said = capsys.readouterr().err
    assert said.count("error[OUT401]") == 1
    assert "no font has `一`, `標`, `目`, `二`, …, so 6 texts cannot be shown" in said


@pytest.mark.usefixtures("no_installed_fonts")
def test_an_icon_takes_the_place_of_a_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {"t.md": "# A\n\n- 🨀 done\n"})
    assert main(["build", str(tmp_path / "t.md"), "--to", "pdf", "-o", str(tmp_path / "o")]) == 1
    assert "write an icon instead, such as `:icon-rocket:`" in capsys.readouterr().err


@pytest.mark.usefixtures("no_installed_fonts")
def test_a_check_says_where_there_can_be_no_pdf(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = project / "deck/slides/a.md"
    slide.write_text("# A\n\n- 概要\n- Good 標\n", "utf-8")
    assert main(["check"]) == 0
    assert (
        "deck/slides/a.md:3:3: warning[OUT407]: PDF and pictures cannot show 2 texts in `en`:"
        " no font has `概`, `要`, `標`"
    ) in capsys.readouterr().err
    slide.write_text("---\nallow: [letters-not-in-pdf]\n---\n\n# A\n\n- 概要\n", "utf-8")
    assert main(["check", "--strict"]) == 0
    assert main(["build", "--to", "html", "--strict"]) == 0


def test_where_typst_is_missing_it_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(isolation, "find_spec", none)
    assert main(["build", "--to", "pdf"]) == FOUND
    said = capsys.readouterr().err
    assert "error[OUT402]: the talk cannot be typeset: `typst` is not installed" in said
    assert "hint: `pip install typst`" in said


def test_where_every_slide_is_hidden_it_says_so_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = "title: A talk\nslides: [{slide: a, hidden: true}]\n"
    (project / "deck/talks/talk.yaml").write_text(talk, "utf-8")
    assert main(["build", "--to", "pdf"]) == FOUND
    assert "error[OUT403]: all slides that are asked for are hidden" in capsys.readouterr().err
    assert not (project / "output/talk").exists()


def test_its_pages_are_counted_without_hidden_slides(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = "title: A talk\nslides: [a, {slide: b, hidden: true}]\n"
    (project / "deck/talks/talk.yaml").write_text(talk, "utf-8")
    (project / "deck/slides/b.md").write_text("# Secret\n", "utf-8")
    assert main(["build", "--to", "pptx,pdf"]) == 0
    said = capsys.readouterr().out
    assert "talk.en.pptx  2 slides" in said
    assert "talk.en.pdf  1 slide\n" in said


@pytest.mark.usefixtures("no_installed_fonts")
def test_a_picture_with_letters_that_no_font_has_is_shown_without_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = '<text x="4" y="20" font-size="9">ab \u10d0</text></svg>'
    svg = SVG.replace("</svg>", words).replace("#1F6F78", "#00ff00")
    write_files(
        project,
        {"deck/media/box.svg": svg, "deck/slides/a.md": "# A\n\n![A box](../media/box.svg)\n"},
    )
    assert main(["build", "--to", "pdf"]) == 0
    assert "a.md:3:1: warning[OUT102]: picture `box.svg` shows no `ა`" in capsys.readouterr().err
    with pypdfium2.PdfDocument(project / "output/talk/en/talk.en.pdf") as document:
        colors = document[0].render().to_pil().convert("RGB").getcolors(1 << 20)
    assert (0, 255, 0) in {color for _, color in colors or ()}


def test_letters_of_pictures_stay_letters(project: Path) -> None:
    svg = SVG.replace("</svg>", '<text x="4" y="20" font-size="9">Find me</text></svg>')
    write_files(
        project,
        {"deck/media/box.svg": svg, "deck/slides/a.md": "# A\n\n![A box](../media/box.svg)\n"},
    )
    assert main(["build", "--to", "pdf"]) == 0
    assert "Find me" in words(project / "output/talk/en/talk.en.pdf")[0]


@pytest.mark.parametrize(
    "inside",
    ['<filter id="f"><feTurbulence/></filter>', f"<desc>{'long ' * 60_000}</desc>"],
    ids=["filter", "large"],
)
def test_a_picture_that_takes_too_long_is_named_before_the_talk_is_typeset(
    inside: str, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> None:
        raise TooSlowError("it takes more than 10 seconds")

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("diptych.render.drawer.Drawer.draw", slow)
    monkeypatch.setattr("diptych.render.pdf.typesetter._typeset", never)
    svg = SVG.replace("<rect", f"{inside}<rect")
    write_files(
        project,
        {"deck/media/box.svg": svg, "deck/slides/a.md": "# A\n\n![A box](../media/box.svg)\n"},
    )
    assert main(["build", "--to", "pdf"]) == FOUND
    said = capsys.readouterr().err
    assert "a.md:3:1: error[OUT101]: picture `box.svg` cannot be drawn: it takes more" in said


def test_only_pictures_that_could_take_long_are_drawn_before_it_is_typeset(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def noted(_: Drawer, job: Job) -> bytes:
        drawn.append(job.svg)
        return png()

    monkeypatch.setattr(Drawer, "draw", noted)
    monkeypatch.setenv("DIPTYCH_CACHE", str(project / "cache"))
    blurred = SVG.replace("<rect", '<filter id="only-here"><feTurbulence/></filter><rect')
    write_files(
        project,
        {
            "deck/deck.yaml": f"{PROJECT['deck/deck.yaml']!s}theme: plain\n",
            "deck/media/blurred.svg": blurred,
            "deck/slides/a.md": "# A\n\n![A box](../media/box.svg)\n\n"
            "![Another](../media/blurred.svg)\n",
        },
    )
    assert main(["build", "--to", "pdf"]) == 0
    (svg,) = drawn
    assert "only-here" in svg


def test_a_text_may_have_several_lines(tmp_path: Path) -> None:
    text = (
        "# A\n\n- [~~both~~]{.underline}\n- [~~struck~~](https://example.org/a)\n"
        "- [[underlined]{.underline}](https://example.org/b)\n"
        "- [[~~all~~]{.underline}](https://example.org/c)\n"
    )
    (page,) = words(pdf_of(text, tmp_path))
    assert "both • struck • underlined • all" in page.replace("•", " • ").replace("  ", " ")


def test_a_word_has_the_color_of_its_run(tmp_path: Path) -> None:
    def colors(cell: str) -> set[tuple[float, ...]]:
        rows = f"| Buyer | GPUs |\n|---|---|\n| Ada | {cell} |\n"
        with pikepdf.open(pdf_of(f"{FRONT}## A\n\n{rows}", tmp_path)) as pdf:
            return {
                tuple(round(float(str(number)), 2) for number in one.operands)
                for one in pikepdf.parse_content_stream(pdf.pages[-1])
                if str(one.operator) == "scn"
            }

    assert colors("**9**") - colors("9") == {(0.76, 0.23, 0.09)}  # the accent of Atlas


@pytest.mark.usefixtures("no_installed_fonts")
@pytest.mark.parametrize("sign", ["\u0e48", "\u0600", "\ufff9", "a\u302a"])
def test_marks_and_signs_that_no_font_has_are_named_at_their_place(
    project: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    (project / "deck/slides/a.md").write_text(f"# A\n\n- x{sign}y\n", "utf-8")
    assert main(["build", "--to", "pdf"]) == FOUND
    assert "deck/slides/a.md:3:3: error[OUT401]: no font has" in capsys.readouterr().err


def test_a_byte_order_mark_within_text_is_in_no_pdf(project: Path) -> None:
    text = "# A\ufeff\n\n- x\ufeffy\n\n::: notes\n\ufeffz\n:::\n"
    (project / "deck/slides/a.md").write_text(text, "utf-8")
    assert main(["build", "--to", "pdf,handout,png"]) == 0


def test_each_function_of_the_settings_is_defined_once() -> None:
    settings = document._SETTINGS.read_text("utf-8")
    names = re.findall(r"^#let ([\w-]+)", settings, re.MULTILINE)
    assert len(names) == len(set(names))
