"""Variables and citation marks become runs; their values are never parsed again."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.markup.spacing import spaced
from diptych.memo import NO_MEMO, Memo, interned
from diptych.model.deck import Reference, Section, Slide, Talk
from diptych.model.text import (
    Citation,
    FootnoteMark,
    Inline,
    LineBreak,
    Run,
    RunStyle,
    Text,
    Variable,
)
from diptych.model.walk import map_texts
from diptych.resolve.expressions import Expressions
from diptych.resolve.korean import tied, upright

NO_READINGS: Mapping[str, str] = {}

_RAISED = RunStyle(raised="super")


class Marks(Struct, frozen=True):
    """What mentions are shown as, by the keys of their sources."""

    shown: Mapping[str, Run]
    names: Mapping[str, str]
    """Who wrote them, for `@key` in words; of an example, its number."""


NO_MARKS = Marks({}, {})


def fill_variables(
    talk: Talk,
    locale: str | None = None,
    readings: Mapping[str, str] = NO_READINGS,
    memo: Memo = NO_MEMO,
) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with every variable and mark in its texts replaced by what it stands for.

    Dates and numbers are written as in `locale`, the source's where none is given; `readings` say
    how words are read aloud, for Korean particles.
    """
    shown_in = locale or talk.source_locale
    values = {**talk.variables, "talk": {**talk.facts, "locale": shown_in}}
    expressions = Expressions(values, shown_in, readings, talk)
    names = {key: reference.names for key, reference in talk.references.items()}
    names |= {label: str(number) for label, number in talk.examples.items()}
    named = Marks({key: _named(reference) for key, reference in talk.references.items()}, names)
    made_of = memo.recall(("values", talk.name, shown_in), interned, (values, named, readings))

    def filled(slide: Slide) -> Slide:
        place, found = ("filled", talk.name, shown_in, slide.id), len(expressions.found)
        kept: Slide | None = memo.look(place, (slide, made_of))
        if kept is not None:
            return kept
        made = _filled_slide(slide, named, expressions)
        if len(expressions.found) == found:
            memo.keep(place, (slide, made_of), made)
        return made

    sections = tuple(
        Section(_filled(section.title, NO_MARKS, expressions), tuple(map(filled, section.slides)))
        for section in talk.sections
    )
    title = _filled(talk.title, NO_MARKS, expressions)
    footer = talk.footer and _filled(talk.footer, NO_MARKS, expressions)
    return replace(talk, title=title, footer=footer, sections=sections), tuple(expressions.found)


def _filled_slide(slide: Slide, named: Marks, of_talk: Expressions) -> Slide:
    given = slide.use.values if slide.use is not None else {}
    expressions = of_talk.within({**slide.values, **given})
    numbers = {
        source.key: Run(str(source.number), _RAISED, source.link, "citation")
        for source in slide.sources
    }
    marks = Marks(numbers, named.names)
    notes = map_texts(slide.notes, lambda text: _filled(text, named, expressions))
    shown = map_texts(replace(slide, notes=()), lambda text: _filled(text, marks, expressions))
    return replace(shown, notes=notes)


def _named(reference: Reference) -> Run:
    """Return how notes mention a reference: they have no foot that a number could lead to."""
    return Run(f"[{reference.label}]", link=reference.url)


def _filled(text: Text, marks: Marks, expressions: Expressions) -> Text:
    inlines = text.inlines
    if not all(isinstance(inline, Run | LineBreak) for inline in inlines):
        runs = (run for inline in inlines for run in _runs(inline, marks, expressions))
        inlines = spaced(runs)  # a value may be empty, or hold line ends
    if (text.locale or expressions.locale).startswith("ko"):
        inlines = tied(upright(inlines))
    return text if inlines is text.inlines else replace(text, inlines=inlines)


def _runs(inline: Inline, marks: Marks, expressions: Expressions) -> list[Inline]:
    match inline:
        case Citation():
            shown = _separated([marks.shown[key] for key in inline.keys if key in marks.shown])
            return [*_named_in_words(inline, marks), *shown]
        case FootnoteMark():
            label = f"^{inline.label}"
            return [marks.shown[label]] if label in marks.shown else []
        case Variable():
            value = expressions.value(inline)
            return [Run(value, inline.style, inline.link)] if value else []
        case _:
            return [inline]


def _named_in_words(citation: Citation, marks: Marks) -> list[Inline]:
    """Return who wrote what `@key` stands for; the text itself where that is not a source."""
    if not citation.written:
        return []
    name = marks.names.get(citation.keys[0], citation.written)
    return [Run(name, citation.style, citation.link)] if name else []


def _separated(marks: list[Run]) -> list[Inline]:
    inlines: list[Inline] = []
    for mark in marks:
        if inlines:
            inlines.append(replace(mark, text="," if mark.role else ", ", link=None))
        inlines.append(mark)
    return inlines
