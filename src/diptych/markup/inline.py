"""Parses inline Markdown: emphasis, code, links, citations, footnotes, variables, breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, DiagnosticKind, nearest_name
from diptych.markup.attributes import Attributes
from diptych.markup.definitions import NO_DEFINITIONS, Definitions
from diptych.markup.diagnostic_kinds import (
    ADDRESS_WITHOUT_SCHEME,
    BAD_LINK,
    HTML_TAG,
    IGNORED_ATTRIBUTE,
    LOST_MARKUP,
    MARKUP_AS_TEXT,
    RAW_OUTPUT,
    RAW_TEX,
    TANGLED_TEXT,
    TEMPLATE_STATEMENT,
    TEX_VARIABLE,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_ICON,
)
from diptych.markup.enclosures import TangledError
from diptych.markup.formulas import formula_at, in_formula, variables_in
from diptych.markup.icons import icons_in, refused_icon
from diptych.markup.leftovers import suspicious
from diptych.markup.links import refusal, web_address
from diptych.markup.picture import PictureMark, picture_mark
from diptych.markup.plain import LONGEST, is_plain, plain
from diptych.markup.quotes import quotes_of
from diptych.markup.refusals import REFUSALS
from diptych.markup.rules import tokenize
from diptych.markup.smart import typographic
from diptych.markup.spacing import spaced
from diptych.markup.tags import (
    CLASSES,
    STYLES,
    WORDS,
    Change,
    Tag,
    class_change,
    idle_words,
    picture_token,
    read_tag,
)
from diptych.model.source_text import SourceText
from diptych.model.text import (
    FORMULA,
    ICON,
    PLAIN,
    Citation,
    FootnoteMark,
    Inline,
    LineBreak,
    Run,
    Text,
    Variable,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_SIGNS = 5_000_000
"""Maximum of a text's markup characters times its length, since the end of each may be searched in
the whole text: 250 in the longest text, 2,236 in one of nothing else."""
_BY_THEME = "Diptych styles text through the theme"
_ALIKE = 0.75
"""How similar an unknown class has to be to a known one to be taken for a misspelt one, 0 to 1."""
_SIGNS = re.compile(r"[\[`*_{<^~$\\]")
_STATEMENT = re.compile(r"\{%.*?%\}")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STYLES: Mapping[str, Change] = {
    f"{kind}_open": STYLES[kind] for kind in ("strong", "em", "s", "u", "mark", "sup", "sub")
}
_CLOSING = {name.replace("_open", "_close") for name in _STYLES}
_HTML = {"html", "html4", "html5", "revealjs"}
_TEX = {"tex", "latex", "beamer"}


class _Open(Struct):
    """A style or link that is still open."""

    name: str
    change: Change | None = None
    link: str | None = None
    at: int = 0
    length: int = 0
    label: str = ""
    """What a link of HTML shows if nothing else is in it, such as only an icon of another tool."""
    begins: tuple[int, int] = (0, 0)
    """How many inlines and pictures are before it."""


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
    at = 0
    # Stop at the last `}}`, since the search from each further `{{` would scan to the end.
    for variable in _VARIABLE.finditer(place.text, 0, place.text.rfind("}}") + 2):
        reader.inlines.append(Run(place.text[at : variable.start()]))
        span = place.span(variable.start(), len(variable.group()))
        reader.inlines.append(Variable(variable[1].strip(), span))
        at = variable.end()
    reader.inlines.append(Run(place.text[at:]))
    return reader.result()


class _Reader:
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
        self.locale = locale
        self.quotes = quotes_of(locale)
        self.place = place
        self.definitions = definitions
        self.in_note = in_note
        self.takes_pictures = takes_pictures
        self.pictures: list[PictureMark] = []
        self.open: list[_Open] = []
        self.style = PLAIN
        self.link: str | None = None
        self.left_out = ""
        """The name of the element whose content is being left out."""
        self.pause: tuple[int, int] | None = None
        self.literal: list[str] = []
        """Only the literal text, with everything else as a character that no pattern matches."""
        self.inlines: list[Inline] = []
        self.footnotes: list[tuple[str, Text]] = []
        self.found: list[Diagnostic] = []
        self.used: set[str] = set()

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
            self._report(
                HTML_TAG, unclosed.at, unclosed.length, message, hint, subject=unclosed.name
            )
        self._find_markup()
        return self.result()

    def _report_tangled(self) -> None:
        source = self.place.text
        signs = f"{len(_SIGNS.findall(source)):,} markup characters"
        message = f"a text of {len(source):,} characters with {signs} cannot be read"
        hint = "split it into paragraphs, and put code into a listing"
        self._report(TANGLED_TEXT, 0, 1, message, hint)

    def _read_tokens(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if self.left_out and token.type != "html_inline":
                continue
            if self.pause and token.type not in {"text", "softbreak", "pause"}:
                self._misplaced_pause()
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
        if "{%" not in self.place.text:
            return
        for statement in _STATEMENT.finditer(_without_code(self.place.text)):
            message = f"`{statement.group()}` is not expanded here"
            self._report(
                TEMPLATE_STATEMENT, statement.start(), len(statement.group()), message, _USE_BRACES
            )

    def _find_markup(self) -> None:
        """Report text that looks like markup, once for each kind."""
        for one in suspicious("".join(self.literal)):
            at = max(0, self.place.text.find(one.written))
            message = f"`{one.written}` is shown literally"
            self._report(MARKUP_AS_TEXT, at, len(one.written), message, one.hint)

    def _take(self, token: Token) -> None:  # noqa: C901, PLR0912 - one case for each kind
        match token.type:
            case "text":
                self._take_text(token.content)
            case "text_special" | "quote":
                self._add(token.content)
            case "softbreak":
                self._add(" ")
            case kind if kind in _STYLES:
                self._enter(_Open(kind, _STYLES[kind]))
            case kind if kind in _CLOSING:
                self._leave(kind.replace("_close", "_open"))
            case "span_open":
                self._enter(_Open("span_open", class_change(token.meta["attributes"].classes)))
            case "span_close":
                self._leave("span_open")
            case "code_inline":
                self.inlines.append(Run(token.content, replace(self.style, code=True), self.link))
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._leave("link_open")
            case "hardbreak":
                self.inlines.append(LineBreak())
            case "html_inline":
                self._take_html(token)
            case kind if kind in _MARKS:
                self._take_mark(token)
            case _:
                self._take_raw(token)

    def _take_text(self, words: str) -> None:
        """Add words, and the icons among them; those that do not exist stay as they are written."""
        at = 0
        for start, end, name in icons_in(words):
            self._add(typographic(words[at:start]))
            if refused := refused_icon(name):
                written = words[start:end]
                place = max(0, self.place.text.find(written))
                self._report(UNKNOWN_ICON, place, len(written), *refused)
                self._add(written)
            else:
                self._add(ICON, name)
            at = end
        if rest := words[at:]:
            self._add(typographic(rest))

    def _add(self, words: str, icon: str = "") -> None:
        if self.pause and words.strip():
            self._misplaced_pause()
        self.inlines.append(Run(words, self.style, self.link, icon=icon))

    def _enter(self, opened: _Open) -> None:
        if len(self.open) < _DEEPEST:
            self.open.append(opened)
        self._settle()

    def _leave(self, name: str) -> bool:
        """Close the innermost open element called `name`; return whether there was one."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                del self.open[index]
                self._settle()
                return True
        return False

    def _settle(self) -> None:
        """Set style and link to the result of everything that is open."""
        self.style, self.link = PLAIN, None
        for opened in self.open:
            self.style = opened.change(self.style) if opened.change else self.style
            self.link = opened.link or self.link

    def _take_html(self, token: Token) -> None:
        """Apply the meaning of a tag, or else keep only the words that it encloses."""
        at, length = token.meta["at"], token.meta["length"]
        tag = read_tag(token.content)
        if tag is None:
            if not token.content.startswith("<!--"):
                self._report_tag(token, "is left out", token.content)
            return
        if self.left_out:
            self.left_out = "" if tag.is_end and tag.name == self.left_out else self.left_out
        elif tag.name in _LEFT_OUT and not tag.is_end:
            self.left_out = tag.name
            self._report_tag(token, "is left out with its content", tag.name)
        elif tag.name == "br":
            self.inlines.append(LineBreak())
        elif tag.name == "img" and tag.is_end:
            pass  # browsers, too, take no notice of it
        elif tag.name == "img":
            self._take_raw(picture_token(tag, at, length))
        elif tag.name == "wbr":
            pass
        elif tag.is_end:
            self._end_tag(tag, token)
        else:
            self._begin_tag(tag, token)

    def _begin_tag(self, tag: Tag, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        change = STYLES.get(tag.name) or class_change(tag.classes)
        link = self._allowed(tag.attributes["href"], at, length) if _is_link(tag) else None
        if tag.name not in STYLES and tag.name not in WORDS:
            self._report_tag(token, "has no meaning here; its words are shown", tag.name)
        elif words := idle_words(tag):
            message = f"{', '.join(f'`{word}`' for word in words)} has no effect here"
            hint = f"leave it out; {_BY_THEME}"
            self._report(IGNORED_ATTRIBUTE, at, length, message, hint, subject=words[0])
        if token.content.endswith("/>") and tag.name not in STYLES and link is None:
            return  # a component of another tool, which has nothing in it
        label = _label_of(tag) if link is not None else ""
        begins = (len(self.inlines), len(self.pictures))
        self._enter(_Open(tag.name, change, link, at, length, label, begins))
        if tag.name == "q":
            self._add(self._quotes()[0])

    def _end_tag(self, tag: Tag, token: Token) -> None:
        if tag.name == "q":
            self._add(self._quotes()[1])
        if tag.name == "a":
            self._label_empty()
        if not self._leave(tag.name):
            self._report_tag(token, "has no start tag", tag.name)

    def _label_empty(self) -> None:
        """Add the words of the innermost link of HTML if nothing is shown in it."""
        opened = next((one for one in reversed(self.open) if one.name == "a"), None)
        if opened is None or not opened.label:
            return
        inlines, pictures = opened.begins
        inside = self.inlines[inlines:]
        is_empty = all(isinstance(one, Run) and not one.text.strip() for one in inside)
        if is_empty and len(self.pictures) == pictures:
            del self.inlines[inlines:]
            self._add(opened.label)

    def _quotes(self) -> tuple[str, str]:
        """Return the marks of the open quotation: single ones within another."""
        depth = sum(opened.name == "q" for opened in self.open)
        return self.quotes.single if depth and depth % 2 == 0 else self.quotes.double

    def _report_tag(self, token: Token, what: str, subject: str) -> None:
        at, length = token.meta["at"], token.meta["length"]
        message = f"`{token.content}` {what}"
        self._report(HTML_TAG, at, length, message, "write it in Markdown", subject=subject)

    def _open_link(self, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        self._use_definition(token)
        link = self._allowed(str(token.attrs["href"]), at, length)
        self._enter(_Open("link_open", None, link))
        if title := token.attrs.get("title"):
            message = f"the title `{title}` of a link is not shown"
            self._report(UNKNOWN_ATTRIBUTE, at, length, message, "write it in the text")

    def _allowed(self, href: str, at: int, length: int) -> str | None:
        """Return the address of a link; None if it is not allowed, which is reported."""
        link = _address(href)
        if refused := refusal(link):
            self._report(BAD_LINK, at, length, *refused)
            return None
        if (web := web_address(link)) is not None:
            message = f"the address `{link}` has no scheme and is read as `{web}`"
            self._report(ADDRESS_WITHOUT_SCHEME, at, length, message, f"write `{web}`")
            return web
        return link

    def _use_definition(self, token: Token) -> None:
        if "label" in token.meta:
            self.used.add(token.meta["label"])

    def _take_mark(self, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        span = self.place.span(at, length)
        match token.type:
            case "citation" | "textual_citation" as kind:
                keys = token.content.split(";")
                cited = Citation(
                    keys=tuple(key.removeprefix("-") for key in keys),
                    span=span,
                    bare=tuple(key.removeprefix("-") for key in keys if key.startswith("-")),
                )
                if kind == "citation":
                    is_alone = self.place.text[at] == "["
                    self.inlines.append(replace(cited, is_alone=is_alone))
                else:
                    words = self.place.text[at : at + length]
                    shown = replace(cited, written=words, style=self.style, link=self.link)
                    self.inlines.append(shown)
            case "variable":
                self.inlines.append(Variable(token.content, span, self.style, self.link))
            case _ if self.in_note:
                message = "a footnote cannot contain a footnote"
                self._report(LOST_MARKUP, at, length, message, "write it in the outer footnote")
            case "footnote_mark":
                self.inlines.append(FootnoteMark(token.content, span))
            case _:
                self._take_note(token)

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
            case "image" if self.takes_pictures:
                self._use_definition(token)
                self.pictures.append(picture_mark(token, self.place, self.link))
            case "pause":
                self.pause = at, length
            case "tex":
                self._report_tex(token.content, at, length)
            case "math":
                self._take_formula(token.content, at)
            case "raw" if token.meta["format"] in _HTML | _TEX:
                tokens = tokenize(token.content, NO_DEFINITIONS, self.quotes)
                self._read_tokens(_moved(tokens, token.meta["within"]))
            case "raw":
                raw = token.meta["format"]
                message = f"the text for `{raw}` only is left out"
                hint = "write it in Markdown, for all outputs"
                self._report(RAW_OUTPUT, at, length, message, hint, subject=raw)
            case _:
                self._use_definition(token)
                kind, what, hint = REFUSALS[token.type]
                subject = str(token.attrs.get("src", "")) if token.type == "image" else ""
                message = what.format(token.content)
                self._report(kind, at, length, message, hint, subject=subject)

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

    def _report_tex(self, command: str, at: int, length: int) -> None:
        message = f"`{command}` is TeX and is left out"
        hint = f"write it in Markdown; a literal backslash is written `\\{command}`"
        self._report(RAW_TEX, at, length, message, hint, subject=command)

    def _misplaced_pause(self) -> None:
        """Leave out a pause followed by text: all of a text appears at the same time."""
        if self.pause is not None:
            self._report_tex("\\pause", *self.pause)
            self.pause = None

    def _check_attributes(self, token: Token) -> None:
        attributes: Attributes | None = token.meta.get("attributes")
        if attributes is None or token.type == "image" or _has_meaning(attributes):
            return
        at: int = token.meta["attributes_at"]
        length: int = token.meta["attributes_length"]
        message = "attributes of this text have no effect here"
        near = (nearest_name(name, CLASSES, alike=_ALIKE) for name in attributes.classes)
        meant = next((f".{name}" for name in near if name is not None), None)
        hint = f"did you mean `{meant}`?" if meant else f"leave them out; {_BY_THEME}"
        subject = " ".join(attributes.words)
        self._report(IGNORED_ATTRIBUTE, at, length, message, hint, subject=subject)

    def _report(
        self,
        kind: DiagnosticKind,
        at: int,
        length: int,
        message: str,
        hint: str,
        *,
        subject: str = "",
    ) -> None:
        span = self.place.span(at, length)
        self.found.append(kind.at(span, message, hint=hint, subject=subject))


_MARKS = {"citation", "textual_citation", "footnote_mark", "inline_footnote", "variable"}
_USE_BRACES = "`{% %}` works in generator files, whose names end in `.j2`; use `{{ }}` for a value"


_DEEPEST = 200
"""How many tags and styles may be open at once; further ones have no effect."""
_LEFT_OUT = {"script", "style"}
_NO_TEXT = "\x00"
_OFFSETS = ("at", "attributes_at")


def _words(text: str) -> str:
    """Return text without its icons, for what looks for leftovers of markup."""
    for start, end, _ in reversed(list(icons_in(text))):
        text = f"{text[:start]}{_NO_TEXT}{text[end:]}"
    return text


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and bool(tag.attributes.get("href"))


def _label_of(tag: Tag) -> str:
    """Return what a link says of itself, or else where it leads."""
    named = (tag.attributes.get(key, "").strip() for key in ("aria-label", "title", "alt"))
    host = tag.attributes.get("href", "").partition("://")[2].partition("/")[0]
    return next(filter(None, named), "") or host.removeprefix("www.")


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


def _address(href: str) -> str:
    """Return an address as normalised, but a slide's id as the author wrote it."""
    return unquote(href) if href.startswith("#") else href


def _without_code(source: str) -> str:
    """Return `source`, of the same length, with code replaced by backticks (CommonMark, 6.1)."""
    runs = [(found.start(), found.end()) for found in re.finditer("`+", source)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    made, at, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        alike = later[end - start]
        while alike and alike[-1] <= index:
            alike.pop()
        index = alike[-1] if alike else index
        made.append(source[at:start] + "`" * (runs[index][1] - start))
        at, index = runs[index][1], index + 1
    return "".join((*made, source[at:]))
