"""The parts that do not depend on what is on the slides: master, layouts, themes, settings."""

from __future__ import annotations

from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.guides import guides
from diptych.render.pptx.layout import layout_part
from diptych.render.pptx.master import master_part
from diptych.render.pptx.media import PackageMedia
from diptych.render.pptx.names import MASTER, layout_names
from diptych.render.pptx.notes import notes_master_part
from diptych.render.pptx.package import Part, pack
from diptych.render.pptx.properties import view_parts
from diptych.render.pptx.remembered import Frame
from diptych.render.pptx.table_style import table_styles_part
from diptych.render.pptx.text_style import plain_style
from diptych.render.pptx.theme_part import theme_part


def frame_of(design: Design, media: PackageMedia, *, is_noted: bool) -> Frame:
    """Return these parts; `is_noted` if slides have notes."""
    layouts = _layouts(design, media)
    themes = [theme_part(design, number) for number in ((1, 2) if is_noted else (1,))]
    notes_masters = [notes_master_part(design, theme.name) for theme in themes[1:]]
    return Frame(
        master=pack(master_part(design, [layout.name for layout in layouts], themes[0].name)),
        layouts=tuple(map(pack, layouts)),
        themes=tuple(map(pack, themes)),
        notes_masters=tuple(map(pack, notes_masters)),
        views=tuple(map(pack, (*view_parts(), table_styles_part(design)))),
        plain=plain_style(design.locale, spacing=design.body_levels[0].spacing),
        guides=guides(design),
    )


def _layouts(design: Design, media: PackageMedia) -> list[Part]:
    names = layout_names(design.theme)
    return [
        layout_part(
            layout,
            names[layout.name],
            MASTER,
            Draft(design=design.on(layout), media=media, pages={}),
        )
        for layout in design.theme.layouts.values()
    ]
