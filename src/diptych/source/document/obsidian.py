"""Files of Obsidian for its plugin Advanced Slides (its documentation): embeds, marks, comments.

Each line is replaced by one that reveal-md would read, so that line numbers stay the same.
"""

from __future__ import annotations

import re

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
    opaque, lines = opaque_lines(text), text.split("\n")
    return "\n".join(
        line if number in opaque else _plain_line(line) for number, line in enumerate(lines)
    )


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
