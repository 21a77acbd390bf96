"""Checks that a translation has the same links, variables, numbers and so on as its source.

They are compared after parsing: word order may change, and with it the order of links, variables
and numbers, but not how many of each there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from diptych.cldr.numbers import decimal_sign
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span, nearest
from diptych.localise.units import is_in_place
from diptych.model.labels import mentioned_label, with_particle
from diptych.model.text import (
    Citation,
    FootnoteMark,
    LineBreak,
    Run,
    RunStyle,
    Text,
    Variable,
    only_run,
)

if TYPE_CHECKING:
    from diptych.localise.numbers import Number

MARKUP_DIFFERS = DiagnosticKind(
    "LOC301",
    "markup-differs",
    "A translation does not have the same links, icons, formulas, code spans, variables, citations,"
    " footnotes or line breaks as its source, or a different number of bold or italic passages.",
)
NUMBERS_DIFFER = DiagnosticKind(
    "LOC302",
    "numbers-differ",
    "A number of the source is missing in a translation, or one was added; numbers are compared by"
    " value, so `$3.2B` is the same as `32억 달러`.",
    Severity.WARNING,
)

_APART = "\ufffc"
"""The placeholder for what is not words, so that the words around it do not merge."""
_THOUSANDS = re.compile(r"(?<=\d)(?:\\,|\{,\}|,)(?=\d{3}(?!\d))")
_THOUSANDS_BESIDE_COMMA = re.compile(r"(?<=\d)(?:\\,|~|\{\.\}|\.)(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d)\{,\}(?=\d)")
_BEFORE_FILTER = re.compile(r"""(?:[^|"']|"[^"]*"|'[^']*')*""")
_SAME_NUMBERS = "write the numbers of the source, in the style of the language"


class Locales(NamedTuple):
    """The languages of a text and of its translation."""

    source: str
    translation: str


def compare(
    source: Text, translation: Text, span: Span, locales: Locales
) -> tuple[Diagnostic, ...]:
    """Return diagnostics at `span` for what `translation` lacks or adds; words are not compared."""
    if _is_bare(source) and _is_bare(translation):
        return tuple(_numbers(source, translation, span, locales))
    return (
        *(found for kind in _KINDS for found in _things(kind, source, translation, span, locales)),
        *(found for kind in _STYLES for found in _stretches(kind, source, translation, span)),
        *_line_breaks(source, translation, span),
        *_numbers(source, translation, span, locales),
    )


def _is_bare(text: Text) -> bool:
    """Return whether a text is only words, as most are."""
    run = only_run(text.inlines)
    return run is not None and run.link is None


def prose(text: Text) -> str:
    """Return the words of `text` that are translated, with placeholders for everything else.

    That is code and variables, and the edges of superscripts and subscripts.
    """
    return "".join(map(_prose, text.inlines))


def _prose(inline: object) -> str:
    match inline:
        case Run(style=style) if style.code:
            return _APART
        case Run(style=style, text=text) if style.raised:
            return f"{_APART}{text}{_APART}"
        case Run(text=text):
            return text
        case LineBreak():
            return "\n"
        case Variable():
            return _APART
        case _:
            return ""


class _Kind(Struct, frozen=True):
    """Something that a text mentions: its singular and plural, and a hint for differences."""

    one: str
    several: str
    named: Callable[[Text], Iterator[str]]
    hint: str
    has_particles: bool = False
    """Whether letters right after a name would belong to it."""
    meaning: Callable[[str, str], str] | None = None
    """Returns what a name means in a locale, if it may be written differently in another."""


def _things(
    kind: _Kind, source: Text, translation: Text, span: Span, locales: Locales
) -> Iterator[Diagnostic]:
    wanted, there = Counter(kind.named(source)), Counter(kind.named(translation))
    missing, extra = wanted - there, there - wanted
    if kind.meaning is not None and missing and extra:
        missing, extra = _meaning_others(kind.meaning, missing, extra, locales)
    if missing or extra:
        message = _differing(_listed(kind, missing), _listed(kind, extra))
        yield MARKUP_DIFFERS.at(span, message, hint=_mending(kind, wanted, missing, extra))


def _meaning_others(
    meaning: Callable[[str, str], str],
    missing: Counter[str],
    extra: Counter[str],
    locales: Locales,
) -> tuple[Counter[str], Counter[str]]:
    """Return what is left of both sides without pairs that mean the same in their languages."""
    missing, extra = missing.copy(), extra.copy()
    for name in tuple(missing.elements()):
        meant = meaning(name, locales.source)
        twin = next((one for one in extra if meaning(one, locales.translation) == meant), None)
        if twin is not None:
            missing -= Counter((name,))
            extra -= Counter((twin,))
    return missing, extra


def _mending(kind: _Kind, wanted: Counter[str], missing: Counter[str], extra: Counter[str]) -> str:
    """Return a hint, with the name that was meant if an unknown one was added."""
    invented = next((name for name in extra if name not in wanted), None)
    if invented is not None and wanted:
        keys = [name.removeprefix("@") for name in wanted] if kind.has_particles else []
        apart = with_particle(invented.removeprefix("@"), keys)
        return apart or nearest(invented, missing or wanted)
    return kind.hint if missing else "leave it out, or write it in the source as well"


def _listed(kind: _Kind, names: Counter[str]) -> str:
    if not names:
        return ""
    quoted = _quoted(names)
    return f"{kind.one if len(names) == 1 else kind.several} {quoted}"


def _quoted(names: Counter[str]) -> str:
    times = ((f"`{name}`", count) for name, count in names.items())
    return ", ".join(name if count == 1 else f"{name} ({count} times)" for name, count in times)


def _differing(missing: str, extra: str) -> str:
    if not extra:
        return f"the translation lacks {missing}"
    if not missing:
        return f"the translation adds {extra}"
    return f"the translation lacks {missing} and adds {extra}"


def _links(text: Text) -> Iterator[str]:
    for link, _ in _stretched(text, lambda inline: inline.link):
        yield link


def _code(text: Text) -> Iterator[str]:
    for inline in text.inlines:
        if isinstance(inline, Run) and inline.style.code:
            yield inline.text


def _icons(text: Text) -> Iterator[str]:
    for inline in text.inlines:
        if isinstance(inline, Run) and inline.icon:
            yield from [f":icon-{inline.icon}:"] * len(inline.text)


def _formulas(text: Text) -> Iterator[str]:
    for inline in text.inlines:
        if isinstance(inline, Run) and inline.formula is not None:
            yield from [f"${inline.formula.tex}$"] * len(inline.text)


def _with_point(formula: str, locale: str) -> str:
    """Return a formula with points before decimals and nothing between thousands: `14{,}4`."""
    if decimal_sign(locale) == ".":
        return _THOUSANDS.sub("", formula)
    return _DECIMAL_COMMA.sub(".", _THOUSANDS_BESIDE_COMMA.sub("", formula))


def _variables(text: Text) -> Iterator[str]:
    for inline in text.inlines:
        if isinstance(inline, Variable):
            yield f"{{{{ {_unfiltered(inline.expression)} }}}}"


def _unfiltered(expression: str) -> str:
    """Return the expression before its first filter: a translation may format it differently."""
    found = _BEFORE_FILTER.match(expression)
    return " ".join((found[0] if found else expression).split())


def _citations(text: Text) -> Iterator[str]:
    for inline in text.inlines:
        if isinstance(inline, Citation):
            yield from (f"@{mentioned_label(key) or key}" for key in inline.keys)


def _footnotes(text: Text) -> Iterator[str]:
    """Yield the marks; all inline notes have the same one, since their labels are generated."""
    for inline in text.inlines:
        if isinstance(inline, FootnoteMark):
            yield "^[…]" if is_in_place(inline.label) else f"[^{inline.label}]"


_KINDS = (
    _Kind("the link to", "the links to", _links, "copy the address from the source"),
    _Kind("the icon", "the icons", _icons, "copy it from the source, `:icon-name:`"),
    _Kind(
        "the formula",
        "the formulas",
        _formulas,
        "copy it from the source, `$...$`",
        meaning=_with_point,
    ),
    _Kind("the code", "the code", _code, "copy it from the source; code is not translated"),
    _Kind(
        "the variable",
        "the variables",
        _variables,
        "copy it from the source; a filter may follow its name",
    ),
    _Kind(
        "the citation of",
        "the citations of",
        _citations,
        "cite the same sources, `[@key]`, as the source text does",
        has_particles=True,
    ),
    _Kind("the footnote", "the footnotes", _footnotes, "copy the footnote's mark from the source"),
)


class _Style(Struct, frozen=True):
    """A style that a translation must share with its source: its name, and how it is written."""

    name: str
    sign: str
    mark: Callable[[Run | Variable], str | None]


def _is_bold(style: RunStyle) -> bool:
    return style.bold and not style.accent


_STYLES = (
    _Style("bold", "**", lambda inline: "bold" if _is_bold(inline.style) else None),
    _Style("accented", "[…]{.accent}", lambda inline: "accent" if inline.style.accent else None),
    _Style("italic", "*", lambda inline: "italic" if inline.style.italic else None),
)


def _stretches(style: _Style, source: Text, translation: Text, span: Span) -> Iterator[Diagnostic]:
    wanted, there = (
        [words for _, words in _stretched(text, style.mark)] for text in (source, translation)
    )
    if len(wanted) == len(there):
        return
    message = (
        f"the source has {_counted(f'{style.name} passage', 's', wanted)},"
        f" the translation {len(there) or 'none'}{_in_quotes(there)}"
    )
    hint = f"mark the words that translate those of the source with `{style.sign}`, and no others"
    if "*" in translation.plain and "*" not in source.plain:
        hint = "a `*` in the translation is shown literally; check the spaces around it"
    yield MARKUP_DIFFERS.at(span, message, hint=hint)


def _stretched(
    text: Text, mark_of: Callable[[Run | Variable], str | None]
) -> list[tuple[str, str]]:
    """Return the longest passages with the same mark, and their words.

    Line breaks, citations and footnote marks have no style of their own, so they end no passage.
    """
    passages: list[tuple[str, str]] = []
    last: str | None = None
    for inline in text.inlines:
        if not isinstance(inline, Run | Variable):
            continue
        mark = mark_of(inline)
        words = inline.text if isinstance(inline, Run) else f"{{{{ {inline.expression} }}}}"
        if mark is not None and mark == last:
            passages[-1] = (mark, passages[-1][1] + words)
        elif mark is not None:
            passages.append((mark, words))
        last = mark
    return passages


def _counted(what: str, plural: str, words: list[str]) -> str:
    ending = "" if len(words) == 1 else plural
    return f"{len(words) or 'no'} {what}{ending}{_in_quotes(words)}"


def _in_quotes(words: list[str]) -> str:
    return f" ({', '.join(f'“{one}”' for one in words)})" if words else ""


def _line_breaks(source: Text, translation: Text, span: Span) -> Iterator[Diagnostic]:
    wanted, there = (
        sum(isinstance(inline, LineBreak) for inline in text.inlines)
        for text in (source, translation)
    )
    if wanted != there:
        breaks = "line break" if wanted == 1 else "line breaks"
        message = f"the source has {wanted or 'no'} {breaks}, the translation {there or 'none'}"
        hint = "break the lines as often as the source does, with `\\` at a line's end or `<br>`"
        yield MARKUP_DIFFERS.at(span, message, hint=hint)


def _numbers(source: Text, translation: Text, span: Span, locales: Locales) -> Iterator[Diagnostic]:
    # Its patterns take long to compile, and slides that did not change are not compared again.
    from diptych.localise.numbers import numbers

    original, translated = prose(source), prose(translation)
    wanted, there = numbers(original, locales.source), numbers(translated, locales.translation)
    missing = _without(wanted, there, translated, locales.translation)
    extra = _without(there, wanted, original, locales.source)
    if missing or extra:
        names = (Counter(number.written for number in side) for side in (missing, extra))
        message = _differing(*(_quoted(side) for side in names))
        hint = _mistaken(missing, extra, locales) or _worth((*missing, *extra))
        yield NUMBERS_DIFFER.at(span, message, hint=hint)


def _mistaken(
    missing: tuple[Number, ...], extra: tuple[Number, ...], locales: Locales
) -> str | None:
    """Return how to write a number whose signs mean something else in the language of `extra`."""
    read = {number.written: number.value for number in extra}
    same = next((number for number in missing if number.written in read), None)
    if same is None:
        return None
    from babel.numbers import format_decimal

    means = format_decimal(read[same.written], locale=locales.source.replace("-", "_"))
    right = format_decimal(same.value, locale=locales.translation.replace("-", "_"))
    return f"`{same.written}` is {means} in `{locales.translation}`: write `{right}`"


def _without(
    some: tuple[Number, ...], others: tuple[Number, ...], other_words: str, other_locale: str
) -> tuple[Number, ...]:
    """Return those of `some` that are neither among `others` nor spelled out in their text."""
    from diptych.localise.numbers import spelled  # as above

    left = Counter(number.value for number in others)
    lone = []
    for number in some:
        if left[number.value]:
            left[number.value] -= 1
        else:
            lone.append(number)
    words = spelled(other_words, other_locale) if lone else frozenset()
    return tuple(number for number in lone if number.value not in words)


def _worth(lone: tuple[Number, ...]) -> str:
    """Return a hint that writes out numbers with a multiplier."""
    written_out = {number.written: f"{number.value:,f}" for number in lone}
    shown = (f"`{name}` is {value}" for name, value in written_out.items() if value not in name)
    worth = ", ".join(shown)
    return f"{worth}; {_SAME_NUMBERS}" if worth else _SAME_NUMBERS
