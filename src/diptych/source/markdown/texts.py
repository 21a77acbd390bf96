"""Texts of a slide: their runs, their attributes, their steps, the pictures among their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.diagnostics import DiagnosticKind, Span, nearest_name
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, split_trailing
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.markup.inline import Parsed, parse_inline
from diptych.markup.picture import PictureMark
from diptych.markup.tags import CLASSES
from diptych.model.block import Block
from diptych.model.labels import Unnumbered
from diptych.model.source_text import SourceText
from diptych.model.text import LineBreak, Run, Text
from diptych.source.markdown.diagnostic_kinds import (
    ALMOST_BLOCK,
    MISPLACED_BLOCK,
    MOVED_PICTURE,
    NO_BLANK_LINE,
    STRAY_SIGN,
    UNREAD_SYNTAX,
)
from diptych.source.markdown.equations import Wanted, Written, described, equation
from diptych.source.markdown.page import FRAGMENT, ORDERED, Page
from diptych.source.markdown.pictures import read_figure
from diptych.source.markdown.refusals import ALMOST, PARAGRAPHS, SWALLOWED, unclosed
from diptych.source.pictures.data_urls import shown_path
from diptych.source.reading.attribute_places import report_attribute
from diptych.source.reading.source_reader import SourceReader

_ENDING_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\s*$")
"""A backslash at the end of a paragraph or heading: a line break with nothing after it."""
_ALIKE = 0.75


def _instead_of(word: str, *, is_fragment_allowed: bool) -> str:
    """Return a hint for an attribute without a meaning at the end of a text."""
    name = word.removeprefix(".")
    if name != word and name in CLASSES:
        return f"write `[words]{{{word}}}`, with no space before the brace"
    near = nearest_name(name, (FRAGMENT,), alike=_ALIKE) if is_fragment_allowed else None
    if name != word and near is not None:
        return f"did you mean `.{near}`?"
    return "only an id, `{#id}`, is supported here"


class TextReader:
    """Turns texts into runs, with the steps at which they appear and the pictures among them."""

    def __init__(self, page: Page, reader: SourceReader, *, incremental: bool) -> None:
        self.page = page
        self.reader = reader
        self.incremental = incremental
        self.step = 0
        self.paused = 0
        self.order: dict[str, int] = {}
        """The steps of fragments that are numbered, by their numbers as written."""
        self.pauses = False
        """Whether the last text ends in a pause."""
        self.examples = 0
        """How many lists of examples have been read."""
        self.used: set[str] = set()
        """Labels of the link definitions in use."""
        self.aside: list[Block] = []
        """Pictures among the words of a block, which go below it."""
        self.unnumbered: list[Unnumbered] = []

    def text(self, place: SourceText) -> Text:
        """Return the inline Markdown at `place`, with its pictures set aside."""
        definitions = self.page.definitions
        parsed = self.reader.parsed(
            parse_inline(place, definitions, pictures=True, locale=self.reader.language)
        )
        self.used |= parsed.used
        self.pauses = parsed.pauses
        self.set_aside(parsed.pictures)
        return parsed.text

    def words(self, place: SourceText) -> Text:
        """Return the inline Markdown at `place`, where pictures are not allowed."""
        parsed = self.reader.parsed(
            parse_inline(place, self.page.definitions, locale=self.reader.language)
        )
        self.used |= parsed.used
        return parsed.text

    def attributed(self, place: SourceText) -> tuple[Text, Attributes]:
        """Return the text at `place`, and the attributes at its end, which belong to it."""
        text, attributes = self.attributed_at(place)
        if attributes and not text.source.strip():
            message, hint = "there is no text before these attributes", "write them after a text"
            self.report(UNKNOWN_ATTRIBUTE, text.span, message, hint)
        return text, attributes

    def attributed_at(self, place: SourceText) -> tuple[Text, Attributes]:
        """Return the text at `place`, and the attributes at its end."""
        content, attributes = split_trailing(place.text)
        at = place.text.find("{", len(content.rstrip())) if attributes else place.text.rfind("{")
        if attributes is None:
            message, hint = "these attributes cannot be read", "write `{#id}`; an id has no spaces"
            self.report(UNKNOWN_ATTRIBUTE, place.span(at), message, hint)
        content = _ENDING_BREAK.sub(r"\1", content)
        return self.text(place.part(0, len(content))), attributes or NO_ATTRIBUTES

    def only_id(
        self, attributes: Attributes, span: Span, *, is_fragment_allowed: bool = False
    ) -> None:
        """Report all `attributes` other than an id."""
        for word in attributes.words:
            message = f"attribute `{word}` has no meaning here"
            hint = _instead_of(word, is_fragment_allowed=is_fragment_allowed)
            report_attribute(self.reader, UNKNOWN_ATTRIBUTE, span, word, message, hint)

    def alone(self, place: SourceText) -> Parsed | None:
        """Return the parsed text if it has only pictures and spaces, else None."""
        if "![" not in place.text and "<img" not in place.text:
            return None
        parsed = parse_inline(
            place, self.page.definitions, pictures=True, locale=self.reader.language
        )
        spaces = all(isinstance(inline, Run | LineBreak) for inline in parsed.text.inlines)
        # The block parser strips the space of a final `\ `.
        is_alone = parsed.pictures and spaces and parsed.text.plain in {"", "\\"}
        return parsed if is_alone else None

    def figures(self, parsed: Parsed) -> list[Block]:
        r"""Return a picture, or several in a row.

        A single picture is a figure with its words as the caption, unless it is in a link or
        followed by something, even just `\ ` (Pandoc manual, "Images").
        """
        self.reader.parsed(parsed)
        self.used |= parsed.used
        marks = parsed.pictures
        is_figure = len(marks) == 1 and marks[0].link is None and parsed.text.is_empty
        read = [self.picture(mark, is_figure=is_figure) for mark in marks]
        pictures = tuple(picture for picture in read if picture is not None)
        if len(pictures) < 2:  # noqa: PLR2004 - not a row
            return [*pictures]
        return [Pictures(pictures=pictures, span=pictures[0].span, step=self.paused)]

    def picture(self, mark: PictureMark, *, is_figure: bool) -> Picture | None:
        """Return a picture."""
        words = self.words(mark.caption)
        picture = read_figure(mark, words, self.page, self.reader, is_figure=is_figure)
        if picture is None:
            return None
        return replace(picture, step=self.step_of(mark.attributes, picture.span))

    def set_aside(self, marks: Sequence[PictureMark]) -> None:
        """Keep pictures among words, to be placed below the block of these words."""
        for mark in marks:
            picture = self.picture(mark, is_figure=False)
            if picture is not None:
                self.aside.append(picture)
                name = shown_path(unquote(mark.path))
                message = f"{picture.noun.removeprefix('a ')} `{name}` is in a line of text"
                hint = "it is shown below the text; give it a paragraph of its own"
                self.report(MOVED_PICTURE, picture.span, message, hint, subject=name)

    def equation(self, written: Written) -> Block:
        """Return a formula on lines of its own."""
        step = self.step_of(written.attributes, written.span)
        alt = described(written, self.reader)
        wanted = Wanted(id=written.attributes.id, alt=alt, step=step)
        return equation(written.tex, wanted, written.span, self.reader)

    def check_paragraph(self, place: SourceText) -> None:
        """Report text that Pandoc would read, or an author may mean, as something else."""
        has_lines = "\n" in place.text
        is_line = not has_lines and place.text[:1].isalnum()
        for pattern, what, hint in () if is_line else PARAGRAPHS:
            if re.match(pattern, place.text):
                span = place.span()
                self.report(UNREAD_SYNTAX, span, what, hint, subject=f"line {span.line}")
        for pattern, what, hint in () if is_line else ALMOST:
            if found := re.match(pattern, place.text):
                self.report(ALMOST_BLOCK, place.span(found.start("at")), what, hint)
        for at, what, hint in unclosed(place.text):
            self.report(STRAY_SIGN, place.span(at), what, hint)
        for pattern, what in SWALLOWED if has_lines else ():
            if found := re.search(pattern, place.text):
                message = f"this is part of the paragraph above it, not a {what}"
                hint = "put an empty line above it, as Pandoc requires"
                self.report(NO_BLANK_LINE, place.span(found.start("at")), message, hint)

    def step_of(self, attributes: Attributes, span: Span) -> int:
        """Return the step at which something with these attributes appears.

        That of a fragment is the next one, or has its place among those of the slide that are
        numbered, which come first, as in reveal.js.
        """
        if FRAGMENT not in attributes.classes:
            return self.paused
        written = next(
            (attributes.values[key] for key in ORDERED if key in attributes.values), None
        )
        if written is None:
            return self.next_step()
        if written in self.order:
            return self.order[written]
        message = f"`{written}` is not the number of a step"
        hint = "number fragments from 1, `{.fragment index=2}`"
        report_attribute(self.reader, UNKNOWN_ATTRIBUTE, span, f"index={written}", message, hint)
        return self.next_step()

    def marked_step(self, attributes: Attributes, span: Span) -> int:
        """Return the step of a text with these attributes; report those without a meaning."""
        classes = tuple(name for name in attributes.classes if name != FRAGMENT)
        values = attributes.values
        if len(classes) < len(attributes.classes):
            values = {key: value for key, value in values.items() if key not in ORDERED}
        rest = replace(attributes, classes=classes, values=values)
        self.only_id(rest, span, is_fragment_allowed=True)
        return self.step_of(attributes, span)

    def pause_if_asked(self) -> None:
        """Begin a new step if the last text ends in a pause."""
        if self.pauses:
            self.pauses = False
            self.paused = self.next_step()

    def next_step(self) -> int:
        """Return a new step, after all those so far."""
        self.step += 1
        return self.step

    def is_stepwise(self, attributes: Attributes) -> bool:
        """Return whether the parts of a block appear one by one: as it says, or as all here do."""
        return "incremental" in attributes.classes or (
            self.incremental and "nonincremental" not in attributes.classes
        )

    def misplaced(self, block: Block, where: str, hint: str) -> None:
        """Report a block in a place where it is not allowed."""
        message = f"{block.noun} is not allowed {where}"
        self.report(MISPLACED_BLOCK, block.span, message, hint, subject=block.noun)

    def report(
        self,
        kind: DiagnosticKind,
        span: Span,
        message: str,
        hint: str | None,
        *,
        subject: str = "",
    ) -> None:
        """Report a diagnostic."""
        self.reader.report(kind, span, message, hint, subject=subject)
