"""What slides and talks say of themselves, read without understanding them: enough to find them.

A library of thousands of slides is looked through with this, so nothing is parsed but YAML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from diptych.source.selection import slide_ids
from diptych.source.slides import slide_path, split_front_matter

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{[#.][^{}]*\})?[ \t]*$", re.MULTILINE)
_CITED = re.compile(r"(?<![\w@])@([A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*\w)?)")
_MARKUP = re.compile(
    r"<!--.*?-->|\[@[^\]]*\]|\{[#.][^{}]*\}|\]\([^)]*\)|[*_`\[\]]|^:{3,}[^\n]*$",
    re.DOTALL | re.MULTILINE,
)


class SlideOutline(Struct, frozen=True, kw_only=True):
    """A slide as its file shows it at a glance."""

    id: str
    file: Path
    title: str
    kicker: str = ""
    layout: str = ""
    """The one it asks for; empty: whichever its content suggests."""
    tags: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    """Keys of the references that it lists or cites."""
    was: tuple[str, ...] = ()
    words: str = ""
    """All that it says, in lower case (Unicode NFC)."""


class Appearance(Struct, frozen=True):
    """A slide in a talk."""

    talk: str
    number: int
    section: str


def slide_outlines(folder: Path) -> Iterator[SlideOutline]:
    """Yield every slide below `folder`, by id."""
    for slide_id in slide_ids(folder):
        path = slide_path(folder, slide_id)
        if path is not None:
            yield _slide(slide_id, path)


def appearances(folder: Path) -> dict[str, list[Appearance]]:
    """Return where each slide is shown, by the id of its file, from the talks in `folder`."""
    shown: dict[str, list[Appearance]] = {}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        for number, (slide_id, section) in enumerate(_listed(_load(_text(path))), start=1):
            if slide_id:
                shown.setdefault(slide_id, []).append(Appearance(path.stem, number, section))
    return shown


def folded(text: str) -> str:
    """Return `text` as it is compared: composed, in lower case."""
    return unicodedata.normalize("NFC", text).casefold()


def _slide(slide_id: str, path: Path) -> SlideOutline:
    text = _text(path)
    if path.name.removesuffix(".j2").endswith(".md"):
        source = split_front_matter(text)
        front, body = _load(source.front or ""), source.body
        heading = _HEADING.search(body)
        title = str(front.get("title") or (heading[1] if heading else slide_id))
    else:
        front, body = _load(text), text
        title = str(front.get("title") or slide_id)
    cited = _CITED.findall(body)
    return SlideOutline(
        id=slide_id,
        file=path,
        title=_plain(title),
        kicker=_plain(str(front.get("kicker") or "")),
        layout=str(front.get("layout") or ""),
        tags=_strings(front.get("tags")),
        refs=tuple(dict.fromkeys((*_strings(front.get("refs")), *cited))),
        was=_strings(front.get("was")),
        words=folded(f"{slide_id} {title} {front.get('kicker') or ''} {_plain(body)}"),
    )


def _listed(talk: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield id and section of each slide that a talk shows; no id for one that is generated."""
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
    return " ".join(_MARKUP.sub(" ", markdown).split())


def _load(text: str) -> Mapping[str, Any]:
    try:
        value = yaml.load(text, _LOADER)  # noqa: S506 - a safe loader, by either name
    except yaml.YAMLError:  # what is wrong with it, `diptych check` tells
        return {}
    return value if isinstance(value, Mapping) else {}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
