"""How far the outputs of a slide differ: texts letter by letter, pictures by what they look like.

The PDF is what the others are compared with: it has every line where layout has put it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.commands.compare.matching import DrawnParagraph, drawn_paragraphs
from diptych.commands.compare.reading import Pages
from diptych.commands.compare.solved import SolvedParagraph, solved_paragraphs
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import PX_PER_PT, Box, to_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import ChartShape, PictureShape
from diptych.model.theme import Theme
from diptych.render import PPTX

if TYPE_CHECKING:
    from PIL.Image import Image

REFERENCE = "pdf"
MOST_PX = 2.0
"""How far texts and pictures of the HTML may be from those of the PDF, of 1280 by 720."""
MOST_BROKEN = 0.01
"""Share of the paragraphs that a PPTX may break elsewhere."""
_WINDOW = 5
"""How far around its place a picture is searched for, in px."""
_CLEARER = 0.8
"""A picture has moved if elsewhere it differs by less than this share of its difference here."""
_SAME = 3.0
"""Mean difference, of 255, of pictures that only differ in how their edges are smoothed."""
_LEFT, _RIGHT, _ABOVE, _BELOW = 2.0, 0.6, 0.95, 0.3
"""How far a letter extends around its origin: px to the left, the others shares of its size."""


class Bounds(Struct, frozen=True):
    """A rectangle on the page in px."""

    left: float
    top: float
    right: float
    bottom: float


class Difference(Struct, frozen=True):
    """How far something of an output is from its place in the reference."""

    px: float
    """Across or down, whichever is more."""
    bounds: Bounds
    """Where it is."""


class TextDifference(Difference, frozen=True):
    """How a paragraph differs.

    `px` is that of its farthest letter, or of its first one if lines break elsewhere. `bounds` are
    in the output, or if it is not shown, in the reference.
    """

    solved: SolvedParagraph
    reference: DrawnParagraph | None
    drawn: DrawnParagraph | None
    """None if not all of its letters are shown."""
    untied: tuple[str, ...] = ()
    """The signs of its lines in a program that does not tie words; none for others."""

    @property
    def is_broken(self) -> bool:
        """Return whether its lines break elsewhere."""
        if self.drawn is None or self.reference is None:
            return False
        return self.drawn.words not in {self.reference.words, self.untied}


class PictureDifference(Difference, frozen=True):
    """How far a picture or a coloured area is away."""

    alt: str


class SlideDifference(Struct, frozen=True):
    """How an output of a slide differs from the reference."""

    texts: tuple[TextDifference, ...]
    pictures: tuple[PictureDifference, ...]

    @property
    def px(self) -> float:
        """Return the largest deviation."""
        farthest = self.farthest
        return 0.0 if farthest is None else farthest.px

    @property
    def farthest(self) -> Difference | None:
        """Return what deviates most."""
        return max((*self.texts, *self.pictures), key=lambda one: one.px, default=None)

    @property
    def broken(self) -> tuple[TextDifference, ...]:
        """Return the paragraphs whose lines break elsewhere."""
        return tuple([one for one in self.texts if one.is_broken])

    @property
    def absent(self) -> tuple[TextDifference, ...]:
        """Return the paragraphs that the output or the reference does not show."""
        return tuple([one for one in self.texts if one.drawn is None or one.reference is None])


class ComparedSlide(Struct, frozen=True):
    """A slide as all outputs show it."""

    slide: LaidOutSlide
    page: int
    """Its page in the documents, from 0."""
    differences: Mapping[str, SlideDifference]
    """By output, without the reference."""


def compared_slides(talk: LaidOutTalk, documents: Mapping[str, Pages]) -> Iterator[ComparedSlide]:
    """Yield each slide that is not hidden; `documents` are by output and include the reference."""
    for number, slide in enumerate(talk.unhidden):
        solved = solved_paragraphs(slide)
        reference = drawn_paragraphs(solved, documents[REFERENCE].text(number))
        differences = {}
        for output, pages in documents.items():
            if output != REFERENCE:
                drawn = drawn_paragraphs(solved, pages.text(number))
                ties = talk.theme if output == PPTX.name and talk.locale.startswith("ko") else None
                differences[output] = SlideDifference(
                    tuple(
                        _difference(*one, ties, drops_formulas=output == PPTX.name)
                        for one in zip(solved, drawn, reference, strict=True)
                    ),
                    tuple(_moved(slide, pages, documents[REFERENCE], number)),
                )
        yield ComparedSlide(slide, number, differences)


def _difference(
    solved: SolvedParagraph,
    drawn: DrawnParagraph | None,
    reference: DrawnParagraph | None,
    untying: Theme | None,
    *,
    drops_formulas: bool = False,
) -> TextDifference:
    """Return how a paragraph differs; `untying` is the theme if a program does not tie words.

    LibreOffice leaves formulas out or stretches them, so what follows one cannot be compared.
    """
    comparable = solved.before_formula if drops_formulas else None
    if comparable is not None and reference is not None:
        drawn = drawn and reference.replaced(drawn.letters[:comparable])
    untied = solved.untied(untying) if untying is not None and solved.paragraph.tied else ()
    px = 0.0
    if drawn is not None and reference is not None:
        pairs = list(zip(drawn.letters, reference.letters, strict=True))
        count = len(pairs) if drawn.words == reference.words else 1
        px = max(max(abs(a.x - b.x), abs(a.y - b.y)) for a, b in pairs[:count])
    bounds = bounds_of(solved, drawn or reference)
    return TextDifference(px, bounds, solved, reference, drawn, untied)


def bounds_of(solved: SolvedParagraph, drawn: DrawnParagraph | None) -> Bounds:
    """Return where a paragraph is, or where it should be if it is not drawn."""
    size = solved.paragraph.size * PX_PER_PT
    if drawn is None:
        ends = [(x, line.baseline) for line in solved.lines for x in (line.left, line.right)]
    else:
        ends = [(letter.x, letter.y) for letter in drawn.letters]
    across, down = [x for x, _ in ends], [y for _, y in ends]
    return Bounds(
        min(across) - _LEFT,
        min(down) - _ABOVE * size,
        max(across) + _RIGHT * size,
        max(down) + _BELOW * size,
    )


def _areas(slide: LaidOutSlide) -> Iterator[tuple[Box, str]]:
    """Yield the boxes of what is not text, with the alternative text."""
    for one in slide.layout.decorations:
        yield one.box, one.alt
    for shape in slide.shapes:
        # Two programs draw the same formula a little differently.
        if isinstance(shape, (PictureShape, Drawing, Rectangle, ChartShape)):
            yield shape.box, shape.alt


def _moved(
    slide: LaidOutSlide, pages: Pages, reference: Pages, number: int
) -> Iterator[PictureDifference]:
    """Yield how far each picture is away; pages without any are not drawn."""
    for box, alt in _areas(slide):
        bounds = Bounds(*map(to_px, (box.x, box.y, box.right, box.bottom)))
        px = _shift(bounds, pages.picture(number), reference.picture(number))
        yield PictureDifference(px, bounds, alt)


def _shift(bounds: Bounds, image: Image, reference: Image) -> float:
    """Return by how many px, across or down, a part of a page is elsewhere; 0 for its place."""
    width, height = reference.size
    left, top = max(0, round(bounds.left) - _WINDOW), max(0, round(bounds.top) - _WINDOW)
    right, bottom = (
        min(width, round(bounds.right) + _WINDOW),
        min(height, round(bounds.bottom) + _WINDOW),
    )
    if right - left <= 2 * _WINDOW or bottom - top <= 2 * _WINDOW:
        return 0.0
    part = reference.crop((left, top, right, bottom)).convert("L")
    here = _unlike(part, image, left, top)
    if here < _SAME:
        return 0.0
    away, across, down = min(
        (_unlike(part, image, left + across, top + down), across, down)
        for across in range(-_WINDOW, _WINDOW + 1)
        for down in range(-_WINDOW, _WINDOW + 1)
    )
    return float(max(abs(across), abs(down))) if away < _CLEARER * here else 0.0


def _unlike(part: Image, image: Image, left: int, top: int) -> float:
    """Return the mean difference, of 255, between a picture and a part of another."""
    from PIL import ImageChops, ImageStat

    other = image.crop((left, top, left + part.width, top + part.height)).convert("L")
    return float(ImageStat.Stat(ImageChops.difference(part, other)).mean[0])
