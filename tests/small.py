"""Small projects for tests, written to disk as an author would have them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DECK = "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\n"
SLIDES = {
    "a/one": "# One\n\n- First thought\n  - and what follows\n",
    "a/two": "# Two\n\n::: columns\n::: column\n- Left\n:::\n::: column\n- Right\n:::\n:::\n",
}


def write_project(
    root: Path, slides: Mapping[str, str] = SLIDES, *, name: str = "talk", talk: str = ""
) -> Path:
    """Write a project with one talk of `slides`; `talk` is added to the talk's file."""
    write(root / "deck" / "deck.yaml", DECK)
    listed = "".join(f"  - {slide}\n" for slide in slides)
    write(root / "deck" / "talks" / f"{name}.yaml", f"title: A small talk\nslides:\n{listed}{talk}")
    for slide, text in slides.items():
        write(root / "deck" / "slides" / f"{slide}.md", text)
    return root


def write(path: Path, text: str) -> Path:
    """Write `text` to `path`, its folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    '<rect width="40" height="30" fill="#1F6F78"/></svg>'
)
