"""Content of files, written in pieces."""

from __future__ import annotations

from diptych.storage.content import gathered


def test_large_pieces_of_a_file_are_not_copied_among_small_ones() -> None:
    large = b"x" * (1 << 17)
    pieces = (b"PK", b"1", large, b"2", b"", large, b"end")
    made = list(gathered(pieces))
    assert b"".join(made) == b"".join(pieces)
    assert len(made) == 5
    assert made[1] is made[3] is large
