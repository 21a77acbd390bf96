"""A talk in another language: every text is replaced by its translation, or by a substitute."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span
from diptych.localise.consistency import Locales, compare
from diptych.localise.diagnostic_kinds import MISSING, REFUSED, STALE
from diptych.localise.merging import Memory, Merged, unwrapped
from diptych.localise.message_ids import Ledger, contexts
from diptych.localise.overriding import overridden
from diptych.localise.talk_facts import with_facts, with_words
from diptych.localise.terms import TermFinder
from diptych.localise.units import (
    Unit,
    former_owners,
    is_in_place,
    slide_owner,
    slide_units,
    talk_owner,
    talk_units,
    theme_owner,
    theme_units,
)
from diptych.markup.definitions import NO_DEFINITIONS, Definitions
from diptych.markup.plain import is_plain, plain
from diptych.memo import NO_MEMO, Form, Memo, interned
from diptych.model.abstract import Abstract
from diptych.model.asset import Asset
from diptych.model.catalogue import Catalogue, Glossary, Policy
from diptych.model.deck import Section, Slide, Talk
from diptych.model.forms import read, written
from diptych.model.slide_form import is_keepable, with_assets
from diptych.model.source_text import SourceText
from diptych.model.text import FootnoteMark, Inline, Run, Text
from diptych.model.theme import Theme
from diptych.model.walk import map_texts, values_of

_SIGN = Run("\u203b ")
"""The mark before a stale translation: the reference mark of East Asian texts."""
_LISTED = 8
"""Up to this many missing translations of a talk are reported one by one."""
_SHOWN = 60
"""How many characters of an old text a hint quotes."""
_FROZEN = "the talk is frozen as it was given: to change that, delete `{}`"

Table = dict[tuple[Span, str], Text]
"""Translations, by span and source of the text that each replaces."""


NOTHING: Table = {}
NO_WORDS: Mapping[str, str] = {}


class Missing(Struct, frozen=True):
    """A text without a translation."""

    unit: Unit
    listed_at: Span | None
    """Where its catalogue has it, if that is up to date."""
    is_suggested: bool
    """Whether the catalogue has the translation of a similar text for it, marked as fuzzy."""


class Translation(Struct, frozen=True, kw_only=True):
    """The data with which talks are translated into one locale."""

    locale: str
    source_locale: str
    file: str
    """The name of the locale's catalogue."""
    catalogue: Catalogue
    glossary: Glossary
    memory: Memory
    """Finds the messages of the catalogue."""
    ledger: Ledger
    terms: TermFinder
    """Finds the terms of the glossary."""
    policy: Policy
    frozen: str = ""
    """The folder of the frozen talk; empty if it is none."""


def translation_for(  # noqa: PLR0917 - what a translation is made of, by which it is remembered
    catalogue: Catalogue,
    source_locale: str,
    ledger: Ledger,
    glossary: Glossary,
    policy: Policy,
    frozen: str = "",
) -> Translation:
    """Return the data for translating talks into the locale of `catalogue`."""
    return Translation(
        locale=catalogue.locale,
        source_locale=source_locale,
        file=catalogue.file,
        catalogue=catalogue,
        glossary=glossary,
        memory=Memory(catalogue),
        ledger=ledger,
        terms=TermFinder(glossary, catalogue.locale),
        policy=policy,
        frozen=frozen,
    )


def translate(
    talk: Talk, theme: Theme, translation: Translation, memo: Memo = NO_MEMO
) -> tuple[Talk, Theme, tuple[Diagnostic, ...]]:
    """Return talk and theme in the translation's locale, and what is stale, missing or wrong."""
    translator = _Translator(translation, memo)
    translated = translator.talk(talk)
    themed = translator.theme(theme)
    return translated, themed, (*translator.found, *translator.missed(talk))


def translate_slides(talk: Talk, translation: Translation) -> tuple[Diagnostic, ...]:
    """Return what is stale, missing or wrong in the translations of only the slides."""
    translator = _Translator(translation)
    for slide in talk.slides:
        translator.slide(slide)
    return (*translator.found, *translator.missed(talk))


