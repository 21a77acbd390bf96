"""Reads one theme, its tokens first, and reports every error where it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.blocks import block_styles as styles_of_blocks
from diptych.diagnostics import Span, nearest, nearest_name
from diptych.model.density import Density, built_in_series
from diptych.model.geometry import Box, Pt, from_px
from diptych.model.metrics import Metrics, nearest_weight
from diptych.model.page_words import THEME_WORDS
from diptych.model.theme import (
    BOLD,
    COLOR_SLOTS,
    MODES,
    REGULAR,
    ROLES,
    WEIGHTS,
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
from diptych.source.fonts.diagnostic_kinds import MISSING_WEIGHT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.contrast import report_contrast
from diptych.source.themes.families import Families
from diptych.source.themes.layouts import SCRIPTS, LayoutReader
from diptych.source.themes.limits import read_short, report_many
from diptych.source.themes.misspelt import is_misspelt
from diptych.source.themes.modes import Moding, complete, other_mode
from diptych.source.themes.ranges import (
    GAPS,
    ICONS,
    INDENTS,
    LEADINGS,
    LONGEST_BULLET,
    MOST_LAYOUTS,
    MOST_TOKENS,
    SIZES,
    SPACES,
    TRACKINGS,
)
from diptych.source.themes.tokens import Tokens, read_color
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.formats import check_format
from diptych.source.yaml.tree import Entry, Value

KEYS = (
    "format", "extends", "title", "page", "mode", "colors", "roles", "fonts", "type", "densities",
    "aside", "gap", "words", "regions", "layouts", "running_title",
)  # fmt: skip
STYLE = (
    "size", "floor", "leading", "color", "font", "weight", "bold", "bold_heads", "bold_lead_ins",
    "heads", "icon_above", "icon_beside", "bullet", "bullet_color", "indent", "hanging", "tracking",
    "space_before", "rule",
)  # fmt: skip
_NOTES = "notes"
"""The type token of notes."""
MODE = "@"
"""What is between the name of a layout and the mode of its counterpart."""
_WEIGHT_NAMES = {
    "thin": 100, "extralight": 200, "light": 300, "regular": 400, "medium": 500, "semibold": 600,
    "bold": 700, "extrabold": 800, "black": 900,
}  # fmt: skip
"""Names of weights (OpenType, `OS/2`, usWeightClass)."""
_BELOW = dict.fromkeys(
    ROLES, 'colours are below `colors:`, such as `colors: {accent: {value: "#0B6E4F"}}`'
)
"""Hints for keys that are not a theme's own, but below one of them."""
_EXTEND = "write what another theme has only where it differs, below `extends: atlas`"
_COLOR = re.compile("#[0-9a-fA-F]{6}")


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
        self.colors: dict[str, Color] = {}
        self.fonts: dict[FontRole, Font] = {}
        self.chosen: dict[str, Span | None] = {}
        """Where the family of each font is named."""
        self.named_colors: tuple[str, ...] = ()
        """The names of all colours, including broken ones."""
        self.named_roles: tuple[str, ...] = ROLES
        self.own_mode: Mode = "light"
        self.modings: dict[tuple[Mode, bool], Moding] = {}
        """What makes the parts of each mode, and whether for counterparts."""
        self.values: dict[Mode, dict[str, str]] = {}
        """The value of each role, by mode."""
        self.styles: dict[str, TextStyle] = {}
        self.named_styles: tuple[str, ...] = ()
        """The names of all styles, including broken ones."""

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
        plain = tuple(layouts_of.layouts(self._kept("layouts", MOST_LAYOUTS)))
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
            densities=self._densities(),
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
        self.colors = dict(self._colors())
        written = dict(self._roles())
        self.named_roles = tuple(dict.fromkeys((*self.named_roles, *ROLES)))
        roles, shades = complete(written, self.colors)
        self.colors |= shades
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
        self.fonts = dict(self._fonts())
        self.styles = dict(self._styles())
        weights = tuple(sorted({REGULAR, BOLD, *(one.weight for one in self.styles.values())}))
        self.families.measure(weights)
        is_korean = any(locale.startswith("ko") for locale in self.locales)
        self.fonts = self.families.completed(self.fonts, is_korean=is_korean)
        return weights

    def _tokens(self) -> Tokens:
        """Return what layouts may name."""
        is_broken = not self.named_styles and "type" in self.fields
        return Tokens(
            colors=self.colors,
            color_names=self._color_names(),
            roles=self.modings[self.own_mode, False].named,
            values=self.values,
            styles=self.styles,
            style_names=None if is_broken else self.named_styles,
            mode=self.own_mode,
        )

    def _color_names(self) -> tuple[str, ...] | None:
        """Return the names of colours and roles; None if all colours are broken."""
        if not self.named_colors and "colors" in self.fields:
            return None
        return (*self.named_colors, *self.named_roles)

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

    def _roles(self) -> Iterator[tuple[str, Mapping[Mode, str]]]:
        """Yield the roles that the theme names, each with its colour in each mode."""
        entries = self._kept("roles", MOST_TOKENS)
        self.named_roles = tuple(entries)
        if not self.named_colors:  # which has been reported
            return
        roles = self.fields.below("roles", self.fields.mapping("roles"))
        for key, entry in entries.items():
            kind = key.partition("-")[0]
            kinds = {"code", "callout", "chart"}
            alike = [
                role
                for role in ROLES
                if role.partition("-")[0] == kind or not kinds & {role.partition("-")[0], kind}
            ]
            near = nearest_name(key, alike) if key not in ROLES else None
            if near is not None:
                message, hint = f"there is no role `{key}`", f"did you mean `{near}`?"
                self.reader.report(UNKNOWN_KEY, entry.key_span, message, hint)
            if is_words(entry.value):
                token = self._token(roles, key)
                tokens = (token, token)
            else:
                fields = Fields(entry.value, self.reader, MODES, f"role `{key}`")
                light, dark = (self._token(fields, mode, required=True) for mode in MODES)
                tokens = (light, dark)
            if tokens[0] is not None and tokens[1] is not None:
                yield key, {"light": tokens[0], "dark": tokens[1]}

    def _token(self, fields: Fields, key: str, *, required: bool = False) -> str | None:
        """Return a colour; None if it is broken, which has been reported where it is."""
        if not self.named_colors and "colors" in self.fields:
            return None
        named = fields.value(key)
        dropped = self.fields.mapping("colors").get(named.place.text if named else "")
        if named is not None and dropped is not None and dropped.value.data is None:
            message = f"colour `{dropped.key}` is left out, but {fields.what} still has it"
            hint = f"give {fields.what} another colour, or leave the colour in"
            self.reader.report(MISSING_KEY, dropped.key_span, message, hint)
            return None
        token = fields.one_of(key, self.named_colors, required=required)
        return token if token in self.colors else None

    def _block_styles(self, needed: Iterable[str]) -> Iterator[tuple[str, TextStyle]]:
        """Yield the styles of blocks by token, with stand-ins for those that the theme lacks."""
        yield from ((name, self.styles[name]) for name in needed)
        for name, stand_in in ((style.name, style.stand_in) for style in styles_of_blocks()):
            if stand_in is not None:
                yield name, self.styles.get(name) or stand_in.style(name, self.styles)

    def _aside(self) -> AsideStyle:
        """Return how asides are set, as the theme says."""
        fields = self.fields.below("aside", ("color", "bold"))
        known = (*self.named_roles, *self.named_colors)
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

    def _kept(self, key: str, most: int) -> Mapping[str, Entry]:
        """Return the entries of `key`, without those that a theme drops by giving no value."""
        entries = self._few(self.fields.mapping(key), key, most)
        return {name: entry for name, entry in entries.items() if entry.value.data is not None}

    def _few(self, entries: Mapping[str, Entry], key: str, most: int) -> Mapping[str, Entry]:
        """Return the entries of `key`; none, with a report, if there are more than allowed."""
        value = self.fields.value(key)
        if len(entries) <= most or value is None:
            return entries
        report_many(value.span, f"`{key}`", len(entries), most, self.reader)
        return {}

    def _absent(self, key: str, needed: Iterable[str]) -> Iterator[str]:
        value = self.fields.value(key)
        entries = value.data if value is not None else {}
        if isinstance(entries, Mapping):  # otherwise it is broken as a whole
            yield from (
                name for name in needed if name not in entries or entries[name].value.data is None
            )

    def _colors(self) -> Iterator[tuple[str, Color]]:
        entries = self._kept("colors", MOST_TOKENS)
        self.named_colors = tuple(entries)
        for key, entry in entries.items():
            if is_words(entry.value):
                self._report_bare_color(key, entry.value)
                continue
            fields = Fields(entry.value, self.reader, ("slot", "value"), f"colour `{key}`")
            if is_misspelt(fields, "colour", entry, self.named_colors, ("slot", "value")):
                continue
            slot = fields.one_of("slot", COLOR_SLOTS, required=True)
            value = fields.string("value", required=True)
            if value is not None and _COLOR.fullmatch(value) is None:
                message = f"colour `{value}` is not `#` and six hexadecimal digits"
                hint = 'write one such as `"#0B6E4F"`, in quotes, since `#` begins a comment'
                self.reader.report(WRONG_TYPE, fields.span_of("value"), message, hint)
            elif slot is not None and value is not None:
                yield key, Color(slot, value.upper())

    def _report_bare_color(self, key: str, value: Value) -> None:
        message = f"colour `{key}` must be a mapping of keys, not text"
        hint = f'write `{key}: {{value: "{value.place.text}"}}`'
        self.reader.report(WRONG_TYPE, value.span, message, hint)

    def _fonts(self) -> Iterator[tuple[FontRole, Font]]:
        known = ("latin", "east_asian", "fallback", "substitute")
        for key, entry in self.fields.mapping("fonts").items():
            if key not in get_args(FontRole):
                hint = nearest(key, get_args(FontRole))
                self.reader.report(UNKNOWN_KEY, entry.key_span, f"unknown font `{key}`", hint)
                continue
            fields = Fields(entry.value, self.reader, known, f"font `{key}`")
            latin = fields.string("latin", required=True)
            for name, is_spare in (("latin", False), ("east_asian", True), ("substitute", False)):
                family = fields.string(name)
                if family:
                    self.families.find(family, fields.span_of(name), is_spare=is_spare)
            if latin is not None:
                self.chosen[key] = fields.span_of("latin")
                role: FontRole = key  # type: ignore[assignment]  # one of get_args(FontRole)
                yield (
                    role,
                    Font(
                        latin=latin,
                        east_asian=self._east_asian(fields, latin),
                        fallback=tuple(name for name, _ in fields.strings("fallback")),
                        substitute=fields.string("substitute") or "",
                    ),
                )

    def _east_asian(self, fields: Fields, latin: str) -> str:
        """Return the family for East Asian text.

        A family that is at hand is not paired with the one of the theme that it is laid over.
        """
        other, span = fields.string("east_asian"), fields.span_of("latin")
        place = fields.span_of("east_asian")
        if other is None or span is None or place is None:
            return latin
        return latin if latin in self.families.found and self._is_over(span, place) else other

    def _styles(self) -> Iterator[tuple[str, TextStyle]]:
        entries = self._few(self.fields.mapping("type"), "type", MOST_TOKENS)
        self.named_styles = tuple(entries)
        colors = self._color_names()
        for key, entry in entries.items():
            fields = Fields(entry.value, self.reader, STYLE, f"type token `{key}`")
            if is_misspelt(fields, "type token", entry, entries, ("color", "size")):
                continue
            size = fields.number("size", required=True, within=SIZES)
            if size is None:
                continue
            floor = fields.number("floor", default=size, within=SIZES) or size
            if floor > size:
                message = f"`floor` is {floor:g} pt, more than `size`, {size:g} pt"
                hint = "a floor is the smallest size at which text is set"
                self.reader.report(OUT_OF_RANGE, fields.span_of("floor"), message, hint)
            yield (
                key,
                TextStyle(
                    name=key,
                    size=Pt(size),
                    floor=Pt(floor),
                    leading=self._leading(fields),
                    tracking=self._tracking(fields),
                    color=read_color(fields, "color", colors, required=True) or "",
                    font=self._font_role(fields),
                    weight=self._weight(fields),
                    bold_heads=fields.boolean("bold_heads", default=False),
                    bold_lead_ins=fields.boolean("bold_lead_ins", default=False),
                    heads=fields.boolean("heads", default=False),
                    icon_above=fields.number("icon_above", default=0, within=ICONS) or 0.0,
                    icon_beside=fields.number("icon_beside", default=1, within=ICONS) or 1.0,
                    bullet=read_short(fields, "bullet", LONGEST_BULLET),
                    bullet_color=read_color(fields, "bullet_color", colors),
                    indent=from_px(fields.number("indent", default=0, within=INDENTS) or 0),
                    hanging=from_px(fields.number("hanging", default=0, within=INDENTS) or 0),
                    space_before=fields.number("space_before", default=0, within=SPACES) or 0.0,
                    rule=read_color(fields, "rule", colors),
                ),
            )

    def _weight(self, fields: Fields) -> int:
        """Return the weight of a style, or of the face that its font has in place of that.

        `bold` is an older way to write it; of the two, what is laid over the other counts.
        """
        bold = BOLD if fields.boolean("bold", default=False) else REGULAR
        span = fields.span_of("weight")
        if span is None or self._is_over(fields.span_of("bold"), span):
            return bold
        wanted = self._named_weight(fields, span)
        if wanted is None:
            return bold
        font = self.fonts.get(self._font_role(fields))
        weights = self.families.weights(font.latin) if font is not None else ()
        if font is None or not weights or wanted in weights or wanted in {REGULAR, BOLD}:
            return wanted
        taken = nearest_weight(wanted, weights)
        chosen = self.chosen[self._font_role(fields)]
        if chosen is not None and self._is_over(chosen, span):
            return taken  # who lays another font over a theme need not know its weights
        known = ", ".join(map(str, sorted(weights)))
        message = f"font `{font.latin}` has no face of weight {wanted}; {taken} is used"
        self.reader.report(MISSING_WEIGHT, span, message, f"it has {known}")
        return taken

    def _is_over(self, one: Span | None, other: Span) -> bool:
        """Return whether one value is in a file that is laid over that of the other."""
        if one is None:
            return False
        files = list(self.pages)
        return files.index(one.file) > files.index(other.file)

    def _named_weight(self, fields: Fields, span: Span) -> int | None:
        word = fields.string("weight")
        if word is None or (word.isdecimal() and int(word) in WEIGHTS):
            return int(word) if word else None
        found = _WEIGHT_NAMES.get(word)
        if found is None:
            hint = nearest_name(word, _WEIGHT_NAMES)
            known = f"did you mean `{hint}`?" if hint else "write one of 100, 200 to 900, or a name"
            self.reader.report(WRONG_TYPE, span, f"`weight` cannot be `{word}`", known)
        return found

    def _tracking(self, fields: Fields) -> dict[str, float]:
        """Return the space between letters by script; none that is not given."""
        if "tracking" not in fields:
            return {}
        scripts = fields.below("tracking", tuple(SCRIPTS))
        given = {name: scripts.number(name, default=0, within=TRACKINGS) for name in SCRIPTS}
        return {name: value for name, value in given.items() if value}

    def _leading(self, fields: Fields) -> dict[str, float]:
        value = fields.value("leading")
        if value is not None and isinstance(value.data, Mapping):
            scripts = fields.below("leading", ("latin", "hangul"))
            latin = scripts.number("latin", default=1.25, within=LEADINGS) or 1.25
            hangul = scripts.number("hangul", default=latin, within=LEADINGS) or latin
            return {"latin": latin, "hangul": hangul}
        ratio = fields.number("leading", default=1.25, within=LEADINGS) or 1.25
        return {"latin": ratio, "hangul": ratio}

    def _font_role(self, fields: Fields) -> FontRole:
        return fields.one_of("font", get_args(FontRole)) or "body"

    def _densities(self) -> tuple[Density, ...]:
        """Return the densities, largest first; without any above the floors, those built in."""
        entries = self._few(self.fields.mapping("densities"), "densities", MOST_TOKENS)
        listed = [self._density(key, entry) for key, entry in entries.items()]
        listed.sort(key=lambda one: one[0], reverse=True)
        densities = [density for _, density in listed]
        if all(density.on_request for density in densities):
            names = [density.name for density in densities]
            densities[:0] = (one for one in built_in_series() if one.name not in names)
        return tuple(sorted(densities, key=lambda density: density.on_request))

    def _density(self, name: str, entry: Entry) -> tuple[float, Density]:
        """Return a density, and how large it is relative to the theme's own sizes.

        What it does not list follows the first token that it lists.
        """
        value = None if entry.value.data is None else entry.value
        fields = Fields(value, self.reader, self.styles, f"density `{name}`")
        given = {token: fields.number(token, within=SIZES) for token in fields.entries}
        sizes = {token: Pt(size) for token, size in given.items() if size and token in self.styles}
        if not sizes:
            return 1.0, Density(name=name)
        first, size = next(iter(sizes.items()))
        own, floor = self.styles[first].size, self.styles[first].floor
        density = Density(
            name=name,
            sizes=sizes,
            step=1 - size / own if size >= own else min(1.0, (own - size) / max(own - floor, 0.5)),
            on_request=size < floor,
        )
        return size / own, density
