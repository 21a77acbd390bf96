"""Updating catalogues: the old translation that each message finds."""

from __future__ import annotations

import pytest
from tests.localise.catalogues import catalogue, entry

from diptych.localise.merging import Memory, Merged, merge, unwrapped
from diptych.model.catalogue import Entry

OLD = entry("s#supply", "Supply of H100 chips stays short in 2023", "2023년 H100 공급 부족 지속")


def merged(context: str, source: str, *entries: Entry) -> Merged:
    (found,), _ = merge([(context, source)], catalogue(*entries))
    return found


def test_an_unchanged_message_keeps_translation_and_state() -> None:
    found = merged(OLD.context, OLD.source, OLD)
    assert (found.state, found.previous) == ("translated", None)
    fuzzy = entry("s#a", "Text", "글", fuzzy=True, previous="Old text")
    found = merged("s#a", "Text", fuzzy)
    assert (found.state, found.previous) == ("fuzzy", "Old text")


def test_an_edited_message_is_fuzzy_and_shows_what_it_was_made_for() -> None:
    found = merged(OLD.context, "Supply of H100 chips stays short in 2024", OLD)
    assert (found.state, found.previous) == ("fuzzy", OLD.source)


def test_a_message_edited_twice_shows_the_text_that_was_translated() -> None:
    once = entry("s#a", "Text number two", "글", fuzzy=True, previous="Text number one")
    assert merged("s#a", "Text number three", once).previous == "Text number one"


@pytest.mark.parametrize("obsolete", [False, True])
def test_the_same_text_elsewhere_brings_its_translation(*, obsolete: bool) -> None:
    old = entry("other/slide#x", "Hybrid APUs", "하이브리드 APU", obsolete=obsolete)
    found = merged("s#hybrid-apus", "Hybrid APUs", old)
    assert found.state == "translated"
    assert found.entry is not None
    assert found.entry.context == "other/slide#x"
    assert found.entry.translation.text == "하이브리드 APU"


def test_a_single_word_elsewhere_is_offered_as_fuzzy_unless_all_agree_on_it() -> None:
    column = entry("s#gpus/cell", "GPUs", "GPU 수")
    assert merged("t#gpus", "GPUs", column).state == "fuzzy"
    name = entry("s#nvidia", "NVIDIA", "NVIDIA")
    assert merged("t#nvidia", "NVIDIA", name).state == "translated"
    agreed = [entry("s#chips", "Chips", "칩"), entry("u#chips", "Chips", "칩")]
    assert merged("t#chips", "Chips", *agreed).state == "translated"


def test_a_similar_text_elsewhere_is_offered_as_fuzzy() -> None:
    found = merged("t#new", "The supply of H100 chips stays short in 2023", OLD)
    assert (found.state, found.previous) == ("fuzzy", OLD.source)


@pytest.mark.parametrize(
    ("source", "state"),
    [("Agent", "missing"), ("Agendas", "fuzzy"), ("The agenda of today", "fuzzy")],
)
def test_a_short_text_is_offered_only_for_one_that_is_nearly_the_same(
    source: str, state: str
) -> None:
    known = "The agenda for today" if " " in source else "Agenda"
    assert merged("b#x", source, entry("a#y", known, "T")).state == state


def test_another_text_under_the_same_id_is_missing_and_the_old_one_kept() -> None:
    (found,), left = merge([(OLD.context, "Regulation")], catalogue(OLD))
    assert (found.state, found.entry) == ("missing", None)
    assert [one.source for one in left] == [OLD.source]


def test_what_no_message_takes_over_is_left_over_once() -> None:
    gone = entry("s#gone", "Gone", "사라짐")
    old = entry("s#old", "Long gone", "오래전", obsolete=True)
    _, left = merge([(OLD.context, OLD.source)], catalogue(OLD, gone, old))
    assert [one.source for one in left] == ["Gone", "Long gone"]


def test_a_message_waiting_for_its_translation_is_not_left_over() -> None:
    _, left = merge([("s#a", "Text")], catalogue(entry("s#a", "Text", "")))
    assert left == ()


def test_a_suggestion_from_another_message_is_no_stale_translation() -> None:
    other = entry("s#on", "On the sensor", "센서에서")
    offered = entry("s#alt", "The sensor", "센서에서", fuzzy=True, previous="On the sensor")
    edited = entry("s#b", "New words", "옛말", fuzzy=True, previous="Old words")
    memory = Memory(catalogue(other, offered, edited))
    assert memory.is_borrowed(memory.find("s#alt", "The sensor"))
    assert not memory.is_borrowed(memory.find("s#b", "New words"))
    assert not memory.is_borrowed(memory.find("s#on", "On the sensor"))


def test_finding_without_searching_knows_ids_and_texts_only() -> None:
    memory = Memory(catalogue(OLD))
    assert memory.find(OLD.context, OLD.source).state == "translated"
    assert memory.find("t#new", "The supply of H100 chips stays short in 2023").state == "missing"


def test_a_text_that_returns_to_its_old_id_leaves_no_second_entry_behind() -> None:
    entries = [
        entry("s#x", "Alpha beta", "알파"),
        entry("s#y", "Gamma", "감마"),
        entry("s#x", "Gamma", "감마", obsolete=True),
    ]
    found, left = merge([("s#x", "Gamma"), ("s#y", "Gamma")], catalogue(*entries))
    assert [one.state for one in found] == ["translated", "translated"]
    assert [(one.context, one.source) for one in left] == [("s#x", "Alpha beta")]


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("soft\n  wrap", "soft wrap"),
        ("soft \nwrap", "soft wrap"),
        ("on\nthree\nlines", "on three lines"),
        ("a break  \nstays", "a break  \nstays"),
        ("a break\\\nstays", "a break\\\nstays"),
    ],
)
def test_how_a_text_is_wrapped_changes_no_word_of_it(source: str, whole: str) -> None:
    assert unwrapped(source) == whole
