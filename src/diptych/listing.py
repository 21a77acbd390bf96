"""What there is to build with, as text: talks, slides, layouts and blocks."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from diptych.blocks import BLOCKS
from diptych.diagnostics import Span
from diptych.layout.placing import infer_layout
from diptych.model.deck import Block, Slide, Talk
from diptych.model.geometry import to_px
from diptych.model.text import Run, Text, Variable, plain_text
from diptych.model.theme import Region, Theme
from diptych.source.intake import Intake
from diptych.source.project import DEFAULT_THEME, Reading, read_project, talk_names
from diptych.source.runtime import builtin_templates, read_metrics
from diptych.source.slides import broken_slide, read_slide, slide_path
from diptych.source.talks import slide_ids
from diptych.source.themes import read_theme

UNREADABLE = "(cannot be read: run `diptych check`)"
NO_PROJECT = "no project here: `diptych init DIR` makes one"
