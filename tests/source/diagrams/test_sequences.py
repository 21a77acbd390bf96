"""Sequences in Mermaid's words: who takes part, the messages, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import said, slide_of
from tests.source.diagrams.reading import TALK, fenced, group_in, sequence_in

from diptych.model.diagram import Message
from diptych.model.drawn_shapes import Drawing
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame


def test_a_sequence_is_read_as_mermaid_does(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, fenced(TALK))
    sequence = sequence_in(prepared)
    assert said(prepared.found) == []
    assert [(one.name, one.text.plain, one.is_person) for one in sequence.actors] == [
        ("U", "User", True),
        ("W", "W", False),
    ]
    messages = [one for one in sequence.events if isinstance(one, Message)]
    assert [(one.dash, one.end, one.starts, one.stops) for one in messages] == [
        ("solid", "triangle", True, False),
        ("dash", "triangle", False, True),
        ("solid", "arrow", False, False),
    ]
    told = ("User → W: Open the page", "[known]", "W → User: Page", "W → W: Think")
    assert group_in(prepared).told == (*told, "User, W: Done")


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("U to W", "SRC324 5:3 `U to W` is not understood"),
        ("end", "SRC324 5:3 `end` closes nothing"),
        ("else", "SRC324 5:3 `else` is in no frame"),
        ("loop x", "SRC324 5:3 `loop` is never closed"),
    ],
)
def test_a_line_of_a_sequence_that_is_not_understood_is_an_error(
    line: str, report: str, tmp_path: Path
) -> None:
    assert said(slide_of(tmp_path, fenced(f"sequenceDiagram\n  {line}\n")).found) == [report]


def test_messages_may_go_both_ways_have_names_of_words_and_any_numbers(tmp_path: Path) -> None:
    lines = (
        "autonumber 10 5", "create participant W as Web server", "Data base <<->> W: Ask",
        "W -) Data base: Go", "W --> Data base", "destroy W",
    )  # fmt: skip
    prepared = slide_of(tmp_path, fenced("sequenceDiagram\n " + "\n ".join(lines)))
    assert said(prepared.found) == [
        "SRC325 6:2 `create` has no effect here",
        "SRC325 10:2 `destroy` has no effect here",
    ]
    assert [one.text.plain for one in sequence_in(prepared).actors] == ["Web server", "Data base"]
    group = group_in(prepared)
    shown = [
        plain_text(p.runs) for f in group.shapes if isinstance(f, TextFrame) for p in f.paragraphs
    ]
    assert shown[2:] == ["10. Ask", "15. Go", "20."]
    assert group.told == (
        "Data base ↔ Web server: Ask",
        "Web server → Data base: Go",
        "Web server → Data base",
    )
    (both,) = (d for d in group.shapes if isinstance(d, Drawing) and d.outline and d.outline.start)
    assert both.outline is not None
    assert both.outline.end == "triangle"
