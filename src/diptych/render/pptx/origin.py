"""The origin of text and pictures: a hash of their content, and their source file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from diptych.diagnostics import Span
from diptych.model.paragraph import Paragraph
from diptych.model.text import LineBreak, SetInline
from diptych.render.pptx.xml import quote, shown

HASH_LENGTH = 12
"""Hexadecimal digits of a hash: 48 bits suffice for the paragraphs of one talk."""


@lru_cache(maxsize=8192)
def text_hash(text: str) -> str:
    """Return the hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def paragraph_hash(paragraph: Paragraph) -> str:
    """Return the hash of a paragraph's text as in the file, with breaks as line feeds."""
    runs = paragraph.runs
    return text_hash(_text(runs[0]) if len(runs) == 1 else "".join(map(_text, runs)))


def _text(run: SetInline) -> str:
    if isinstance(run, LineBreak):
        return "\n"
    return shown(run.text) if run.formula is None else ""


def paragraph_origins(
    paragraphs: tuple[Paragraph, ...], hashes: Iterable[str], paths: Mapping[str, str]
) -> str:
    """Return an element for each paragraph: the id of its block, its source and its hash."""
    return "".join(
        [
            f'<p{_block(paragraph)}{source_of(paragraph.span, paths)} hash="{hash_}"/>'
            for paragraph, hash_ in zip(paragraphs, hashes, strict=True)
        ]
    )


def _block(paragraph: Paragraph) -> str:
    return f' block="{quote(paragraph.block_id)}"' if paragraph.block_id is not None else ""


def source_of(span: Span, paths: Mapping[str, str]) -> str:
    """Return file and line relative to the project's folder; empty for files outside it.

    `paths` are already quoted.
    """
    home = paths.get(span.file)
    return f' source="{home}:{span.line}"' if home is not None else ""
