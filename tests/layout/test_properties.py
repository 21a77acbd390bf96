"""What holds for every slide, whatever is on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.layout.factories import (
    THEME,
    at,
    bullets,
    column,
    item,
    picture,
    slide,
    source,
    talk,
    text,
)

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.layout.faults import NO_PLACE
from diptych.layout.fitting import STEPS
from diptych.layout.talk import lay_out_slide
from diptych.model.deck import Block, Slide
from diptych.model.geometry import EMU_PER_PX, PAGE, Box, Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Paragraph, Shape, TextFrame
from diptych.model.text import Run, Text, plain_text
from diptych.model.walk import texts_in
from diptych.typography.galley import set_galley

EXAMPLES = settings(derandomize=True, max_examples=60, deadline=None, database=None)

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(lambda found: text(" ".join(found)))
