"""The handout: slides on paper with all of their notes, in the order in which they are read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.authoring import PROJECT, write_files
from tests.render.pdf.reading import letters, links, outline, tags, words

from diptych.cli import main
from diptych.reporting import FOUND, MISUSED

SLIDES = {
    "a": "# First\n\nSee [the last](#g).\n\n::: notes\nSay *hello*.\n\n1. Smile\n2. Wait\n:::\n",
    "b": "# Hidden\n\nSecret\n\n::: notes\nNever said\n:::\n",
    "c": "# Second\n\n- One\n\n::: notes\n- [A page](https://example.org)\n    - inner\n:::\n",
    **{name: f"# Slide {name}\n\n- Point {name}\n" for name in "defg"},
}
TALK = {
    **PROJECT,
    "deck/talks/talk.yaml": """title: On paper
event: The fair
speakers: [Jane Doe]
dates: {delivered: 2024-01-11}
slides: [a, {slide: b, hidden: true}, c, d, e, f, g]
""",
    **{f"deck/slides/{name}.md": text for name, text in SLIDES.items()},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, TALK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def handout(project: Path, *options: str) -> Path:
    """Return the only file that a build with these options makes."""
    assert main(["build", *options]) == 0
    (path,) = (one for one in (project / "output/talk").rglob("*.*") if one.is_file())
    assert path == project / "output/talk/en/talk.en.handout.pdf"
    return path


def sizes(path: Path) -> set[tuple[int, int]]:
    with pikepdf.open(path) as document:
        boxes = [[round(float(edge)) for edge in page.mediabox] for page in document.pages]
    return {(box[2], box[3]) for box in boxes}


@pytest.mark.parametrize(("count", "pages"), [("1", 6), ("2", 3), ("4", 2), ("6", 1)])
def test_as_many_slides_are_on_a_page_as_asked_for(project: Path, count: str, pages: int) -> None:
    assert len(words(handout(project, "--handout", count))) == pages


def test_a_slide_is_read_before_its_notes_and_those_before_the_next_slide(project: Path) -> None:
    path = handout(project, "--handout", "4")
    found = [(tag.name, tag.depth) for tag in tags(path) if tag.name in {"H1", "P", "L", "Link"}]
    kinds = [name for name, _ in found]
    assert kinds[:7] == ["H1", "P", "Link", "P", "L", "P", "P"]
    assert kinds[7:14] == ["H1", "L", "P", "L", "P", "Link", "L"]
    assert [title for _, title in outline(path)] == [
        *("First", "Second", "Slide d", "Slide e", "Slide f", "Slide g")
    ]
    assert links(path) == ["#2", "https://example.org"]
    with pikepdf.open(path) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert document.docinfo["/Title"] == "On paper"


def test_a_heading_of_notes_may_be_slanted_as_a_whole(project: Path) -> None:
    notes = "# First\n\nText\n\n::: notes\n## *Slowly*\n:::\n"
    (project / "deck/slides/a.md").write_text(notes, "utf-8")
    assert "Slowly" in words(handout(project, "--handout", "4"))[0]


def test_slides_are_those_of_the_pdf_scaled(project: Path) -> None:
    assert main(["build", "--to", "pdf", "--handout", "1", "--no-notes"]) == 0
    shown = [letters(path) for path in sorted((project / "output/talk/en").glob("*.pdf"))]
    (handed, slides) = shown
    scale = (841.89 - 84) / 960
    for on_paper, slide in zip(handed, slides, strict=True):
        inside = [one for one in on_paper if 56 < one.y < 56 + 540 * scale]
        expected = sorted((42 + one.x * scale, 56 + one.y * scale, one.sign) for one in slide)
        for one, (x, y, sign) in zip(
            sorted(inside, key=lambda one: (one.x, one.y)), expected, strict=True
        ):
            assert one.sign == sign
            assert [one.x, one.y] == pytest.approx([x, y], abs=0.01)


def test_each_page_says_whose_talk_it_is_and_its_number(project: Path) -> None:
    for number, page in enumerate(words(handout(project, "--handout", "4")), 1):
        assert "On paper" in page
        assert "Jane Doe · The fair · January 11, 2024" in page
        assert f"{number} / 2" in page


def test_hidden_slides_and_their_notes_are_not_in_it(project: Path) -> None:
    text = " ".join(words(handout(project, "--to", "handout")))
    assert "Say hello. 1. Smile 2. Wait" in text
    assert "Secret" not in text
    assert "Never" not in text


@pytest.mark.parametrize("count", ["1", "2", "6"])
def test_long_notes_continue_on_the_next_page_and_no_word_is_lost(
    project: Path, count: str
) -> None:
    said = [f"word{number}" for number in range(2500)]
    paragraphs = "\n\n".join(" ".join(said[at : at + 100]) for at in range(0, 2500, 100))
    write_files(project, {"deck/slides/c.md": f"# Second\n\n::: notes\n{paragraphs}\n:::\n"})
    path = handout(project, "--handout", count)
    assert [one for page in words(path) for one in page.split() if "word" in one] == said
    pages = letters(path)
    with pikepdf.open(path) as document:
        _, _, _, height = (float(edge) for edge in document.pages[0].mediabox)
    assert len(pages) > 2
    assert max(letter.y for page in pages for letter in page) < height - 20
    assert [title for _, title in outline(path)][:3] == ["First", "Second", "Slide d"]
    is_continued = ["Slide 3, continued" in one for one in _printed(path)]
    first = next(number for number, page in enumerate(words(path)) if "word0 " in page)
    last = next(number for number, page in enumerate(words(path)) if "word2499" in page)
    assert is_continued == [first < number <= last for number in range(len(pages))]


def _printed(path: Path) -> list[str]:
    """Return all text of each page, also that of its head and foot."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_room_that_notes_leave_is_ruled_to_be_written_on(project: Path) -> None:
    def ruled(*options: str) -> list[int]:
        with pikepdf.open(handout(project, *options)) as document:
            parsed = [pikepdf.parse_content_stream(page) for page in document.pages]
        return [
            sum(str(part.operator) == "l" for part in page if len(part.operands) == 2)
            for page in parsed
        ]

    (one, *_), (two, *_) = ruled("--handout", "1"), ruled("--handout", "1", "--no-notes")
    assert one - two > 10


