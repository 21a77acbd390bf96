"""The comparison requires each loss to be named, at its place."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from tests.property.building import shown
from tests.property.comparing import Found, Shown, differences
from tests.property.documents import Document, document
from tests.property.grammar import BY_NAME
from tests.property.growing import Card

LOST = "`\\vspace` is TeX and is left out"
TEX = BY_NAME["tex command"]


def project(card: Card, folder: Path) -> tuple[Document, Shown]:
    """Return a document, and what it shows as a project, where diagnostics are not joined."""
    made = document("1", [card])
    *_, third = shown([made, made, made], folder)
    return third


def lines_with(made: Document, words: str) -> list[int]:
    return [number for number, line in enumerate(made.text.split("\n"), start=1) if words in line]


def is_silent(made: Document, seen: Shown, *told: tuple[str, int]) -> bool:
    """Return whether the comparison misses a report if each message at its line is all there is."""
    found = tuple(Found("raw-tex", message, range(line, line + 1)) for message, line in told)
    return any(
        "left out in silence" in one for one in differences(made, replace(seen, found=found))
    )


def test_what_a_footnote_leaves_out_is_told_in_its_own_lines(tmp_path: Path) -> None:
    made, seen = project(Card(BY_NAME["footnote"], (TEX,)), tmp_path)
    (place,) = lines_with(made, "\\vspace")
    assert [(one.name, one.lines) for one in seen.found] == [("raw-tex", range(place, place + 1))]
    assert differences(made, seen) == []


def test_no_other_report_stands_for_what_a_footnote_leaves_out(tmp_path: Path) -> None:
    made, seen = project(Card(BY_NAME["footnote"], (TEX,)), tmp_path)
    mention, place = lines_with(made, "[^note")
    assert not is_silent(made, seen, (LOST, place))
    assert is_silent(made, seen, (LOST, mention))
    assert is_silent(made, seen, ("`\\foo` is TeX and is left out", place))
    assert is_silent(made, seen)


def test_each_loss_has_a_report_of_its_own(tmp_path: Path) -> None:
    made, seen = project(Card(BY_NAME["tasks"], (TEX, TEX)), tmp_path)
    (place,) = lines_with(made, "\\vspace")
    assert not is_silent(made, seen, (LOST, place), (LOST, place))
    assert is_silent(made, seen, (LOST, place))
