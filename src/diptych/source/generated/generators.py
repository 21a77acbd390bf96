"""Slides made from data: `<name>.md.j2` makes one slide, or with `each:` one for every record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span, nearest
from diptych.model.deck import Slide
from diptych.source.data import Data, Record, read_data
from diptych.source.generated.diagnostic_kinds import BROKEN_GENERATOR, REPEATED_RECORD
from diptych.source.generated.source_map import Expanded
from diptych.source.reading.diagnostic_kinds import BROKEN_DATA
from diptych.source.reading.paths import is_there
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import BAD_SLIDE_ID
from diptych.source.slides.slide import parse_slide
from diptych.source.slides.slide_files import (
    FRONT_MATTER,
    GENERATED,
    GENERATING,
    OPENING,
    broken_slide,
    split_front_matter,
)
from diptych.source.yaml.diagnostic_kinds import BROKEN_YAML, MISSING_KEY, WRONG_TYPE
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.storage.reading import Reader

if TYPE_CHECKING:
    from diptych.source.generated.template import Failure, Template

ALL = "/*"
"""The suffix of a generator's name in a talk that shows all its slides."""

_NAME = re.compile(r"[A-Za-z]\w*")
_SEGMENT = re.compile(r"[a-z][a-z0-9-]*")
_DATA = "data"


class Generator(Struct, frozen=True, kw_only=True):
    """A generator with its data."""

    path: Path
    text: str
    front: int
    """The offset in the text at which its front matter ends."""
    data: object
    template: Template
    each: str = ""
    """The name of a record in the template; empty if it makes one slide."""
    records: Mapping[str, Record]
    """Records by the last part of their slides' ids."""
    reported: set[tuple[object, ...]]
    """The problems already reported in its output: an error of the template is reported once."""

    @property
    def is_yaml(self) -> bool:
        """Return whether its output is YAML."""
        return kind_of(self.path) != ".md"


def kind_of(path: Path) -> str:
    """Return the suffix of a generator's output, `.md` or `.yaml`."""
    return path.with_suffix("").suffix


def generators(folder: Path) -> list[Path]:
    """Return the files of all generators below `folder`, sorted."""
    below = Reader((folder.parent.parent,)).files_below(folder)
    files = (path for path in below if path.name.endswith(GENERATED))
    return [path for path in files if is_there(path) and path.name.count(".") == 2]  # noqa: PLR2004 - `.md.j2`


def generated_ids(path: Path, base: str, reader: SourceReader) -> list[str]:
    """Return the ids of the slides that the generator at `path` makes, in the order of its data."""
    generator = read_generator(path, reader)
    if generator is None:
        return []
    return [f"{base}/{name}" for name in generator.records] if generator.each else [base]


def base_of(path: Path, folder: Path) -> str:
    """Return the base id of a generator's slides: its path below `folder`."""
    return path.relative_to(folder).with_suffix("").with_suffix("").as_posix()


def makes(path: Path, slide_id: str, reader: SourceReader) -> bool:
    """Return whether the generator at `path` makes the slide; True if it cannot be read."""
    generator = read_generator(path, reader)
    if generator is None:
        return True
    if not generator.each:
        return _is_named(path, slide_id)
    return not _is_named(path, slide_id) and slide_id.rpartition("/")[2] in generator.records


def read_generated(path: Path, slide_id: str, reader: SourceReader) -> Slide:
    """Return a slide of the generator at `path`; a broken slide if that fails."""
    from diptych.source.generated.template import Failure

    generator = read_generator(path, reader)
    name = reader.name(path)
    record = generator.records.get(slide_id.rpartition("/")[2]) if generator else None
    if generator is None or (generator.each and record is None):
        return broken_slide(slide_id, Span(name, 1))
    values = {_DATA: generator.data, **({generator.each: record} if record is not None else {})}
    record_name = record.name if record is not None else ""
    try:
        pieces = generator.template.pieces(values)
    except Failure as failure:
        _report(failure, generator.text, name, record_name, reader)
        return broken_slide(slide_id, Span(name, 1, record=record_name))
    expanded = Expanded(
        generator.text,
        name,
        pieces,
        front=generator.front,
        yaml=generator.is_yaml,
        record=record_name,
    )
    slide = _parsed(expanded, generator, slide_id, reader)
    return slide if record is None else replace(slide, values={generator.each: dict(record)})


