"""Fragments: what appears at which click."""

from __future__ import annotations

from tests.render.factory import box
from tests.render.pptx.factory import BODY, PHOTO, frame, item, line, picture, with_title
from tests.render.pptx.reading import NAMES, SLIDE, kind, slide_xml

from diptych.model.drawn_shapes import Rectangle
from diptych.model.laid_out import LaidOutSlide
from diptych.model.theme import Panel


def clicks(made: LaidOutSlide) -> list[list[tuple[str, str, str | None]]]:
    """Return for each click its effects: what starts them, the shape's name, the paragraph."""
    package = slide_xml(made)
    names = {
        one.get("id"): kind(one.get("name"))
        for one in package.find(SLIDE, "//p:cNvPr")
        if one.get("name")
    }
    found = []
    for click in package.find(SLIDE, "//p:cTn[@nodeType='mainSeq']/p:childTnLst/p:par"):
        effects = []
        for node in click.xpath(".//p:cTn[@presetClass='entr']", namespaces=NAMES):
            (target,) = node.xpath(".//p:spTgt", namespaces=NAMES)
            paragraph = target.xpath(".//p:pRg/@st", namespaces=NAMES)
            at = str(paragraph[0]) if paragraph else None
            effects.append((node.get("nodeType"), names[target.get("spid")], at))
        found.append(effects)
    return found


def test_paragraphs_appear_one_click_after_another() -> None:
    made = with_title("one", "One", frame(BODY, item("a"), item("b", step=1), item("c", step=2)))
    assert clicks(made) == [[("clickEffect", "Body", "1")], [("clickEffect", "Body", "2")]]


def test_what_has_the_same_step_appears_together() -> None:
    made = with_title(
        "one",
        "One",
        frame(BODY, item("a", step=2), item("b", step=1)),
        picture(PHOTO, step=1),
        Rectangle(box=box(0, 0, 4, 40), panel=Panel(fill="accent"), region="body", step=2),
    )
    assert clicks(made) == [
        [("clickEffect", "Body", "1"), ("withEffect", "Figure picture", None)],
        [("clickEffect", "Body", "0"), ("withEffect", "Bar", None)],
    ]


def test_a_panel_appears_with_its_text() -> None:
    panel = frame(BODY, line(BODY, "a", step=1), line(BODY, "b", step=1), panel=Panel(fill="mist"))
    assert clicks(with_title("one", "One", panel)) == [[("clickEffect", "Body", None)]]


def test_text_is_built_by_paragraph_and_shapes_as_a_whole() -> None:
    made = with_title(
        "one",
        "One",
        frame(BODY, item("a", step=1), item("b", step=2)),
        Rectangle(box=box(0, 0, 4, 40), panel=Panel(fill="accent"), region="body", step=1),
        picture(PHOTO, step=1),
    )
    builds = slide_xml(made).find(SLIDE, "//p:bldP")
    found = [(one.get("spid"), one.get("build"), one.get("animBg")) for one in builds]
    assert found == [("3", "p", None), ("4", None, "1")]


def test_time_nodes_have_ids_of_their_own() -> None:
    made = with_title("one", "One", frame(BODY, item("a", step=1), item("b", step=1)))
    ids = slide_xml(made).find(SLIDE, "//p:cTn/@id")
    assert len(ids) == len(set(ids))


def test_a_slide_without_fragments_has_no_timing() -> None:
    assert not slide_xml(with_title("one", "One")).find(SLIDE, "//p:timing")


def test_what_disappears_has_an_exit_of_its_own() -> None:
    panel = Panel(fill="accent")
    made = with_title(
        "one",
        "One",
        Rectangle(box=box(0, 0, 4, 40), panel=panel, region="body", kind="highlight", until=1),
        Rectangle(
            box=box(0, 9, 4, 40), panel=panel, region="body", kind="highlight", step=1, until=2
        ),
    )
    package = slide_xml(made)
    effects = [
        (node.get("presetClass"), node.xpath(".//p:strVal/@val", namespaces=NAMES))
        for node in package.find(SLIDE, "//p:cTn[@presetClass]")
    ]
    assert effects == [("exit", ["hidden"]), ("entr", ["visible"]), ("exit", ["hidden"])]
    builds = [(one.get("spid"), one.get("grpId")) for one in package.find(SLIDE, "//p:bldP")]
    assert builds == [("3", "1"), ("4", "0"), ("4", "1")]
    assert [kind(one) for one in package.find(SLIDE, "//p:cNvPr/@name")][-2:] == [
        "Highlight",
        "Highlight 2",
    ]
