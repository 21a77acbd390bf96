"""Transitions in PowerPoint, with what other programs show in their place."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.render.pptx.factory import BODY, frame, item, talk, with_title
from tests.render.pptx.reading import NAMES, Package

from diptych.model.deck import Transition
from diptych.model.laid_out import LaidOutSlide

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
NAMED = {**NAMES, "mc": MC, "p159": P159}


def moving(name: str, transition: Transition) -> LaidOutSlide:
    text = frame(BODY, item("Stays"), item("Comes", step=1))
    return with_title(name, name.upper(), text, transition=transition)


def test_a_slide_that_does_not_move_has_none() -> None:
    made = Package(talk(moving("a", "none")))
    assert b"transition" not in made.parts["ppt/slides/slide1.xml"]


@pytest.mark.parametrize(
    ("transition", "requires", "effect", "duration", "fallback"),
    [
        ("fade", "p14", "fade", "300", "fade"),
        ("push", "p14", "push", "350", "push"),
        ("morph", "p159", "morph", "400", "fade"),
    ],
)
def test_it_is_short_and_every_program_shows_something(
    transition: Transition, requires: str, effect: str, duration: str, fallback: str
) -> None:
    slide = Package(talk(moving("a", transition))).xml("ppt/slides/slide1.xml")
    order = [etree.QName(child).localname for child in slide]
    assert order == ["cSld", "clrMapOvr", "AlternateContent", "timing"]
    (choice,) = slide.xpath("mc:AlternateContent/mc:Choice", namespaces=NAMED)
    (shown,) = choice.xpath("p:transition/*", namespaces=NAMED)
    (other,) = slide.xpath("mc:AlternateContent/mc:Fallback/p:transition/*", namespaces=NAMED)
    assert choice.get("Requires") == requires
    assert requires in choice.nsmap
    assert etree.QName(shown).localname == effect
    assert shown.getparent().get(f"{{{NAMES['p14']}}}dur") == duration
    assert etree.QName(other).localname == fallback


def test_what_morphs_has_the_same_name_on_both_slides() -> None:
    made = Package(talk(moving("a", "none"), moving("b", "morph"), moving("c", "fade")))
    names = [
        made.find(f"ppt/slides/slide{number}.xml", "//p:sp//p:cNvPr/@name") for number in (1, 2, 3)
    ]
    assert names[0] == names[1] == ["!!Title", "!!Body"]
    assert names[2] == ["Title", "Body src:c#body"]
