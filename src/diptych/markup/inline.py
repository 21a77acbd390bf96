"""Parses inline Markdown: emphasis, code, links, citations, footnotes, variables, breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, nearest_name
from diptych.markup.attributes import Attributes
from diptych.markup.definitions import NO_DEFINITIONS, Definitions
from diptych.markup.diagnostic_kinds import (
    HTML_TAG,
    IGNORED_ATTRIBUTE,
    LOST_MARKUP,
    MARKUP_AS_TEXT,
    RAW_OUTPUT,
    TANGLED_TEXT,
    TEMPLATE_STATEMENT,
    TEX_VARIABLE,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_ICON,
)
from diptych.markup.enclosures import TangledError
from diptych.markup.formulas import formula_at, in_formula, variables_in
from diptych.markup.icons import icons_in, refused_icon
from diptych.markup.inline_builder import BY_THEME, Opened
from diptych.markup.inline_html import HtmlReader
from diptych.markup.leftovers import suspicious
from diptych.markup.picture import PictureMark
from diptych.markup.plain import LONGEST, is_plain, plain
from diptych.markup.quotes import quotes_of
from diptych.markup.rules import tokenize
from diptych.markup.smart import typographic
from diptych.markup.spacing import spaced
from diptych.markup.statements import statements_in
from diptych.markup.tags import CLASSES, STYLES, Change, class_change
from diptych.model.source_text import SourceText
from diptych.model.text import FORMULA, ICON, Citation, FootnoteMark, LineBreak, Run, Text, Variable

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_SIGNS = 5_000_000
"""Maximum of a text's markup characters times its length, since the end of each may be searched in
the whole text: 250 in the longest text, 2,236 in one of nothing else."""
_ALIKE = 0.75
"""How similar an unknown class has to be to a known one to be taken for a misspelt one, 0 to 1."""
_SIGNS = re.compile(r"[\[`*_{<^~$\\]")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FORMULA = re.compile(r"(?<![\\$\w])\$(?=[^\W\d]|[\\({|])[^$\n]{0,99}(?<![\s\\$])\$(?![\w$])")
"""What is surely a formula and no price, and short, as every other dollar sign begins one."""
_STYLES: Mapping[str, Change] = {
    f"{kind}_open": STYLES[kind] for kind in ("strong", "em", "s", "u", "mark", "sup", "sub")
}
_CLOSING = {name.replace("_open", "_close") for name in _STYLES}
_HTML = {"html", "html4", "html5", "revealjs"}
_TEX = {"tex", "latex", "beamer"}
_MARKS = {"citation", "textual_citation", "footnote_mark", "inline_footnote", "variable"}
_NO_FORMULA = "formulas cannot be shown here: write the signs themselves, such as α or x²"
_USE_BRACES = "`{% %}` works in generator files, whose names end in `.j2`; use `{{ }}` for a value"
_NO_TEXT = "\x00"
_OFFSETS = ("at", "attributes_at")


class Parsed(Struct, frozen=True):
    """The meaning of a piece of inline Markdown."""

    text: Text
    footnotes: tuple[tuple[str, Text], ...] = ()
    """Inline notes, `^[...]`, with their generated labels."""
    found: tuple[Diagnostic, ...] = ()
    used: frozenset[str] = frozenset()
    """Labels of the link definitions that it uses."""
    pictures: tuple[PictureMark, ...] = ()
    """Its pictures, which are not part of its text."""
    pauses: bool = False
    """Whether it ends in a pause."""


def parse_inline(
    place: SourceText,
    definitions: Definitions = NO_DEFINITIONS,
    *,
    in_note: bool = False,
    pictures: bool = False,
    locale: str = "en",
) -> Parsed:
    """Return the meaning of the inline Markdown at `place`.

    `definitions` are link definitions from elsewhere; `in_note` is for the text of a footnote.
    Pictures are refused unless the caller handles `pictures`. Straight quotation marks become those
    of `locale`.
    """
    if is_plain(place.text):
        return Parsed(plain(place))
    reader = _Reader(place, definitions, in_note=in_note, takes_pictures=pictures, locale=locale)
    return reader.read()


def parse_plain(place: SourceText) -> Parsed:
    """Return the text at `place` parsed without markup, except `{{ }}`."""
    reader = _Reader(place, NO_DEFINITIONS, in_note=False)
    reader.find_statements()
    for formula in _FORMULA.finditer(place.text):
        message = f"`{formula[0]}` is shown literally"
        reader.report(MARKUP_AS_TEXT, formula.start(), len(formula[0]), message, _NO_FORMULA)
    at = 0
    # Stop at the last `}}`, since the search from each further `{{` would scan to the end.
    for variable in _VARIABLE.finditer(place.text, 0, place.text.rfind("}}") + 2):
        reader.inlines.append(Run(place.text[at : variable.start()]))
        span = place.span(variable.start(), len(variable.group()))
        reader.inlines.append(Variable(variable[1].strip(), span))
        at = variable.end()
    reader.inlines.append(Run(place.text[at:]))
    return reader.result()


class _Reader(HtmlReader):
    """Turns the tokens of one text into inlines."""

    def __init__(
        self,
        place: SourceText,
        definitions: Definitions,
        *,
        in_note: bool,
        takes_pictures: bool = False,
        locale: str = "en",
    ) -> None:
        super().__init__(place, takes_pictures=takes_pictures, quotes=quotes_of(locale))
        self.locale = locale
        self.definitions = definitions
        self.in_note = in_note
        self.literal: list[str] = []
        """Only the literal text, with everything else as a character that no pattern matches."""
        self.footnotes: list[tuple[str, Text]] = []

    def read(self) -> Parsed:
        source = self.place.text
        if len(source) > LONGEST or len(_SIGNS.findall(source)) * len(source) > _MOST_SIGNS:
            self._report_tangled()
            return self.result()
        self.find_statements()
        try:
            self._read_tokens(tokenize(source, self.definitions, self.quotes))
        except TangledError:
            self._report_tangled()
            return self.result()
        for unclosed in self.open:
            message = f"`<{unclosed.name}>` is never closed"
            hint = f"write `</{unclosed.name}>` where it ends"
            self.report(
                HTML_TAG, unclosed.at, unclosed.length, message, hint, subject=unclosed.name
            )
        self._find_markup()
        return self.result()

    def _report_tangled(self) -> None:
        source = self.place.text
        signs = f"{len(_SIGNS.findall(source)):,} markup characters"
        message = f"a text of {len(source):,} characters with {signs} cannot be read"
        hint = "split it into paragraphs, and put code into a listing"
        self.report(TANGLED_TEXT, 0, 1, message, hint)

    def _read_tokens(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if self.left_out and token.type != "html_inline":
                continue
            if self.pause and token.type not in {"text", "softbreak", "pause"}:
                self.misplaced_pause()
            self.literal.append(_words(token.content) if token.type == "text" else _NO_TEXT)
            self._take(token)
            self._check_attributes(token)

    def result(self) -> Parsed:
        text = Text(self.place.text, spaced(self.inlines), self.place.span())
        return Parsed(
            text,
            tuple(self.footnotes),
            tuple(self.found),
            frozenset(self.used),
            tuple(self.pictures),
            self.pause is not None,
        )

    def find_statements(self) -> None:
        for statement in statements_in(self.place.text):
            message = f"`{statement.group()}` is not expanded here"
            self.report(
                TEMPLATE_STATEMENT, statement.start(), len(statement.group()), message, _USE_BRACES
            )

    def _find_markup(self) -> None:
        """Report text that looks like markup, once for each kind."""
        for one in suspicious("".join(self.literal)):
            at = max(0, self.place.text.find(one.written))
            message = f"`{one.written}` is shown literally"
            self.report(MARKUP_AS_TEXT, at, len(one.written), message, one.hint)

    def _take(self, token: Token) -> None:  # noqa: C901, PLR0912 - one case for each kind
        match token.type:
            case "text":
                self._take_text(token.content)
            case "text_special" | "quote":
                self.add(token.content)
            case "softbreak":
                self.add(" ")
            case kind if kind in _STYLES:
                self.enter(Opened(kind, _STYLES[kind]))
            case kind if kind in _CLOSING:
                self.leave(kind.replace("_close", "_open"))
            case "span_open":
                self.enter(Opened("span_open", class_change(token.meta["attributes"].classes)))
            case "span_close":
                self.leave("span_open")
            case "code_inline":
                self.inlines.append(Run(token.content, replace(self.style, code=True), self.link))
            case "link_open":
                self._open_link(token)
            case "link_close":
                self.leave("link_open")
            case "hardbreak":
                self.inlines.append(LineBreak())
            case "html_inline":
                self.take_html(token)
            case kind if kind in _MARKS:
                self._take_mark(token)
            case _:
                self._take_raw(token)

    def _take_text(self, words: str) -> None:
        """Add words, and the icons among them; those that do not exist stay as they are written."""
        at = 0
        for start, end, name in icons_in(words):
            self.add(typographic(words[at:start]))
            if refused := refused_icon(name):
                written = words[start:end]
                place = max(0, self.place.text.find(written))
                self.report(UNKNOWN_ICON, place, len(written), *refused)
                self.add(written)
            else:
                self.add(ICON, name)
            at = end
        if rest := words[at:]:
            self.add(typographic(rest))

    def _open_link(self, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        self.use_definition(token)
        link = self.allowed(str(token.attrs["href"]), at, length)
        self.enter(Opened("link_open", None, link))
        if title := token.attrs.get("title"):
            message = f"the title `{title}` of a link is not shown"
            self.report(UNKNOWN_ATTRIBUTE, at, length, message, "write it in the text")

    def _take_mark(self, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        span = self.place.span(at, length)
        match token.type:
            case "citation" | "textual_citation":
                self._take_citation(token)
            case "variable":
                self.inlines.append(Variable(token.content, span, self.style, self.link))
            case _ if self.in_note:
                message = "a footnote cannot contain a footnote"
                self.report(LOST_MARKUP, at, length, message, "write it in the outer footnote")
            case "footnote_mark":
                self.inlines.append(FootnoteMark(token.content, span))
            case _:
                self._take_note(token)

    def _take_citation(self, token: Token) -> None:
        """Add a citation; one within the sentence has the words and the style of its place."""
        at, length = token.meta["at"], token.meta["length"]
        keys = token.content.split(";")
        cited = Citation(
            keys=tuple(key.removeprefix("-") for key in keys),
            span=self.place.span(at, length),
            bare=tuple(key.removeprefix("-") for key in keys if key.startswith("-")),
        )
        if token.type == "citation":
            self.inlines.append(replace(cited, is_alone=self.place.text[at] == "["))
            return
        words = self.place.text[at : at + length]
        self.inlines.append(replace(cited, written=words, style=self.style, link=self.link))

    def _take_note(self, token: Token) -> None:
        at = token.meta["at"]
        inside = self.place.part(*token.meta["inside"])
        note = parse_inline(inside, self.definitions, in_note=True, locale=self.locale)
        span = self.place.span(at, token.meta["length"])
        label = f"{span.line}.{span.column}"
        self.footnotes.append((label, note.text))
        self.found += note.found
        self.used |= note.used
        self.inlines.append(FootnoteMark(label, span))

    def _take_raw(self, token: Token) -> None:
        """Handle what only other tools support, and refuse what cannot be shown."""
        at, length = token.meta["at"], token.meta["length"]
        match token.type:
            case "image":
                self.take_image(token)
            case "pause":
                self.pause = at, length
            case "tex":
                self.report_tex(token.content, at, length)
            case "math":
                self._take_formula(token.content, at)
            case "raw" if token.meta["format"] in _HTML | _TEX:
                tokens = tokenize(token.content, NO_DEFINITIONS, self.quotes)
                self._read_tokens(_moved(tokens, token.meta["within"]))
            case "raw":
                raw = token.meta["format"]
                message = f"the text for `{raw}` only is left out"
                hint = "write it in Markdown, for all outputs"
                self.report(RAW_OUTPUT, at, length, message, hint, subject=raw)
            case _:
                self.refuse(token)

    def _take_formula(self, written: str, at: int) -> None:
        """Add a formula; one that cannot be read stays as it is written."""
        fence = "$$" if written.startswith("$$") else "$"
        start, end = at + len(fence), at + len(written) - len(fence)
        place = self.place.part(start, end)
        for span, name in variables_in(place):
            message, hint = in_formula(name)
            self.found.append(TEX_VARIABLE.at(span, message, hint=hint, subject=name))
        read = formula_at(place, is_display=False)
        if isinstance(read, Diagnostic):
            self.found.append(read)
            self.inlines.append(Run(written, self.style, self.link))
        else:
            self.inlines.append(Run(FORMULA, self.style, self.link, formula=read))

    def _check_attributes(self, token: Token) -> None:
        attributes: Attributes | None = token.meta.get("attributes")
        if attributes is None or token.type == "image" or _has_meaning(attributes):
            return
        at: int = token.meta["attributes_at"]
        length: int = token.meta["attributes_length"]
        message = "attributes of this text have no effect here"
        near = (nearest_name(name, CLASSES, alike=_ALIKE) for name in attributes.classes)
        meant = next((f".{name}" for name in near if name is not None), None)
        hint = f"did you mean `{meant}`?" if meant else f"leave them out; {BY_THEME}"
        subject = " ".join(attributes.words)
        self.report(IGNORED_ATTRIBUTE, at, length, message, hint, subject=subject)


def _words(text: str) -> str:
    """Return text without its icons, for what looks for leftovers of markup."""
    for start, end, _ in reversed(list(icons_in(text))):
        text = f"{text[:start]}{_NO_TEXT}{text[end:]}"
    return text


def _has_meaning(attributes: Attributes) -> bool:
    """Return whether every attribute of a span has an effect."""
    shown = all(name in CLASSES for name in attributes.classes)
    return bool(attributes) and shown and not attributes.values and attributes.id is None


def _moved(tokens: list[Token], start: int) -> list[Token]:
    """Return the tokens of a part of a text, shifted to the offset `start` of the part."""
    for token in tokens:
        moved = {key: token.meta[key] + start for key in _OFFSETS if key in token.meta}
        if "inside" in token.meta:
            first, last = token.meta["inside"]
            moved["inside"] = first + start, last + start
        token.meta = {**token.meta, **moved}
    return tokens
