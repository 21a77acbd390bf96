"""The fonts of runs: theme fonts, a monospaced one, and faces of weights with names of their own.

PowerPoint knows a family by four styles at most, so that a face of another weight is a family of
its own, such as "Pretendard SemiBold" (OpenType, `name`, name ID 1).
"""

from __future__ import annotations

from msgspec import Struct

from diptych.model.metrics import Typeface
from diptych.model.theme import BOLD, REGULAR, WEIGHTS, Font, FontRole, Theme
from diptych.render.pptx.xml import quote

_PANOSE = "02000009000000000000"
"""Latin text (2) with monospaced proportion (9), all else undefined (PANOSE 1.0)."""
_PITCH = 49
"""Fixed pitch (1) of the family Modern (0x30) (ECMA-376-1, 21.1.2.3.7; MS-LOGFONT)."""
SEMIBOLD = 600
"""From this weight on, a family without such a face is set in its bold one."""
_SHORT: dict[FontRole, str] = {"heading": "mj", "body": "mn"}
"""The theme fonts (ECMA-376-1, 20.1.4.1.16 and 20.1.4.1.17)."""


class Typefaces(Struct, frozen=True):
    """The fonts of a run in one weight."""

    elements: str
    is_bold: bool
    """Whether it is the bold style of its family."""
    for_lines: str
    """The same elements for signs that draw lines, which Office would take from its East Asian font
    beside Hangul, where they are wider and do not meet."""


def all_typefaces(theme: Theme) -> dict[tuple[FontRole, int], Typefaces]:
    """Return the fonts of runs by role and weight."""
    return {
        (role, weight): _typefaces(role, weight, theme)
        for role in theme.fonts
        for weight in WEIGHTS
    }


def _typefaces(role: FontRole, weight: int, theme: Theme) -> Typefaces:
    font = theme.fonts[role]
    latin, asian = (_own(one, weight, theme) for one in (font.latin, font.east_asian))
    if latin is None and asian is None:
        lines = _of_one(_fixed(font, theme))
        return Typefaces(_plain(role, theme), is_bold=weight >= SEMIBOLD, for_lines=lines)
    latin = latin or named(font.latin, theme)
    asian = asian or named(font.east_asian, theme)
    elements = f"<a:latin {latin}/><a:ea {asian}/><a:cs {latin}/>"
    return Typefaces(elements, is_bold=False, for_lines=_of_one(latin))


def _of_one(name: str) -> str:
    """Return the elements for one font for all scripts."""
    return f"<a:latin {name}/><a:ea {name}/><a:cs {name}/>"


def _own(family: str, weight: int, theme: Theme) -> str | None:
    """Return a face that is a family of its own; None if it is the regular or bold one."""
    table = theme.metrics.table(family, weight)
    if table is None or weight in {REGULAR, BOLD}:
        return None
    return attributes(table.name, table.typeface)


def named(family: str, theme: Theme) -> str:
    """Return the attributes that name a family (ECMA-376-1, 21.1.2.3.3)."""
    file = theme.font_files.get(family, {}).get(REGULAR)
    return attributes(family, file.typeface) if file is not None else f'typeface="{quote(family)}"'


def attributes(name: str, face: Typeface) -> str:
    """Return the attributes that name a face as a family (ECMA-376-1, 21.1.2.3.3)."""
    pitch = f' pitchFamily="{face.pitch_family}"' if face.pitch_family else ""
    charset = f' charset="{face.charset}"' if face.charset or pitch else ""
    return f'typeface="{quote(name)}" panose="{face.panose}"{pitch}{charset}'


def _plain(role: FontRole, theme: Theme) -> str:
    short = _SHORT.get(role)
    if short is None:
        return _monospaced(theme.fonts[role], theme)
    return (
        f'<a:latin typeface="+{short}-lt"/><a:ea typeface="+{short}-ea"/>'
        f'<a:cs typeface="+{short}-cs"/>'
    )


def _fixed(font: Font, theme: Theme) -> str:
    """Return what names a monospaced font, with its kind for when it is not installed."""
    latin = named(font.latin, theme)
    if font.latin in theme.font_files:
        return latin
    return f'{latin} panose="{_PANOSE}" pitchFamily="{_PITCH}"'


def _monospaced(font: Font, theme: Theme) -> str:
    """Return the elements for a monospaced font."""
    latin = _fixed(font, theme)
    return f"<a:latin {latin}/><a:ea {named(font.east_asian, theme)}/><a:cs {latin}/>"
