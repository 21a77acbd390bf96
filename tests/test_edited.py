"""Editing the PPTX: what was built is edited, and what must then be true."""

from __future__ import annotations

import copy
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from pptx import Presentation
from pptx.util import Emu, Pt
from tests.authoring import BuiltTalk
from tests.inheritance import OFFICE, Palette, find, placed_in, placed_text
from tests.tools import absent, is_long, need, some, validated

from diptych import pipeline
from diptych.config import BuildConfig

REPOSITORY = Path(__file__).parents[1]
TALK, TABLES = "genai-frontline-2024", "gpu-npu-lightning"


def opened(file: bytes) -> Any:
    return Presentation(io.BytesIO(file))


def saved(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def theme_of(file: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read("ppt/theme/theme1.xml")


@pytest.fixture(params=["en", "ko"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def file(built_talk: BuiltTalk, locale: str) -> bytes:
    """Return the real talk as it was built."""
    return (built_talk.folder / locale / f"{TALK}.{locale}.pptx").read_bytes()


@pytest.fixture
def deck(file: bytes) -> Any:
    """Return it opened, to be edited."""
    return opened(file)


@pytest.fixture(scope="module")
def opened_decks(built_talk: BuiltTalk) -> Mapping[str, Any]:
    """Return it opened in each language, to be read alone."""
    return {tag: opened(built_talk.in_locale(tag).pptx.read_bytes()) for tag in ("en", "ko")}


@pytest.fixture
def unedited(opened_decks: Mapping[str, Any], locale: str) -> Any:
    """Return the real talk opened once for all tests that only read it."""
    return opened_decks[locale]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a talk with tables."""
    out = tmp_path_factory.mktemp("tables")
    pipeline.build(BuildConfig(root=REPOSITORY, talks=(TABLES,), out=out))
    return out / TABLES


def bodies(presentation: Any) -> list[Any]:
    """Return the placeholders that hold text of the slides' bodies."""
    return [
        shape
        for slide in presentation.slides
        for shape in slide.placeholders
        if shape.has_text_frame and shape.placeholder_format.idx in (1, 2)
    ]


# ------------------------------------------------------------------------------ as it was built


def test_no_run_in_a_placeholder_says_a_size_but_code(unedited: Any) -> None:
    runs = [
        run
        for slide in unedited.slides
        for shape in slide.placeholders
        if shape.has_text_frame  # the cells of a table inherit no size
        for run in find(shape._element, ".//a:r/a:rPr | .//a:endParaRPr | .//a:br/a:rPr")
    ]
    assert len(runs) > 400
    assert [run for run in runs if run.get("sz") and not run.get("noProof")] == []


def test_no_line_spacing_is_exact(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    assert not [part for part in parts if re.search(rb"<a:lnSpc><a:spcPts", part)]


def test_reset_would_move_nothing(unedited: Any) -> None:
    moved = [
        (slide.slide_id, shape.name)
        for slide in unedited.slides
        for shape in slide.placeholders
        if find(shape._element, "./p:spPr/a:xfrm")
    ]
    assert moved == []


def test_titles_stand_at_full_size(unedited: Any) -> None:
    sizes = {
        placed.size(run)
        for slide in unedited.slides
        if slide.slide_layout.slide_master.slide_layouts.index(slide.slide_layout) > 0
        for shape in [slide.shapes.title]
        for placed in placed_in(shape)
        for run in find(placed.paragraph, "a:r")
        if shape.top >= 0 and placed.size(run) < 4000
        if not re.search(r"\(\d/\d\)$", shape.text_frame.text)
    }
    assert sizes == {3800, 2000}, "and labels above statements"


ON_PICTURES = {"Full-Page Picture", "Text on Picture", "전체 화면 그림", "그림 위의 글"}
"""The layouts whose picture has the number, or all text, on it."""


def test_no_two_placeholders_of_a_layout_overlap(unedited: Any) -> None:
    overlapping = []
    for layout in unedited.slide_layouts:
        boxes = [
            (one.name, one.left, one.top, one.width, one.height) for one in layout.placeholders
        ]
        if layout.name in ON_PICTURES:
            boxes = [one for one in boxes if one[0] != "Picture"]
        for i, (name, x, y, width, height) in enumerate(boxes):
            for other, left, top, wide, high in boxes[:i]:
                if x < left + wide and left < x + width and y < top + high and top < y + height:
                    overlapping.append((layout.name, name, other))
    assert overlapping == []


# ----------------------------------------------------------------------------------- text typed


def test_a_bullet_that_is_typed_looks_like_its_neighbours(deck: Any) -> None:
    for shape in bodies(deck):
        before = {one.level: one.size() for one in placed_in(shape)}
        typed = shape.text_frame.add_paragraph()
        typed.text = "typed"
        (placed,) = (one for one in placed_in(shape) if one.paragraph is typed._p)
        neighbours = {
            one.size(run)
            for one in placed_in(shape)
            if one.level == 0
            for run in find(one.paragraph, "a:r[not(a:rPr/@noProof)]")
        }
        assert neighbours == {placed.size()} == {before.get(0, placed.size())}


def test_tab_sets_text_as_the_next_level_of_its_slide(deck: Any) -> None:
    indented = 0
    for shape in bodies(deck):
        paragraphs = placed_in(shape)
        by_level = {one.level: one.size() for one in paragraphs}
        for paragraph, placed in zip(shape.text_frame.paragraphs, paragraphs, strict=True):
            size = placed.size()
            paragraph.level += 1
            (after,) = (one for one in placed_in(shape) if one.paragraph is placed.paragraph)
            runs = [run for run in find(after.paragraph, "a:r") if not find(run, "a:rPr/@noProof")]
            assert {after.size(run) for run in runs} <= {by_level.get(after.level, after.size())}
            assert after.size() <= size
            paragraph.level -= 1
            indented += 1
    assert indented > 190


def test_larger_text_takes_more_room(unedited: Any) -> None:
    for slide in unedited.slides:
        for placed in placed_text(slide):
            assert placed.spacing.tag.endswith("spcPct")
            assert 90_000 <= int(placed.spacing.get("val")) <= 130_000


# ----------------------------------------------------------------------------- the master changed

BESIDE_PICTURES = {
    *("Picture at the Edge with Its Prompt", "Picture at the Edge and Statement"),
    *("가장자리 그림과 프롬프트", "가장자리 그림과 한 문장"),
}
"""Layouts whose title and foot stand beside a picture as high as the page."""
WITH_LABELS = {
    *("Title and Statement", "Statement and Text", "Text and Figure"),
    *("제목과 한 문장", "한 문장과 글", "글과 숫자"),
    *("Statement and Two Content", "한 문장과 콘텐츠 2개"),
}
"""Layouts whose title is a small label above a sentence or a figure."""
RUNNING = ("Running Title", "작은 제목")
"""What names of layouts contain whose title is one above a headline."""


def base_of(variant: str) -> str:
    """Return the name of the layout of which one is a variant, `Two Content, 60:40` or `... 2`."""
    return re.sub(r" \d+$", "", variant.partition(",")[0])


def test_a_title_that_is_moved_on_the_master_moves_on_the_slides(deck: Any) -> None:
    (title,) = (one for one in deck.slide_master.placeholders if one.name == "Title")
    before = title.left
    title.left = Emu(before + 100_000)
    moved = [slide for slide in deck.slides if slide.shapes.title.left == before + 100_000]
    names = [slide.slide_layout.name for slide in deck.slides if slide not in moved]
    others = {base_of(name) for name in names if not any(word in name for word in RUNNING)}
    assert len(moved) >= 17
    assert others <= {
        *("Title Slide", "Full-Page Picture", "Closing with Contacts"),
        *("제목 슬라이드", "전체 화면 그림", "마무리와 연락처"),
        *BESIDE_PICTURES,
        *WITH_LABELS,
    }


def test_the_body_size_of_the_master_reaches_every_slide_that_has_no_density(deck: Any) -> None:
    (style,) = find(deck.slide_master._element, "p:txStyles/p:bodyStyle/a:lvl1pPr/a:defRPr")
    style.set("sz", "4000")
    added = deck.slides.add_slide(deck.slide_master.slide_layouts[1])
    added.placeholders[1].text_frame.text = "Added by a person"
    plain = [
        shape
        for shape in bodies(deck)
        if not find(shape._element, "p:txBody/a:lstStyle/*")
        and shape.part.slide.slide_layout.part.partname not in dark_layouts(deck)
        and not shape.name.startswith(
            ("Statement", "Prompt", "Topic", "Lead", "Figure", "Card", "Label", "Points")
        )
    ]
    assert plain
    for shape in plain:
        assert {one.size() for one in placed_in(shape) if one.level == 0} <= {4000}


def dark_layouts(presentation: Any) -> set[str]:
    return {
        one.part.partname
        for one in presentation.slide_layouts
        if find(one._element, "p:clrMapOvr/a:overrideClrMapping")
    }


def test_the_footer_of_the_master_places_and_sets_all_of_them(deck: Any) -> None:
    (footer,) = (one for one in deck.slide_master.placeholders if one.name == "Footer")
    footer.top = Emu(footer.top - 50_000)
    (style,) = find(footer._element, "p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr")
    style.set("sz", "1100")
    found = [
        (shape.top, {one.size() for one in placed_in(shape)})
        for slide in deck.slides
        if base_of(slide.slide_layout.name) not in BESIDE_PICTURES
        if slide.slide_layout.part.partname not in dark_layouts(deck)
        for shape in slide.placeholders
        if shape.name == "Footer"
    ]
    assert len(found) >= 15
    assert found == [(footer.top, {1100})] * len(found)


def test_other_fonts_of_the_theme_reach_all_text_but_code(unedited: Any) -> None:
    named = {
        (face, "".join(find(face.getparent(), "ancestor::p:sp/p:nvSpPr/p:cNvPr/@name")))
        for slide in unedited.slides
        for part in (slide, slide.slide_layout, slide.slide_layout.slide_master)
        for face in find(
            part._element,
            "//a:rPr[not(@noProof)]//@typeface | //a:defRPr//@typeface",
        )
    }
    of_theme = {f"+{kind}-{script}" for kind in ("mj", "mn") for script in ("lt", "ea", "cs")}
    assert {(face, where) for face, where in named if face not in of_theme} == {
        ("Pretendard SemiBold", "Number"),  # a theme of fonts has no weights but regular and bold
    }


# ------------------------------------------------------------------------------------- colours


@pytest.mark.long
@pytest.mark.parametrize("palette", some([None, *OFFICE], 2))
def test_every_text_can_be_read_in_every_palette(
    unedited: Any, file: bytes, palette: str | None
) -> None:
    colors = Palette(theme_of(file), OFFICE[palette] if palette else None)
    unreadable = [
        (slide.slide_layout.name, "".join(find(run, "a:t/text()")))
        for slide in unedited.slides
        for placed in placed_text(slide)
        for run in find(placed.paragraph, "a:r")
        if not colors.is_readable(placed, run, slide.slide_layout)
    ]
    assert unreadable == []


@pytest.mark.long
@pytest.mark.parametrize("palette", some([None, *OFFICE], 2))
def test_a_text_box_drawn_on_any_layout_can_be_read(
    deck: Any, file: bytes, palette: str | None
) -> None:
    colors = Palette(theme_of(file), OFFICE[palette] if palette else None)
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        box = slide.shapes.add_textbox(Emu(0), Emu(0), Emu(2_000_000), Emu(400_000))
        box.text_frame.text = "drawn by hand"
        placed = next(
            one for one in placed_text(slide) if one.paragraph.getparent() is box.text_frame._txBody
        )
        (run,) = find(placed.paragraph, "a:r")
        assert placed.size(run) == 1800
        assert colors.is_readable(placed, run, layout), layout.name


@pytest.mark.long
@pytest.mark.parametrize("palette", some([None, *OFFICE], 2))
def test_a_new_slide_of_any_layout_can_be_read_and_says_nothing_of_its_own(
    deck: Any, file: bytes, palette: str | None
) -> None:
    colors = Palette(theme_of(file), OFFICE[palette] if palette else None)
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for shape in slide.placeholders:
            if shape.has_text_frame:
                shape.text_frame.text = "채움 filled"
        for placed in placed_text(slide):
            for run in find(placed.paragraph, "a:r"):
                assert colors.is_readable(placed, run, layout), layout.name
                assert placed.spacing.tag.endswith("spcPct")
        assert not find(slide._element, "//@sz[parent::a:rPr]")


# -------------------------------------------------------------------------------------- tables


def test_another_table_style_changes_all_that_it_should(tables: Path, locale: str) -> None:
    presentation = opened((tables / locale / f"{TABLES}.{locale}.pptx").read_bytes())
    found = [
        shape._element
        for slide in presentation.slides
        if slide.name in {"gpu/orders-in-figures", "gpu/chips-by-year"}  # nothing in them is bold
        for shape in slide.shapes
        if shape.has_table
    ]
    assert len(found) == 2
    for table in found:
        (style,) = find(table, ".//a:tableStyleId")
        style.text = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
        assert find(table, ".//a:tcPr/*") == []
        runs = find(table, ".//a:tc//a:rPr[not(a:hlinkClick)]")
        assert [run for run in runs if find(run, "*") or run.get("b")] == []
        assert all(run.get("sz") for run in runs)
    validated(io.BytesIO(saved(presentation)))


# ------------------------------------------------------------------------- into another deck


def test_a_slide_that_is_copied_into_another_deck_takes_its_look(unedited: Any) -> None:
    slide = next(
        one
        for one in unedited.slides
        for shape in one.placeholders
        if shape.name.startswith("Body") and not find(shape._element, ".//a:lstStyle/*|.//@r:id")
    )
    other = Presentation()
    layout = other.slide_layouts[1]
    made = other.slides.add_slide(layout)
    for shape in made.shapes:
        shape._element.getparent().remove(shape._element)
    for shape in slide.shapes:
        if not find(shape._element, ".//@r:id"):
            made.shapes._spTree.append(copy.deepcopy(shape._element))
    again = opened(saved(other)).slides[0]
    assert again.shapes.title.text_frame.text == slide.shapes.title.text_frame.text
    body = again.placeholders[1]
    assert body.text_frame.text == slide.placeholders[1].text_frame.text
    place = layout.placeholders[1]
    assert (body.left, body.width) == (place.left, place.width)
    assert {one.size() for one in placed_in(body) if one.level == 0} == {3200}


# --------------------------------------------------------------------- as LibreOffice shows it


@pytest.mark.long
@pytest.mark.libreoffice
def test_edited_slides_are_shown_without_lines_on_one_another(
    built_talk: BuiltTalk, tmp_path: Path
) -> None:
    if not is_long():
        pytest.skip("LibreOffice draws all slides in the long step alone")
    deck = opened(built_talk.in_locale("ko").pptx.read_bytes())  # the fuller of the two
    edited = edit_all(deck)
    pages = lines_shown(saved(deck), tmp_path)
    assert len(pages) == len(deck.slides)
    for number in edited:
        text = "".join(line.text for line in pages[number])
        assert "typedbyhand" in text, number
        assert close_lines(pages[number]) == [], number


def edit_all(deck: Any) -> list[int]:
    """Type, indent and enlarge on every slide with room for it; return their positions."""
    edited = []
    for number, slide in enumerate(deck.slides):
        body = next((one for one in slide.placeholders if one.placeholder_format.idx == 1), None)
        if body is None or not body.has_text_frame or len(body.text_frame.paragraphs) > 8:
            continue
        first = body.text_frame.paragraphs[0]
        for run in first.runs:
            run.font.size = Pt(32)
        typed = body.text_frame.add_paragraph()
        typed.text, typed.level = "typed by hand", 1
        edited.append(number)
    assert len(edited) >= 5
    return edited


class ShownLine:
    """A line of text on a page, in points."""

    def __init__(self, xml: str) -> None:
        edges = re.findall(r'(?:xMin|yMin|xMax|yMax)="([\d.-]+)"', xml.partition(">")[0])
        self.left, self.top, self.right, self.bottom = map(float, edges)
        self.text = unescape("".join(re.findall(r"<word [^>]*>([^<]*)</word>", xml)))


def lines_shown(file: bytes, folder: Path) -> list[list[ShownLine]]:
    """Return the lines of each page that LibreOffice makes."""
    (folder / "edited.pptx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [
        need("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run(
        [*convert, str(folder / "edited.pptx")], check=True, capture_output=True, timeout=100
    )
    return lines_of(folder / "edited.pdf")


def lines_of(pdf: Path) -> list[list[ShownLine]]:
    """Return the lines of each page of a PDF."""
    command = [need("pdftotext"), "-bbox-layout", str(pdf), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    return [
        [ShownLine(line) for line in page.split("<line")[1:]] for page in told.split("<page")[1:]
    ]


def close_lines(lines: list[ShownLine]) -> list[tuple[str, str]]:
    """Return pairs of lines that begin alike and stand nearer than the upper one is high."""
    ordered = sorted(lines, key=lambda line: (line.top, line.left))
    return [
        (one.text, other.text)
        for one, other in pairwise(ordered)
        if abs(one.left - other.left) < 60
        and 0.5 < other.bottom - one.bottom < 0.6 * (other.bottom - other.top)
    ]


# ------------------------------------------------------------------------ in LibreOffice itself


class InLibreOffice(Struct, frozen=True):
    """What a person did in LibreOffice (`office_hands.py`), and what it came to."""

    locale: str
    told: Mapping[str, Any]
    folder: Path

    def shown(self) -> list[str]:
        """Return the words of each page, without spaces."""
        return [
            "".join(line.text for line in page) for page in lines_of(self.folder / "edited.pdf")
        ]


@pytest.fixture(scope="module", params=["ko", "en"])
def office(
    built_talk: BuiltTalk, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> InLibreOffice:
    """Return the real talk, edited and saved in LibreOffice."""
    if not is_long():
        pytest.skip("LibreOffice, half a minute a language, is led in the long step alone")
    need("soffice")
    deck = built_talk.in_locale(request.param).pptx
    for attempt in range(ATTEMPTS):
        folder = tmp_path_factory.mktemp("office")  # a crash leaves a lock beside the deck
        told = led(Path(shutil.copy(deck, folder)), folder, may_crash=attempt < ATTEMPTS - 1)
        if told is not None:
            return InLibreOffice(request.param, told, folder)
    raise AssertionError


def led(deck: Path, folder: Path, *, may_crash: bool) -> Mapping[str, Any] | None:
    """Return what `office_hands.py` reports; None if LibreOffice has crashed, which is possible."""
    script = Path(__file__).with_name("office_hands.py")
    command = [python_of_libreoffice(), str(script), str(deck), str(folder)]
    run = subprocess.run(command, check=not may_crash, stdout=subprocess.PIPE, timeout=120)
    told: Mapping[str, Any] | None = None if run.returncode else json.loads(run.stdout)
    return told


ATTEMPTS = 3
"""LibreOffice 7.4 crashes by itself now and then when it is led by another program."""


def python_of_libreoffice() -> str:
    """Return a Python that has the `uno` module: LibreOffice's own or the system's."""
    beside = Path(need("soffice")).resolve().with_name("python")
    for python in filter(shutil.which, (str(beside), "/usr/bin/python3")):
        tried = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    return absent("no Python has LibreOffice's `uno` module (Debian: python3-uno)")


FIRST_TEXTS = {
    *("Body", "Left", "Speaker", "Picture", "Lead", "Statement", "Topic"),
    *("Card 1", "Row 1", "Event 1", "Metric 1", "Head 1", "Topic 1", "Label 1"),
    *("Quote", "Agenda", "Sources 1", "Rows"),
}
"""The placeholders that come first after the title in some layout."""


@pytest.mark.long
@pytest.mark.libreoffice
class TestInLibreOffice:
    def test_typed_and_indented_text_is_set_as_its_level(self, office: InLibreOffice) -> None:
        slides = office.told["slides"]
        assert len(slides) >= 5
        for slide in slides:
            sizes = {one["level"]: one["size"] for one in slide["before"]}
            for made in (slide["typed"], slide["tabbed"]):
                assert not made["own"], slide
                assert made["size"] == sizes.get(made["level"], made["size"]), slide
            assert slide["typed"]["level"] == slide["before"][-1]["level"]
            assert slide["tabbed"]["size"] <= slide["typed"]["size"]
            assert not any(one["own"] for one in slide["before"])

    def test_edited_slides_show_no_lines_on_one_another(self, office: InLibreOffice) -> None:
        pages = lines_of(office.folder / "edited.pdf")
        assert len(pages) == 39 + len(office.told["added"])
        for slide in office.told["slides"]:
            lines = pages[slide["slide"]]
            assert "typedbyhand" in "".join(line.text for line in lines)
            assert close_lines(lines) == [], slide["slide"]

    def test_the_size_of_the_master_reaches_a_slide(self, office: InLibreOffice) -> None:
        assert office.told["master"]["size"] == 40
        assert not office.told["master"]["own"]

    def test_a_new_slide_of_each_layout_takes_title_and_text_in_their_places(
        self, office: InLibreOffice
    ) -> None:
        added = office.told["added"]
        assert len(added) >= 15
        for slide in added:
            title, text = (one["place"] for one in slide["filled"])
            assert title == "Title", slide
            assert text in FIRST_TEXTS, slide
            assert text == slide["places"][0], slide
            assert not any(one["own"] for one in slide["filled"]), slide["layout"]
        pages = office.shown()[-len(added) :]
        for words in ("filled", "채움", "drawn", "hand"):
            assert [page for page in pages if words not in page] == []

    def test_what_it_saves_is_a_deck_again(self, office: InLibreOffice) -> None:
        saved_again = opened((office.folder / "edited.pptx").read_bytes())
        words = [
            shape.text_frame.text
            for slide in saved_again.slides
            for shape in slide.shapes
            if shape.has_text_frame
        ]
        typed = [one for one in words if one.endswith("typed by hand")]
        assert len(typed) == len(office.told["slides"])
        assert len(saved_again.slides) == 39 + len(office.told["added"])
