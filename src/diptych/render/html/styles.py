"""The style sheet of a theme: its tokens as custom properties, its fonts, its layouts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from diptych.model.theme import BOLD, Layout, Theme
from diptych.render.font_faces import FontFace
from diptych.render.html.fonts import face_css, font_stacks
from diptych.render.html.units import identifier
from diptych.render.links import link_color

_BOLD_IN_BLACK = ".reveal [data-p] strong { font-weight: var(--bold, 700) }"
"""Bold text is never lighter than what is around it."""


def theme_path(theme: Theme) -> str:
    """Return the name of a theme's style sheet."""
    return f"theme-{identifier(theme.name)}.css"


def theme_css(
    theme: Theme, faces: Iterable[FontFace], *, root: str = ":root", cut: Collection[str] = ()
) -> str:
    """Return the style sheet of a theme; paths of faces are relative to it.

    `root` is the selector to which its tokens apply; `cut` are the families that are cut.
    """
    rules = [
        f"/* The theme {identifier(theme.name)}: tokens, fonts and layouts. */",
        *(face_css(face) for face in faces),
        f"{root} {{",
        *(f"  {line};" for line in _properties(theme, cut)),
        "}",
        *((_BOLD_IN_BLACK,) if max(theme.weights) > BOLD else ()),
        *(_layout(layout, theme) for layout in theme.all_layouts),
    ]
    return "\n".join(rules) + "\n"


def _properties(theme: Theme, cut: Collection[str]) -> Iterator[str]:
    for name, color in theme.colors.items():
        yield f"--{identifier(name)}: {color.value}"
    for role, stack in font_stacks(theme.fonts, cut).items():
        yield f"--font-{role}: {stack}"


def _layout(layout: Layout, theme: Theme) -> str:
    declarations = [f"background-color: var(--{identifier(layout.background)})"]
    if name := link_color(layout, theme):
        declarations.append(f"--link-color: var(--{identifier(name)})")
    kind = f".layout-{identifier(layout.authored_name)}"
    mode = f".mode-{layout.mode}" if layout.authored else ""
    return f".reveal {kind}{mode} {{ {'; '.join(declarations)} }}"
