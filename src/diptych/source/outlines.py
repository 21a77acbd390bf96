"""Outlines of slides and talks, read without parsing them fully, for search.

A search goes through libraries of thousands of slides, so only YAML is parsed.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from diptych.source.slides.slide_files import slide_path, split_front_matter
from diptych.source.talks.selection import slide_ids
from diptych.storage.reading import DATA, Reader, names_in

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEADING = re.compile(
    r"^#[ \t]++(\S[^{\n]*+(?:\{(?![#.][^{}\n]*+\}[ \t]*$)[^{\n]*+)*+)", re.MULTILINE
)
"""A title without the attributes at its end."""
_CITED = re.compile(r"(?<![\w@])@([A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*\w)?)")
_MARKUP = re.compile(
    r"\[@[^\[\]]*\]|\{[#.][^{}]*\}|\]\([^)\[\]]*\)|[*_`\[\]]|^:{3,}[^\n]*$", re.MULTILINE
)
_COLUMNS = re.compile(
    r"^:{3,}+[ \t]*+(?:columns|(?=\{[^}\n]*+\})\{[^}\n]*\.columns\b)", re.MULTILINE
)
_PICTURE = re.compile(r"!\[.*\]\(.*\)(?:\{.*\})?")
_UNSHOWN = re.compile(r":{3,}+[ \t]*+(?:notes|(?=\{[^}]*+\})\{[^}]*\.notes\b|\{[^}]*\bregion=)")
"""The beginning of blocks that do not affect the choice of a layout: notes, named regions."""
_CLOSING = re.compile(r":{3,}[ \t]*")
_TITLE = re.compile(r"#[ \t].*|\[[^\]]*\]:.*")
"""A title or a link definition, which do not affect it either."""
_MESSAGE = re.compile(
    r"^msgctxt[ \t]*+((?:\"[^\n]*\"[ \t]*+\n)++)"
    r"(?:(?!msgctxt|msgstr)[^\n]*+\n)++"
    r"msgstr[^\s\"]*+[ \t]*+((?:\"[^\n]*\"[ \t]*+\n)++)",
    re.MULTILINE,
)
"""A current message of a PO file: its context, its translation."""
_VARIABLE = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*+)\}\}")
_LONGEST = 2000
"""Maximum length of a line that may be a picture; matching a longer one would take too long."""
_MOST_PARTS = 100_000
"""Maximum parts of a YAML text with aliases expanded, since ten of these can make billions."""
_QUOTED = re.compile(r'"([^\n]*)"')
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)


class SlideOutline(Struct, frozen=True, kw_only=True):
    """An overview of a slide, taken from its file."""

    id: str
    file: Path
    title: str
    kicker: str = ""
    layout: str = ""
    """The layout that it asks for, or else the one that its content suggests."""
    tags: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    """Keys of the references that it lists or cites."""
    was: tuple[str, ...] = ()
    words: str = ""
    """All of its text, in lower case (Unicode NFC)."""


class Appearance(Struct, frozen=True):
    """A slide in a talk."""

    talk: str
    number: int
    section: str


def slide_outlines(folder: Path) -> Iterator[SlideOutline]:
    """Yield every slide below `folder`, by id."""
    reader = Reader((folder.parent.parent,))
    for slide_id in slide_ids(folder):
        path = slide_path(folder, slide_id)
        if path is not None:
            yield _slide(slide_id, path, reader)


def appearances(folder: Path) -> dict[str, list[Appearance]]:
    """Return where the talks in `folder` show each slide, by the id of its file."""
    shown: dict[str, list[Appearance]] = {}
    reader = Reader((folder.parent.parent,))
    for path in talk_files(folder):
        for number, (slide_id, section) in enumerate(_listed(_load(_text(path, reader))), start=1):
            if slide_id:
                shown.setdefault(slide_id, []).append(Appearance(path.stem, number, section))
    return shown


def talk_values(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the values for `{{ }}` in each talk in `folder`, by the talk's name."""
    reader = Reader((folder.parent.parent,))
    return {path.stem: _values(_load(_text(path, reader))) for path in talk_files(folder)}


def filled(title: str, values: Mapping[str, Any]) -> str:
    """Return a title with its variables filled; `…` for what only a build can compute."""
    return _VARIABLE.sub(lambda found: shown_value(found[1].strip(), values), title)


def shown_value(expression: str, values: Mapping[str, object]) -> str:
    """Return the value of a variable; `…` for what only a build can compute."""
    value: object = values
    for name in expression.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return "…" if value is None or isinstance(value, Mapping | list) else str(value)


def talk_files(folder: Path) -> list[Path]:
    """Return the files of all talks in `folder`, without hidden files."""
    names = (name for name in names_in(folder) if name.endswith((".yaml", ".yml")))
    return sorted(folder / name for name in names if not name.startswith("."))


def message_states(path: Path) -> dict[str, Counter[str]]:
    """Return how many messages are `translated`, `fuzzy` or `missing`, by owner.

    This uses one pattern rather than the PO reader, which takes five times as long because it keeps
    the position of each character; a search goes through every catalogue.
    """
    states: dict[str, Counter[str]] = {}
    reader = Reader((path.parent.parent.parent,))
    text = f"{_text(path, reader)}\n"
    for found in _MESSAGE.finditer(text):
        context, translation = found.groups()
        owner = "".join(_QUOTED.findall(context)).partition("#")[0]
        is_fuzzy = _FUZZY.search(_comments_above(text, found.start()))
        state = "fuzzy" if is_fuzzy else "translated"
        is_translated = any(_QUOTED.findall(translation))
        states.setdefault(owner, Counter())[state if is_translated else "missing"] += 1
    return states


