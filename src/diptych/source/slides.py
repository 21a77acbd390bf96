"""One slide file, Markdown with front matter or pure YAML, becomes a slide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from diptych.diagnostics import Span
from diptych.model.deck import Column, Placed, Slide
from diptych.model.text import literal
from diptych.source.faults import (
    BAD_SLIDE_ID,
    BROKEN_YAML,
    LOST_CONTENT,
    MISSING_TITLE,
    UNKNOWN_FOOTNOTE,
    UNUSED_FOOTNOTE,
)
from diptych.source.fields import Fields
from diptych.source.intake import Intake
from diptych.source.markdown import Parsed, build_slide, parse_tokens
from diptych.source.footnotes import footnote_marks
from diptych.source.yaml_blocks import read_blocks
from diptych.source.yaml_tree import Value, read_yaml

FRONT_MATTER = (
    "layout", "kicker", "title", "show_title", "density", "tags", "refs", "allow", "incremental",
)  # fmt: skip
"""Keys that may stand in the front matter of a slide."""
YAML_ONLY = ("body", "columns", "regions", "notes")
"""Keys that a slide written in YAML has besides, in place of a body."""

_ID = re.compile(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SplitSource:
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


def slide_path(folder: Path, slide_id: str) -> Path | None:
    """Return the file of a slide, Markdown before YAML, or None if there is none."""
    candidates = (folder / f"{slide_id}{suffix}" for suffix in (".md", ".yaml", ".yml"))
    return next((path for path in candidates if path.is_file()), None)


def read_slide(path: Path, slide_id: str, intake: Intake, *, wanted_by: Span) -> Slide:
    """Return the slide in the file at `path`; a broken one if it cannot be read at all."""
    name = intake.name(path)
    span = Span(name, 1)
    errors = _errors(intake)
    if not _ID.fullmatch(slide_id):
        message = f"`{slide_id}` is no slide id"
        hint = "use lower-case letters, digits and hyphens, each part beginning with a letter"
        intake.report(BAD_SLIDE_ID, wanted_by, message, hint)
    text = intake.read_text(path, wanted_by=wanted_by)
    if text is None:
        return broken_slide(slide_id, span)
    if path.suffix == ".md":
        slide = _markdown_slide(text, name, path.parent, slide_id, intake)
    else:
        slide = _yaml_slide(text, name, path.parent, slide_id, intake)
    return slide or broken_slide(slide_id, span, was_broken=_errors(intake) > errors)


def broken_slide(slide_id: str, span: Span, *, was_broken: bool = True) -> Slide:
    """Return a slide that keeps the place of one that could not be read."""
    return Slide(id=slide_id, title=literal(slide_id, span), span=span, broken=was_broken)


def _errors(intake: Intake) -> int:
    return sum(found.is_error for found in intake.found)


def _markdown_slide(text: str, name: str, folder: Path, slide_id: str, intake: Intake) -> Slide | None:
    source = split_front_matter(text)
    front = read_yaml(source.front, name, intake, first_line=2) if source.front else None
    if source.front is None and re.match(r"---[ \t]*\n", text):
        span = Span(name, 1, 1, 3)
        intake.report(BROKEN_YAML, span, "the front matter is never closed", "end it with a line `---`")
        return None
    fields = Fields(front, intake, FRONT_MATTER, "a slide's front matter")
    parsed = build_slide(
        parse_tokens(source.body),
        source.body.split("\n"),
        name,
        folder,
        intake,
        incremental=fields.boolean("incremental", default=False),
    )
    return make_slide(slide_id, parsed, fields, Span(name, 1), intake)


def make_slide(slide_id: str, parsed: Parsed, fields: Fields, span: Span, intake: Intake) -> Slide:
    """Return the slide that front matter and body make together."""
    title = fields.text("title") or parsed.title
    if "title" in fields and parsed.title is not None:
        message = "the title is given twice, in the front matter and as a heading"
        intake.report(LOST_CONTENT, parsed.title.span, message, "keep one of them")
    if title is None or title.is_empty:
        hint = "begin with `# Title`; to hide it, set `show_title: false`"
        intake.report(MISSING_TITLE, span, f"slide `{slide_id}` has no title", hint)
        title = literal(slide_id, span)
    layout = fields.value("layout")
    slide = Slide(
        id=slide_id,
        title=title,
        span=title.span,
        show_title=fields.boolean("show_title", default=True),
        kicker=fields.text("kicker"),
        layout=fields.string("layout"),
        layout_span=layout.span if layout else None,
        density=fields.string("density"),
        tags=tuple(tag for tag, _ in fields.strings("tags")),
        allow=tuple(name for name, _ in fields.strings("allow")),
        body=parsed.body,
        columns=parsed.columns,
        placed=parsed.placed,
        notes=parsed.notes,
        refs=fields.strings("refs"),
        footnotes=parsed.footnotes,
    )
    _check_footnotes(slide, intake)
    return slide


def _check_footnotes(slide: Slide, intake: Intake) -> None:
    marks = {mark.label: mark.span for mark in footnote_marks(slide)}
    for label, span in marks.items():
        if label not in slide.footnotes:
            hint = f"add a line `[^{label}]: ...`"
            intake.report(UNKNOWN_FOOTNOTE, span, f"footnote `{label}` is not defined", hint)
    for label, text in slide.footnotes.items():
        if label not in marks:
            message = f"footnote `{label}` is not mentioned"
            intake.report(UNUSED_FOOTNOTE, text.span, message, f"mention it with `[^{label}]`")


def _yaml_slide(text: str, name: str, folder: Path, slide_id: str, intake: Intake) -> Slide | None:
    value = read_yaml(text, name, intake)
    if value is None or not isinstance(value.data, Mapping):
        Fields(value, intake, (), "a slide")
        if value is None:
            intake.report(MISSING_TITLE, Span(name, 1), f"slide `{slide_id}` is empty or broken")
        return None
    fields = Fields(value, intake, (*FRONT_MATTER, *YAML_ONLY), "a slide")
    parsed = Parsed(
        body=read_blocks(fields.list("body"), folder, intake),
        columns=tuple(_column(column, folder, intake) for column in fields.list("columns")),
        placed=tuple(
            Placed(region, read_blocks(_listed(entry.value, intake), folder, intake), entry.key_span)
            for region, entry in fields.mapping("regions").items()
        ),
        notes=read_blocks(fields.list("notes"), folder, intake),
    )
    return make_slide(slide_id, parsed, fields, value.span, intake)


def _column(value: Value, folder: Path, intake: Intake) -> Column:
    fields = Fields(value, intake, ("width", "blocks"), "a column")
    width = fields.number("width")
    share = None if width is None else min(1.0, width / 100 if width > 1 else width)
    return Column(read_blocks(fields.list("blocks", required=True), folder, intake), share, value.span)


def _listed(value: Value, intake: Intake) -> tuple[Value, ...]:
    holder = Fields(None, intake, (), "a region")
    return holder.values_of(value, "a region")


