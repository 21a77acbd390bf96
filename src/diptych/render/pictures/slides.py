"""A picture of each slide, or of each of its steps."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.pdf.slides import DocumentSlide
from diptych.render.pictures.easel import PNG, Easel, Sheet, easel


def slide_pictures(talk: LaidOutTalk, supplies: Supplies) -> Iterator[tuple[str, bytes]]:
    """Yield a PNG of each slide that is not hidden, by its anchor.

    They are as wide as the options say. Raise Refusal if one cannot be drawn.
    """
    on = easel(talk, supplies)
    sheets = (_sheet(slide.slide.anchor, slide, on) for slide in on.slides)
    return on.draw(sheets, PNG)


def slide_sheets(on: Easel) -> Iterator[Sheet]:
    """Yield each slide, or each of its steps if the options ask for them.

    Names sort like slides: they are of their number and anchor, and the number of the step.
    """
    talk = on.talk
    digits = len(str(max(len(talk.talk.slides), talk.unhidden[-1].number)))
    for slide in on.slides:
        name = f"{slide.slide.number:0{digits}}-{slide.slide.anchor}"
        steps = list(slide.steps) if on.supplies.options.steps else [slide]
        width = len(str(len(steps)))
        for number, one in enumerate(steps, 1):
            suffix = f".{number:0{width}}" if len(steps) > 1 else ""
            yield _sheet(name + suffix, one, on)


def _sheet(name: str, slide: DocumentSlide, on: Easel) -> Sheet:
    return Sheet(
        name=name, width=on.width, height=on.height, fill=slide.fill, content=slide.unanchored
    )
