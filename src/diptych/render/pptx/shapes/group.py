"""Groups as PPTX (ECMA-376-1, 19.3.1.22), whose shapes can be moved one by one or together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Group
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.shape import region_title, shape_name
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment


class WrittenGroup(WrittenShape):
    """A group; the shapes after it are within it."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.holds = len(group.shapes)

    @property
    def shape(self) -> Group:
        """Return the group."""
        return self.group

    @property
    def name(self) -> str:
        """Return its region's name, followed by `diagram`."""
        return f"{region_title(self.group.region)} diagram"

    def placeholder(self, slide: LaidOutSlide, design: Design) -> None:  # noqa: ARG002 - the signature of every shape
        """Return None: groups fill no placeholder."""
        return

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return an empty text: see `around`."""
        return ""

    def around(self, one: Arranged, inner: str) -> str:
        """Return a `p:grpSp` around its shapes; just these if they appear one after the other.

        PowerPoint animates a group only as a whole.
        """
        if self.group.has_steps:
            return inner
        box = self.group.box
        place = f'x="{box.x}" y="{box.y}"'
        extent = f'cx="{box.width}" cy="{box.height}"'
        nonvisual = shape_name(one.number, one.name, alt=self.group.alt)
        return (
            f"<p:grpSp><p:nvGrpSpPr>{nonvisual}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm><a:off {place}/><a:ext {extent}/>"
            f"<a:chOff {place}/><a:chExt {extent}/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
        )

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the group if all of it appears at one step."""
        step = self.group.shapes[0].step if self.group.shapes else 0
        if step and not self.group.has_steps:
            yield Fragment(step=step, shape=number, is_built=False)

    def hashes(self) -> tuple[str, ...]:
        """Return no hashes: its shapes have their own."""
        return ()

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:  # noqa: ARG002
        """Return an empty text: its shapes are traced back."""
        return ""
