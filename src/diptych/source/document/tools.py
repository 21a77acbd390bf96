"""Recognises the tool for which a single-file talk was written, if that changes its meaning."""

from __future__ import annotations

import re
from pathlib import Path

from diptych.source.document.spoken import has_note, is_divided
from diptych.source.markdown.page import Tool
from diptych.source.yaml.fields import Fields, items_of

_REVEAL_KEYS = {"revealOptions", "separator", "verticalSeparator", "notesSeparator"}
_REVEAL_COMMENT = re.compile(r"<!--\s*\.(?:slide|element):")
_LOWEST = 6
_QUARTO_OR_R = {".qmd", ".rmd"}
_PANDOC_KEYS = {
    "aspectratio", "colortheme", "fonttheme", "format", "header-includes", "incremental", "output",
    "reference-doc", "slide-level", "toc",
}  # fmt: skip
"""Keys that a file for reveal-md does not have."""
_PANDOC_NOTES = re.compile(r"^:{3,}\s*(?:notes\b|\{[^}]*\.notes\b)", re.MULTILINE)


def tool_of(metadata: Fields, body: str) -> Tool:
    """Return the tool that a file says it is for, in its front matter or comments."""
    marp = metadata.entries.get("marp")
    if marp is not None and marp.value.data is True:
        return "marp"
    is_reveal = _REVEAL_KEYS & metadata.entries.keys() or _REVEAL_COMMENT.search(body)
    return "reveal-md" if is_reveal else ""


def divider_level(metadata: Fields) -> int | None:
    """Return the level of headings that begin slides in Marp (`headingDivider`); None for none."""
    entry = metadata.entries.get("headingDivider")
    written = items_of(entry.value) if entry is not None else ()
    levels = [one.data for one in written if isinstance(one.data, int)]
    return max((level for level in levels if 1 <= level <= _LOWEST), default=None)


def looks_like_reveal(path: Path, metadata: Fields, body: str) -> bool:
    """Return whether a file that names no tool is probably for reveal-md.

    Lines `---` divide its slides and lines begin with `Note:`; nothing in it is Pandoc's alone.
    """
    return (
        path.suffix.lower() not in _QUARTO_OR_R
        and not _PANDOC_KEYS & metadata.entries.keys()
        and not _PANDOC_NOTES.search(body)
        and has_note(body)
        and is_divided(body)
    )
