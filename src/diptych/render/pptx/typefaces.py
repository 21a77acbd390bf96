"""The fonts of runs: theme fonts, a monospaced one, and faces of weights with names of their own.

PowerPoint knows a family by four styles at most, so that a face of another weight is a family of
its own, such as "Pretendard SemiBold" (OpenType, `name`, name ID 1).
"""

from __future__ import annotations

from typing import NamedTuple

from diptych.model.theme import BOLD, REGULAR, WEIGHTS, Font, FontRole, Theme
from diptych.render.pptx.xml import quote

_PANOSE = "02000009000000000000"
"""Latin text (2) with monospaced proportion (9), all else undefined (PANOSE 1.0)."""
_PITCH = 49
"""Fixed pitch (1) of the family Modern (0x30) (ECMA-376-1, 21.1.2.3.7; MS-LOGFONT)."""
_SEMIBOLD = 600
"""From this weight on, a family without such a face is set in its bold one."""
_SHORT: dict[FontRole, str] = {"heading": "mj", "body": "mn"}
"""The theme fonts (ECMA-376-1, 20.1.4.1.16 and 20.1.4.1.17)."""


class Typefaces(NamedTuple):
    """The fonts of a run in one weight."""

    elements: str
    is_bold: bool
    """Whether it is the bold style of its family."""


def all_typefaces(theme: Theme) -> dict[tuple[FontRole, int], Typefaces]:
    """Return the fonts of runs by role and weight."""
    return {
        (role, weight): _typefaces(role, weight, theme)
        for role in theme.fonts
        for weight in WEIGHTS
    }


def _typefaces(role: FontRole, weight: int, theme: Theme) -> Typefaces:
    font = theme.fonts[role]
    latin = face_name(font.latin, weight, theme)
    asian = face_name(font.east_asian, weight, theme)
    if latin is None and asian is None:
        return Typefaces(_plain(role, font), is_bold=weight >= _SEMIBOLD)
    latin, asian = quote(latin or font.latin), quote(asian or font.east_asian)
    elements = f'<a:latin typeface="{latin}"/><a:ea typeface="{asian}"/><a:cs typeface="{latin}"/>'
    return Typefaces(elements, is_bold=False)


def face_name(family: str, weight: int, theme: Theme) -> str | None:
    """Return the name of a face as a family of its own; None if it is the regular or bold one."""
    if weight in {REGULAR, BOLD}:
        return None
    return theme.metrics.name(family, weight)


def _plain(role: FontRole, font: Font) -> str:
    short = _SHORT.get(role)
    if short is None:
        return _monospaced(font)
    return (
        f'<a:latin typeface="+{short}-lt"/><a:ea typeface="+{short}-ea"/>'
        f'<a:cs typeface="+{short}-cs"/>'
    )


def _monospaced(font: Font) -> str:
    """Return the elements for a monospaced font, with its kind for when it is not installed."""
    latin, asian = quote(font.latin), quote(font.east_asian)
    kind = f' panose="{_PANOSE}" pitchFamily="{_PITCH}"'
    return (
        f'<a:latin typeface="{latin}"{kind}/><a:ea typeface="{asian}"/>'
        f'<a:cs typeface="{latin}"{kind}/>'
    )
