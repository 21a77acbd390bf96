"""One slide file, Markdown with front matter or pure YAML, becomes a slide."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.blocks.bullets import shapes_in
from diptych.blocks.heading import Heading
from diptych.diagnostics import Span
from diptych.markup.faults import UNKNOWN_ATTRIBUTE
from diptych.markup.slugs import id_like
from diptych.model.deck import Block, Column, Placed, Slide, TextBlock
from diptych.model.text import literal
from diptych.source.amounts import MOST_VALUES, is_endless, report_crowded
from diptych.source.faults import (
    BAD_SLIDE_ID,
    BROKEN_YAML,
    LOST_CONTENT,
    MISSING_TITLE,
    UNKNOWN_FOOTNOTE,
    UNUSED_FOOTNOTE,
)
from diptych.source.fields import Fields
from diptych.source.footnotes import footnote_marks
from diptych.source.intake import Intake, is_there
from diptych.source.link_definitions import check_definitions
from diptych.source.markdown import Parsed, build_slide
from diptych.source.markdown_rules import parse_blocks
from diptych.source.page import Page
from diptych.source.refusals import noun
from diptych.source.yaml_blocks import read_blocks, read_share
from diptych.source.yaml_tree import Value, read_yaml, size_of

FRONT_MATTER = (
    "layout", "kicker", "title", "show_title", "density", "tags", "refs", "allow", "incremental",
    "was",
)  # fmt: skip
"""Keys that may stand in the front matter of a slide."""
OVERRIDING = ("overrides",)
"""Keys of a slide that takes the place of another in one language."""
YAML_ONLY = ("body", "columns", "regions", "notes")
"""Keys that a slide written in YAML has besides, in place of a body."""
GENERATING = ("data", "each", "id")
"""Keys that say what a generator makes slides of."""
SUFFIXES = (".md", ".yaml", ".yml")
GENERATED = tuple(f"{suffix}.j2" for suffix in SUFFIXES)
"""How the names of generators end."""

SLIDE_ID = re.compile(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
OPENING = re.compile(r"---[ \t]*(?:\n|$)")
"""How front matter begins, whether or not it ends."""


Fill = Callable[[Value | None], Value | None]
"""What puts the values into a parsed YAML tree."""


def unfilled(value: Value | None) -> Value | None:
    """Return a tree as it is: no generator made it."""
    return value


class SplitSource(Struct, frozen=True):
    """A Markdown file with its front matter apart."""

    front: str | None
    body: str
    """The rest, with as many blank lines before it as the front matter had, so that lines count."""


def split_front_matter(text: str) -> SplitSource:
    """Return front matter and body of a Markdown file."""
    found = _FRONT.match(text)
    if found is None:
        return SplitSource(None, text)
    return SplitSource(found[1] or "", "\n" * found.group().count("\n") + text[found.end() :])


def slide_paths(folder: Path, slide_id: str) -> tuple[Path, ...]:
    """Return the files that a slide may be in, or be made by, whether or not they are there."""
    own = tuple(folder / f"{slide_id}{suffix}" for suffix in (*SUFFIXES, *GENERATED))
    above = slide_id.rpartition("/")[0]
    return (*own, *(folder / f"{above}{suffix}" for suffix in GENERATED if above))


def slide_path(folder: Path, slide_id: str) -> Path | None:
    """Return the file of a slide, Markdown before YAML, or None if there is none."""
    return next(filter(is_there, slide_paths(folder, slide_id)), None)


def read_slide(
    path: Path, slide_id: str, intake: Intake, *, wanted_by: Span, more: tuple[str, ...] = ()
) -> Slide:
    """Return the slide in the file at `path`; a broken one if it cannot be read at all.

    `more` are keys that it may have besides the ordinary ones.
    """
    name = intake.name(path)
    if not SLIDE_ID.fullmatch(slide_id):
        message = f"`{slide_id}` is no slide id"
        near = id_like(slide_id)
        such = f", such as `{near}`" if near else ""
        hint = f"use lower-case letters, digits and hyphens, a letter first in each part{such}"
        intake.report(BAD_SLIDE_ID, wanted_by, message, hint)
    if path.name.endswith(GENERATED):
        from diptych.source.generators import read_generated  # with what only data needs

        return read_generated(path, slide_id, intake)
    text = intake.read_text(path, wanted_by=wanted_by)
    if text is None:
        return broken_slide(slide_id, Span(name, 1))
    return parse_slide(text, path.suffix, path, slide_id, intake, more=more)


def parse_slide(
    text: str,
    suffix: str,
    path: Path,
    slide_id: str,
    intake: Intake,
    *,
    more: tuple[str, ...] = (),
    fill: Fill = unfilled,
) -> Slide:
    """Return the slide that `text` is; `fill` puts values of data into its YAML."""
    errors = intake.errors
    read = _markdown_slide if suffix == ".md" else _yaml_slide
    slide = read(text, path, slide_id, intake, more=more, fill=fill)
    if slide is not None:
        return slide
    return broken_slide(slide_id, Span(intake.name(path), 1), was_broken=intake.errors > errors)


def broken_slide(slide_id: str, span: Span, *, was_broken: bool = True) -> Slide:
    """Return a slide that keeps the place of one that could not be read."""
    return Slide(id=slide_id, title=literal(slide_id, span), span=span, broken=was_broken)


def _markdown_slide(
    text: str, path: Path, slide_id: str, intake: Intake, *, more: tuple[str, ...], fill: Fill
) -> Slide | None:
    name = intake.name(path)
    if is_endless(text, name, intake):
        return None
    source = split_front_matter(text)
    front = read_yaml(source.front, name, intake, first_line=2) if source.front else None
    front = fill(front)
    if source.front is None and OPENING.match(text):
        span = Span(name, 1, 1, 3)
        hint = "end it with a line `---`"
        intake.report(BROKEN_YAML, span, "the front matter is never closed", hint)
        return None
    fields = Fields(front, intake, (*FRONT_MATTER, *more), "a slide's front matter")
    blocks = parse_blocks(source.body)
    lines = text.split("\n")
    page = Page(file=name, folder=path.parent, lines=lines, definitions=blocks.definitions)
    incremental = fields.boolean("incremental", default=False)
    parsed = build_slide(blocks.tokens, page, intake, incremental=incremental)
    _report_title_attributes(parsed, intake)
    check_definitions(blocks.tokens, parsed.used, page, intake)
    slide = make_slide(slide_id, parsed, fields, Span(name, 1), intake)
    if blocks.definitions:
        slide = replace(slide, definitions=blocks.definitions)
    if "[^" in text or slide.footnotes:
        check_footnotes(slide, intake)
    return slide


def _report_title_attributes(parsed: Parsed, intake: Intake) -> None:
    attributes = parsed.title_attributes
    if not attributes or parsed.title is None:
        return
    words = (*((f"#{attributes.id}",) if attributes.id else ()), *attributes.words)
    message = f"attribute `{words[0]}` of the title has no meaning here"
    hint = "a slide's id is its path; its `layout:`, `kicker:` and `density:` are front matter"
    intake.report(UNKNOWN_ATTRIBUTE, parsed.title.span, message, hint)


def make_slide(slide_id: str, parsed: Parsed, fields: Fields, span: Span, intake: Intake) -> Slide:
    """Return the slide that front matter and body make together."""
    title = fields.text("title") or parsed.title
    if "title" in fields and parsed.title is not None:
        message = "the title is given twice, in the front matter and as a heading"
        intake.report(LOST_CONTENT, parsed.title.span, message, "keep one of them")
    if title is None or title.is_empty:
        first = parsed.body[0] if parsed.body else None
        hint = "begin with `# Title`; to hide it, set `show_title: false`"
        if isinstance(first, Heading):
            span, hint = first.span, f"write `# {first.text.plain}`: a title has one `#`"
        intake.report(MISSING_TITLE, span, f"slide `{slide_id}` has no title", hint)
        title = literal(slide_id, span)
    slide = Slide(
        id=slide_id,
        title=title,
        span=title.span,
        show_title=fields.boolean("show_title", default=True),
        kicker=fields.text("kicker"),
        layout=fields.string("layout"),
        layout_span=fields.span_of("layout"),
        density=fields.string("density"),
        density_span=fields.span_of("density"),
        tags=tuple(tag for tag, _ in fields.strings("tags")),
        allow=fields.strings("allow"),
        body=parsed.body,
        columns=parsed.columns,
        placed=parsed.placed,
        notes=parsed.notes,
        refs=fields.strings("refs"),
        footnotes=parsed.footnotes,
        was=tuple(old for old, _ in fields.strings("was")),
        made_for=fields.string("overrides"),
    )
    return with_footnotes(slide, intake)


def with_footnotes(slide: Slide, intake: Intake) -> Slide:
    """Return the slide with the footnotes that were written in place, `^[...]`."""
    if not intake.footnotes:
        return slide
    in_place = {
        mark.label: intake.footnotes[mark.span.file, mark.label]
        for mark in footnote_marks(slide)
        if (mark.span.file, mark.label) in intake.footnotes
    }
    return replace(slide, footnotes={**slide.footnotes, **in_place}) if in_place else slide


def check_footnotes(slide: Slide, intake: Intake) -> None:
    """Report footnotes that are mentioned and not there, and those there and not mentioned."""
    marks = {mark.label: mark.span for mark in footnote_marks(slide)}
    for label, span in marks.items():
        if label not in slide.footnotes:
            hint = f"add a line `[^{label}]: ...`"
            intake.report(UNKNOWN_FOOTNOTE, span, f"footnote `{label}` is not defined", hint)
    for label, text in slide.footnotes.items():
        if label not in marks:
            message = f"footnote `{label}` is not mentioned"
            intake.report(UNUSED_FOOTNOTE, text.span, message, f"mention it with `[^{label}]`")


def _yaml_slide(
    text: str, path: Path, slide_id: str, intake: Intake, *, more: tuple[str, ...], fill: Fill
) -> Slide | None:
    name, folder = intake.name(path), path.parent
    errors = intake.errors
    value = fill(read_yaml(text, name, intake))
    if value is None:
        if intake.errors == errors:
            hint = "it needs at least a `title:`"
            intake.report(MISSING_TITLE, Span(name, 1), f"slide `{slide_id}` is empty", hint)
        return None
    if not isinstance(value.data, Mapping):
        Fields(value, intake, (), "a slide")
        return None
    if (count := size_of(value)) > MOST_VALUES:
        report_crowded(count, value.span, intake)
        return None
    fields = Fields(value, intake, (*FRONT_MATTER, *YAML_ONLY, *more), "a slide")
    parsed = Parsed(
        body=read_blocks(fields.list("body"), folder, intake),
        columns=tuple(_column(column, folder, intake) for column in fields.list("columns")),
        placed=tuple(
            Placed(
                region, read_blocks(_listed(entry.value, intake), folder, intake), entry.key_span
            )
            for region, entry in fields.mapping("regions").items()
        ),
        notes=_notes(fields, folder, intake),
    )
    slide = make_slide(slide_id, parsed, fields, value.span, intake)
    check_footnotes(slide, intake)
    return slide


def _column(value: Value, folder: Path, intake: Intake) -> Column:
    fields = Fields(value, intake, ("width", "blocks"), "a column")
    blocks = read_blocks(fields.list("blocks", required=True), folder, intake)
    return Column(blocks, read_share(fields, intake), value.span)


def _notes(fields: Fields, folder: Path, intake: Intake) -> tuple[Block, ...]:
    kept = []
    for block in read_blocks(fields.list("notes"), folder, intake):
        if isinstance(block, TextBlock):
            kept.append(block)
        for shape in shapes_in(block):
            message = f"{noun(shape)} in notes has no place"
            intake.report(LOST_CONTENT, shape.span, message, "notes are text")
    return tuple(kept)


def _listed(value: Value, intake: Intake) -> tuple[Value, ...]:
    return Fields(None, intake, (), "a region").values_of(value, "a region")
