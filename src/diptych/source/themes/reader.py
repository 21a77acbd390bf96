"""Reads one theme, its tokens first, and reports every error where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.blocks import block_styles as styles_of_blocks
from diptych.diagnostics import nearest_name
from diptych.model.geometry import Box, from_px
from diptych.model.metrics import Metrics
from diptych.model.page_words import THEME_WORDS
from diptych.model.theme import (
    BOLD,
    MODES,
    REGULAR,
    ROLES,
    AsideStyle,
    Color,
    Font,
    FontRole,
    Layout,
    Mode,
    Palette,
    TextStyle,
    Theme,
)
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.colors import ColorReader
from diptych.source.themes.contrast import report_contrast
from diptych.source.themes.densities import read_densities
from diptych.source.themes.families import Families
from diptych.source.themes.layouts import LayoutReader
from diptych.source.themes.limits import kept
from diptych.source.themes.modes import Moding, complete, other_mode
from diptych.source.themes.ranges import GAPS, MOST_LAYOUTS
from diptych.source.themes.tokens import Tokens
from diptych.source.themes.type_tokens import TypeReader
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, UNKNOWN_KEY
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.formats import check_format
from diptych.source.yaml.tree import Value

KEYS = (
    "format", "extends", "title", "page", "mode", "colors", "roles", "fonts", "type", "densities",
    "aside", "gap", "words", "regions", "layouts", "running_title",
)  # fmt: skip
_NOTES = "notes"
"""The type token of notes."""
MODE = "@"
"""What is between the name of a layout and the mode of its counterpart."""
_EXTEND = "write what another theme has only where it differs, below `extends: atlas`"
_BELOW = dict.fromkeys(
    ROLES, 'colours are below `colors:`, such as `colors: {accent: {value: "#0B6E4F"}}`'
)
"""Hints for keys that are not a theme's own, but below one of them."""


