"""The examples of the README and of docs/: every block of code, by the page and its first line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")))

OWN_THEME = ("format: 1 (2)", "colors:", "type:", "layouts:", "  three-facts:")
"""The steps of the guide to a theme in docs/themes.md, whose blocks make one file."""

Key = tuple[str, str]
"""A page, and the first line of a block in it."""


@cache
def blocks() -> Mapping[Key, str]:
    """Return every block of code of the pages that are here."""
    parser = MarkdownIt("commonmark")
    found: dict[Key, str] = {}
    for page in PAGES:
        if (ROOT / page).is_file():
            for token in parser.parse((ROOT / page).read_text("utf-8")):
                if token.type in {"fence", "code_block"}:
                    key = page, token.content.split("\n")[0]
                    number = sum(known[:1] == (page,) and known[1] == key[1] for known in found)
                    found[(page, f"{key[1]} ({number + 1})") if number else key] = token.content
    return found


def rows(page: str, head: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of the table of a page whose header begins with `head`, by first cell."""
    text = (ROOT / page).read_text("utf-8")
    table = text.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0]
    cells = (_cells(line) for line in table.split("\n")[2:])
    return {first: tuple(rest) for first, *rest in cells}


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line)[1:-1]
    return [part.replace("\\|", "|").strip() for part in parts]


def spans(cell: str) -> list[str]:
    """Return the code spans of a cell, as they are meant (CommonMark 6.1)."""
    found = re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", cell)
    return [
        code[1:-1] if code.startswith(" ") and code.endswith(" ") and code.strip() else code
        for _, code in found
    ]
