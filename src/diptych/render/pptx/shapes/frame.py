"""Text frames as PPTX: filled placeholders, and additional text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from diptych.model.density import OWN, Density
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.text_frame import TextFrame
from diptych.model.theme import FOOT_ROLES
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import (
    LevelFormat,
    frame_formats,
    list_level,
    sized_levels,
    with_own_levels,
)
from diptych.render.pptx.origin import paragraph_hash, paragraph_origins
from diptych.render.pptx.placeholder import Placeholder, shrinks
from diptych.render.pptx.shape import (
    ANCHORS,
    RECTANGLE,
    geometry,
    insets,
    panel_paint,
    region_title,
    shape_name,
    text_shape,
    transform,
)
from diptych.render.pptx.shapes.fallback import has_formulas, with_fallback, without_formulas
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.text import empty_paragraph, paragraph_xml
from diptych.render.pptx.text_style import list_style, sizes_style
from diptych.render.pptx.timing import Fragment, whole
from diptych.render.pptx.xml import attributes


class WrittenFrame(WrittenShape):
    """A filled placeholder or a text box."""

    def __init__(self, frame: TextFrame) -> None:
        self.frame = frame
        self.is_title = frame.role == "title" and frame.fills_placeholder
        self.is_foot = frame.role in FOOT_ROLES
        self.is_made = self.is_foot or frame.role == "title"  # recognised by their roles

    @property
    def shape(self) -> TextFrame:
        """Return the frame."""
        return self.frame

    @property
    def name(self) -> str:
        """Return its region's name, or for a text box its role if that is not plain text."""
        frame = self.frame
        if frame.fills_placeholder:
            return region_title(frame.region)
        if all(paragraph.kind == "code" for paragraph in frame.paragraphs):
            return "Code"
        return region_title(frame.region if frame.role == "text" else frame.role)

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:
        """Return the placeholder of its region, unless that is for pictures, or of the title."""
        frame = self.frame
        if not frame.fills_placeholder:
            return None
        if frame.role == "title":
            return design.title_of(slide.layout)
        found = design.placeholder(slide.layout, frame.region)
        return found if found and found.region.role not in ("picture", "title") else None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:
        """Return a filled placeholder, or a text box."""
        written = self._xml(one, slide, draft)
        if not has_formulas(self.frame.paragraphs):
            return written
        plain = WrittenFrame(without_formulas(self.frame))
        return with_fallback(written, plain._xml(one, slide, draft))

    def _xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:
        nonvisual = shape_name(one.number, one.name)
        if one.fills_placeholder is not None:
            density = slide.density if self.frame.role == "text" else OWN
            return _filled(nonvisual, self.frame, one.fills_placeholder, draft, density)
        return _text_box(nonvisual, self.frame, _region_levels(self.frame, slide, draft), draft)

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the paragraphs that appear later; a frame with a fill may appear as a whole."""
        if self.frame.panel_step:
            yield from whole(self.frame.panel_step, number)
            return
        for index, paragraph in enumerate(self.frame.paragraphs):
            if paragraph.step:
                yield Fragment(step=paragraph.step, shape=number, paragraph=index)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of each paragraph."""
        return tuple(map(paragraph_hash, self.frame.paragraphs))

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with its paragraphs."""
        return f"<frame {start}>{paragraph_origins(self.frame.paragraphs, hashes, paths)}</frame>"


def _region_levels(frame: TextFrame, slide: LaidOutSlide, draft: Draft) -> tuple[LevelFormat, ...]:
    """Return the levels of the region of a text box; none for captions and the like."""
    found = draft.design.placeholder(slide.layout, frame.region)
    if found is None or frame.role != found.region.role:
        return ()
    density = slide.density if frame.role == "text" else OWN
    return found.levels_at(density)


def _filled(
    nonvisual: str, frame: TextFrame, fills_placeholder: Placeholder, draft: Draft, density: Density
) -> str:
    """Return a frame that fills a placeholder, with only the properties that it does not inherit.

    Its list style sets the sizes of the density once.
    """
    formats = frame_formats(frame.paragraphs)
    paragraphs = with_own_levels(frame.paragraphs, formats)
    if paragraphs is not frame.paragraphs:
        frame = replace(frame, paragraphs=paragraphs)
    inherited = fills_placeholder.levels
    levels = sized_levels(frame.paragraphs, formats, fills_placeholder.levels_at(density))
    bases = [levels[list_level(paragraph)] for paragraph in frame.paragraphs]
    box = "" if frame.box == fills_placeholder.region.box else transform(frame.box)
    region = fills_placeholder.region
    look = box + ("" if frame.panel == region.panel else _look(frame, draft))
    own = insets(frame.inset, frame.across, frame.above)
    inset = own if own != insets(region.inset, region.across) else ""
    anchor = ANCHORS[frame.anchor] if frame.anchor != fills_placeholder.region.anchor else None
    body = inset + attributes(
        rIns=frame.slack or None,
        numCol=frame.columns if frame.columns > 1 else None,
        spcCol=frame.gutter or None,
        anchor=anchor,
    )
    text = (
        f"<a:bodyPr{body}>{_fit(frame)}</a:bodyPr>{sizes_style(levels, inherited)}"
        f"{_paragraphs(frame, formats, bases, draft)}"
    )
    return text_shape(nonvisual, fills_placeholder.element, look, text)


def _text_box(
    nonvisual: str, frame: TextFrame, deeper: tuple[LevelFormat, ...], draft: Draft
) -> str:
    """Return a text box, whose list style has the formats that its paragraphs share.

    `deeper` are the levels of its region at the slide's density, for text that is later indented
    further by hand.
    """
    formats = frame_formats(frame.paragraphs)
    levels = _shared_levels(frame.paragraphs, formats, deeper)
    bases = [levels[list_level(paragraph)] for paragraph in frame.paragraphs]
    text = (
        f'<a:bodyPr wrap="square"{insets(frame.inset, frame.across, frame.above)}'
        f' rtlCol="0" anchor="{ANCHORS[frame.anchor]}">{_fit(frame)}</a:bodyPr>'
        f"{list_style(levels, (), draft.design)}{_paragraphs(frame, formats, bases, draft)}"
    )
    return text_shape(nonvisual, "", transform(frame.box) + _look(frame, draft), text)


def _shared_levels(
    paragraphs: tuple[Paragraph, ...],
    formats: tuple[LevelFormat, ...],
    deeper: tuple[LevelFormat, ...],
) -> tuple[LevelFormat, ...]:
    """Return a format for each level down to the deepest: that of its last paragraph.

    The first paragraph of a frame has no space above. An unused level is like the one above it;
    those below the last used one are from `deeper`.
    """
    found = {list_level(paragraph): own for paragraph, own in zip(paragraphs, formats, strict=True)}
    levels: list[LevelFormat] = []
    for level in range(max(found, default=-1) + 1):
        above = levels[-1] if levels else found[min(found)]
        levels.append(found.get(level, above))
    return (*levels, *deeper[len(levels) :])


def _paragraphs(
    frame: TextFrame,
    formats: Sequence[LevelFormat],
    bases: Sequence[LevelFormat],
    draft: Draft,
) -> str:
    written = "".join(
        [
            paragraph_xml(paragraph, own, base, draft, has_quiet_links=frame.role == "sources")
            for paragraph, own, base in zip(frame.paragraphs, formats, bases, strict=True)
        ]
    )
    return written or empty_paragraph(draft.design.locale)


def _look(frame: TextFrame, draft: Draft) -> str:
    """Return the geometry, fill and outline of a frame."""
    if frame.panel is None:
        return RECTANGLE + "<a:noFill/>"
    return geometry(frame.panel, frame.box) + panel_paint(frame.panel, draft.design.colors)


def _fit(frame: TextFrame) -> str:
    """Return how PowerPoint may fit the text after edits; as written it fits."""
    return "<a:normAutofit/>" if shrinks(frame.role) else "<a:noAutofit/>"
