"""The style sheet of a theme: its tokens as custom properties, its fonts, its layouts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from diptych.model.theme import BOLD, Mode, Theme
from diptych.render.emoji_font import EMOJI_FAMILY
from diptych.render.font_faces import FontFace
from diptych.render.formula_font import FORMULA_FAMILY
from diptych.render.html.fonts import face_css, font_stacks, own_name
from diptych.render.html.units import identifier
from diptych.render.links import link_on

_BOLD_IN_BLACK = ".reveal [data-p] strong { font-weight: var(--bold, 700) }"
"""Bold text is never lighter than the text around it."""


def theme_path(theme: Theme) -> str:
    """Return the name of a theme's style sheet."""
    return f"theme-{identifier(theme.name)}.css"


def theme_css(
    theme: Theme,
    faces: Iterable[FontFace],
    *,
    root: str = ":root",
    cut: Collection[str] = (),
    has_formulas: bool = False,
    has_emoji: bool = False,
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
        *((_formulas(theme, cut),) if has_formulas else ()),
        *((emoji_css(cut, ".reveal .emoji"),) if has_emoji else ()),
        *_backgrounds(theme),
    ]
    return "\n".join(rules) + "\n"


def _formulas(theme: Theme, cut: Collection[str]) -> str:
    """Return the rule for the font of formulas; that of the body has words in other scripts."""
    body = font_stacks({"body": theme.fonts["body"]}, cut)["body"]
    family = f'"{FORMULA_FAMILY}"'
    if FORMULA_FAMILY in cut:
        family = f'"{own_name(FORMULA_FAMILY)}", {family}'
    return f".reveal math {{ font-family: {family}, math, {body} }}"


def emoji_css(cut: Collection[str], selector: str) -> str:
    """Return the rule for emoji: in their font, upright and not made bold, moving no line."""
    family = own_name(EMOJI_FAMILY) if EMOJI_FAMILY in cut else EMOJI_FAMILY
    return (
        f'{selector} {{ font: 400 1em/0 "{family}", "Apple Color Emoji", "Segoe UI Emoji",'
        ' "Noto Color Emoji", sans-serif }'
    )


def _properties(theme: Theme, cut: Collection[str]) -> Iterator[str]:
    for name, color in theme.colors.items():
        yield f"--{identifier(name)}: {color.value}"
    for role, stack in font_stacks(theme.fonts, cut).items():
        yield f"--font-{role}: {stack}"


def _backgrounds(theme: Theme) -> Iterator[str]:
    """Yield a rule for each mode, and for each layout whose background is another."""
    modes: dict[str, str] = {}
    for mode, palette in theme.palettes.items():
        modes[mode] = _declarations(palette.roles["paper"], mode, theme)
        yield f".reveal .mode-{mode} {{ {modes[mode]} }}"
    for layout in theme.all_layouts:
        own = _declarations(layout.background, layout.mode, theme)
        if own != modes.get(layout.mode):
            kind = f".layout-{identifier(layout.authored_name)}.mode-{layout.mode}"
            yield f".reveal {kind} {{ {own} }}"


def _declarations(ground: str, mode: Mode, theme: Theme) -> str:
    declarations = [f"background-color: var(--{identifier(ground)})"]
    if name := link_on(ground, mode, theme):
        declarations.append(f"--link-color: var(--{identifier(name)})")
    return "; ".join(declarations)
