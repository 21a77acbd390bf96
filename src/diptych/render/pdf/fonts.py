"""The fonts of a document: which files, in which order, and the letters that none of them has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych.cldr.dates import written_day
from diptych.cldr.locales import locale_of
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.memo import Form, Memo
from diptych.model.asset import Asset
from diptych.model.font_file import LentFont, alias_of
from diptych.model.forms import read, written
from diptych.model.formula import shown_letters
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import TASK_SIGNS
from diptych.model.shapes import FormulaShape, paragraphs_of
from diptych.model.supplies import Supplies
from diptych.model.text import Run
from diptych.model.theme import BOLD, REGULAR, FontRole
from diptych.render.coverage import covered, missing_from
from diptych.render.emoji_font import EMOJI_FACE, EMOJI_FAMILY, texts_for_emoji_font
from diptych.render.font_faces import FontFace, brought_faces, faces_of, families
from diptych.render.formula_font import FORMULA_FACE, FORMULA_FAMILY, has_formulas
from diptych.render.lent_letters import LENT_LETTERS, lent_letters_at, named_letters
from diptych.render.shown_texts import picture_texts, shown_texts
from diptych.typography.emoji import split_at_emoji
from diptych.typography.language import language_runs

MISSING_GLYPH = DiagnosticKind(
    "OUT401",
    "letters-missing",
    "Text has characters that no font of the talk has, and no installed font that Diptych knows."
    " Browsers and PowerPoint look for them in fonts of the viewer's machine; a PDF contains its"
    " fonts, as a picture of a slide does.",
)

WITHOUT_PDF = DiagnosticKind(
    "OUT407",
    "letters-not-in-pdf",
    "`diptych check` found characters that no font of the talk has, and no installed font that"
    " Diptych knows, so these slides cannot be"
    " in a PDF, a handout or a picture. HTML and PowerPoint show them in fonts of the viewer's"
    " machine. Slides that are only shown in these may allow the warning.",
    Severity.WARNING,
)

MISSING_EMOJI = DiagnosticKind(
    "OUT408",
    "emoji-missing",
    "Text has an emoji that is newer than the font of emoji. HTML and PowerPoint show it in the"
    " font of the viewer's machine; a PDF, or a picture of a slide, has an empty box in its place.",
    Severity.WARNING,
)

COLORED_SIGN = DiagnosticKind(
    "OUT409",
    "sign-as-emoji",
    "A text has a sign that could be an emoji, and asks for it as text with a variation"
    " selector (VS15, U+FE0E), but no font for text has it: a PDF, or a picture of a slide,"
    " shows the emoji. HTML and PowerPoint show the sign in a font of the viewer's machine. The"
    " same applies to ㊗ and ㊙ without a selector.",
    Severity.WARNING,
)

_AS_EMOJI = "\ufe0f"
_JOINED = {"Mn", "Mc", "Me"}
_JOINERS = "\u200c\u200d"
_LETTERS: Form[str] = Form(written, lambda data, *_: read(data, str))
_SUFFIXES = {".ttf", ".otf"}
_LAST = ("Pretendard", "JetBrains Mono")
"""The families that come with Diptych, which are available whatever the theme names."""
_FEW = 5
"""Most texts that are reported one by one."""


class DocumentFonts(Struct, frozen=True, kw_only=True):
    """The fonts of a document."""

    stacks: Mapping[FontRole, tuple[str, ...]]
    """The families of each role, the first to be used first."""
    files: Mapping[str, Asset]
    """The font files by name."""
    slanted: Mapping[FontRole, bool]
    """Whether the font of a role has no italic face."""
    boxed: frozenset[str] = frozenset()
    """The emoji that none of the fonts has, which are shown as boxes."""
    colored: frozenset[str] = frozenset()
    """Text symbols that only the font of emoji has."""
    lent: tuple[LentFont, ...] = ()
    """Installed fonts for what all others lack; they are the last of every role."""

    @property
    def known(self) -> frozenset[str]:
        """Return the characters that can be shown."""
        return covered(tuple(self.files.values())).union(TASK_SIGNS, self.boxed)


def document_fonts(talk: LaidOutTalk, supplies: Supplies) -> DocumentFonts:
    """Return the fonts that a talk is set in, as far as they are available, and Diptych's own."""
    theme, weights, runtime = talk.theme, _weights(talk), supplies.runtime
    paths = [path for path in runtime if PurePosixPath(path).suffix in _SUFFIXES]
    named = {family for font in theme.fonts.values() for family in families(font)}
    brought = brought_faces(named, theme)
    ours = faces_of({*named, *_LAST} - theme.font_files.keys(), paths)
    faces = (*brought, *(face for face in ours if face.weight in weights))
    known = {face.family: face.family for face in ours}
    known |= {face.family: alias_of(face.family) for face in brought}
    stacks = {
        role: tuple(dict.fromkeys(known[f] for f in (*families(font), *_LAST) if f in known))
        for role, font in theme.fonts.items()
    }
    special = texts_for_emoji_font(talk, supplies.memo) if EMOJI_FACE.path in runtime else ()
    signs, colored = _signs(special, faces, runtime), frozenset[str]()
    if FORMULA_FACE.path in runtime and (signs or has_formulas(talk, supplies.memo)):
        faces = (*faces, FORMULA_FACE)
        stacks = {role: (*stack, FORMULA_FAMILY) for role, stack in stacks.items()}
        colored = _signs(special, faces, runtime)
    if colored:
        stacks = {role: (*stack, EMOJI_FAMILY) for role, stack in stacks.items()}
    if special:
        faces = (*faces, EMOJI_FACE)
    files = {PurePosixPath(face.path).name: runtime[face.path] for face in faces}
    fonts = DocumentFonts(
        stacks=stacks,
        files=files,
        boxed=_unknown(special, files),
        colored=colored,
        slanted={role: not _has_italic(stack[:1], faces) for role, stack in stacks.items()},
    )
    letters = _lacking(talk, fonts, supplies.memo)
    lent = supplies.find_fonts(letters, weights) if letters else ()
    return _completed(fonts, lent) if lent else fonts


