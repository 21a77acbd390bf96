"""HTML's inline elements, as people use them in Markdown, and their meaning on a slide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from diptych.markup.attributes import Attributes
from diptych.model.text import RunStyle

Change = Callable[[RunStyle], RunStyle]

# Compiled on use: few texts have a tag.
_TAG = r"(?s)<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>.*?)/?>"
_ATTRIBUTE = r"""([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""


class Tag(Struct, frozen=True):
    """A start or end tag."""

    name: str
    is_end: bool
    attributes: Mapping[str, str]

    @property
    def classes(self) -> tuple[str, ...]:
        """Return its classes."""
        return tuple(self.attributes.get("class", "").split())


def read_tag(html: str) -> Tag | None:
    """Return `html` as a tag; None if it is a comment, a declaration or the like."""
    found = re.fullmatch(_TAG, html)
    if found is None:
        return None
    return Tag(found["name"].lower(), bool(found["end"]), read_html_attributes(found["rest"]))


def read_html_attributes(written: str) -> dict[str, str]:
    """Return the attributes in a tag, by their names in lower case."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in re.findall(_ATTRIBUTE, written)
    }


def _bold(style: RunStyle) -> RunStyle:
    return replace(style, bold=True)


def _italic(style: RunStyle) -> RunStyle:
    return replace(style, italic=True)


def _code(style: RunStyle) -> RunStyle:
    return replace(style, code=True)


def _struck(style: RunStyle) -> RunStyle:
    return replace(style, strike=True)


def _underlined(style: RunStyle) -> RunStyle:
    return replace(style, underline=True)


def _marked(style: RunStyle) -> RunStyle:
    return replace(style, mark=True)


def _accented(style: RunStyle) -> RunStyle:
    return replace(style, bold=True, accent=True)


def _super(style: RunStyle) -> RunStyle:
    return replace(style, raised="super")


def _sub(style: RunStyle) -> RunStyle:
    return replace(style, raised="sub")


STYLES: Mapping[str, Change] = {
    **dict.fromkeys(("b", "strong"), _bold),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), _italic),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _code),
    **dict.fromkeys(("s", "del", "strike"), _struck),
    **dict.fromkeys(("u", "ins"), _underlined),
    "mark": _marked,
    "sup": _super,
    "sub": _sub,
}
"""Elements whose meaning the style of a run can show (HTML Standard, 4.5)."""

CLASSES: Mapping[str, Change] = {
    **dict.fromkeys(("underline", "ul"), _underlined),
    "mark": _marked,
    **dict.fromkeys(("accent", "alert"), _accented),
}
"""Classes of a span, `[text]{.mark}`, that have a meaning: in Pandoc (manual, "Underline"), in
Quarto (`alert`, as Beamer's), or here."""

WORDS = frozenset(
    [
        "a",
        "abbr",
        "address",
        "bdi",
        "bdo",
        "big",
        "center",
        "data",
        "font",
        "label",
        "nobr",
        "q",
        "small",
        "span",
        "time",
        "wbr",
    ]
)
"""Elements that have a meaning, or only a style, beyond their words; the words are kept."""

_LOOKS = frozenset(("big", "center", "font", "nobr", "small"))
_QUIET = frozenset(("class", "dir", "href", "id", "lang", "name", "rel", "target"))
_PICTURED = ("alt", "height", "width")


def class_change(classes: Iterable[str]) -> Change | None:
    """Return the change of style of the first class that has one; None if none has."""
    return next((CLASSES[name] for name in classes if name in CLASSES), None)


def idle_words(tag: Tag) -> tuple[str, ...]:
    """Return what has no effect in a known element: its look, other classes and attributes."""
    look = (f"<{tag.name}>",) if tag.name in _LOOKS else ()
    classes = (f".{name}" for name in tag.classes if name not in CLASSES)
    others = (f"{name}=" for name in tag.attributes if name not in _QUIET)
    return (*look, *classes, *others)


def picture_token(tag: Tag, at: int, length: int) -> Token:
    """Return an `<img>` as the token of `![](src){alt=...}`."""
    token = Token("image", "img", 0)
    token.attrs = {"src": tag.attributes.get("src", "")}
    values = {name: _sized(tag.attributes[name]) for name in _PICTURED if name in tag.attributes}
    attributes = Attributes(None, (), values, dict.fromkeys(values, at))
    token.meta = {"at": at, "length": length, "attributes": attributes}
    return token


def _sized(value: str) -> str:
    """Return the value of an attribute, with `px` added to a length without a unit."""
    return f"{value}px" if value.isdecimal() else value
