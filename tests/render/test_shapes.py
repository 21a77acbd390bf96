"""Every kind of shape in each writer.

That no writer forgets one is mypy's to tell; here each is written once, so that what it is told to
write can be written at all.
"""

from __future__ import annotations

from typing import get_args

import pytest
from tests.charting.factory import chart_shape
from tests.render.factory import SPAN, box, table
from tests.render.pptx.factory import (
    BODY,
    THEME,
    frame,
    headline,
    line,
    picture,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import Package

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.formula import Formula, Node
from diptych.model.geometry import Pt
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import FormulaShape, Group, Shape, last_step, parts_of
from diptych.model.theme import Panel
from diptych.render.html.slide import render_slide
from diptych.render.pptx.shapes import written

_NAMES = "//p:cNvPr[not(ancestor::*[local-name()='Fallback'])]/@name"
"""The names of shapes, without those of the same for programs that do not know them."""
CAPTION = frame(BODY, line(BODY, "Below"), fills_placeholder=False)
SHAPES: tuple[Shape, ...] = (
    frame(BODY, line(BODY, "Words")),
    picture(step=2),
    table((line(BODY, "A"), line(BODY, "B")), step=3, caption=CAPTION),
    Rectangle(box=box(0, 0, 4, 40), panel=Panel(fill="accent"), region="body", step=4),
    Drawing(
        box=box(0, 0, 40, 40),
        region="body",
        step=5,
        span=SPAN,
        alt="A corner",
        color="ink",
        size=(2, 2),
        path="M 0 0 H 1 V 2 H 0 Z ",
    ),
    Group(
        box=box(0, 0, 40, 40),
        region="body",
        span=SPAN,
        alt="Both",
        shapes=(Rectangle(box=box(0, 0, 4, 40), panel=Panel(), region="body", step=6),),
    ),
    FormulaShape(
        box=box(0, 0, 40, 40),
        region="body",
        step=6,
        span=SPAN,
        alt="x",
        formula=Formula(
            tex="x",
            tree=Node("math", (("display", "block"),), "", (Node("mi", (), "x"),)),
            width=0.6,
            ascent=0.5,
            depth=0.0,
        ),
        size=Pt(24),
        color="ink",
    ),
    chart_shape(step=6),
)


def test_there_is_an_example_of_every_shape() -> None:
    assert {type(shape) for shape in SHAPES} == set(get_args(Shape))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_each_is_written_in_both_outputs_and_appears_at_its_step(shape: Shape) -> None:
    made: LaidOutSlide = with_title("one", "One", shape)
    html = render_slide(made, "en", THEME)
    parts = Package(talk(made)).find("ppt/slides/slide1.xml", _NAMES)
    inner = len(shape.shapes) if isinstance(shape, Group) else 0
    assert html.count("data-frame=") == 2 + inner
    assert [name.partition(" src:")[0] for name in parts] == [
        "",
        *(written(part).name for part in (headline("One"), *parts_of(shape))),
    ]
    assert made.steps == last_step(shape)
    steps = Package(talk(made)).find("ppt/slides/slide1.xml", "//p:set")
    assert (f'data-fragment-index="{made.steps - 1}"' in html) is bool(made.steps)
    assert len(steps) == bool(made.steps)


def test_a_caption_is_a_shape_of_its_own_after_its_table() -> None:
    made = slide("one", *SHAPES)
    assert [part.region for part in made.parts].count("body") == 9
    assert made.frames == (SHAPES[0], CAPTION)
    assert (made.pictures, made.tables) == ((SHAPES[1],), (SHAPES[2],))
