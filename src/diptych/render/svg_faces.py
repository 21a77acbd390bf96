"""The text of SVG pictures, set in the fonts of the theme and the bundled ones.

A picture shown by `<img>` has neither the page's fonts nor, reliably, the viewer's, and PowerPoint
has yet others. So every list of families is made to begin with the theme's: the font for code if a
monospaced one is asked for, otherwise the font for text; then ours, which are always at hand. Text
remains text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from msgspec import Struct

from diptych.model.theme import Font, Theme
from diptych.render.coverage import covered
from diptych.render.emoji_font import in_svg
from diptych.render.svg_letters import characters_of
from diptych.typography.emoji import may_have_emoji

BODY = "Pretendard"
CODE = "JetBrains Mono"
FAMILIES = (BODY, CODE)

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>"
    r"|<[^\W\d][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>",
    re.DOTALL,
)
_MARKUP = re.compile(rf"{_TAG.pattern}|</[^>]*>|<\?.*?\?>", re.DOTALL)
_TEXT_ELEMENT = re.compile(r"<((?:[\w.-]+:)?)text[\s>]")
_REFERENCE = re.compile(r"&#(?:x[0-9a-fA-F]{1,6}|[0-9]{1,7});")
_SIZES = r"\s(width|height|viewBox|preserveAspectRatio)\s*=\s*(\"[^\"]*\"|'[^']*')"
_SAME = 0.01
"""How much two ratios may differ and still count as equal."""
_SHEET = re.compile(r"<(?:\w+:)?style\b[^>]*(?<!/)>")
_SHEET_END = re.compile(r"</(?:\w+:)?style")
_ATTRIBUTE = re.compile(r"(?<=\s)(style|font-family)(\s*=\s*)(\"[^\"]*\"|'[^']*')")
_FAMILY = re.compile(r"((?:^|[;{\s])font-family\s*:\s*)([^;}]+)")
_FONT = (
    r"(?<![\w-])font\s*:\s*(?P<before>(?:[\w-]+\s+)*?)"
    r"(?P<size>[\d.]+(?:px|pt|pc|em|ex|rem|in|cm|mm|%)|(?:xx?-)?(?:small|large)|medium)"
    r"(?:\s*/\s*[\w.%]+)?\s+(?P<family>[^;}!]+)"
)
_FACE_RULE = r"@font-face\s*\{[^}]*\}"
_MONOSPACED = r"(?i)mono|courier|consol|menlo|monaco|typewriter|fixed|lucida console|\bcode\b"
_PLAIN = re.compile(r"[^\W\d][\w-]*( [^\W\d][\w-]*)*")
"""A family that CSS and XML take as it is (CSS Fonts 4, 2.1.1); no others are named."""
_KEYWORDS = {"inherit", "initial", "unset", "revert"}
_BOLD = re.compile(r"(?:bold|font-weight\s*[:=]\s*(?:[\"']\s*)?[6-9]\d\d|[;:\s][6-9]00\s)")


class Families(NamedTuple):
    """The families for the text and for the code of pictures, the first to be used first."""

    body: tuple[str, ...] = (BODY,)
    code: tuple[str, ...] = (CODE,)

    def named(self, name: Callable[[str], str]) -> Families:
        """Return them as an output names them."""
        return Families(tuple(map(name, self.body)), tuple(map(name, self.code)))


def families_of(svg: str, theme: Theme) -> Families:
    """Return the families in which a picture is set, those that the theme brings along before ours.

    One that lacks a character of the picture is not used: programs differ in what they then set in
    another font, the character alone or all words around it.
    """
    if not theme.font_files:
        return Families()
    shown = frozenset(c for c in characters_of(svg) if not c.isspace())
    body, code = theme.fonts["body"], theme.fonts["mono"]
    return Families(
        (*_covering(body, shown, theme), BODY),
        (*_covering(code, shown, theme), CODE),
    )


def _covering(font: Font, shown: frozenset[str], theme: Theme) -> tuple[str, ...]:
    """Return the first of a font's families that has all characters; none if there is none."""
    known = (one for one in (font.latin, font.east_asian) if one in theme.font_files)
    for family in known:
        files = tuple(file.asset for file in theme.font_files[family].values())
        if all(shown <= covered((file,)) for file in files):
            return (family,)
    return ()