def _comments_above(text: str, start: int) -> str:
    """Return the comment lines directly above a message."""
    first = start
    while first:
        above = text.rfind("\n", 0, first - 1) + 1
        if not text.startswith("#", above) or text.startswith("#~", above):
            break
        first = above
    return text[first:start]


def folded(text: str) -> str:
    """Return `text` normalised for comparison: composed, in lower case."""
    return composed(text).casefold()


def composed(text: str) -> str:
    """Return `text` composed (Unicode NFC): macOS decomposes Hangul and accents."""
    return unicodedata.normalize("NFC", text)


def _slide(slide_id: str, path: Path, reader: Reader) -> SlideOutline:
    text = _text(path, reader)
    if path.name.removesuffix(".j2").endswith(".md"):
        source = split_front_matter(text)
        front, body = _load(source.front or ""), source.body
        heading = _HEADING.search(body)
        title = str(front.get("title") or (heading[1] if heading else slide_id))
        suggested = _suggested(front, "columns" if _COLUMNS.search(body) else "", *_kinds(body))
    else:
        front, body = _load(text), text
        title = str(front.get("title") or slide_id)
        blocks = _items(front.get("body"))
        pictures = sum(isinstance(one, Mapping) and "picture" in one for one in blocks)
        columns = "columns" if front.get("columns") else ""
        suggested = _suggested(front, columns, pictures, len(blocks) - pictures)
    cited = _CITED.findall(body)
    return SlideOutline(
        id=slide_id,
        file=path,
        title=_plain(title),
        kicker=_plain(str(front.get("kicker") or "")),
        layout=str(front.get("layout") or suggested),
        tags=_strings(front.get("tags")),
        refs=tuple(dict.fromkeys((*_strings(front.get("refs")), *cited))),
        was=_strings(front.get("was")),
        words=folded(f"{slide_id} {title} {front.get('kicker') or ''} {_plain(body)}"),
    )


def _suggested(front: Mapping[str, Any], columns: str, pictures: int, others: int) -> str:
    """Return the layout that the content suggests, by the same rule as `infer_layout`.

    It only counts blocks without parsing them, so errors in a slide may mislead it.
    """
    if columns:
        return columns
    if pictures and not others:
        return "picture" if pictures == 1 and front.get("show_title") is False else "body"
    return "picture-text" if pictures == 1 else "body"


def _kinds(body: str) -> tuple[int, int]:
    """Return how many lines of a Markdown body are pictures, and how many are not."""
    shown = _without_unshown(_without_comments(body).split("\n"))
    lines = [line for line in shown if line.strip() and not line.startswith(":::")]
    pictures = sum(_is_picture(line.strip()) for line in lines)
    return pictures, len(lines) - pictures


def _is_picture(line: str) -> bool:
    return len(line) <= _LONGEST and _PICTURE.fullmatch(line) is not None


def _values(talk: Mapping[str, Any]) -> Mapping[str, Any]:
    variables, speakers = talk.get("variables"), _items(talk.get("speakers"))
    own = variables if isinstance(variables, Mapping) else {}
    first = speakers[0] if speakers else None
    speaker = first if isinstance(first, Mapping) else {"name": first}
    return {**own, "talk": {**talk, "speaker": speaker}}


def _listed(talk: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield id and section of each slide that a talk shows; a generated one has no id."""
    for entry in _items(talk.get("slides")):
        yield _named(entry), ""
    for section in _items(talk.get("sections")):
        if isinstance(section, Mapping):
            title = str(section.get("title") or "")
            if section.get("opener") is True:
                yield "", title
            yield from ((_named(entry), title) for entry in _items(section.get("slides")))
    for entry in _items(talk.get("backup")):
        yield _named(entry), "backup"


def _named(entry: object) -> str:
    return str(entry.get("slide") or "") if isinstance(entry, Mapping) else str(entry)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()


def _plain(markdown: str) -> str:
    return " ".join(_MARKUP.sub(" ", _without_comments(markdown)).split())


def _without_comments(text: str) -> str:
    """Return `text` without comments; unclosed ones stay."""
    parts: list[str] = []
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        parts += (text[end:start], " ")
        end = close + 3
    return "".join([*parts, text[end:]])


def _without_unshown(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without title, link definitions, notes and named regions."""
    closings = [number for number, line in enumerate(lines) if _CLOSING.fullmatch(line)]
    below = 0
    for number, line in enumerate(lines):
        if number < below or _TITLE.fullmatch(line):
            continue
        after = bisect.bisect_right(closings, number)
        if after < len(closings) and _UNSHOWN.match(line):
            below = closings[after] + 1
            continue
        yield line


def _load(text: str) -> Mapping[str, Any]:
    try:
        value = yaml.load(text, _LOADER)  # noqa: S506 - a safe loader, by either name
    except yaml.YAMLError:  # `diptych check` reports what is wrong with it
        return {}
    is_shared = "&" in text and "*" in text  # one value may occur in many places
    return value if isinstance(value, Mapping) and not (is_shared and _is_huge(value)) else {}


def _is_huge(value: object) -> bool:
    """Return whether a value has too many parts, with aliases expanded."""
    parts, number = [value], 0
    while parts and number <= _MOST_PARTS:
        part = parts.pop()
        number += 1
        if isinstance(part, Mapping):
            parts += part.values()
        elif isinstance(part, list):
            parts += part
    return bool(parts)


def _text(path: Path, reader: Reader) -> str:
    try:
        text = reader.read(path, DATA).decode("utf-8", "replace")
    except OSError:
        return ""
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))
