"""Pictures: stored once, described, as both vector and raster."""

from __future__ import annotations

from msgspec.structs import replace
from pptx.enum.shapes import MSO_SHAPE_TYPE
from tests.render.factory import asset, box
from tests.render.pptx.factory import (
    BODY,
    DRAWN,
    FIGURE,
    FULL,
    PHOTO,
    picture,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import SLIDE, Package, opened_slide, slide_xml

from diptych.model.geometry import from_px
from diptych.model.orientation import Turn
from diptych.model.shapes import Crop, PictureLook

MEDIA = "ppt/media/"


def media(package: Package) -> list[str]:
    """Return the suffixes of the package's pictures."""
    names = (name for name in package.parts if name.startswith(MEDIA))
    return sorted(name.rpartition(".")[2] for name in names)


def test_a_picture_fills_the_placeholder_of_its_region() -> None:
    shape = opened_slide(with_title("one", "One", picture(), layout="figure")).placeholders[15]
    assert shape.shape_type == MSO_SHAPE_TYPE.PLACEHOLDER
    assert shape.image.blob == PHOTO.read()


def test_a_picture_as_large_as_its_region_inherits_its_place() -> None:
    made = with_title("one", "One", picture(), layout="figure")
    assert not slide_xml(made).find(SLIDE, "//p:pic//a:xfrm")


def test_a_picture_of_another_size_says_where_it_stands() -> None:
    made = with_title("one", "One", picture(box=box(700, 200, 300, 200)), layout="figure")
    shape = opened_slide(made).placeholders[15]
    assert (shape.left, shape.width) == (from_px(700), from_px(300))


def test_the_second_picture_of_a_region_stands_by_itself() -> None:
    made = with_title("one", "One", picture(), picture(FIGURE), layout="figure")
    shapes = list(opened_slide(made).shapes)
    assert [one.is_placeholder for one in shapes] == [True, True, False]
    assert shapes[2].shape_type == MSO_SHAPE_TYPE.PICTURE


def test_a_picture_among_text_stands_by_itself() -> None:
    made = with_title("one", "One", picture(region=BODY))
    assert [one.is_placeholder for one in opened_slide(made).shapes] == [True, False]


def test_the_alternative_text_is_the_description() -> None:
    package = slide_xml(with_title("one", "One", picture(alt='A "rising"\nline & more')))
    assert package.find(SLIDE, "//p:pic//p:cNvPr/@descr") == ['A "rising"\nline & more']
    assert not package.find(SLIDE, "//p:pic//adec:decorative")


def test_a_picture_without_alternative_text_is_decoration() -> None:
    package = slide_xml(with_title("one", "One", picture(alt="")))
    assert package.find(SLIDE, "//p:pic//adec:decorative/@val") == ["1"]


def test_a_picture_shown_often_is_stored_once() -> None:
    first = with_title("one", "One", picture(), picture())
    package = Package(talk(first, slide("two", picture(region=FULL), layout="picture")))
    assert media(package) == ["png"]
    assert len(package.targets(SLIDE, "image")) == 1


def test_a_vector_picture_stands_beside_its_raster() -> None:
    package = slide_xml(with_title("one", "One", picture(FIGURE)))
    assert media(package) == ["png", "svg"]
    (raster,) = package.find(SLIDE, "//a:blip/@r:embed")
    (vector,) = package.find(SLIDE, "//asvg:svgBlip/@r:embed")
    assert raster != vector
    png, svg = sorted(name for name in package.parts if name.startswith(MEDIA))
    assert package.parts[png] == DRAWN[FIGURE.sha256]
    assert package.parts[svg] == FIGURE.read()


def test_pictures_are_stored_as_what_they_are() -> None:
    jpeg = asset("a.JPEG", b"\xff\xd8\xff\xe0rest")
    gif = asset("b.gif", b"GIF89a")
    package = slide_xml(with_title("one", "One", picture(jpeg), picture(gif)))
    assert media(package) == ["gif", "jpg"]


def test_a_picture_can_be_a_link() -> None:
    made = with_title("one", "One", picture(link="https://example.com"))
    assert opened_slide(made).shapes[1].click_action.hyperlink.address == "https://example.com"


def test_a_picture_is_cut_rounded_and_framed_so_that_it_can_be_changed() -> None:
    look = PictureLook(crop=Crop(0.25, 0, 0.1, 0), radius=from_px(10), border="muted")
    made = with_title("one", "One", replace(picture(box=box(0, 0, 100, 50)), look=look))
    found = slide_xml(made).find
    assert found(SLIDE, "//p:pic//a:srcRect/@l") == ["25000"]
    assert found(SLIDE, "//p:pic//a:srcRect/@r") == ["10000"]
    assert found(SLIDE, "//p:pic//a:prstGeom/@prst") == ["roundRect"]
    assert found(SLIDE, "//p:pic//a:gd/@fmla") == ["val 20000"]
    assert found(SLIDE, "//p:pic//a:ln/@w") == [str(from_px(1))]


def test_a_circle_is_an_ellipse() -> None:
    look = PictureLook(radius=from_px(50))
    made = with_title("one", "One", replace(picture(box=box(0, 0, 100, 100)), look=look))
    assert slide_xml(made).find(SLIDE, "//p:pic//a:prstGeom/@prst") == ["ellipse"]


def test_what_is_cut_off_a_turned_picture_is_that_of_its_file() -> None:
    shown = picture(box=box(0, 0, 100, 100))
    turned = replace(shown, asset=replace(shown.asset, turn=Turn(degrees=90)))
    made = with_title("one", "One", replace(turned, look=PictureLook(crop=Crop(0, 0.5, 0, 0))))
    assert slide_xml(made).find(SLIDE, "//p:pic//a:srcRect/@l") == ["50000"]
