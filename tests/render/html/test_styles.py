from __future__ import annotations

import pytest
from tests.render.html.factory import THEME

from diptych.model.contrast import contrast
from diptych.render.font_faces import font_faces
from diptych.render.html.styles import theme_css

FILES = (
    "pretendard/Pretendard-Regular.woff2",
    "pretendard/Pretendard-Bold.woff2",
    "pretendard/Pretendard-Bold.ttf",
    "jetbrains-mono/JetBrainsMono-Regular.ttf",
    "other/Other-Regular.woff2",
    "reveal/reveal.css",
)


def test_each_token_is_a_property() -> None:
    css = theme_css(THEME, ())
    assert "  --ink: #16181d;" in css
    assert '  --font-mono: "JetBrains Mono", "Pretendard", monospace;' in css


def test_a_layout_has_its_background() -> None:
    assert ".reveal .layout-cover.mode-light { background-color: var(--night) }" in theme_css(
        THEME, ()
    )


def test_links_have_their_colour_only_where_it_can_be_read() -> None:
    css = theme_css(THEME, ())
    content = next(line for line in css.splitlines() if ".layout-content" in line)
    cover = next(line for line in css.splitlines() if ".layout-cover" in line)
    assert "--link-color: var(--link)" in content
    assert "--link-color" not in cover


def test_the_smallest_file_of_each_face_is_taken() -> None:
    faces = {(face.family, face.weight): face.path for face in font_faces(THEME, FILES)}
    assert faces == {
        ("JetBrains Mono", 400): "jetbrains-mono/JetBrainsMono-Regular.ttf",
        ("Pretendard", 400): "pretendard/Pretendard-Regular.woff2",
        ("Pretendard", 700): "pretendard/Pretendard-Bold.woff2",
    }


def test_a_face_is_waited_for_because_widths_depend_on_it() -> None:
    assert "font-display: block" in theme_css(THEME, font_faces(THEME, FILES))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b5fae", "#0b5fae", 1)],
)
def test_contrast_is_measured_as_the_guidelines_do(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)
