"""Links between slides of a library, resolved to the slides of a talk."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diptych.model.deck import Section, Slide, Talk
from diptych.model.walk import map_links


def resolve_library_links(talk: Talk) -> Talk:
    """Return `talk` with the links on its libraries' slides pointing to ids of the talk.

    If the talk does not show the target of a link, the words stay without the link, since the
    talk's author could not fix it.
    """
    if not any(map(_library, talk.slides)):
        return talk
    former = {old: slide.id for slide in talk.slides for old in slide.former_ids}
    shown = former | {slide.source_id: slide.id for slide in reversed(talk.slides)}
    sections = (
        Section(section.title, tuple(_resolved(slide, shown) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(sections))


def _library(slide: Slide) -> str:
    name, colon, _ = slide.source_id.partition(":")
    return name if colon else ""


def _resolved(slide: Slide, shown: Mapping[str, str]) -> Slide:
    name = _library(slide)
    if not name:
        return slide

    def target(link: str) -> str | None:
        if not link.startswith("#"):
            return link
        found = shown.get(f"{name}:{link[1:]}")
        return f"#{found}" if found else None

    return map_links(slide, target)
