"""The authors of a document, as Pandoc and Quarto know them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diptych.model.deck import Person
from diptych.source.faults import MISSING_KEY, WRONG_TYPE
from diptych.source.fields import Fields, is_words, kind_of
from diptych.source.intake import Intake
from diptych.source.yaml_tree import Value

_KEYS = (
    "name", "affiliation", "affiliations", "email", "url", "role", "roles", "orcid", "id", "note",
    "corresponding", "degrees", "acknowledgements", "attributes", "metadata",
)  # fmt: skip


def read_people(fields: Fields) -> tuple[Person, ...]:
    """Return the people under `author:` or `authors:`, at the `institute:` if they say no other."""
    institute = fields.string("institute") or ""
    return tuple(
        person
        for key in ("author", "authors")
        if (value := fields.value(key)) is not None
        for person in _people(value, institute, fields.intake)
    )


def _people(value: Value, institute: str, intake: Intake) -> Iterator[Person]:
    for item in value.data if isinstance(value.data, tuple) else (value,):
        if is_words(item):
            yield Person(name=item.place.text, affiliation=institute)
        elif isinstance(item.data, Mapping):
            fields = Fields(item, intake, _KEYS, "an author")
            name = _name(fields.value("name", required=True), intake)
            if name:
                affiliation = _affiliation(fields) or institute
                url, email = fields.string("url") or "", fields.string("email") or ""
                yield Person(name=name, affiliation=affiliation, email=email, url=url)
        else:
            message = f"an author is a name or a mapping, not {kind_of(item)}"
            intake.report(WRONG_TYPE, item.span, message, "write a name, or `{name: ...}`")


def _name(value: Value | None, intake: Intake) -> str:
    """Return a name, which Quarto also knows in its parts."""
    if value is None:
        return ""
    if is_words(value):
        return value.place.text
    fields = Fields(value, intake, ("given", "family", "literal"), "a name")
    parts = [fields.string(key) for key in ("literal", "given", "family")]
    name = " ".join(part for part in parts if part)
    if not name and fields.is_mapping:
        message, hint = "a name needs `given` or `family`", "add `family: ...`"
        intake.report(MISSING_KEY, value.span, message, hint)
    return name


def _affiliation(fields: Fields) -> str:
    for key in ("affiliation", "affiliations"):
        value = fields.value(key)
        if value is None:
            continue
        items = value.data if isinstance(value.data, tuple) else (value,)
        return ", ".join(filter(None, (_institution(item, fields.intake) for item in items)))
    return ""


def _institution(value: Value, intake: Intake) -> str:
    if is_words(value):
        return value.place.text
    known = ("name", "id", "ref", "department", "city", "country", "url", "address", "region")
    return Fields(value, intake, known, "an affiliation").string("name") or ""
