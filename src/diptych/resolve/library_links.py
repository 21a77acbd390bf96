"""Links between slides of a library, led to where a talk shows those slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.model.deck import Column, Placed, Section, Slide, Talk
from diptych.model.text import Inline, Run, Text
from diptych.model.walk import map_texts

T = TypeVar("T")


def lead_links(talk: Talk) -> Talk:
    """Return `talk` with the links on its libraries' slides leading to ids of the talk.

    Where the talk does not show what a link leads to, its words stay and the link goes: the talk's
    author could not mend it.
    """
    shown = {slide.source_id: slide.id for slide in reversed(talk.slides)}
    if not any(map(_library, talk.slides)):
        return talk
    sections = (
        Section(section.title, tuple(_led(slide, shown) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(sections))


def _library(slide: Slide) -> str:
    name, colon, _ = slide.source_id.partition(":")
    return name if colon else ""


def _led(slide: Slide, shown: Mapping[str, str]) -> Slide:
    name = _library(slide)
    if not name:
        return slide

    def target(link: str) -> str | None:
        found = shown.get(f"{name}:{link[1:]}")
        return f"#{found}" if found else None

    def led(inline: Inline) -> Inline:
        if not isinstance(inline, Run) or inline.link is None or not inline.link.startswith("#"):
            return inline
        return replace(inline, link=target(inline.link))

    def changed(text: Text) -> Text:
        inlines = tuple(map(led, text.inlines))
        return text if inlines == text.inlines else replace(text, inlines=inlines)

    return _with_pictures_led(map_texts(slide, changed), target)


def _with_pictures_led(value: T, target: Callable[[str], str | None]) -> T:
    """Return `value` with the pictures on it, however deep, leading where `target` says."""
    if isinstance(value, Picture):
        jumps = value.link is not None and value.link.startswith("#")
        return replace(value, link=target(value.link or "")) if jumps else value
    if not isinstance(value, Slide | Column | Placed | Pictures):
        return value
    changes = {}
    for name in ("body", "columns", "placed", "blocks", "pictures"):
        held = getattr(value, name, ())
        led = tuple(_with_pictures_led(item, target) for item in held)
        if led != held:
            changes[name] = led
    return replace(value, **changes)