class ThemeReader:
    """Reads the mapping of one theme.yaml, including what is laid over it."""

    def __init__(
        self,
        name: str,
        value: Value,
        project_paths: Mapping[str, Path],
        reader: SourceReader,
        *,
        pages: Mapping[str, Box],
        families: Families,
        locales: Collection[str] = (),
        mode: Mode | None = None,
    ) -> None:
        self.name = name
        self.asked_mode = mode
        """The mode that a talk asks for, for all layouts."""
        self.project_paths = project_paths
        self.pages = pages
        """The page for which the boxes of each file are drawn, by the file's name in spans."""
        self.families = families
        self.locales = locales
        self.reader = reader
        self.fields = Fields(value, reader, KEYS, "a theme", elsewhere=_BELOW)
        self.span = value.span
        self.color_reader = ColorReader(self.fields)
        self.type_reader = TypeReader(self.fields, families, tuple(pages))
        self.colors: dict[str, Color] = {}
        """The colours, and the shades of roles that the theme does not name."""
        self.fonts: dict[FontRole, Font] = {}
        self.own_mode: Mode = "light"
        self.modings: dict[tuple[Mode, bool], Moding] = {}
        """What makes the parts of each mode, and whether for counterparts."""
        self.values: dict[Mode, dict[str, str]] = {}
        """The value of each role, by mode."""
        self.styles: dict[str, TextStyle] = {}

    def read(self) -> Theme | None:
        """Return the theme, or None if anything in it is wrong."""
        errors = self.reader.errors
        check_format(self.fields, self.reader)
        self.own_mode = self.asked_mode or self._mode(self.fields) or "light"
        roles = self._read_colors()
        weights = self._read_type()
        layouts_of = LayoutReader(
            self._tokens(),
            self.reader,
            shared=self.fields.mapping("regions"),
            pages=self.pages,
            project_paths=self.project_paths,
            mode=self.asked_mode,
        )
        plain = tuple(layouts_of.layouts(kept(self.fields, "layouts", MOST_LAYOUTS)))
        layouts = {one.name: self.modings[one.mode, False].layout(one, one.name) for one in plain}
        with_running = tuple(layouts_of.running(self.fields, plain))
        running = {
            one.name: self.modings[one.mode, False].layout(one, one.name) for one in with_running
        }
        counterparts = {one.name: self._counterpart(one) for one in (*plain, *with_running)}
        needed = (*(style.name for style in styles_of_blocks() if not style.stand_in), _NOTES)
        self._report_absent(needed)
        if self.reader.errors > errors:
            return None
        block_styles = dict(self._block_styles(needed))
        theme = Theme(
            name=self.name,
            title=self.fields.string("title") or self.name,
            colors=self.colors,
            fonts=self.fonts,
            layouts=layouts,
            running=running,
            counterparts=counterparts,
            palettes={
                mode: Palette(roles[mode], self._in_mode(block_styles, mode)) for mode in MODES
            },
            block_styles=self._in_mode(block_styles, self.own_mode),
            densities=read_densities(self.fields, self.styles),
            aside=self._aside(),
            gap=from_px(self.fields.number("gap", default=16, within=GAPS) or 0),
            words=dict(self._words()),
            weights=weights,
            page=layouts_of.page,
            metrics=Metrics({**self.families.bundled, **self.families.tables}),
            font_files=self.families.files,
        )
        report_contrast(theme, self.fields, self.project_paths, self.reader)
        return theme if self.reader.errors == errors else None

    def _read_colors(self) -> Mapping[Mode, Mapping[str, str]]:
        """Read colours and roles; return the colour of each role by mode."""
        written = self.color_reader.read()
        roles, shades = complete(written, self.color_reader.colors)
        self.colors = self.color_reader.colors | shades
        self.modings = {
            (mode, is_counterpart): Moding(
                mode,
                roles[mode],
                frozenset(written),
                self.colors,
                is_counterpart=is_counterpart,
            )
            for mode in MODES
            for is_counterpart in (False, True)
        }
        known = {name: color.value for name, color in self.colors.items()}
        self.values = {
            mode: {role: known[token] for role, token in named.items() if token in known}
            for mode, named in roles.items()
        }
        return roles

    def _read_type(self) -> tuple[int, ...]:
        """Read fonts and type tokens, and measure the fonts; return the weights that are used."""
        self.styles = self.type_reader.read(self.color_reader.names())
        weights = tuple(sorted({REGULAR, BOLD, *(one.weight for one in self.styles.values())}))
        self.families.measure(weights)
        is_korean = any(locale.startswith("ko") for locale in self.locales)
        self.fonts = self.families.completed(self.type_reader.fonts, is_korean=is_korean)
        return weights

    def _tokens(self) -> Tokens:
        """Return what layouts may name."""
        names = self.type_reader.named_styles
        is_broken = not names and "type" in self.fields
        return Tokens(
            colors=self.colors,
            color_names=self.color_reader.names(),
            roles=self.modings[self.own_mode, False].named,
            values=self.values,
            styles=self.styles,
            style_names=None if is_broken else names,
            mode=self.own_mode,
        )

    def _report_absent(self, styles: Iterable[str]) -> None:
        """Report what every theme needs and this one lacks.

        What is broken has been reported already, and is not missing.
        """
        needed = {
            "type token": self._absent("type", styles),
            "font": self._absent("fonts", get_args(FontRole)),
            "layout": self._absent("layouts", ("body",)),
        }
        absent = [f"{what} `{name}`" for what, names in needed.items() for name in names]
        if absent:
            first, *others = absent
            more = f", and lacks {len(others)} more that every theme needs" if others else ""
            hint = None if "extends" in self.fields else _EXTEND
            message = f"theme `{self.name}` has no {first}{more}"
            self.reader.report(MISSING_KEY, self.span, message, hint)

    def _in_mode(self, styles: Mapping[str, TextStyle], mode: Mode) -> dict[str, TextStyle]:
        return {name: self.modings[mode, False].style(one) for name, one in styles.items()}

    def _counterpart(self, plain: Layout) -> Layout:
        """Return a layout in the mode that is not its own."""
        mode = other_mode(plain.mode)
        made = self.modings[mode, True].layout(plain, f"{plain.name}{MODE}{mode}")
        return replace(made, authored=plain.name)

    def _mode(self, fields: Fields) -> Mode | None:
        return fields.one_of("mode", MODES)

    def _block_styles(self, needed: Iterable[str]) -> Iterator[tuple[str, TextStyle]]:
        """Yield the styles of blocks by token, with stand-ins for those that the theme lacks."""
        yield from ((name, self.styles[name]) for name in needed)
        for name, stand_in in ((style.name, style.stand_in) for style in styles_of_blocks()):
            if stand_in is not None:
                yield name, self.styles.get(name) or stand_in.style(name, self.styles)

    def _aside(self) -> AsideStyle:
        """Return how asides are set, as the theme says."""
        fields = self.fields.below("aside", ("color", "bold"))
        known = (*self.color_reader.named_roles, *self.color_reader.named_colors)
        return AsideStyle(
            color=fields.one_of("color", known) or "muted",
            bold=fields.boolean("bold", default=False),
        )

    def _words(self) -> Iterator[tuple[str, str]]:
        words = self.fields.mapping("words")
        fields = self.fields.below("words", tuple(words))
        for key, entry in words.items():
            # Others are for a project's own templates.
            near = nearest_name(key, THEME_WORDS, alike=0.75) if key not in THEME_WORDS else None
            if near is not None:
                message, hint = f"there is no word `{key}`", f"did you mean `{near}`?"
                self.reader.report(UNKNOWN_KEY, entry.key_span, message, hint)
        return ((key, fields.string(key) or "") for key in words)

    def _absent(self, key: str, needed: Iterable[str]) -> Iterator[str]:
        value = self.fields.value(key)
        entries = value.data if value is not None else {}
        if isinstance(entries, Mapping):  # otherwise it is broken as a whole
            yield from (
                name for name in needed if name not in entries or entries[name].value.data is None
            )
