"""A picture on the side on which it is written; an upright photo at the page's edge."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.model.block import Block, TextBlock
from diptych.model.deck import Slide
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.resolve.arrangements.outline import Outline

_EDGES = ("picture-edge-left", "picture-edge-right")
_UPRIGHT = (0.5, 0.92)
"""Width divided by height of a photo that leaves a column for text where it fills the height."""
_WIDEST = 0.75
"""The largest share of the width at which a picture leaves space for text next to it."""
_PHOTOS = ("jpg", "jpeg")
_APART = 2.0
"""Space between text and the caption of the picture next to it, as a multiple of its size."""


class CaptionBeside(TextBlock, frozen=True, kw_only=True):
    """The caption of a picture that leaves no room below it; made only here, never authored."""

    text: Text

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return it in the style of captions, at a distance from the text above it."""
        look = replace(style.block("caption"), space_before=_APART)
        return (style.paragraph(self.text, look, step=self.step),)


def picture(outline: Outline) -> tuple[Slide, ...]:
    """Return a picture that is the first or last of the content, beside the rest on that side."""
    slide = outline.slide
    pictures = [
        block for block in slide.body if isinstance(block, Picture) and block.wants == "picture"
    ]
    if len(pictures) != 1 or len(slide.body) == 1:
        return ()
    (one,) = pictures
    if slide.layout in _EDGES:
        return (_at_edge(slide, one, slide.layout),)
    if one not in {slide.body[0], slide.body[-1]} or (one.width or 0) > _WIDEST:
        return ()
    is_left = slide.body[0] is one
    beside = (replace(slide, layout="picture-left"),) if is_left else ()
    if one.asset.suffix not in _PHOTOS or one.width is not None:
        return beside
    low, high = _UPRIGHT
    if not low <= one.asset.aspect <= high:
        return beside
    return (_at_edge(slide, one, _EDGES[not is_left]), *beside)


def _at_edge(slide: Slide, one: Picture, layout: str) -> Slide:
    """Return a slide with its picture at the edge of the page, and the caption below the text."""
    if one.caption is None:
        return replace(slide, layout=layout)
    alone = replace(one, caption=None, alt=one.alt or one.caption)
    body: list[Block] = [alone if block is one else block for block in slide.body]
    body.append(CaptionBeside(text=one.caption, span=one.span, step=one.step))
    return replace(slide, layout=layout, body=tuple(body))
