"""Tags of HTML within a text: their meaning, or else the words that they enclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.markup.diagnostic_kinds import HTML_TAG, IGNORED_ATTRIBUTE
from diptych.markup.inline_builder import BY_THEME, InlineBuilder, Opened
from diptych.markup.quotes import Quotes
from diptych.markup.tags import (
    STYLES,
    WORDS,
    Tag,
    class_change,
    idle_words,
    picture_token,
    read_tag,
)
from diptych.model.source_text import SourceText
from diptych.model.text import LineBreak, Run

if TYPE_CHECKING:
    from markdown_it.token import Token


_LEFT_OUT = {"script", "style"}
_ON_LINES_OF_THEIR_OWN = {"div", "p", "section", "article", "li", "tr", "blockquote"}
"""Elements that browsers show below what is before them (HTML, 15.3, "Flow content")."""


class HtmlReader(InlineBuilder):
    """Turns tags into styles, links, pictures and line breaks."""

    def __init__(self, place: SourceText, *, takes_pictures: bool, quotes: Quotes) -> None:
        super().__init__(place, takes_pictures=takes_pictures, quotes=quotes)
        self.left_out = ""
        """The name of the element whose content is being left out."""

    def take_html(self, token: Token) -> None:
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
            self.take_image(picture_token(tag, at, length))
        elif tag.name == "wbr":
            pass
        elif tag.is_end:
            self._end_tag(tag, token)
        else:
            self._begin_tag(tag, token)

    def _begin_tag(self, tag: Tag, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        change = STYLES.get(tag.name) or class_change(tag.classes)
        link = self.allowed(tag.attributes["href"], at, length) if _is_link(tag) else None
        if tag.name not in STYLES and tag.name not in WORDS:
            self._report_tag(token, "has no meaning here; its words are shown", tag.name)
        elif words := idle_words(tag):
            message = f"{', '.join(f'`{word}`' for word in words)} has no effect here"
            hint = f"leave it out; {BY_THEME}"
            self.report(IGNORED_ATTRIBUTE, at, length, message, hint, subject=words[0])
        if token.content.endswith("/>") and tag.name not in STYLES and link is None:
            self._break_around(tag)
            return  # a component of another tool, which has nothing in it
        self._break_around(tag)
        label = _label_of(tag) if link is not None else ""
        begins = (len(self.inlines), len(self.pictures))
        self.enter(Opened(tag.name, change, link, at, length, label, begins))
        if tag.name == "q":
            self.add(self._quotes()[0])

    def _end_tag(self, tag: Tag, token: Token) -> None:
        if tag.name == "q":
            self.add(self._quotes()[1])
        if tag.name == "a":
            self._label_empty()
        self._break_around(tag)
        if not self.leave(tag.name):
            self._report_tag(token, "has no start tag", tag.name)

    def _break_around(self, tag: Tag) -> None:
        """End the line, if there is any, at the beginning or end of such an element."""
        is_begun = bool(self.inlines) and not isinstance(self.inlines[-1], LineBreak)
        if tag.name in _ON_LINES_OF_THEIR_OWN and is_begun:
            self.inlines.append(LineBreak())

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
            self.add(opened.label)

    def _quotes(self) -> tuple[str, str]:
        """Return the marks of the open quotation: single ones within another."""
        depth = sum(opened.name == "q" for opened in self.open)
        return self.quotes.single if depth and depth % 2 == 0 else self.quotes.double

    def _report_tag(self, token: Token, what: str, subject: str) -> None:
        at, length = token.meta["at"], token.meta["length"]
        message = f"`{token.content}` {what}"
        self.report(HTML_TAG, at, length, message, "write it in Markdown", subject=subject)


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and bool(tag.attributes.get("href"))


def _label_of(tag: Tag) -> str:
    """Return what a link says of itself, or else where it leads."""
    named = (tag.attributes.get(key, "").strip() for key in ("aria-label", "title", "alt"))
    host = tag.attributes.get("href", "").partition("://")[2].partition("/")[0]
    return next(filter(None, named), "") or host.removeprefix("www.")
