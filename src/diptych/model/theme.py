"""A theme: tokens (colours, type, fonts) and layouts (named boxes for content)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.asset import Asset
from diptych.model.density import Density
from diptych.model.font_file import FontFile
from diptych.model.geometry import WIDESCREEN, Box, Emu, Pt
from diptych.model.metrics import Metrics
from diptych.model.panel_forms import PANEL_LINE, PanelForm

_Words = TypeVar("_Words")

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]
FontRole = Literal["heading", "body", "mono"]
Mode = Literal["light", "dark"]
RegionRole = Literal[
    "title", "kicker", "text", "picture", "caption", "sources",
    "footer", "date", "sections", "number",
]  # fmt: skip
FOOT_ROLES: frozenset[RegionRole] = frozenset({"footer", "date", "number"})
"""Roles of the texts that belong to the talk, and not to the content of a slide."""

REGULAR, BOLD = 400, 700
"""The weights that every family has, or that programs make of the other (OpenType, `OS/2`)."""
WEIGHTS = range(100, 1000, 100)
"""All weights (CSS Fonts 4, 2.2)."""


def emphasised(weight: int) -> int:
    """Return the weight of bold text in a paragraph of some weight."""
    return max(weight, BOLD)


COLOR_SLOTS = (
    "dk1", "lt1", "dk2", "lt2",
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
"""The twelve colours of a theme, in the order of ECMA-376-1, 20.1.6.2 (CT_ColorScheme)."""


MODES: tuple[Mode, ...] = get_args(Mode)
CODE_ROLES: Mapping[str, str] = {
    "code-comment": "muted",
    "code-keyword": "mark2",
    "code-type": "mark6",
    "code-function": "mark6",
    "code-builtin": "mark6",
    "code-string": "mark3",
    "code-number": "mark4",
    "code-constant": "mark4",
    "code-inserted": "mark3",
    "code-deleted": "mark1",
}
"""The roles of parts of listings (`SyntaxRole`), each with the one whose colour it has in themes
that do not say, in a shade that can be read on `panel`."""
CALLOUT_ROLES: Mapping[str, str] = {
    "callout-note": "mark2",
    "callout-tip": "mark3",
    "callout-important": "mark6",
    "callout-warning": "mark4",
    "callout-caution": "mark1",
}
"""The roles of bars and titles of callouts, each with the one whose colour it has in themes that do
not say, in a shade that can be read on `panel`."""
CHART_ROLES: Mapping[str, str] = {
    "chart-1": "mark2",
    "chart-2": "mark4",
    "chart-3": "mark3",
    "chart-4": "mark6",
    "chart-5": "mark5",
    "chart-6": "mark1",
    "chart-accent": "accent",
    "chart-muted": "faint",
}
"""The roles of what charts show, each with the one whose colour it has in themes that do not say,
in a shade that can be told from `paper` and from `panel`."""
SOFT_ROLES: Mapping[str, str] = {f"{role}-soft": role for role in CHART_ROLES if role[-1].isdigit()}
"""The roles of series beside a highlighted category, each with that of the series there: in themes
that do not say, a tint of its colour."""
MUTED_ROLES: Mapping[str, int] = {"chart-muted-2": 60, "chart-muted-3": 32}
"""The roles of further areas beside a highlighted series, which a legend tells apart, each with how
much of `chart-muted` is in its colour, in percent, in themes that do not say."""
TEXT_ROLES: Mapping[str, str] = {f"{role}-text": role for role in SOFT_ROLES.values()}
"""The roles of the names of series, each with that of the series: in themes that do not say, a
shade of its colour in which text can be read on `paper` and on `panel`."""
HIGHLIGHT = "highlight"
"""The role of what is behind highlighted lines and cells: in themes that do not say, a tint of
`accent` on which text and parts of listings can be read."""
ROLES = (
    "paper", "ink", "muted", "faint", "rule", "panel", "accent", "link",
    "mark1", "mark2", "mark3", "mark4", "mark5", "mark6", HIGHLIGHT,
    *CODE_ROLES, *CALLOUT_ROLES, *CHART_ROLES, *SOFT_ROLES, *MUTED_ROLES, *TEXT_ROLES,
)  # fmt: skip
"""What the colours of every theme are for, in each of its modes; docs/themes.md has their meaning.
A theme may have more."""


def in_language(locale: str, words: Mapping[str, _Words]) -> _Words | None:
    """Return the words for `locale`, or else for its language; None if there are none."""
    return words.get(locale) or words.get(locale.partition("-")[0])


class Color(Struct, frozen=True):
    """A colour token: its slot in the PPTX colour scheme and its value."""

    slot: str
    value: str
    """`#` and six hexadecimal digits."""
    is_made: bool = False
    """Whether it is a shade made for listings, charts or highlights, which replaces no other."""


def first_tokens(colors: Mapping[str, Color]) -> dict[str, str]:
    """Return the first token of each slot, which gives its value."""
    firsts: dict[str, str] = {}
    for name, color in colors.items():
        firsts.setdefault(color.slot, name)
    return firsts


class Font(Struct, frozen=True, kw_only=True):
    """A family for each kind of script, and the fallbacks in CSS."""

    latin: str
    east_asian: str
    fallback: tuple[str, ...]
    measured: str = ""
    """The family that it is measured as, if that is not `latin`."""
    substitute: str = ""
    """The family whose widths must also fit, since a PPTX contains no fonts."""

    @property
    def family(self) -> str:
        """Return the family that it is measured as."""
        return self.measured or self.latin


class TextStyle(Struct, frozen=True, kw_only=True):
    """How a paragraph is set."""

    name: str
    """The type token, such as `level1`."""
    size: Pt
    floor: Pt
    """The smallest size that it has unless a slide asks for less."""
    leading: Mapping[str, float]
    """Line height as a multiple of the size, by script: `latin`, `hangul`."""
    color: str
    font: FontRole = "body"
    weight: int = REGULAR
    """One of `WEIGHTS`."""
    bold_heads: bool = False
    """Whether the items of a list are bold if all of them have a nested list."""
    bold_lead_ins: bool = False
    """Whether the words before a colon with which all items of a list begin are bold."""
    quiet_links: bool = False
    """Whether links look like the text around them, as where they are their own addresses."""
    heads: bool = False
    """Whether items with a list below them are heads: flush left, without a bullet."""
    icon_above: float = 0.0
    """How large the icon is with which the first head of a region begins, as a multiple of the
    size, if it stands above that; 0 if it stands beside it."""
    icon_beside: float = 1.0
    """How large the icon is that stands in place of a bullet, as a multiple of the size."""
    bullet: str | None = None
    bullet_color: str | None = None
    indent: Emu = Emu(0)
    """From the frame's left edge to the text."""
    hanging: Emu = Emu(0)
    """How far the bullet is to the left of the text."""
    tracking: Mapping[str, float] = {}
    """Additional space between letters, as a multiple of the size, by script."""
    space_before: float = 0.0
    """Space above, as a multiple of the size; none above a frame's first paragraph."""
    rule: str | None = None
    """The colour of the lines between the rows of a table, or of the ticks for other sections; None
    for that of its text."""

    @property
    def bold(self) -> bool:
        """Return whether it is as heavy as bold text."""
        return self.weight >= BOLD


