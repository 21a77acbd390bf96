"""The shapes of a slide in reading order, each with an id, a name and possibly a placeholder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from diptych.model.drawn_shapes import Rectangle
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape
from diptych.model.style import Style
from diptych.model.text import literal
from diptych.model.text_frame import TextFrame
from diptych.render.pptx.design import Design
from diptych.render.pptx.identity import page_id
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shapes import written
from diptych.render.pptx.shapes.written import Arranged, WrittenShape


def arrange(
    slide: LaidOutSlide, design: Design, *, is_morphing: bool = False
) -> tuple[Arranged, ...]:
    """Return the shapes of `slide`: the title first, footer and number last.

    With `is_morphing` they have the names by which PowerPoint's Morph knows those of two slides to
    be the same: what they are, after `!!`.
    """
    names: Counter[str] = Counter()
    taken: set[str] = set()
    page = page_id(slide)
    arranged: list[Arranged] = []
    group: Arranged | None = None
    left = 0
    for number, one in enumerate(_in_reading_order(slide, design), 2):
        fills_placeholder = _placeholder(slide, one, design, taken)
        name = _counted(one.name, " ", names)
        if is_morphing:
            name = f"!!{name}"
        elif not one.is_made:
            name += f" src:{page}{_counted(f'#{one.shape.region}', '.', names)}"
        group, left = (group, left - 1) if left else (None, 0)
        arranged.append(
            Arranged(
                number=number,
                name=name,
                fills_placeholder=fills_placeholder,
                written=one,
                group=group,
            )
        )
        if one.holds:
            group, left = arranged[-1], one.holds
    return tuple(arranged)


def _counted(name: str, sign: str, names: Counter[str]) -> str:
    """Return `name`, with a number if the slide already has this name."""
    names[name] += 1
    return name if names[name] == 1 else f"{name}{sign}{names[name]}"


def _in_reading_order(slide: LaidOutSlide, design: Design) -> Iterator[WrittenShape]:
    shapes = [written(part) for part in slide.parts]
    title = next((one for one in shapes if one.is_title), None)
    behind = _behind(shapes)
    yield from behind
    yield title or written(_hidden_title(slide, design))
    shapes = shapes[len(behind) :]
    shapes = [one for one in shapes if one is not title]
    yield from (one for one in shapes if not one.is_foot)
    yield from (one for one in shapes if one.is_foot)


def _behind(shapes: Sequence[WrittenShape]) -> Sequence[WrittenShape]:
    """Return what is behind the text of a slide: the pictures that come first, with scrims."""
    leading = takewhile(lambda one: isinstance(one.shape, PictureShape | Rectangle), shapes)
    scrims = [
        number
        for number, one in enumerate(leading, 1)
        if isinstance(one.shape, Rectangle) and one.shape.scrim is not None
    ]
    return shapes[: scrims[-1]] if scrims else ()


def _hidden_title(slide: LaidOutSlide, design: Design) -> TextFrame:
    """Return the title of a slide that shows none, which its layout has above the slide.

    It appears in the outline, and screen readers read it out.
    """
    placeholder = design.title_of(slide.layout)
    region = placeholder.region
    style = Style(theme=design.theme, region=region, locale=design.locale)
    words = literal(slide.title or slide.slide.id, slide.slide.title.span)
    return TextFrame(
        box=region.box,
        paragraphs=(style.paragraph(words, style.level(0)),),
        role="title",
        region=region.name,
        anchor=region.anchor,
    )


def _placeholder(
    slide: LaidOutSlide, one: WrittenShape, design: Design, taken: set[str]
) -> Placeholder | None:
    """Return the placeholder that a shape fills, and add its region to `taken`."""
    found = one.placeholder(slide, design)
    if found is None or found.region.name in taken:
        return None
    taken.add(found.region.name)
    return found
