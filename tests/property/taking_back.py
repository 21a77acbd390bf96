"""Behaviours as they were before they were fixed, to check that the comparison finds each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest
from markdown_it.token import Token
from msgspec.structs import replace

from diptych.markup import destinations, enclosures, inline, inline_builder
from diptych.markup.picture import picture_mark
from diptych.markup.spacing import spaced
from diptych.model.numbering import ARABIC
from diptych.model.source_text import SourceText
from diptych.model.text import Inline, LineBreak
from diptych.resolve import filling
from diptych.source.markdown import blocks as markdown_blocks
from diptych.source.markdown import list_rule
from diptych.source.markdown.blocks import BlockReader
from diptych.typography import flows

Patch = Callable[[pytest.MonkeyPatch], None]


class TakenBack(NamedTuple):
    """One behaviour, taken back."""

    what: str
    constructs: tuple[str, ...]
    """What is written wrong without it."""
    patch: Patch


def _keep_spaces(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(inline, "spaced", tuple)


def _keep_last_break(patch: pytest.MonkeyPatch) -> None:
    def kept(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        given = tuple(inlines)
        behind = given[-1:] if given and isinstance(given[-1], LineBreak) else ()
        return (*spaced(given), *behind)

    patch.setattr(inline, "spaced", kept)


def _open_quotes_after_spaces_only(patch: pytest.MonkeyPatch) -> None:
    def may_open(state: Any, kind: str) -> bool:
        return bool(state.pos == 0 or state.src[state.pos - 1].isspace())

    patch.setattr(enclosures, "_may_open", may_open)


def _end_emphasis_between_words_only(patch: pytest.MonkeyPatch) -> None:
    ends = enclosures._ends

    def flanked(state: Any, sign: str, count: int, *, offset: int = 0) -> bool:
        before = state.src[state.pos + offset - 1]
        after = state.src[state.pos + offset + count : state.posMax][:1]
        return ends(state, sign, count, offset=offset) and (before.isalnum() or not after.isalnum())

    patch.setattr(enclosures, "_ends", flanked)


def _end_addresses_at_spaces(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(destinations, "_after_blanks", lambda source, start, end, blanks: start)


def _forget_links_of_pictures(patch: pytest.MonkeyPatch) -> None:
    def unlinked(token: Token, place: SourceText, link: str | None) -> Any:
        return replace(picture_mark(token, place, link), link=None)

    patch.setattr(inline_builder, "picture_mark", unlinked)


def _show_one_picture_of_a_row(patch: pytest.MonkeyPatch) -> None:
    figures = BlockReader.figures

    def one(reader: BlockReader, parsed: Any) -> Any:
        return figures(reader, replace(parsed, pictures=parsed.pictures[:1]))

    patch.setattr(BlockReader, "figures", one)


def _number_all_lists_alike(patch: pytest.MonkeyPatch) -> None:
    def plain(line: str) -> list_rule.Marker | None:
        marker = _READ_MARKER(line)
        return marker and replace(marker, numbering=ARABIC)

    patch.setattr(list_rule, "read_marker", plain)


def _begin_lists_at_nought(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown_blocks, "countable", lambda number, span, source_reader: number)


def _show_tasks_as_typed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown_blocks, "_TASK", re.compile("(?!)"))


def _keep_lists_in_one_frame(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows, "_restarts", lambda paragraphs: iter(()))


def _keep_spaces_before_citations(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(filling, "_without_last_space", lambda runs: runs)


_READ_MARKER = list_rule.read_marker

TAKEN_BACK = (
    TakenBack("spaces are folded", ("spaces", "tab"), _keep_spaces),
    TakenBack("no break ends an item", ("ended by a break",), _keep_last_break),
    TakenBack(
        "quotation marks open after any sign",
        ("quotes by a dash", "quotes by guillemets"),
        _open_quotes_after_spaces_only,
    ),
    TakenBack(
        "emphasis ends within a word",
        ("half strong", "strong parenthesis"),
        _end_emphasis_between_words_only,
    ),
    TakenBack(
        "addresses may have spaces",
        ("link with a space", "picture with a space"),
        _end_addresses_at_spaces,
    ),
    TakenBack("pictures may be links", ("linked picture",), _forget_links_of_pictures),
    TakenBack("pictures stand in a row", ("pictures in a row",), _show_one_picture_of_a_row),
    TakenBack(
        "numbers are shown as written",
        ("letters", "roman numbers", "numbers in parentheses"),
        _number_all_lists_alike,
    ),
    TakenBack("lists begin where PowerPoint can", ("numbers from nought",), _begin_lists_at_nought),
    TakenBack("tasks have boxes", ("tasks",), _show_tasks_as_typed),
    TakenBack(
        "numbers of sources follow their words",
        ("citation", "citations", "suppressed citation"),
        _keep_spaces_before_citations,
    ),
    TakenBack("a list begins anew", ("two lists",), _keep_lists_in_one_frame),
)
