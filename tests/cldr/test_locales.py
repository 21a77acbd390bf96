"""What CLDR knows of a language, or of one that it is a kind of."""

from __future__ import annotations

import pytest

from diptych.cldr.locales import locale_of


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("ko", "ko"),
        ("en-GB", "en_GB"),
        ("en-XA", "en"),
        ("ko-KR", "ko_KR"),
        ("ko-Kore-XX", "ko"),
        ("xx", "en"),
        ("nonsense-tag", "en"),
    ],
)
def test_a_language_falls_back_to_the_one_it_is_a_kind_of(tag: str, known: str) -> None:
    assert str(locale_of(tag)) == known