def read_generator(path: Path, reader: SourceReader) -> Generator | None:
    """Return the generator at `path`, read once; None if it is broken, which is reported once."""
    return reader.once(path, _Reader(path, reader).read)


def _parsed(expanded: Expanded, generator: Generator, slide_id: str, reader: SourceReader) -> Slide:
    """Return the slide of an expanded text, with diagnostics moved back to the template.

    While it is parsed, positions are those in the expanded text.
    """
    start, path = len(reader.found), generator.path
    slide = parse_slide(
        expanded.text, kind_of(path), path, slide_id, reader, more=GENERATING, fill=expanded.fill
    )
    found = reader.found[start:]
    new = (one for one in found if _is_new(one, expanded, generator))
    reader.found[start:] = map(expanded.found_at, new)
    return expanded.mapped(slide)


def _is_new(found: Diagnostic, expanded: Expanded, generator: Generator) -> bool:
    span = replace(expanded.back(found.span), record="") if found.span else None
    problem = (found.kind, found.message, span)
    is_new = problem not in generator.reported
    generator.reported.add(problem)
    return is_new


def own_path(path: Path, slide_id: str) -> Path:
    """Return the path, without a suffix, that a generated slide would have as its own file."""
    base = path.with_suffix("").with_suffix("")
    return base if _is_named(path, slide_id) else base / slide_id.rpartition("/")[2]


def _is_named(path: Path, slide_id: str) -> bool:
    """Return whether the id is that of the generator's file."""
    parts = tuple(slide_id.split("/"))
    return path.with_suffix("").with_suffix("").parts[-len(parts) :] == parts


