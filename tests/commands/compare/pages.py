"""Made-up pages and paragraphs for the tests of comparisons."""

from __future__ import annotations

from tests.render.factory import SPAN

from diptych.commands.compare.reading import Letter, PageText
from diptych.commands.compare.solved import SolvedLine, SolvedParagraph, signs_of
from diptych.model.geometry import Pt
from diptych.model.paragraph import Paragraph
from diptych.model.text import Run

ADVANCE = 10.0
"""The width of every letter in px."""
SIZE = Pt(15)  # 20 px
PITCH = 30.0


def line(text: str, x: float, y: float, font: str = "Pretendard-Regular") -> list[Letter]:
    """Return the letters of a line as it is drawn; spaces take room but are no letters."""
    return [
        Letter(character, x + ADVANCE * i, y, font)
        for i, character in enumerate(text)
        if character != " "
    ]


def page(*lines: list[Letter]) -> PageText:
    """Return a page that draws lines in this order."""
    letters = tuple(letter for one in lines for letter in one)
    return PageText(letters, "".join(letter.sign for letter in letters))


def solved(*lines: str, x: float = 100, y: float = 100) -> SolvedParagraph:
    """Return a paragraph with these lines, the first of which begins at a place."""
    paragraph = Paragraph(
        runs=(Run(" ".join(lines)),),
        size=SIZE,
        line_height=Pt(22.5),
        color="ink",
        locale="en",
        span=SPAN,
    )
    return SolvedParagraph(
        paragraph,
        tuple(
            SolvedLine(signs_of(text), x, x + ADVANCE * len(text), y + PITCH * number)
            for number, text in enumerate(lines)
        ),
    )
