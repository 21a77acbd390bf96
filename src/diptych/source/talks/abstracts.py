"""Reads the abstracts of a talk, which are Markdown, by locale."""

from __future__ import annotations

from diptych.memo import Form
from diptych.model.abstract import Abstract
from diptych.model.forms import read, written
from diptych.model.source_text import SourceText
from diptych.source.catalogues.locales import report_tags
from diptych.source.markdown.footnotes import report_mentions
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields

_FORM: Form[Abstract] = Form(written, lambda data, *_: read(data, Abstract))


def read_abstracts(fields: Fields, locale: str) -> dict[str, Abstract]:
    """Return the texts under `abstract:` by locale; a single text is that of `locale`."""
    report_tags(fields, "abstract")
    places = fields.places_by_locale("abstract", locale)
    return {name: _abstract(name, place, fields.reader) for name, place in places.items()}


def _abstract(locale: str, place: SourceText, reader: SourceReader) -> Abstract:
    def parsed() -> Abstract:
        from diptych.markup.abstract import read_abstract  # only for what is new

        made = read_abstract(place, locale)
        for one in made.parts:
            reader.parsed(one)
            report_mentions(one.text, "an abstract", reader)
        for other in made.found:
            reader.report(other.kind, other.span, other.message, other.hint)
        return made.abstract

    return reader.again(("abstract", place.file, locale), place, parsed, _FORM)
