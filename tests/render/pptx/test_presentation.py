"""The presentation as a whole, as python-pptx and PowerPoint's own rules see it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import PurePosixPath

import pytest
from msgspec.structs import replace
from tests.render.factory import bold
from tests.render.pptx.factory import (
    BODY,
    SUPPLIES,
    THEME,
    frame,
    item,
    line,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.gallery import gallery
from tests.render.pptx.reading import NAMES, Package, opened, written

from diptych.model.deck import Person
from diptych.model.geometry import PAGES
from diptych.model.text import Run
from diptych.render.pptx import render_pptx

MAIN = "ppt/presentation.xml"


def test_writes_one_file_below_talk_and_locale() -> None:
    made = talk(with_title("one", "One"), locale="ko", name="frontline")
    ((path, _),) = render_pptx(made, SUPPLIES)
    assert path == PurePosixPath("frontline/ko/frontline.ko.pptx")


def test_the_same_talk_gives_the_same_bytes() -> None:
    assert written(gallery()) == written(gallery())


def test_slides_come_in_order_with_their_titles() -> None:
    made = talk(with_title("b", "First"), with_title("a", "Second"), with_title("c", "Third"))
    titles = [one.shapes.title.text_frame.text for one in opened(made).slides]
    assert titles == ["First", "Second", "Third"]


@pytest.mark.parametrize(
    ("numbers", "first"), [((1, 2), None), ((3, 4), "3"), ((3,), "3"), ((2, 5), None)]
)
def test_the_slides_of_a_part_keep_their_numbers_if_none_is_between_them(
    numbers: tuple[int, ...], first: str | None
) -> None:
    whole = talk(*(with_title(f"s{number}", "Title") for number in numbers))
    slides = tuple(
        replace(one, number=number) for one, number in zip(whole.slides, numbers, strict=True)
    )
    part = replace(whole, sections=(replace(whole.sections[0], slides=slides),))
    assert Package(part).xml(MAIN).get("firstSlideNum") == first


def test_slides_are_named_by_their_ids() -> None:
    presentation = opened(talk(with_title("gpu/market", "One")))
    assert presentation.slides[0].name == "gpu/market"


def test_the_page_is_sixteen_by_nine() -> None:
    presentation = opened(talk(with_title("one", "One")))
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)


def test_sections_hold_every_slide_once() -> None:
    package = Package(
        talk(
            sections={
                "Opening": (with_title("a", "A"), with_title("b", "B")),
                "": (with_title("c", "C"),),
            }
        )
    )
    sections = package.find(MAIN, "//p14:section")
    assert [one.get("name") for one in sections] == ["Opening", "A small talk"]
    listed = [one.xpath(".//p14:sldId/@id", namespaces=NAMES) for one in sections]
    assert listed == [["256", "257"], ["258"]]
    assert package.find(MAIN, "//p:sldId/@id") == ["256", "257", "258"]


def test_a_talk_without_section_titles_has_no_sections() -> None:
    assert not Package(talk(with_title("a", "A"))).find(MAIN, "//p14:section")


def test_properties_name_the_talk_and_who_gives_it() -> None:
    made = talk(
        with_title("a", "A", tags=("gpu", "market")),
        with_title("b", "B", tags=("market",)),
        speakers=(Person(name="Ada & Co"),),
        event="Babbage Day",
        dates={"published": dt.date(2024, 1, 15), "delivered": dt.date(2024, 1, 11)},
        locale="ko",
    )
    core = opened(made).core_properties
    assert (core.title, core.author, core.subject) == ("A small talk", "Ada & Co", "Babbage Day")
    assert (core.keywords, core.language) == ("gpu, market", "ko-KR")
    assert core.created == core.modified == dt.datetime.fromisoformat("2024-01-11")


def test_an_undated_talk_is_dated_by_no_clock() -> None:
    assert opened(talk(with_title("a", "A"))).core_properties.created.year == 1980


def test_notes_are_written_with_levels_and_bold_words() -> None:
    notes = (line(BODY, "Speak ", bold("slowly")), item("the point", depth=1))
    made = opened(talk(with_title("a", "A", notes=notes), with_title("b", "B")))
    first, second = made.slides
    paragraphs = first.notes_slide.notes_text_frame.paragraphs
    assert [one.text for one in paragraphs] == ["Speak slowly", "the point"]
    assert [run.font.bold for run in paragraphs[0].runs] == [None, True]
    assert paragraphs[1].level == 1
    assert not second.has_notes_slide


def test_the_master_of_notes_is_complete() -> None:
    package = Package(talk(with_title("one", "One", notes=(line(BODY, "Say"),)), locale="ko"))
    master = "ppt/notesMasters/notesMaster1.xml"
    kinds = package.find(master, "//p:ph/@type")
    assert kinds == ["sldImg", "body", "hdr", "dt", "ftr", "sldNum"]
    assert package.find(master, "//a:fld/@type") == ["slidenum"]
    assert package.find(master, "//a:t/text()")[0] == "메모"


@pytest.mark.parametrize(
    ("page", "box"),
    [
        ("16:9", ("685800", "1143000", "5486400", "3086100")),
        ("4:3", ("1371600", "1143000", "4114800", "3086100")),
    ],
)
def test_the_picture_of_a_slide_on_its_notes_has_the_shape_of_the_page(
    page: str, box: tuple[str, ...]
) -> None:
    theme = replace(THEME, page=PAGES[page])
    made = talk(with_title("one", "One", notes=(line(BODY, "Say"),)), theme=theme)
    place = "//p:sp[.//p:ph/@type='sldImg']//a:xfrm"
    package = Package(made)
    sides = [f"{place}/a:off/@x", f"{place}/a:off/@y", f"{place}/a:ext/@cx", f"{place}/a:ext/@cy"]
    master = "ppt/notesMasters/notesMaster1.xml"
    assert tuple(one for side in sides for one in package.find(master, side)) == box


def test_guides_stand_on_the_edges_of_the_body() -> None:
    package = Package(talk(with_title("one", "One")))
    placed = [
        (one.get("orient"), int(one.get("pos")) * 1587.5)
        for one in package.find(MAIN, "//*[local-name()='guide']")
    ]
    body = BODY.box
    assert ("horz", body.y) in placed
    assert {(None, body.x), (None, 6_096_000), (None, body.right)} <= set(placed)


def test_what_is_drawn_by_hand_looks_like_the_rest() -> None:
    package = Package(talk(with_title("one", "One")))
    theme = "ppt/theme/theme1.xml"
    assert package.find(theme, "//a:txDef/a:bodyPr/@lIns") == ["0"]
    assert package.find(theme, "//a:objectDefaults//a:defRPr/@sz") == ["1800", "1800"]
    assert package.find(theme, "//a:spDef/a:spPr//a:schemeClr/@val") == ["bg2"]
    assert package.find(theme, "//a:lnDef//a:ln/@w") == ["15875"]
    spacing = package.find(MAIN, "//p:defaultTextStyle/a:lvl1pPr/a:lnSpc/a:spcPct/@val")
    assert spacing == package.find(theme, "//a:txDef//a:spcPct/@val") == ["108300"]


def test_a_talk_without_notes_has_no_notes_parts() -> None:
    names = Package(talk(with_title("a", "A"))).parts
    assert not [name for name in names if "notes" in name]


def test_a_talk_of_no_slides_is_still_a_presentation() -> None:
    assert len(opened(talk()).slides) == 0


def test_a_slide_that_occurs_twice_is_linked_to_where_it_first_stands() -> None:
    jump = with_title("a", "A", frame(BODY, item(Run("there", link="#b"))))
    package = Package(talk(jump, slide("b"), slide("b")))
    assert package.targets("ppt/slides/slide1.xml", "slide") == ["slide2.xml"]


def test_nothing_heavy_is_imported_on_the_way() -> None:
    program = (
        "import sys; import diptych.render.pptx;"
        "heavy = {'pptx', 'lxml', 'jinja2', 'xml', 'logging', 'importlib.metadata', 'yaml'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
