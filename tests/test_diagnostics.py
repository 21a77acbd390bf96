"""How a diagnostic is drawn: one complete line, the source line, a caret below it, a hint."""

from __future__ import annotations

import json

import pytest

from diptych.diagnostics import (
    Diagnostic,
    DiagnosticKind,
    Severity,
    Span,
    draw_diagnostic,
    nearest,
    sort_diagnostics,
)

KIND = DiagnosticKind("SRC103", "unknown-key", "A key that Diptych does not know.")
WARNING = DiagnosticKind("A11Y001", "picture-without-alt", "Say what it shows.", Severity.WARNING)
FILE = "deck/slides/a.md"


def found(line: int, column: int, length: int = 1, *, hint: str | None = None) -> Diagnostic:
    return KIND.at(Span(FILE, line, column, length), "unknown key `layot`", hint=hint)


def test_is_drawn_as_place_line_caret_and_hint() -> None:
    drawn = draw_diagnostic(
        found(2, 1, 5, hint="did you mean `layout`?"), {FILE: "---\nlayot: body\n"}
    )
    assert drawn.splitlines() == [
        "deck/slides/a.md:2:1: error[SRC103]: unknown key `layot`",
        "  |",
        "2 | layot: body",
        "  | ^^^^^",
        "  = hint: did you mean `layout`?",
    ]


def test_the_gutter_is_as_wide_as_the_number() -> None:
    drawn = draw_diagnostic(found(100, 3), {FILE: "\n" * 99 + "- x"})
    assert drawn.splitlines()[1:] == ["    |", "100 | - x", "    |   ^"]


def test_concise_is_the_first_line_alone() -> None:
    drawn = draw_diagnostic(found(2, 1, hint="x"), {FILE: "a\nb"}, concise=True)
    assert drawn == "deck/slides/a.md:2:1: error[SRC103]: unknown key `layot`"


def test_a_problem_without_a_place_has_no_excerpt() -> None:
    drawn = draw_diagnostic(WARNING.at(None, "a picture is missing", hint="draw one"), {})
    assert drawn == "warning[A11Y001]: a picture is missing\n  = hint: draw one"


def test_a_line_that_is_not_there_is_left_out() -> None:
    assert draw_diagnostic(found(9, 1), {FILE: "one line"}).count("\n") == 0
    assert draw_diagnostic(found(1, 1), {FILE: ""}).count("\n") == 0
    assert draw_diagnostic(found(1, 1), {}).count("\n") == 0


@pytest.mark.parametrize(
    ("line", "column", "length", "lead", "carets"),
    [
        ("abc [@x]", 5, 4, 4, 4),
        ("한국어 [@x]", 5, 4, 7, 4),
        ("한국어", 2, 2, 2, 4),
        ("ｆｕｌｌ x", 6, 1, 9, 1),
        ("😀😀 x", 4, 1, 5, 1),
        ("e\u0301 x", 4, 1, 2, 1),
        ("a\u200bb", 3, 1, 7, 1),
        ("\t- x", 4, 1, 3, 1),
        ("abc", 4, 5, 3, 1),
    ],
)
def test_the_caret_stands_below_what_it_points_at(
    line: str, column: int, length: int, lead: int, carets: int
) -> None:
    drawn = draw_diagnostic(found(1, column, length), {FILE: line}).splitlines()
    assert drawn[3] == f"  | {' ' * lead}{'^' * carets}"


@pytest.mark.parametrize("column", [1, 50, 151, 299, 300])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(300))
    drawn = draw_diagnostic(found(1, column), {FILE: line}).splitlines()
    shown, carets = drawn[2].removeprefix("1 | "), drawn[3].removeprefix("  | ")
    assert len(shown) <= 100
    assert shown[carets.index("^")] == line[column - 1]
    assert shown.startswith("…") == (column > 100)
    assert shown.endswith("…") == (column < 200)


def test_a_long_span_is_cut_too() -> None:
    drawn = draw_diagnostic(found(1, 11, 500), {FILE: "x" * 10 + "y" * 600}).splitlines()
    assert drawn[2] == "1 | " + "y" * 99 + "…"
    assert drawn[3] == "  | " + "^" * 100


