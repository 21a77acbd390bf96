"""Reads references in CSL-YAML, CSL-JSON or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from diptych.diagnostics import Span
from diptych.markup.diagnostic_kinds import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.deck import Reference
from diptych.source.reading.diagnostic_kinds import DUPLICATE_REFERENCE
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields, items_of, plain_data
from diptych.source.yaml.tree import Value
from diptych.storage.reading import DATA

CSL = (
    "id", "type", "citation-key", "categories", "language", "journalAbbreviation", "shortTitle",
    # names
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    "translator",
    # dates
    "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
    # others
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "chapter-number", "citation-label", "citation-number",
    "collection-number", "collection-title", "container-title", "container-title-short", "custom",
    "dimensions", "division", "DOI", "edition", "event", "event-title", "event-place",
    "first-reference-note-number", "genre", "ISBN", "ISSN", "issue", "jurisdiction", "keyword",
    "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes",
    "original-publisher", "original-publisher-place", "original-title", "page", "page-first",
    "part-number", "part-title", "PMCID", "PMID", "printing-number", "publisher",
    "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "section",
    "source", "status", "supplement-number", "title", "title-short", "URL", "version", "volume",
    "volume-title", "volume-title-short", "year-suffix",
)  # fmt: skip
"""The variables of CSL 1.0.2 (its JSON schema, `csl-data.json`) that a reference may have."""

BIBTEX = (".bib", ".bibtex")
"""The endings of BibTeX files; others are YAML or JSON."""
_NAMES = ("references.yaml", "references.bib")
_PLACES = ("container-title-short", "container-title", "publisher")
"""Variables for where something was published; the first one given is used."""
_OTHERS = "others"
"""The last of several names that says that there are more (BibTeX)."""
_NAMED = 2
"""How many authors are written out; of more, only the first is."""
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|__?)(?![\s*_])([^*]*?[^\s*\\])\1(?![\w*])")
"""Words between stars or underscores, which Pandoc reads as Markdown, as in `*Apis mellifera*`."""
_RICH = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
"""The tags of rich text in CSL-JSON and in what reference managers export."""


def read_project_references(deck: Path, reader: SourceReader) -> dict[str, Reference]:
    """Return the references in a project's folder `deck/` by key; it need not have any."""
    references: dict[str, Reference] = {}
    for name in _NAMES:
        for key, found in read_references(deck / name, reader).items():
            if references.setdefault(key, found) is not found:
                _report_double(found, reader)
    return references


def read_references(
    path: Path, reader: SourceReader, *, wanted_by: Span | None = None
) -> dict[str, Reference]:
    """Return the references in the file at `path` by key.

    The file need not exist unless it is named at `wanted_by`.
    """
    if wanted_by is None and not reader.has_file(path):
        return {}
    text = reader.read_text(path, DATA, wanted_by=wanted_by)
    if text is not None and path.suffix.lower() in BIBTEX:
        from diptych.source.bibtex import bibtex_items  # few talks have such a file

        return references_of(bibtex_items(text, reader.name(path), reader), reader)
    value = read_yaml(text, reader.name(path), reader) if text is not None else None
    if value is None:
        return {}
    if isinstance(value.data, tuple):  # CSL-JSON, and CSL-YAML as some programs write it
        return references_of(value.data, reader)
    fields = Fields(value, reader, ("references",), "the list of references")
    return references_of(fields.list("references"), reader)


def references_of(values: Sequence[Value], reader: SourceReader) -> dict[str, Reference]:
    """Return the references that CSL items describe, by key."""
    references: dict[str, Reference] = {}
    for value in values:
        reference = _reference(value, reader)
        if reference is None:
            continue
        if reference.key in references:
            _report_double(reference, reader)
            continue
        references[reference.key] = reference
    return references


def _report_double(reference: Reference, reader: SourceReader) -> None:
    message = f"reference `{reference.key}` exists twice"
    reader.report(DUPLICATE_REFERENCE, reference.span, message, "rename or remove one of them")


def _reference(value: Value, reader: SourceReader) -> Reference | None:
    fields = Fields(value, reader, CSL, "a reference")
    key = fields.string("id", required=True)
    title = _plain(fields, "title")
    url = _url(fields, reader) or _doi(fields)
    if key is None:
        return None
    people = _names(fields)
    short = _short(fields, people, title)
    full = fields.string("note") or short or (_without_scheme(url) if url else key)
    span = fields.span_of("id") or value.span
    names = people or _plain(fields, "title-short") or title or key
    label = _line(full)
    brief = _line(_brief(fields, people, url)) if url else label
    return Reference(
        key=key, title=title, label=label, short=brief, names=names, url=url, span=span
    )


def _brief(fields: Fields, people: str, url: str) -> str:
    """Return the publisher and the year, `Reuters 2023`; the authors or the host if need be."""
    place = next((found for key in _PLACES if (found := _plain(fields, key))), "")
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return " ".join(filter(None, (place or people or host, _year(fields))))


def _short(fields: Fields, people: str, title: str) -> str:
    """Return a short citation, `Doe & Roe (2020). Dogs. J. of Dogs`; empty without a title."""
    year = _year(fields)
    dated = f"{people} ({year})" if people and year else people
    place = next((found for key in _PLACES if (found := _plain(fields, key))), "")
    ending = f"{place} ({year})" if place and year and not people else place
    if year and not people and not place:
        title = f"{title} ({year})"
    return ". ".join(part.rstrip(".") for part in (dated, title, ending) if part) if title else ""


def _plain(fields: Fields, name: str) -> str:
    """Return the words of a variable without their emphasis; empty if it is not given."""
    return _EMPHASIS.sub(r"\2", _RICH.sub("", fields.string(name) or ""))


def _names(fields: Fields) -> str:
    """Return the family names of the authors, or else of the editors, at most two written out."""
    for role in ("author", "editor"):
        value = fields.value(role)
        people = () if value is None else items_of(value)
        families = [family for person in people if (family := _family(person))]
        if len(families) > _NAMED or families[1:] == [_OTHERS]:
            return f"{families[0]} et al."
        if families:
            return " & ".join(families)
    return ""


def _family(person: Value) -> str:
    """Return the name by which a person is cited (CSL-JSON, "name-variable")."""
    data = plain_data(person)
    if not isinstance(data, Mapping):
        return str(data)
    parts = (data.get(part) for part in ("non-dropping-particle", "family"))
    return " ".join(str(part) for part in parts if part) or str(data.get("literal") or "")


def _year(fields: Fields) -> str:
    """Return the year in `issued`: a date, a string, or CSL's `date-parts`."""
    entry = fields.entries.get("issued")
    data = plain_data(entry.value) if entry is not None else None
    if isinstance(data, Mapping):
        data = data.get("date-parts") or data.get("raw") or data.get("literal") or data.get("year")
    while isinstance(data, list | tuple) and data:
        data = data[0]
    if isinstance(data, Mapping):  # CSL-YAML as some programs write it
        data = data.get("year")
    found = re.search(r"\d{4}", str(data))
    return found.group() if found else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _url(fields: Fields, reader: SourceReader) -> str | None:
    url = fields.string("URL")
    if url is not None and (refused := refusal(url)):
        reader.report(BAD_LINK, fields.span_of("URL"), *refused)
        return None
    return url


def _doi(fields: Fields) -> str | None:
    doi = fields.string("DOI")
    return f"https://doi.org/{doi}" if doi else None


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url
