from __future__ import annotations

import pytest

from diptych.render.html.breaks import breaks


def tied(text: str) -> list[str]:
    found = breaks(text, ideographs_break=False)
    return [text[i - 1 : i + 1] for i in sorted(found.tied)]


@pytest.mark.parametrize(
    "text",
    [
        "An ordinary sentence, with stops; and (brackets), “quotes” don't need ties.",
        "1,000.5 and/or AT&T 50%",
        "thought-provokingly large",
        "대규모 언어 모델은 “강하다”. 그런데 LLM은 (비싸다)!",
        "https://example.org/a_b/c.html",
    ],
)
def test_ordinary_text_needs_no_tie(text: str) -> None:
    assert tied(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-4", ["-4"]),
        ("[x](y)", ["]("]),
        ("계산기(또는", ["기("]),
        ("RAG(검색)을", [")을"]),
        ("1~2%면", ["%면"]),
        ("AI·ML", ["·M"]),
        ("1\u2002Yang", ["\u2002Y"]),
    ],
)
def test_ties_where_browsers_break_and_the_solver_does_not(text: str, expected: list[str]) -> None:
    assert tied(text) == expected


def test_a_short_compound_is_tied_at_its_hyphens() -> None:
    assert tied("a fine-tuned model") == ["-t"]
    assert tied("state-of-the-art") == ["-o", "-t", "-a"]


def test_a_place_where_the_solver_breaks_is_never_tied() -> None:
    assert tied("state-of-the-art-ness, 1990–2000") == ["-t", "-a", "-n", "–2"]
    assert tied("art—and") == ["t—"]  # browsers break before a dash too, the solver only after
