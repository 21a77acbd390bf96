"""Lengths, colours and attributes in CSS and HTML syntax; all lengths are in CSS pixels."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from html import escape as escape_html

from diptych.model.geometry import EMU_PER_PX, PX_PER_PT, Box, Emu, Pt
from diptych.model.theme import Panel

_COMMENT = re.compile(
    r"""
    ^ [ \t]* (?:
        /\* (?!!) (?: (?!\*/). )* \*/ [ \t]*$  # a block that begins and ends with a line
        | //[^\n]*
    )""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@lru_cache(maxsize=4096)
def px(length: Emu) -> str:
    """Return `length` in CSS pixels, such as `12.5px`."""
    return f"{round(length / EMU_PER_PX, 3):g}px"


@lru_cache(maxsize=1024)
def pt_px(size: Pt) -> str:
    """Return a type size in CSS pixels; 1 pt is 4/3 px (CSS Values and Units 3, section 6.2)."""
    return f"{round(size * PX_PER_PT, 3):g}px"


def on_page(source: str, page: Box) -> str:
    """Return a style sheet or script with the size of the page filled in.

    `PAGE_WIDTH` and `PAGE_HEIGHT` are in CSS pixels; `PAGE_ACROSS` and `PAGE_DOWN` are the ratio.
    """
    parts = math.gcd(page.width, page.height)
    sizes = {
        "PAGE_WIDTH": px(page.width).removesuffix("px"),
        "PAGE_HEIGHT": px(page.height).removesuffix("px"),
        "PAGE_ACROSS": str(page.width // parts),
        "PAGE_DOWN": str(page.height // parts),
    }
    for name, size in sizes.items():
        source = source.replace(name, size)
    return source


def without_comments(source: str) -> str:
    """Return a style sheet or script without its comment lines, blank lines and indentation.

    Licences, `/*!`, stay. A source in which a line may begin within a string is returned as it is.
    """
    made = re.sub(r"^[ \t]+", "", _COMMENT.sub("", source), flags=re.MULTILINE)
    return source if "`" in made or "\\\n" in made else re.sub(r"\n{2,}", "\n", made).lstrip()


def box_style(box: Box) -> str:
    """Return the declarations that position an element at `box`."""
    return f"left:{px(box.x)};top:{px(box.y)};width:{px(box.width)};height:{px(box.height)}"


def panel_style(panel: Panel) -> str:
    """Return the declarations of a panel; its outline is drawn on its edge, as in PPTX."""
    style = f";padding:{px(panel.inset)}" if panel.inset else ""
    if panel.fill is not None:
        style += f";background:{token(panel.fill)}"
    if panel.radius:
        style += f";border-radius:{px(panel.radius)}"
    if panel.line is not None:
        style += f";outline:1px solid {token(panel.line)};outline-offset:-.5px"
    return style


def identifier(name: str) -> str:
    """Return `name` as part of a CSS identifier or a file name."""
    return _UNSAFE.sub("-", name)


@lru_cache(maxsize=256)
def token(name: str) -> str:
    """Return a reference to a colour token."""
    return f"var(--{identifier(name)})"


def attribute(name: str, value: str) -> str:
    """Return ` name="value"` for a start tag."""
    return f' {name}="{escape_html(value)}"'


def language_tag(locale: str) -> str:
    """Return `locale` as a BCP 47 tag."""
    return locale.replace("_", "-")
