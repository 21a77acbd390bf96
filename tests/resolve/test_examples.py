"""Examples numbered through a talk, and mentions of them."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import document, only, project, said, words

SLIDES = {
    "deck/talks/talk.yaml": "title: A talk\nslides: [b, a]\n",
    "deck/slides/a.md": "# A\n\n(@) third\n(@last) fourth\n",
    "deck/slides/b.md": "# B\n\nBefore (@last) there is (@good).\n\n(@) first\n(@good) second\n",
}


def test_examples_count_on_from_slide_to_slide_in_the_order_of_the_talk(tmp_path: Path) -> None:
    prepared = project(tmp_path, SLIDES)
    assert said(prepared.found) == []
    numbers = [
        [p.bullet.sign for frame in slide.frames for p in frame.paragraphs if p.bullet]
        for slide in only(prepared)
    ]
    assert numbers == [["(1)", "(2)"], ["(3)", "(4)"]]


def test_a_mention_shows_the_number_wherever_the_example_stands(tmp_path: Path) -> None:
    first, _ = only(project(tmp_path, SLIDES))
    assert words(first)[0] == "Before (4) there is (2)."
    assert first.slide.sources == ()


def test_what_is_no_example_is_a_citation(tmp_path: Path) -> None:
    (slide,) = only(project(tmp_path, {"deck/slides/a.md": "# A\n\nAs in (@kim-2024)\n"}))
    assert words(slide) == ["As in (On Korean1)"]
    assert [source.key for source in slide.slide.sources] == ["kim-2024"]


def test_a_label_that_is_given_twice_is_reported(tmp_path: Path) -> None:
    found = said(document(tmp_path, "# A\n\n(@x) one\n(@x) two\n").found)
    assert found == ["REF221 4:6 example `(@x)` is already number 1"]
