"""The characters of the texts in SVG pictures."""

import re
from functools import lru_cache

_SVG_TEXT = "http://www.w3.org/2000/svg text"
_TEXT = re.compile(r"[<:]text\b")
"""Every picture with text has this somewhere, whatever the prefix of its namespace."""


@lru_cache(maxsize=16)
def characters_of(svg: str) -> frozenset[str]:
    """Return all characters in the texts of an SVG."""
    if not _TEXT.search(svg):  # takes a hundredth of the time of parsing a large drawing
        return frozenset()
    from xml.parsers import expat  # only where a picture has text

    found: set[str] = set()
    depth = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth
        depth += bool(depth) or name == _SVG_TEXT

    def end(_: str) -> None:
        nonlocal depth
        depth -= bool(depth)

    def words(text: str) -> None:
        if depth:
            found.update(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.Parse(svg.encode(), True)
    return frozenset(found - set("\t\n\r"))