class AsideStyle(Struct, frozen=True, kw_only=True):
    """How a date, version or source in parentheses at the end of an item is set."""

    color: str = "muted"
    """A role or a colour token."""
    bold: bool = False
    """Whether it is bold in a bold item."""


class StandIn(Struct, frozen=True):
    """The replacement for a type token in themes that do not have it."""

    token: str
    """A token that every theme has."""
    times: float = 1.0
    """The factor by which its size is multiplied."""
    floor: float = 0.8
    """The floor as a share of the resulting size."""

    def style(self, name: str, styles: Mapping[str, TextStyle]) -> TextStyle:
        """Return the style of the token `name`; sizes are rounded to half points."""
        like = styles[self.token]
        size = round(like.size * self.times * 2) / 2
        floor = round(size * self.floor * 2) / 2
        return replace(like, name=name, size=Pt(size), floor=Pt(floor))


class BlockStyle(Struct, frozen=True):
    """A type token that blocks of one kind are set in."""

    name: str
    stand_in: StandIn | None = None
    """None if every theme has the token."""
    on_panel: bool = False
    """Whether text in this style is on a panel."""


class Panel(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A box behind text: its look, and the distance of the text from its edges."""

    fill: str | None = None
    """The colour token of its area; None for none."""
    line: str | None = None
    """The colour token of its outline; None for none."""
    thickness: Emu = PANEL_LINE
    """That of the line of an upper edge; an outline has always 1 px."""
    radius: Emu = Emu(0)
    """The radius of its corners."""
    inset: Emu = Emu(0)
    beside: Emu = Emu(0)
    """How much more that is on the left and on the right."""
    form: PanelForm = "box"
    """What it looks like; with another form than a box it has no radius."""

    @property
    def across(self) -> Emu:
        """Return the distance of the text from its left and its right edge."""
        return Emu(self.inset + self.beside)

    def upper_edge(self, box: Box) -> tuple[Box, Panel]:
        """Return the line above `box` as an area of its own, and what that looks like."""
        return box.rows(box.y, self.thickness), Panel(fill=self.line)


class Region(Struct, frozen=True, kw_only=True):
    """A named box of a layout, and how text in it is set."""

    name: str
    role: RegionRole
    box: Box
    styles: tuple[TextStyle, ...]
    """Styles by level, the first for paragraphs and the first level of lists. Never empty."""
    anchor: Anchor = "top"
    align: Align = "left"
    hugs: Align | None = None
    """The side at which a picture stands that is narrower; None for where it stands by itself."""
    panel: Panel | None = None
    """The box behind its text, such as a card; it is as large as the region."""
    is_optional: bool = False
    """Whether slides without content for it have a layout without it."""
    follows: str = ""
    """The region above it whose content it moves up to; empty if it stays where it is."""
    display: bool = False
    """Whether text of its first style has the largest size that fits, whatever the density."""
    prompt: str = ""
    """The text that PowerPoint shows in the empty placeholder."""
    prompts: Mapping[str, str] = {}
    """The prompt by language."""

    @property
    def inset(self) -> Emu:
        """Return the distance of its content from its upper and its lower edge."""
        return self.panel.inset if self.panel is not None else Emu(0)

    @property
    def across(self) -> Emu:
        """Return the distance of its content from its left and its right edge."""
        return self.panel.across if self.panel is not None else Emu(0)

    def prompt_in(self, locale: str) -> str:
        """Return the prompt in the language of `locale`, if the theme has it."""
        return in_language(locale, self.prompts) or self.prompt


class Decoration(Struct, frozen=True, kw_only=True):
    """A rectangle or picture that belongs to a layout and has no content."""

    box: Box
    color: str | None = None
    radius: Emu = Emu(0)
    """The radius of the corners of a rectangle."""
    picture: Asset | None = None
    pictures: Mapping[Mode, Asset] = {}
    """Its pictures by mode, if they differ."""
    alt: str = ""


RUNNING_TITLE = "-running-title"
"""What the name of a layout ends with that has one."""


class Layout(Struct, frozen=True, kw_only=True):
    """A named arrangement of regions."""

    name: str
    title: str
    """The name in PowerPoint's New Slide menu."""
    authored: str = ""
    """Its name in the theme, if it is a variant of one of the theme's layouts."""
    mode: Mode = "light"
    background: str
    regions: tuple[Region, ...]
    decorations: tuple[Decoration, ...] = ()
    titles: Mapping[str, str] = {}
    """The title by language."""

    def title_in(self, locale: str) -> str:
        """Return the title in the language of `locale`, if the theme has it."""
        return in_language(locale, self.titles) or self.title

    @property
    def authored_name(self) -> str:
        """Return the name of the theme's layout that it is, or of which it is a variant."""
        return self.authored or self.name

    def region(self, name: str) -> Region | None:
        """Return the region called `name`, or None."""
        return next((region for region in self.regions if region.name == name), None)

    def with_role(self, role: RegionRole) -> tuple[Region, ...]:
        """Return the regions with a role, in order."""
        return tuple(region for region in self.regions if region.role == role)


class Palette(Struct, frozen=True):
    """A theme's colours in one of its modes."""

    roles: Mapping[str, str]
    """The colour token of each role: all of `ROLES`, and the theme's own."""
    block_styles: Mapping[str, TextStyle]


class Theme(Struct, frozen=True, kw_only=True, eq=False):
    """The look of a talk."""

    name: str
    title: str
    colors: Mapping[str, Color]
    fonts: Mapping[FontRole, Font]
    layouts: Mapping[str, Layout]
    running: Mapping[str, Layout] = {}
    """Those of its layouts that have a lead, with a running title, by their own names."""
    counterparts: Mapping[str, Layout] = {}
    """Each layout in the mode that is not its own, by the layout's name."""
    palettes: Mapping[Mode, Palette] = {}
    """Its colours by mode; only themes made in tests have none."""
    block_styles: Mapping[str, TextStyle]
    """The styles of blocks other than lists, and of `notes`, by type token."""
    densities: tuple[Density, ...]
    """The sizes of which the body of a slide takes one, largest first; never empty."""
    aside: AsideStyle = AsideStyle()
    gap: Emu
    """The space between two non-text blocks of a region."""
    words: Mapping[str, str]
    """The theme's labels, such as that of the sources."""
    font_files: Mapping[str, Mapping[int, FontFile]] = {}
    """The fonts that it brings along, by family and weight."""
    weights: tuple[int, ...] = (REGULAR, BOLD)
    """The weights in which its text may be set, ascending."""
    page: Box = WIDESCREEN
    """The size of its slides, to which its boxes are relative."""
    metrics: Metrics = Metrics({})

    @property
    def own_colors(self) -> Mapping[str, Color]:
        """Return its colours without the shades made for listings, charts and highlights."""
        return {name: color for name, color in self.colors.items() if not color.is_made}

    @property
    def all_layouts(self) -> tuple[Layout, ...]:
        """Return its layouts, also with running titles, each in both modes."""
        return (*self.layouts.values(), *self.running.values(), *self.counterparts.values())

    @property
    def hash_parts(self) -> tuple[object, ...]:
        """Return all that it has, with each layout apart.

        Themes that differ in words or in a few layouts share the others, as slides do, so that each
        is encoded once to know whether what was made of it is still right.
        """
        apart = ("layouts", "running", "counterparts")
        rest = tuple(getattr(self, name) for name in self.__struct_fields__ if name not in apart)
        names = (tuple(getattr(self, name)) for name in apart)
        return (rest, *names, *self.all_layouts)

    def layout_in(self, name: str, mode: Mode | None) -> Layout | None:
        """Return a layout in `mode`, or in its own if that is None; None if it does not exist."""
        layout = self.layouts.get(name) or self.running.get(name)
        if layout is None or mode in {None, layout.mode}:
            return layout
        return self.counterparts.get(name, layout)

    def styles_in(self, mode: Mode | None) -> Mapping[str, TextStyle]:
        """Return the styles of blocks in `mode`, or in its own if that is None."""
        palette = self.palettes.get(mode) if mode is not None else None
        return palette.block_styles if palette is not None else self.block_styles
