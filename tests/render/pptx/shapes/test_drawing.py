from __future__ import annotations

from tests.render.factory import SPAN, box
from tests.render.pptx.factory import with_title
from tests.render.pptx.reading import SLIDE, slide_xml

from diptych.model.shapes import Drawing

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
