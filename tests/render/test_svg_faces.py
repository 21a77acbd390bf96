"""Text in SVG pictures is set in the fonts of the theme and the bundled ones."""

from __future__ import annotations

import re
import time

import pytest

from diptych.render.svg_faces import BODY, CODE, Families, set_in_faces, with_emoji, with_style

XML = "http://www.w3.org/2000/svg"
NAMES = Families(("A",), ("B",))


def lettered(content: str, attributes: str = "") -> str:
    return f'<svg xmlns="{XML}"{attributes}>{content}</svg>'


def families(svg: str) -> list[str]:
    """Return every list of families in an SVG as it is set in faces called A and B."""
    text = set_in_faces(svg, NAMES).svg
    return re.findall(r"font-family\s*[=:]\s*[\"']?([^\"';}]*)", text)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("Arial", "A, Arial"),
        ("sans-serif", "A, sans-serif"),
        ("Times, serif", "A, Times, serif"),
        ("monospace", "B, monospace"),
        ("Consolas", "B, Consolas"),
        ("DejaVu Sans Mono", "B, DejaVu Sans Mono"),
        ("Pretendard, Arial", "A, Arial"),
        ("JetBrains Mono, monospace", "B, monospace"),
        ("inherit", "inherit"),
    ],
)
def test_one_of_our_families_comes_first(named: str, found: str) -> None:
    attribute = lettered(f'<text font-family="{named}">Hi</text>', ' font-family="Arial"')
    assert families(attribute) == ["A, Arial", found]
    style = lettered(f"<text style='fill:red;font-family: {named}; x:y'>Hi</text>")
    assert found in families(style)
    sheet = lettered(f"<style>text {{ font-family: {named} }}</style><text>Hi</text>")
    assert found in [one.strip() for one in families(sheet)]


def test_text_that_names_no_family_has_ours_from_the_root() -> None:
    assert families(lettered("<text>Hi</text>")) == ["A"]


def test_the_shorthand_is_written_out() -> None:
    styled = lettered('<text style="font: italic bold 9px/1.2 Menlo, monospace">Hi</text>')
    wanted = "font-style:italic;font-weight:bold;font-size:9px;font-family:B, Menlo, monospace"
    assert wanted in set_in_faces(styled, NAMES).svg
    sheet = lettered("<style><![CDATA[a>b{font:10px sans-serif}]]></style><text>Hi</text>")
    wanted = "a>b{font-style:normal;font-weight:normal;font-size:10px;font-family:A, sans-serif}"
    assert wanted in set_in_faces(sheet, NAMES).svg


def test_quoted_names_stay_quoted_and_other_attributes_as_they_are() -> None:
    svg = lettered("<text x='1' style=\"font-family:&quot;Open Sans&quot;,Arial\">a &lt; b</text>")
    text = set_in_faces(svg, NAMES).svg
    assert "<text x='1' style=\"font-family:A, &quot;Open Sans&quot;, Arial\">a &lt; b<" in text


def test_the_faces_and_characters_that_are_used_are_known() -> None:
    plain = set_in_faces(lettered("<title>No</title><text>H<tspan>i</tspan></text>"), Families())
    assert (plain.characters, plain.faces) == (frozenset("Hi"), ((BODY, False),))
    bold = set_in_faces(
        lettered('<text font-weight="700" font-family="Menlo">x</text>'), Families()
    )
    assert bold.faces == ((BODY, False), (BODY, True), (CODE, False), (CODE, True))


def test_the_theme_s_families_come_before_ours() -> None:
    named = Families(("Own Sans", "Own Asian", BODY), (CODE,))
    text = set_in_faces(lettered("<text font-family='Arial'>x</text>"), named).svg
    assert 'font-family="Own Sans, Own Asian, Pretendard, Arial"' in text


