"""Finding slides by words, tag, layout, language, reference or talk, and where they are used."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import nearest
from diptych.running import run
from diptych.source.catalogues.project_catalogues import catalogue_files
from diptych.source.libraries.declared import homes_in
from diptych.source.outlines import (
    Appearance,
    SlideOutline,
    appearances,
    composed,
    filled,
    folded,
    message_states,
    slide_outlines,
    talk_files,
    talk_values,
)
from diptych.source.slides.slide_files import SUFFIXES
from diptych.tabular import aligned

_STATES = ("missing", "fuzzy", "translated")
"""The states of a slide in a language, the worst first."""
_NOUNS: Mapping[str, str] = {"is": "such state", "talk": "talk", "lang": "catalogue"}
_GIT_SECONDS = 20
_MOST_BYTES = 64 * 1024 * 1024
"""Most bytes of history, enough for a hundred thousand changes."""


class Change(Struct, frozen=True):
    """The last change to a file, from git."""

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
"""Whether a slide matches `name:value`, by name."""


def find_slides(root: Path, query: Sequence[str]) -> tuple[FoundSlide, ...]:
    """Return the slides of a project that match every part of the query.

    A part is a word in the slide, or `name:value`; a slide's id alone finds that slide. Slides of
    libraries are among them if a talk shows them. Raise ValueError for an unknown name or an
    impossible value.
    """
    used = appearances(root / "deck" / "talks")
    values = talk_values(root / "deck" / "talks")
    names = {name for name, colon, _ in (part.partition(":") for part in (*used, *query)) if colon}
    libraries = [_Library(name, home) for name, home in homes_in(root, names).items()]
    wanted = {*used, *query[:1]} if len(query) == 1 else {*used}
    lent = [
        one
        for library in libraries
        for one in library.outlines
        if not wanted.isdisjoint((one.id, *one.was))
    ]
    outlines = [*slide_outlines(root / "deck" / "slides"), *lent]
    used = _by_present_ids(used, outlines)
    called = [outline for outline in outlines if [outline.id] == list(query)]
    words, filters = ([], []) if called else _parsed(query)
    _check_values(root, filters)
    slides = (
        _found(outline, used, values)
        for outline in called or outlines
        if all(word in outline.words for word in words)
    )
    first = [(name, value) for name, value in filters if name != "lang"]
    kept = [slide for slide in slides if all(FILTERS[name](slide, value) for name, value in first)]
    states = _languages(root, libraries) if kept else {}
    found = (replace(slide, languages=_states_of(slide, states)) for slide in kept)
    languages = [value for name, value in filters if name == "lang"]
    return tuple(slide for slide in found if all(_has_language(slide, one) for one in languages))


def values_of_no_slide(root: Path, query: Sequence[str]) -> Iterator[str]:
    """Yield the filters of a query whose values no slide of the project has, each with others."""
    outlines = tuple(slide_outlines(root / "deck" / "slides"))
    known = {
        "tag": {tag for one in outlines for tag in one.tags},
        "layout": {one.layout for one in outlines},
        "ref": {key for one in outlines for key in one.refs},
    }
    for name, value in _parsed(query)[1]:
        if value not in (there := known.get(name, {value})):
            yield f"none has {name}:{value}; {nearest(value, there)}"


class _Library(Struct, frozen=True):
    """A library whose slides talks show."""

    name: str
    home: Path

    @property
    def outlines(self) -> Iterator[SlideOutline]:
        """Its slides, by the ids that talks give them."""
        for outline in slide_outlines(self.home / "deck" / "slides"):
            was = tuple(f"{self.name}:{old}" for old in outline.was)
            yield replace(outline, id=f"{self.name}:{outline.id}", was=was)

    def states(self, catalogue: str) -> dict[str, Counter[str]]:
        """Return the states of its messages in a catalogue, by the ids that talks give slides."""
        path = self.home / "deck" / "locales" / catalogue
        found = message_states(path) if path.is_file() else {}
        return {f"{self.name}:{slide_id}": states for slide_id, states in found.items()}


def _by_present_ids(
    used: Mapping[str, Sequence[Appearance]], outlines: Iterable[SlideOutline]
) -> dict[str, list[Appearance]]:
    """Return where slides are used, by their present ids where talks name former ones."""
    present = {old: one.id for one in outlines for old in one.was}
    present |= {one.id: one.id for one in outlines}
    found: dict[str, list[Appearance]] = {}
    for slide_id, places in used.items():
        found.setdefault(present.get(slide_id, slide_id), []).extend(places)
    return found


def _found(
    outline: SlideOutline,
    appear: Mapping[str, Sequence[Appearance]],
    values: Mapping[str, Mapping[str, object]],
) -> FoundSlide:
    """Return a slide and where it is used; variables in its title are filled by the first talk."""
    used = (*appear.get(outline.id, ()), *_among_all(outline, appear))
    title = filled(outline.title, values.get(used[0].talk, {}) if used else {})
    return FoundSlide(outline=replace(outline, title=title), used=used)


def _among_all(
    outline: SlideOutline, used: Mapping[str, Sequence[Appearance]]
) -> Sequence[Appearance]:
    """Return where a slide generated from data is used together with all others of its source."""
    return used.get(f"{outline.id.rpartition('/')[0]}/*", ())


def with_changes(root: Path, slides: Sequence[FoundSlide]) -> tuple[FoundSlide, ...]:
    """Return the slides with their last change in git, or unchanged if there is no git."""
    changes = _changes(root, [slide.outline.file for slide in slides])
    return tuple(replace(slide, changed=changes.get(slide.outline.file)) for slide in slides)


def table(slides: Sequence[FoundSlide]) -> Iterator[str]:
    """Yield the slides as lines; a single slide with every talk that it is in."""
    if len(slides) == 1:
        yield from _alone(slides[0])
        return
    head = ("SLIDE", "TITLE", "LAYOUT", "IN TALKS", "LANGUAGES", "CHANGED")
    rows = [
        (s.outline.id, s.outline.title, s.outline.layout, _talks(s), _languages_of(s), _date(s))
        for s in slides
    ]
    yield from aligned(head, rows)


def as_data(root: Path, slides: Sequence[FoundSlide]) -> list[Mapping[str, object]]:
    """Return all facts about the slides, for JSON."""
    return [
        {
            "id": slide.outline.id,
            "file": Path(os.path.relpath(slide.outline.file, root)).as_posix(),
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


def _parsed(query: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    words: list[str] = []
    filters: list[tuple[str, str]] = []
    for part in map(composed, query):
        name, _, value = part.partition(":")
        if name in FILTERS and value:
            filters.append((name, value))
        elif _is_word(value):
            words += folded(part).split()
        else:
            raise ValueError(f"there is no filter `{name}:`; {nearest(name, FILTERS)}")
    return words, filters


def _is_word(value: str) -> bool:
    """Return whether a part with `value` after its colon is not a filter: `GPU:` or `https://`."""
    return not value or not value[0].isalnum()


def _check_values(root: Path, filters: Sequence[tuple[str, str]]) -> None:
    """Raise ValueError for a value that nothing can have."""
    known: dict[str, Callable[[], Sequence[str]]] = {
        "is": lambda: ("unused",),
        "talk": lambda: [path.stem for path in talk_files(root / "deck" / "talks")],
        "lang": lambda: [path.stem for path in _catalogues(root)],
    }
    for name, value in filters:
        wanted, equals, state = value.partition("=") if name == "lang" else (value, "", "")
        if name in known and wanted not in (there := known[name]()):
            hint = nearest(wanted, there, what=_NOUNS[name])
            raise ValueError(f"there is no {_NOUNS[name]} `{wanted}`; {hint}")
        if equals and state not in _STATES:
            raise ValueError(f"no slide can be `{state}` in a language; {nearest(state, _STATES)}")


def _catalogues(root: Path) -> list[Path]:
    return catalogue_files(root / "deck" / "locales")


def _languages(root: Path, libraries: Iterable[_Library]) -> dict[str, dict[str, Counter[str]]]:
    """Return the number of messages in each state, by locale and slide.

    Those of a library's slides are in its own catalogues, unless this project has them.
    """
    states = {}
    for path in _catalogues(root):
        lent = (library.states(path.name) for library in libraries)
        states[path.stem] = {k: v for each in lent for k, v in each.items()} | message_states(path)
    return states


def _states_of(
    slide: FoundSlide, states: Mapping[str, Mapping[str, Counter[str]]]
) -> dict[str, str]:
    """Return the worst state of the slide's messages in each language."""
    worst = {}
    for locale, owners in states.items():
        nothing = "translated" if _has_own_file(slide, locale) else "missing"
        counts = owners.get(slide.outline.id, Counter({nothing: 1}))
        worst[locale] = next(state for state in _STATES if counts[state])
    return worst


