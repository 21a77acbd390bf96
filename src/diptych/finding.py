"""Slides found: by words, tag, layout, language, reference or talk; where they are used."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import nearest
from diptych.source.intake import Intake
from diptych.source.outlines import (
    Appearance,
    SlideOutline,
    appearances,
    folded,
    slide_outlines,
)

_GIT_SECONDS = 20


class Change(Struct, frozen=True):
    """The last change to a file that git knows."""

    commit: str
    date: str
    subject: str


class FoundSlide(Struct, frozen=True, kw_only=True):
    """A slide, where it is used, and how far its translations are."""

    outline: SlideOutline
    used: tuple[Appearance, ...] = ()
    languages: Mapping[str, str] = {}
    """By locale: `translated`, `fuzzy` or `missing`, as its catalogue says."""
    changed: Change | None = None


def _has_language(slide: FoundSlide, value: str) -> bool:
    locale, _, state = value.partition("=")
    return slide.languages.get(locale) == (state or "translated")


Filter = Callable[[FoundSlide, str], bool]
FILTERS: dict[str, Filter] = {
    "tag": lambda slide, value: value in slide.outline.tags,
    "layout": lambda slide, value: value == slide.outline.layout,
    "ref": lambda slide, value: value in slide.outline.refs,
    "talk": lambda slide, value: any(value == one.talk for one in slide.used),
    "lang": _has_language,
    "is": lambda slide, value: value == "unused" and not slide.used,
}
"""What `name:value` asks of a slide."""


def find_slides(root: Path, query: Sequence[str]) -> tuple[FoundSlide, ...]:
    """Return the slides of a project that match every part of the query.

    A part is a word, which the slide must say, or `name:value`. Raise ValueError for a name that
    there is none of.
    """
    words, filters = _parsed(query)
    used = appearances(root / "deck" / "talks")
    slides = (
        FoundSlide(outline=outline, used=(*used.get(outline.id, ()), *_among_all(outline, used)))
        for outline in slide_outlines(root / "deck" / "slides")
        if all(word in outline.words for word in words)
    )
    first = [(name, value) for name, value in filters if name != "lang"]
    kept = [slide for slide in slides if all(FILTERS[name](slide, value) for name, value in first)]
    states = _languages(root) if kept else {}
    told = (replace(slide, languages=_states_of(slide, states)) for slide in kept)
    wanted = [value for name, value in filters if name == "lang"]
    return tuple(slide for slide in told if all(_has_language(slide, one) for one in wanted))


def _among_all(
    outline: SlideOutline, used: Mapping[str, Sequence[Appearance]]
) -> Sequence[Appearance]:
    """Return where a slide made of data is shown with all others of its generator."""
    return used.get(f"{outline.id.rpartition('/')[0]}/*", ())


def with_changes(root: Path, slides: Sequence[FoundSlide]) -> tuple[FoundSlide, ...]:
    """Return the slides with their last change in git; as they are where there is no git."""
    changes = _changes(root, [slide.outline.file for slide in slides])
    return tuple(replace(slide, changed=changes.get(slide.outline.file)) for slide in slides)


def table(slides: Sequence[FoundSlide]) -> Iterator[str]:
    """Yield the slides as lines; a single one with every talk that it is in."""
    if len(slides) == 1:
        yield from _alone(slides[0])
        return
    rows = [("SLIDE", "TITLE", "IN TALKS", "LANGUAGES", "CHANGED")]
    rows += [(s.outline.id, s.outline.title, _talks(s), _told(s), _date(s)) for s in slides]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield "  ".join((*cells, row[4])).rstrip()


def as_json(root: Path, slides: Sequence[FoundSlide]) -> str:
    """Return everything that is known of the slides as JSON."""
    listed = [
        {
            "id": slide.outline.id,
            "file": slide.outline.file.relative_to(root).as_posix(),
            "title": slide.outline.title,
            "kicker": slide.outline.kicker,
            "layout": slide.outline.layout or None,
            "tags": slide.outline.tags,
            "refs": slide.outline.refs,
            "was": slide.outline.was,
            "talks": slide.used,
            "languages": slide.languages,
            "changed": slide.changed,
        }
        for slide in slides
    ]
    return msgspec.json.format(msgspec.json.encode(listed)).decode()


def _parsed(query: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    words: list[str] = []
    filters: list[tuple[str, str]] = []
    for part in query:
        name, colon, value = part.partition(":")
        if not colon:
            words += folded(part).split()
        elif name in FILTERS:
            filters.append((name, value))
        else:
            raise ValueError(f"there is no filter `{name}:`; {nearest(name, FILTERS)}")
    return words, filters


def _languages(root: Path) -> dict[str, dict[str, Counter[str]]]:
    """Return how many messages of each slide are in which state, by locale and slide."""
    from diptych.source.catalogues import read_po_file

    states: dict[str, dict[str, Counter[str]]] = {}
    for path in sorted((root / "deck" / "locales").glob("*.po")):
        po = read_po_file(path, Intake(root))
        counted = states.setdefault(path.stem, {})
        for message in po.messages if po is not None else ():
            if not message.is_obsolete:
                state = "fuzzy" if message.is_fuzzy else "translated"
                owner = message.context.partition("#")[0]
                counts = counted.setdefault(owner, Counter())
                counts[state if message.translation.text else "missing"] += 1
    return states


def _states_of(
    slide: FoundSlide, states: Mapping[str, Mapping[str, Counter[str]]]
) -> dict[str, str]:
    """Return the worst state of the slide's messages in each language."""
    told = {}
    for locale, owners in states.items():
        counts = owners.get(slide.outline.id, Counter({"missing": 1}))
        worst = next(state for state in ("missing", "fuzzy", "translated") if counts[state])
        told[locale] = worst
    return told


def _changes(root: Path, files: Sequence[Path]) -> dict[Path, Change]:
    """Return the last change of each file, asked of git once."""
    git = shutil.which("git")
    if git is None or not files:
        return {}
    command = [
        git, "-C", str(root), "log", "--format=%x00%h%x09%as%x09%s", "--name-only", "--relative",
        "--", "deck/slides",
    ]  # fmt: skip
    try:
        run = subprocess.run(  # noqa: S603 - git, with nothing in it that an author wrote
            command, capture_output=True, text=True, timeout=_GIT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    wanted = set(files)
    changes: dict[Path, Change] = {}
    for record in run.stdout.split("\0")[1:]:
        head, *names = filter(None, record.split("\n"))
        change = Change(*head.split("\t", 2))
        for path in (root / name for name in names):
            if path in wanted:
                changes.setdefault(path, change)
    return changes


def _alone(slide: FoundSlide) -> Iterator[str]:
    yield f"{slide.outline.id}  {slide.outline.title}"
    for one in slide.used:
        yield f"  {one.talk}, slide {one.number}" + (f", in “{one.section}”" if one.section else "")
    if not slide.used:
        yield "  in no talk"
    if slide.languages:
        yield f"  {_told(slide)}"
    if slide.outline.refs:
        yield f"  cites {', '.join(slide.outline.refs)}"
    if slide.changed is not None:
        yield f"  changed {slide.changed.date}: {slide.changed.subject}"


def _talks(slide: FoundSlide) -> str:
    return ", ".join(dict.fromkeys(one.talk for one in slide.used)) or "(none)"


def _told(slide: FoundSlide) -> str:
    return ", ".join(
        locale if state == "translated" else f"{locale} {state}"
        for locale, state in slide.languages.items()
    )


def _date(slide: FoundSlide) -> str:
    return slide.changed.date if slide.changed is not None else ""