def place_of(text: Text) -> tuple[Span, str]:
    """Return the key of a text while its slide is translated."""
    return text.span, text.source


def in_table(slide: Slide, table: Table) -> Slide:
    """Return the slide with its texts replaced as in `table`."""
    return map_texts(slide, lambda text: table.get(place_of(text), text))


class _Translator:
    """Translates texts and collects diagnostics about them."""

    def __init__(self, translation: Translation, memo: Memo = NO_MEMO) -> None:
        self.translation = translation
        self.memo = memo
        self.found: list[Diagnostic] = []
        self.missing: dict[str, Missing] = {}
        """By context, so that a text is counted once, as in its catalogue."""
        self.definitions: Definitions = NO_DEFINITIONS
        """The link definitions of the current slide."""
        self.abstract: Abstract | None = None
        """The translated abstract of the talk."""
        self.notes: dict[str, Text] = {}
        """The inline footnotes of one slide, by their labels in the source."""

    def theme(self, theme: Theme) -> Theme:
        """Return the theme with its own words translated."""
        units = theme_units(theme)
        texts = self.told(theme_owner(theme.name), units)
        words = {str(unit.id): text.plain for unit, text in zip(units, texts, strict=True)}
        is_same = all(theme.words[key] == word for key, word in words.items())
        if is_same:
            return theme
        place = ("theme", self.translation.locale, theme.name)
        return self.memo.recall(place, _with_words, theme, words)

    def talk(self, talk: Talk) -> Talk:
        """Return the talk translated."""
        units = talk_units(talk, self.translation.locale)
        texts = self.told(talk_owner(talk.name), units, former_owners(talk))
        table = {place_of(unit.text): text for unit, text in zip(units, texts, strict=True)}
        words = {
            unit.id: text.plain if unit.markup != "none" else text.source
            for unit, text in zip(units, texts, strict=True)
            if unit.id is not None
        }
        locale = self.translation.locale
        with_words = with_facts(talk, locale, words, self.abstract)
        table = self.memo.recall(("given", locale, talk.name), interned, table)
        words = self.memo.recall(("words", locale, talk.name), interned, words)
        sections = (
            Section(
                table.get(place_of(section.title), section.title),
                tuple(self.slide(slide, table, words) for slide in section.slides),
            )
            for section in talk.sections
        )
        title = table.get(place_of(talk.title), talk.title)
        return replace(with_words, title=title, sections=tuple(sections))

    def slide(
        self, slide: Slide, given: Table = NOTHING, words: Mapping[str, str] = NO_WORDS
    ) -> Slide:
        """Return the slide translated, with the texts and words that its talk sets on it."""
        if slide.broken:
            return slide
        place = ("translated", self.translation.locale, slide.id)
        made_of = (slide, given, words, self.translation)
        made = self.memo.recall(place, _translated, *made_of, form=_FORM)
        self.found += made.found
        self.missing |= made.missing
        return made.slide

    def alone(self, slide: Slide, given: Table, words: Mapping[str, str]) -> Slide:
        """Return the slide translated, without the memo."""
        if self.translation.locale in slide.overrides:
            other, found = overridden(slide, self.translation.locale)
            self.found += found
            return other
        units = slide_units(slide)
        self.definitions = slide.definitions
        texts = self.texts(slide_owner(slide), units, former_owners(slide))
        self.definitions = NO_DEFINITIONS
        table = {place_of(unit.text): text for unit, text in zip(units, texts, strict=True)}
        for label, note in self.notes.items():
            table[place_of(slide.footnotes[label])] = note
        return with_words(in_table(slide, {**given, **table}), words)

    def told(self, owner: str, units: tuple[Unit, ...], former: tuple[str, ...] = ()) -> list[Text]:
        """Return the texts to show for the units of a talk or a theme."""
        place = ("told", self.translation.locale, owner)
        made = self.memo.recall(place, _told, owner, units, former, self.translation, form=_TOLD)
        self.found += made.found
        self.missing |= made.missing
        self.abstract = made.abstract or self.abstract
        return made.texts

    def texts(self, owner: str, units: Sequence[Unit], former: tuple[str, ...] = ()) -> list[Text]:
        """Return the texts to show for the units of an owner, which had the `former` names."""
        named = zip(units, contexts(owner, units, self.translation.ledger, former), strict=True)
        return [self._text(unit, context, former) for unit, context in named]

    def _text(self, unit: Unit, context: str, former: tuple[str, ...]) -> Text:
        found = self.translation.memory.find(context, unit.text.source, former)
        if found.entry is None or self.translation.memory.is_borrowed(found):
            self.missing[context] = self._missing(unit, context, found)
            return self._untranslated(unit)
        if found.state == "fuzzy":
            self._report_stale(unit, found)
            if self.translation.policy.fuzzy != "mark":
                return self._untranslated(unit)
            text = self._parsed(unit, found.entry.translation)
            return replace(text, inlines=(_SIGN, *text.inlines))
        text = self._parsed(unit, found.entry.translation)
        locales = Locales(self.translation.source_locale, self.translation.locale)
        self.found += compare(unit.text, text, text.span, locales)
        self.found += self.translation.terms.check(unit.text, text, text.span)
        return text

    def _missing(self, unit: Unit, context: str, found: Merged) -> Missing:
        entry = self.translation.catalogue.entries.get(context)
        is_listed = entry is not None and unwrapped(entry.source) == unwrapped(unit.text.source)
        at = entry.span if entry is not None and is_listed else None
        return Missing(unit, at, is_suggested=found.entry is not None)

    def _untranslated(self, unit: Unit) -> Text:
        """Return the source text, marked with its own language, for screen readers and layout."""
        return replace(unit.text, locale=self.translation.source_locale)

    def _parsed(self, unit: Unit, place: SourceText) -> Text:
        """Return the text at `place` parsed, its inline footnotes labelled as in the source."""
        if unit.role == "abstract":
            from diptych.markup.abstract import read_abstract  # only for what is new

            made = read_abstract(place, self.translation.locale)
            self.abstract = made.abstract
            self.found += (*(one for part in made.parts for one in part.found), *made.found)
        if unit.markup == "none":
            return Text(place.text, (Run(place.text),), place.span())
        if is_plain(place.text):
            return plain(place)
        from diptych.markup.inline import parse_inline, parse_plain  # only for what is new

        if unit.markup == "plain":
            parsed = parse_plain(place)
        else:
            parsed = parse_inline(
                place, self.definitions, in_note=unit.is_note, locale=self.translation.locale
            )
        self.found += parsed.found
        labels = [mark.label for mark in _marks(unit.text) if is_in_place(mark.label)]
        names = {label: ours for (label, _), ours in zip(parsed.footnotes, labels, strict=False)}
        self.notes |= {names[label]: note for label, note in parsed.footnotes if label in names}
        return replace(
            parsed.text, inlines=tuple(_renamed(inline, names) for inline in parsed.text.inlines)
        )

    def _report_stale(self, unit: Unit, found: Merged) -> None:
        fails = self.translation.policy.fuzzy == "fail"
        shown = "" if self.translation.policy.fuzzy == "mark" else "; the source text is shown"
        was = found.previous or ""
        if unwrapped(was) == unwrapped(unit.text.source):
            of = f" of {_named(unit)}" if unit.markup == "none" else ""
            message = f"the `{self.translation.locale}` translation{of} is marked as fuzzy"
            hint = f"review it in `{self.translation.file}` and remove the mark"
        else:
            message = f"the `{self.translation.locale}` translation is stale"
            made_for = f"it was made for “{_shortened(was)}”" if was else "its text has changed"
            entry = found.entry
            if entry is not None and unwrapped(entry.source) == unwrapped(unit.text.source):
                place = f"{entry.span.file}:{entry.span.line}"
                hint = f"{made_for}; mend it at `{place}`, and remove the mark `fuzzy`"
            else:
                hint = f"{made_for}; `diptych locale update` shows translators"
        if frozen := self.translation.frozen:
            hint = f"{_FROZEN.format(frozen)}, review it, and freeze it again"
        kind = REFUSED if fails else STALE
        self.found.append(kind.at(unit.text.span, message + ("" if fails else shown), hint=hint))

    def missed(self, talk: Talk) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each text without a translation, or one that counts many."""
        locale = self.translation.locale
        fails = self.translation.policy.missing == "fail"
        kind, shown = (REFUSED, "") if fails else (MISSING, "; the source text is shown")
        missing = self.missing.values()
        if len(missing) > _LISTED:
            message = f"{len(missing)} texts are not translated into `{locale}`"
            if count := sum(one.is_suggested for one in missing):
                message += f", {count} of which have that of a similar text, marked as fuzzy"
            hint = self._hint(missing, "them")
            yield kind.at(talk.span, f"talk `{talk.name}`: {message}{shown}", hint=hint)
            return
        for one in missing:
            message = f"{_named(one.unit)} is not translated into `{locale}`{shown}"
            yield kind.at(one.unit.text.span, message, hint=self._hint((one,), "it"))

    def _hint(self, missing: Collection[Missing], them: str) -> str:
        """Return what to do about missing translations."""
        if frozen := self.translation.frozen:
            return f"{_FROZEN.format(frozen)}, translate what is missing, and freeze it again"
        places = [one.listed_at for one in missing]
        update = "run `diptych locale update`, then " if None in places else ""
        line = f":{places[0].line}" if len(places) == 1 and places[0] else ""
        return f"{update}translate {them} in `{self.translation.file}{line}`"


class _Told(Struct, frozen=True):
    """The texts of a talk or a theme in another language."""

    texts: list[Text]
    found: list[Diagnostic]
    missing: dict[str, Missing]
    abstract: Abstract | None


def _told(
    owner: str, units: tuple[Unit, ...], former: tuple[str, ...], translation: Translation
) -> _Told:
    translator = _Translator(translation)
    texts = translator.texts(owner, units, former)
    return _Told(texts, translator.found, translator.missing, translator.abstract)


_TOLD: Form[_Told] = Form(
    lambda made: written(made) if not made.found else None,
    lambda data, *_: read(data, _Told),
    lambda owner, units, former, translation: (owner, units, former, *_known_of(translation)),
)


def _with_words(theme: Theme, words: Mapping[str, str]) -> Theme:
    return replace(theme, words={**theme.words, **words})


class _Translated(Struct, frozen=True):
    slide: Slide
    found: list[Diagnostic]
    missing: dict[str, Missing]


def _translated(
    slide: Slide, given: Table, words: Mapping[str, str], translation: Translation
) -> _Translated:
    translator = _Translator(translation)
    translated = translator.alone(slide, given, words)
    return _Translated(translated, translator.found, translator.missing)


def _packed(made: _Translated) -> bytes | None:
    return written(made) if is_keepable(made.slide) and not made.found else None


def _unpacked(data: bytes, slide: Slide, *_: object) -> _Translated:
    made: _Translated = read(data, _Translated)
    return replace(made, slide=with_assets(made.slide, values_of(slide, Asset)))


def _parts(
    slide: Slide, given: Table, words: Mapping[str, str], translation: Translation
) -> tuple[object, ...]:
    return (slide, given, words, *_known_of(translation))


def _known_of(translation: Translation) -> tuple[object, ...]:
    """Return what a translation depends on; everything else is derived from it."""
    return (
        translation.source_locale,
        translation.catalogue,
        translation.glossary,
        translation.ledger,
        translation.policy,
    )


_FORM = Form(_packed, _unpacked, _parts)


def _marks(text: Text) -> Iterator[FootnoteMark]:
    return (inline for inline in text.inlines if isinstance(inline, FootnoteMark))


def _renamed(inline: Inline, names: Mapping[str, str]) -> Inline:
    if isinstance(inline, FootnoteMark) and inline.label in names:
        return replace(inline, label=names[inline.label])
    return inline


def _named(unit: Unit) -> str:
    """Return what a text is, with its words where its place does not show them."""
    return f"the {unit.role}" + (
        f" “{_shortened(unit.text.source)}”" if unit.markup == "none" else ""
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
