"""A self-contained page of a project's slides: thumbnails, where they are used, and filters.

The decks' style sheet is nested below the thumbnails, and that of a theme below those set in it, so
that they do not apply to the rest of the page.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.geometry import WIDESCREEN, Box, Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.theme import Theme
from diptych.render.font_faces import font_faces
from diptych.render.html.assets import ASSETS, media_path
from diptych.render.html.fonts import face_css
from diptych.render.html.policy import source_hash
from diptych.render.html.slide import render_slide
from diptych.render.html.styles import theme_css
from diptych.render.html.templates import fill_template
from diptych.render.html.units import identifier, language_tag, on_page, px

Linked = Callable[[Asset], str | None]
"""Returns the address of a picture's file, or None if it is unknown."""

LARGEST = 400_000
"""Maximum bytes of a picture that is embedded in the page; a larger one is linked."""
_INLINED = ".woff2"
"""Suffix of fonts that are embedded in the page; fallbacks are used for others."""
_BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
_SOURCE = re.compile(rf' src="{re.escape(ASSETS)}([^"]*)"')
_TEMPLATE = "gallery.html.j2"
_THUMB = 0.25
"""The scale at which `gallery.css` shows a slide."""
_SHOWN = 4
"""How many lines of one fact are shown; the others are shown on a click."""


class ReadProject(Protocol):
    """What was read of a project, besides its slides."""

    @property
    def templates(self) -> Mapping[str, str]:
        """Return the page templates and style sheets by name."""

    @property
    def runtime(self) -> Mapping[str, Asset]:
        """Return the fonts, among other files, by path."""

    @property
    def source_locale(self) -> str:
        """Return the language in which the slides are written."""


class Card(Struct, frozen=True, kw_only=True):
    """A slide and information about it."""

    slide: LaidOutSlide | None
    """None if it cannot be drawn."""
    theme: Theme | None
    locale: str
    id: str
    title: str
    words: str
    """Its text, for searching."""
    tags: tuple[str, ...]
    layout: str
    talks: tuple[str, ...]
    languages: tuple[str, ...]
    """Such as `ko`, or `ko missing`."""
    facts: Mapping[str, tuple[str, ...]]
    """The information shown below it, line by line."""


def render_gallery(
    title: str, reading: ReadProject, cards: Sequence[Card], *, linked: Linked = lambda _: None
) -> str:
    """Return the page."""
    from markupsafe import Markup

    script = reading.templates["gallery.js"]
    values = {
        "lang": language_tag(reading.source_locale),
        "title": title,
        "policy": _policy(script),
        "styles": Markup(_styles(reading, cards, linked)),  # noqa: S704 - our own and the theme's
        "script": Markup(script),  # noqa: S704 - our own
        "choices": [
            _choice("tag", "Tag", (tag for card in cards for tag in card.tags)),
            _choice("layout", "Layout", (card.layout for card in cards)),
            _choice("talk", "Talk", (name for card in cards for name in card.talks)),
            _choice("language", "Language", (one for card in cards for one in card.languages)),
        ],
        "shown": _SHOWN,
        "cards": [
            {
                "slide": Markup(_thumbnail(card)),  # noqa: S704 - as in a deck
                "theme": identifier(card.theme.name) if card.theme is not None else "",
                "lang": language_tag(card.locale),
                "id": card.id,
                "title": card.title,
                "words": card.words,
                "tags": "|".join(card.tags),
                "layout": card.layout,
                "talks": "|".join(card.talks),
                "languages": "|".join(card.languages),
                "facts": card.facts,
            }
            for card in cards
        ],
    }
    page = fill_template(_TEMPLATE, reading.templates[_TEMPLATE], values)
    return f"{page.rstrip()}\n"


def _thumbnail(card: Card) -> str:
    """Return the slide as in a deck, but with its pictures in the style sheet, each only once."""
    if card.slide is None or card.theme is None:
        return ""
    html = render_slide(card.slide, card.locale, card.theme)
    html = html.partition('<aside class="notes">')[0] + ("</section>" if card.slide.notes else "")
    html = html.replace(f' id="{card.slide.anchor}"', "", 1)
    return _SOURCE.sub(rf' src="{_BLANK}" data-picture="\1"', html)


def _styles(reading: ReadProject, cards: Sequence[Card], linked: Linked) -> str:
    themes = {card.theme.name: card.theme for card in cards if card.theme is not None}
    pictures = {path: asset for card in cards for path, asset in _pictures(card)}
    sheets = (
        *_fonts(themes.values(), reading.runtime),
        reading.templates["gallery.css"],
        f".thumb {{\n{on_page(reading.templates['deck.css'], WIDESCREEN)}}}",
        *(_theme_css(theme) for theme in themes.values()),
        *(_picture_css(path, asset, linked) for path, asset in pictures.items()),
    )
    # Nothing in a style sheet may end the element that contains it (HTML, 13.1.2.6).
    return "\n".join(sheets).replace("</", "<\\/")


def _theme_css(theme: Theme) -> str:
    sheet = theme_css(theme, (), root="&") + _page_css(theme.page)
    return f".theme-{identifier(theme.name)} {{\n{sheet}}}"


def _page_css(page: Box) -> str:
    """Return CSS that fits a slide of another shape into the space defined by `gallery.css`."""
    if page == WIDESCREEN:
        return ""
    size = f"width: {px(page.width)}; height: {px(page.height)}"
    scale = min(WIDESCREEN.width / page.width, WIDESCREEN.height / page.height) * _THUMB
    left, top = (
        px(Emu(round((room * _THUMB - side * scale) / 2)))
        for room, side in (
            (WIDESCREEN.width, page.width),
            (WIDESCREEN.height, page.height),
        )
    )
    return (
        f".slides {{ {size}; left: {left}; top: {top}; transform: scale({scale:.4g}) }}\n"
        f".reveal .slides section {{ {size} }}\n"
    )


def _pictures(card: Card) -> Iterator[tuple[str, Asset]]:
    """Yield the pictures of a card, with the paths that represent them in its slide."""
    if card.slide is None:
        return
    decorations = (one.picture for one in card.slide.layout.decorations if one.picture is not None)
    for asset in (*decorations, *(picture.asset for picture in card.slide.pictures)):
        yield media_path(asset), asset


def _picture_css(path: str, asset: Asset, linked: Linked) -> str:
    uri = _uri(asset)
    if len(uri) > LARGEST and (address := linked(asset)) is not None:
        uri = re.sub(r"[^\w./-]", lambda found: _percent(found.group()), address, flags=re.ASCII)
    return f'.thumb img[data-picture="{path}"] {{ background: url("{uri}") 0 0 / 100% 100%; }}'


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _fonts(themes: Iterable[Theme], runtime: Mapping[str, Asset]) -> Iterator[str]:
    faces = dict.fromkeys(face for theme in themes for face in font_faces(theme, runtime))
    for face in faces:
        if face.path.endswith(_INLINED):
            yield face_css(face).replace(face.path, _uri(runtime[face.path]))


def _uri(asset: Asset) -> str:
    data = base64.b64encode(asset.read()).decode("ascii")
    return f"data:{asset.media_type};base64,{data}"


def _choice(name: str, label: str, values: Iterable[str]) -> dict[str, object]:
    return {"name": name, "label": label, "choices": sorted({value for value in values if value})}


def _policy(script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {source_hash(script)}",
            "style-src 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
