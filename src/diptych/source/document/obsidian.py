"""Files of Obsidian for its plugin Advanced Slides (its documentation): embeds, marks, comments.

Each line is replaced by one that reveal-md would read, so that line numbers stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.source.document.opaque import opaque_lines

_SIGNS = re.compile(
    r"!\[\[[^\[\]\n]+\]\]|<!--\s*(?:slide|element)\s[^\n]*-->|^<(?:grid|split)\s", re.MULTILINE
)
_EMBED = re.compile(r"!\[\[(?P<path>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<size>[^\[\]]*))?\]\]")
_PICTURE = re.compile(r".*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|mp4|webm|mov)\s*", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[\[(?:[^\[\]|]*\|)?(?P<words>[^\[\]|]+)\]\]")
_SIZE = re.compile(r"\s*(\d{1,4})(?:x(\d{1,4}))?\s*")
_MARK = re.compile(r"(?<![\w=])==(?=[^\s=])([^=\n]*[^\s=])==(?![\w=])")
_HIDDEN = re.compile(r"%%[^%\n]*%%")
_SLIDE = re.compile(r"<!--\s*slide\s(?P<said>[^\n]*?)-->")
_GROUND = re.compile(r"\bbg=[\"']?(?P<value>[^\"'\s]+)")
_ELEMENT = re.compile(r"<!--\s*element\s(?P<said>[^\n]*?)-->")
_GRID = re.compile(r"[ \t]*<grid\s(?P<said>[^\n>]*)>[ \t]*")
_END_OF_GRID = re.compile(r"[ \t]*</grid>[ \t]*")
_GIVEN = r"\b{}\s*=\s*[\"'](?P<value>[^\"'\n]*)[\"']"
_SIZE_OF_GRID = re.compile(_GIVEN.format("drag"))
_PLACE_OF_GRID = re.compile(_GIVEN.format("drop"))
_AMOUNT = re.compile(r"(?P<minus>-?)(?P<amount>\d{1,4}(?:\.\d{1,3})?)(?P<unit>px|%)?")
_SIDES = (("left", "right", "width"), ("top", "bottom", "height"))
_AT_EDGES = {
    "topleft": ("left", "top"),
    "top": ("", "top"),
    "topright": ("right", "top"),
    "left": ("left", ""),
    "center": ("", ""),
    "right": ("right", ""),
    "bottomleft": ("left", "bottom"),
    "bottom": ("", "bottom"),
    "bottomright": ("right", "bottom"),
}
"""At which edges a grid with a name for its place is; empty for the middle."""
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def is_obsidian(text: str) -> bool:
    """Return whether a file has what only Obsidian's slides have."""
    if _SIGNS.search(text) is None:
        return False
    opaque, lines = opaque_lines(text), enumerate(text.split("\n"))
    shown = [line for number, line in lines if number not in opaque]
    is_divided = any(line.rstrip() in {"---", "--"} for line in shown[1:])
    return is_divided and any(_SIGNS.search(_CODE.sub("", line)) for line in shown)


def as_reveal(text: str) -> str:
    """Return a file of Obsidian as one of reveal-md."""
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    opaque, grids = opaque_lines(text), list[bool]()
    for number, line in enumerate(text.split("\n")):
        if number in opaque:
            yield line
        elif _GRID.fullmatch(line):
            placed = _grid(line)
            grids.append(placed is not None)
            yield placed or _plain_line(line)
        elif grids and _END_OF_GRID.fullmatch(line):
            yield ":::" if grids.pop() else line
        else:
            yield _plain_line(line)


def _grid(line: str) -> str | None:
    """Return the beginning of what is placed by hand; None for a grid without a known place.

    A grid is `drag`, its width and height, and `drop`, the distances of its corner from the left
    and the top, or, below 0, from the right and the bottom; in percent of the slide.
    """
    found = _GRID.fullmatch(line)
    size = _SIZE_OF_GRID.search(found["said"]) if found is not None else None
    place = _PLACE_OF_GRID.search(found["said"]) if found is not None else None
    if size is None or place is None:
        return None
    sizes = list(map(_AMOUNT.fullmatch, size["value"].split()))
    if len(sizes) != len(_SIDES) or not all(sizes):
        return None
    ends = place["value"].split()
    named = _AT_EDGES.get("".join(ends))
    said = []
    for at, (own, (near, far, length)) in enumerate(zip(sizes, _SIDES, strict=True)):
        is_centred = named is not None and not named[at]
        if own is None or (is_centred and own["unit"] == "px"):
            return None  # where that begins depends on the size of the slide
        said.append(f"{length}={_length(own)}")
        if named is not None:
            said.append(_at_edge(named[at], own, near))
        elif len(ends) == len(_SIDES) and (end := _AMOUNT.fullmatch(ends[at])):
            said.append(f"{far if end['minus'] else near}={_length(end)}")
        else:
            return None
    return f"::: {{.absolute {' '.join(said)}}}"


def _length(found: re.Match[str]) -> str:
    return f"{found['amount']}{found['unit'] or '%'}"


def _at_edge(edge: str, size: re.Match[str], near: str) -> str:
    """Return where something is at an edge, or in the middle."""
    if edge:
        return f"{edge}=0%"
    return f"{near}={max(0.0, (100 - float(size['amount'])) / 2):g}%"


def _plain_line(line: str) -> str:
    parts, end = [], 0
    for code in _CODE.finditer(line):
        parts += [_plain(line[end : code.start()]), code[0]]
        end = code.end()
    return "".join((*parts, _plain(line[end:])))


def _plain(text: str) -> str:
    """Return text outside code in plain Markdown."""
    text = _EMBED.sub(_picture, text)
    text = _LINK.sub(lambda found: found["words"].strip(), text)
    text = _MARK.sub(r"[\1]{.mark}", _HIDDEN.sub("", text))
    text = _ELEMENT.sub(lambda found: f"<!-- .element: {found['said'].strip()} -->", text)
    return _SLIDE.sub(_slide, text)


def _picture(found: re.Match[str]) -> str:
    """Return an embedded picture; of another note its name is left, as nothing else is known."""
    path = found["path"].strip()
    if not _PICTURE.fullmatch(path):
        return path
    size = _SIZE.fullmatch(found["size"] or "")
    alt = "" if size else (found["size"] or "").strip()
    return f"![{alt}](<{path}>)" + (f"{{width={size[1]}px}}" if size else "")


def _slide(found: re.Match[str]) -> str:
    ground = _GROUND.search(found["said"])
    return f'<!-- .slide: data-background="{ground["value"]}" -->' if ground else ""
