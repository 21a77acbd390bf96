"""A project's slides on one page: thumbnails, what they are used in, filters. It needs no file."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.theme import Theme
from diptych.render.html.assets import ASSETS, media
from diptych.render.html.fonts import font_faces
from diptych.render.html.policy import source_hash
from diptych.render.html.slides import render_slide
from diptych.render.html.styles import theme_css

_INLINED = ".woff2"
"""Fonts that go into the page; others fall back."""


class Card(Struct, frozen=True, kw_only=True):
    """A slide and what is said of it."""

    slide: LaidOutSlide
    id: str
    title: str
    words: str
    """What it says, as it is searched."""
    tags: tuple[str, ...]
    layout: str
    talks: tuple[str, ...]
    languages: tuple[str, ...]
    """Such as `ko`, or `ko missing`."""
    used: tuple[str, ...]
    """What stands below it, line by line."""


def render_gallery(title: str, talk: LaidOutTalk, cards: Sequence[Card]) -> str:
    """Return the page; `talk` holds the slides of all cards, laid out in one theme."""
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    pictures = {ASSETS + path: _uri(asset) for path, asset in media(talk).items()}
    script = talk.templates["gallery.js"]
    environment = SandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(talk.templates["gallery.html.j2"]).render(
        lang=talk.locale,
        title=title,
        policy=_policy(script),
        styles=Markup(_styles(talk)),  # noqa: S704 - our own and the theme's
        script=Markup(script),  # noqa: S704 - our own
        choices=[
            _choice("tag", "Tag", (tag for card in cards for tag in card.tags)),
            _choice("layout", "Layout", (card.layout for card in cards)),
            _choice("talk", "Talk", (name for card in cards for name in card.talks)),
            _choice("language", "Language", (one for card in cards for one in card.languages)),
        ],
        cards=[
            {
                "slide": Markup(_thumbnail(card.slide, talk, pictures)),  # noqa: S704 - as in a deck
                "id": card.id,
                "title": card.title,
                "words": card.words,
                "tags": "|".join(card.tags),
                "layout": card.layout,
                "talks": "|".join(card.talks),
                "languages": "|".join(card.languages),
                "used": card.used,
            }
            for card in cards
        ],
    )
    return f"{page.rstrip()}\n"


def _thumbnail(slide: LaidOutSlide, talk: LaidOutTalk, pictures: Mapping[str, str]) -> str:
    html = render_slide(slide, talk.locale, talk.theme.words.get("sources", "Sources"))
    html = html.partition('<aside class="notes">')[0] + ("</section>" if slide.notes else "")
    for address, uri in pictures.items():
        html = html.replace(address, uri)
    return html.replace(f' id="{slide.anchor}"', "", 1)


def _styles(talk: LaidOutTalk) -> str:
    sheets = (*_fonts(talk.theme, talk.runtime), theme_css(talk.theme, ()))
    return "\n".join((*sheets, talk.templates["deck.css"], talk.templates["gallery.css"]))


def _fonts(theme: Theme, runtime: Mapping[str, Asset]) -> Iterable[str]:
    for face in font_faces(theme, runtime):
        if face.path.endswith(_INLINED):
            yield face.css().replace(face.path, _uri(runtime[face.path]))


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
            "img-src data:",
            "font-src data:",
        )
    )