def test_a_line_of_a_hundred_characters_is_whole() -> None:
    line = "x" * 100
    assert draw_diagnostic(found(1, 1), {FILE: line}).splitlines()[2] == f"1 | {line}"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("two\nlines", "two lines"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("right \u202e to left", r"right \u202e to left"),
        ("half \ud800 a character", r"half \ud800 a character"),
        ("x" * 5000, "x" * 399 + "…"),
        (f"`{'x' * 5000}` is no `y`", f"`{'x' * 60}…` is no `y`"),
        (f"`y` {'x' * 100} `{'x' * 500}`", f"`y` {'x' * 100} `{'x' * 60}…`"),
    ],
)
def test_the_first_line_is_one_line_that_any_terminal_can_show(message: str, shown: str) -> None:
    drawn = draw_diagnostic(KIND.at(Span("a\nb.md", 1), message), {})
    assert drawn == rf"a\nb.md:1:1: error[SRC103]: {shown}"
    drawn.encode()


def test_control_characters_of_the_source_do_not_reach_the_terminal() -> None:
    drawn = draw_diagnostic(found(1, 3), {FILE: "\x1b[31m\u2028x\x85\ud800"})
    assert drawn.splitlines()[2] == r"1 | \x1b[31m\u2028x\x85\ud800"
    assert drawn.splitlines()[3] == "  |      ^"


def test_color_paints_severity_and_caret_but_not_the_words() -> None:
    plain = draw_diagnostic(found(1, 1, hint="x"), {FILE: "a"})
    painted = draw_diagnostic(found(1, 1, hint="x"), {FILE: "a"}, color=True)
    assert "\x1b[31merror[SRC103]\x1b[0m" in painted
    assert "\x1b[31m^\x1b[0m" in painted
    for code in ("\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        painted = painted.replace(code, "")
    assert painted == plain


def test_a_warning_is_yellow() -> None:
    assert "\x1b[33mwarning[A11Y001]" in draw_diagnostic(WARNING.at(None, "x"), {}, color=True)


def test_json_has_the_same_fields() -> None:
    told = found(2, 3, 4, hint="x").as_dict()
    assert told == {
        "code": "SRC103",
        "severity": "error",
        "message": "unknown key `layot`",
        "file": FILE,
        "line": 2,
        "column": 3,
        "length": 4,
        "hint": "x",
    }
    assert WARNING.at(None, "x").as_dict()["file"] is None


def test_json_can_always_be_written() -> None:
    odd = KIND.at(Span("\udcff.md", 1), "\ud800", hint="\ud800").as_dict()
    assert json.loads(json.dumps(odd, ensure_ascii=False).encode()) == odd


def test_each_problem_is_said_once_in_the_order_of_places() -> None:
    late, early, nowhere = found(9, 1), found(2, 7), WARNING.at(None, "x")
    other = KIND.at(Span("deck/deck.yaml", 3), "y")
    assert sort_diagnostics([late, early, late, other, nowhere]) == (nowhere, other, early, late)


def test_causes_come_before_what_may_follow_from_them() -> None:
    files = [
        "deck/deck.yaml",
        "templates/atlas/theme.yaml",
        "deck/references.yaml",
        "deck/talks/talk.yaml",
        "deck/slides/a.md",
        "deck/locales/ko.po",
    ]
    found = [KIND.at(Span(file, 1), "here") for file in sorted(files)]
    assert [one.span.file for one in sort_diagnostics(found) if one.span] == files


def test_only_errors_stop_the_writing() -> None:
    assert found(1, 1).is_error
    assert not WARNING.at(None, "x").is_error


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("layot", ["layout", "kicker"], "did you mean `layout`?"),
        ("zzz", ["layout", "kicker"], "available: `kicker`, `layout`"),
        ("zzz", [], "there is no key yet"),
        ("zzz", [f"n{number:02}" for number in range(15)], "`n11` and 3 more"),
        ("gpu/order-rac", ["gpu/order-race", "gpu/orders"], "did you mean `gpu/order-race`?"),
        ("한국", ["한국어", "영어"], "did you mean `한국어`?"),
    ],
)
def test_the_nearest_name_is_offered_or_else_what_exists(
    word: str, known: list[str], hint: str
) -> None:
    assert nearest(word, known, what="key").endswith(hint)
