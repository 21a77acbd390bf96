"""Slides as pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from diptych.model.contrast import READABLE, contrast
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.theme import Decoration, FontRole, Layout, Theme
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes import placed
from diptych.render.pdf.shapes.picture import upright
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.source import color, literal, pt


def shown_slides(talk: LaidOutTalk) -> tuple[LaidOutSlide, ...]:
    """Return the slides that have pages: all that are not hidden."""
    return tuple(slide for slide in talk if not slide.slide.hidden)


def pages(talk: LaidOutTalk, slanted: Mapping[FontRole, bool]) -> list[str]:
    """Return the page of each slide; bookmarks are by section, if there are several."""
    anchors = frozenset(slide.anchor for slide in shown_slides(talk))
    is_divided = len(talk.sections) > 1
    made: list[str] = []
    for section in talk.sections:
        title = section.title if is_divided else ""
        slides = [slide for slide in section.slides if not slide.slide.hidden]
        for number, slide in enumerate(slides):
            begins = number == 0 and title != ""
            opens = begins and slide.slide.title.plain == title
            level = 2 if title and not opens else 1
            scene = _scene(slide, talk, anchors, slanted, level=level)
            made.append(_page(slide, scene, title if begins and not opens else ""))
    return made


def _scene(
    slide: LaidOutSlide,
    talk: LaidOutTalk,
    anchors: Collection[str],
    slanted: Mapping[FontRole, bool],
    *,
    level: int,
) -> Scene:
    return Scene(
        locale=talk.locale,
        heading=level,
        link_color=_link_color(slide.layout, talk.theme),
        sources={source.number: source for source in slide.slide.sources if source.number},
        anchors=anchors,
        slanted=slanted,
    )


def _page(slide: LaidOutSlide, scene: Scene, section: str) -> str:
    """Return a page; a heading that the slide does not show is in the structure nevertheless."""
    parts = [f"anchor({literal(slide.anchor)})"]
    parts += [shown for one in slide.layout.decorations if (shown := _decoration(one))]
    if section:
        parts.append(_unseen(scene.heading - 1, section))
    if not any(frame.role == "title" for frame in slide.frames):
        parts.append(_unseen(scene.heading, slide.slide.title.plain or slide.anchor))
    parts += [part for shape in slide.shapes for part in placed(shape, scene)]
    content = "".join(f"  {part}\n" for part in parts)
    return f"page(fill: {color(slide.layout.background)}, {{\n{content}}})"


def _unseen(level: int, words: str) -> str:
    return f"unseen({level}, {literal(words)})"


def _decoration(decoration: Decoration) -> str:
    box = decoration.box
    if decoration.picture is not None:
        shown = upright(decoration.picture, box, decoration.alt)
        placed_picture = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {shown})"
        return placed_picture if decoration.alt else f"pdf.artifact({placed_picture})"
    return rectangle(box, decoration.color) if decoration.color is not None else ""


def _link_color(layout: Layout, theme: Theme) -> str | None:
    """Return the token of links if they can be read on the layout's background."""
    ground = theme.colors[layout.background].value
    for name, one in theme.colors.items():
        if one.slot == "hlink":
            return name if contrast(one.value, ground) >= READABLE else None
    return None
