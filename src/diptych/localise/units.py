"""The units of translation: every text that an audience sees, with its owner and its role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.localise.talk_facts import speaker_id
from diptych.model.deck import Slide, Talk
from diptych.model.roles import Markup, Role, roles_of
from diptych.model.text import Run, Text, literal
from diptych.model.theme import Theme
from diptych.model.walk import text_fields, texts

_TALK_FACTS = ("subtitle", "event", "venue", "abstract_credit")
_SPEAKER_FACTS = ("name", "affiliation", "role")
_INLINE_LABEL = re.compile(r"\d+\.\d+")
"""The label that the reader gives an inline footnote: its position."""


class Unit(Struct, frozen=True, kw_only=True):
    """One text to be translated."""

    text: Text
    role: str
    """What it is: `title`, `bullet`, `caption`, `alt`, `note` ..."""
    id: str | None = None
    """Its id within its owner if that is fixed, by the author or by its role."""
    suffix: str = ""
    """Which text of its block it is, if the block has several."""
    markup: Markup = "inline"
    is_note: bool = False
    """Whether it is a footnote, which cannot contain footnotes."""


def slide_owner(slide: Slide) -> str:
    """Return the owner of a slide's messages, which is the same in every talk."""
    return slide.source_id


def former_owners(of: Slide | Talk) -> tuple[str, ...]:
    """Return the owners that the messages of a slide or a talk had under its former names."""
    if isinstance(of, Slide):
        return of.former_ids
    return tuple(map(talk_owner, of.publication.former_names))


def talk_owner(name: str) -> str:
    """Return the owner of a talk's messages."""
    return f"talk:{name}"


def theme_owner(name: str) -> str:
    """Return the owner of a theme's messages."""
    return f"theme:{name}"


def slide_units(slide: Slide) -> tuple[Unit, ...]:
    """Return the texts of a slide's file in authored order."""
    if slide.generated:
        return ()
    head = (("title", slide.title), ("kicker", slide.kicker))
    units = [Unit(text=text, role=role, id=role) for role, text in head if text is not None]
    for part in (slide.body, slide.columns, slide.placed):
        units += _held_by(part)
    units += (
        Unit(text=text, role="footnote", is_note=True)
        for label, text in slide.footnotes.items()
        if not is_in_place(label)
    )
    units += (replace(unit, role="note") for unit in _held_by(slide.notes))
    own = {id(unit.text) for unit in _of_use(slide)}
    return tuple(unit for unit in units if has_words(unit.text) and id(unit.text) not in own)


def talk_units(talk: Talk, locale: str) -> tuple[Unit, ...]:
    """Return the texts that belong to the talk itself, under ids that never change."""
    return tuple(unit for unit in _of_talk(talk, locale) if has_words(unit.text))


def theme_units(theme: Theme) -> tuple[Unit, ...]:
    """Return the texts of a theme."""
    span = Span(f"templates/{theme.name}/theme.yaml", 1)
    return tuple(
        Unit(text=literal(word, span), role="word", id=key, markup="none")
        for key, word in theme.words.items()
        if has_words(literal(word, span))
    )


def is_in_place(label: str) -> bool:
    """Return whether a footnote is inline, `^[...]`, and is translated with its text."""
    return _INLINE_LABEL.fullmatch(label) is not None


def has_words(text: Text) -> bool:
    """Return whether `text` has words other than code, addresses and variables."""
    return any(
        isinstance(inline, Run)
        and not inline.style.code
        and not (inline.link and inline.text in inline.link)
        and any(map(str.isalnum, inline.text))
        for inline in text.inlines
    )


def _of_talk(talk: Talk, locale: str) -> Iterator[Unit]:
    yield Unit(text=talk.title, role="title", id="title")
    for key in _TALK_FACTS:
        yield from _fact(talk, talk.facts.get(key), key)
    for position, speaker in enumerate(_speakers(talk)):
        for key in _SPEAKER_FACTS:
            yield from _fact(talk, speaker.get(key), f"{speaker_id(position)}.{key}")
    for key, value in talk.variables.items():
        yield from _fact(talk, value, f"variables.{key}")
    for section in talk.sections:
        yield Unit(text=section.title, role="section")
    for slide in talk.slides:
        yield from _of_use(slide)
    if locale not in talk.abstract:
        abstract = talk.abstract.get(talk.source_locale)
        yield from _fact(talk, abstract and abstract.source, "abstract")


def _of_use(slide: Slide) -> Iterator[Unit]:
    """Yield the texts that a talk sets on a slide instead of the slide's file."""
    own: dict[str, Text | None] = {}
    if slide.generated:
        own = {"title": slide.title, "kicker": slide.kicker}
    notes = slide.notes if slide.generated else ()
    use = slide.use
    if use is not None:
        own = {"title": use.title, "kicker": use.kicker}
        notes = use.notes or ()
        for put in use.put:
            if put.text is not None:
                yield Unit(text=put.text, role="text", id=f"{slide.id}.{put.id}")
            yield from _held_by(put.blocks)
        for key, value in use.values.items():
            if isinstance(value, str):
                text = literal(value, use.span)
                yield Unit(text=text, role=key, id=f"{slide.id}.with.{key}", markup="none")
    for role, own_text in own.items():
        if own_text is not None:
            yield Unit(text=own_text, role=role, id=f"{slide.id}.{role}")
    yield from (replace(unit, role="note") for unit in _held_by(notes))


def _speakers(talk: Talk) -> list[dict[str, object]]:
    speakers = talk.facts.get("speakers")
    listed = speakers if isinstance(speakers, list) else []
    return [entry if isinstance(entry, dict) else {"name": entry} for entry in listed]


def _fact(talk: Talk, value: object, key: str) -> Iterator[Unit]:
    if isinstance(value, str):
        written = "speakers" if key.startswith("speaker") else key.partition(".")[0]
        span = talk.fact_spans.get(written, talk.span)
        yield Unit(text=literal(value, span), role=key, id=key, markup="none")


def _held_by(value: object) -> Iterator[Unit]:
    """Yield the texts in blocks, each with the role of its field."""
    if isinstance(value, tuple):
        for item in value:
            yield from _held_by(item)
        return
    kind = type(value)
    for name in text_fields(kind):  # type: ignore[arg-type]  # classes can be hashed
        inner = getattr(value, name)
        role = roles_of(kind).get(name)  # type: ignore[arg-type]  # only a struct has such fields
        if role is None:
            yield from _held_by(inner)
        else:
            yield from _of_field(inner, role, getattr(value, "id", None))


def _of_field(value: object, role: Role, block_id: str | None) -> Iterator[Unit]:
    """Yield the texts of one field, without mere numbers where the role allows them."""
    for text in texts(value):
        if role.may_be_figure and not any(map(str.isalpha, text.plain)):
            continue
        yield Unit(
            text=text,
            role=role.name,
            id=role.id_in(block_id),
            suffix=role.suffix,
            markup=role.markup,
        )
