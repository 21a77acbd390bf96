"""The blocks that are a paragraph or two: prose, headings, quotations."""

from __future__ import annotations

from msgspec.structs import replace
from tests.layout.factories import heading, prose, quote, style, text

from diptych.model.geometry import Emu


def test_prose_is_set_as_the_first_level_but_flush() -> None:
    (paragraph,) = prose("Words", step=2, id="p").draw(style())
    assert (paragraph.token, paragraph.kind, paragraph.indent) == ("level1", "text", Emu(0))
    assert (paragraph.bullet, paragraph.step, paragraph.block_id) == (None, 2, "p")


def test_a_heading_has_its_own_style() -> None:
    (paragraph,) = heading().draw(style())
    assert (paragraph.token, paragraph.kind, paragraph.bold) == ("heading", "heading", True)


def test_a_quotation_is_a_paragraph_for_each_of_its_own() -> None:
    drawn = quote("To be", "Hamlet").draw(style())
    assert [(p.kind, p.token) for p in drawn] == [("quote", "quote")] * 2


def test_on_dark_ground_a_quotation_is_light() -> None:
    assert {p.color for p in quote("a").draw(style(ground="night"))} == {"mist"}


def test_the_source_of_a_quotation_is_smaller_and_below_it() -> None:
    said = replace(quote("To be"), source=text("— Hamlet"))
    words, source = said.draw(style())
    assert [one.kind for one in (words, source)] == ["quote", "quote"]
    assert (source.token, source.size < words.size) == ("quote-source", True)
    assert source.space_before > 0
