"""Turns variables and citation marks into runs; their values are never parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.cldr.locales import locale_of
from diptych.diagnostics import Diagnostic
from diptych.markup.spacing import spaced
from diptych.memo import NO_MEMO, Memo, interned
from diptych.model.abstract import Abstract
from diptych.model.deck import Reference, Section, Slide, Talk
from diptych.model.labels import mentioned_label
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
from diptych.model.theme import in_language
from diptych.model.walk import map_texts, texts_of
from diptych.resolve.expressions import Expressions
from diptych.resolve.korean import upright
from diptych.resolve.labels import with_numbers
from diptych.resolve.marked import are_marked

NO_READINGS: Mapping[str, str] = {}

_RAISED = RunStyle(raised="super")


class Marks(Struct, frozen=True):
    """How mentions of sources are shown, by key."""

    shown: Mapping[str, Run]
    names: Mapping[str, str]
    """Their authors, for `@key` in running text; for an example, its number."""
    labels: Mapping[str, Run] = {}
    """What figures, equations and the like are called by label, each with a link to its slide."""
    numerals: Mapping[str, Run] = {}
    """Their numbers alone, with the same links."""

    def of(self, key: str, *, is_bare: bool) -> Run | None:
        """Return what is shown for a key, or its number alone; None if the key is unknown."""
        label = mentioned_label(key)
        named = (self.numerals if is_bare else self.labels).get(label) if label else None
        return named or self.shown.get(key)

    def on(self, slide: str) -> Marks:
        """Return them as shown on a slide, where nothing leads to itself."""
        labels, numerals = (
            {
                label: replace(run, link=None) if run.link == f"#{slide}" else run
                for label, run in runs.items()
            }
            for runs in (self.labels, self.numerals)
        )
        return replace(self, labels=labels, numerals=numerals)


NO_MARKS = Marks({}, {})


def fill_variables(
    talk: Talk,
    locale: str | None = None,
    readings: Mapping[str, str] = NO_READINGS,
    memo: Memo = NO_MEMO,
) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with every variable and mark in its texts replaced by its value.

    Dates and numbers are written as in `locale`, by default the source's; `readings` are the
    pronunciations of words, for Korean particles.
    """
    shown_in = locale or talk.source_locale
    facts = {**talk.facts, "locale": shown_in}
    if "title" in facts and not talk.title.has_marks:  # which is Markdown, as other facts are not
        facts["title"] = talk.title.plain
    values = {**talk.variables, "talk": facts}
    expressions = Expressions(values, shown_in, readings, talk)
    named = _marks(talk, shown_in)
    made_from = (values, named, talk.labels, readings)
    marked = iter(are_marked(talk, memo))
    is_as_written = not talk.labels and not shown_in.startswith("ko")
    made_of = memo.recall(("values", talk.name, shown_in), interned, made_from)

    def filled(slide: Slide) -> Slide:
        if not next(marked) and is_as_written:
            return slide
        place, found = ("filled", talk.name, shown_in, slide.id), len(expressions.found)
        kept: Slide | None = memo.look(place, (slide, made_of))
        if kept is not None:
            return kept
        counted = with_numbers(slide, talk.labels, shown_in) if talk.labels else slide
        made = _filled_slide(counted, named, expressions)
        if len(expressions.found) == found:
            memo.keep(place, (slide, made_of), made)
        return made

    sections = tuple(
        Section(_filled(section.title, NO_MARKS, expressions), tuple(map(filled, section.slides)))
        for section in talk.sections
    )
    written = _footer(talk, shown_in)
    date, *shorter_dates = _dates(talk, shown_in)
    filled_talk = replace(
        talk,
        title=_filled(talk.title, NO_MARKS, expressions),
        footer=written and _filled(written, NO_MARKS, expressions),
        sections=sections,
        abstract=_filled_abstract(talk, expressions),
        shown_date=date,
        shorter_dates=tuple(shorter_dates),
    )
    return filled_talk, tuple(expressions.found)


def _marks(talk: Talk, locale: str) -> Marks:
    """Return what the marks of a talk's slides stand for in a language."""
    names = {key: reference.names for key, reference in talk.references.items()}
    names |= {label: str(number) for label, number in talk.examples.items()}
    labels = {
        label: Run(one.named(locale), link=f"#{one.slide}") for label, one in talk.labels.items()
    }
    numerals = {
        label: replace(run, text=talk.labels[label].numeral) for label, run in labels.items()
    }
    cited = {key: _named(reference) for key, reference in talk.references.items()}
    return Marks(cited, names, labels, numerals)


def _filled_abstract(talk: Talk, expressions: Expressions) -> dict[str, Abstract]:
    """Return the abstract of a talk in each language, with its variables filled."""
    return {
        locale: map_texts(one, lambda text: _filled(text, NO_MARKS, expressions))
        if any(text.has_marks for text in one.texts)
        else one
        for locale, one in talk.abstract.items()
    }


