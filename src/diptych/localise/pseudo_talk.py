"""A talk in the pseudo-locale: every text that would be translated is made longer."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diptych.localise.pseudo import pseudo
from diptych.localise.talk_facts import with_facts, with_words
from diptych.localise.translate import Table, in_table, place_of
from diptych.localise.units import slide_units, talk_units
from diptych.model.catalogue import PSEUDO
from diptych.model.deck import Section, Slide, Talk
from diptych.model.walk import map_texts


def pseudo_talk(talk: Talk) -> Talk:
    """Return the talk in `en-XA`."""
    units = talk_units(talk, PSEUDO)
    texts = {place_of(unit.text): pseudo(unit.text) for unit in units}
    words = {unit.id: texts[place_of(unit.text)].plain for unit in units if unit.id is not None}
    sections = tuple(
        Section(
            texts.get(place_of(section.title), section.title),
            tuple(_pseudo_slide(slide, texts, words) for slide in section.slides),
        )
        for section in talk.sections
    )
    title = texts.get(place_of(talk.title), talk.title)
    abstract = talk.abstract.get(talk.source_locale)
    own = map_texts(abstract, pseudo) if abstract is not None else None
    return replace(with_facts(talk, PSEUDO, words, own), title=title, sections=sections)


def _pseudo_slide(slide: Slide, given: Table, words: Mapping[str, str]) -> Slide:
    texts = {place_of(unit.text): pseudo(unit.text) for unit in slide_units(slide)}
    return with_words(in_table(slide, {**given, **texts}), words)
