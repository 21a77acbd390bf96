"""Checks that all text styles of a theme can be read on their backgrounds, in every layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.blocks import block_styles
from diptych.diagnostics import DiagnosticKind, Span
from diptych.model.contrast import contrast, is_dark
from diptych.model.grounds import grounds_of, least_contrast
from diptych.model.style import Style
from diptych.model.theme import Layout, Mode, Region, TextStyle, Theme
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Entry

LOW_CONTRAST = DiagnosticKind(
    "A11Y002",
    "low-contrast",
    "Text in one of the theme's colours is hard to read on its background: the contrast is below"
    " 4.5, or below 3 for large text, from 18 pt or from 14 pt in bold (WCAG 2.2, 1.4.3), and so is"
    " that of every colour that could replace it: those of the slot with which its own is swapped,"
    " `dk1` with `lt1` and `dk2` with `lt2`, on dark backgrounds those of its own slot, and on"
    " accents those of `lt1` and `dk1`.",
)


class _Use(Struct, frozen=True):
    """A text style that cannot be read."""

    style: str
    layout: Layout
    contrast: float
    least: float


_Pair = tuple[TextStyle, str]
"""A text style and the colour token behind it."""
_OfBlocks = dict[tuple[str, Mode], tuple[_Pair, ...]]
"""Those of blocks on a background in a mode, in whichever region they are."""


def report_contrast(
    theme: Theme, fields: Fields, project_paths: Mapping[str, Path], reader: SourceReader
) -> None:
    """Report each colour that cannot be read on a background, at a value that the author wrote.

    `fields` are those of the theme with everything that is laid over it; `project_paths` are the
    folders of files by their names in spans.
    """
    unreadable: dict[tuple[str, str], list[_Use]] = {}
    readable: set[tuple[int, str]] = set()  # most styles are the same objects in many layouts
    blocks: _OfBlocks = {}
    for layout in theme.all_layouts:
        for look, ground in _texts(layout, theme, blocks):
            if (id(look), ground) in readable:
                continue
            ratio = contrast(theme.colors[look.color].value, theme.colors[ground].value)
            if ratio < least_contrast(look):
                use = _Use(look.name, layout, ratio, least_contrast(look))
                unreadable.setdefault((look.color, ground), []).append(use)
            else:
                readable.add((id(look), ground))
    for (color, ground), uses in unreadable.items():
        first = uses[0]
        styles = list(dict.fromkeys(use.style for use in uses))
        message = (
            f"`{first.style}`{_others(styles)} is hard to read in layout {_called(first.layout)}:"
            f" `{color}` on `{ground}` has a contrast of {_shown(first.contrast)},"
            f" but {max(use.least for use in uses):g} is needed"
        )
        change = "lighter" if is_dark(theme.colors[ground].value) else "darker"
        hint = f"make `{color}` {change}, or give `{first.style}` another `color`"
        span = _authors_place(fields, (color, ground), first, project_paths, reader)
        reader.report(LOW_CONTRAST, span, message, hint)


def _called(layout: Layout) -> str:
    """Return how a layout is called, with its mode unless that is its own."""
    mode = f", {layout.mode}" if layout.authored else ""
    return f"`{layout.authored_name}`{mode}"


def _texts(layout: Layout, theme: Theme, blocks: _OfBlocks) -> Iterator[_Pair]:
    """Yield each text style that may occur in a layout with each background it may have.

    `blocks` gets those of blocks, which are the same in many layouts.
    """
    seen: set[str] = set()
    for region in layout.regions:
        if region.role == "sections":  # ticks, which say nothing that is not said elsewhere
            continue
        for ground in _grounds(region, layout):
            yield from ((look, ground) for look in region.styles)
            if region.role in {"text", "picture"} and ground not in seen:
                seen.add(ground)
                place = (ground, layout.mode)
                if place not in blocks:
                    blocks[place] = tuple(_blocks(region, *place, theme))
                yield from blocks[place]


def _grounds(region: Region, layout: Layout) -> tuple[str, ...]:
    if region.panel is not None and region.panel.fill is not None:
        return (region.panel.fill,)
    return grounds_of(layout.background, layout.decorations, region.box)


def _blocks(region: Region, ground: str, mode: Mode, theme: Theme) -> Iterator[_Pair]:
    style = Style(theme=theme, region=region, locale="", ground=ground, mode=mode)
    for one in block_styles():
        behind = (style.panel or ground) if one.on_panel else ground
        yield style.block(one.name, on_panel=one.on_panel), behind


def _authors_place(
    fields: Fields,
    pair: tuple[str, str],
    use: _Use,
    project_paths: Mapping[str, Path],
    reader: SourceReader,
) -> Span | None:
    """Return the first of the values involved that is the author's own, or else the first one.

    Built-in themes are readable, so the cause is in what is laid over them.
    """
    places = (
        *(_place(fields, "colors", token, "value") for token in pair),
        _place(fields, "type", use.style, "color"),
        _place(fields, "layouts", use.layout.authored_name, "background"),
    )
    known = [place for place in places if place is not None]
    own = (place for place in known if not _is_built_in(project_paths.get(place.file), reader))
    return next(own, next(iter(known), fields.span))


def _is_built_in(home: Path | None, reader: SourceReader) -> bool:
    return home is not None and any(
        home.resolve().is_relative_to(folder) for folder in reader.trusted
    )


def _place(fields: Fields, *keys: str) -> Span | None:
    entries: object = fields.entries
    span = None
    for key in keys:
        entry = entries.get(key) if isinstance(entries, Mapping) else None
        if not isinstance(entry, Entry):
            return None
        entries, span = entry.value.data, entry.value.span
    return span


def _others(styles: list[str]) -> str:
    count = len(styles) - 1
    return f" (and {count} more)" if count else ""


def _shown(ratio: float) -> str:
    """Return a contrast with one decimal, rounded down, so that 4.46 is not shown as 4.5."""
    return f"{int(ratio * 10) / 10:g}"
