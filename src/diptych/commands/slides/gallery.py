"""The cards of a gallery: the facts about each slide, and its thumbnail."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from diptych.building.disclosures import Disclosures
from diptych.commands.slides.drawing import DrawnSlide, draw_slides
from diptych.commands.slides.search import FoundSlide
from diptych.model.asset import Asset
from diptych.render.html.gallery import Card, Linked, render_gallery
from diptych.source.inventory import read_inventory
from diptych.source.outlines import Appearance
from diptych.storage.reading import PICTURE, Reader


def draw_gallery(
    root: Path,
    slides: Sequence[FoundSlide],
    folder: Path,
    tell: Callable[[Disclosures], None] = lambda _: None,
) -> str:
    """Return the gallery page of `slides`, to be written to `folder`.

    Each slide is drawn as in the first talk that shows it, in that talk's theme, or if no talk
    shows it, in the project's. One that cannot be read has a card without a picture. `tell` is
    called with the project's code that runs in the page.
    """
    inventory = read_inventory(root)
    reading = inventory.reading
    tell(Disclosures(reading.extras.ran, reading.outside))
    drawn = draw_slides(root, inventory, {slide.outline.id for slide in slides})
    cards = [_card(slide, drawn.get(slide.outline.id)) for slide in slides]
    title = f"Slides of {root.resolve().name}"
    linked = _linked(reading.files, folder, root)
    page = render_gallery(title, reading, cards, linked=linked)
    # A file name that is not UTF-8 cannot be in the page.
    return page.encode("utf-8", "replace").decode()


def _linked(files: Iterable[Path], folder: Path, root: Path) -> Linked:
    """Return a function that gives the path from `folder` to the file of a picture.

    It returns None if either is outside the project: the path would disclose where.
    """
    reader = Reader((root,))

    def path_of(asset: Asset) -> str | None:
        if not reader.owns(folder):
            return None
        found = (path for path in files if path.name == asset.name and _is(path, asset, reader))
        path = next(found, None)
        return None if path is None else Path(os.path.relpath(path, folder)).as_posix()

    return path_of


def _is(path: Path, asset: Asset, reader: Reader) -> bool:
    try:
        data = reader.read(path, PICTURE)
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == asset.sha256


def _card(found: FoundSlide, drawn: DrawnSlide | None) -> Card:
    outline = found.outline
    talks = tuple(dict.fromkeys(one.talk for one in found.used)) or ("(none)",)
    languages = tuple(
        locale if state == "translated" else f"{locale} {state}"
        for locale, state in found.languages.items()
    )
    layout = drawn.laid_out.layout.name if drawn is not None else outline.layout
    changed = found.changed
    facts = {
        "Talks": tuple(map(_place, found.used)) or ("in no talk",),
        "Languages": languages,
        "Layout": (layout,) if layout else (),
        "Tags": (", ".join(outline.tags),) if outline.tags else (),
        "Changed": (f"{changed.date} {changed.subject}",) if changed is not None else (),
    }
    return Card(
        slide=drawn.laid_out if drawn is not None else None,
        theme=drawn.theme if drawn is not None else None,
        locale=drawn.locale if drawn is not None else "",
        id=outline.id,
        title=drawn.laid_out.slide.title.plain if drawn is not None else outline.title,
        words=outline.words,
        tags=outline.tags,
        layout=layout,
        talks=talks,
        languages=languages,
        facts={name: lines for name, lines in facts.items() if lines},
    )


def _place(one: Appearance) -> str:
    return f"{one.talk}, slide {one.number}" + (f" · {one.section}" if one.section else "")
