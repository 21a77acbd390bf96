"""The style sheet of a page: the theme's fonts and colours, and the rules of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render.emoji_font import EMOJI_FACE, emoji_letters
from diptych.render.font_faces import font_faces
from diptych.render.html.assets import digest
from diptych.render.html.faces import cut_fonts
from diptych.render.html.fonts import face_css, font_stacks
from diptych.render.html.runtime import font_files
from diptych.render.html.styles import emoji_css
from diptych.render.html.units import px
from diptych.render.page.palette import Palette, palettes

_STYLE = "site.css"


def page_styles(page: str, theme: Theme, supplies: Supplies) -> tuple[str, Mapping[str, bytes]]:
    """Return the path of the style sheet for a page, and all files that it needs, itself the last.

    Paths are relative to the folder of the page. Its fonts have only the characters on the page,
    unless the run has whole ones.
    """
    has_emoji = EMOJI_FACE.path in supplies.runtime and any(emoji_letters((page,)))
    faces = (*font_faces(theme, supplies.runtime), *((EMOJI_FACE,) if has_emoji else ()))
    files: dict[str, bytes | Asset] = {}
    cut = set[str]()
    if supplies.cut is not None and not supplies.has_whole_fonts:
        mono = theme.fonts["mono"].latin
        fonts = cut_fonts((page,), faces, mono, supplies.runtime, supplies.cut)
        cut = {face.family for face in faces}
        faces = fonts.faces
        files |= {**fonts.licences, **fonts.files}
    else:
        files |= font_files(faces, supplies.runtime)
    rules = (
        *(face_css(face) for face in faces),
        *_tokens(theme, cut),
        *((emoji_css(cut, ".emoji"),) if has_emoji else ()),
        supplies.templates[_STYLE],
    )
    sheet = "\n".join(rules).encode()
    path = f"page-{digest(sheet)}.css"
    written = {name: one if isinstance(one, bytes) else one.read() for name, one in files.items()}
    return path, {**written, path: sheet}


def _tokens(theme: Theme, cut: Iterable[str]) -> Iterator[str]:
    """Yield the rules that set the colours, light and dark, the fonts, and the shape of slides."""
    light, dark = palettes(theme)
    fonts = (
        f"--font-{role}: {stack}" for role, stack in font_stacks(theme.fonts, set(cut)).items()
    )
    across, down = (px(side).removesuffix("px") for side in (theme.page.width, theme.page.height))
    own = "; ".join((*fonts, f"--slide: {across} / {down}"))
    yield f":root {{ {own}; {_colors(light)} }}"
    yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colors(dark)} }} }}"


def _colors(palette: Palette) -> str:
    names = palette.__struct_fields__
    return "; ".join(f"--{name}: {getattr(palette, name)}" for name in names)
