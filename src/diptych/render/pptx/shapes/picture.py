"""Pictures as PPTX, on slides and as decorations of layouts (ECMA-376-1, 19.3.1.37)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.geometry import Box, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.orientation import Turn
from diptych.model.recording import Recording
from diptych.model.shapes import AS_IT_IS, Crop, PictureLook, PictureShape
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.origin import HASH_LENGTH, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import (
    RECTANGLE,
    region_title,
    shape_name,
    shape_properties,
    transform,
)
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, Player, whole

_PLAY = '<a:hlinkClick r:id="" action="ppaction://media"/>'


class WrittenPicture(WrittenShape):
    """A picture, which fills its region's placeholder if that is for pictures."""

    def __init__(self, picture: PictureShape) -> None:
        self.picture = picture

    @property
    def shape(self) -> PictureShape:
        """Return the picture."""
        return self.picture

    @property
    def name(self) -> str:
        """Return its region's name, followed by `picture`."""
        region = region_title(self.picture.region)
        return "Picture" if region == "Picture" else f"{region} picture"

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:
        """Return the placeholder of its region if that is for pictures."""
        if self._played is not None:
            return None
        found = design.placeholder(slide.layout, self.picture.region)
        return found if found and found.region.role == "picture" else None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a `p:pic`, with the picture's link if it has one."""
        shown = self.picture
        if (played := self._played) is not None:
            nonvisual = shape_name(one.number, one.name, alt=shown.alt, link=_PLAY)
            return picture(nonvisual, shown.asset, shown.box, draft, role=draft.recording(played))
        link = draft.shape_link(shown.link)
        nonvisual = shape_name(one.number, one.name, alt=shown.alt, link=link)
        return picture(
            nonvisual, shown.asset, shown.box, draft, one.fills_placeholder, look=shown.look
        )

    @property
    def _played(self) -> Recording | None:
        """Return what PowerPoint plays."""
        recording = self.picture.recording
        return recording if recording is not None and recording.in_powerpoint else None

    def players(self, number: int) -> Iterator[Player]:
        """Yield what is played in its place."""
        if (played := self._played) is not None:
            yield Player(number, played.kind, loops=played.loops, is_muted=played.is_muted)

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole picture if it appears later."""
        return whole(self.picture.step, number, is_built=False)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of its file."""
        return (self.picture.asset.sha256[:HASH_LENGTH],)

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the hash of its file."""
        return f'<picture {start}{source_of(self.picture.span, paths)} hash="{hashes[0]}"/>'


def picture(
    nonvisual: str,
    asset: Asset,
    box: Box,
    draft: Draft,
    fills_placeholder: Placeholder | None = None,
    *,
    role: str = "",
    look: PictureLook = AS_IT_IS,
) -> str:
    """Return a `p:pic` in `box`, which fills a placeholder if one is given.

    `nonvisual` is its `p:cNvPr`; `role` is what its `p:nvPr` has otherwise.
    """
    same = fills_placeholder is not None and fills_placeholder.region.box == box and not asset.turn
    if look != AS_IT_IS:
        placed = f"{transform(box, asset.turn)}{_geometry(look, box)}{_border(look, draft)}"
    else:
        placed = "" if same else f"{transform(box, asset.turn)}{RECTANGLE}"
    group = ' noGrp="1"' if fills_placeholder else ""
    role = fills_placeholder.element if fills_placeholder else role
    role = f"<p:nvPr>{role}</p:nvPr>" if role else "<p:nvPr/>"
    return (
        f"<p:pic><p:nvPicPr>{nonvisual}"
        f'<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>{role}</p:nvPicPr>'
        f"<p:blipFill>{draft.blip(asset)}{_cut(look.crop, asset.turn)}"
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"{shape_properties(placed)}</p:pic>"
    )


def _geometry(look: PictureLook, box: Box) -> str:
    """Return the preset of a picture's outline (ECMA-376-1, 20.1.10.56)."""
    if not look.radius:
        return RECTANGLE
    side = min(box.width, box.height)
    if box.width == box.height and look.radius >= side // 2:
        return '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    share = round(look.radius / side * 100_000)
    rounding = f'<a:gd name="adj" fmla="val {min(share, 50_000)}"/>'
    return f'<a:prstGeom prst="roundRect"><a:avLst>{rounding}</a:avLst></a:prstGeom>'


def _border(look: PictureLook, draft: Draft) -> str:
    if not look.border:
        return ""
    return f'<a:ln w="{from_px(1)}">{draft.design.colors.fill(look.border)}</a:ln>'


def _cut(crop: Crop | None, turn: Turn) -> str:
    """Return an `a:srcRect`: what is cut off, of the picture as it is in its file."""
    if crop is None:
        return ""
    quarters = turn.degrees // 90 % 4
    sides = [crop[(side + quarters) % 4] for side in range(4)]
    if turn.is_mirrored:
        sides[0], sides[2] = sides[2], sides[0]
    values = zip("ltrb", (round(share * 100_000) for share in sides), strict=True)
    given = "".join(f' {name}="{value}"' for name, value in values if value)
    return f"<a:srcRect{given}/>"
