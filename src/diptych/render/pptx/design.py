"""A theme in terms of PPTX: colours by slot, fonts, the master's text, layouts' placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.style import has_dark_ground
from diptych.model.theme import FontRole, Layout, Region, RegionRole, Theme
from diptych.render.links import link_color
from diptych.render.pptx.color import Colors, colors_on, theme_colors
from diptych.render.pptx.level import LEVELS, LevelFormat, region_levels
from diptych.render.pptx.placeholder import Placeholder, Placeholders
from diptych.render.pptx.typefaces import Typefaces, all_typefaces


class Design(Struct, frozen=True, kw_only=True):
    """A theme, ready to be written as master, layouts and slides."""

    theme: Theme
    locale: str
    colors: Colors
    """The colours on the background of the part being written."""
    master: Colors
    """The colours on the master's background, which table styles use."""
    dark: Mapping[str, Colors]
    """The colours of layouts whose background is unlike the master's, dark or light, by name."""
    main: Layout
    """The layout on which the master is based."""
    title: Region
    body: Region
    title_levels: tuple[LevelFormat, ...]
    body_levels: tuple[LevelFormat, ...]
    """Nine levels, as in every placeholder."""
    labels: Mapping[RegionRole, tuple[Region, tuple[LevelFormat, ...]]]
    """The master's date, footer and number, if the theme has them, with their levels."""
    placeholders: Mapping[str, Mapping[str, Placeholder]]
    """Placeholders by the names of layout and region."""
    footer: str
    """The footer of the slides."""
    date: str
    """The date at the foot of the slides."""
    typefaces: Mapping[tuple[FontRole, int], Typefaces]
    """The fonts of a run by role and weight."""

    def on(self, layout: Layout) -> Design:
        """Return the design with the colours on the background of `layout`."""
        return replace(self, colors=self.dark.get(layout.name, self.colors))

    def placeholder(self, layout: Layout, region: str) -> Placeholder | None:
        """Return the placeholder of a region, or None if the layout has no such region."""
        return self.placeholders[layout.name].get(region)

    def title_of(self, layout: Layout) -> Placeholder:
        """Return the layout's title; there always is one, possibly above the slide."""
        found = self.placeholders[layout.name].values()
        return next(one for one in found if one.region.role == "title")


def read_design(theme: Theme, locale: str, footer: str, date: str) -> Design:
    """Return the design of `theme` for a talk in `locale`, whose script determines the leading."""
    main = _main_layout(theme)
    title = _first(theme, main, "title")
    body = _first(theme, main, "text")
    levels_of = _Levels(theme, locale)
    own = levels_of(body)
    body_levels = (own + own[-1:] * LEVELS)[:LEVELS]
    colors = theme_colors(theme, main)
    return Design(
        theme=theme,
        locale=locale,
        colors=colors,
        master=colors,
        dark=dict(_unlike(theme, main, colors)),
        main=main,
        title=title,
        body=body,
        title_levels=levels_of(title)[:1] * LEVELS,
        body_levels=body_levels,
        labels=dict(_labels(theme, main, levels_of)),
        placeholders=Placeholders(theme, title, body_levels, levels_of),
        footer=footer,
        date=date,
        typefaces=all_typefaces(theme),
    )


class _Levels:
    """The levels of regions, cached by their styles, which are the same objects in most layouts."""

    def __init__(self, theme: Theme, locale: str) -> None:
        self.theme, self.locale = theme, locale
        self.known: dict[tuple[str | int, ...], tuple[LevelFormat, ...]] = {}

    def __call__(self, region: Region) -> tuple[LevelFormat, ...]:
        """Return the levels of `region`."""
        key = (region.align, *map(id, region.styles))
        if key not in self.known:
            self.known[key] = region_levels(self.theme, region, self.locale)
        return self.known[key]


def _main_layout(theme: Theme) -> Layout:
    """Return the simplest layout, with a title and one text of the most levels; else the first."""
    plain = [
        layout
        for layout in theme.layouts.values()
        if layout.with_role("title") and len(layout.with_role("text")) == 1
    ]
    depth = {layout.name: len(layout.with_role("text")[0].styles) for layout in plain}
    first = next(iter(theme.layouts.values()))
    return max(plain, key=lambda layout: depth[layout.name], default=first)


def _unlike(theme: Theme, main: Layout, plain: Colors) -> Iterator[tuple[str, Colors]]:
    is_dark = has_dark_ground(main, theme)
    grounds: dict[tuple[str, str | None], Colors] = {}
    for name, layout in theme.layouts.items():
        if has_dark_ground(layout, theme) != is_dark:
            ground = layout.background, link_color(layout, theme)
            if ground not in grounds:
                grounds[ground] = colors_on(theme, layout, plain)
            yield name, grounds[ground]


def _first(theme: Theme, main: Layout, role: str) -> Region:
    """Return the main layout's region of `role`, or that of another layout, or else any region."""
    regions = [region for layout in (main, *theme.layouts.values()) for region in layout.regions]
    return next((region for region in regions if region.role == role), regions[0])


def _labels(
    theme: Theme, main: Layout, levels_of: _Levels
) -> Iterator[tuple[RegionRole, tuple[Region, tuple[LevelFormat, ...]]]]:
    layouts = (main, *theme.layouts.values())
    roles: tuple[RegionRole, ...] = ("date", "footer", "number")
    for role in roles:
        found = next((region for one in layouts for region in one.with_role(role)), None)
        if found is not None:
            yield role, (found, levels_of(found))
