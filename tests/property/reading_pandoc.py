"""The expected result: Pandoc's own reading of the source, as pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence

from tests.property.pandoc_blocks import PageReader
from tests.property.pandoc_inlines import Given, Json
from tests.property.shown import Pages
from tests.tools import absent

_READER = r"""
for text in io.stdin:read('a'):gmatch('([^\0]*)\0') do
  io.stdout:write(pandoc.write(pandoc.read(text, 'markdown'), 'json'), '\n')
end
"""
"""Reads many documents, each by itself: Pandoc takes longer to start than to read one."""


def parse(documents: Sequence[str]) -> list[Json]:
    """Return Pandoc's syntax tree of each document."""
    try:
        import pypandoc  # type: ignore[import-untyped]  # carries no types
    except ImportError:
        absent("pypandoc-binary is not installed")
    command = [pypandoc.get_pandoc_path(), "lua", "-e", _READER]
    text = "".join(f"{document}\0" for document in documents)
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def read_pandoc(tree: Json, given: Given) -> Pages:
    """Return the pages of a single-file talk."""
    parts = list(_parts(tree["blocks"], given.slide_level))
    cover = [_cover(tree["meta"])] if given.has_cover and "title" in tree["meta"] else []
    pages = {
        identifier: len(cover) + number
        for number, part in enumerate(parts, start=1)
        for identifier in _identifiers(part)
    }
    read = (PageReader(given, pages).read(part) for part in parts)
    return (*(PageReader(given, pages).read_cover(lines) for lines in cover), *read)


def _parts(blocks: Sequence[Json], level: int) -> Iterator[list[Json]]:
    """Yield the blocks of each slide (Pandoc manual, "Structuring the slide show")."""
    part: list[Json] = []
    for block in blocks:
        opens = block["t"] == "Header" and block["c"][0] <= level
        if (opens or block["t"] == "HorizontalRule") and any(map(_shows, part)):
            yield part
            part = []
        if block["t"] != "HorizontalRule":
            part.append(block)
    if any(map(_shows, part)):
        yield part


def _shows(block: Json) -> bool:
    return bool(block["t"] != "RawBlock")


def _identifiers(node: Json) -> Iterator[str]:
    """Yield every id in a part of the tree."""
    if isinstance(node, list):
        for one in node:
            yield from _identifiers(one)
    elif isinstance(node, dict):
        if node.get("t") == "Header":
            yield node["c"][1][0]
        yield from _identifiers(node.get("c"))


def _cover(meta: Json) -> list[Json]:
    """Return the inlines of the cover's lines, in their order."""
    lines = [meta[key] for key in ("title", "subtitle") if key in meta]
    authors = meta.get("author", {"t": "MetaList", "c": []})
    lines += authors["c"] if authors["t"] == "MetaList" else [authors]
    lines += [meta[key] for key in ("institute", "date") if key in meta]
    return [line["c"] for line in lines]
