"""CSL-YAML becomes references."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diptych.model.deck import Reference
from diptych.source.faults import DUPLICATE_REFERENCE
from diptych.source.fields import Fields
from diptych.source.intake import Intake
from diptych.source.yaml_tree import Value, read_yaml

CSL = (
    "id", "type", "title", "title-short", "author", "editor", "container-title", "publisher",
    "publisher-place", "issued", "accessed", "URL", "DOI", "ISBN", "ISSN", "number", "volume",
    "issue", "page", "edition", "genre", "note", "abstract", "language", "archive", "version",
    "event-title", "event-place", "keyword", "citation-key",
)  # fmt: skip
"""Variables of CSL 1.0.2, appendix IV, that a reference may have."""


def read_references(path: Path, intake: Intake) -> dict[str, Reference]:
    """Return the references in the file at `path` by key; none if there is no such file."""
    intake.files[path] = None
    if not path.is_file():
        return {}
    text = intake.read_text(path)
    value = read_yaml(text, intake.name(path), intake) if text is not None else None
    if value is None:
        return {}
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
            intake.report(DUPLICATE_REFERENCE, reference.span, message, "rename or remove one of them")
            continue
        references[reference.key] = reference
    return references


def _reference(value: Value, intake: Intake) -> Reference | None:
    fields = Fields(value, intake, CSL, "a reference")
    key = fields.string("id", required=True)
    title = fields.string("title") or ""
    url = fields.string("URL") or _doi(fields)
    if key is None:
        return None
    label = fields.string("note") or (_without_scheme(url) if url else title)
    place = fields.value("id")
    return Reference(
        key=key, title=title, label=label or key, url=url, span=place.span if place else value.span
    )


def _doi(fields: Fields) -> str | None:
    doi = fields.string("DOI")
    return f"https://doi.org/{doi}" if doi else None


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url
