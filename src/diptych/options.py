"""What a user asks of outputs, beyond the talk itself."""

from typing import Literal, NamedTuple

Paper = Literal["a4", "letter"]
TOOLS = {
    "pandoc": "Pandoc",
    "quarto": "Quarto",
    "marp": "Marp",
    "reveal-md": "reveal-md",
    "slidev": "Slidev",
    "remark": "remark",
    "deckset": "Deckset",
}
"""Names of the tools for which a single-file talk may be written, as given and as shown."""
SLIDES_A_PAGE = (1, 2, 4, 6)
"""Of a handout."""


class OutputOptions(NamedTuple):
    """Each output takes what concerns it. Not a Struct, since `--help` reads it first of all."""

    width: int = 1280
    """The width of pictures of slides in pixels."""
    handout: int = 4
    """How many slides are on a page of the handout."""
    paper: Paper = "a4"
    """That of the handout."""
    steps: bool = False
    """Whether PDF and pictures have a page for each step of a slide."""
    with_notes: bool = False
    """Whether the transcript has the speaker notes."""
    dpi: int = 0
    """To how many pixels to the inch of a slide pictures are reduced; 0 leaves them as they are."""


DEFAULT_OPTIONS = OutputOptions()
