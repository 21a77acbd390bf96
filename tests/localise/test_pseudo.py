"""The pseudo-locale: longer, accented, in brackets, and with everything that is not words."""

from __future__ import annotations

import pytest
from tests.localise.texts import text

from diptych.localise.consistency import MARKUP_DIFFERS, Locales, compare
from diptych.localise.pseudo import pseudo
from diptych.model.text import Run, RunStyle
from diptych.source.reading.runtime import read_metrics

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Generative AI", "[Ğéñéřáţîvé ÁÎ one two]"),
        ("GPU", "[ĞPÛ one two]"),
        ("2023 – 40%", "[2023 – 40%]"),
        ("", ""),
    ],
)
def test_accents_and_lengthens_words(words: str, expected: str) -> None:
    assert pseudo(text(words)).plain == expected


@pytest.mark.parametrize(
    ("length", "least", "most"), [(4, 1.5, 4), (20, 1.5, 2), (60, 1.35, 1.55), (200, 1.3, 1.4)]
)
def test_short_texts_grow_most(length: int, least: float, most: float) -> None:
    assert least <= len(pseudo(text("a" * length)).plain) / length <= most


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_fonts_have_every_letter(weight: int) -> None:
    face = read_metrics().face("Pretendard", weight)
    assert face is not None
    assert {ord(letter) for letter in pseudo(text(LETTERS)).plain} <= face.advances.keys()


def test_its_source_is_its_own_words() -> None:
    source = text("Large **language** models[@a]")
    changed = pseudo(source)
    assert changed.source == changed.plain == "[Ļářğé ļáñğûáğé möďéļš one two three]"
    assert changed.span == source.span


def test_styles_stay_and_the_brackets_are_plain() -> None:
    changed = pseudo(text("**Bold** and [link](#a/b)"))
    assert changed.inlines == (
        Run("["),
        Run("Böļď", RunStyle(bold=True)),
        Run(" áñď "),
        Run("ļîñķ", link="#a/b"),
        Run(" one two]"),
    )


@pytest.mark.parametrize(
    "source",
    [
        "Set `k=5` in **bold `code`**",
        "See [the *race*](#gpu/order-race) at {{ talk.venue }}",
        "models[@a; @b] and[^n] more^[note]<br>10^6^",
        "<https://www.lablup.com> or <contact@lablup.com>",
        "`code`",
        "{{ name }}",
        "",
    ],
)
def test_keeps_what_is_not_words(source: str) -> None:
    original = text(source)
    found = compare(original, pseudo(original), original.span, Locales("en", "en-XA"))
    assert [one for one in found if one.kind == MARKUP_DIFFERS] == []


def test_an_address_that_is_shown_stays_readable() -> None:
    assert pseudo(text("<https://a.org>")).plain == "[https://a.org]"
    assert pseudo(text("<me@a.org>")).plain == "[me@a.org]"
