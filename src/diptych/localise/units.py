"""What there is to translate: every text that a reader meets, whose it is, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.localise.talk_facts import speaker_id
from diptych.model.deck import Slide, Talk
from diptych.model.text import Run, Text, literal
from diptych.model.theme import Theme
from diptych.model.walk import text_fields, texts

Markup = Literal["inline", "plain", "none"]
"""What a text's source may hold: Markdown, only `{{ }}`, or nothing but itself."""

_NAMED_BY_KIND = {"Item": "bullet", "Prose": "paragraph"}
"""What the main text of a block is called, where that is not the name of the block."""
_MARKUP: dict[str, Markup] = {"alt": "plain", "label": "none"}
"""What the source of a text may hold, by its role, where that is not Markdown."""
_CELLS = frozenset({"header", "rows"})
"""Fields of a table that hold its cells."""
_OF_OCCASION = ("title", "subtitle", "event", "venue", "abstract_credit")
_IN_PLACE = re.compile(r"\d+\.\d+")
"""The label that the reader gives a footnote in place: where it stands."""
_OF_SPEAKER = ("name", "affiliation", "role")


class Unit(Struct, frozen=True, kw_only=True):
    """One text to translate."""

    text: Text
    role: str
    """What it is: `title`, `bullet`, `caption`, `alt`, `note` ..."""
    id: str | None = None
    """Its id within its owner if that is fixed, by the author or by what it is."""
    suffix: str = ""
    """Which text of its block it is, where a block has several."""
    markup: Markup = "inline"
    is_note: bool = False
    """Whether it is a footnote, which can have none of its own."""


def slide_owner(slide: Slide) -> str:
    """Return what messages of a slide are filed under, in whatever talk it is shown."""
    return slide.source_id


def talk_owner(name: str) -> str:
    """Return what messages of a talk are filed under."""
    return f"talk:{name}"


def theme_owner(name: str) -> str:
    """Return what messages of a theme are filed under."""
    return f"theme:{name}"


def slide_units(slide: Slide) -> tuple[Unit, ...]:
    """Return the texts of a slide's file in the order in which they were written."""
    if slide.generated:
        return ()
    head = (("title", slide.title), ("kicker", slide.kicker))
    units = [Unit(text=text, role=role, id=role) for role, text in head if text is not None]
    for part in (slide.body, slide.columns, slide.placed):
        units += _held_by(part, "")
    apart = {label: text for label, text in slide.footnotes.items() if not is_in_place(label)}
    units += (replace(unit, role="footnote", is_note=True) for unit in _held_by(apart, "footnote"))
    units += (replace(unit, role="note") for unit in _held_by(slide.notes, "note"))
    own = {id(unit.text) for unit in _of_use(slide)}
    return tuple(unit for unit in units if has_words(unit.text) and id(unit.text) not in own)


def talk_units(talk: Talk, locale: str) -> tuple[Unit, ...]:
    """Return the texts of a talk that are none of its slides', by names that never change."""
    return tuple(unit for unit in _of_talk(talk, locale) if has_words(unit.text))


def theme_units(theme: Theme) -> tuple[Unit, ...]:
    """Return a theme's own words."""
    span = Span(f"templates/{theme.name}/theme.yaml", 1)
    return tuple(
        Unit(text=literal(word, span), role="word", id=key, markup="none")
        for key, word in theme.words.items()
        if has_words(literal(word, span))
    )


def is_in_place(label: str) -> bool:
    """Return whether a footnote stands within a text, `^[...]`, and is translated with it."""
    return _IN_PLACE.fullmatch(label) is not None


def has_words(text: Text) -> bool:
    """Return whether `text` says anything beside code, addresses and variables."""
    return any(
        isinstance(inline, Run)
        and not inline.style.code
        and not (inline.link and inline.text in inline.link)
        and any(map(str.isalnum, inline.text))
        for inline in text.inlines
    )


def _of_talk(talk: Talk, locale: str) -> Iterator[Unit]:
    yield Unit(text=talk.title, role="title", id="title")
    for key in _OF_OCCASION[1:]:
        yield from _fact(talk, talk.facts.get(key), key)
    for position, speaker in enumerate(_speakers(talk)):
        for key in _OF_SPEAKER:
            yield from _fact(talk, speaker.get(key), f"{speaker_id(position)}.{key}")
    for key, value in talk.variables.items():
        yield from _fact(talk, value, f"variables.{key}")
    for section in talk.sections:
        yield Unit(text=section.title, role="section")
    for slide in talk.slides:
        yield from _of_use(slide)
    if locale not in talk.abstract:
        yield from _fact(talk, talk.abstract.get(talk.source_locale), "abstract")


def _of_use(slide: Slide) -> Iterator[Unit]:
    """Yield what a talk says on a slide in place of the slide's file."""
    said: dict[str, Text | None] = {}
    if slide.generated:
        said = {"title": slide.title, "kicker": slide.kicker}
    notes = slide.notes if slide.generated else ()
    use = slide.use
    if use is not None:
        said = {"title": use.title, "kicker": use.kicker}
        notes = use.notes or ()
        for put in use.put:
            if put.text is not None:
                yield Unit(text=put.text, role="text", id=f"{slide.id}.{put.id}")
            yield from _held_by(put.blocks, "")
        for key, value in use.values.items():
            if isinstance(value, str):
                text = literal(value, use.span)
                yield Unit(text=text, role=key, id=f"{slide.id}.with.{key}", markup="none")
    for role, said_here in said.items():
        if said_here is not None:
            yield Unit(text=said_here, role=role, id=f"{slide.id}.{role}")
    yield from (replace(unit, role="note") for unit in _held_by(notes, "note"))


def _speakers(talk: Talk) -> list[dict[str, object]]:
    speakers = talk.facts.get("speakers")
    listed = speakers if isinstance(speakers, list) else []
    return [entry if isinstance(entry, dict) else {"name": entry} for entry in listed]


def _fact(talk: Talk, value: object, key: str) -> Iterator[Unit]:
    if isinstance(value, str):
        yield Unit(text=literal(value, talk.span), role=key, id=key, markup="none")


def _held_by(value: object, role: str) -> Iterator[Unit]:
    """Yield the texts in blocks, each with the id of the block that it is a field of."""
    if isinstance(value, tuple):
        for item in value:
            yield from _held_by(item, role)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _held(item, role, "", None)
    else:
        kind = type(value)
        own_id = getattr(value, "id", None)
        for field in text_fields(kind):  # type: ignore[arg-type]  # classes can be hashed
            yield from _held(getattr(value, field), kind.__name__, field, own_id)


def _held(value: object, kind: str, field: str, own_id: str | None) -> Iterator[Unit]:
    if isinstance(value, Text):
        is_main = field in {"", "text", "paragraphs"}
        role = _NAMED_BY_KIND.get(kind, kind.lower()) if is_main else field
        markup = _MARKUP.get(role, "inline")
        suffix = "" if is_main else field
        yield Unit(text=value, role=role, id=own_id, suffix=suffix, markup=markup)
    elif isinstance(value, tuple) and field == "paragraphs":
        for item in value:
            yield from _held(item, kind, field, own_id)
    elif kind == "Table" and field in _CELLS:
        yield from _cells(value)
    else:
        yield from _held_by(value, kind)


def _cells(value: object) -> Iterator[Unit]:
    """Yield the cells of a table; one without a letter, such as a figure, is in no language."""
    for text in texts(value):
        if any(map(str.isalpha, text.plain)):
            yield Unit(text=text, role="cell", suffix="cell")
