from __future__ import annotations

from msgspec.structs import replace
from tests.render.factory import SPAN, box
from tests.render.pptx.factory import with_title
from tests.render.pptx.reading import SLIDE, slide_xml

from diptych.model.drawn_shapes import Drawing, Outline
from diptych.model.geometry import emu

CORNER = Drawing(
    box=box(10, 20, 30, 40),
    region="body",
    span=SPAN,
    alt="A corner",
    color="accent",
    size=(4, 3),
    path="M 1 0 H 4 V 3 H 1 Z ",
    step=1,
    link="https://example.org",
)


def test_a_drawing_is_a_shape_whose_colour_follows_the_theme() -> None:
    package = slide_xml(with_title("one", "One", CORNER))
    (shape,) = package.find(SLIDE, "//p:sp[p:nvSpPr/p:cNvPr/@descr='A corner']")
    inside = {"p": shape.nsmap["p"], "a": shape.nsmap["a"]}
    points = [
        (one.get("x"), one.get("y")) for one in shape.xpath(".//a:path//a:pt", namespaces=inside)
    ]
    assert points == [("1", "0"), ("4", "0"), ("4", "3"), ("1", "3")]
    assert shape.xpath(".//a:path/@w | .//a:path/@h", namespaces=inside) == ["4", "3"]
    assert shape.xpath(".//a:solidFill/a:schemeClr/@val", namespaces=inside) == ["accent1"]
    assert len(shape.xpath(".//a:hlinkClick", namespaces=inside)) == 1


def test_a_drawing_appears_at_its_step() -> None:
    package = slide_xml(with_title("one", "One", CORNER))
    number = package.find(SLIDE, "//p:cNvPr[@descr='A corner']/@id")
    assert package.find(SLIDE, "//p:timing//p:spTgt/@spid") == number


def test_a_line_with_an_arrow_head_has_no_area() -> None:
    line = Outline(color="ink", width=emu(1.5), dash="dot", end="triangle")
    path = "M 0 0 C 1 0 1 3 4 3 L 4 2 "
    bent = replace(CORNER, color="", path=path, outline=line, link=None)
    package = slide_xml(with_title("one", "One", bent))
    (shape,) = package.find(SLIDE, "//p:sp[p:nvSpPr/p:cNvPr/@descr='A corner']/p:spPr")
    inside = {"a": shape.nsmap["a"]}
    assert shape.xpath("name(.//a:path/*[2])", namespaces=inside) == "a:cubicBezTo"
    assert shape.xpath("a:noFill and .//a:path[@fill='none'] and a:ln/@w=19050", namespaces=inside)
    parts = [one.tag.partition("}")[2] for one in shape.find("a:ln", inside)]
    assert parts == ["solidFill", "prstDash", "round", "tailEnd"]
