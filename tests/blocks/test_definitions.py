"""Definition lists: terms stand out, definitions are below them and stay with them."""

from __future__ import annotations

from tests.layout.factories import SPAN, laid_out_slide, slide, style, text

from diptych.blocks.definitions import DefinedTerm, Definitions
from diptych.model.paragraph import Paragraph


def listed(*terms: str, step: int = 0) -> Definitions:
    """Return a list of terms with two definitions each."""
    made = (
        DefinedTerm(
            term=text(term),
            definitions=(text("one"), text("two")),
            span=SPAN,
            step=step and step + at,
        )
        for at, term in enumerate(terms)
    )
    return Definitions(terms=tuple(made), span=SPAN)


def kinds(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.kind for paragraph in paragraphs]


def test_a_term_is_bold_and_its_definitions_are_indented() -> None:
    term, first, second = listed("A").draw(style())
    assert kinds((term, first, second)) == ["term", "definition", "definition"]
    assert (term.bold, term.indent) == (True, 0)
    assert not first.bold
    assert first.indent == second.indent > 0


def test_definitions_are_closer_to_their_term_than_terms_to_each_other() -> None:
    _, first, second, other, *_ = listed("A", "B").draw(style())
    assert first.space_before == second.space_before < other.space_before


def test_a_term_appears_with_its_definitions() -> None:
    assert [one.step for one in listed("A", "B", step=1).draw(style())] == [1, 1, 1, 2, 2, 2]


def test_they_share_the_frame_of_the_text_around_them() -> None:
    made, found = laid_out_slide(slide(listed("A", "B")))
    assert found == []
    (frame,) = [frame for frame in made.frames if frame.role == "text"]
    assert kinds(frame.paragraphs) == ["term", "definition", "definition"] * 2
