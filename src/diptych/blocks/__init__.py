"""One file for each block type, and the table of them all."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from diptych.blocks.bullets import Bullets
from diptych.blocks.callout import Callout
from diptych.blocks.chart import Chart
from diptych.blocks.code import Code
from diptych.blocks.columns import Columns
from diptych.blocks.definitions import Definitions
from diptych.blocks.diagram import Diagram
from diptych.blocks.equation import Equation
from diptych.blocks.heading import Heading
from diptych.blocks.metric import Metric
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.blocks.qr import Qr
from diptych.blocks.quote import Quote
from diptych.blocks.table import Table
from diptych.blocks.video import Audio, Video

if TYPE_CHECKING:
    from diptych.model.block import Block
    from diptych.model.theme import BlockStyle

BLOCKS: dict[str, type[Block]] = {
    "paragraph": Prose,
    "bullets": Bullets,
    "definitions": Definitions,
    "heading": Heading,
    "quote": Quote,
    "callout": Callout,
    "columns": Columns,
    "code": Code,
    "table": Table,
    "diagram": Diagram,
    "equation": Equation,
    "chart": Chart,
    "metric": Metric,
    "picture": Picture,
    "pictures": Pictures,
    "video": Video,
    "audio": Audio,
    "qr": Qr,
}
"""Block types by the key that names them in a YAML slide."""

ANY_BLOCK = reduce(or_, BLOCKS.values())
"""The type of any of them."""


def block_styles() -> tuple[BlockStyle, ...]:
    """Return the type tokens that blocks are set in, each once."""
    return tuple(dict.fromkeys(style for block in BLOCKS.values() for style in block.styles))
