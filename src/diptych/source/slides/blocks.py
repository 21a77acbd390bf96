"""Reads the blocks of a slide in YAML: each is a mapping of one key, the block's kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import get_args

from diptych.blocks import BLOCKS
from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.callout import CALLOUT_KINDS, Callout
from diptych.blocks.chart import Chart
from diptych.blocks.code import Code
from diptych.blocks.columns import Columns
from diptych.blocks.definitions import DefinedTerm, Definitions
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.blocks.video import Video
from diptych.diagnostics import Span, nearest
from diptych.model.block import Block
from diptych.model.deck import Column
from diptych.model.numbering import Delimiter, Figures, Numbering
from diptych.model.source_text import one_line
from diptych.source.charts.chart import CHART_KEYS, read_chart
from diptych.source.listings.files import Part
from diptych.source.listings.listing import Wanted, listing
from diptych.source.markdown.diagnostic_kinds import UNKNOWN_BLOCK
from diptych.source.markdown.equations import Wanted as Formula
from diptych.source.markdown.equations import equation
from diptych.source.markdown.list_starts import countable
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.pictures import read_share, read_yaml_picture, read_yaml_video
from diptych.source.tables.declared import read_table
from diptych.source.yaml.blocks import read_block, read_text, sound
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, Range, is_words, items_of, kind_of, must_be
from diptych.source.yaml.tree import Entry, Value

_COLUMNS = Range(1, 8)
_CALLOUT = ("kind", "title", "icon", "blocks", "id")
_EQUATION = ("tex", "alt", "id")
_OF_FILE = ("file", "lines", "marker")
_CODE = ("text", "title", "tag", "language", "numbers", "highlight", *_OF_FILE, "id")


def read_blocks(
    values: Sequence[Value], folder: Path, source_reader: SourceReader
) -> tuple[Block, ...]:
    """Return the blocks listed in `values`; paths of pictures are relative to `folder`."""
    reader = _BlockReader(folder, source_reader)
    return tuple(block for value in values if (block := reader.read(value)) is not None)


def read_columns(
    values: Sequence[Value], folder: Path, source_reader: SourceReader
) -> tuple[Column, ...]:
    """Return the columns listed in `values`."""
    return tuple(map(_BlockReader(folder, source_reader).column, values))


class _BlockReader:
    def __init__(self, folder: Path, source_reader: SourceReader) -> None:
        self.folder = folder
        self.source_reader = source_reader
        self.steps = count(1)
        self.forms: dict[str, Callable[[Value], Block | None]] = {
            "bullets": self._bullets,
            "numbered": self._numbered,
            "callout": self._callout,
            "definitions": self._definitions,
            "code": self._code,
            "columns": self._columns,
            "chart": self._chart,
            "table": self._table,
            "picture": self._picture,
            "pictures": self._pictures,
            "logos": self._logos,
            "diagram": self._diagram,
            "equation": self._equation,
            "video": self._video,
            "audio": self._video,
        }
        """Blocks whose YAML does not follow from their fields; all others are read by fields."""

    def read(self, value: Value) -> Block | None:
        if not isinstance(value.data, Mapping) or len(value.data) != 1:
            message = f"a block is a mapping of one key, its kind, not {self._found(value)}"
            hint = nearest("", self._known)
            if is_words(value) and "\n" not in (words := value.place.text):
                hint = f"write `paragraph: {words}`"
            elif isinstance(value.data, Mapping):
                hint = "begin each of them with `- `, as an item of its own"
            self.source_reader.report(WRONG_TYPE, value.span, message, hint)
            return None
        entry = next(iter(value.data.values()))
        if (form := self.forms.get(entry.key)) is not None:
            return form(entry.value)
        if (kind := BLOCKS.get(entry.key)) is not None:
            return read_block(kind, entry.value, self.source_reader)
        message = f"unknown block `{entry.key}`"
        hint = nearest(entry.key, self._known, what="block")
        self.source_reader.report(UNKNOWN_BLOCK, entry.key_span, message, hint)
        return None

    @property
    def _known(self) -> set[str]:
        return {*BLOCKS, *self.forms}

    def _found(self, value: Value) -> str:
        if isinstance(value.data, Mapping):
            return f"of {len(value.data)} keys"
        return kind_of(value)

    def _bullets(self, value: Value) -> Bullets | None:
        items = self._items(value)
        return Bullets(items=items, span=value.span) if items else None

    def _numbered(self, value: Value) -> Bullets | None:
        """Return a numbered list, from its items or a mapping that also sets the numbering."""
        if not isinstance(value.data, Mapping):
            items = self._items(value)
            return Bullets(items=items, start=1, span=value.span) if items else None
        known = ("items", "start", "figures", "delimiter")
        fields = Fields(value, self.source_reader, known, "a numbered list")
        listed = fields.value("items")
        items = self._items(listed) if listed is not None else ()
        if not items:
            fields.list("items", required=True)
            return None
        return Bullets(
            items=items,
            start=self._start(fields),
            numbering=self._numbering(fields),
            span=value.span,
        )

    def _start(self, fields: Fields) -> int:
        number, span = fields.whole("start"), fields.span_of("start")
        return 1 if number is None or span is None else countable(number, span, self.source_reader)

    def _numbering(self, fields: Fields) -> Numbering:
        figures = fields.one_of("figures", get_args(Figures))
        delimiter = fields.one_of("delimiter", get_args(Delimiter))
        return Numbering(figures or "arabic", delimiter or "period")

    def _items(self, value: Value) -> tuple[Item, ...]:
        values = Fields(None, self.source_reader, (), "").values_of(value, "the items of a list")
        return tuple(item for item in map(self._item, values) if item is not None)

    def _item(self, value: Value) -> Item | None:
        if not isinstance(value.data, Mapping):
            text, id_ = read_text(value, self.source_reader)
            return Item(text=text, id=id_, span=value.span) if text else None
        known = ("text", "items", "numbered", "blocks", "done", "id")
        fields = Fields(value, self.source_reader, known, "a list item")
        text = fields.text("text", required=True)
        lists = (("items", self._bullets), ("numbered", self._numbered))
        below = [read(listed) for key, read in lists if (listed := fields.value(key)) is not None]
        content = [one for one in below if one is not None]
        blocks = [self.read(block) for block in fields.list("blocks")]
        if text is None:
            return None
        return Item(
            text=text,
            content=(*content, *(block for block in blocks if block is not None)),
            done=fields.boolean("done", default=False) if "done" in fields else None,
            id=fields.string("id"),
            span=value.span,
        )

    def _callout(self, value: Value) -> Callout | None:
        """Return a callout, from its text or a mapping of its kind, title and blocks."""
        if is_words(value):
            text, id_ = read_text(value, self.source_reader)
            if text is None:
                return None
            return Callout(blocks=(Prose(text=text, span=value.span, id=id_),), span=value.span)
        fields = Fields(value, self.source_reader, _CALLOUT, "a callout")
        blocks = (self.read(block) for block in fields.list("blocks", required=True))
        return Callout(
            kind=fields.one_of("kind", CALLOUT_KINDS) or "note",
            title=fields.text("title"),
            blocks=tuple(block for block in blocks if block is not None),
            has_icon=fields.boolean("icon", default=True),
            id=fields.string("id"),
            span=value.span,
        )

    def _columns(self, value: Value) -> Block | None:
        """Return columns, from their list."""
        listed = Fields(None, self.source_reader, (), "").values_of(value, "columns")
        columns = tuple(map(self.column, listed))
        return sound(Columns(columns=columns, span=value.span), self.source_reader)

    def column(self, value: Value) -> Column:
        """Return a column, from its blocks and perhaps its width."""
        fields = Fields(value, self.source_reader, ("width", "blocks"), "a column")
        blocks = (self.read(block) for block in fields.list("blocks", required=True))
        width = read_share(fields)
        return Column(tuple(block for block in blocks if block is not None), width, value.span)

    def _chart(self, value: Value) -> Chart | None:
        fields = Fields(value, self.source_reader, CHART_KEYS, "a chart")
        if not fields.is_mapping:
            return None
        return read_chart(
            fields, None, self.folder, value.span, self.source_reader, later=self.steps
        )

    def _definitions(self, value: Value) -> Definitions | None:
        """Return a definition list: mappings of a term to its definition, or to a list of them."""
        items = items_of(value)
        terms: list[DefinedTerm] = []
        for item in items:
            if not isinstance(item.data, Mapping):
                message = f"a definition is `term: text`, not {kind_of(item)}"
                hint = "write the term, a colon, and what it means"
                self.source_reader.report(WRONG_TYPE, item.span, message, hint)
                continue
            terms += (self._term(entry) for entry in item.data.values())
        return Definitions(terms=tuple(terms), span=value.span) if terms else None

    def _term(self, entry: Entry) -> DefinedTerm:
        span = entry.key_span
        place = one_line(span.file, entry.key, span.line, span.column)
        meanings = (read_text(one, self.source_reader)[0] for one in items_of(entry.value))
        return DefinedTerm(
            term=self.source_reader.markdown(place),
            definitions=tuple(text for text in meanings if text is not None),
            span=span,
        )

    def _code(self, value: Value) -> Code | None:
        """Return a listing, from its text or a mapping that says more of it."""
        if is_words(value):
            return self._listing(value, Wanted(), value.span)
        if not isinstance(value.data, Mapping):
            self._wrong(value, "code")
            return None
        fields = Fields(value, self.source_reader, _CODE, "a listing")
        part = None
        if (file := fields.string("file")) is not None:
            part = Part(file, fields.string("lines") or "", fields.string("marker") or "")
        text = fields.value("text", required=part is None)
        if text is not None and not is_words(text):
            self._wrong(text, "text")
            return None
        wanted = Wanted(
            language=fields.string("language") or "",
            first=self._first_line(fields),
            highlight=fields.string("highlight") or "",
            part=part,
            title=fields.plain("title"),
            tag=fields.plain("tag"),
            id=fields.string("id"),
        )
        return self._listing(text, wanted, value.span) if text or part else None

    def _first_line(self, fields: Fields) -> int | None:
        """Return the number of the first line of a listing: `numbers: true`, or the number."""
        value = fields.value("numbers")
        if value is None or isinstance(value.data, bool):
            return 1 if value is not None and value.data else None
        number = fields.whole("numbers")
        return None if number is None else countable(number, value.span, self.source_reader)

    def _listing(self, text: Value | None, wanted: Wanted, span: Span) -> Code | None:
        lines = tuple(text.place.text.rstrip("\n").split("\n")) if text is not None else ()
        below = text.place.span().line - span.line if text is not None else 0
        return listing(
            lines,
            wanted,
            self.folder,
            span,
            self.source_reader,
            below=below,
            step=0,
            later=self.steps,
        )

    def _diagram(self, value: Value) -> Block | None:
        from diptych.source.diagrams.diagram import read_diagram  # few talks have any

        return read_diagram(value, self.source_reader, self.steps)

    def _equation(self, value: Value) -> Block | None:
        """Return an equation, from its TeX or a mapping that says more of it."""
        if is_words(value):
            return equation(value.place, Formula(), value.span, self.source_reader)
        fields = Fields(value, self.source_reader, _EQUATION, "an equation")
        tex = fields.value("tex", required=True)
        if tex is None:
            return None
        if not is_words(tex):
            self._wrong(tex, "tex")
            return None
        wanted = Formula(id=fields.string("id"), alt=fields.plain("alt"))
        return equation(tex.place, wanted, value.span, self.source_reader)

    def _pictures(self, value: Value) -> Pictures | None:
        """Return pictures side by side, from their list or a mapping with how many are in a row."""
        listed, columns, caption, label = value, 0, None, None
        if isinstance(value.data, Mapping):
            known = ("pictures", "columns", "caption", "id")
            fields = Fields(value, self.source_reader, known, "a row of pictures")
            columns = int(fields.number("columns", default=0, within=_COLUMNS) or 0)
            inner = fields.value("pictures", required=True)
            if inner is None:
                return None
            listed, caption, label = inner, fields.text("caption"), fields.string("id")
        pictures = self._listed_pictures(listed)
        if not pictures:
            return None
        return Pictures(
            pictures=pictures, columns=columns, caption=caption, id=label, span=value.span
        )

    def _logos(self, value: Value) -> Pictures | None:
        pictures = self._listed_pictures(value)
        return Pictures(pictures=pictures, are_logos=True, span=value.span) if pictures else None

    def _picture(self, value: Value) -> Picture | None:
        return read_yaml_picture(value, self.folder, self.source_reader)

    def _video(self, value: Value) -> Video | None:
        return read_yaml_video(value, self.folder, self.source_reader)

    def _listed_pictures(self, value: Value) -> tuple[Picture, ...]:
        values = Fields(None, self.source_reader, (), "").values_of(value, "the pictures of a row")
        return tuple(one for one in map(self._picture, values) if one is not None)

    def _table(self, value: Value) -> Table | None:
        return read_table(value, self.folder, self.steps, self.source_reader)

    def _wrong(self, value: Value, what: str) -> None:
        message = f"{what} must be text, not {kind_of(value)}"
        self.source_reader.report(WRONG_TYPE, value.span, message, must_be("text", value))
