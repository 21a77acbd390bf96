"""Icons within a text, as inline SVG in its colour; `deck.css` sets how thick their lines are."""

from __future__ import annotations

from diptych.icons import GRID, icon_path
from diptych.model.geometry import Emu
from diptych.model.paragraph import Bullet
from diptych.model.text_frame import IconAbove
from diptych.render.html.units import attribute, px, token


def icon_above(icon: IconAbove) -> str:
    """Return an icon above a text, which is decoration."""
    side, around = px(icon.side), f"0 0 {px(icon.gap)} {px(Emu(-icon.outset))}"
    look = f"color:{token(icon.color)};width:{side};height:{side};margin:{around}"
    return _svg(icon.name, "icon above", look)


def icon_sign(bullet: Bullet) -> str:
    """Return the icon that hangs left of a text in place of a bullet."""
    size = f";font-size:{bullet.times:g}em" if bullet.times != 1 else ""
    return _svg(bullet.icon, "icon sign", f"color:{token(bullet.color)}{size}")


def icon_svg(name: str, color: str, *, is_read: bool) -> str:
    """Return an icon among the words of a text; `is_read` if it has none."""
    said = attribute("aria-label", name) if is_read else ""
    return _svg(name, "icon", f"color:{token(color)}", said)


def _svg(name: str, kind: str, look: str, said: str = "") -> str:
    role = f' role="img"{said}' if said else ' aria-hidden="true"'
    return (
        f'<svg class="{kind}" viewBox="0 0 {GRID} {GRID}" style="{look}"{role}>'
        f'<path d="{icon_path(name).strip()}"/></svg>'
    )
