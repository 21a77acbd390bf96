"""Colours by role: another scheme reaches all, and what is added to a dark layout can be read."""

from __future__ import annotations

import colorsys
import io
import re
import zipfile

import pytest
from lxml import etree
from msgspec.structs import replace
from tests.render.factory import COLORS
from tests.render.pptx.factory import LAYOUTS, THEME, headline, slide, talk
from tests.render.pptx.reading import Package, written

from diptych.model.theme import Color, Theme
from diptych.render.pptx.color import colors_on, theme_colors

COVER = "ppt/slideLayouts/slideLayout1.xml"
CONTENT = "ppt/slideLayouts/slideLayout3.xml"


def shown(element: str, base: str) -> str:
    """Return the six digits that a colour element comes to where its slot has the value `base`."""
    channels = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(*channels)
    for name, value in re.findall(r'<a:(\w+) val="(-?\d+)"/>', element):
        match name:
            case "hueOff":
                hue += int(value) / 21_600_000
            case "satMod":
                strong *= int(value) / 100_000
            case "satOff":
                strong += int(value) / 100_000
            case "lumMod":
                light *= int(value) / 100_000
            case "lumOff":
                light += int(value) / 100_000
            case _:
                pytest.fail(f"unknown change of a colour: {name}")
    rgb = colorsys.hls_to_rgb(hue, light, min(1.0, strong))
    return "".join(f"{round(channel * 255):02X}" for channel in rgb)


@pytest.mark.parametrize(
    ("token", "element"),
    [
        ("paper", '<a:schemeClr val="bg1"/>'),
        ("accent", '<a:schemeClr val="accent1"/>'),
        ("same", '<a:schemeClr val="accent1"/>'),
    ],
)
def test_a_token_is_its_slot(token: str, element: str) -> None:
    colors = COLORS | {"same": Color("accent1", "#0B5FAE")}
    assert theme_colors(replace(THEME, colors=colors), LAYOUTS["content"]).element(token) == element


@pytest.mark.parametrize("value", ["505C6B", "A9B4C2", "FF0000", "000000", "FFFFFF", "0C60B0"])
@pytest.mark.parametrize("slot", ["dk1", "lt1", "accent1"])
def test_a_token_whose_slot_is_taken_is_a_shade_of_it(slot: str, value: str) -> None:
    theme = replace(THEME, colors=COLORS | {"other": Color(slot, f"#{value}")})
    made = theme_colors(theme, LAYOUTS["content"])
    element = made.element("other")
    assert element.startswith('<a:schemeClr val="')
    assert shown(element, made.scheme[slot]) == value


def test_a_dark_layout_trades_the_roles_of_dark_and_light() -> None:
    package = Package(talk())
    (mapping,) = package.find(COVER, "//a:overrideClrMapping")
    assert {name: mapping.get(name) for name in ("bg1", "tx1", "bg2", "tx2", "accent1")} == {
        "bg1": "dk2",
        "tx1": "lt1",
        "bg2": "dk1",
        "tx2": "lt2",
        "accent1": "accent1",
    }
    assert package.find(COVER, "//p:bg//a:schemeClr/@val") == ["bg1"]
    title = "//p:sp[.//p:ph[@type='ctrTitle']]//a:lvl1pPr//a:solidFill/a:schemeClr/@val"
    assert package.find(COVER, title) == ["tx1"]
    assert not package.find(CONTENT, "//a:overrideClrMapping")


def test_a_slide_follows_the_roles_of_its_layout() -> None:
    package = Package(talk(slide("one", headline("One"), layout="cover")))
    assert package.find("ppt/slides/slide1.xml", "//p:clrMapOvr/a:masterClrMapping")


def test_on_a_dark_layout_text_in_ink_stays_ink() -> None:
    dark = replace(LAYOUTS["content"], background="night")
    package = Package(
        talk(theme=replace(THEME, layouts=LAYOUTS | {"dark": replace(dark, name="dark")}))
    )
    part = "ppt/slideLayouts/slideLayout7.xml"
    body = "//p:sp[.//p:ph[@idx='1']]//a:lvl1pPr/a:defRPr//a:schemeClr/@val"
    assert package.find(part, body) == ["bg2"]


def test_links_that_cannot_be_read_on_a_ground_are_like_text() -> None:
    plain = theme_colors(THEME, LAYOUTS["content"])
    on_dark = colors_on(THEME, LAYOUTS["cover"], plain)
    assert (plain.roles["hlink"], on_dark.roles["hlink"]) == (
        "hlink",
        "lt1",
    )


@pytest.mark.parametrize("layout", ["content", "cover"])
def test_each_colour_is_what_the_theme_says_on_each_ground(layout: str) -> None:
    colors = COLORS | {"beam": Color("hlink", "#82b4ff")}
    theme = replace(THEME, colors=colors)
    made = colors_on(theme, LAYOUTS[layout], theme_colors(theme, LAYOUTS["content"]))
    slots = {**made.roles, **{name: name for name in ("dk1", "lt1", "dk2", "lt2")}}
    for token, color in colors.items():
        element = made.element(token)
        (name,) = re.findall(r'schemeClr val="(\w+)"', element)
        assert shown(element, made.scheme[slots[name]]) == color.value.strip("#").upper()


def test_a_dark_theme_keeps_its_roles() -> None:
    colors = {"ink": Color("dk1", "#F0F0F0"), "paper": Color("lt1", "#101010")}
    made = dark_theme(COLORS | colors)
    assert not [name for name in made if b"overrideClrMapping" in made[name] and "Layout3" in name]


def dark_theme(colors: dict[str, Color]) -> dict[str, bytes]:
    """Return the parts of a talk in the factory's theme with other colours."""
    theme: Theme = replace(THEME, colors=colors)
    with zipfile.ZipFile(io.BytesIO(written(talk(theme=theme)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert all(etree.fromstring(part) is not None for name, part in parts.items() if "xml" in name)
    return parts
