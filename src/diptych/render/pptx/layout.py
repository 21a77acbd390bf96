"""Slide layouts, as offered in PowerPoint's New Slide menu (ECMA-376-1, 19.3.1.39)."""

from __future__ import annotations

from functools import lru_cache

from diptych.model.grounds import has_text_on_picture
from diptych.model.theme import FOOT_ROLES, Decoration, Layout, Panel, Region, RegionRole
from diptych.render.pptx.color import Colors
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat
from diptych.render.pptx.package import Part
from diptych.render.pptx.placeholder import UNSEEN_TITLE, Placeholder, layout_kind, shrinks
from diptych.render.pptx.script import by_language, language_tag
from diptych.render.pptx.shape import (
    ANCHORS,
    RECTANGLE,
    geometry,
    insets,
    panel_paint,
    rectangle,
    region_title,
    shape_name,
    shape_tree,
    text_shape,
    transform,
)
from diptych.render.pptx.shapes.picture import picture
from diptych.render.pptx.text import SLIDE_NUMBER, empty_paragraph
from diptych.render.pptx.text_style import list_style
from diptych.render.pptx.words import office_words
from diptych.render.pptx.xml import document, escape, quote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
_NUMBER = "\u2039#\u203a"
"""The text that PowerPoint shows for the slide number on layouts."""


def layout_part(layout: Layout, name: str, master: str, draft: Draft) -> Part:
    """Return `layout` as the part `name` below the part `master`."""
    draft.relationships.add("slideMaster", master)
    design = draft.design
    decorations = [
        _decoration(number, one, draft) for number, one in enumerate(layout.decorations, 2)
    ]
    decorations += [
        _upper_edge(number, one, design)
        for number, one in enumerate(_edged(layout), len(decorations) + 2)
    ]
    placeholders = [
        _placeholder(number, one, design, is_dark=layout.name in design.dark)
        for number, one in enumerate(_in_order(layout, design), len(decorations) + 2)
    ]
    paint = "" if layout.background == design.main.background else background(layout, design)
    content = (
        f'<p:cSld name="{quote(layout.title or layout.name)}">{paint}'
        f"{shape_tree(''.join(decorations + placeholders))}</p:cSld>"
        f"<p:clrMapOvr>{_mapping(layout, design)}</p:clrMapOvr>"
    )
    kind = layout_kind(layout)
    root = document("sldLayout", content, type=kind, preserve=1, userDrawn=1)
    return Part(name, _CONTENT_TYPE, root, tuple(draft.relationships))


def _edged(layout: Layout) -> list[Region]:
    """Return the regions below a line, which is a shape of the layout.

    LibreOffice gives placeholders no geometry but that of a box (7.4).
    """
    return [
        one for one in layout.regions if one.panel is not None and one.panel.form == "upper-edge"
    ]


def _upper_edge(number: int, region: Region, design: Design) -> str:
    """Return the line above a region."""
    assert region.panel is not None  # noqa: S101 - as chosen above
    name = f"Line above {region_title(region.name)}"
    box, look = region.panel.upper_edge(region.box)
    return rectangle(shape_name(number, name, alt=""), box, look, design.colors)


def _in_order(layout: Layout, design: Design) -> list[Placeholder]:
    """Return a layout's placeholders, title and text first.

    A picture with text on it is below all of them. LibreOffice puts the text of a new slide into
    the first suitable placeholder (7.4: any with `type="body"`, which kickers and captions also
    have).
    """
    rank = {"title": 0, "text": 1}
    if has_text_on_picture(layout):
        rank["picture"] = -1
    found = design.placeholders[layout.name].values()
    return sorted(found, key=lambda one: rank.get(one.region.role, len(rank)))


def _mapping(layout: Layout, design: Design) -> str:
    """Return the mapping of colour roles of a layout, which its slides inherit."""
    if layout.name in design.dark:
        return f"<a:overrideClrMapping{design.colors.mapping}/>"
    return "<a:masterClrMapping/>"


def background(layout: Layout, design: Design) -> str:
    """Return a layout's background as `p:bg`."""
    fill = design.colors.fill(layout.background)
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def placeholder_shape(
    named: tuple[int, str], region: Region, inherited: Region | None, text: str, colors: Colors
) -> str:
    """Return a placeholder of a layout or master; `named` is its id and its `p:ph`.

    `text` is its styles and its prompt. `inherited` is the corresponding region of the master, None
    on the master itself: properties equal to the master's are omitted, so that changes of the
    master take effect.
    """
    place = "" if inherited is not None and region.box == inherited.box else transform(region.box)
    if region.panel is not None and region.panel.form != "upper-edge":
        place += geometry(region.panel, region.box) + panel_paint(region.panel, colors)
    elif inherited is None:
        place += RECTANGLE
    number, role = named
    nonvisual = shape_name(number, region_title(region.name))
    return text_shape(nonvisual, role, place, _body_properties(region, inherited) + text)


