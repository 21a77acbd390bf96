"""The words in an SVG picture."""

from __future__ import annotations

import time

import pytest

from diptych.markup.svg_words import svg_words, with_svg_words
from diptych.model.asset import Asset

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>Chips</title>
<text x="1">Supply &amp; demand</text><text>2023</text>
<text>more <tspan>and more</tspan> chips</text>
<g translate="no"><text>H100</text><text translate="yes">chips</text></g>
</svg>"""


def asset(svg: str = SVG) -> Asset:
    return Asset(name="a.svg", sha256="0", media_type="image/svg+xml", read=svg.encode)


def test_words_are_what_texts_say_without_numbers_and_names_that_are_kept() -> None:
    assert svg_words(SVG.encode()) == ("Supply & demand", "more", "and more", "chips")


def test_words_are_replaced_and_the_rest_of_the_file_stays() -> None:
    shown = with_svg_words(asset(), "ko", (("Supply & demand", "수요 < 공급"), ("chips", "칩")))
    expected = SVG.replace("Supply &amp; demand", "수요 &lt; 공급")
    expected = expected.replace(" chips</text>", "칩</text>").replace(">chips<", ">칩<")
    assert shown.read().decode() == expected
    assert shown.name == "a.ko.svg"
    assert shown != asset()


@pytest.mark.parametrize(
    "content",
    ["<text/>" * 100_000, f"<text>{'a ' * 100_000}></text>", f"<text>{' ' * 200_000}</text>"],
    ids=range(3),
)
def test_nothing_in_a_picture_takes_long_to_translate(content: str) -> None:
    begun = time.process_time()
    with_svg_words(asset(f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>'), "ko", ())
    assert time.process_time() - begun < 2
