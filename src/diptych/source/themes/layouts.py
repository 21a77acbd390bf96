"""The layouts of a theme: their regions, and what is drawn behind these."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.model.asset import Asset
from diptych.model.contrast import is_dark
from diptych.model.geometry import Box, Emu, emu, from_px, to_px
from diptych.model.theme import (
    MODES,
    RUNNING_TITLE,
    Align,
    Anchor,
    Decoration,
    Layout,
    Mode,
    Panel,
    Region,
    RegionRole,
    TextStyle,
)
from diptych.source.pictures.picture import read_picture
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.diagnostic_kinds import LOW_REGION
from diptych.source.themes.limits import read_short, report_many
from diptych.source.themes.misspelt import is_misspelt
from diptych.source.themes.pages import stretched, stretched_area, stretched_picture
from diptych.source.themes.ranges import (
    INSETS,
    LONGEST_NAME,
    MOST_LEVELS,
    MOST_REGIONS,
    THICKNESSES,
    box_ranges,
)
from diptych.source.themes.tokens import Tokens
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.overlay import overlay
from diptych.source.yaml.tree import Entry, Value

SCRIPTS = {"latin": "Latin", "hangul": "Korean"}
"""The scripts for which type may be set differently, by name."""
REGION = (
    "role", "box", "styles", "anchor", "align", "panel", "optional", "follows", "display", "prompt",
)  # fmt: skip
PANEL = ("fill", "line", "edge", "thickness", "radius", "inset")
LAYOUT = ("title", "mode", "background", "regions", "decorations")
RUNNING = ("title", "regions", "decorations")
LEAD = "lead"
"""The region above others, for what belongs to all of them."""
EDGES = ("all", "top")
"""The edges of a panel on which its line is."""
_AIR = 8
"""Px between a line above text and that, unless a theme says otherwise."""


class LayoutReader:
    """Reads the layouts of one theme."""

    def __init__(
        self,
        tokens: Tokens,
        reader: SourceReader,
        *,
        shared: Mapping[str, Entry],
        pages: Mapping[str, Box],
        project_paths: Mapping[str, Path],
        mode: Mode | None,
    ) -> None:
        self.tokens = tokens
        self.reader = reader
        self.shared = shared
        """The regions that several layouts share."""
        self.pages = pages
        """The page for which the boxes of each file are drawn, by the file's name in spans."""
        self.page = list(pages.values())[-1]
        self.project_paths = project_paths
        self.asked_mode = mode
        """The mode that a talk asks for, for all layouts."""
        self.low: set[Span] = set()
        """The boxes that have been reported as too low."""

    def layouts(self, entries: Mapping[str, Entry]) -> Iterator[Layout]:
        """Yield each layout in its own mode, its colours by name."""
        for key, entry in entries.items():
            fields = Fields(entry.value, self.reader, LAYOUT, f"layout `{key}`")
            if is_misspelt(fields, "layout", entry, entries, ("regions",)):
                continue
            background = self.tokens.color(fields, "background") or "paper"
            title, titles = self._wording(fields, "title")
            yield Layout(
                name=key,
                title=title or key,
                titles=titles,
                mode=self.asked_mode or fields.one_of("mode", MODES) or self._mode_of(background),
                background=background,
                regions=tuple(self._regions(fields)),
                decorations=tuple(self._decorations(fields)),
            )

    def running(self, theme: Fields, layouts: Iterable[Layout]) -> Iterator[Layout]:
        """Yield those of `layouts` that have a lead with the regions that `theme` gives for that.

        Their title is a running head, and the lead is their headline.
        """
        value = theme.value("running_title")
        if value is None or value.data is None:
            return
        fields = theme.below("running_title", RUNNING)
        title, titles = self._wording(fields, "title")
        regions = {region.name: region for region in self._regions(fields)}
        decorations = tuple(self._decorations(fields))
        for layout in layouts:
            if any(region.name == LEAD for region in layout.regions):
                words = {
                    language: f"{layout.title_in(language)}, {own}"
                    for language, own in titles.items()
                }
                yield replace(
                    layout,
                    name=f"{layout.name}{RUNNING_TITLE}",
                    title=f"{layout.title}, {title}",
                    titles=words,
                    regions=tuple(_changed(one, regions.get(one.name)) for one in layout.regions),
                    decorations=(*decorations, *layout.decorations),
                )

    def _mode_of(self, background: str) -> Mode:
        """Return the mode of a layout that names none: its theme's, or that of its colour."""
        tokens = self.tokens
        if background in tokens.roles or background not in tokens.colors:
            return tokens.mode
        return "dark" if is_dark(tokens.colors[background].value) else "light"

    def _regions(self, layout: Fields) -> Iterator[Region]:
        entries, span = layout.mapping("regions"), layout.span_of("regions")
        if len(entries) > MOST_REGIONS and span is not None:
            report_many(span, "`regions`", len(entries), MOST_REGIONS, self.reader)
            return
        above: list[str] = []
        for key, entry in entries.items():
            value = entry.value
            shared = self.shared.get(key)
            if shared is not None:
                value = shared.value if value.data is None else overlay(shared.value, value)
            region = self._region(entry, value, above, {*entries, *self.shared})
            if region is not None:
                yield region
                if region.role == "text":
                    above.append(key)

    def _region(
        self, entry: Entry, value: Value, above: Sequence[str], others: Collection[str]
    ) -> Region | None:
        """Return a region; `above` are those for text that its layout lists before it."""
        name = entry.key
        fields = Fields(value, self.reader, REGION, f"region `{name}`")
        if is_misspelt(fields, "region", entry, others, ("role", "box", "styles")):
            return None
        role = fields.one_of("role", get_args(RegionRole), required=True)
        box = self._box(fields)
        named = fields.strings("styles")
        if len(named) > MOST_LEVELS:
            report_many(named[MOST_LEVELS][1], "`styles`", len(named), MOST_LEVELS, self.reader)
        styles = tuple(
            self.tokens.style(style, span, fields) for style, span in named[:MOST_LEVELS]
        )
        known = tuple(style for style in styles if style is not None)
        if role is None or box is None or not known:
            if not styles:
                self.reader.report(MISSING_KEY, value.span, f"region `{name}` needs `styles`")
            return None
        prompt, prompts = self._wording(fields, "prompt")
        if role != "sections":
            self._check_height(name, box, known, fields.entries["box"].value.span)
        return Region(
            name=name,
            role=role,
            box=box,
            styles=known,
            anchor=fields.one_of("anchor", get_args(Anchor)) or "top",
            align=fields.one_of("align", get_args(Align)) or "left",
            panel=self._panel(fields, box, role),
            is_optional=fields.boolean("optional", default=False),
            follows=self._followed(fields, above),
            display=self._display(fields, role),
            prompt=prompt,
            prompts=prompts,
        )

    def _followed(self, region: Fields, above: Sequence[str]) -> str:
        """Return the region that one follows; empty if none, or if it is not above it."""
        name, span = region.string("follows"), region.span_of("follows")
        if not name or span is None or name in above:
            return name or ""
        message = f"no region for text with the name `{name}` is listed above this one"
        self.reader.report(UNKNOWN_KEY, span, message, nearest(name, above, what="region"))
        return ""

    def _display(self, region: Fields, role: str) -> bool:
        """Return whether text of a region is as large as fits; titles on high boxes always are."""
        is_display = region.boolean("display", default=False)
        if is_display and role != "text":
            message = f"a region with the role `{role}` has no `display`"
            self.reader.report(WRONG_TYPE, region.span_of("display"), message, "only `text` has it")
        return is_display and role == "text"

    def _panel(self, region: Fields, box: Box, role: str) -> Panel | None:
        """Return the panel of a region; None if it has none, or if it is broken."""
        value = region.value("panel")
        if value is None or value.data is None:
            return None
        if role != "text":
            message, hint = f"a region with the role `{role}` has no panel", "only `text` has one"
            self.reader.report(WRONG_TYPE, value.span, message, hint)
            return None
        fields = region.below("panel", PANEL)
        radius = from_px(fields.number("radius", default=0, within=INSETS) or 0)
        line = self.tokens.color(fields, "line")
        if fields.one_of("edge", EDGES) == "top":
            return self._upper_edge(fields, box, line)
        if _is_given(fields, "thickness"):
            message = "only the line of a panel with `edge: top` has a `thickness`"
            hint = "leave it out, or write `edge: top`"
            self.reader.report(WRONG_TYPE, fields.span_of("thickness"), message, hint)
        fill, inset = self.tokens.color(fields, "fill"), self._inset(fields, box)
        return Panel(fill=fill, line=line, radius=radius, inset=inset)

    def _upper_edge(self, fields: Fields, box: Box, line: str | None) -> Panel:
        """Return a panel that is a line above text, which is clear of it."""
        for key in ("fill", "radius"):
            if _is_given(fields, key):
                message = f"a panel with `edge: top` is only a line, and has no `{key}`"
                hint = f"leave it out, or write `{key}:` without a value if it is inherited"
                self.reader.report(WRONG_TYPE, fields.span_of(key), message, hint)
        if not _is_given(fields, "line"):
            message = "a panel with `edge: top` needs `line`, the colour of its line"
            hint = "add `line: accent`, or another colour; `panel:` without a value is no panel"
            self.reader.report(MISSING_KEY, fields.span_of("edge"), message, hint)
        thickness = from_px(fields.number("thickness", default=1, within=THICKNESSES) or 1)
        inset = self._inset(fields, box, default=to_px(thickness) + _AIR)
        if inset < thickness:
            message = (
                f"the line of this panel, {to_px(thickness):g} px thick, overlaps its text, whose"
                f" `inset` is {to_px(inset):g} px"
            )
            hint = f"leave it out, or write `inset: {math.ceil(to_px(thickness) + _AIR)}`"
            self.reader.report(OUT_OF_RANGE, fields.span_of("inset"), message, hint)
        return Panel(
            line=line, thickness=thickness, inset=inset, beside=Emu(-inset), form="upper-edge"
        )

    def _inset(self, panel: Fields, box: Box, default: float = 0) -> Emu:
        """Return the distance of a panel's text from its edges, in px if none is given."""
        given = panel.number("inset", default=default, within=INSETS)
        inset = from_px(default if given is None else given)
        if 2 * inset >= min(box.width, box.height):
            message = f"an `inset` of {to_px(inset):g} px leaves no room in the box"
            span = panel.span_of("inset") or panel.span
            self.reader.report(OUT_OF_RANGE, span, message)
        return inset

    def _check_height(self, name: str, box: Box, styles: tuple[TextStyle, ...], span: Span) -> None:
        """Report a box that is too low for one line in any of its styles and scripts.

        A box that several layouts share is reported once.
        """
        lines = (
            (style, script, emu(style.size * ratio))
            for style in styles
            for script, ratio in style.leading.items()
        )
        style, script, needed = max(lines, key=itemgetter(2))
        if box.height >= needed or span in self.low:
            return
        self.low.add(span)
        message = (
            f"region `{name}` is too low for a line of {SCRIPTS.get(script, script)} type at"
            f" {style.size:g} pt"
        )
        hint = f"make its box {math.ceil(to_px(needed)):d} px high"
        self.reader.report(LOW_REGION, span, message, hint)

    def _wording(self, fields: Fields, key: str) -> tuple[str, Mapping[str, str]]:
        """Return a wording, and the wordings by language if there are several."""
        value = fields.value(key)
        if value is None or not isinstance(value.data, Mapping):
            return read_short(fields, key, LONGEST_NAME) or "", {}
        languages = fields.below(key, tuple(value.data))
        words = {name: read_short(languages, name, LONGEST_NAME) or "" for name in value.data}
        return next(iter(words.values()), ""), words

    def _decorations(self, layout: Fields) -> Iterator[Decoration]:
        values = layout.list("decorations")
        if len(values) > MOST_REGIONS:
            span = values[MOST_REGIONS].span
            report_many(span, "`decorations`", len(values), MOST_REGIONS, self.reader)
            return
        for value in values:
            fields = Fields(
                value, self.reader, ("box", "color", "radius", "picture", "alt"), "a decoration"
            )
            box = self._box(fields, stretched_picture if "picture" in fields else stretched_area)
            pictures = self._pictures(fields)
            if box is not None:
                yield Decoration(
                    box=box,
                    color=self.tokens.color(fields, "color"),
                    radius=from_px(fields.number("radius", default=0, within=INSETS) or 0),
                    picture=pictures.get(self.tokens.mode),
                    pictures=pictures,
                    alt=fields.string("alt") or "",
                )

    def _pictures(self, decoration: Fields) -> dict[Mode, Asset]:
        """Return the picture of a decoration in each mode, which may be the same."""
        value = decoration.value("picture")
        if value is None:
            return {}
        if is_words(value):
            files: dict[Mode, str | None] = dict.fromkeys(MODES, value.place.text)
        else:
            fields = decoration.below("picture", MODES)
            files = {mode: fields.string(mode, required=True) for mode in MODES}
        errors = self.reader.errors
        read: dict[Mode, Asset | None] = {}
        for mode, file in files.items():
            if file and self.reader.errors == errors:  # a broken picture is reported once
                read[mode] = self._picture(file, value.span, mode)
        return {mode: picture for mode, picture in read.items() if picture is not None}

    def _picture(self, file: str, span: Span, mode: Mode) -> Asset | None:
        """Return a picture of the theme; its path is relative to the file that names it."""
        home = self.project_paths[span.file]
        if not self.tokens.colors:  # which has been reported
            return None
        return read_picture(
            file, home, span, self.reader, root=home, colors=self.tokens.values[mode]
        )

    def _box(
        self, fields: Fields, fitted: Callable[[Box, Box, Box], Box] = stretched
    ) -> Box | None:
        """Return a box, converted to the theme's page if it was drawn for another."""
        values, value = fields.list("box", required=True), fields.value("box")
        page = self.pages[value.span.file] if value is not None else self.page
        ranges = box_ranges(page)
        if len(values) != len(ranges):
            if value is not None and isinstance(value.data, tuple):
                message = "a box is `[x, y, width, height]` in px"
                self.reader.report(WRONG_TYPE, value.span, message)
            return None
        numbers = [
            fields.number_of(value, f"the {what} of a box", within)
            for value, (what, within) in zip(values, ranges.items(), strict=True)
        ]
        known = [Emu(from_px(number)) for number in numbers if number is not None]
        return fitted(Box(*known), page, self.page) if len(known) == len(ranges) else None


def _changed(own: Region, wanted: Region | None) -> Region:
    """Return the region that takes the place of one; what leads ends where that did."""
    if wanted is None:
        return own
    if wanted.name != LEAD:
        return wanted
    height = Emu(max(0, own.box.bottom - wanted.box.y))
    return replace(wanted, box=wanted.box.rows(wanted.box.y, height), is_optional=own.is_optional)


def _is_given(fields: Fields, key: str) -> bool:
    """Return whether a theme says `key`; without a value it takes back what is inherited."""
    return fields.value(key) is not None
