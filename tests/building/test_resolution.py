"""A talk between reading and layout: the same order of stages for all callers."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import project

from diptych.building.resolution import number, resolve, resolve_source
from diptych.commands.slides.drawing import draw_slides
from diptych.source.inventory import read_inventory
from diptych.source.project import read_project

FILES = {
    "deck/talks/talk.yaml": "title: A talk\nevent: EuroPython\nslides: [b, a]\n",
    "deck/slides/a.md": "# At {{ talk.event }}\n\n(@) third\n(@last) fourth\n",
    "deck/slides/b.md": "# B\n\nBefore (@last) there is this.\n\n(@) first\n(@) second\n",
}


def test_a_talk_is_resolved_as_a_build_lays_it_out(tmp_path: Path) -> None:
    (built,) = project(tmp_path, FILES).talks
    reading = read_project(tmp_path, ())
    (read,) = reading.talks
    assert resolve_source(read, reading).talk == built.talk
    assert [slide.title.plain for slide in built.talk.slides] == ["B", "At EuroPython"]


def test_numbers_come_first_and_variables_last(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    reading = read_project(tmp_path, ())
    (read,) = reading.talks
    numbered, found = number(read.talk)
    assert found == ()
    assert numbered.examples == {"last": 4}
    assert numbered.slides[1].title.source == "At {{ talk.event }}"
    assert numbered.slides[1].title.plain != "At EuroPython"
    shown = resolve(numbered, read.theme, "en", reading).talk
    assert shown.slides[1].title.plain == "At EuroPython"


def test_a_slide_alone_in_a_gallery_has_the_numbers_of_its_talk(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    drawn = draw_slides(tmp_path, read_inventory(tmp_path), {"a"})
    frames = drawn["a"].laid_out.frames
    assert [p.bullet.sign for f in frames for p in f.paragraphs if p.bullet] == ["(3)", "(4)"]
