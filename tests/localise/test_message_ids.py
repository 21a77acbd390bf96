"""Ids of texts: given by the author, or derived once and remembered."""

from __future__ import annotations

from tests.localise.catalogues import unit

from diptych.localise.message_ids import contexts


def test_an_id_is_what_the_author_gave_or_the_first_words() -> None:
    units = [
        unit("GPU race", "title", "title"),
        unit("H100 **supply** is short", id_="h100"),
        unit("Orders of 10,000 and more are usual by now"),
    ]
    assert contexts("gpu/race", units, {}) == (
        "gpu/race#title",
        "gpu/race#h100",
        "gpu/race#orders-of-10000-and-more",
    )


def test_several_texts_of_one_block_are_told_apart_by_their_role() -> None:
    units = [
        unit("A tree", "alt", "tree", "alt"),
        unit("The tree of models", "caption", "tree", "caption"),
    ]
    assert contexts("llm/tree", units, {}) == ("llm/tree#tree/alt", "llm/tree#tree/caption")


def test_equal_texts_on_a_slide_get_different_ids() -> None:
    units = [unit("NVIDIA"), unit("NVIDIA"), unit("NVIDIA")]
    assert contexts("s", units, {}) == ("s#nvidia", "s#nvidia-2", "s#nvidia-3")


def test_a_text_in_another_script_keeps_its_letters() -> None:
    assert contexts("s", [unit("한국어 원문"), unit("…")], {}) == (
        "s#한국어-원문",
        "s#section",
    )


def test_an_edited_text_keeps_the_id_that_the_ledger_remembers() -> None:
    ledger = {"s": {"s#the-first": "The first thought about it", "s#second": "Second thought"}}
    edited = [unit("The very first thought about it"), unit("Second thought")]
    assert contexts("s", edited, ledger) == ("s#the-first", "s#second")


def test_ids_follow_texts_that_change_places() -> None:
    ledger = {"s": {"s#one": "One thing", "s#two": "Two things", "s#three": "Three things more"}}
    moved = [unit("Three things more"), unit("One thing"), unit("Two things")]
    assert contexts("s", moved, ledger) == ("s#three", "s#one", "s#two")


def test_a_new_text_between_others_takes_nobodys_id() -> None:
    ledger = {"s": {"s#one": "Chips are scarce", "s#two": "Prices rise"}}
    units = [unit("Chips are scarce"), unit("Nobody expected this"), unit("Prices rise")]
    assert contexts("s", units, ledger) == ("s#one", "s#nobody-expected-this", "s#two")


def test_a_derived_id_is_never_that_of_a_text_that_is_gone() -> None:
    ledger = {"s": {"s#chips-are-scarce": "Krutrim covers most languages of India"}}
    assert contexts("s", [unit("Chips are scarce")], ledger) == ("s#chips-are-scarce-2",)
