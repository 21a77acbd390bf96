"""What licence bits forbid (OpenType, `OS/2.fsType`)."""

from __future__ import annotations

import pytest

from diptych.fonts.licences import forbidden_in, forbidden_in_edited, is_whole

NOT_AT_ALL = "it may not be embedded"
BITMAPS = "only its bitmaps may be embedded"


@pytest.mark.parametrize(
    ("bits", "shown", "edited"),
    [
        (0x0, "", ""),
        (0x2, NOT_AT_ALL, NOT_AT_ALL),
        (0x4, "", "it may only be embedded to be viewed and printed"),
        (0x8, "", ""),
        (0xC, "", ""),  # the least restrictive bit counts
        (0xA, "", ""),
        (0x108, "it may only be embedded as a whole", ""),
        (0x208, BITMAPS, BITMAPS),
    ],
)
def test_what_bits_forbid_depends_on_what_is_done_with_the_file(
    bits: int, shown: str, edited: str
) -> None:
    assert forbidden_in(bits) == shown
    assert forbidden_in_edited(bits) == edited
    assert is_whole(bits) == bool(bits & 0x100)
