"""Placeholders: regions in terms of PPTX, and the formats inherited by their text.

See ECMA-376-1, 19.3.1.36.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.density import Density
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.theme import FOOT_ROLES, Layout, Region, RegionRole, Theme
from diptych.render.pptx.level import LEVELS, LevelFormat, levels_at

UNSEEN_TITLE = "(title)"
"""The region of the title above the slide, for layouts without a title."""
OFF_SLIDE_GAP = from_px(10)
"""The distance of a hidden title above the slide."""
_CONTENT = frozenset({"title", "text", "picture"})
_KINDS = {
    "text title": "obj",
    "text text title": "twoObj",
    "picture text title": "picTx",
    "title": "titleOnly",
    "": "titleOnly",  # it has one above the slide
}
"""Types of layouts by the roles of their regions, without labels."""
_TEXT_KINDS = {
    ("cover", True): "subTitle",
    ("cover", False): "body",
    ("section", True): "body",
    ("section", False): "body",
}
"""Types of text-only placeholders, by layout and whether it is the first text; others take any
content."""
_RESERVED = {"date": 10, "footer": 11, "number": 12}
_FOOT_KINDS = {"date": "dt", "footer": "ftr", "number": "sldNum"}
_FIRST_INDEX = 13
"""The first index for labels: PowerPoint uses 1 to 9 for content, 10 to 12 for date, footer and
number."""
_FURTHER = 100
"""What is added to the indices of texts beyond those 9, so that they are no label's."""


class Placeholder(Struct, frozen=True, kw_only=True, dict=True):
    """The object on a layout that a region fills."""

    region: Region
    kind: str
    """ST_PlaceholderType (ECMA-376-1, 19.7.10); empty if it takes any content."""
    index: int | None
    size: str | None
    """ST_PlaceholderSize, a hint for PowerPoint; None for full size."""
    levels: tuple[LevelFormat, ...]
    """The formats of the nine levels of its text."""
    own: int
    """How many of the levels are the region's own; the others are the master's."""

    @property
    def element(self) -> str:
        """Return its `p:ph` for slides."""
        kind = f' type="{self.kind}"' if self.kind else ""
        size = f' sz="{self.size}"' if self.size else ""
        index = f' idx="{self.index}"' if self.index is not None else ""
        return f"<p:ph{kind}{size}{index}/>"

    def levels_at(self, density: Density) -> tuple[LevelFormat, ...]:
        """Return the formats of its levels at a density."""
        known = self._levels.get(density)
        if known is None:
            known = self._levels[density] = levels_at(density, self.levels, self.region.styles)
        return known

    @cached_property
    def _levels(self) -> dict[Density, tuple[LevelFormat, ...]]:
        """Return its levels by the few densities that the slides of a talk have."""
        return {}


def shrinks(role: RegionRole) -> bool:
    """Return whether PowerPoint may shrink text of this role; labels keep their size."""
    return role != "kicker" and role not in FOOT_ROLES


def off_slide(box: Box) -> Box:
    """Return `box` moved above the slide, where PowerPoint keeps a hidden title."""
    return replace(box, y=Emu(-box.height - OFF_SLIDE_GAP))


def layout_kind(layout: Layout) -> str | None:
    """Return the layout's ST_SlideLayoutType (ECMA-376-1, 19.7.15), or None if none fits."""
    named = {"cover": "title", "section": "secHead", "blank": "blank"}.get(layout.authored_name)
    if named is not None:
        return named
    roles = sorted(region.role for region in layout.regions if region.role in _CONTENT)
    return _KINDS.get(" ".join(roles))


class Placeholders(dict[str, Mapping[str, Placeholder]]):
    """The placeholders of layouts by the name of their region; of each layout on first use.

    A label has the same index in every layout with its name and role, so that its text stays when a
    slide's layout is changed.
    """

    def __init__(
        self,
        theme: Theme,
        title: Region,
        body: tuple[LevelFormat, ...],
        levels_of: Callable[[Region], tuple[LevelFormat, ...]],
    ) -> None:
        """`title` is for layouts without a title, which get one above the slide.

        `body` are the levels of the master's body, and `levels_of` returns those of a region.
        """
        super().__init__()
        self._theme, self._title, self._body, self._levels_of = theme, title, body, levels_of
        self._labels = _label_indices(theme)

    def __missing__(self, name: str) -> Mapping[str, Placeholder]:
        layout = self._theme.layouts[name]
        found = self[name] = {one.region.name: one for one in self._of(layout)}
        return found

    def _of(self, layout: Layout) -> Iterator[Placeholder]:
        content = 0
        for region in _regions(layout, self._title):
            content += region.role == "text"
            text_index = content if content < _RESERVED["date"] else _FURTHER + content
            label_index = self._labels.get((region.name, region.role))
            index = text_index if region.role == "text" else label_index
            own = self._levels_of(region)
            yield Placeholder(
                region=region,
                kind=_kind(region.role, layout, first=content == 1),
                index=_RESERVED.get(region.role, index),
                size=_size(region.role, layout),
                levels=_nine(own, region.role, self._body),
                own=LEVELS if region.role == "text" else len(own),
            )


def _regions(layout: Layout, title: Region) -> Iterator[Region]:
    if not layout.with_role("title"):
        yield replace(title, name=UNSEEN_TITLE, box=off_slide(title.box))
    yield from (region for region in layout.regions if region.role != "sections")


def _label_indices(theme: Theme) -> dict[tuple[str, RegionRole], int]:
    indices: dict[tuple[str, RegionRole], int] = {}
    for layout in theme.layouts.values():
        for region in layout.regions:
            if region.role in ("kicker", "picture", "caption", "sources"):
                indices.setdefault((region.name, region.role), _FIRST_INDEX + len(indices))
    return indices


def _kind(role: RegionRole, layout: Layout, *, first: bool) -> str:
    match role:
        case "title":
            return "ctrTitle" if layout.authored_name == "cover" else "title"
        case "text":
            return _TEXT_KINDS.get((layout.authored_name, first), "")
        case "picture":
            return "pic"
        case "date" | "footer" | "number":
            return _FOOT_KINDS[role]
        case "kicker" | "caption" | "sources" | "sections":
            return "body"
        case _:
            assert_never(role)


def _size(role: RegionRole, layout: Layout) -> str | None:
    if role in ("title", "picture"):
        return None
    if role == "text":
        return "half" if len(layout.with_role("text")) > 1 else None
    return "quarter"


def _nine(
    own: tuple[LevelFormat, ...], role: RegionRole, body: tuple[LevelFormat, ...]
) -> tuple[LevelFormat, ...]:
    """Return nine levels, continued by the last one for text and titles, else by the master's."""
    rest = body[len(own) :] if body and role not in ("text", "title") else ()
    return (own + rest + own[-1:] * LEVELS)[:LEVELS]