class SvgText(Struct, frozen=True, kw_only=True):
    """An SVG whose text is set in known fonts, and what it uses of them."""

    svg: str
    characters: frozenset[str] = frozenset()
    faces: tuple[tuple[str, bool], ...] = ()
    """The kinds of font, by the names of ours, and whether bold."""


@lru_cache(maxsize=16)
def set_in_faces(svg: str, families: Families) -> SvgText:
    """Return a well-formed SVG with its text in `families`.

    The shorthand `font:`, which resvg does not support, is expanded.
    """
    characters = characters_of(svg)
    if not characters:
        return SvgText(svg=svg)
    body, code = (", ".join(filter(_PLAIN.fullmatch, one)) for one in families)
    names = _Names({BODY: body, CODE: code})
    styled = "".join(
        names.in_sheet(part) if is_sheet else part for is_sheet, part in _split_at_sheets(svg)
    )
    named = _TAG.sub(names.in_tag, styled)
    weights = (False, True) if _BOLD.search(svg) else (False,)
    faces = tuple((family, bold) for family in FAMILIES if family in names.used for bold in weights)
    return SvgText(svg=named, characters=characters, faces=faces)


def _split_at_sheets(svg: str) -> Iterator[tuple[bool, str]]:
    """Yield an SVG in parts, and whether each is a style sheet."""
    at = 0
    while begin := _SHEET.search(svg, at):
        end = _SHEET_END.search(svg, begin.end())
        if end is None:
            break
        yield False, svg[at : begin.end()]
        yield True, svg[begin.end() : end.start()]
        at = end.start()
    yield False, svg[at:]


def with_emoji(text: SvgText, family: str, *, simplified: bool = False) -> str:
    """Return an SVG whose emoji are set in `family`: few programs find them in another font.

    `simplified` is as for `in_svg`.
    """
    if not any(map(may_have_emoji, text.characters)):
        return text.svg
    return "".join(_set_in(family, text.svg, simplified=simplified))


def _set_in(family: str, svg: str, *, simplified: bool) -> Iterator[str]:
    """Yield an SVG in pieces, with the emoji that are words of its texts set in `family`."""
    at, depth, tspan = 0, 0, ("", "")
    for found in _MARKUP.finditer(svg):
        words, markup = svg[at : found.start()], found[0]
        if depth:
            words = in_svg(_REFERENCE.sub(_as_character, words), tspan, simplified=simplified)
        yield words
        yield markup
        at = found.end()
        if markup.startswith("</"):
            depth -= bool(depth)
        elif markup.startswith(("<!", "<?")) or markup.endswith("/>"):
            continue
        elif depth:
            depth += 1
        elif begun := _TEXT_ELEMENT.match(markup):
            depth = 1
            tspan = (f'<{begun[1]}tspan font-family="{family}">', f"</{begun[1]}tspan>")
    yield svg[at:]


def _as_character(found: re.Match[str]) -> str:
    """Return the character of a numeric reference if it may be part of an emoji."""
    character = unescape(found[0])
    return found[0] if character < "\u200d" else character


def with_style(svg: str, css: str) -> str:
    """Return an SVG with a style sheet added before all its content."""
    root = next(tag for tag in _TAG.finditer(svg) if not tag.group().startswith("<!"))
    prefix = root.group()[1:].split()[0].removesuffix("svg")
    return f"{svg[: root.end()]}<{prefix}style>{css}</{prefix}style>{svg[root.end() :]}"


