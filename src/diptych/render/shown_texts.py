"""The texts that slides show, and those in their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diptych.diagnostics import Span
from diptych.memo import Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import ChartShape, paragraphs_of
from diptych.model.text import Run
from diptych.render.svg_letters import characters_of


def shown_texts(
    slides: Iterable[LaidOutSlide], *, with_notes: bool = False
) -> Iterator[tuple[str, Span]]:
    """Yield the text of each paragraph and chart of some slides, with its place.

    Formulas are left out, and notes unless they are asked for.
    """
    for slide in slides:
        for shape in slide.parts:
            if isinstance(shape, ChartShape):
                yield "".join(word.text for word in shape.plan.words), shape.span
            yield from ((_text(one), one.span) for one in paragraphs_of(shape))
        if with_notes:
            yield from ((_text(one), one.span) for one in slide.notes)


def _text(paragraph: Paragraph) -> str:
    runs, bullet = paragraph.runs, paragraph.bullet
    if bullet is None and len(runs) == 1 and isinstance(run := runs[0], Run):  # as in most cells
        return run.text if run.formula is None else ""
    words = (run for run in runs if isinstance(run, Run) and run.formula is None)
    text = "".join(run.text for run in words)
    return text + (bullet.sign if bullet is not None else "")


def shown_pictures(slides: Iterable[LaidOutSlide]) -> Iterator[tuple[Asset, Span]]:
    """Yield the pictures of slides and of their layouts, each with the place that shows it."""
    for slide in slides:
        for decoration in slide.layout.decorations:
            if decoration.picture is not None:
                yield decoration.picture, slide.slide.span
        for picture in slide.pictures:
            yield picture.asset, picture.span


def picture_texts(slides: Iterable[LaidOutSlide], memo: Memo) -> Iterator[tuple[str, Span]]:
    """Yield the letters in the texts of each picture, with the first place that shows it."""
    first: dict[str, tuple[Asset, Span]] = {}
    for asset, span in shown_pictures(slides):
        first.setdefault(asset.sha256, (asset, span))
    yield from ((picture_letters(asset, memo), span) for asset, span in first.values())


def picture_letters(asset: Asset, memo: Memo) -> str:
    """Return the characters in the texts of a picture, sorted; they are kept for later builds."""
    if not asset.may_have_text:
        return ""

    def letters() -> str:
        return "".join(sorted(characters_of(asset.read().decode("utf-8-sig"))))

    return memo.recall(("picture letters", asset.sha256), letters, form=_FORM)


_FORM: Form[str] = Form(written, lambda data, *_: read(data, str))
