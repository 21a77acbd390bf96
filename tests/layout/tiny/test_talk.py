"""A talk laid out: its slides in order, numbered, with their notes and steps."""

from __future__ import annotations

from tests.layout.tiny.factories import (
    THEME,
    at,
    bullets,
    item,
    picture,
    placed,
    prose,
    slide,
    source,
    talk,
    text,
)

from diptych.blocks.prose import Prose
from diptych.diagnostics import Diagnostic
from diptych.layout.faults import NO_PLACE, UNKNOWN_DENSITY
from diptych.layout.talk import Surroundings, lay_out, lay_out_slide
from diptych.model.deck import Slide, Talk
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk

Found = tuple[Diagnostic, ...]


def laid_out(authored: Talk) -> tuple[LaidOutTalk, Found]:
    return lay_out(authored, THEME, "en", Surroundings(("en", "ko"), {}, {}))


def one(shown: Slide) -> tuple[LaidOutSlide, Found]:
    return lay_out_slide(shown, talk([shown]), THEME, "en", 1)


def test_pages_are_numbered_through_all_sections() -> None:
    result, _ = laid_out(talk([slide(), slide()], [], [slide()]))
    assert [page.number for page in result] == [1, 2, 3]
    assert [len(section.slides) for section in result.sections] == [2, 0, 1]
    assert [section.title for section in result.sections] == ["Section 1", "Section 2", "Section 3"]


def test_a_talk_keeps_what_it_was_made_of() -> None:
    authored = talk([slide()], title="Small models")
    result, found = laid_out(authored)
    assert (result.talk, result.theme, result.locale) == (authored, THEME, "en")
    assert (result.title, result.locales, found) == ("Small models", ("en", "ko"), ())


def test_each_page_shows_its_number() -> None:
    result, _ = laid_out(talk([slide(), slide()]))
    numbers = [frame for page in result for frame in page.frames if frame.role == "number"]
    shown = [[getattr(run, "text", "") for run in f.paragraphs[0].runs] for f in numbers]
    assert shown == [["1"], ["2"]]


def test_the_anchor_of_a_slide_is_its_id_without_slashes() -> None:
    page, _ = one(slide(name="models/small/one"))
    assert page.anchor == "models.small.one"


def test_shapes_are_in_reading_order() -> None:
    shown = slide(prose(), kicker=text("Part"), sources=[source(1)])
    page, found = one(shown)
    assert [frame.role for frame in page.frames] == [
        "title",
        "kicker",
        "text",
        "sources",
        "footer",
        "number",
    ]
    assert found == ()


def test_notes_are_paragraphs_beside_the_slide() -> None:
    page, found = one(slide(prose(), notes=[prose(), bullets("a", "b")]))
    assert [(p.kind, p.token) for p in page.notes] == [
        ("text", "notes"),
        ("item", "notes"),
        ("item", "notes"),
    ]
    assert found == ()
    assert one(slide(prose()))[0].notes == ()


def test_notes_never_overflow() -> None:
    page, found = one(slide(notes=[prose(200)]))
    assert len(page.notes) == 1
    assert found == ()


def test_the_steps_of_a_slide_are_those_of_all_its_shapes() -> None:
    stepped = bullets(item("a", step=1), item("b", step=3))
    assert one(slide(stepped))[0].steps == 3
    late = Prose(text=text("late"), span=at(1), step=4)
    assert one(slide(stepped, picture(), late))[0].steps == 4
    assert one(slide(prose()))[0].steps == 0


def test_an_unknown_density_is_an_error_that_names_the_nearest() -> None:
    _, (found,) = one(slide(prose(), density="dens"))
    assert found.fault is UNKNOWN_DENSITY
    assert found.message == "theme `tiny` has no density `dens`"
    assert found.hint == "did you mean `dense`?"
    assert one(slide(prose(), density="dense"))[1] == ()


def test_sources_without_a_region_are_an_error() -> None:
    shown = slide(picture(), show_title=False, sources=[source(1)])
    page, (found,) = one(shown)
    assert found.fault is NO_PLACE
    assert found.message == "layout `picture` has no place for the slide's sources"
    assert [frame.role for frame in page.frames] == []


def test_all_that_is_wrong_with_a_slide_is_reported_at_once() -> None:
    shown = slide(
        picture(),
        prose(line=4),
        layout="picture",
        density="none",
        into=[placed("body", prose())],
        sources=[source(1)],
    )
    _, found = one(shown)
    assert sorted(problem.fault.name for problem in found) == [
        "content-without-place",
        "content-without-place",
        "content-without-place",
        "unknown-density",
        "unknown-region",
    ]


def test_problems_come_in_the_order_of_the_slides() -> None:
    first = slide(prose(40, line=9))
    second = slide(prose(), density="none")
    _, found = laid_out(talk([first], [second]))
    assert [problem.fault.name for problem in found] == ["text-overflow", "unknown-density"]


def test_a_slide_that_could_not_be_read_keeps_its_page_and_its_peace() -> None:
    result, found = laid_out(talk([slide(prose(40), broken=True), slide()]))
    assert [page.number for page in result] == [1, 2]
    assert found == ()