def _completed(fonts: DocumentFonts, lent: tuple[LentFont, ...]) -> DocumentFonts:
    """Return fonts with installed ones behind them."""
    names = tuple(one.alias for one in lent)
    others = {asset.name: asset for one in lent for asset in one.faces.values()}
    return replace(
        fonts,
        lent=lent,
        files={**fonts.files, **others},
        stacks={role: (*stack, *names) for role, stack in fonts.stacks.items()},
    )


def _lacking(talk: LaidOutTalk, fonts: DocumentFonts, memo: Memo) -> Mapping[str, str]:
    """Return the letters that a talk or its notes show and fonts lack, sorted, by language.

    The language of the talk is the first. Marks stand with the letters that they belong to.
    """
    slides = (text for text, _ in _texts(talk, with_notes=True))
    texts = [text for text in chain(slides, _about(talk)) if not text.isascii()]
    pictures = set().union(*(text for text, _ in picture_texts(talk.unhidden, memo)))
    if not texts and "".join(pictures).isascii():
        return {}
    shown = "".join(sorted(pictures.union(*texts)))
    missing = memo.recall(
        ("letters without a font", talk.talk.name, talk.locale),
        lambda *_: missing_from(shown, fonts.known),
        *(shown, tuple(one.sha256 for one in fonts.files.values())),
        form=_LETTERS,
    )
    if not missing:
        return {}
    if talk.talk.day is not None:  # in the letters of the talk's language: handouts show it
        texts.append(written_day(talk.talk.day, "long", locale_of(talk.locale)))
    known, own = fonts.known, talk.locale.partition("-")[0]
    found: dict[str, set[str]] = {talk.locale: _to_lend(pictures, known)}
    for text in texts:
        for run, language in () if known.issuperset(text) else language_runs(text, talk.locale):
            named = talk.locale if language in {own, ""} else language
            found.setdefault(named, set()).update(_to_lend(run, known))
    return {one: "".join(sorted(letters)) for one, letters in found.items() if letters}


