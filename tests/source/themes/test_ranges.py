"""Limits of a theme's numbers: up to them it builds a valid PPTX, beyond them it is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import write, write_project

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.pipeline import prepare

DECK = "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\ntokens:\n  "
LIST = "[level1, level1, level1, level1, level1, level1, level1, level1, level1"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("themed"), {"a/one": "# One\n\n- First\n"})


def found(root: Path, tokens: str) -> list[Diagnostic]:
    write(root / "deck" / "deck.yaml", f"{DECK}{tokens}\n")
    return list(prepare(BuildConfig(root=root)).found)


def one(style: str) -> str:
    return f"type: {{notes: {{{style}}}}}"


def boxed(box: str) -> str:
    return f"layouts: {{body: {{decorations: [{{box: [{box}], color: accent}}]}}}}"


EDGES = [
    (one("size: 4, floor: 4"), one("size: 3.9, floor: 3")),
    (one("size: 300"), one("size: 300.5")),
    (one("size: 12, floor: 12"), one("size: 12, floor: 12.5")),
    (one("leading: 0.5"), one("leading: 0.49")),
    (one("leading: 3"), one("leading: 3.01")),
    (one("leading: {latin: 3, hangul: 3}"), one("leading: {latin: 3, hangul: -1}")),
    (one("space_before: 0"), one("space_before: -0.1")),
    (one("space_before: 4"), one("space_before: 4.1")),
    (one("indent: 1280"), one("indent: 1281")),
    (one("hanging: 0"), one("hanging: -1")),
    (one("icon_above: 4"), one("icon_above: 4.1")),
    (one("icon_beside: 0"), one("icon_beside: -0.1")),
    (one("bullet: '12345678'"), one("bullet: '123456789'")),
    ("gap: 240", "gap: 241"),
    ("gap: 0", "gap: -1"),
    (boxed("-2560, 0, 1, 1"), boxed("-2561, 0, 1, 1")),
    (boxed("0, 3840, 1, 3840"), boxed("0, 3841, 1, 1")),
    (boxed("0, 0, 3840, 1"), boxed("0, 0, 3841, 1")),
    (boxed("0, 0, 1, 1"), boxed("0, 0, 1, 0.9")),
    ("densities: {dense: {level1: 4}}", "densities: {dense: {level1: 0}}"),
    (f"regions: {{body: {{styles: {LIST}]}}}}", f"regions: {{body: {{styles: {LIST}, level1]}}}}"),
    (
        f"layouts: {{body: {{title: {'x' * 200}}}}}",
        f"layouts: {{body: {{title: {'x' * 201}}}}}",
    ),
    (
        f"layouts: {{body: {{decorations: [{'{box: [0, 0, 1, 1]},' * 50}]}}}}",
        f"layouts: {{body: {{decorations: [{'{box: [0, 0, 1, 1]},' * 51}]}}}}",
    ),
]


@pytest.mark.parametrize(("within", "beyond"), EDGES)
def test_a_number_counts_to_its_bound_and_no_further(root: Path, within: str, beyond: str) -> None:
    assert [problem.message for problem in found(root, within) if problem.is_error] == []
    problems = found(root, beyond)
    assert {problem.kind.name for problem in problems} == {"out-of-range"}
    for problem in problems:
        assert problem.span is not None
        assert (problem.span.file.rpartition("/")[2], problem.span.line) == ("deck.yaml", 6)
        assert problem.hint


@pytest.mark.parametrize(
    "tokens",
    [
        one("size: 0"),
        one("size: .nan"),
        one("size: 1.0e+400"),
        one("size: [1]"),
        one("size: true"),
        one("leading: .inf"),
        one(f"size: 0x{'f' * 5000}"),
        boxed(".nan, 0, 1, 1"),
        boxed("0, 0, -5, -1"),
        boxed("0, 0, 1"),
        boxed("0, 0, 1, 1, 1"),
        boxed("a, b, c, d"),
        "words: {sources: [a]}",
    ],
)
def test_what_is_no_size_of_anything_is_reported_at_its_place(root: Path, tokens: str) -> None:
    problems = found(root, tokens)
    assert problems
    assert all(problem.is_error for problem in problems)
    assert {problem.span.line for problem in problems if problem.span} == {6}


@pytest.mark.parametrize(
    ("name", "near"), [("all_talk", "all_talks"), ("licens", "licence"), ("download", None)]
)
def test_a_misspelt_name_of_a_word_is_reported_with_the_nearest(
    root: Path, name: str, near: str | None
) -> None:
    hints = [one.hint for one in found(root, f"words: {{{name}: A, closing: B}}")]
    assert hints == ([f"did you mean `{near}`?"] if near else [])


def test_a_theme_has_no_more_layouts_than_powerpoint_can_show(root: Path) -> None:
    def layouts(count: int) -> str:
        named = ", ".join(f"l{number}: {{regions: {{number: }}}}" for number in range(count))
        return f"layouts: {{{named}}}"

    assert found(root, "gap: 16") == []
    built_in = len(prepare(BuildConfig(root=root)).talks[0].theme.layouts)
    most = 100 - built_in
    assert [problem.kind.name for problem in found(root, layouts(most))] == []
    assert "out-of-range" in {problem.kind.name for problem in found(root, layouts(most + 1))}
