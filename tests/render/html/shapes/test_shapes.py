from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.render.factory import SPAN, box
from tests.render.html.factory import PHOTO, frame, paragraph, picture

from diptych.model.drawn_shapes import Drawing, Outline, Rectangle
from diptych.model.geometry import WIDESCREEN, Emu, emu, from_px
from diptych.model.shapes import Shape
from diptych.model.theme import Decoration, Panel
from diptych.render.html.decoration import render_decoration
from diptych.render.html.shapes import render_shape
from diptych.render.html.shapes.scene import Scene

SCENE = Scene(locale="en", sources={}, sources_label="Sources")


def rendered(shape: Shape) -> str:
    return render_shape(3, shape, SCENE)


def test_a_frame_stands_at_its_box() -> None:
    html = rendered(frame(paragraph("a"), at=box(10.5, 20, 300, 40.25)))
    assert html.startswith('<div class="frame role-text" data-frame="3" data-region="body"')
    assert 'style="left:10.5px;top:20px;width:300px;height:40.25px"' in html


def test_a_frame_has_its_anchor_inset_and_fill() -> None:
    html = rendered(
        frame(
            paragraph("a"),
            anchor="middle",
            panel=Panel(fill="mist", inset=from_px(16)),
        )
    )
    assert 'class="frame role-text middle"' in html
    assert ";padding:16px;background:var(--mist)" in html


def test_a_panel_appears_with_its_words() -> None:
    card = Panel(fill="mist", inset=from_px(16))
    together = rendered(frame(paragraph("a", step=2), paragraph("b", step=2), panel=card))
    start = together.partition(">")[0]
    assert 'class="frame role-text fragment"' in start
    assert 'data-fragment-index="1"' in start
    apart = rendered(frame(paragraph("a", step=1), paragraph("b", step=2), panel=card))
    assert "fragment" not in apart.partition(">")[0]


def test_a_line_above_text_is_there_before_its_words() -> None:
    inset = from_px(8)
    line = Panel(line="accent", inset=inset, beside=Emu(-inset), form="upper-edge")
    start = rendered(frame(paragraph("a", step=2), panel=line)).partition(">")[0]
    assert 'class="frame role-text ruled"' in start
    assert ";padding-block:8px;--edge:var(--accent)" in start
    assert "--thickness" not in start
    thick = rendered(frame(paragraph("a"), panel=replace(line, thickness=from_px(2))))
    assert ";--edge:var(--accent);--thickness:2px" in thick


def test_what_disappears_again_is_shown_until_the_next_step() -> None:
    place, panel = box(0, 0, 9, 9), Panel(fill="mist")
    first = rendered(Rectangle(box=place, region="body", panel=panel, until=1))
    second = rendered(Rectangle(box=place, region="body", panel=panel, step=1, until=2))
    assert 'class="shape fragment fade-out" data-frame="3" data-fragment-index="0"' in first
    assert 'class="shape fragment current-visible" data-frame="3" data-fragment-index="0"' in second


def test_a_drawing_is_svg_in_colours_of_the_theme_with_its_alternative_text() -> None:
    made = Drawing(
        box=box(0, 0, 9, 9),
        region="body",
        span=SPAN,
        alt='A "code"',
        color="ink",
        size=(3, 2),
        path="M 0 0 H 3 V 2 H 0 Z ",
        link="https://example.org",
    )
    html = rendered(made)
    assert '<a href="https://example.org"' in html
    assert '<svg viewBox="0 0 3 2"' in html
    assert 'role="img" aria-label="A &quot;code&quot;"' in html
    assert '<path fill="var(--ink)" d="M 0 0 H 3 V 2 H 0 Z"/>' in html


def test_the_line_of_a_drawing_has_its_width_on_the_page_and_ends_within_its_head() -> None:
    made = Drawing(
        box=box(0, 0, 100, 50),
        region="body",
        span=SPAN,
        alt="",
        size=(200, 100),
        path="M 0 100 C 50 100 50 0 200 0 ",
        outline=Outline(color="ink", width=emu(3), dash="dash", end="triangle"),
    )
    html = rendered(made)
    assert html.startswith('<div class="shape drawing"')
    assert '<svg viewBox="0 0 200 100" preserveAspectRatio="none" aria-hidden="true">' in html
    assert 'fill="none" stroke="var(--ink)" stroke-width="8"' in html
    assert 'stroke-dasharray="32 24"' in html
    assert 'd="M 0 100 C 50 100 50 0 180.8 0"' in html
    assert '<path fill="var(--ink)" d="M 176 -12 L 200 0 L 176 12 Z"/>' in html


def test_sources_are_the_foot_of_the_slide() -> None:
    html = rendered(frame(paragraph("a"), role="sources"))
    assert html.startswith('<footer class="frame role-sources"')
    assert 'aria-label="Sources"' in html


def test_the_repeated_foot_is_not_read_aloud() -> None:
    assert 'aria-hidden="true"' in rendered(frame(paragraph("a"), role="footer"))
    assert "aria-hidden" not in rendered(frame(paragraph("1"), role="number"))


def test_a_picture_says_what_it_shows() -> None:
    html = rendered(picture(alt='A "rising" line', at=box(1, 2, 30, 40)))
    assert html.startswith('<figure class="shape picture small" data-frame="3"')
    assert 'alt="A &quot;rising&quot; line" width="30" height="40"' in html


def test_a_picture_has_a_name_that_changes_with_its_content() -> None:
    assert f'src="../assets/media/photo-{PHOTO.sha256[:8]}.png"' in rendered(picture(PHOTO))


def test_a_decorative_picture_is_no_figure() -> None:
    html = rendered(picture(alt=""))
    assert html.startswith("<div")
    assert 'alt=""' in html


def test_a_picture_may_lead_somewhere() -> None:
    assert '<a href="#/topic.one"><img' in rendered(picture(link="#topic/one"))
    assert "<a" not in rendered(picture(link="javascript:x"))


def test_a_rectangle_is_not_read_aloud() -> None:
    html = rendered(
        Rectangle(box=box(1, 2, 3, 4), panel=Panel(fill="accent"), region="body", step=1)
    )
    assert html == (
        '<div class="shape fragment" data-frame="3" data-fragment-index="0" aria-hidden="true"'
        ' style="left:1px;top:2px;width:3px;height:4px;background:var(--accent)"></div>'
    )


@pytest.mark.parametrize(
    ("top", "height", "alt", "is_left_out"),
    [
        (0, 720, "", False),
        (100, 100, "", True),
        (296, 424, "", True),
        (100, 100, "Our company", False),
        (680, 24, "", False),
    ],
)
def test_phones_leave_out_ornaments_but_neither_backdrops_nor_logos(
    top: int,
    height: int,
    alt: str,
    is_left_out: bool,  # noqa: FBT001 - a parameter
) -> None:
    one = Decoration(box=box(64, top, 100, height), picture=PHOTO, alt=alt)
    assert ("ornament" in render_decoration(one, WIDESCREEN)) == is_left_out


def test_a_decoration_may_be_a_picture() -> None:
    html = render_decoration(Decoration(box=box(0, 0, 9, 9), picture=PHOTO), WIDESCREEN)
    assert html.startswith('<img class="shape ornament" src="../assets/media/photo-')
    assert 'alt=""' in html
