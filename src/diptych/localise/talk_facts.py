"""The facts that a talk states about itself, in another language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diptych.model.abstract import Abstract
from diptych.model.deck import Person, Slide, Talk


def with_facts(
    talk: Talk, locale: str, words: Mapping[str, str], abstract: Abstract | None
) -> Talk:
    """Return the talk with its facts replaced by `words`, by the id of each unit.

    Its abstract in the language is `abstract`, or remains that of the source.
    """
    facts = {key: words.get(key, value) for key, value in talk.facts.items()}
    speakers = talk.facts.get("speakers")
    if isinstance(speakers, list):
        changed = [_speaker(entry, place, words) for place, entry in enumerate(speakers)]
        facts |= {"speakers": changed, "speaker": changed[0] if changed else {}}
    abstracts = {locale: abstract} if abstract is not None else {}
    credit = {"": words["abstract_credit"]} if "abstract_credit" in words else {}
    publication = talk.publication
    return replace(
        talk,
        event=words.get("event", talk.event),
        venue=words.get("venue", talk.venue),
        speakers=tuple(_person(entry, place, words) for place, entry in enumerate(talk.speakers)),
        facts=facts,
        variables={k: words.get(f"variables.{k}", value) for k, value in talk.variables.items()},
        abstract={**talk.abstract, **abstracts},
        publication=replace(publication, credits={**publication.credits, **credit}),
    )


def with_words(slide: Slide, words: Mapping[str, str]) -> Slide:
    """Return the slide with the variables that its talk sets replaced by `words`."""
    if slide.use is None or not slide.use.values:
        return slide
    values = slide.use.values.items()
    changed = {key: words.get(f"{slide.id}.with.{key}", value) for key, value in values}
    return replace(slide, use=replace(slide.use, values=changed))


def speaker_id(position: int) -> str:
    """Return the id under which the facts about a speaker are filed."""
    return "speaker" if not position else f"speaker-{position + 1}"


def _speaker(entry: object, position: int, words: Mapping[str, str]) -> dict[str, object]:
    known = entry if isinstance(entry, dict) else {"name": entry}
    return {key: words.get(f"{speaker_id(position)}.{key}", value) for key, value in known.items()}


def _person(person: Person, position: int, words: Mapping[str, str]) -> Person:
    who = speaker_id(position)
    return replace(
        person,
        name=words.get(f"{who}.name", person.name),
        affiliation=words.get(f"{who}.affiliation", person.affiliation),
    )
