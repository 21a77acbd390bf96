"""Icons within a text, as inline SVG in its colour; `deck.css` sets how thick their lines are."""

from __future__ import annotations

from diptych.icons import GRID, icon_path
from diptych.render.html.units import attribute, token


def icon_svg(name: str, color: str, *, is_read: bool, is_sign: bool = False) -> str:
    """Return an icon; `is_sign` if it hangs left of the text as a bullet does."""
    said = f' role="img"{attribute("aria-label", name)}' if is_read else ' aria-hidden="true"'
    kind = "icon sign" if is_sign else "icon"
    return (
        f'<svg class="{kind}" viewBox="0 0 {GRID} {GRID}" style="color:{token(color)}"{said}>'
        f'<path d="{icon_path(name).strip()}"/></svg>'
    )
