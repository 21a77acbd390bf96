from __future__ import annotations

import io
import random

import pytest
from fontTools.ttLib import TTFont
from tests.fonts.making import HANGUL, LATIN, collected, made

from diptych.fonts.sfnt import FontFacts, faces_in, renamed


def facts(font: bytes) -> list[FontFacts]:
    return list(faces_in(lambda at, size: font[at : at + size]))


def test_a_face_says_its_families_in_every_language() -> None:
    (one,) = facts(made("Test Sans", korean="시험체"))
    assert one.families == ("Test Sans", "시험체")
    assert (one.weight, one.weights, one.is_italic, one.width) == (400, None, False, 5)


def test_a_semibold_face_belongs_to_its_family_and_is_one_of_its_own() -> None:
    (one,) = facts(made("Test Sans", weight=600, style="SemiBold"))
    assert one.families == ("Test Sans", "Test Sans SemiBold")
    assert (one.name, one.weight) == ("Test Sans SemiBold", 600)


def test_a_collection_has_several() -> None:
    both = facts(collected(made("One"), made("Two", weight=700, style="Bold")))
    assert [(one.index, one.families[0], one.weight) for one in both] == [
        (0, "One", 400),
        (1, "Two", 700),
    ]


def test_a_variable_face_says_how_light_and_heavy_it_can_be() -> None:
    (one,) = facts(made(heavier=100))
    assert one.weights == (400, 900)


def test_licence_outlines_and_languages_are_told() -> None:
    (one,) = facts(made(licence=0x102, is_truetype=False, characters=LATIN + HANGUL))
    assert (one.embedding, one.is_truetype, one.is_korean) == (0x102, False, True)


def test_a_font_under_another_name_is_otherwise_the_same() -> None:
    font = made("Test Sans")
    other = renamed(font, {1: "Other", 2: "Regular"}, 500)
    (one,) = facts(other)
    assert (one.families, one.weight) == (("Other",), 500)
    read, was = TTFont(io.BytesIO(other), checkChecksums=2), TTFont(io.BytesIO(font))
    assert read["hmtx"].metrics == was["hmtx"].metrics
    assert read.getBestCmap() == was.getBestCmap()


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_a_font_says_does_harm(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    font = bytearray(made(heavier=50))
    for _ in range(chance.randrange(1, 200)):
        font[chance.randrange(min(len(font), 4000))] = chance.randrange(256)
    facts(bytes(font[: chance.randrange(len(font))] if seed % 3 == 0 else font))
