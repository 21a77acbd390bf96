"""A talk's file: the occasion, and its slides in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from diptych.diagnostics import Span, nearest
from diptych.model.deck import Expected, Person, Reference, Section, Slide, Talk
from diptych.model.text import Text
from diptych.source.faults import EMPTY_TALK, MISSING_SLIDE, REPEATED_SLIDE, WRONG_TYPE
from diptych.source.fields import Fields, plain_data
from diptych.source.intake import Intake
from diptych.source.slides import broken_slide, read_slide, slide_path
from diptych.source.yaml_tree import Value, read_yaml

KEYS = (
    "title", "subtitle", "event", "venue", "dates", "speakers", "locale", "locales", "theme", "source",
    "abstract", "abstract_credit", "variables", "links", "sections", "slides", "expect",
)  # fmt: skip
PERSON = ("name", "affiliation", "email", "url", "role")
EXPECT = ("slides", "order", "references")


@dataclass(frozen=True, slots=True)
class Around:
    """What a talk has from its project."""

    slides: Path
    """The folder of slide files."""
    references: Mapping[str, Reference]
    source_locale: str
    locales: tuple[str, ...]


def read_talk(path: Path, around: Around, intake: Intake) -> Talk | None:
    """Return the talk in the file at `path` with all its slides; None if it cannot be read."""
    text = intake.read_text(path)
    name = intake.name(path)
    value = read_yaml(text, name, intake) if text is not None else None
    if value is None or not isinstance(value.data, Mapping):
        if text is not None:
            Fields(value, intake, KEYS, "a talk")
            intake.report(EMPTY_TALK, Span(name, 1), f"talk `{path.stem}` says nothing", _EMPTY_HINT)
        return None
    fields = Fields(value, intake, KEYS, "a talk")
    title = fields.text("title", required=True) or Text(path.stem, (), value.span)
    sections = tuple(_sections(fields, around, intake))
    if not any(section.slides for section in sections):
        place = fields.value("sections") or fields.value("slides")
        span = place.span if place else Span(name, 1)
        intake.report(EMPTY_TALK, span, f"talk `{path.stem}` has no slides", _EMPTY_HINT)
    return Talk(
        name=path.stem,
        title=title,
        locale=fields.string("locale") or around.source_locale,
        span=value.span,
        sections=sections,
        speakers=tuple(_speakers(fields, intake)),
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        dates=dict(_dates(fields, intake)),
        abstract=_by_locale(fields, "abstract", around.source_locale),
        facts=_facts(value),
        variables={key: plain_data(entry.value) for key, entry in fields.mapping("variables").items()},
        locales=tuple(locale for locale, _ in fields.strings("locales")) or around.locales,
        theme=fields.string("theme"),
        expected=_expected(fields, intake) if "expect" in fields else None,
        references=around.references,
    )


_EMPTY_HINT = "list slide ids under `sections:` or `slides:`"


def _sections(fields: Fields, around: Around, intake: Intake) -> Iterator[Section]:
    seen: dict[str, Span] = {}
    if "slides" in fields:
        value = fields.value("slides")
        span = value.span if value else Span("", 1)
        slides = _slides(fields.list("slides"), around, intake, seen)
        yield Section(Text("", (), span), tuple(slides))
    for value in fields.list("sections"):
        section = Fields(value, intake, ("title", "slides"), "a section")
        title = section.text("title", required=True) or Text("", (), value.span)
        slides = _slides(section.list("slides", required=True), around, intake, seen)
        yield Section(title, tuple(slides))


def _slides(
    values: tuple[Value, ...], around: Around, intake: Intake, seen: dict[str, Span]
) -> Iterator[Slide]:
    for value in values:
        slide_id = value.data
        if not isinstance(slide_id, str):
            intake.report(WRONG_TYPE, value.span, "a slide is named by its id, such as `gpu/order-race`")
            continue
        if slide_id in seen:
            first = seen[slide_id]
            message = f"slide `{slide_id}` is already in the talk, at line {first.line}"
            intake.report(REPEATED_SLIDE, value.span, message, "remove one of the two")
            continue
        seen[slide_id] = value.span
        yield _slide(slide_id, value.span, around, intake)


def _slide(slide_id: str, span: Span, around: Around, intake: Intake) -> Slide:
    path = None if ".." in slide_id.split("/") else slide_path(around.slides, slide_id)
    if path is None:
        intake.files[around.slides / f"{slide_id}.md"] = None
        hint = nearest(slide_id, slide_ids(around.slides), what="slide")
        intake.report(MISSING_SLIDE, span, f"there is no slide `{slide_id}`", hint)
        return broken_slide(slide_id, span)
    return read_slide(path, slide_id, intake, wanted_by=span)


def slide_ids(folder: Path) -> list[str]:
    """Return the ids of all slides in the project, sorted."""
    files = (path for path in folder.rglob("*") if path.suffix in {".md", ".yaml", ".yml"})
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in files)


def _speakers(fields: Fields, intake: Intake) -> Iterator[Person]:
    for value in fields.list("speakers"):
        if isinstance(value.data, str):
            yield Person(name=value.data)
            continue
        person = Fields(value, intake, PERSON, "a speaker")
        name = person.string("name", required=True)
        if name is not None:
            yield Person(
                name=name,
                affiliation=person.string("affiliation") or "",
                email=person.string("email") or "",
                url=person.string("url") or "",
            )


def _dates(fields: Fields, intake: Intake) -> Iterator[tuple[str, datetime.date]]:
    for key, entry in fields.mapping("dates").items():
        if isinstance(entry.value.data, datetime.date):
            yield key, entry.value.data
        else:
            intake.report(WRONG_TYPE, entry.value.span, f"`{key}` must be a date such as 2024-01-11")


def _by_locale(fields: Fields, key: str, source_locale: str) -> dict[str, str]:
    value = fields.value(key)
    if value is None:
        return {}
    if isinstance(value.data, str):
        return {source_locale: value.data.strip()}
    return {
        locale: str(entry.value.data).strip() for locale, entry in fields.mapping(key).items()
    }


def _facts(value: Value) -> dict[str, object]:
    facts = plain_data(value)
    assert isinstance(facts, dict)  # noqa: S101 - the caller has seen a mapping
    kept = {key: fact for key, fact in facts.items() if key not in {"sections", "slides", "expect"}}
    speakers = kept.get("speakers")
    if isinstance(speakers, list) and speakers:
        kept["speaker"] = speakers[0] if isinstance(speakers[0], dict) else {"name": speakers[0]}
    return kept


def _expected(fields: Fields, intake: Intake) -> Expected | None:
    value = fields.value("expect")
    if value is None:
        return None
    expect = fields.below("expect", EXPECT)
    count = expect.number("slides")
    return Expected(
        slides=None if count is None else int(count),
        order=tuple(_order(expect, intake)) if "order" in expect else None,
        references=_expected_references(expect, intake) if "references" in expect else None,
        span=value.span,
    )


def _order(expect: Fields, intake: Intake) -> Iterator[tuple[str, str | None, Span]]:
    for value in expect.list("order"):
        if isinstance(value.data, str):
            yield value.data, None, value.span
            continue
        entry = Fields(value, intake, ("id", "title"), "an expected slide")
        slide_id = entry.string("id", required=True)
        if slide_id is not None:
            yield slide_id, entry.string("title"), value.span


def _expected_references(expect: Fields, intake: Intake) -> dict[str, tuple[str, ...]]:
    entries = expect.mapping("references").values()
    holder = Fields(None, intake, (), "expected references")
    return {
        entry.key: tuple(str(item.data) for item in holder.values_of(entry.value, f"`{entry.key}`"))
        for entry in entries
    }