@pytest.mark.parametrize("name", ["a&b", 'a"b', "a<b", "a;b", "a}b", "2 a"])
def test_a_family_whose_name_would_need_quotes_is_not_named(name: str) -> None:
    text = set_in_faces(
        lettered("<style>text{font-family:Arial}</style><text>x</text>"),
        Families((name, BODY), (CODE,)),
    ).svg
    assert "font-family:Pretendard, Arial" in text


def test_a_picture_without_text_stays_as_it_is() -> None:
    svg = lettered("<rect font-family='Arial'/><text/>")
    assert set_in_faces(svg, Families()).svg == svg


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<text>Go 🚀!</text>", "<text>Go <E>🚀</E>!</text>"),
        (
            "<text>&lt;&#x1F680;<tspan>🎉</tspan></text>",
            "<text>&lt;<E>🚀</E><tspan><E>🎉</E></tspan></text>",
        ),
        ("<title>🚀</title><text>🎉</text>🚀", "<title>🚀</title><text><E>🎉</E></text>🚀"),
        ("<text>🎉<a/>🎉</text><text/>🚀", "<text><E>🎉</E><a/><E>🎉</E></text><text/>🚀"),
        ("<text>🎉<![CDATA[a > 🚀]]></text>", "<text><E>🎉</E><![CDATA[a > 🚀]]></text>"),
        ("<text>🎉<!-- > 🚀 --><?a > 🚀?></text>", "<text><E>🎉</E><!-- > 🚀 --><?a > 🚀?></text>"),
        (
            "<text a='> 🚀'>🎉<tspan a=\"> 🚀\">x</tspan></text>",
            "<text a='> 🚀'><E>🎉</E><tspan a=\"> 🚀\">x</tspan></text>",
        ),
        ('<text>🎉<été a="🚀"/></text>', '<text><E>🎉</E><été a="🚀"/></text>'),
        (
            "<!-- <text> --><a>🚀</a><text>🎉</text>",
            "<!-- <text> --><a>🚀</a><text><E>🎉</E></text>",
        ),
    ],
)
def test_only_emoji_in_words_that_are_shown_get_their_family(content: str, expected: str) -> None:
    text = set_in_faces(lettered(content), Families())
    opening, closing = '<tspan font-family="Emoji">', "</tspan>"
    shown = with_emoji(text, "Emoji")
    assert lettered(expected.replace("<E>", opening).replace("</E>", closing)) == shown.replace(
        f' font-family="{BODY}"', ""
    )


def test_emoji_get_their_family_in_an_element_of_the_same_namespace() -> None:
    svg = f'<s:svg xmlns:s="{XML}"><s:text>🚀</s:text></s:svg>'
    assert '<s:text><s:tspan font-family="Emoji">🚀</s:tspan></s:text>' in with_emoji(
        set_in_faces(svg, Families()), "Emoji"
    )


def test_a_style_sheet_goes_before_all_content() -> None:
    assert with_style(f'<!-- <svg> --><s:svg xmlns:s="{XML}"><s:g/></s:svg>', "x{}") == (
        f'<!-- <svg> --><s:svg xmlns:s="{XML}"><s:style>x{{}}</s:style><s:g/></s:svg>'
    )


@pytest.mark.parametrize(
    "content",
    [
        "<style/>" * 100_000,
        f"<text><![CDATA[{'<style>' * 100_000}]]></text>",
        f"<style>{'font-family:' * 50_000}</style>",
        f"<style>font:{' a' * 100_000}</style>",
        f'<text font-weight="{" " * 200_000}"/>',
        f"<!--{'<text>' * 100_000}-->",
        f"{'<text>' * 20_000}{'</text>' * 20_000}<text/>",
    ],
    ids=range(7),
)
def test_nothing_in_a_picture_takes_long_to_set(content: str) -> None:
    begun = time.process_time()
    with_emoji(set_in_faces(lettered(f"<text>🚀</text>{content}"), Families()), "Emoji")
    assert time.process_time() - begun < 2
