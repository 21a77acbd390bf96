"""The colours of a page: whatever the theme, all text can be read, on light and on dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.authoring import project
from tests.render.html.factory import THEME

from diptych.model.contrast import READABLE, contrast, is_dark
from diptych.model.theme import COLOR_SLOTS, Color
from diptych.render.page.palette import Palette, palettes

COLORS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def assert_read(palette: Palette) -> None:
    for color in (palette.text, palette.quiet, palette.accent, palette.link):
        for ground in (palette.ground, palette.panel):
            assert contrast(color, ground) >= READABLE


def test_atlas_is_itself_on_light_and_on_dark(tmp_path: Path) -> None:
    light, dark = palettes(project(tmp_path, {}).talks[0].theme)
    assert (light.ground, light.text, light.accent) == ("#FCFCFA", "#17212F", "#C23B16")
    assert (dark.ground, dark.text, dark.accent) == ("#0F1B2D", "#FCFCFA", "#FF8A5C")


@pytest.mark.long
@given(st.tuples(*[COLORS] * len(COLOR_SLOTS)))
def test_any_theme_can_be_read(values: tuple[str, ...]) -> None:
    colors = {
        slot: Color(slot=slot, value=one) for slot, one in zip(COLOR_SLOTS, values, strict=True)
    }
    light, dark = palettes(replace(THEME, colors=colors))
    assert (is_dark(light.ground), is_dark(dark.ground)) == (False, True)
    assert_read(light)
    assert_read(dark)
