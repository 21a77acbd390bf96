"""The authors of a document, in the forms of Pandoc and Quarto."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from diptych.model.deck import Person
from diptych.model.text import Text, joined_texts
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, items_of, kind_of
from diptych.source.yaml.tree import Value

_KEYS = (
    "name", "affiliation", "affiliations", "institute", "email", "url", "role", "roles", "orcid",
    "id", "note", "corresponding", "degrees", "acknowledgements", "attributes", "metadata",
)  # fmt: skip
_AFFILIATION = (
    "name", "id", "ref", "department", "city", "country", "url", "address", "region", "group",
    "postal-code", "number",
)  # fmt: skip


class Author(Struct, frozen=True, kw_only=True):
    """An author of a document."""

    name: Text
    affiliations: tuple[Text, ...] = ()
    """Their own affiliations, without the institute of the whole document."""
    email: str = ""
    url: str = ""


class Byline(Struct, frozen=True):
    """The authors of a document, and their common institutes."""

    authors: tuple[Author, ...]
    institutes: tuple[Text, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Return the authors in plain text, at the institutes unless they have affiliations."""
        return tuple(
            Person(
                name=author.name.plain,
                affiliation=", ".join(
                    text.plain for text in author.affiliations or self.institutes
                ),
                email=author.email,
                url=author.url,
            )
            for author in self.authors
        )


def read_byline(fields: Fields) -> Byline:
    """Return the people under `author:` or `authors:`, and the institutes under `institute:`."""
    named = _by_id(fields)
    authors = (
        author
        for key in ("author", "authors")
        if (value := fields.value(key)) is not None
        for author in _authors(value, named, fields)
    )
    return Byline(tuple(authors), fields.texts("institute"))


def _by_id(fields: Fields) -> dict[str, Text]:
    """Return Quarto's document-level affiliations by the ids to which authors refer."""
    value = fields.value("affiliations")
    named: dict[str, Text] = {}
    if value is None:
        return named
    for item in items_of(value):
        if isinstance(item.data, Mapping):
            one = Fields(item, fields.reader, _AFFILIATION, "an affiliation")
            name = one.text("name")
            if name is not None:
                named[one.string("id") or name.plain] = name
    return named


def _authors(value: Value, named: Mapping[str, Text], outer: Fields) -> Iterator[Author]:
    reader = outer.reader
    for item in items_of(value):
        if is_words(item):
            yield Author(name=reader.markdown(item.place))
        elif isinstance(item.data, Mapping):
            fields = Fields(item, reader, _KEYS, "an author")
            name = _name(fields)
            if name is not None:
                yield Author(
                    name=name,
                    affiliations=tuple(_affiliations(fields, named)),
                    email=fields.string("email") or "",
                    url=fields.string("url") or "",
                )
        else:
            message = f"an author is a name or a mapping, not {kind_of(item)}"
            reader.report(WRONG_TYPE, item.span, message, "write a name, or `{name: ...}`")


def _name(author: Fields) -> Text | None:
    """Return a name, which may be split into parts as in Quarto."""
    value = author.value("name", required=True)
    if value is None or is_words(value):
        return author.text("name")
    fields = Fields(value, author.reader, ("given", "family", "literal"), "a name")
    parts = [part for key in ("literal", "given", "family") if (part := fields.text(key))]
    if not parts and fields.is_mapping:
        message, hint = "a name needs `given` or `family`", "add `family: ...`"
        author.reader.report(MISSING_KEY, value.span, message, hint)
    return joined_texts(parts, " ") if parts else None


def _affiliations(author: Fields, named: Mapping[str, Text]) -> Iterator[Text]:
    for key in ("affiliation", "affiliations", "institute"):
        value = author.value(key)
        if value is None:
            continue
        for item in items_of(value):
            if is_words(item):
                yield named.get(item.place.text) or author.reader.markdown(item.place)
            else:
                fields = Fields(item, author.reader, _AFFILIATION, "an affiliation")
                name = named.get(fields.string("ref") or "") or fields.text("name")
                if name is not None:
                    yield name
