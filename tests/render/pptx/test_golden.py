"""The XML of a small slide and its layout, kept to be read and compared.

Set DIPTYCH_REFRESH_GOLDEN=1 to write what is made now, and review the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.render.factory import bold, box, table
from tests.render.pptx.factory import (
    BODY,
    CAPTION,
    KICKER,
    SOURCES,
    chrome,
    frame,
    item,
    line,
    picture,
    talk,
    with_title,
)
from tests.render.pptx.reading import Package, readable

from diptych.model.text import Run

GOLDEN = Path(__file__).parent / "golden"
PARTS = {
    "slide.xml": "ppt/slides/slide1.xml",
    "slide.rels.xml": "ppt/slides/_rels/slide1.xml.rels",
    "layout.xml": "ppt/slideLayouts/slideLayout3.xml",
    "presentation.xml": "ppt/presentation.xml",
}


@pytest.fixture(scope="module")
def package() -> Package:
    """Return a talk of one slide with a bit of everything."""
    made = with_title(
        "gpu/market",
        "Battleground: GPU",
        frame(KICKER, line(KICKER, "Hardware market")),
        frame(
            BODY,
            item(bold("Hopper H100"), " is short until 2025"),
            item("A3 has 26 exaFLOPS", depth=1, step=1),
            item("한국의 GPU 수요", locale="ko", step=2),
        ),
        picture(),
        frame(SOURCES, line(SOURCES, Run("HPCwire, 2023", link="https://www.hpcwire.com/?a&b"))),
        *chrome(1),
    )
    return Package(talk(sections={"Market": (made,)}))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_written_as_it_was(name: str, package: Package) -> None:
    compare(name, package.parts[PARTS[name]])


def test_a_table_is_written_as_it_was() -> None:
    said = line(CAPTION, "In millions")
    below = frame(CAPTION, said, box=box(80, 250, 400, 20), fills_placeholder=False)
    heads = (line(BODY, "Vendor", weight=700), line(BODY, "2023", weight=700, align="right"))
    rows = ((line(BODY, "NVIDIA"), line(BODY, "47,525", align="right")), (line(BODY),) * 2)
    made = Package(talk(with_title("one", "One", table(heads, *rows, caption=below))))
    compare("table.xml", made.parts["ppt/slides/slide1.xml"])
    compare("table-styles.xml", made.parts["ppt/tableStyles.xml"])


def compare(name: str, part: bytes) -> None:
    """Compare a part to what is kept of it."""
    made = readable(part)
    golden = GOLDEN / name
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
