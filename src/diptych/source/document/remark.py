"""remark's files (its wiki, "Markdown"): keys of slides, steps, and classes around content.

Each line is replaced by one in Pandoc's Markdown, so that line numbers stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from diptych.diagnostics import Span
from diptych.source.document.diagnostic_kinds import FOREIGN_REMARK
from diptych.source.document.opaque import opaque_lines
from diptych.source.document.remark_classes import with_classes
from diptych.source.document.remark_listings import with_highlights
from diptych.source.markdown.rules import PAUSE
from diptych.source.reading.source_reader import SourceReader

_KEY = re.compile(
    r"(class|name|layout|template|count|exclude|background-(?:image|size|position|color))[ \t]*"
    r":(.*)"
)
"""A key of a slide, on one of its first lines."""
_ADDRESS = re.compile(r"\s*url\(\s*['\"]?([^'\"()\s]+)['\"]?\s*\)\s*")
_QUIET = {"name", "count"}
_HIDDEN_CELL = re.compile(
    r"`{3,}\{(?:\w+\b[^}]*\b(?:include|echo)\s*=\s*F(?:ALSE)?\b|(?:css|js)\b)"
)
"""A cell that leaves no words on its slide, so that keys may follow it."""
_RULE = re.compile(r"[ ]{0,3}(?:-{4,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})[ \t]*")
"""A line across the slide, which divides none: only three dashes do."""
_UNDERLINE = "-----"
"""A line below a heading that divides no slides, as three dashes and four do."""
_PLACE = re.compile(r"\{\{\s*content\s*\}\}")
"""Where the content of the next step, or of slides made from this one, is inserted."""
_XARINGAN = re.compile(r"\s*---[ \t]*\n(?:(?!---|\.\.\.).*\n)*?[ \t]*(?:output:[ \t]*)?xaringan::")
"""Front matter that names xaringan, which makes slides of remark with R."""
_CLOSE_HEADING = re.compile(r"^(#{1,6})(?=[^\s#])")
"""A heading without the space that CommonMark asks for, and remark does not."""


def is_remark(text: str) -> bool:
    """Return whether front matter names xaringan, or slides begin with keys of remark.

    No line closes these as front matter.
    """
    if "xaringan::" in text and _XARINGAN.match(text) is not None:
        return True
    if not any(f"{key}:" in text for key in ("class", "name", "layout", "template", "background")):
        return False
    opaque = opaque_lines(text)
    is_first, has_key = True, False
    for number, line in enumerate(text.split("\n")):
        bare = line.rstrip()
        if number in opaque:
            is_first = has_key = False
        elif bare in {"---", "..."}:
            is_first, has_key = bare == "---", False
        elif is_first and _KEY.fullmatch(bare):
            has_key = True
        elif has_key:
            return not bare or bare.startswith("#")
        elif bare:
            is_first = False
    return has_key


def as_pandoc(
    body: str, name: str, reader: SourceReader, *, has_stars: bool = False, is_guess: bool = False
) -> str:
    """Return a document of remark in Pandoc's Markdown; report what has no meaning here.

    If it `has_stars`, these mark highlighted lines in all of its listings. If it only looks like
    one of remark, rules divide slides as in Pandoc.
    """
    opaque, lines = opaque_lines(body), body.split("\n")
    with_highlights(lines, opaque, has_stars=has_stars)
    for slide in _slides(lines, opaque):
        with_classes(lines, slide, opaque)
    is_first, in_hidden = True, False
    for number, line in enumerate(lines):
        bare = line.strip()
        if number in opaque:
            in_hidden = (in_hidden and number - 1 in opaque) or _HIDDEN_CELL.match(bare) is not None
            is_first = is_first and in_hidden
        elif line.rstrip() in {"---", "--"}:
            is_first = True
            lines[number] = "---" if bare == "---" else PAUSE
        elif is_first and (found := _KEY.fullmatch(line.rstrip())):
            lines[number] = _value(found, number, name, reader)
        elif not is_guess and _RULE.fullmatch(line):
            lines[number] = _UNDERLINE if _is_underline(lines, number) else ""
        elif bare:
            is_first = False
            lines[number] = _PLACE.sub("", _CLOSE_HEADING.sub(r"\1 ", line))
    return "\n".join(lines)


def _slides(lines: Sequence[str], opaque: Collection[int]) -> Iterator[range]:
    """Yield the lines of each slide."""
    start = 0
    for number, line in enumerate(lines):
        if line.rstrip() == "---" and number not in opaque:
            yield range(start, number)
            start = number + 1
    yield range(start, len(lines))


def _is_underline(lines: Sequence[str], number: int) -> bool:
    """Return whether dashes are below a line of text, which they make a heading."""
    above = lines[number - 1].strip() if number else ""
    return bool(above) and not above.startswith("#") and "-" in lines[number]


def _value(found: re.Match[str], number: int, name: str, reader: SourceReader) -> str:
    """Return what stands for a key of a slide: a background, or nothing."""
    key, value = found[1], found[2]
    address = _ADDRESS.fullmatch(value) if key == "background-image" else None
    if address is not None:
        return f'<!-- .slide: data-background="{address[1]}" -->'
    if key not in _QUIET:
        subject = f"{key}:{value}"
        message = f"`{subject}` has a meaning only in remark, and no effect here"
        hint = "ignore this; styling comes from the theme"
        span = Span(name, number + 1, 1, len(found[0]))
        reader.report(FOREIGN_REMARK, span, message, hint, subject=subject)
    return ""
