"""CSL-YAML becomes references."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diptych.diagnostics import Span
from diptych.markup.faults import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.deck import Reference
from diptych.source.faults import DUPLICATE_REFERENCE
from diptych.source.fields import Fields
from diptych.source.intake import Intake
from diptych.source.yaml_tree import Value, read_yaml

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
"""Variables of CSL 1.0.2 (its JSON schema, `csl-data.json`), that a reference may have."""


def read_references(
    path: Path, intake: Intake, *, wanted_by: Span | None = None
) -> dict[str, Reference]:
    """Return the references in the file at `path` by key.

    There need be no such file, unless somebody named it at `wanted_by`.
    """
    if wanted_by is None and not intake.has_file(path):
        return {}
    text = intake.read_text(path, wanted_by=wanted_by)
    value = read_yaml(text, intake.name(path), intake) if text is not None else None
    if value is None:
        return {}
    if isinstance(value.data, tuple):  # CSL-JSON, and CSL-YAML as some programs write it
        return references_of(value.data, intake)
    fields = Fields(value, intake, ("references",), "the list of references")
    return references_of(fields.list("references"), intake)


def references_of(values: Sequence[Value], intake: Intake) -> dict[str, Reference]:
    """Return the references that CSL items describe, by key."""
    references: dict[str, Reference] = {}
    for value in values:
        reference = _reference(value, intake)
        if reference is None:
            continue
        if reference.key in references:
            message = f"reference `{reference.key}` is there twice"
            hint = "rename or remove one of them"
            intake.report(DUPLICATE_REFERENCE, reference.span, message, hint)
            continue
        references[reference.key] = reference
    return references


def _reference(value: Value, intake: Intake) -> Reference | None:
    fields = Fields(value, intake, CSL, "a reference")
    key = fields.string("id", required=True)
    title = fields.string("title") or ""
    url = _url(fields, intake) or _doi(fields)
    if key is None:
        return None
    label = fields.string("note") or (_without_scheme(url) if url else title)
    span = fields.span_of("id") or value.span
    return Reference(key=key, title=title, label=label or key, url=url, span=span)


def _url(fields: Fields, intake: Intake) -> str | None:
    url = fields.string("URL")
    if url is not None and (refused := refusal(url)):
        intake.report(BAD_LINK, fields.span_of("URL"), *refused)
        return None
    return url


def _doi(fields: Fields) -> str | None:
    doi = fields.string("DOI")
    return f"https://doi.org/{doi}" if doi else None


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url
