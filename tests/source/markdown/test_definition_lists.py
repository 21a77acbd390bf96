"""Definition lists as Pandoc reads them, and the same in YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, slide_of
from tests.source.markdown.slides import parsed

from diptych.blocks.code import Code
from diptych.blocks.definitions import Definitions
from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.model.block import Block
from diptych.model.walk import every_block


def told(block: Block) -> dict[str, list[str]]:
    """Return the definitions of each term."""
    assert isinstance(block, Definitions)
    return {one.term.plain: [text.plain for text in one.definitions] for one in block.terms}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Term\n: one", {"Term": ["one"]}),
        ("Term\n\n:   one", {"Term": ["one"]}),
        ("Term\n~ one\n~ two", {"Term": ["one", "two"]}),
        ("A\n: one\n\n: two\n\nB\n: three", {"A": ["one", "two"], "B": ["three"]}),
        ("A\n  ~ one\nB\n  ~ two", {"A": ["one"], "B": ["two"]}),
        ("A\n: one\n  goes on\nlazily", {"A": ["one goes on lazily"]}),
        ("A\n: one\n\n    and more", {"A": ["one", "and more"]}),
        ("Two words\n: **strong**", {"Two words": ["strong"]}),
    ],
)
def test_reads_terms_and_what_they_mean(text: str, terms: dict[str, list[str]]) -> None:
    (made,) = parsed(text).body
    assert told(made) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("- a\n\n  Term\n  : one\n    goes on\n\n  : two\n- b", {"Term": ["one goes on", "two"]}),
        ("10. a\n\n    Term\n    : one\n\noutside", {"Term": ["one"]}),
        ("- a\n  - b\n\n    Term\n    : one\n- c", {"Term": ["one"]}),
    ],
)
def test_reads_those_in_the_items_of_a_list(text: str, terms: dict[str, list[str]]) -> None:
    (made,) = (one for one in every_block(parsed(text).body) if isinstance(one, Definitions))
    assert told(made) == terms


def test_ends_before_another_block() -> None:
    made, text, listed = parsed("A\n: one\n\nText\n\n- B\n").body
    assert told(made) == {"A": ["one"]}
    assert isinstance(text, Prose)
    assert listed.noun == "a list"


def test_the_caption_above_a_table_is_no_definition() -> None:
    text, made = parsed("Text\n\n: A caption\n\n| a |\n|---|\n| 1 |\n").body
    assert isinstance(text, Prose)
    assert isinstance(made, Table)


def test_terms_have_ids_and_places() -> None:
    (made,) = parsed("A {#a}\n: one\n: two").body
    assert isinstance(made, Definitions)
    (term,) = made.terms
    assert (term.id, term.span) == ("a", Span("a.md", 1, 1, 1))
    assert [text.span for text in term.definitions] == [
        Span("a.md", 2, 3, 3),
        Span("a.md", 3, 3, 3),
    ]


def test_terms_appear_one_by_one_if_the_list_is_incremental() -> None:
    (made,) = parsed("::: incremental\nA\n: one\n\nB\n: two\n:::").body
    assert isinstance(made, Definitions)
    assert made.steps == (0, 1, 2)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (": one", "SRC368 3:1 there is no term for this definition"),
        ("A\n: - one", "SRC346 4:1 only words are allowed in a definition"),
        ("A\n: one\n\n    1. two", "SRC346 6:5 only words are allowed in a definition"),
        ("A {.b}\n: one", "SRC203 3:4 attribute `.b` has no meaning here"),
    ],
)
def test_what_is_no_definition_is_reported(text: str, finding: str, tmp_path: Path) -> None:
    assert finding in said(slide_of(tmp_path, f"# A\n\n{text}\n").found)


def test_in_yaml_terms_are_keys(tmp_path: Path) -> None:
    text = "title: A\nbody:\n  - definitions:\n      - GPU: a *unit*\n      - Token: [one, two]\n"
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    assert said(prepared.found) == []
    (made,) = authored(prepared)[0].body
    assert told(made) == {"GPU": ["a unit"], "Token": ["one", "two"]}


def test_in_yaml_an_item_without_a_term_is_reported(tmp_path: Path) -> None:
    text = "title: A\nbody:\n  - definitions:\n      - alone\n"
    found = said(slide_of(tmp_path, text, suffix=".yaml").found)
    assert found[0] == "SRC104 4:9 a definition is `term: text`, not text"


def test_a_listing_in_a_definition_is_shown_whole_below_the_list(tmp_path: Path) -> None:
    text = "A\n\n:   one\n\n    ``` yaml\n    a:\n\n      - b\n    ```\n\nB\n:   two\n"
    prepared = document(tmp_path, f"# T\n\n{text}")
    (slide,) = authored(prepared)
    definitions, code = slide.body
    assert told(definitions) == {"A": ["one"], "B": ["two"]}
    assert isinstance(code, Code)
    assert list(code.lines) == ["a:", "", "  - b"]
    assert [(one.kind.code, one.is_error) for one in prepared.found] == [("SRC346", False)]
