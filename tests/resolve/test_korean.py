"""What Korean text requires of typesetting."""

from __future__ import annotations

import pytest

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Inline, Run
from diptych.resolve.korean import tied, upright


def inlines(source: str) -> tuple[Inline, ...]:
    return parse_inline(one_line("a.md", source, 1, 1)).text.inlines


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("수출 제한 시작(2023년 10월 17일)", "수출 제한 시작(2023년~10월~17일)"),
        ("GPU 2만 6,000장으로 구축", "GPU 2만~6,000장으로 구축"),
        ("약 500쪽", "약~500쪽"),
        ("늘어나는 FPGA 기반 기업(Bittware 등)", "늘어나는 FPGA 기반 기업(Bittware~등)"),
        ("결과 또는 중간 질의 생성", "결과 또는 중간 질의~생성"),
        ("짧은 글 끝", "짧은 글 끝"),
        ("마지막 낱말이 짧지 않은 아키텍처", "마지막 낱말이 짧지 않은 아키텍처"),
        ("코드는 그대로 둔다 `2023년 10월`", "코드는 그대로 둔다 2023년 10월"),
    ],
)
def test_what_belongs_together_is_tied(source: str, shown: str) -> None:
    runs = [run.text for run in tied(inlines(source)) if isinstance(run, Run)]
    assert "".join(runs) == shown.replace("~", "\u00a0")


def test_emphasis_on_hangul_is_bold_and_never_slanted() -> None:
    hangul, plain, latin = upright(inlines("*핵심*은 *GPU*"))
    assert isinstance(hangul, Run)
    assert (hangul.style.bold, hangul.style.italic) == (True, False)
    assert isinstance(plain, Run)
    assert isinstance(latin, Run)
    assert (latin.style.bold, latin.style.italic) == (False, True)
