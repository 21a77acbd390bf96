"""The translatable texts of a slide, and their ids."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import authored, project

from diptych.localise.extraction import rooms_of
from diptych.localise.message_ids import contexts
from diptych.localise.units import slide_units

TABLE = """\
# A slide

| Vendor | 2023 | Why |
|:--|--:|:--|
| **Intel** | 15,521 | few buyers |
| Others | $1.1B | `TPU` |
| Others | | |

: In millions {#revenue}
"""


def test_cells_of_a_table_are_texts_of_their_own(tmp_path: Path) -> None:
    (slide,) = authored(project(tmp_path, {"deck/slides/a.md": TABLE}))
    units = slide_units(slide)
    assert [(unit.role, unit.text.source) for unit in units] == [
        ("title", "A slide"),
        ("cell", "Vendor"),
        ("cell", "Why"),
        ("cell", "**Intel**"),
        ("cell", "few buyers"),
        ("cell", "Others"),
        ("cell", "$1.1B"),
        ("cell", "Others"),
        ("caption", "In millions"),
    ]
    assert contexts("a", units, {}) == (
        "a#title",
        "a#vendor/cell",
        "a#why/cell",
        "a#intel/cell",
        "a#few-buyers/cell",
        "a#others/cell",
        "a#b/cell",
        "a#others-2/cell",
        "a#revenue/caption",
    )


def test_translators_are_told_the_room_of_a_cell(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": TABLE})
    rooms = rooms_of(prepared.talks)
    (slide,) = authored(prepared)
    told = {unit.text.source: rooms[unit.text.span] for unit in slide_units(slide)}
    assert told["few buyers"].startswith("1 line of ")
    assert told["In millions"].startswith("1 line of ")