class _Reader:
    """Reads one generator: its front matter, its data, its template, the ids of its slides."""

    def __init__(self, path: Path, reader: SourceReader) -> None:
        self.path = path
        self.reader = reader
        self.name = reader.name(path)

    def read(self) -> Generator | None:
        text = self.reader.read_text(self.path)
        fields = None if text is None else self._front(text)
        if text is None or fields is None:
            return None
        file, where = fields.string(_DATA, required=True), fields.span_of(_DATA)
        if file is None or where is None:
            return None
        data = read_data(self.path.parent / file, self.reader, wanted_by=where)
        each = self._each(fields)
        template = self._template(text, each or "")
        if data is None or each is None or template is None:
            return None
        records = self._records(data, each, fields) if each else {}
        if records is None:
            return None
        return Generator(
            path=self.path,
            text=text,
            front=len(text) - len(split_front_matter(text).body.lstrip("\n")),
            data=data.content,
            template=template,
            each=each,
            records=records,
            reported=set(),
        )

    def _front(self, text: str) -> Fields | None:
        """Return its front matter; further errors in it are reported with the slides."""
        source = split_front_matter(text)
        if source.front is None:
            message, hint = "a generator needs front matter", "begin with `---`, `data: ...`, `---`"
            if OPENING.match(text):
                message, hint = "the front matter is never closed", "end it with a line `---`"
            self.reader.report(BROKEN_YAML, Span(self.name, 1), message, hint)
            return None
        start = len(self.reader.found)
        keys = (*FRONT_MATTER, *GENERATING)
        value = read_yaml(source.front, self.name, self.reader, first_line=2, keys=keys)
        if value is None or not isinstance(value.data, Mapping):
            if self.reader.found[start:] == []:
                message = "a generator's front matter needs `data`"
                self.reader.report(MISSING_KEY, Span(self.name, 1), message, "add `data: ...`")
            return None
        is_yaml = kind_of(self.path) != ".md"
        if not is_yaml:
            del self.reader.found[start:]
        known = GENERATING if is_yaml else value.data
        return Fields(value, self.reader, known, "a generator's front matter")

    def _each(self, fields: Fields) -> str | None:
        """Return the name of a record; empty if there is one slide; None if invalid."""
        each, id_ = fields.string("each"), fields.string("id")
        if not each:
            if id_ is not None:
                message = "`id` names the slides of records, but there is no `each`"
                hint = "add `each: row`; a single slide's id is its path"
                self.reader.report(MISSING_KEY, fields.span_of("id"), message, hint)
                return None
            return ""
        if not _NAME.fullmatch(each) or each in {_DATA, "loop", "talk"}:
            message = f"a record cannot be called `{each}`"
            self.reader.report(WRONG_TYPE, fields.span_of("each"), message, "write `each: row`")
            return None
        if id_ is None:
            message = "`each` makes a slide for every record, which needs an `id`"
            hint = f'add `id: "{{{{ {each}.name | slug }}}}"`, with a column that never changes'
            self.reader.report(MISSING_KEY, fields.span_of("each"), message, hint)
            return None
        return each

    def _template(self, text: str, each: str) -> Template | None:
        from diptych.source.generated.template import Failure, Template

        try:
            return Template(text, {_DATA, each} - {""}, own=each)
        except Failure as failure:
            _report(failure, text, self.name, "", self.reader)
            return None

    def _records(self, data: Data, each: str, fields: Fields) -> dict[str, Record] | None:
        """Return the records by their ids from the front matter; None if that fails."""
        records = data.records
        if records is None:
            message = "`each` needs a list of records, which this file is not"
            hint = "write `- name: ...` for each of them, or leave out `each` and loop over `data`"
            self.reader.report(BROKEN_DATA, Span(data.file, 1), message, hint)
            return None
        found: dict[str, Record] = {}
        errors = self.reader.errors
        for id_, record in self._identified(records, data, each, fields):
            if self._is_new(id_, record, found, data.file):
                found[id_] = record
        return found if self.reader.errors == errors or found else None

    def _identified(
        self, records: tuple[Record, ...], data: Data, each: str, fields: Fields
    ) -> Iterator[tuple[str, Record]]:
        """Yield each record with its id; stop at the first that fails."""
        from diptych.source.generated.template import Failure, Template

        value = fields.value("id")
        assert value is not None  # noqa: S101 - checked by the caller
        written = value.place.text
        try:
            template = Template(written, {_DATA, each})
            for record in records:
                pieces = template.pieces({_DATA: data.content, each: record})
                yield "".join(piece.text for piece in pieces).strip(), record
        except Failure as failure:
            at = max(0, written.find(failure.word)) if failure.word else 0
            span = value.place.span(at, len(failure.word) or None)
            self.reader.report(failure.kind, span, str(failure), failure.hint)

    def _is_new(self, id_: str, record: Record, found: Mapping[str, Record], file: str) -> bool:
        span = Span(file, record.line)
        if not _SEGMENT.fullmatch(id_):
            message = f"`{id_}` is not a valid slide id; `id:` gives it to {record.name}"
            hint = "use lower-case letters, digits and hyphens, a letter first; see `| slug`"
            if not id_:
                message = f"`id:` gives no id to {record.name}"
                hint = "use a column with Latin letters, the only ones that ids and `| slug` have"
            self.reader.report(BAD_SLIDE_ID, span, message, hint)
            return False
        if id_ in found:
            message = f"two records make a slide `{id_}`; the other is at line {found[id_].line}"
            hint = "change one of them, or use more than one column in `id:`"
            self.reader.report(REPEATED_RECORD, span, message, hint)
            return False
        return True


def _report(failure: Failure, text: str, name: str, record: str, reader: SourceReader) -> None:
    """Report a failure at the line of the template that caused it."""
    lines = text.split("\n")
    line = min(max(1, failure.line), len(lines))
    written = lines[line - 1]
    word = re.search(rf"\b{re.escape(failure.word)}\b", written) if failure.word else None
    column = word.start() if word else len(written) - len(written.lstrip())
    length = len(failure.word) if word else max(1, len(written.strip()))
    named = record if failure.kind is BROKEN_GENERATOR else ""
    span = Span(name, line, column + 1, length, named)
    reader.report(failure.kind, span, str(failure), failure.hint)


def nearest_generator(base: str, folder: Path) -> str:
    """Return a hint with the generator whose name is nearest to `base`."""
    names = [f"{base_of(path, folder)}{ALL}" for path in generators(folder)]
    return nearest(f"{base}{ALL}", names, what="generator")