def _body_properties(region: Region, inherited: Region | None) -> str:
    """Return a placeholder's `a:bodyPr`: complete on the master, elsewhere only differences."""
    fit = "<a:normAutofit/>" if shrinks(region.role) else "<a:noAutofit/>"
    anchor = f' anchor="{ANCHORS[region.anchor]}"'
    if inherited is None:
        return (
            f'<a:bodyPr vert="horz" wrap="square"{insets(region.inset, region.across)} rtlCol="0"'
            f"{anchor}>{fit}</a:bodyPr>"
        )
    own = insets(region.inset, region.across)
    inset = own if own != insets(inherited.inset, inherited.across) else ""
    if region.anchor == inherited.anchor:
        anchor = ""
    if shrinks(region.role) == shrinks(inherited.role):
        fit = ""
    changes = inset + anchor
    return f"<a:bodyPr{changes}>{fit}</a:bodyPr>" if fit else f"<a:bodyPr{changes}/>"


def prompt(region: Region, design: Design) -> str:
    """Return the text that PowerPoint shows in the empty placeholder, level by level."""
    foot: dict[RegionRole, str] = {"footer": design.footer, "date": design.date}
    words = foot[region.role] if region.role in foot else region.prompt_in(design.locale)
    return _prompt(region.role, words, len(region.styles), design.locale)


@lru_cache(maxsize=256)
def _prompt(role: RegionRole, asked: str, levels: int, locale: str) -> str:
    if role in ("footer", "date"):
        return _prompt_line(0, asked, locale)
    if role == "number":
        field = f'<a:fld id="{SLIDE_NUMBER}" type="slidenum">'
        language = language_tag(locale)
        return f'<a:p>{field}<a:rPr lang="{language}"/><a:t>{_NUMBER}</a:t></a:fld></a:p>'
    words = office_words(locale)
    samples = words.levels[: levels - 1] if role == "text" else ()
    usual = {"title": words.title, "text": words.text}
    lines = (asked or usual.get(role, ""), *samples)
    return "".join(_prompt_line(level, text, locale) for level, text in enumerate(lines))


def _prompt_line(level: int, text: str, locale: str) -> str:
    properties = f'<a:pPr lvl="{level}"/>' if level else ""
    runs = "".join(
        f'<a:r><a:rPr lang="{language}"/><a:t>{escape(part)}</a:t></a:r>'
        for part, language, _ in by_language(text, locale)
        if part
    )
    return f"<a:p>{properties}{runs}</a:p>" if runs else empty_paragraph(locale)


def _placeholder(number: int, one: Placeholder, design: Design, *, is_dark: bool) -> str:
    """Return a placeholder with its prompt, and its styles if they differ from the master's.

    With a different mapping of colour roles, all styles differ, except those of a title above the
    slide.
    """
    inherited, levels = _inherited(one, design)
    is_other = is_dark and one.region.name != UNSEEN_TITLE
    styles = list_style(one.levels[: one.own], () if is_other else levels, design)
    role = one.element
    if one.region.prompt and one.region.role not in FOOT_ROLES:
        role = role.replace("/>", ' hasCustomPrompt="1"/>')
    text = styles + prompt(one.region, design)
    return placeholder_shape((number, role), one.region, inherited, text, design.colors)


def _inherited(one: Placeholder, design: Design) -> tuple[Region, tuple[LevelFormat, ...]]:
    """Return the region and levels of the master's placeholder from which this one inherits."""
    match one.region.role:
        case "title":
            return design.title, design.title_levels
        case "footer" | "date" | "number":
            return design.labels[one.region.role]
        case _:
            return design.body, design.body_levels


def _decoration(number: int, one: Decoration, draft: Draft) -> str:
    nonvisual = shape_name(number, f"Decoration {number - 1}", alt=one.alt)
    if one.picture is not None:
        return picture(nonvisual, one.picture, one.box, draft)
    look = Panel(fill=one.color, radius=one.radius)
    return rectangle(nonvisual, one.box, look, draft.design.colors)
