"""Sections, which PowerPoint stores in an extension of the presentation ([MS-PPTX] 2.6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.model.laid_out import LaidOutTalk
from diptych.render.pptx.identity import guid
from diptych.render.pptx.xml import quote


def section_list(talk: LaidOutTalk, slide_ids: Iterable[int]) -> str:
    """Return the extension that lists each section's slides; empty for a talk without sections."""
    if not any(section.title for section in talk.sections):
        return ""
    numbers = iter(slide_ids)
    sections = "".join(
        _section(
            section.title or talk.title,
            guid("section", talk.talk.name, str(index)),
            [next(numbers) for _ in section.slides],
        )
        for index, section in enumerate(talk.sections)
    )
    return (
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f"{sections}</p14:sectionLst></p:ext>"
    )


def _section(title: str, identity: str, slides: list[int]) -> str:
    listed = "".join(f'<p14:sldId id="{number}"/>' for number in slides)
    return (
        f'<p14:section name="{quote(title)}" id="{identity}">'
        f"<p14:sldIdLst>{listed}</p14:sldIdLst></p14:section>"
    )
