"""Links to slides that have been renamed, led to where these are now."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.model.deck import Section, Talk
from diptych.model.walk import map_links


def follow_former_ids(talk: Talk) -> Talk:
    """Return `talk` with links to former ids of its slides, `was:`, leading to their present ones.

    A check tells the author of them.
    """
    ids = {slide.id for slide in talk.slides}
    present = {f"#{old}": f"#{now}" for old, now in talk.present_ids.items() if old not in ids}
    if not present:
        return talk

    def target(link: str) -> str:
        return present.get(link, link)

    sections = (
        Section(section.title, tuple(map_links(slide, target) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(sections), abstract=map_links(talk.abstract, target))
