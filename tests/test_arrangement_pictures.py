"""Each example of docs/arrangements.md is arranged as its section says, and looks as pictured.

The pictures are made again by
`DIPTYCH_LONG=1 DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/test_arrangement_pictures.py`.
"""

from __future__ import annotations

import os

import pytest
from PIL import Image
from tests import showcase
from tests.documentation import ROOT
from tests.fingerprints import Fingerprint
from tests.showcase import PAGE, Built, examples
from tests.tools import some

from diptych.resolve.arrangements import ARRANGEMENTS

pytestmark = pytest.mark.skipif(
    not (ROOT / PAGE).is_file(), reason="docs/ is not here: a source distribution carries none"
)
REFRESH = os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1"
PICTURES = ROOT / "docs/arrangements"
COLORS = 96
"""In which a slide of text and flat colours looks as it should."""
MOST_BYTES = 300_000
"""Of all pictures together."""
EXAMPLES = list(examples()) if (ROOT / PAGE).is_file() else []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    deck = showcase.DECK.format(theme="atlas", mode="light").replace("mode: light\n", "")
    root = tmp_path_factory.mktemp("arrangements")
    return showcase.built(root, deck, outputs=("png", "pptx"))


def test_every_arrangement_is_shown_in_the_order_in_which_they_are_tried() -> None:
    assert list(dict.fromkeys(name for name, _, _ in EXAMPLES)) == list(ARRANGEMENTS)


@pytest.mark.parametrize(("arrangement", "name"), [one[:2] for one in EXAMPLES])
def test_an_example_is_arranged_as_its_section_says(
    arrangement: str, name: str, built: Built
) -> None:
    assert built.slide(name).arrangement == arrangement


@pytest.mark.parametrize("name", [name for name, _, _ in EXAMPLES if name != "metrics"])
def test_in_powerpoint_its_words_stand_in_placeholders_where_reset_leaves_them(
    name: str, built: Built
) -> None:
    """A metric has its own kind of box in any layout."""
    for slide in (built.slide(picture) for one, picture, _ in EXAMPLES if one == name):
        shapes = built.powerpoint(slide).shapes
        words = [one for one in shapes if one.has_text_frame and one.text_frame.text.strip()]
        assert words
        assert [one.name for one in words if not one.is_placeholder] == []
        moved = [one.name for one in words if one._element.spPr.xfrm is not None]
        assert moved == [], "on the layout it stands where it does on the slide"


@pytest.mark.long
@pytest.mark.parametrize("name", some([name for _, name, _ in EXAMPLES], 7))
def test_an_example_looks_as_in_the_picture(name: str, built: Built) -> None:
    stored = PICTURES / f"{name}.png"
    shown = built.picture(built.slide(name)).quantize(COLORS, dither=Image.Dither.NONE)
    if REFRESH:
        shown.save(stored, optimize=True)
    with Image.open(stored) as picture:
        assert Fingerprint.of(picture).change(Fingerprint.of(shown)) is None


def test_the_pictures_are_small_and_all_are_shown() -> None:
    stored = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(stored) == {name for _, name, _ in EXAMPLES}
    assert sum(stored.values()) < MOST_BYTES
