"""Recognises the tool for which a single-file talk was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from diptych.source.document.opaque import comments, opaque_lines
from diptych.source.document.spoken import (
    DIVIDER_DIRECTIVE,
    has_note,
    has_remark_note,
    is_divided,
)
from diptych.source.markdown.page import Tool
from diptych.source.yaml.fields import Fields, items_of

_REVEAL_KEYS = {"revealOptions", "separator", "verticalSeparator", "notesSeparator"}
_REVEAL_COMMENT = re.compile(r"<!--\s*\.(?:slide|element):")
_AROUND = re.compile(r"\\r\??|\\n|\\s[*+]|[\^$\r\n]")
"""What is around the line in such a pattern: line ends and spaces."""
_PATTERN = re.compile(r"[\\*+?()\[\]{}|]")
_LOWEST = 6
_LEVEL = re.compile(r"\b[1-6]\b")
_QUARTO_OR_R = {".qmd", ".rmd"}
_PANDOC_KEYS = {
    "aspectratio", "colortheme", "fonttheme", "format", "header-includes", "incremental", "output",
    "reference-doc", "slide-level", "toc",
}  # fmt: skip
"""Keys that a file for reveal-md does not have."""
_PANDOC_NOTES = re.compile(r"^:{3,}\s*(?:notes\b|\{[^}]*\.notes\b)", re.MULTILINE)

_SLIDEV_HEAD = re.compile(
    r"^(?:theme:[ \t]*['\"]?(?:seriph|apple-basic|bricks|shibainu|@?slidev)"
    r"|(?:highlighter|drawings|mdc|colorSchema|monaco|routerMode|canvasWidth|themeConfig|twoslash"
    r"|addons|exportFilename|lineNumbers|remoteAssets):)",
    re.MULTILINE,
)
"""Keys of the front matter that only Slidev has."""
_SLIDEV_KEY = re.compile(r"(?:layout|src|clicks|hideInToc|routeAlias):")
"""Keys of a slide."""
_SLIDEV_LINE = re.compile(r"::[ \t]*[\w.-]+[ \t]*::[ \t]*$|<<<[ \t]+\S|<v-clicks?\b")
"""Lines that only Slidev has: slots, snippets, clicks."""
_SLIDEV_SIGN = re.compile(rf"^(?:{_SLIDEV_LINE.pattern}|{_SLIDEV_KEY.pattern})", re.MULTILINE)
_OTHERS = re.compile(r"^(?:marp:[ \t]*true|format:|output:)", re.MULTILINE)
_HEAD_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class Recognised(NamedTuple):
    """The tool for which a file is written."""

    name: str
    """One of `TOOLS`; empty if nothing says which, so that it is read as Pandoc's."""
    is_guess: bool = False
    """Whether only its look says so."""
    is_given: bool = False
    """Whether the user said so."""

    @property
    def has_dividers(self) -> bool:
        """Return whether only dividers begin slides, and no headings."""
        return bool(self.tool)

    @property
    def tool(self) -> Tool:
        """Return the tool if its Markdown differs from Pandoc's in how blocks are read.

        A file that only has notes as in remark may be Pandoc's in everything else.
        """
        if self.name == "remark" and self.is_guess:
            return ""
        return next((tool for tool in get_args(Tool) if tool == self.name), "")


def recognised(path: Path, metadata: Fields, body: str) -> Recognised:
    """Return the tool that a file says it is for, or else that it looks like one of."""
    if tool := tool_of(metadata, body):
        return Recognised(tool)
    if looks_like_reveal(path, metadata, body):
        return Recognised("reveal-md", is_guess=True)
    if has_remark_note(body):
        return Recognised("remark", is_guess=True)
    is_quarto = path.suffix.lower() in _QUARTO_OR_R or "format" in metadata
    return Recognised("quarto" if is_quarto else "")


def is_slidev(path: Path, text: str) -> bool:
    """Return whether a file is one of Slidev: it has keys or lines that only Slidev knows."""
    if path.suffix.lower() in _QUARTO_OR_R:
        return False
    start = text.lstrip()
    head, body = "", text
    if start.startswith("---"):
        begin = len(text) - len(start) + 3
        if end := _HEAD_END.search(text, begin):
            head, body = text[begin : end.start()], text[end.end() :]
    if _OTHERS.search(head):
        return False
    if _SLIDEV_HEAD.search(head):
        return True
    return _SLIDEV_SIGN.search(body) is not None and _has_signs(body)


def _has_signs(body: str) -> bool:
    """Return whether lines outside listings are Slidev's, or slides have its keys."""
    opaque = opaque_lines(body)
    is_front = has_key = False
    for number, line in enumerate(body.split("\n")):
        if number in opaque:
            continue
        if _SLIDEV_LINE.match(line) or (has_key and line.rstrip() == "---"):
            return True
        if line.rstrip() == "---":
            is_front = True
        elif is_front:
            is_front = bool(line.strip())
            has_key = is_front and (has_key or _SLIDEV_KEY.match(line) is not None)
    return False


def tool_of(metadata: Fields, body: str) -> Tool:
    """Return the tool that a file says it is for, in its front matter or comments."""
    marp = metadata.entries.get("marp")
    if marp is not None and marp.value.data is True:
        return "marp"
    is_reveal = _REVEAL_KEYS & metadata.entries.keys() or _REVEAL_COMMENT.search(body)
    return "reveal-md" if is_reveal else ""


def divider_level(metadata: Fields, body: str) -> int | None:
    """Return the level of headings that begin slides in Marp (`headingDivider`); None for none.

    A comment may say so for the whole file, wherever it stands.
    """
    entry = metadata.entries.get("headingDivider")
    if entry is None:
        found = (DIVIDER_DIRECTIVE.search(one.inside) for one in comments(body))
        written = [int(level) for one in found if one for level in _LEVEL.findall(one["levels"])]
    else:
        written = [one.data for one in items_of(entry.value) if isinstance(one.data, int)]
    return max((level for level in written if 1 <= level <= _LOWEST), default=None)


def dividers_of(metadata: Fields) -> Mapping[str, str]:
    """Return the lines that divide slides in reveal-md by the key that says so.

    Keys with a pattern that more than one line fits have none.
    """
    entries = {key: metadata.entries.get(key) for key in ("separator", "verticalSeparator")}
    written = {key: entry.value.data for key, entry in entries.items() if entry is not None}
    plain = {
        key: _AROUND.sub("", data).strip() for key, data in written.items() if isinstance(data, str)
    }
    return {key: line for key, line in plain.items() if line and not _PATTERN.search(line)}


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
