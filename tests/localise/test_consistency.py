"""A translation keeps all of its source that is not words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.localise.texts import text

from diptych.diagnostics import Diagnostic, Span
from diptych.localise.consistency import Locales, compare, prose

SPAN = Span("ko.po", 12, 9, 4)


def found(source: str, translation: str, *, into: str = "ko") -> tuple[Diagnostic, ...]:
    return compare(text(source), text(translation), SPAN, Locales("en", into))


def said(source: str, translation: str, *, into: str = "ko") -> list[str]:
    return [f"{one.kind.code} {one.message}" for one in found(source, translation, into=into)]


def hint(source: str, translation: str) -> str | None:
    (one,) = found(source, translation)
    return one.hint


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "Explosive evolution of language models[@arxiv-2023-llm-tree]",
            "언어 모델의 폭발적 진화[@arxiv-2023-llm-tree]",
        ),
        ("Gemini (December 2023)[@deepmind-gemini]", "Gemini(2023년 12월)[@deepmind-gemini]"),
        (
            "Tesla orders 10,000 A100s (H2 2022), later reveals goal of 100,000 GPUs",
            "테슬라, A100 1만 장 주문(2022년 하반기), 이후 GPU 10만 장 목표 공개",
        ),
        (
            "Google builds A3 supercomputer with 26,000 A100/H100s (May 2023)",
            "구글, A100/H100 2만 6천 장으로 A3 슈퍼컴퓨터 구축(2023년 5월)",
        ),
        (
            "Bytedance orders 100,000 A800/H800 units (Jun. 2023 / $1B value)",
            "바이트댄스, A800/H800 10만 장 주문(2023년 6월 / 10억 달러 규모)",
        ),
        (
            "Government subsidizes Intel's semiconductor plant ($3.2B, $4.1B, Dec. 26, 2023)",
            "정부, 인텔 반도체 공장에 보조금(32억 달러, 41억 달러, 2023년 12월 26일)",
        ),
        (
            "Start of U.S. Export Restrictions on GPUs to China (Oct. 17, 2023)",
            "미국, 대중국 GPU 수출 제한 시작(2023년 10월 17일)",
        ),
        (
            "Initial model release in 2021, second generation overview in May 2023",
            "2021년 첫 모델 출시, 2023년 5월 2세대 개요 공개",
        ),
        (
            "Cost of ChatGPT 3.5 as calculated in Feb. 2023: $29 per user?",
            "2023년 2월에 계산한 ChatGPT 3.5의 비용: 1인당 29달러?",
        ),
        ("First Tape-Out in Jun. 2023", "2023년 6월 1차 테이프아웃"),
        ("Develop in three sizes", "3가지 크기로 개발"),
        ("These two things are huge problems", "이 두 가지가 큰 문제"),
        (
            "MareNostum 5 launched (Dec. 2023), ranked #8 in the Top500",
            "MareNostum 5 가동(2023년 12월), Top500 8위",
        ),
        (
            "Developing foundation models between 11B and 250B",
            "110억~2,500억 규모의 파운데이션 모델 개발",
        ),
        (
            "Dec. 15, 2023: First LLM to cover most languages in the Indian subcontinent",
            "2023년 12월 15일: 인도 아대륙의 언어 대부분을 다루는 최초의 LLM",
        ),
        ("Import Llama2 7B structures and train them in Hindi", "Llama2 7B 구조를 힌디어로 학습"),
        (
            "Fine-tuning: **the base model** lacks purposefulness",
            "미세 조정: **기반 모델**은 목적성 부족",
        ),
        ("Only *“When”* is left", "남은 것은 *“언제”*뿐"),
        (
            "**RAG** cuts errors by **12%**",
            "**RAG(검색 증강 생성)**을 쓰면 오류가 **12%**의 비율로 준다",
        ),
        ("See [the **order** race](#gpu/order-race)", "[주문 **경쟁**](#gpu/order-race) 참고"),
        ("**see [here](#a/b) and `x`**", "**[여기](#a/b)와 `x`를 보라**"),
        ("**H~2~O and 10^6^**", "**H~2~O와 10^6^**"),
        ("Set `k=5` and run `pip install`", "`pip install`을 실행하고 `k=5`로 설정"),
        ("{{ talk.venue }}, {{ day | date }}", "{{ day }}, {{ talk.venue | josa('은/는') }}"),
        ('{{ name }} and {{ "a|b" }}', '{{ name | josa("과/와") }} {{ "a|b" | upper }}'),
        ("Evolution[@a; @b] and more", "진화[@b] 그리고[@a]"),
        ("A point[^note] and^[in place]", "요점[^note], 그리고 더 길게^[여기에]"),
        ("One line<br>and another", "한 줄<br>그리고 또 한 줄"),
        ("**one<br>two**", "**하나**<br>**둘**"),
        ("$3.**2**B", "**32**억 달러"),
        ("It took a million GPUs in March", "3월에 GPU 100만 장이 들었다"),
        ("<https://www.lablup.com>", "<https://www.lablup.com>"),
        ("5 million `H100`s cost $1-2 billion", "`H100` 500만 장은 10~20억 달러"),
    ],
)
def test_a_true_translation_is_well(english: str, korean: str) -> None:
    assert said(english, korean) == []


@pytest.mark.parametrize(
    ("english", "korean", "message"),
    [
        (
            "See [the race](#gpu/order-race)",
            "[경쟁](#gpu/order-rase) 참고",
            "lacks the link to `#gpu/order-race` and adds the link to `#gpu/order-rase`",
        ),
        ("[a](#x) [b](#x)", "[가](#x)", "lacks the link to `#x`"),
        ("[a](#x) and [b](#y)", "가와 나", "lacks the links to `#x`, `#y`"),
        ("Set `k=5`", "`k=6` 설정", "lacks the code `k=5` and adds the code `k=6`"),
        ("`a` and `a`", "가", "lacks the code `a` (2 times)"),
        (
            "For {{ audience }}",
            "{{ audiense | josa('을/를') }} 위해",
            "lacks the variable `{{ audience }}` and adds the variable `{{ audiense }}`",
        ),
        ("For all", "{{ all }} 모두", "adds the variable `{{ all }}`"),
        ("Gemini[@deepmind]", "Gemini", "lacks the citation of `@deepmind`"),
        ("Evolution[@a; @b]", "진화", "lacks the citations of `@a`, `@b`"),
        ("A note[^n]", "각주", "lacks the footnote `[^n]`"),
        ("A note^[in place]", "각주", "lacks the footnote `^[…]`"),
    ],
)
def test_names_what_is_missing_and_what_is_added(english: str, korean: str, message: str) -> None:
    assert said(english, korean) == [f"LOC301 the translation {message}"]


@pytest.mark.parametrize(
    ("english", "korean", "message"),
    [
        (
            "**RAG** and **more**",
            "**RAG** 등",
            "the source has 2 bold passages (“RAG”, “more”), the translation 1 (“RAG”)",
        ),
        ("RAG", "*RAG*", "the source has no italic passages, the translation 1 (“RAG”)"),
        (
            "**see {{ it }}**",
            "{{ it }} 보기",
            "the source has 1 bold passage (“see {{ it }}”), the translation none",
        ),
        ("one<br>two", "하나 둘", "the source has 1 line break, the translation none"),
        ("one two", "하나<br>둘", "the source has no line breaks, the translation 1"),
    ],
)
def test_counts_what_is_bold_or_italic_and_line_breaks(
    english: str, korean: str, message: str
) -> None:
    assert said(english, korean) == [f"LOC301 {message}"]


@pytest.mark.parametrize(
    ("english", "korean", "message"),
    [
        ("($3.2B, $4.1B)", "(32억, 31억 달러)", "lacks `$4.1B` and adds `31억`"),
        ("10,000 H100s", "H100 10만 장", "lacks `10,000` and adds `10만`"),
        ("Oct. 17, 2023", "2023년 11월 17일", "lacks `Oct` and adds `11`"),
        ("GPT-4 by 2023", "GPT-3, 2023년", "lacks `GPT-4` and adds `GPT-3`"),
        ("Develop in three sizes", "4가지 크기로 개발", "adds `4`"),
        ("773 locations", "여러 지역", "lacks `773`"),
        ("10 to 10", "10", "lacks `10`"),
        ("Use `k=5` of 5", "`k=5` 사용", "lacks `5`"),
    ],
)
def test_numbers_that_differ_are_a_warning(english: str, korean: str, message: str) -> None:
    (one,) = found(english, korean)
    assert (one.kind.name, one.is_error) == ("numbers-differ", False)
    assert one.message == f"the translation {message}"


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Forty seconds on a line", "라인에서의 40초"),
        ("a third of them known", "3분의 1은 알려짐"),
        ("twenty-five years", "25년"),
        ("half of the plants", "공장의 50%"),
        ("the fifteenth floor", "15층"),
        ("40 seconds", "사십 초"),
    ],
)
def test_a_number_may_be_a_word_in_one_language(english: str, korean: str) -> None:
    assert found(english, korean) == ()


def test_points_at_the_translation_and_tells_of_each_kind() -> None:
    several = found("**a** `b` [c](#c) 1", "가")
    assert [one.kind.code for one in several] == ["LOC301"] * 3 + ["LOC302"]
    assert {one.span for one in several} == {SPAN}
    assert [one.is_error for one in several] == [True, True, True, False]


@pytest.mark.parametrize(
    ("english", "korean", "expected"),
    [
        ("For {{ audience }}", "{{ audiense }} 위해", "did you mean `{{ audience }}`?"),
        (
            "For {{ audience }}",
            "모두",
            "copy it from the source; a filter may follow its name",
        ),
        ("For all", "{{ all }}", "leave it out, or write it in the source as well"),
        ("**RAG**", "** RAG**", "a `*` in the translation is shown literally"),
        (
            "**RAG**",
            "RAG",
            "mark the words that translate those of the source with `**`, and no others",
        ),
        (
            "[RAG]{.accent}",
            "RAG",
            "mark the words that translate those of the source with `[…]{.accent}`, and no others",
        ),
        ("$3.2B", "3.2억", "`$3.2B` is 3,200,000,000, `3.2억` is 320,000,000;"),
        ("10,000 units", "1,000대", "write the numbers of the source"),
    ],
)
def test_hints_at_what_would_mend_it(english: str, korean: str, expected: str) -> None:
    assert (hint(english, korean) or "").startswith(expected)


def test_prose_is_what_a_translator_translates() -> None:
    apart = "\ufffc"
    written = "Set `k` for **bold** {{ x }}[@a][^b]<br>10^6^"
    assert prose(text(written)) == f"Set {apart} for bold {apart}\n10{apart}6{apart}"


def test_patterns_of_numbers_are_compiled_only_when_something_is_compared() -> None:
    program = (
        "import sys; import diptych.localise.translate;"
        "print('diptych.localise.numbers' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "False\n"


@pytest.mark.parametrize("key", ["fig-ship", "kim-2024"])
def test_a_particle_right_after_a_key_is_told_with_the_brackets_that_end_it(key: str) -> None:
    assert hint(f"See @{key}", f"@{key}을 보라") == f"write `[@{key}]을`: the brackets end the key"


def test_a_mention_of_a_figure_may_begin_with_a_capital_in_one_of_the_languages() -> None:
    assert said("See @Fig-ship", "[@fig-ship]을 보라") == []


@pytest.mark.parametrize(
    ("english", "locale", "translation"),
    [
        ("May 2026", "de", "Mai 2026"),
        ("3 June 2026", "de", "3. Juni 2026"),
        ("October 2026", "de-AT", "Oktober 2026"),
        ("March 2025", "de", "März 2025"),
        ("Dec. 3, 2025", "de", "3. Dez. 2025"),
        ("March 1, 2026", "fr", "1er mars 2026"),
        ("May 2026", "fr", "Mai 2026"),
        ("June 3, 2026", "es", "3 de junio de 2026"),
        ("June 3, 2026", "pt", "3 de junho de 2026"),
        ("May 5, 2026", "pl", "5 maja 2026"),
        ("May 2026", "pl", "maj 2026"),
        ("May 5, 2026", "ru", "5 мая 2026"),
        ("December 2026", "zh", "2026年十二月"),
        ("A set of 3", "it", "Il set 3"),
    ],
)
def test_months_are_the_same_number_in_other_languages(
    english: str, locale: str, translation: str
) -> None:
    assert said(english, translation, into=locale) == []


def test_another_month_is_another_number_in_other_languages() -> None:
    assert said("3 June 2026", "3. Juli 2026", into="de") == [
        "LOC302 the translation lacks `June` and adds `Juli`"
    ]
    french = compare(text("3. Juni 2026"), text("3 mai 2026"), SPAN, Locales("de", "fr"))
    assert [one.message for one in french] == ["the translation lacks `Juni` and adds `mai`"]


@pytest.mark.parametrize(
    ("english", "locale", "translation"),
    [
        ("$b > 14.4$", "de", "$b > 14{,}4$"),
        ("$b > 14.4$ and $c$", "fr", "$c$ et $b > 14{,}4$"),
        ("$b > 14.4$", "ko", "$b > 14.4$"),
        ("$10{,}000$", "de", "$10\\,000$"),
        ("$f(1,2)$", "de", "$f(1,2)$"),
        ("14.4 %, 1,000 GPUs", "de", "14,4 %, 1.000 GPUs"),
        ("14.4 of 10,000", "fr", "14,4 sur 10 000"),
        ("Versions 2.1.3, 4", "de", "Versionen 2.1.3, 4"),
        ("3 Dec 2026, A100 800", "de", "3.12.2026, A100 800"),
    ],
)
def test_decimals_have_the_sign_of_their_language(
    english: str, locale: str, translation: str
) -> None:
    assert said(english, translation, into=locale) == []


def test_another_formula_or_number_is_told_whatever_its_sign() -> None:
    assert said("$14.4$", "$14{,}5$", into="de") == [
        "LOC301 the translation lacks the formula `$14.4$` and adds the formula `$14{,}5$`"
    ]
    assert said("$14.4$", "$14{,}4$", into="ko")
    assert said("14.4", "14,5", into="de") == [
        "LOC302 the translation lacks `14.4` and adds `14,5`"
    ]


def test_a_number_left_in_the_style_of_the_source_is_shown_in_that_of_the_language() -> None:
    (one,) = found("Some 200,000 chips", "Etwa 200,000 Chips", into="de")
    assert one.message == "the translation lacks `200,000` and adds `200,000`"
    assert one.hint == "`200,000` is 200 in `de`: write `200.000`"