def test_korean_words_are_not_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    note = (
        "이 슬라이드에서는 **생성형 AI(인공지능)**의 발전을 설명합니다. 자세한 것은"
        " [기사](https://example.org)를 참고하세요. 헌법재판소는 제1항에(서울)에서 청구할 수"
        " 있습니다."
    )
    source = (
        f"---\ntitle: 발표\nlang: ko\n---\n\n# 하나\n\n::: notes\n{' '.join([note] * 12)}\n:::\n"
    )
    (tmp_path / "talk.md").write_text(source, "utf-8")
    assert main(["build", "talk.md", "--handout", "4"]) == 0
    plain = note.replace("*", "").replace("[기사](https://example.org)", "기사").split()
    (page,) = words(tmp_path / "output/talk/ko/talk.ko.handout.pdf")
    shown = page.split("하나", 1)[1].split()
    at = shown.index("이")
    assert shown[at : at + 12 * len(plain)] == plain * 12


def test_without_notes_slides_are_as_large_as_the_paper_allows(project: Path) -> None:
    assert sizes(handout(project, "--handout", "4")) == {(595, 842)}
    path = handout(project, "--handout", "4", "--no-notes")
    assert sizes(path) == {(842, 595)}
    assert "hello" not in " ".join(words(path))
    assert sizes(handout(project, "--handout", "1", "--no-notes", "--paper", "letter")) == {
        (792, 612)
    }


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_without_notes_no_page_has_fewer_slides_than_asked_for(
    project: Path, count: int, paper: str
) -> None:
    path = handout(project, "--handout", str(count), "--no-notes", "--paper", paper)
    assert len(words(path)) == -(-6 // count)


@pytest.mark.parametrize(
    ("count", "page"),
    [
        ("1", "4:3"),
        ("2", "{width: 794, height: 1123}"),
        ("4", "{width: 794, height: 1123}"),
        ("6", "{width: 1600, height: 800}"),
    ],
)
def test_slides_of_any_shape_fit(project: Path, count: str, page: str) -> None:
    deck = f"format: 1\nsource_locale: en\nlocales: [en]\ntokens: {{page: {page}}}\n"
    write_files(project, {"deck/deck.yaml": deck})
    path = handout(project, "--handout", count, "--paper", "letter")
    assert len(words(path)) == -(-6 // int(count))
    for letter in (letter for shown in letters(path) for letter in shown):
        assert 30 < letter.x < 612 - 30
        assert 30 < letter.y < 792 - 20


def test_notes_are_readable_on_paper_though_the_slides_are_dark(project: Path) -> None:
    dark = "{ink: {value: '#FFFFFF'}, paper: {value: '#101820'}}"
    deck = f"format: 1\nsource_locale: en\nlocales: [en]\ntokens: {{colors: {dark}}}\n"
    write_files(project, {"deck/deck.yaml": deck})
    with pikepdf.open(handout(project, "--handout", "1")) as document:
        drawn = list(pikepdf.parse_content_stream(document.pages[0]))
    ink: list[float] = []
    inks: dict[float, list[list[float]]] = {}
    for part in drawn:
        if str(part.operator) == "scn":
            ink = [float(one) for one in part.operands]
        elif str(part.operator) == "Tf":
            inks.setdefault(float(part.operands[1]), []).append(ink)
    assert {tuple(one) for one in inks.pop(11)} == {(0.0627451, 0.09411765, 0.1254902)}
    assert any([1, 1, 1] in others for others in inks.values())


@pytest.mark.usefixtures("no_installed_fonts")
def test_a_letter_of_the_notes_that_no_font_has_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(project, {"deck/slides/c.md": "# Second\n\n::: notes\nA 漢\n:::\n"})
    assert main(["build", "--handout", "2"]) == FOUND
    assert "deck/slides/c.md:4:1: error[OUT401]" in capsys.readouterr().err
    assert main(["build", "--to", "pdf"]) == 0


def test_emoji_are_in_its_head_its_foot_and_its_notes(project: Path) -> None:
    talk = TALK["deck/talks/talk.yaml"]
    assert isinstance(talk, str)
    named = talk.replace("On paper", "On 🎉").replace("The fair", "The 🎪")
    notes = "# Second\n\n::: notes\nA 🎤\n:::\n"
    write_files(project, {"deck/talks/talk.yaml": named, "deck/slides/c.md": notes})
    assert main(["build", "--handout", "1"]) == 0
    shown = "".join(words(next(project.rglob("*handout*.pdf"))))
    assert {"🎉", "🎪", "🎤"} <= set(shown)


@pytest.mark.usefixtures("no_installed_fonts")
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("On paper", "On 漢", "1:8"),
        ("The fair", "The 漢", "2:1"),
        ("Jane Doe", "Jane 漢", "3:1"),
    ],
)
def test_a_letter_of_the_head_or_foot_that_no_font_has_is_named_in_the_talks_file(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, place: str
) -> None:
    talk = TALK["deck/talks/talk.yaml"]
    assert isinstance(talk, str)
    write_files(project, {"deck/talks/talk.yaml": talk.replace(old, new)})
    assert main(["build", "--handout", "2"]) == FOUND
    said = capsys.readouterr().err
    assert f"deck/talks/talk.yaml:{place}: error[OUT401]" in said
    assert "OUT402" not in said


