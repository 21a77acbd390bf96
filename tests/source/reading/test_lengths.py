from __future__ import annotations

import pytest

from diptych.source.reading.lengths import as_share, in_px


@pytest.mark.parametrize(
    ("written", "pixels"),
    [
        ("300", 300), ("300px", 300), (" 1.5in ", 144), ("2.54cm", 96), ("25.4mm", 96),
        ("72pt", 96), (".5in", 48), ("3.", 3),
        ("50%", None), ("1e3", None), ("1.2.3", None), (".", None), ("-3px", None), ("3em", None),
        ("", None),
    ],
)  # fmt: skip
def test_lengths_are_pixels(written: str, pixels: float | None) -> None:
    assert in_px(written) == (None if pixels is None else pytest.approx(pixels))


@pytest.mark.parametrize(
    ("written", "share"), [("50%", 0.5), ("33.3%", 0.333), ("0%", 0), ("50", None), ("%", None)]
)
def test_percentages_are_shares(written: str, share: float | None) -> None:
    assert as_share(written) == (None if share is None else pytest.approx(share))