def _about(talk: LaidOutTalk) -> Iterator[str]:
    """Yield the texts of documents besides those of slides: shown ones, and the names of parts."""
    yield from (talk.title, talk.talk.event or "", *(one.name for one in talk.talk.speakers))
    yield from (section.title for section in talk.sections)
    yield from (slide.title for slide in talk)


def _to_lend(run: Collection[str], known: Collection[str]) -> set[str]:
    """Return the unknown letters of a run in one language, with what is joined to them."""
    letters = set(missing_from(run, known))
    joined = (one for one in run if unicodedata.category(one) in _JOINED or one in _JOINERS)
    return letters.union(one for one in joined if one not in known) if letters else letters


def _signs(
    texts: Iterable[str], faces: Iterable[FontFace], runtime: Mapping[str, Asset]
) -> frozenset[str]:
    """Return the signs that are emoji on request, but here text, which none of the faces has."""
    stretches = (one.text for text in texts for one in split_at_emoji(text) if not one.is_emoji)
    shown = {
        sign
        for stretch in stretches
        for sign in stretch
        if split_at_emoji(sign + _AS_EMOJI)[0].is_emoji
    }
    if not shown:
        return frozenset()
    known = covered(tuple(runtime[face.path] for face in faces))
    return frozenset(missing_from(shown, known)) - set(TASK_SIGNS)


def _unknown(texts: Iterable[str], files: Mapping[str, Asset]) -> frozenset[str]:
    """Return the characters of emoji that no font has."""
    stretches = (one for text in texts for one in split_at_emoji(text))
    shown = {one.text for one in stretches if one.is_emoji}
    if not shown:
        return frozenset()
    return frozenset(missing_from("".join(shown), covered(tuple(files.values()))))


def missing_emoji(
    slides: Iterable[LaidOutSlide],
    fonts: DocumentFonts,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
) -> Iterator[Diagnostic]:
    """Yield a warning if a document shows emoji that no font has, at the first of them.

    Another one is about signs that should be text, but of which there is only an emoji. Slides that
    allow them are left out. `others` are as for `missing_letters`.
    """
    slides = tuple(slides)
    kinds = (
        (MISSING_EMOJI, fonts.boxed, True, "an empty box is in its place"),
        (COLORED_SIGN, fonts.colored, False, "the emoji is in its place"),
    )
    for kind, signs, is_emoji, instead in kinds:
        if not signs:
            continue
        asked = [page for page in slides if not page.allows(kind)]
        shown = chain(shown_texts(asked, with_notes=with_notes), others)
        found = [
            (signs.intersection(_parts(text, is_emoji=is_emoji)), span) for text, span in shown
        ]
        places = [span for lacking, span in found if lacking]
        if places:
            listed = named_letters(sorted(frozenset().union(*(lacking for lacking, _ in found))))
            what, other = (listed, "emoji") if is_emoji else (f"{listed} as text", "sign")
            message = f"no font has {what}: {instead}"
            hint = f"write another {other}, or an icon such as `:icon-rocket:`"
            yield kind.at(min(places), message, hint=hint)


def _parts(text: str, *, is_emoji: bool) -> str:
    """Return the parts of a text that are emoji, or else those that are not."""
    return "".join(one.text for one in split_at_emoji(text) if one.is_emoji == is_emoji)


def _weights(talk: LaidOutTalk) -> set[int]:
    """Return the weights that are needed; every part of a document may be regular or bold."""
    shapes = (shape for slide in talk for shape in slide.parts)
    return {REGULAR, BOLD, *(one.weight for shape in shapes for one in paragraphs_of(shape))}


def _has_italic(stack: tuple[str, ...], faces: Iterable[FontFace]) -> bool:
    return any(face.family in stack and face.style == "italic" for face in faces)