def _footer(talk: Talk, locale: str) -> Text | None:
    """Return the footer in the language of `locale`, or else that of the source."""
    return in_language(locale, talk.at_foot.footers) or talk.footer


_STYLES = ("full", "long", "medium")
"""How dates are written, the longest first; what is shorter could be taken for another day."""


def _dates(talk: Talk, locale: str) -> tuple[str, ...]:
    """Return the date at the foot of slides as written in a language, and in shorter ways."""
    day, style = talk.at_foot.date or talk.day, talk.at_foot.date_style
    if not style or day is None:
        return ("",)
    from diptych.cldr.dates import written_day

    shorter = _STYLES[_STYLES.index(style) :] if style in _STYLES else (style,)
    return tuple(written_day(day, one, locale_of(locale)) for one in shorter)


def _filled_slide(slide: Slide, named: Marks, of_talk: Expressions) -> Slide:
    has_words_alone = not any(text.has_marks or text.locale for text in texts_of(slide))
    if has_words_alone and not of_talk.locale.startswith("ko"):
        return slide
    given = slide.use.values if slide.use is not None else {}
    expressions = of_talk.within({**slide.values, **given})
    numbers = {
        source.key: Run(str(source.number), _RAISED, source.link, "citation")
        for source in slide.sources
    }
    marks = replace(named.on(slide.id), shown=numbers)
    notes = map_texts(slide.notes, lambda text: _filled(text, named, expressions))
    shown = map_texts(replace(slide, notes=()), lambda text: _filled(text, marks, expressions))
    return replace(shown, notes=notes)


def _named(reference: Reference) -> Run:
    """Return a reference as mentioned in notes, which have no numbered list of sources."""
    return Run(f"[{reference.label}]", link=reference.url)


def _filled(text: Text, marks: Marks, expressions: Expressions) -> Text:
    inlines = text.inlines
    if not all(isinstance(inline, Run | LineBreak) for inline in inlines):
        runs: list[Inline] = []
        for inline in inlines:
            made = _runs(inline, marks, expressions)
            if isinstance(inline, Citation) and inline.is_alone and _are_raised(made):
                runs = _without_last_space(runs)
            runs += made
        inlines = spaced(runs)  # a value may be empty, or contain line breaks
    if (text.locale or expressions.locale).startswith("ko"):
        inlines = upright(inlines)
    return text if inlines is text.inlines else replace(text, inlines=inlines)


def _are_raised(runs: Sequence[Inline]) -> bool:
    """Return whether these are the numbers of sources."""
    return bool(runs) and isinstance(runs[0], Run) and runs[0].role == "citation"


def _without_last_space(runs: list[Inline]) -> list[Inline]:
    """Return runs without the space at their end: `word [@key]` is set as `word[@key]`."""
    if not runs or not isinstance(runs[-1], Run):
        return runs
    return [*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" "))]


def _runs(inline: Inline, marks: Marks, expressions: Expressions) -> list[Inline]:
    match inline:
        case Citation():
            return _in_words(inline, marks) if inline.written else _in_brackets(inline, marks)
        case FootnoteMark():
            label = f"^{inline.label}"
            return [marks.shown[label]] if label in marks.shown else []
        case Variable():
            value = expressions.value(inline)
            return [Run(value, inline.style, inline.link)] if value else []
        case _:
            return [inline]


def _in_words(citation: Citation, marks: Marks) -> list[Inline]:
    """Return what `@key` is called: a figure, or a source with its number; else it as written."""
    (key,) = citation.keys
    mark = marks.of(key, is_bare=bool(citation.bare))
    if mark is not None and key not in marks.shown:
        return [replace(mark, style=citation.style)]
    if mark is not None and citation.bare:
        return [mark]
    name = marks.names.get(key, citation.written)
    named: list[Inline] = [Run(name, citation.style, citation.link)] if name else []
    return [*named, mark] if mark is not None else named


def _in_brackets(citation: Citation, marks: Marks) -> list[Inline]:
    """Return the numbers in `[@key; @key]`; an unknown key is shown as written."""
    found = {key: marks.of(key, is_bare=key in citation.bare) for key in citation.keys}
    unknown = {
        key: Run(f"-@{key}" if key in citation.bare else f"@{key}")
        for key, mark in found.items()
        if mark is None
    }
    if citation.is_alone and len(unknown) == len(found):
        return [Run(f"[{'; '.join(run.text for run in unknown.values())}]")]
    shown = (found[key] or unknown.get(key) for key in citation.keys)
    return _separated([mark for mark in shown if mark is not None])


def _separated(marks: list[Run]) -> list[Inline]:
    inlines: list[Inline] = []
    for mark in marks:
        if inlines:
            inlines.append(replace(mark, text="," if mark.role else ", ", link=None))
        inlines.append(mark)
    return inlines
