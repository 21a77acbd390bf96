"""Links defined apart from their text, `[label]: address`, all of them used."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from diptych.source.markdown.page import Page
from diptych.source.reading.diagnostic_kinds import UNUSED_DEFINITION
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOWHERE = {"#", "<>", ""}
"""Addresses of definitions that are a common way to write a comment."""


def check_definitions(
    tokens: Sequence[Token], used: Container[str], page: Page, reader: SourceReader
) -> None:
    """Report every definition of a link that nothing on the page uses, or that comes too late."""
    seen: set[str] = set()
    for token in tokens:
        if token.type != "definition":
            continue
        label, written = token.meta["id"], token.meta["label"]
        if token.meta["url"] in _NOWHERE:
            continue  # `[//]: # (a comment)`
        if label in seen:
            message, hint = f"link `{written}` is defined twice", "keep one of them"
            reader.report(UNUSED_DEFINITION, page.span(token), message, hint)
        elif label not in used:
            message, hint = f"nothing uses the link `{written}`", f"use it: `[text][{written}]`"
            reader.report(
                UNUSED_DEFINITION, page.span(token), message, hint, subject=f"[{written}]:"
            )
        seen.add(label)