def missing_letters(
    slides: Iterable[LaidOutSlide],
    fonts: DocumentFonts,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
    find: Callable[[str, Collection[str]], str] = missing_from,
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each paragraph, or chart, with characters that no font has.

    If they are many, as in a language for which the theme has no font, one counts them. `others`
    are further texts of the document, each with the place where its author wrote it. `find` returns
    the characters of a text that are not among known ones.
    """
    known = fonts.known
    lacking = [
        (missing, span)
        for text, span in chain(_texts(slides, with_notes=with_notes), others)
        if not text.isascii() and (missing := find(text, known))
    ]
    if len(lacking) > _FEW:
        every = tuple(dict.fromkeys(chain.from_iterable(missing for missing, _ in lacking)))
        message = f"no font has {named_letters(every)}, so {len(lacking)} texts cannot be shown"
        yield MISSING_GLYPH.at(min(span for _, span in lacking), message, hint=_hint(every))
        return
    for missing, span in lacking:
        message = f"no font has {named_letters(missing)}, so it cannot be shown"
        yield MISSING_GLYPH.at(span, message, hint=_hint(missing))


def lent_letters(
    slides: Iterable[LaidOutSlide],
    fonts: DocumentFonts,
    memo: Memo,
    *,
    with_notes: bool = False,
    others: Iterable[tuple[str, Span]] = (),
) -> Iterator[Diagnostic]:
    """Yield a warning for each installed font that lends letters to a document, at the first text.

    That may be in a picture. Slides that allow them are left out. `others` are as for
    `missing_letters`.
    """
    if not fonts.lent:
        return
    asked = [page for page in slides if not page.allows(LENT_LETTERS)]
    pictures = picture_texts(asked, memo)
    texts = tuple(chain(_texts(asked, with_notes=with_notes), pictures, others))
    for one in fonts.lent:
        places = [(span, text) for text, span in texts if not one.letters.isdisjoint(text)]
        if places:
            span, text = min(places)
            yield lent_letters_at(span, one, text)


def _hint(missing: Iterable[str]) -> str:
    if all(unicodedata.category(one) == "So" for one in missing):
        return (
            "write an icon instead, such as `:icon-rocket:`, or give the theme a font that has it"
        )
    return "write it otherwise, or give the theme a font that has it, see docs/themes.md"


def check_letters(
    talk: LaidOutTalk, supplies: Supplies, reported: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield a warning if characters of a talk cannot be in its PDF, at the first of them.

    Slides that allow it are left out, and characters that have been `reported`.
    """
    shown = chain(_texts(talk.unhidden), picture_texts(talk.unhidden, supplies.memo))
    if all(text.isascii() for text, _ in shown):
        return
    fonts = document_fonts(talk, supplies)
    yield from missing_emoji(talk.unhidden, fonts)
    yield from lent_letters(talk.unhidden, fonts, supplies.memo)
    slides = [page for page in talk.unhidden if not page.allows(WITHOUT_PDF)]
    known = fonts.known | set(reported)
    lacking = [(missing_from(text, known), span) for text, span in _texts(slides)]
    places = [span for missing, span in lacking if missing]
    if places:
        every = list(dict.fromkeys(chain.from_iterable(missing for missing, _ in lacking)))
        listed = named_letters(every)
        texts = "1 text" if len(places) == 1 else f"{len(places)} texts"
        message = f"PDF and pictures cannot show {texts} in `{talk.locale}`: no font has {listed}"
        hint = "give the theme a font that has them, see docs/languages.md"
        yield WITHOUT_PDF.at(min(places), message, hint=hint)


def _texts(
    slides: Iterable[LaidOutSlide], *, with_notes: bool = False
) -> Iterator[tuple[str, Span]]:
    slides = tuple(slides)
    return chain(shown_texts(slides, with_notes=with_notes), _of_formulas(slides))


def _of_formulas(slides: Iterable[LaidOutSlide]) -> Iterator[tuple[str, Span]]:
    """Yield the letters of formulas, each with its place."""
    for slide in slides:
        for shape in slide.parts:
            if isinstance(shape, FormulaShape):
                yield "".join(shown_letters(shape.formula.tree)), shape.span
            for paragraph in paragraphs_of(shape):
                for run in paragraph.runs:
                    if isinstance(run, Run) and run.formula is not None:
                        yield "".join(shown_letters(run.formula.tree)), paragraph.span
