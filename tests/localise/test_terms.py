"""A translation has the glossary's words for the terms in its source."""

from __future__ import annotations

import pytest
from tests.localise.texts import text

from diptych.diagnostics import Span
from diptych.localise.terms import TermFinder
from diptych.model.catalogue import Term

SPAN = Span("ko.po", 12, 9, 4)
HERE = Span("glossary.yaml", 1)


def term(name: str, *korean: str, keeps: bool = False) -> Term:
    return Term(term=name, forms={"ko": korean} if korean else {}, keeps=keeps, span=HERE)


GLOSSARY = (
    term("language model", "언어 모델"),
    term("large language model", "대규모 언어 모델", "LLM"),
    term("GPU", keeps=True),
    term("Generative AI", "생성형 AI"),
    term("fine-tuning", "미세 조정"),
    term("inference", "추론"),
    term("process", "프로세스"),
    term("IT", "정보 기술"),
    term("AI market"),
    term("AI", "인공지능", keeps=True),
    term("C++", keeps=True),
)
KOREAN = TermFinder(GLOSSARY, "ko")


def hits(source: str, finder: TermFinder = KOREAN) -> list[str]:
    return list(finder.hints(text(source)))


def said(source: str, translation: str) -> list[tuple[str, str | None]]:
    found = KOREAN.check(text(source), text(translation), SPAN)
    assert {(one.kind.name, one.is_error, one.span) for one in found} <= {
        ("term-differs", False, SPAN)
    }
    return [(one.message, one.hint) for one in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Open Source Large Language Models", ["large language model → 대규모 언어 모델"]),
        ("A language model by the Japanese", ["language model → 언어 모델"]),
        ("large **language** models", ["large language model → 대규모 언어 모델"]),
        ("Give us a GPU too, or two GPUs", ["GPU → GPU"]),
        ("Fine tuning for inference", ["fine-tuning → 미세 조정", "inference → 추론"]),
        ("all processes", ["process → 프로세스"]),
        ("Generative AI and AI", ["Generative AI → 생성형 AI", "AI → 인공지능"]),
        ("it is IT", ["IT → 정보 기술"]),
        ("C++ and C", ["C++ → C++"]),
    ],
)
def test_finds_whole_words_the_longest_ones(source: str, expected: list[str]) -> None:
    assert hits(source) == expected


@pytest.mark.parametrize(
    "source",
    ["OpenAI", "it", "inferences2", "`GPU`", "GPU2", "large {{ x }} GPUx", "AI markets", ""],
)
def test_finds_nothing_within_words_code_or_a_longer_term(source: str) -> None:
    assert hits(source) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Large language models", "대규모 언어 모델"),
        ("Large language models", "대규모  **언어** 모델들은"),
        ("Large language models", "llm의 시대"),
        ("Companies are refactoring gaming GPUs for AI", "게임용 GPU를 AI용으로 개조하는 기업들"),
        ("Generative AI in the spotlight", "주목받는 생성형 AI"),
        ("nothing", "아무것도"),
    ],
)
def test_a_form_of_the_term_is_well(source: str, translation: str) -> None:
    assert said(source, translation) == []


def test_hints_at_the_preferred_form() -> None:
    assert said("Large language models and Fine-tuning", "거대 언어 모델과 파인튜닝") == [
        (
            "the translation uses none of the glossary's translations of “large language model”",
            "use “대규모 언어 모델”; “LLM” is also accepted",
        ),
        (
            "the translation uses none of the glossary's translations of “fine-tuning”",
            "use “미세 조정”",
        ),
    ]


def test_a_term_that_keeps_may_stand_as_it_is_or_in_its_form() -> None:
    assert said("AI", "인공지능") == said("AI", "AI") == []
    assert said("AI", "기계") == [
        (
            "the translation uses none of the glossary's translations of “AI”",
            "use “인공지능”; “AI” is also accepted",
        )
    ]


def test_a_language_has_the_terms_of_its_regions() -> None:
    assert hits("inference", TermFinder(GLOSSARY, "ko-KR")) == ["inference → 추론"]
    assert hits("inference on a GPU", TermFinder(GLOSSARY, "ja")) == ["GPU → GPU"]


def test_an_empty_glossary_finds_nothing() -> None:
    assert hits("Generative AI s", TermFinder((), "ko")) == []
