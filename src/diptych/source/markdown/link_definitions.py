"""Checks link definitions, `[label]: address`: each must be used, and defined once."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from diptych.source.markdown.diagnostic_kinds import UNUSED_DEFINITION
from diptych.source.markdown.page import Page
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOWHERE = {"#", "<>", ""}
"""Addresses in definitions that are a common way to write comments."""


def check_definitions(
    tokens: Sequence[Token], used: Container[str], page: Page, reader: SourceReader
) -> None:
    """Report every link definition that is not used on the page, or is repeated."""
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
            message, hint = f"link `{written}` is not used", f"use it: `[text][{written}]`"
            reader.report(
                UNUSED_DEFINITION, page.span(token), message, hint, subject=f"[{written}]:"
            )
        seen.add(label)
