"""What the built-in themes look like, and the pictures of the guide in docs/themes.md.

`DIPTYCH_LONG=1 DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/test_theme_pictures.py` stores both: look
at what has changed before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from tests import showcase
from tests.authoring import write_files
from tests.documentation import OWN_THEME, ROOT, blocks
from tests.fingerprints import Fingerprint
from tests.tools import is_long, some

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.model.theme import MODES, Mode
from diptych.options import OutputOptions
from diptych.source.reading.runtime import builtin_templates
from diptych.source.themes.lookup import theme_names

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (ROOT / "docs").is_dir(), reason="docs/ is not here: a source distribution carries none"
    ),
]
REFRESH = os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1"
LOOKS = Path(__file__).parent / "golden/looks"
THEMES = theme_names((builtin_templates(),))

# ---------------------------------------------------------------------------- the built-in themes


@pytest.mark.parametrize(("theme", "mode"), some([*product(THEMES, MODES)], 4))
def test_a_theme_looks_as_it_did(theme: str, mode: Mode, tmp_path: Path) -> None:
    deck = showcase.DECK.format(theme=theme, mode=mode)
    built = showcase.built(tmp_path, deck, showcase.OTHERS)
    shown = {
        f"{talk.talk.name}/{slide.anchor}": Fingerprint.of(built.picture(slide))
        for talk in built.talks
        for slide in talk.slides
    }
    path = LOOKS / f"theme-{theme}.json"
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if REFRESH:
        known[mode] = {name: looks.packed() for name, looks in shown.items()}
        path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    assert shown.keys() == known[mode].keys()
    assert [
        (name, change)
        for name, looks in shown.items()
        if (change := Fingerprint.unpacked(known[mode][name]).change(looks)) is not None
    ] == [], "look at them; if they are right, see the top of this file"


# ------------------------------------------------------------------------------------- the guide

GUIDE = "docs/themes.md"
PICTURES = ROOT / "docs/themes"
SLIDES = {
    "cover": """---
layout: cover
---

# A theme of one's own

::: {region=event}
Harbour, 2026
:::

::: {region=speaker}
Jane Doe
:::
""",
    "text": """---
kicker: Hardware
---

# What a harbour needs

- Deep water
  - at every tide
  - dredged twice a year
- A long quay
  - for two ships at a time
- Somebody who waits
""",
    "statement": """---
layout: statement
---

# Ships are safe in a harbour

but that is not what they are for
""",
}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <g fill="none" stroke="var(--accent, #0B6E4F)" stroke-width="6" stroke-linecap="round">
    <circle cx="48" cy="48" r="44"/>
    <path d="M48 22v44M34 36h28M20 58q14 22 28 8q14 14 28-8"/>
  </g>
</svg>
"""
ACROSS, GAP, GROUND, COLORS = 420, 6, "#C9CFD3", 64
"""The width of a slide, the space around it, its colour, and the number of all colours."""


def example(first: str) -> str:
    return blocks()[GUIDE, first]


def in_theme(root: Path, deck: str, own: Sequence[str], slides: dict[str, str]) -> Image.Image:
    """Return slides side by side, in a theme that consists of the steps `own`."""
    listed = "".join(f"  - a/{name}\n" for name in slides)
    write_files(
        root,
        {
            "deck/deck.yaml": f"format: 1\nlocales: [en]\n{deck}",
            "deck/talks/t.yaml": f"title: Harbour\nslides:\n{listed}",
            **{f"deck/slides/a/{name}.md": text for name, text in slides.items()},
            "templates/harbour/theme.yaml": "\n".join(example(step) for step in own) or None,
            "templates/harbour/logo.svg": LOGO,
        },
    )
    options = OutputOptions(width=ACROSS)
    config = BuildConfig(root=root, out=root / "out", outputs=("png",), options=options)
    assert pipeline.build(config).found == ()
    paths = sorted((root / "out/t/en/png").glob("[0-9]*.png"))
    pictures = [Image.open(path).convert("RGB") for path in paths]
    height = pictures[0].height
    size = ((ACROSS + 2 * GAP) * len(pictures), height + 2 * GAP)
    row = Image.new("RGB", size, GROUND)
    for place, picture in enumerate(pictures):
        row.paste(picture, (GAP + place * (ACROSS + 2 * GAP), GAP))
    return row.quantize(COLORS, dither=Image.Dither.NONE)


def check(name: str, shown: Image.Image) -> None:
    """Compare a picture of the guide with what its examples look like, or store that."""
    path = PICTURES / f"{name}.png"
    if REFRESH:
        shown.save(path, optimize=True)
    with Image.open(path) as picture:
        assert Fingerprint.of(picture).change(Fingerprint.of(shown)) is None


in_the_long_step = pytest.mark.skipif(not is_long(), reason="the guide is drawn in the long step")


@in_the_long_step
def test_plain_and_its_accent_look_as_in_the_guide(tmp_path: Path) -> None:
    check("1-plain", in_theme(tmp_path / "1", "theme: plain\n", (), SLIDES))
    tokens = f"theme: plain\n{example('tokens:')}\n"
    check("2-colour", in_theme(tmp_path / "2", tokens, (), SLIDES))


@in_the_long_step
def test_a_theme_of_ones_own_looks_as_in_the_guide(tmp_path: Path) -> None:
    check("3-harbour", in_theme(tmp_path, "theme: harbour\n", OWN_THEME[:-1], SLIDES))


@in_the_long_step
def test_a_layout_of_ones_own_looks_as_in_the_guide(tmp_path: Path) -> None:
    dark = example("---")
    slides = {"light": dark.replace("mode: dark\n", ""), "dark": dark}
    check("4-layout", in_theme(tmp_path, "theme: harbour\n", OWN_THEME, slides))
