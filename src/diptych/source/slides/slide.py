"""Reads a slide file, Markdown with front matter or pure YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.model.block import Block
from diptych.model.deck import ARRANGE, Placed, Slide
from diptych.model.text import literal
from diptych.source.markdown.diagnostic_kinds import UNUSED_FOOTNOTE
from diptych.source.markdown.footnotes import footnote_marks, mentioned, report_unknown
from diptych.source.markdown.link_definitions import check_definitions
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.slide_body import Parsed, build_slide
from diptych.source.markdown.speaker_notes import kept_in_notes
from diptych.source.reading.by_hand import BY_HAND, PLACES, read_place
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.limits import MOST_VALUES, is_endless, report_crowded
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import MISSING_TITLE
from diptych.source.slides.slide_files import (
    FRONT_MATTER,
    OPENING,
    YAML_ONLY,
    broken_slide,
    read_mode,
    read_overflow,
    read_source_form,
    read_steps,
    read_time,
    read_transition,
    split_front_matter,
)
from diptych.source.yaml.diagnostic_kinds import BROKEN_YAML
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Value, size_of

Fill = Callable[[Value | None], Value | None]
"""Fills values into a parsed YAML tree."""


def unfilled(value: Value | None) -> Value | None:
    """Return a tree unchanged, if it is not from a generator."""
    return value


def parse_slide(
    text: str,
    suffix: str,
    path: Path,
    slide_id: str,
    reader: SourceReader,
    *,
    more: tuple[str, ...] = (),
    fill: Fill = unfilled,
) -> Slide:
    """Return the slide of `text`; `fill` puts values of data into its YAML."""
    errors = reader.errors
    read = _markdown_slide if suffix == ".md" else _yaml_slide
    slide = read(text, path, slide_id, reader, more=more, fill=fill)
    if slide is not None:
        return slide
    return broken_slide(slide_id, Span(reader.name(path), 1), was_broken=reader.errors > errors)


def _markdown_slide(
    text: str, path: Path, slide_id: str, reader: SourceReader, *, more: tuple[str, ...], fill: Fill
) -> Slide | None:
    name = reader.name(path)
    if is_endless(text, name, reader):
        return None
    source = split_front_matter(text)
    keys = (*FRONT_MATTER, *more)
    written = source.front or ""
    front = fill(read_yaml(written, name, reader, first_line=2, keys=keys) if written else None)
    if source.front is None and OPENING.match(text):
        span = Span(name, 1, 1, 3)
        hint = "end it with a line `---`"
        reader.report(BROKEN_YAML, span, "the front matter is never closed", hint)
        return None
    fields = Fields(front, reader, keys, "a slide's front matter")
    blocks = parse_blocks(source.body)
    lines = text.split("\n")
    page = Page(file=name, folder=path.parent, lines=lines, definitions=blocks.definitions)
    incremental = fields.boolean("incremental", default=False)
    parsed = build_slide(blocks.tokens, page, reader, incremental=incremental)
    _report_title_attributes(parsed, reader)
    check_definitions(blocks.tokens, parsed.used, page, reader)
    slide = make_slide(slide_id, parsed, fields, Span(name, 1), reader)
    if blocks.definitions:
        slide = replace(slide, definitions=blocks.definitions)
    if "[^" in text or slide.footnotes:
        check_footnotes(slide, reader)
    return slide


def _report_title_attributes(parsed: Parsed, reader: SourceReader) -> None:
    attributes = parsed.title_attributes
    if not attributes or parsed.title is None:
        return
    words = (*((f"#{attributes.id}",) if attributes.id else ()), *attributes.words)
    message = f"attribute `{words[0]}` of the title has no meaning here"
    hint = "a slide's id is its path; its `layout:`, `kicker:` and `density:` are front matter"
    reader.report(UNKNOWN_ATTRIBUTE, parsed.title.span, message, hint)


_UNSPACED = re.compile(r"#(\w[^\n]{0,60})")
"""A title without the space that makes it one."""
_DATA = (".yaml", ".yaml.j2")
"""The endings of slides without Markdown."""


def make_slide(
    slide_id: str, parsed: Parsed, fields: Fields, span: Span, reader: SourceReader
) -> Slide:
    """Return the slide of front matter and body."""
    title = fields.text("title") or parsed.title
    if "title" in fields and parsed.title is not None:
        message = "the title is given twice: in the front matter and as a heading"
        reader.report(LOST_CONTENT, parsed.title.span, message, "keep one of them")
    if title is None or title.is_empty:
        first = parsed.body[0] if parsed.body else None
        begin = "add `title: ...`" if span.file.endswith(_DATA) else "begin with `# Title`"
        hint = f"{begin}; to hide it, set `show_title: false`"
        if isinstance(first, Heading):
            span, hint = first.span, f"write `# {first.text.plain}` with a single `#`"
        elif isinstance(first, Prose) and (words := _UNSPACED.match(first.text.source)):
            span, hint = first.span, f"write `# {words[1]}`, with a space after the `#`"
        reader.report(MISSING_TITLE, span, f"slide `{slide_id}` has no title", hint)
        title = literal(slide_id, span)
    slide = Slide(
        id=slide_id,
        title=title,
        span=title.span,
        show_title=fields.boolean("show_title", default=True),
        running_title=fields.boolean("running_title", default=False),
        kicker=fields.text("kicker"),
        layout=fields.string("layout"),
        layout_span=fields.span_of("layout"),
        arrange=fields.one_of("arrange", ARRANGE),
        arrange_span=fields.span_of("arrange"),
        density=fields.string("density"),
        mode=read_mode(fields),
        overflow=read_overflow(fields),
        transition=read_transition(fields),
        steps=read_steps(fields),
        time=read_time(fields),
        source_form=read_source_form(fields),
        density_span=fields.span_of("density"),
        tags=tuple(tag for tag, _ in fields.strings("tags")),
        allow=fields.strings("allow"),
        body=parsed.body,
        columns=parsed.columns,
        placed=parsed.placed,
        notes=parsed.notes,
        refs=fields.strings("refs"),
        footnotes=parsed.footnotes,
        unnumbered=parsed.unnumbered,
        was=tuple(old for old, _ in fields.strings("was")),
        made_for=fields.string("overrides"),
    )
    return with_footnotes(slide, reader)


def with_footnotes(slide: Slide, reader: SourceReader) -> Slide:
    """Return the slide with its inline footnotes, `^[...]`."""
    if not reader.footnotes:
        return slide
    in_place = {
        mark.label: reader.footnotes[mark.span.file, mark.label]
        for mark in footnote_marks(slide)
        if (mark.span.file, mark.label) in reader.footnotes
    }
    return replace(slide, footnotes={**slide.footnotes, **in_place}) if in_place else slide


def check_footnotes(slide: Slide, reader: SourceReader) -> None:
    """Report footnotes that are mentioned but not defined, or defined but not mentioned."""
    for mark in {mark.label: mark for mark in footnote_marks(slide)}.values():
        if mark.label not in slide.footnotes:
            report_unknown(mark, reader)
    known = mentioned(slide)
    for label, text in slide.footnotes.items():
        if label not in known:
            message = f"footnote `{label}` is not mentioned"
            reader.report(UNUSED_FOOTNOTE, text.span, message, f"mention it with `[^{label}]`")


def _yaml_slide(
    text: str, path: Path, slide_id: str, reader: SourceReader, *, more: tuple[str, ...], fill: Fill
) -> Slide | None:
    name, folder = reader.name(path), path.parent
    errors = reader.errors
    keys = (*FRONT_MATTER, *YAML_ONLY, *more)
    value = fill(read_yaml(text, name, reader, keys=keys))
    if value is None:
        if reader.errors == errors:
            hint = "it needs at least a `title:`"
            reader.report(MISSING_TITLE, Span(name, 1), f"slide `{slide_id}` is empty", hint)
        return None
    if not isinstance(value.data, Mapping):
        Fields(value, reader, (), "a slide")
        return None
    if (count := size_of(value)) > MOST_VALUES:
        report_crowded(count, value.span, reader)
        return None
    from diptych.source.slides.blocks import read_columns

    fields = Fields(value, reader, keys, "a slide")
    parsed = Parsed(
        body=_read_blocks(fields.list("body"), folder, reader),
        columns=read_columns(fields.list("columns"), folder, reader),
        placed=tuple(
            Placed(
                region, _read_blocks(_listed(entry.value, reader), folder, reader), entry.key_span
            )
            for region, entry in fields.mapping("regions").items()
        )
        + tuple(_by_hand(one, folder, reader) for one in fields.list(BY_HAND)),
        notes=_notes(fields, folder, reader),
    )
    slide = make_slide(slide_id, parsed, fields, value.span, reader)
    check_footnotes(slide, reader)
    return slide


def _by_hand(value: Value, folder: Path, reader: SourceReader) -> Placed:
    """Return what has a place of its own, from its place and its blocks."""
    fields = Fields(value, reader, (*PLACES, "blocks"), "what is placed by hand")
    blocks = _read_blocks(fields.list("blocks", required=True), folder, reader)
    given = {name: str(one.data) for name in PLACES if (one := fields.value(name)) is not None}
    return Placed("", blocks, value.span, read_place(given, value.span, reader))


def _notes(fields: Fields, folder: Path, reader: SourceReader) -> tuple[Block, ...]:
    return kept_in_notes(_read_blocks(fields.list("notes"), folder, reader), reader)


def _read_blocks(values: Sequence[Value], folder: Path, reader: SourceReader) -> tuple[Block, ...]:
    from diptych.source.slides.blocks import read_blocks  # slides in Markdown have none in YAML

    return read_blocks(values, folder, reader)


def _listed(value: Value, reader: SourceReader) -> tuple[Value, ...]:
    return Fields(None, reader, (), "a region").values_of(value, "a region")
