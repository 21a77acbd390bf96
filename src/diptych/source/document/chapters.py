"""What slides are made of: the tokens of a file, or of a part of one between included files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.source.markdown.page import Page

if TYPE_CHECKING:
    from markdown_it.token import Token


class Chapter(Struct, frozen=True):
    """A run of slides in one file."""

    tokens: Sequence[Token]
    page: Page