def in_pixels(svg: str, width: int, size: tuple[float, float] | None) -> str:
    """Return an SVG that is `width` whole pixels wide and is filled to its edges by its content.

    `size` is its declared size. Drawn 226.8 pixels wide, its last column would be translucent.
    One whose view box cannot be read is returned unchanged.
    """
    if size is None:
        return svg
    root = next(tag for tag in _TAG.finditer(svg) if not tag.group().startswith("<!"))
    given = {name: value[1:-1] for name, value in re.findall(_SIZES, root.group())}
    box = given.get("viewBox", f"0 0 {size[0]:g} {size[1]:g}")
    fit = given.get("preserveAspectRatio", "xMidYMid")
    try:
        _, _, wide, high = (float(number) for number in re.split(r"[\s,]+", box.strip()))
        if abs(wide / high * size[1] / size[0] - 1) < _SAME:
            fit = "none"
    except (ValueError, ZeroDivisionError):
        return svg
    bare = re.sub(_SIZES, "", root.group())
    end = -2 if bare.endswith("/>") else -1
    height = max(1, round(width * size[1] / size[0]))
    sizes = f' width="{width}" height="{height}" viewBox="{box}" preserveAspectRatio="{fit}"'
    return f"{svg[: root.start()]}{bare[:end]}{sizes}{bare[end:]}{svg[root.end() :]}"


class _Names:
    """Puts families before those that an SVG names, and sets those for text at its root.

    `names` are lists by the names of ours.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.used: set[str] = set()
        self.is_root = True

    def in_tag(self, found: re.Match[str]) -> str:
        """Return a tag with its families renamed; comments and CDATA are left alone."""
        tag = found.group()
        if tag.startswith("<!"):
            return tag
        renamed = _ATTRIBUTE.sub(self._in_attribute, tag) if "font" in tag else tag
        if not self.is_root:
            return renamed
        self.is_root = False
        if "font-family" in renamed:
            return renamed
        end = -2 if renamed.endswith("/>") else -1
        return f'{renamed[:end]} font-family="{self._ours("")}"{renamed[end:]}'

    def in_sheet(self, css: str) -> str:
        """Return a style sheet with its families renamed, except in `@font-face` rules."""
        parts = re.split(rf"({_FACE_RULE})", css)
        return "".join(
            part if part.startswith("@font-face") else self._restyled(part) for part in parts
        )

    def _in_attribute(self, found: re.Match[str]) -> str:
        name, equals, quoted = found.groups()
        value = unescape(quoted[1:-1])
        new = self._renamed(value) if name == "font-family" else self._restyled(value)
        return f'{name}{equals}"{escape(new)}"' if new != value else found.group()

    def _restyled(self, css: str) -> str:
        longhand = re.sub(_FONT, _as_longhand, css)
        return _FAMILY.sub(lambda found: found[1] + self._renamed(found[2]), longhand)

    def _renamed(self, families: str) -> str:
        return families if families.strip() in _KEYWORDS else self._ours(families)

    def _ours(self, families: str) -> str:
        """Return a list of families that begins with ours."""
        listed = [name.strip().strip("\"'") for name in families.split(",")]
        named = next((family for family in FAMILIES if family in listed), None)
        ours = named or (CODE if re.search(_MONOSPACED, families) else BODY)
        self.used.add(ours)
        others = [name for name in families.split(",") if name.strip(" \"'") not in {ours, ""}]
        return ", ".join((self.names[ours], *(name.strip() for name in others)))


def _as_longhand(found: re.Match[str]) -> str:
    """Return the shorthand `font` as single properties (CSS Fonts 4, 2.7)."""
    before = found["before"].split()
    style = next((word for word in before if word in {"italic", "oblique"}), "normal")
    heavy = (word for word in before if word.isdigit() or word.startswith(("bold", "light")))
    weight = next(heavy, "normal")
    return (
        f"font-style:{style};font-weight:{weight};font-size:{found['size']};"
        f"font-family:{found['family']}"
    )
