"""Callouts that are written as quotations, on GitHub and in Obsidian."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, words
from tests.authoring import only as shown

from diptych.blocks.callout import Callout
from diptych.blocks.quote import Quote


@pytest.mark.parametrize(
    ("first", "kind", "title"),
    [
        ("[!NOTE]", "note", "Note"),
        ("[!tip] Ask *first*", "tip", "Ask first"),
        ("[!question]", "note", "Question"),
        ("[!faq]- Are they folded?", "note", "Are they folded?"),
        ("[!success]+", "tip", "Success"),
        ("[!BUG] It leaks", "caution", "It leaks"),
    ],
)
def test_a_quotation_that_begins_with_a_kind_is_a_callout(
    first: str, kind: str, title: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"# A\n\n> {first}\n> Words\n")
    assert said(prepared.found) == []
    (callout,) = authored(prepared)[0].body
    assert isinstance(callout, Callout)
    assert callout.kind == kind
    assert f"{title} Words" in " ".join(words(shown(prepared)[0]))


def test_callouts_may_be_within_each_other(tmp_path: Path) -> None:
    text = "# A\n\n> [!question] Why?\n> Because\n> > [!todo]- Look\n> > again\n"
    prepared = document(tmp_path, text)
    assert said(prepared.found) == []
    (outer,) = authored(prepared)[0].body
    assert isinstance(outer, Callout)
    (inner,) = (one for one in outer.blocks if isinstance(one, Callout))
    assert inner.title is not None
    assert (inner.title.plain, inner.icon) == ("Look", "circle-check")


def test_a_callout_of_a_quotation_is_one_whose_title_is_its_source(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n> [!quote] Ada Lovelace\n> It has no pretensions\n")
    (quote,) = authored(prepared)[0].body
    assert isinstance(quote, Quote)
    assert quote.source is not None
    assert quote.source.plain == "Ada Lovelace"