def test_the_boxes_of_tasks_may_stand_in_its_head_and_foot(project: Path) -> None:
    talk = TALK["deck/talks/talk.yaml"]
    assert isinstance(talk, str)
    signed = talk.replace("On paper", "☑ On paper").replace("The fair", "☐ The fair")
    write_files(project, {"deck/talks/talk.yaml": signed})
    assert "On paper" in words(handout(project, "--handout", "4"))[0]


def test_it_is_the_same_every_time(project: Path) -> None:
    before = handout(project, "--handout", "4").read_bytes()
    assert handout(project, "--handout", "4", "--verify").read_bytes() == before
    assert handout(project, "--handout", "6").read_bytes() != before


@pytest.mark.parametrize("options", [["--handout", "3"], ["--handout", "x"], ["--paper", "a5"]])
def test_other_numbers_of_slides_and_papers_are_refused(
    project: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", *options])
    assert ended.value.code == MISUSED
    assert options[0] in capsys.readouterr().err
    assert not (project / "output").exists()


@pytest.mark.parametrize("count", ["1", "2", "4", "6"])
def test_a_word_longer_than_a_line_is_broken_and_not_cut_off(project: Path, count: str) -> None:
    (project / "deck/slides/a.md").write_text(
        f"# First\n\n::: notes\nA hash: {'0f' * 90} `{'e' * 90}`, {'가' * 60}.\n:::\n", "utf-8"
    )
    path = handout(project, "--handout", count)
    shown = [letter for page in letters(path) for letter in page]
    assert sum(letter.sign == "f" for letter in shown) >= 90
    assert sum(letter.sign == "e" for letter in shown) >= 90
    assert sum(letter.sign == "가" for letter in shown) == 60
    assert max(letter.x for letter in shown) < 595 - 30
