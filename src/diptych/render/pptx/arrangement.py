"""What stands on a slide: shapes in reading order, each with an id, a name and a placeholder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape, Rectangle, Shape, TableShape, TextFrame
from diptych.model.style import Style
from diptych.model.text import literal
from diptych.render.pptx.design import Design
from diptych.render.pptx.identity import page_id
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import region_title

_LAST = frozenset({"footer", "number"})


class Arranged(Struct, frozen=True, kw_only=True):
    """A shape with its place in the slide."""

    number: int
    """Its id on the slide; 1 is the shape tree itself."""
    name: str
    """What it is, for people, and for us where it came from: `Body src:gpu/market#body`."""
    shape: Shape
    fills_placeholder: Placeholder | None
    """The placeholder it takes; None for a shape of its own."""


def arrange(slide: LaidOutSlide, design: Design) -> tuple[Arranged, ...]:
    """Return the shapes of `slide`: the title first, footer and number last."""
    names: Counter[str] = Counter()
    taken: set[str] = set()
    page = page_id(slide)
    arranged = []
    for number, shape in enumerate(_in_reading_order(slide, design), 2):
        fills_placeholder = _placeholder(slide, shape, design, taken)
        name = _counted(_name(shape), " ", names)
        if not _is_made(shape):
            name += f" src:{page}{_counted(f'#{shape.region}', '.', names)}"
        arranged.append(
            Arranged(number=number, name=name, shape=shape, fills_placeholder=fills_placeholder)
        )
    return tuple(arranged)


def _counted(name: str, sign: str, names: Counter[str]) -> str:
    """Return `name`, with its number where the slide has had it before."""
    names[name] += 1
    return name if names[name] == 1 else f"{name}{sign}{names[name]}"


def _is_made(shape: Shape) -> bool:
    """Return whether the shape says nothing of the slide's body that its name had to lead back to.

    The title is known by its kind, footer and number are the talk's, and bars nobody wrote.
    """
    return isinstance(shape, Rectangle) or (
        isinstance(shape, TextFrame) and shape.role in ("title", *_LAST)
    )


def _in_reading_order(slide: LaidOutSlide, design: Design) -> Iterator[Shape]:
    title = next(
        (frame for frame in slide.frames if frame.role == "title" and frame.fills_placeholder), None
    )
    yield title or _hidden_title(slide, design)
    last = []
    for shape in slide.shapes:
        if isinstance(shape, TextFrame) and shape.role in _LAST:
            last.append(shape)
        elif shape is not title:
            yield shape
            if isinstance(shape, TableShape) and shape.caption is not None:
                yield shape.caption
    yield from last


def _hidden_title(slide: LaidOutSlide, design: Design) -> TextFrame:
    """Return the title of a slide that shows none: its layout has it above the slide.

    It stands in the outline, and screen readers speak it.
    """
    placeholder = design.title_of(slide.layout)
    region = placeholder.region
    style = Style(theme=design.theme, region=region, locale=design.locale)
    words = literal(slide.slide.title.plain or slide.slide.id, slide.slide.title.span)
    return TextFrame(
        box=region.box,
        paragraphs=(style.paragraph(words, style.level(0)),),
        lines=(1,),
        role="title",
        region=region.name,
        anchor=region.anchor,
    )


def _placeholder(
    slide: LaidOutSlide, shape: Shape, design: Design, taken: set[str]
) -> Placeholder | None:
    """Return the placeholder that `shape` fills, and note its region as taken."""
    found = _suitable(slide, shape, design)
    if found is None or found.region.name in taken:
        return None
    taken.add(found.region.name)
    return found


def _suitable(slide: LaidOutSlide, shape: Shape, design: Design) -> Placeholder | None:
    """Return the placeholder of a shape's region if it takes such a shape."""
    match shape:
        case TextFrame(role="title", fills_placeholder=True):
            return design.title_of(slide.layout)
        case TextFrame(fills_placeholder=True):
            found = design.placeholder(slide.layout, shape.region)
            return found if found and found.region.role not in ("picture", "title") else None
        case PictureShape():
            found = design.placeholder(slide.layout, shape.region)
            return found if found and found.region.role == "picture" else None
        case TableShape():
            return _for_table(slide, shape, design)
        case TextFrame() | Rectangle():
            return None
        case _:
            assert_never(shape)


def _for_table(slide: LaidOutSlide, table: TableShape, design: Design) -> Placeholder | None:
    """Return the placeholder of the table's region if it takes any content and no text wants it."""
    found = design.placeholder(slide.layout, table.region)
    has_text = any(
        frame.fills_placeholder and frame.region == table.region for frame in slide.frames
    )
    takes_it = found is not None and found.region.role == "text" and not found.kind
    return found if takes_it and not has_text else None


def _name(shape: Shape) -> str:
    if isinstance(shape, Rectangle):
        return "Bar"
    if isinstance(shape, TableShape):
        return "Table"
    if isinstance(shape, TextFrame) and not shape.fills_placeholder:
        return _loose_name(shape)
    region = region_title(shape.region)
    if isinstance(shape, PictureShape):
        return "Picture" if region == "Picture" else f"{region} picture"
    return region


def _loose_name(frame: TextFrame) -> str:
    """Return what to call a text box: by what it holds, where that is no plain text."""
    if all(paragraph.kind == "code" for paragraph in frame.paragraphs):
        return "Code"
    return region_title(frame.region if frame.role == "text" else frame.role)
