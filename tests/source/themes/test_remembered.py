"""A theme that an earlier build has read is the same as one that is read now."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import write, write_project
from tests.source.themes.themed import theme_of

from diptych.model.asset import Asset
from diptych.model.forms import written
from diptych.model.theme import Theme
from diptych.model.walk import values_of
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.remembered import theme_form

PAINTED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" style="fill: var(--ink)"/>'


def read_back(theme: Theme, root: Path) -> Theme:
    form = theme_form(theme.metrics)
    data = form.pack(theme)
    assert data is not None
    read = form.unpack(data, SourceReader(root), ())
    assert read is not None
    return read


@pytest.mark.parametrize("name", ["atlas", "plain"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_value_of_it_is_of_the_same_kind(tmp_path: Path, name: str, mode: str) -> None:
    root = write_project(tmp_path)
    write(root / "deck/deck.yaml", f"format: 1\nlocales: [en]\ntheme: {name}\nmode: {mode}\n")
    theme = theme_of(root)
    again = read_back(theme, root)
    assert again.metrics is theme.metrics
    assert written(again) == written(theme)


def test_its_pictures_are_in_its_colours(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    body = "layouts: {body: {decorations: [{box: [0, 0, 90, 90], picture: spot.svg}]}}\n"
    write(root / "deck/deck.yaml", "format: 1\nlocales: [en]\ntheme: ours\n")
    write(root / "templates/ours/theme.yaml", f"extends: atlas\n{body}")
    write(root / "templates/ours/spot.svg", PAINTED)
    theme = theme_of(root)
    shown, again = (values_of(one, Asset) for one in (theme, read_back(theme, root)))
    assert any(asset.name == "spot.svg" for asset in shown)
    assert [asset.read() for asset in again] == [asset.read() for asset in shown]
