"""The solver and the browser agree: a line breaks where it was measured to."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.render.factory import box
from tests.render.html.deck import write
from tests.render.html.factory import THEME, frame, paragraph, slide, talk
from tests.render.html.watched import address, opened
from tests.solved import line_counts
from tests.tools import some

from diptych.model.paragraph import Paragraph
from diptych.model.text_frame import TextFrame
from diptych.source.reading.runtime import read_metrics
from diptych.typography.breaking import segments
from diptych.typography.measured_text import set_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WORDS = {
    "en": "the a model GPT-4 (LLM) state-of-the-art and/or 1,000 docs[1](see) “quoted”, don't "
    "A/B C++ e.g. https://example.org/a/b-c.html?x=y 1990–2000 $3.2B ~50% tokens—many RAG: cost; "
    "email@host.org x=y+z #1 &c. fine-tuning Llama-2-70B-chat v1.0-rc1 (A100/H100) TensorRT-LLM "
    "NVIDIA's why?yes !! … 24GB→80GB 2×4 “GPT-4”(2023) word<br> [x] {y} a_b *c* 100%(all) 한국어",
    "ko": "생성형 AI는 계산기(또는 1~2%면 RAG(검색 증강)을 대규모 언어 모델(LLM)은 AI·ML 2023/24년 "
    "“핵심”은 24GB에서 3.2억 달러($3.2B) 가장 GPT-4보다 그리고, 쓸 수 있다. 『책』을 A100/H100급 "
    "전망: 오픈소스(Llama-2-70B)로 10~20배 비용↓ 속도→개선 [1]에서 약 500쪽이 ‘사실’상 미·중 한-미 "
    "그래서…그렇다 1,750억 vs. 못한다?! 데이터+모델 챗GPT=혁신 C++로 #1위 100% e.g. (참고)",
}
CONTEXTS = ("나", "n", "9")
SIGNS = "가a1!\"#$%&'()*+,-./:;<=>?@[]_{|}~·…“”‘’–—×→°₩€≥『』「」•、。"


def sample(locale: str) -> list[Paragraph]:
    """Return paragraphs of words in an order that is always the same."""
    words = WORDS[locale].split(" ")
    order = random.Random(locale)  # noqa: S311 - no secret
    texts = (" ".join(order.choices(words, k=24)) for _ in range(40))
    return [paragraph(text, locale=locale) for text in texts]


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_paragraphs_take_as_many_lines_as_were_counted(
    browser: Browser, vendor: Path, tmp_path: Path, locale: str
) -> None:
    theme = replace(THEME, metrics=read_metrics())
    widths = (310, 477, 640, 803, 1120)
    rows = [(text, width) for text in sample(locale) for width in widths]
    frames: list[TextFrame] = []
    for text, width in rows:
        place = box(80, 20, width, 600)
        frames.append(frame(*set_text((text,), theme).solved(place.width), at=place))
    made = talk(slide("one", *frames), locale=locale)
    write(made, tmp_path, vendor)
    heights = "[...document.querySelectorAll('[data-p]')].map(e => e.offsetHeight / 32)"
    with opened(browser, address(tmp_path, locale)) as page:
        drawn = page.evaluate(heights)
    wrong = [
        (width, lines, line_counts(one), text.runs)
        for (text, width), one, lines in zip(rows, frames, drawn, strict=True)
        if (lines,) != line_counts(one)
    ]
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("locale", some(["ko", "en"], 2))
def test_no_pair_of_signs_is_parted_but_by_the_solver(
    browser: Browser, vendor: Path, tmp_path: Path, locale: str
) -> None:
    texts = [f"{c}{one}{two}{c}" for c in CONTEXTS for one in SIGNS for two in SIGNS]
    rows = frame(*(paragraph(text, locale=locale) for text in texts), at=box(0, 0, 0, 0))
    write(talk(slide("one", rows), locale=locale), tmp_path, vendor)
    count = """() => {
      document.head.append(Object.assign(document.createElement('style'), {
        textContent: '.reveal .frame { overflow-wrap: normal }'
      }));
      return [...document.querySelectorAll('[data-p]')].map(e => e.offsetHeight / 32);
    }"""
    with opened(browser, address(tmp_path, locale), bypass_csp=True) as page:
        drawn = page.evaluate(count)
    wrong = {text for text, lines in zip(texts, drawn, strict=True) if lines > len(segments(text))}
    assert wrong == set()
