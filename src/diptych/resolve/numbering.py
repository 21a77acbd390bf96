"""Numbers citations and footnotes, slide by slide, in the order in which they are mentioned."""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span, nearest, nearest_name
from diptych.memo import NO_MEMO, Memo, interned
from diptych.model.deck import Reference, Section, Slide, Source, Talk
from diptych.model.labels import mentioned_label, with_particle
from diptych.model.text import Citation, FootnoteMark, Text, literal
from diptych.model.walk import texts, texts_of
from diptych.resolve.marked import are_marked

UNKNOWN_REFERENCE = DiagnosticKind(
    "REF201",
    "unknown-reference",
    "A slide cites, or lists under `refs:`, a key that is not among the references.",
    lenient="references are not among those of the talk; their keys are shown",
)
NEAR_REFERENCE = DiagnosticKind(
    "REF202",
    "near-reference",
    "`@key` in running text is a citation if the references have the key, and otherwise plain"
    " text, such as a name on a social network. This one is not a key, but it is similar to one,"
    " or to a label of Quarto for sections, which are not numbered here. Write `\\@` if it is"
    " not a citation.",
    Severity.WARNING,
)
_UNNUMBERED = ("sec-", "sec:")
"""How labels of what has no number here begin in Quarto, and in pandoc-crossref."""
_NEAR = 0.8
"""The similarity, 0 to 1, from which a word counts as a misspelt key (`difflib`)."""


def number_citations(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with the sources at the foot of each slide in order, cited ones numbered.

    The numbers are those of the source language, so that a different word order in a translation
    cannot change them.
    """
    found: list[Diagnostic] = []
    cited = (talk.references, talk.examples, talk.labels, talk.has_all_references)
    marked = iter(are_marked(talk, memo))
    known = memo.recall(("cited", talk.name), interned, cited)

    def numbered(slide: Slide) -> Slide:
        if not (next(marked) or slide.refs):
            return slide
        place = ("numbered", talk.name, slide.id)
        kept: tuple[Slide, list[Diagnostic]] | None = memo.look(place, (slide, known))
        if kept is None:
            problems: list[Diagnostic] = []
            kept = (_numbered(slide, talk, problems), problems)
            memo.keep(place, (slide, known), kept)
        found.extend(kept[1])
        return kept[0]

    sections = tuple(
        Section(section.title, tuple(map(numbered, section.slides))) for section in talk.sections
    )
    eased = (one.eased() if talk.is_single_file else one for one in found)
    return replace(talk, sections=sections), tuple(eased)


def _numbered(slide: Slide, talk: Talk, found: list[Diagnostic]) -> Slide:
    foot = _Foot(slide, talk)
    foot.mention(slide.title, slide.kicker, slide.body, slide.columns, slide.placed)
    for key, span in slide.refs:
        foot.add(key, span, None)
    for text in texts(slide.notes):  # notes have no list of sources: citations are written out
        for key, span in _mentions(text, foot.citable):
            foot.known(key, span)
    found += (*foot.found, *foot.doubts(slide)) if talk.has_all_references else ()
    sources = tuple(foot.sources.values())
    return replace(slide, sources=sources) if sources else slide


class _Foot:
    """The sources at the foot of one slide."""

    def __init__(self, slide: Slide, talk: Talk) -> None:
        self.footnotes = slide.footnotes
        self.references = talk.references
        self.is_short = slide.source_form == "short"
        self.citable = talk.references.keys() - talk.examples.keys()
        """Keys that `@key` in running text cites; examples take precedence, as in Pandoc."""
        self.sources: dict[str, Source] = {}
        self.found: list[Diagnostic] = []

    def mention(self, *shown: object) -> None:
        """Assign numbers to the sources that are mentioned, then to those in their footnotes."""
        new = [source.text for text in texts(shown) for source in self._of(text)]
        if new:
            self.mention(*new)

    def _of(self, text: Text) -> Iterator[Source]:
        """Yield the sources that are first mentioned in `text`."""
        for key, span in _mentions(text, self.citable):
            if key not in self.sources and (source := self.add(key, span, len(self.sources) + 1)):
                yield source

    def add(self, key: str, span: Span, number: int | None) -> Source | None:
        """Return the source of `key`, added to the foot if it is new; None if it is unknown."""
        if key in self.sources:
            return self.sources[key]
        if key.startswith("^"):
            note = self.footnotes.get(key[1:])
            source = Source(key, number, note) if note is not None else None
        else:
            reference = self.known(key, span)
            source = (
                _source(reference, number, is_short=self.is_short)
                if reference is not None
                else None
            )
        if source is not None:
            self.sources[key] = source
        return source

    def doubts(self, slide: Slide) -> Iterator[Diagnostic]:
        """Yield a warning for each `@key` in running text that is similar to a key."""
        for inline in (inline for text in texts_of(slide) for inline in text.inlines):
            if not isinstance(inline, Citation) or not inline.written:
                continue
            for key in inline.keys:
                if key in self.references or mentioned_label(key) is not None:
                    continue
                hint = with_particle(key, self.references)
                near = nearest_name(key, self.references, alike=_NEAR) if hint is None else None
                hint = f"did you mean `@{near}`?" if near is not None else hint
                if hint is None and key.startswith(_UNNUMBERED):
                    hint = "say in words which one is meant, or link to its slide"
                if hint is not None:
                    message = f"there is no reference `{key}`; it is shown as written"
                    yield NEAR_REFERENCE.at(inline.span, message, hint=hint)

    def known(self, key: str, span: Span) -> Reference | None:
        """Return the reference of `key`; report it and return None if there is none."""
        reference = self.references.get(key)
        if reference is None and not key.startswith("^"):
            hint = nearest(key, self.references, what="reference")
            message = f"there is no reference `{key}`"
            self.found.append(UNKNOWN_REFERENCE.at(span, message, hint=hint, subject=key))
        return reference


def _source(reference: Reference, number: int | None, *, is_short: bool) -> Source:
    label = literal(reference.short if is_short else reference.label, reference.span)
    return Source(reference.key, number, label, reference.url)


def _mentions(text: Text, known: Container[str]) -> Iterator[tuple[str, Span]]:
    """Yield the keys that `text` mentions; `@key` in running text only if it is in `known`."""
    for inline in text.inlines:
        if isinstance(inline, Citation):
            keys = (
                key
                for key in inline.keys
                if key in known or not (inline.written or mentioned_label(key))
            )
            yield from ((key, inline.span) for key in keys)
        elif isinstance(inline, FootnoteMark):
            yield f"^{inline.label}", inline.span