def _has_own_file(slide: FoundSlide, locale: str) -> bool:
    """Return whether the slide has a file of its own in `locale`, next to its main one."""
    path = slide.outline.file
    stem = path.name.partition(".")[0]
    return any((path.parent / f"{stem}.{locale}{suffix}").is_file() for suffix in SUFFIXES)


def _changes(root: Path, files: Sequence[Path]) -> dict[Path, Change]:
    """Return the last change of each file, by a single call of git."""
    git = shutil.which("git")
    if git is None or not files:
        return {}
    # An unpacked archive may contain a repository with its own settings: none may run a program.
    command = [
        git, "-C", str(root), "-c", "core.quotePath=off", "-c", "log.showSignature=off",
        "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
        "-c", f"core.attributesFile={os.devnull}", "--no-pager",
        "log", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all",
        "--format=%x00%h%x09%as%x09%s", "--name-only", "--relative", "--", "deck/slides",
    ]  # fmt: skip
    environment = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = run(command, environment, seconds=_GIT_SECONDS, most=_MOST_BYTES)
    except (OSError, subprocess.SubprocessError):
        return {}
    if done.code != 0 or done.is_too_much:
        return {}
    log = done.out.decode("utf-8", "replace")
    wanted = set(files)
    changes: dict[Path, Change] = {}
    for record in log.split("\0")[1:]:
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
        yield f"  {_languages_of(slide)}"
    if slide.outline.refs:
        yield f"  cites {', '.join(slide.outline.refs)}"
    if slide.changed is not None:
        yield f"  changed {slide.changed.date}: {slide.changed.subject}"


def _talks(slide: FoundSlide) -> str:
    return ", ".join(dict.fromkeys(one.talk for one in slide.used)) or "(none)"


def _languages_of(slide: FoundSlide) -> str:
    return ", ".join(
        locale if state == "translated" else f"{locale} {state}"
        for locale, state in slide.languages.items()
    )


def _date(slide: FoundSlide) -> str:
    return slide.changed.date if slide.changed is not None else ""
