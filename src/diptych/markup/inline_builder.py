"""The inlines of a text while it is read: what they are so far, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.markup.diagnostic_kinds import ADDRESS_WITHOUT_SCHEME, BAD_LINK, RAW_TEX
from diptych.markup.links import refusal, web_address
from diptych.markup.picture import PictureMark, picture_mark
from diptych.markup.quotes import Quotes
from diptych.markup.refusals import REFUSALS
from diptych.markup.tags import Change
from diptych.model.source_text import SourceText
from diptych.model.text import PLAIN, Inline, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

BY_THEME = "Diptych styles text through the theme"
_DEEPEST = 200
"""How many tags and styles may be open at once; further ones have no effect."""


class Opened(Struct):
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


class InlineBuilder:
    """Collects the inlines of one text, with its pictures and what is wrong with it."""

    def __init__(self, place: SourceText, *, takes_pictures: bool, quotes: Quotes) -> None:
        self.place = place
        self.takes_pictures = takes_pictures
        self.quotes = quotes
        self.inlines: list[Inline] = []
        self.pictures: list[PictureMark] = []
        self.found: list[Diagnostic] = []
        self.used: set[str] = set()
        self.open: list[Opened] = []
        self.style = PLAIN
        self.link: str | None = None
        self.pause: tuple[int, int] | None = None

    def add(self, words: str, icon: str = "") -> None:
        """Add words in the style that is open, or an icon with its sign."""
        if self.pause and words.strip():
            self.misplaced_pause()
        self.inlines.append(Run(words, self.style, self.link, icon=icon))

    def enter(self, opened: Opened) -> None:
        """Open a style or a link."""
        if len(self.open) < _DEEPEST:
            self.open.append(opened)
        self.settle()

    def leave(self, name: str) -> bool:
        """Close the innermost open element called `name`; return whether there was one."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                del self.open[index]
                self.settle()
                return True
        return False

    def settle(self) -> None:
        """Set style and link to the result of everything that is open."""
        self.style, self.link = PLAIN, None
        for opened in self.open:
            self.style = opened.change(self.style) if opened.change else self.style
            self.link = opened.link or self.link

    def allowed(self, href: str, at: int, length: int) -> str | None:
        """Return the address of a link; None if it is not allowed, which is reported."""
        link = _address(href)
        if refused := refusal(link):
            self.report(BAD_LINK, at, length, *refused)
            return None
        if (web := web_address(link)) is not None:
            message = f"the address `{link}` has no scheme and is read as `{web}`"
            self.report(ADDRESS_WITHOUT_SCHEME, at, length, message, f"write `{web}`")
            return web
        return link

    def use_definition(self, token: Token) -> None:
        """Record the link definition that a token uses."""
        if "label" in token.meta:
            self.used.add(token.meta["label"])

    def misplaced_pause(self) -> None:
        """Leave out a pause followed by text: all of a text appears at the same time."""
        if self.pause is not None:
            self.report_tex("\\pause", *self.pause)
            self.pause = None

    def report_tex(self, command: str, at: int, length: int) -> None:
        """Report a command of TeX, which is left out."""
        message = f"`{command}` is TeX and is left out"
        hint = f"write it in Markdown; a literal backslash is written `\\{command}`"
        self.report(RAW_TEX, at, length, message, hint, subject=command)

    def report(
        self,
        kind: DiagnosticKind,
        at: int,
        length: int,
        message: str,
        hint: str,
        *,
        subject: str = "",
    ) -> None:
        """Report what is wrong with `length` characters from `at` on."""
        span = self.place.span(at, length)
        self.found.append(kind.at(span, message, hint=hint, subject=subject))

    def take_image(self, token: Token) -> None:
        """Keep a picture, or refuse it where none is allowed."""
        if not self.takes_pictures:
            self.refuse(token, str(token.attrs.get("src", "")))
            return
        self.use_definition(token)
        self.pictures.append(picture_mark(token, self.place, self.link))

    def refuse(self, token: Token, subject: str = "") -> None:
        """Report what cannot be shown."""
        self.use_definition(token)
        kind, what, hint = REFUSALS[token.type]
        message = what.format(token.content)
        at, length = token.meta["at"], token.meta["length"]
        self.report(kind, at, length, message, hint, subject=subject)


def _address(href: str) -> str:
    """Return an address as normalised, but a slide's id as the author wrote it."""
    return unquote(href) if href.startswith("#") else href
