"""A description of what an update changes: slides, translations, sources."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from diptych.localise.units import slide_units
from diptych.model.deck import Slide
from diptych.source.libraries.used_slides import cited
from diptych.source.project import Reading
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import slide_path
from diptych.source.talks.selection import slide_ids
from diptych.storage.reading import SOURCE

_UNSEEN = "    the text is the same: a picture or the layout changed"
_IN_PLACE = (
    "    read in place, so that what it was is not known here: see the history of its project"
)
_WORDS = re.compile(r"\s+|[^\s]+")


def changes(
    name: str, changed: set[str], old: Reading, new: Reading, *, is_copy: bool
) -> Iterator[str]:
    """Yield each changed slide as a word diff, with the talks that show it.

    Of a library that is read in place, what its slides were is not kept, and cannot be compared.
    """
    before, now = _shown(old), _shown(new)
    for slide in sorted(changed):
        named = f"{name}:{slide}"
        yield f"  {named}  in {', '.join(_places(named, new))}"
        lines = list(_word_diffs(before.get(named), now.get(named)))
        yield from lines or (_UNSEEN if is_copy else _IN_PLACE,)


def translations(name: str, old: Reading, new: Reading) -> Iterator[str]:
    """Yield each translation of the library that has changed, as a word diff."""
    before, now = _translations(name, old), _translations(name, new)
    for locale, context in sorted(now.keys() | before.keys()):
        was, is_now = before.get((locale, context), ""), now.get((locale, context), "")
        if was != is_now:
            yield f"  {locale}  {context}"
            yield f"    {word_diff(was, is_now)}"


def references(name: str, old: Reading, new: Reading) -> Iterator[str]:
    """Yield each changed source that slides of the library cite, as a word diff."""
    before, now = _cited(name, old), _cited(name, new)
    for key in sorted(before.keys() & now.keys()):
        if before[key] != now[key]:
            yield f"  [@{key}]"
            yield f"    {word_diff(before[key], now[key])}"


def _translations(name: str, reading: Reading) -> dict[tuple[str, str], str]:
    """Return a library's translations of the slides that are used, by locale and context."""
    return {
        (locale, context): entry.translation.text
        for locale, catalogue in reading.catalogues.by_locale.items()
        for context, entry in catalogue.entries.items()
        if context.startswith(f"{name}:") and entry.span.file != catalogue.file
    }


def _cited(name: str, reading: Reading) -> dict[str, str]:
    return {
        key: " ".join(filter(None, (reference.label, reference.url)))
        for read in reading.talks
        for slide in read.talk.slides
        if slide.source_id.startswith(f"{name}:")
        for key in cited(slide)
        if (reference := read.talk.references.get(key)) is not None
    }


def _shown(reading: Reading) -> dict[str, Slide]:
    return {slide.source_id: slide for read in reading.talks for slide in read.talk.slides}


def _places(named: str, reading: Reading) -> Iterator[str]:
    for read in reading.talks:
        for number, slide in enumerate(read.talk.slides, start=1):
            if slide.source_id == named:
                yield f"{read.talk.name} {number}"


def _word_diffs(old: Slide | None, new: Slide | None) -> Iterator[str]:
    before, now = _texts(old), _texts(new)
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[first:last], now[start:end]
        paired = min(len(gone), len(come))
        for one, other in zip(gone, come, strict=False):
            yield f"    {word_diff(one, other)}"
        yield from (f"    [-{one}-]" for one in gone[paired:])
        yield from (f"    {{+{one}+}}" for one in come[paired:])


def word_diff(old: str, new: str) -> str:
    """Return two texts merged: `[-old-]{+new+}` where they differ."""
    before, now = _WORDS.findall(old), _WORDS.findall(new)
    parts = []
    for kind, first, last, start, end in difflib.SequenceMatcher(
        None, before, now, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append("".join(now[start:end]))
            continue
        gone, come = "".join(before[first:last]), "".join(now[start:end])
        parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return " ".join("".join(parts).split("\n"))


def _texts(slide: Slide | None) -> list[str]:
    return [unit.text.source for unit in slide_units(slide)] if slide is not None else []


def unused(old: Path, new: Path, used: set[str]) -> str:
    """Say how many slides that no talk uses differ between two states of a library."""
    before, now = (_contents(folder / "deck" / "slides", used) for folder in (old, new))
    counts = {
        "changed": sum(before[one] != now[one] for one in before.keys() & now.keys()),
        "new": len(now.keys() - before.keys()),
        "gone": len(before.keys() - now.keys()),
    }
    listed = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"slides that no talk uses: {listed}" if listed else ""


def _contents(folder: Path, used: set[str]) -> dict[str, bytes]:
    paths = {one: slide_path(folder, one) for one in slide_ids(folder) if one not in used}
    reader = SourceReader(folder.parent.parent)
    return {
        one: reader.content(path, SOURCE) or b"" for one, path in paths.items() if path is not None
    }


def count(number: int, word: str) -> str:
    """Return a number and a noun, in the plural if needed."""
    return f"{number} {word}{'' if number == 1 else 's'}"
