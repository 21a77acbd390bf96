"""A talk's file: the occasion, and its slides in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.markup.faults import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.deck import Person, Reference, Section, Slide, Talk
from diptych.model.text import Text
from diptych.source.expectations import read_expected
from diptych.source.faults import (
    AMBIGUOUS_FILE,
    EMPTY_TALK,
    MISSING_SLIDE,
    REPEATED_SLIDE,
    WRONG_TYPE,
)
from diptych.source.fields import Fields, is_words, kind_of, plain_data
from diptych.source.generators import (
    ALL,
    base_of,
    generated_ids,
    generators,
    is_generator,
    makes,
    nearest_generator,
)
from diptych.source.intake import Intake, is_there
from diptych.source.locales import read_locale, read_locales
from diptych.source.overrides import with_overrides
from diptych.source.slides import GENERATED, SUFFIXES, broken_slide, read_slide, slide_paths
from diptych.source.variables import read_variables
from diptych.source.yaml_tree import Value, read_yaml

KEYS = (
    "title", "subtitle", "event", "venue", "dates", "speakers", "locale", "locales", "theme",
    "source", "abstract", "abstract_credit", "variables", "links", "sections", "slides", "expect",
)  # fmt: skip
PERSON = ("name", "affiliation", "email", "url", "role")
LINK = ("label", "url")

_EMPTY_HINT = "list slide ids under `sections:` or `slides:`"


class Around(Struct, frozen=True):
    """What a talk has from its project."""

    slides: Path
    """The folder of slide files."""
    references: Mapping[str, Reference]
    has_all_references: bool
    source_locale: str
    locales: tuple[str, ...]


def read_talk(path: Path, around: Around, intake: Intake) -> Talk | None:
    """Return the talk in the file at `path` with all its slides; None if it cannot be read."""
    errors = intake.errors
    text = intake.read_text(path)
    name = intake.name(path)
    value = read_yaml(text, name, intake) if text is not None else None
    if value is None or not isinstance(value.data, Mapping):
        Fields(value, intake, KEYS, "a talk")
        if intake.errors == errors:
            message = f"talk `{path.stem}` says nothing"
            intake.report(EMPTY_TALK, Span(name, 1), message, _EMPTY_HINT)
        return None
    fields = Fields(value, intake, KEYS, "a talk")
    title = fields.text("title", required=True) or Text(path.stem, (), value.span)
    sections = _all_sections(fields, path.stem, around, intake)
    _check_rest(fields)
    return Talk(
        name=path.stem,
        title=title,
        locale=read_locale(fields, "locale") or around.source_locale,
        source_locale=around.source_locale,
        span=value.span,
        sections=sections,
        speakers=tuple(_speakers(fields, intake)),
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        dates=dict(_dates(fields, intake)),
        abstract=_by_locale(fields, "abstract", around.source_locale),
        facts=_facts(value),
        variables=read_variables(fields),
        locales=read_locales(fields, "locales") or around.locales,
        theme=fields.string("theme"),
        theme_span=fields.span_of("theme"),
        expected=read_expected(fields, intake),
        references=around.references,
        has_all_references=around.has_all_references,
    )


def slide_ids(folder: Path) -> list[str]:
    """Return the ids of all slides in the project, sorted."""
    files = (path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    ids = {path.relative_to(folder).with_suffix("").as_posix() for path in files if is_there(path)}
    quiet = Intake(folder.parent.parent)
    for path in generators(folder):
        ids.update(generated_ids(path, base_of(path, folder), quiet))
    return sorted(slide_id for slide_id in ids if "." not in slide_id)  # others override one


def _all_sections(fields: Fields, name: str, around: Around, intake: Intake) -> tuple[Section, ...]:
    errors = intake.errors
    sections = tuple(_sections(fields, around, intake))
    if not any(section.slides for section in sections) and intake.errors == errors:
        span = fields.span_of("sections") or fields.span_of("slides") or fields.span
        intake.report(EMPTY_TALK, span, f"talk `{name}` has no slides", _EMPTY_HINT)
    return sections


def _sections(fields: Fields, around: Around, intake: Intake) -> Iterator[Section]:
    seen: dict[str, Span] = {}
    value = fields.value("slides")
    if value is not None:
        slides = _slides(fields.list("slides"), around, intake, seen)
        yield Section(Text("", (), value.span), tuple(slides))
    for value in fields.list("sections"):
        section = Fields(value, intake, ("title", "slides"), "a section")
        title = section.text("title", required=True) or Text("", (), value.span)
        slides = _slides(section.list("slides", required=True), around, intake, seen)
        yield Section(title, tuple(slides))


def _slides(
    values: tuple[Value, ...], around: Around, intake: Intake, seen: dict[str, Span]
) -> Iterator[Slide]:
    for value in values:
        slide_id = value.place.text
        if not is_words(value):
            message = f"a slide is named by its id, not by {kind_of(value)}"
            intake.report(WRONG_TYPE, value.span, message, "write one such as `gpu/order-race`")
        elif slide_id in seen:
            line = seen[slide_id].line
            message = f"slide `{slide_id}` is already in the talk, at line {line}"
            intake.report(REPEATED_SLIDE, value.span, message, "remove one of the two")
        elif slide_id.endswith(ALL):
            for each in _all_of(slide_id, value.span, around, intake):
                if each not in seen:  # one named before stays where it is
                    seen[each] = value.span
                    yield _slide(each, value.span, around, intake)
        else:
            seen[slide_id] = value.span
            yield _slide(slide_id, value.span, around, intake)


def _all_of(written: str, span: Span, around: Around, intake: Intake) -> list[str]:
    """Return the ids of all slides of the generator that `vendors/roadmap/*` names, in order."""
    base = written.removesuffix(ALL)
    candidates = slide_paths(around.slides, base)[: len((*SUFFIXES, *GENERATED))]
    paths = [path for path in candidates if is_generator(path) and intake.has_file(path)]
    if not _is_inside(base) or not paths:
        hint = nearest_generator(base, around.slides)
        intake.report(MISSING_SLIDE, span, f"there is no generator `{base}`", hint)
        return []
    return generated_ids(paths[0], base, intake)


def _is_inside(slide_id: str) -> bool:
    pure = PurePosixPath(slide_id)
    return slide_id != "" and not pure.is_absolute() and ".." not in pure.parts


def _slide(slide_id: str, span: Span, around: Around, intake: Intake) -> Slide:
    candidates = slide_paths(around.slides, slide_id) if _is_inside(slide_id) else ()
    there = (path for path in candidates if intake.has_file(path))
    paths = [path for path in there if not is_generator(path) or makes(path, slide_id, intake)]
    if not paths:
        hint = nearest(slide_id, slide_ids(around.slides), what="slide")
        intake.report(MISSING_SLIDE, span, f"there is no slide `{slide_id}`", hint)
        return broken_slide(slide_id, span)
    if len(paths) > 1:
        names = " and ".join(f"`{intake.name(path)}`" for path in paths)
        message = f"slide `{slide_id}` is there twice: {names}"
        intake.report(AMBIGUOUS_FILE, span, message, "remove or rename one of them")
    slide = read_slide(paths[0], slide_id, intake, wanted_by=span)
    return with_overrides(slide, paths[0], around.locales, intake)


def _speakers(fields: Fields, intake: Intake) -> Iterator[Person]:
    for value in fields.list("speakers"):
        if is_words(value):
            yield Person(name=value.place.text)
            continue
        person = Fields(value, intake, PERSON, "a speaker")
        name = person.string("name", required=True)
        if name is not None:
            yield Person(
                name=name,
                affiliation=person.string("affiliation") or "",
                email=person.string("email") or "",
                url=_address(person) or "",
            )


def _dates(fields: Fields, intake: Intake) -> Iterator[tuple[str, dt.date]]:
    for key, entry in fields.mapping("dates").items():
        if isinstance(entry.value.data, dt.date):
            yield key, entry.value.data
        else:
            message = f"`{key}` must be a date, not {kind_of(entry.value)}"
            intake.report(WRONG_TYPE, entry.value.span, message, "write one such as `2024-01-11`")


def _by_locale(fields: Fields, key: str, source_locale: str) -> dict[str, str]:
    """Return texts by locale; a text alone is in the source's."""
    value = fields.value(key)
    if value is None:
        return {}
    if is_words(value):
        return {source_locale: value.place.text.strip()}
    by_locale = Fields(value, fields.intake, fields.mapping(key), f"`{key}`")
    texts = ((locale, by_locale.string(locale)) for locale in by_locale.entries)
    return {locale: text.strip() for locale, text in texts if text is not None}


def _check_rest(fields: Fields) -> None:
    """Look at what nothing uses yet but `{{ talk... }}`, so that it can be relied upon."""
    for key in ("subtitle", "source"):
        fields.string(key)
    _by_locale(fields, "abstract_credit", "")
    for value in fields.list("links"):
        link = Fields(value, fields.intake, LINK, "a link")
        link.string("label", required=True)
        _address(link, required=True)


def _address(fields: Fields, *, required: bool = False) -> str | None:
    url = fields.string("url", required=required)
    if url is not None and (refused := refusal(url)):
        fields.intake.report(BAD_LINK, fields.span_of("url"), *refused)
        return None
    return url


def _facts(value: Value) -> dict[str, object]:
    facts = plain_data(value)
    assert isinstance(facts, dict)  # noqa: S101 - the caller has seen a mapping
    kept = {key: fact for key, fact in facts.items() if key not in {"sections", "slides", "expect"}}
    speakers = kept.get("speakers")
    if isinstance(speakers, list) and speakers:
        kept["speaker"] = speakers[0] if isinstance(speakers[0], dict) else {"name": speakers[0]}
    return kept
