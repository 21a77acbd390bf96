"""Slides of their own in another language."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tests.authoring import SVG, project, said

SHIP = "# Ship\n\nSee @fig-ship.\n\n![The ship](ship.svg){#fig-ship alt=x}\n"


def files(korean: str) -> dict[str, str]:
    """Return a project with a slide of its own in Korean, which a talk shows twice."""
    made_for = sha256(SHIP.encode()).hexdigest()[:12]
    return {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/talks/talk.yaml": "title: A talk\nslides: [ship, {slide: ship, as: again}]\n",
        "deck/slides/ship.svg": SVG,
        "deck/slides/ship.md": SHIP,
        "deck/slides/ship.ko.md": f"---\noverrides: {made_for}\n---\n\n{korean}",
    }


def localised(root: Path, korean: str) -> list[str]:
    found = project(root, files(korean)).found
    return [one for one in dict.fromkeys(said(found)) if one.startswith("LOC205")]


def test_a_figure_may_be_mentioned_as_in_the_original(tmp_path: Path) -> None:
    korean = "# 배\n\n[@fig-ship]을 보라.\n\n![배](ship.svg){#fig-ship alt=x}\n"
    assert localised(tmp_path, korean) == []


def test_a_source_that_the_original_does_not_cite_is_told_once_however_often_it_is_shown(
    tmp_path: Path,
) -> None:
    korean = "# 배\n\n배[@yang-2023]\n"
    assert localised(tmp_path, korean) == [
        "LOC205 5:3 the slide cites `yang-2023`, which `ship` does not"
    ]
