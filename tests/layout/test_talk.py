from __future__ import annotations

from msgspec.structs import replace
from tests.layout.factories import (
    PLAIN,
    bullets,
    code,
    item,
    laid_out,
    laid_out_slide,
    lines,
    picture,
    prose,
    runs,
    slide,
    table,
    talk,
    text,
)

from diptych.blocks.prose import Prose
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.model.deck import Section
from diptych.model.text import LineBreak, Run, Text

LOCALES = ("en", "ko")


def test_slides_are_numbered_through_all_sections() -> None:
    first = Section(text("First"), (slide(), slide()))
    second = Section(text("Second"), (slide(),))
    ((made, _),) = lay_out(
        (Version(replace(talk(), sections=(first, second)), PLAIN, "en"),), LOCALES
    )
    assert [section.title for section in made.sections] == ["First", "Second"]
    assert [one.number for one in made] == [1, 2, 3]
    assert [one.part for one in made] == [1, 1, 1]


def test_the_talk_carries_what_its_writers_need() -> None:
    title = Text("T", (Run("A talk"), LineBreak(), Run("in two lines")), text("").span)
    ((made, _),) = lay_out((Version(replace(talk(slide()), title=title), PLAIN, "ko"),), LOCALES)
    assert (made.locale, made.locales, made.title) == ("ko", ("en", "ko"), "A talk in two lines")
    assert made.theme == PLAIN


def test_a_talk_whose_title_has_no_words_is_called_by_its_name() -> None:
    title = Text("T", (Run(" ", icon="rocket"),), text("").span)
    ((made, _),) = lay_out((Version(replace(talk(slide()), title=title), PLAIN, "en"),), LOCALES)
    assert made.title == "talk"


def test_every_slide_is_set_in_the_locale_of_the_talk() -> None:
    laid, _ = laid_out_slide(slide(prose("가나다"), notes=(prose("라"),)), locale="ko")
    paragraphs = [p for frame in laid.frames for p in frame.paragraphs]
    assert {p.locale for p in (*paragraphs, *laid.notes)} == {"ko"}
    assert paragraphs[1].line_height == 36.0


def test_tables_in_notes_are_the_words_of_their_cells() -> None:
    laid, _ = laid_out_slide(slide(notes=(bullets(item("this", table("a | b", " | c"))),)))
    assert ["".join(run.text for run in p.runs if isinstance(run, Run)) for p in laid.notes] == [
        "this",
        "a",
        "b",
        "c",
    ]


def test_notes_are_paragraphs_outside_the_slides_regions() -> None:
    notes = (prose("Say this."), bullets("and", item("this", bullets("too"))), code("this too"))
    laid, found = laid_out_slide(slide(lines(3), notes=notes))
    assert [(p.kind, p.level, p.token) for p in laid.notes] == [
        ("text", 0, "notes"),
        ("item", 0, "notes"),
        ("item", 0, "notes"),
        ("item", 1, "notes"),
        ("code", 0, "code"),
    ]
    assert all(p not in frame.paragraphs for frame in laid.frames for p in laid.notes)
    assert found == []


def test_a_slide_without_notes_has_none() -> None:
    assert laid_out_slide(slide())[0].notes == ()


def test_steps_are_those_of_the_authors_paragraphs_and_shapes() -> None:
    made = slide(
        prose(), bullets(item("a", step=1), item("b", step=2)), picture(8.0, caption="c", step=3)
    )
    laid, _ = laid_out_slide(replace(made, layout="body"))
    text_frame, caption = (f for f in laid.frames if f.role in {"text", "caption"})
    assert [p.step for p in text_frame.paragraphs] == [0, 1, 2]
    assert [one.step for one in laid.pictures] == [p.step for p in caption.paragraphs] == [3]
    assert laid.steps == 3
    assert laid_out_slide(slide(prose()))[0].steps == 0


def test_a_slide_that_could_not_be_read_reports_nothing_more() -> None:
    broken = replace(slide(lines(40), layout="nowhere"), broken=True)
    made, found = laid_out(broken, slide(lines(40)))
    assert len(made.slides) == 2
    assert found == ["region `body` overflows by 20 lines at 18 pt"]


def test_an_address_never_has_a_slash() -> None:
    laid, _ = laid_out_slide(replace(slide(), id="gpu/order-race"))
    assert laid.anchor == "gpu.order-race"
    assert replace(laid, part=2).anchor == "gpu.order-race.2"


def test_blocks_keep_their_ids_and_places() -> None:
    block = Prose(text=runs(Run("a")), span=text("").span, id="thought")
    laid, _ = laid_out_slide(slide(block))
    (paragraph,) = next(f for f in laid.frames if f.role == "text").paragraphs
    assert (paragraph.block_id, paragraph.span) == ("thought", block.text.span)
