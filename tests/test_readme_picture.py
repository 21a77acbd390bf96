"""The picture at the top of the README shows slides as they look, next to their sources.

`DIPTYCH_LONG=1 DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/test_readme_picture.py` draws it again.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.documentation import ROOT
from tests.fingerprints import Fingerprint

import diptych
from diptych.cli import main

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (ROOT / "docs").is_dir(), reason="docs/ is not here: a source distribution carries none"
    ),
]
STORED = ROOT / "docs/slides.png"
SLIDES = ("llm/foundation-model", "gpu/national-supercomputing")
COLORS = 96
"""In which slides of text and flat colours look as they should."""
WIDTH, GAP = 916, 30
"""Of a slide, and between what is shown, in px."""
SOURCE = 590
"""How wide a source is."""
GROUND, PANEL = "#0F1B2D", "#1A2A42"
QUIET, KEY, SIGN, WORDS = "#A9B4C2", "#C9A2D8", "#FF8A5C", "#FCFCFA"
LETTERS, LINE = 18, 20.8
"""The size of the type of a source, and the distance of its lines, in px."""
MOST = 50
"""Characters of a line; longer ones end with an ellipsis."""


def test_the_picture_of_the_readme_shows_what_the_talk_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    build = "build genai-frontline-2024 --locale en --to png --no-notes"
    assert main([*build.split(), "--width", str(WIDTH), "-o", str(tmp_path)]) == 0
    shown = picture([(name, slide(tmp_path, name)) for name in SLIDES])
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        shown.save(STORED, optimize=True)
    with Image.open(STORED) as stored:
        assert Fingerprint.of(stored).change(Fingerprint.of(shown)) is None


def slide(folder: Path, name: str) -> Image.Image:
    """Return the picture of the first page of a slide."""
    (path,) = folder.rglob(f"*-{name.replace('/', '.')}.png")
    return Image.open(path)


def picture(slides: list[tuple[str, Image.Image]]) -> Image.Image:
    """Return slides below each other, each next to the Markdown it is made from."""
    height = slides[0][1].height
    size = (3 * GAP + SOURCE + WIDTH, GAP + len(slides) * (height + 2 * GAP) - GAP)
    made = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(made)
    for number, (name, shown) in enumerate(slides):
        top = GAP + number * (height + 2 * GAP)
        draw.rectangle((GAP, top, GAP + SOURCE, top + height), PANEL)
        made.paste(shown, (2 * GAP + SOURCE, top))
        path = f"deck/slides/{name}.md"
        written(draw, [path, *lines(ROOT / path)], top)
    return made.quantize(COLORS, dither=Image.Dither.NONE)


def lines(path: Path) -> list[str]:
    """Return the lines of a source, without comments and blank lines around these."""
    text = re.sub(r"<!--.*?-->\s*", "", path.read_text("utf-8"), flags=re.DOTALL)
    return text.strip().split("\n")


def written(draw: ImageDraw.ImageDraw, shown: list[str], top: int) -> None:
    """Write the lines of a source, the first of which is its path."""
    file = Path(diptych.__file__).parent / "_vendor/jetbrains-mono/JetBrainsMono-Regular.ttf"
    font = ImageFont.truetype(str(file), LETTERS)
    in_front = False
    y = top + 0.8 * GAP
    for number, line in enumerate(shown):
        in_front ^= line == "---"
        y += LINE if line else LINE / 2
        color = QUIET if number == 0 or line == "---" else WORDS
        color = KEY if (in_front and line != "---") or line.startswith("#") else color
        words = line if len(line) <= MOST else f"{line[: MOST - 2].rstrip()} …"
        at = (1.9 * GAP, y - LINE)
        draw.text(at, words, color, font)
        if bullet := re.match(r" *-(?= )", words):
            draw.text(at, bullet[0], SIGN, font)
