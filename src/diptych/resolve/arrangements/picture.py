"""A picture on the side on which it is written; an upright photo at the page's edge."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline

_UPRIGHT = (0.5, 0.92)
"""Width divided by height of a photo that leaves a column for text where it fills the height."""
_WIDEST = 0.75
"""The largest share of the width at which a picture leaves space for text next to it."""
_PHOTOS = ("jpg", "jpeg")


def picture(outline: Outline) -> tuple[Slide, ...]:
    """Return a picture that is the first or last of the content, beside the rest on that side."""
    body = outline.slide.body
    pictures = [block for block in body if isinstance(block, Picture)]
    if len(pictures) != 1 or len(body) == 1 or pictures[0] not in {body[0], body[-1]}:
        return ()
    (one,) = pictures
    if (one.width or 0) > _WIDEST:
        return ()
    is_left = body[0] is one
    layouts = ["picture-left"] if is_left else []
    if one.asset.suffix in _PHOTOS and one.width is None and one.caption is None:
        low, high = _UPRIGHT
        if low <= one.asset.aspect <= high:
            layouts.insert(0, "picture-edge-left" if is_left else "picture-edge-right")
    return tuple(replace(outline.slide, layout=layout) for layout in layouts)
