"""The slides of a document, each with everything on which its content depends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.theme import Decoration, FontRole, Panel
from diptych.render.links import link_color
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.shapes import placed
from diptych.render.pdf.shapes.picture import upright
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.source import color, literal, pt
from diptych.render.pdf.steps import at_step, steps_of


class DocumentSlide(Struct, frozen=True, kw_only=True):
    """A slide of a document."""

    slide: LaidOutSlide
    scene: Scene
    section: str = ""
    """The title of the section that it begins, unless it shows that itself."""
    step: int | None = None
    """The step at which it is shown; None for its end."""

    @property
    def hash_parts(self) -> tuple[object, ...]:
        """Return all that its content depends on in parts, of which slides share some."""
        scene = self.scene
        about = f"{scene.locale} {scene.heading} {scene.repeats} {scene.link_color} {self.step}"
        shared = (scene.anchors, scene.files, scene.slanted)
        return (self.slide, about, self.section, *shared)

    @property
    def fill(self) -> str:
        """Return its background."""
        return color(self.slide.layout.background)

    @property
    def steps(self) -> Iterator[DocumentSlide]:
        """Yield the slide at each of its steps; only the first has an anchor and a bookmark."""
        for step in steps_of(self.slide):
            scene = replace(self.scene, repeats=step > 0)
            section = "" if step else self.section
            yield replace(self, scene=scene, section=section, step=step)

    @property
    def _step(self) -> int:
        return self.slide.steps if self.step is None else self.step

    @property
    def content(self) -> str:
        """Return its content; a heading that it does not show is in the structure nevertheless."""
        if self.scene.repeats:
            return self.unanchored
        return _block(chain((f"anchor({literal(self.slide.anchor)})",), self._parts()))

    @property
    def unanchored(self) -> str:
        """Return its content without its anchor, for a document that has it elsewhere."""
        return _block(self._parts())

    def _parts(self) -> Iterator[str]:
        slide, scene = at_step(self.slide, self._step), self.scene
        for one in slide.layout.decorations:
            if shown := _decoration(one, scene):
                yield shown
        if self.section:
            yield f"unseen({scene.heading - 1}, {literal(self.section)})"
        if not any(frame.role == "title" for frame in slide.frames):
            title = literal(slide.title or slide.anchor)
            marked = ", marked: false" if scene.repeats else ""
            yield f"unseen({scene.heading}, {title}{marked})"
        for shape in slide.shapes:
            yield from placed(shape, scene)


def _block(parts: Iterable[str]) -> str:
    return "".join(("{\n", *(f"  {part}\n" for part in parts), "}"))


def document_slides(
    talk: LaidOutTalk, files: Mapping[str, str], slanted: Mapping[FontRole, bool]
) -> Iterator[DocumentSlide]:
    """Yield the slides of a document; its bookmarks are by section, if there are several.

    `files` and `slanted` are those of a `Scene`.
    """
    anchors = dict.fromkeys(slide.anchor for slide in talk.unhidden)  # always in this order
    is_divided = len(talk.sections) > 1
    for section in talk.sections:
        title = section.title if is_divided else ""
        slides = [slide for slide in section.slides if not slide.slide.hidden]
        for number, slide in enumerate(slides):
            begins = number == 0 and title != ""
            opens = begins and slide.title == title
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
            yield DocumentSlide(
                slide=slide, scene=scene, section=title if begins and not opens else ""
            )


def _decoration(decoration: Decoration, scene: Scene) -> str:
    box = decoration.box
    if decoration.picture is not None:
        shown = upright(decoration.picture, box, decoration.alt, scene)
        placed_picture = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {shown})"
        return placed_picture if decoration.alt else f"pdf.artifact({placed_picture})"
    return (
        rectangle(box, Panel(fill=decoration.color, radius=decoration.radius))
        if decoration.color is not None
        else ""
    )
