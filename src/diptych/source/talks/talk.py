"""Reads a talk's file: its metadata, and its slides in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.characters import cleaned
from diptych.model.deck import (
    SPEAKER_FACTS,
    Arrange,
    Person,
    Reference,
    Section,
    SourceForm,
    Talk,
    Transition,
)
from diptych.model.text import Text, literal
from diptych.source.catalogues.locales import read_locale, read_locales
from diptych.source.libraries.used_slides import Libraries
from diptych.source.markdown.footnotes import report_footnotes, report_mentions
from diptych.source.reading.diagnostic_kinds import NOT_UTF8
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import (
    read_arrange,
    read_mode,
    read_overflow,
    read_source_form,
    read_steps,
    read_transition,
)
from diptych.source.talks.abstracts import read_abstracts
from diptych.source.talks.diagnostic_kinds import EMPTY_TALK, UNPORTABLE_TALK, UNUSABLE_VARIABLE
from diptych.source.talks.embedding import read_embed_fonts
from diptych.source.talks.expectations import read_expected
from diptych.source.talks.foot import FOOT_KEYS, NO_FOOT, GivenFoot, read_foot
from diptych.source.talks.publication import address_in, read_publication
from diptych.source.talks.selection import Selection
from diptych.source.talks.variables import read_variables
from diptych.source.yaml.diagnostic_kinds import DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields, is_words, kind_of, plain_data
from diptych.source.yaml.tree import Value
from diptych.storage.names import is_no_name_on_windows

KEYS = (
    "title", "subtitle", "event", "venue", "dates", "speakers", "locale", "locales", "theme",
    "mode", "arrange", "overflow", "transition", "steps", "sources", "source", "abstract",
    "abstract_credit", "variables", "links", "sections", "slides", "backup", "expect",
    "embed_fonts", "published", "was", "tags", "downloads", "licence", *FOOT_KEYS,
)  # fmt: skip

SECTION_KEYS = ("title", "opener", "mode", "transition", "steps", "slides")

_LONGEST = 200
_BACKUP = "Backup"
"""The name of the section of backup slides after the end."""
_EMPTY_HINT = "list slide ids under `sections:` or `slides:`"


class ProjectContext(Struct, frozen=True):
    """What a project provides for its talks."""

    slides: Path
    """The folder of slide files."""
    references: Mapping[str, Reference]
    has_all_references: bool
    source_locale: str
    locales: tuple[str, ...]
    libraries: Libraries
    arrange: Arrange = "plain"
    """How talks arrange content that do not say so themselves."""
    foot: GivenFoot = NO_FOOT
    transition: Transition | None = None
    source_form: SourceForm | None = None


def read_talk(path: Path, context: ProjectContext, reader: SourceReader) -> Talk | None:
    """Return the talk in the file at `path` with all its slides; None if it cannot be read."""
    errors, name = reader.errors, reader.name(path)
    text = reader.read_text(path)
    value = read_yaml(text, name, reader, keys=KEYS) if text is not None else None
    if value is None or not isinstance(value.data, Mapping):
        Fields(value, reader, KEYS, "a talk")
        if reader.errors == errors:
            message = f"talk `{path.stem}` is empty"
            reader.report(EMPTY_TALK, Span(name, 1), message, _EMPTY_HINT)
        elif text is not None:  # its slides are checked all the same
            selection = Selection(context.slides, context.locales, reader, context.libraries)
            selection.look_into(text, name)
        return None
    _check_name(path, reader)
    return _talk(value, path, context, reader)


def _talk(value: Value, path: Path, context: ProjectContext, reader: SourceReader) -> Talk:
    """Return the talk that a mapping describes."""
    fields = Fields(value, reader, KEYS, "a talk")
    title = fields.text("title", required=True) or Text(path.stem, (), value.span)
    report_mentions(title, "the title of a talk", reader)
    transition, steps = read_transition(fields) or context.transition, read_steps(fields)
    form = read_source_form(fields) or context.source_form
    sections = tuple(
        section.asking(transition, steps, form)
        for section in _all_sections(fields, path.stem, context, reader)
    )
    _check_rest(fields)
    shown = [slide for section in sections for slide in section.slides]
    dates = dict(_dates(fields, reader))
    locales = read_locales(fields, "locales")
    own = read_foot(fields, path.parent, context.source_locale, (*context.locales, *locales))
    _check_date(own, dates, fields)
    foot = own.over(context.foot)
    return Talk(
        name=path.stem,
        title=title,
        locale=read_locale(fields, "locale") or context.source_locale,
        source_locale=context.source_locale,
        span=value.span,
        sections=sections,
        speakers=tuple(_speakers(fields, reader)),
        event=fields.string("event") or "",
        venue=fields.string("venue") or "",
        dates=dates,
        at_foot=foot,
        footer=foot.footers.get(context.source_locale),
        abstract=read_abstracts(fields, context.source_locale),
        publication=read_publication(fields, path),
        facts=_facts(value),
        fact_spans={key: entry.key_span for key, entry in fields.entries.items()},
        is_whole=not _is_doubtful(reader.name(path), reader),
        variables=read_variables(fields),
        locales=locales or context.locales,
        arrange=read_arrange(fields) or context.arrange,
        theme=fields.string("theme"),
        theme_span=fields.span_of("theme"),
        mode=read_mode(fields),
        overflow=read_overflow(fields),
        embed_fonts=read_embed_fonts(fields),
        expected=read_expected(fields, reader),
        references=context.libraries.with_references(context.references, shown),
        has_all_references=context.has_all_references,
    )


def _check_name(path: Path, reader: SourceReader) -> None:
    """Report a name that is not possible for the output folder here or on other systems."""
    name, folded = path.stem, path.stem.casefold()
    if cleaned(name) != name:
        message = f"the name of talk `{name}` is not UTF-8, or has characters that are not shown"
        reader.report(NOT_UTF8, Span(reader.name(path), 1), message, "rename its file")
        return
    hint = "use lower-case letters, digits and hyphens"
    stems = (listed.rpartition(".")[0] for listed in reader.listed(path.parent))
    alike = sorted(stem for stem in stems if stem != name and stem.casefold() == folded)
    if alike:
        message = f"talks `{name}` and `{alike[0]}` have the same name on macOS and Windows"
    elif is_no_name_on_windows(name):
        message = f"talk `{name}` has a name that is not allowed on Windows"
    elif len(name.encode("utf-8", "surrogateescape")) > _LONGEST:
        message = f"talk `{name}` has a name of more than {_LONGEST} bytes"
        hint = "choose a shorter one: the names of its outputs are longer, and end at 255 bytes"
    else:
        return
    reader.report(UNPORTABLE_TALK, Span(reader.name(path), 1), message, hint)


def _all_sections(
    fields: Fields, name: str, context: ProjectContext, reader: SourceReader
) -> tuple[Section, ...]:
    errors = reader.errors
    sections = tuple(_sections(fields, context, reader))
    if not any(section.slides for section in sections) and reader.errors == errors:
        span = fields.span_of("sections") or fields.span_of("slides") or fields.span
        reader.report(EMPTY_TALK, span, f"talk `{name}` has no slides", _EMPTY_HINT)
    return sections


def _sections(fields: Fields, context: ProjectContext, reader: SourceReader) -> Iterator[Section]:
    selection = Selection(context.slides, context.locales, reader, context.libraries)
    value = fields.value("slides")
    if value is not None:
        slides = selection.read(fields.list("slides"))
        yield Section(Text("", (), value.span), tuple(slides))
    for value in fields.list("sections"):
        section = Fields(value, reader, SECTION_KEYS, "a section")
        title = section.text("title", required=True) or Text("", (), value.span)
        report_footnotes(title, "the title of a section", reader)
        opens = section.boolean("opener", default=False)
        opener = (selection.opener(title, value.span),) if opens else ()
        slides = selection.read(section.list("slides", required=True))
        mode = read_mode(section)
        transition, steps = read_transition(section), read_steps(section)
        made = (slide.in_mode(mode).in_motion(transition, steps) for slide in (*opener, *slides))
        yield Section(title, tuple(made))
    value = fields.value("backup")
    if value is not None:
        slides = selection.read(fields.list("backup"), backup=True)
        yield Section(literal(_BACKUP, value.span), tuple(slides))


def _speakers(fields: Fields, reader: SourceReader) -> Iterator[Person]:
    for value in fields.list("speakers"):
        if is_words(value):
            yield Person(name=value.place.text)
            continue
        person = Fields(value, reader, SPEAKER_FACTS, "a speaker")
        name = person.string("name", required=True)
        if name is not None:
            yield Person(
                name=name,
                affiliation=person.string("affiliation") or "",
                email=person.string("email") or "",
                url=address_in(person) or "",
            )


def _dates(fields: Fields, reader: SourceReader) -> Iterator[tuple[str, dt.date]]:
    whole = fields.value("dates")
    if whole is not None and isinstance(whole.data, dt.date):
        message = f"`dates` must be a mapping of keys, not {kind_of(whole)}"
        hint = f"write `dates: {{delivered: {whole.place.text}}}`"
        reader.report(WRONG_TYPE, whole.span, message, hint)
        return
    for key, entry in fields.mapping("dates").items():
        if isinstance(entry.value.data, dt.date):
            yield key, entry.value.data
        else:
            message = f"`{key}` must be a date, not {kind_of(entry.value)}"
            if isinstance(entry.value.data, str):
                message = f"`{entry.value.place.text}` is not a date"
            hint = "write year, month and day, such as `2024-01-11`"
            reader.report(WRONG_TYPE, entry.value.span, message, hint)


def _check_date(own: GivenFoot, dates: Mapping[str, dt.date], fields: Fields) -> None:
    """Report a talk that asks for its date, but does not say when it is given."""
    if own.date_style and own.date is None and not dates:
        message = "there is no date to show: the talk has no `dates`"
        hint = "add `dates: {delivered: 2024-01-11}`"
        fields.reader.report(MISSING_KEY, fields.span_of("date"), message, hint)


def _check_rest(fields: Fields) -> None:
    """Check the keys that are only used in `{{ talk... }}`."""
    for key in ("subtitle", "source"):
        fields.string(key)


def _is_doubtful(name: str, reader: SourceReader) -> bool:
    """Return whether the talk's file has errors in its keys, such as misspellings."""
    of_keys = {DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, UNUSABLE_VARIABLE, WRONG_TYPE}
    return any(
        one.kind in of_keys and one.span is not None and one.span.file == name
        for one in reader.found
    )


def _facts(value: Value) -> dict[str, object]:
    facts = plain_data(value)
    assert isinstance(facts, dict)  # noqa: S101 - the caller has checked that
    kept = {
        key: fact
        for key, fact in facts.items()
        if key not in {"sections", "slides", "backup", "expect"}
    }
    speakers = kept.get("speakers")
    if isinstance(speakers, list) and speakers:
        kept["speaker"] = speakers[0] if isinstance(speakers[0], dict) else {"name": speakers[0]}
    return kept
