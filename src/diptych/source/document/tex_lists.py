r"""Lists, blocks and pictures that a document for LaTeX has in TeX, as Markdown, line by line.

Pandoc leaves them to LaTeX, and out of everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.source.document.opaque import opaque_lines

_OPTIONS = r"(?:\[[^\[\]]*\]|<[^<>]*>)*"
_BEGIN = re.compile(rf"[ \t]*\\begin\{{(itemize|enumerate)\}}{_OPTIONS}[ \t]*")
_END = re.compile(r"[ \t]*\\end\{(?:itemize|enumerate)\}[ \t]*")
_ITEM = re.compile(r"[ \t]*\\item(?![A-Za-z])(?:<[^<>]*>)?(?:\[(?P<label>[^\[\]]*)\])?[ \t]*")
_BLOCKS = "block|alertblock|exampleblock"
_THEOREMS = "theorem|lemma|proposition|corollary|definition|proof|examples?|remark|fact"
_TITLED = re.compile(
    rf"[ \t]*\\begin\{{(?:(?:{_BLOCKS})|(?P<name>{_THEOREMS}))\}}(?:<[^<>]*>)?"
    r"(?:\{(?P<title>[^{}]*)\}|\[(?P<of>[^\[\]]*)\])?[ \t]*"
)
_UNTITLED = re.compile(rf"[ \t]*\\end\{{(?:{_BLOCKS}|{_THEOREMS})\}}[ \t]*")
_PICTURE = re.compile(
    r"[ \t]*\\includegraphics(?:\[(?P<options>[^\[\]]*)\])?\{(?P<path>[^{}<>]+)\}[ \t]*"
)
_WIDTH = re.compile(r"(?:^|,)\s*width\s*=\s*([0-9]*\.?[0-9]+)\s*\\(?:text|line|paper|column)width")
_DEEPEST = 4
"""As deep as lists are in LaTeX."""


def with_lists(body: str) -> str:
    """Return a document with such lists and pictures written in Markdown."""
    if "\\begin{" not in body and "\\includegraphics" not in body:
        return body
    return "\n".join(_lines(body))


def _lines(body: str) -> Iterator[str]:
    opaque, lists = opaque_lines(body), list[str]()
    for number, line in enumerate(body.split("\n")):
        if number in opaque:
            yield line
        elif (begin := _BEGIN.fullmatch(line)) and len(lists) < _DEEPEST:
            lists.append(begin[1])
            yield ""
        elif lists and _END.fullmatch(line):
            lists.pop()
            yield ""
        elif lists:
            yield _item(line, lists)
        elif found := _TITLED.fullmatch(line):
            yield _title(found)
        else:
            yield "" if _UNTITLED.fullmatch(line) else _picture(line)


def _item(line: str, lists: list[str]) -> str:
    """Return a line of a list, which begins an item or belongs to the one above it."""
    found = _ITEM.match(line)
    if found is None:
        return f"{'    ' * len(lists)}{_picture(line.strip())}" if line.strip() else ""
    sign = "1.  " if lists[-1] == "enumerate" else "-   "
    label = f"**{found['label']}** " if found["label"] else ""
    return f"{'    ' * (len(lists) - 1)}{sign}{label}{line[found.end() :]}"


def _title(found: re.Match[str]) -> str:
    """Return the title of a block, or what a theorem is called."""
    name, title = (found["name"] or "").capitalize(), found["title"] or found["of"] or ""
    words = f"{name} ({title})" if name and title else name or title
    return f"**{words.strip()}**" if words.strip() else ""


def _picture(line: str) -> str:
    found = _PICTURE.fullmatch(line)
    if found is None:
        return line
    width = _WIDTH.search(found["options"] or "")
    share = f"{{width={float(width[1]):.0%}}}" if width and 0 < float(width[1]) <= 1 else ""
    return f"![](<{found['path'].strip()}>){share}"
