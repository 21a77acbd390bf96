"""Slides as pages."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.theme import Decoration, FontRole
from diptych.render.links import link_color
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes import placed
from diptych.render.pdf.shapes.picture import upright
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.source import color, literal, pt


def pages(
    talk: LaidOutTalk, files: Mapping[str, str], slanted: Mapping[FontRole, bool]
) -> list[str]:
    """Return the page of each slide; bookmarks are by section, if there are several.

    `files` and `slanted` are those of a `Scene`.
    """
    anchors = frozenset(slide.anchor for slide in talk.unhidden)
    is_divided = len(talk.sections) > 1
    made: list[str] = []
    for section in talk.sections:
        title = section.title if is_divided else ""
        slides = [slide for slide in section.slides if not slide.slide.hidden]
        for number, slide in enumerate(slides):
            begins = number == 0 and title != ""
            opens = begins and slide.slide.title.plain == title
            level = 2 if title and not opens else 1
            scene = Scene(
                locale=talk.locale,
                heading=level,
                link_color=link_color(slide.layout, talk.theme),
                sources={source.number: source for source in slide.slide.sources if source.number},
                anchors=anchors,
                files=files,
                slanted=slanted,
            )
            made.append(_page(slide, scene, title if begins and not opens else ""))
    return made


def _page(slide: LaidOutSlide, scene: Scene, section: str) -> str:
    """Return a page; a heading that the slide does not show is in the structure nevertheless."""
    parts = [f"anchor({literal(slide.anchor)})"]
    parts += [shown for one in slide.layout.decorations if (shown := _decoration(one, scene))]
    if section:
        parts.append(_unseen(scene.heading - 1, section))
    if not any(frame.role == "title" for frame in slide.frames):
        parts.append(_unseen(scene.heading, slide.slide.title.plain or slide.anchor))
    parts += [part for shape in slide.shapes for part in placed(shape, scene)]
    content = "".join(f"  {part}\n" for part in parts)
    return f"page(fill: {color(slide.layout.background)}, {{\n{content}}})"


def _unseen(level: int, words: str) -> str:
    return f"unseen({level}, {literal(words)})"


def _decoration(decoration: Decoration, scene: Scene) -> str:
    box = decoration.box
    if decoration.picture is not None:
        shown = upright(decoration.picture, box, decoration.alt, scene)
        placed_picture = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {shown})"
        return placed_picture if decoration.alt else f"pdf.artifact({placed_picture})"
    return rectangle(box, decoration.color) if decoration.color is not None else ""
