"""Numbers are the same if they have the same value, in English and in Korean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.localise.numbers import numbers, spelled, values


def worths(text: str) -> list[str]:
    return [f"{number.value:f}" for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", ["2023"]),
        ("40%", ["40"]),
        ("10,000", ["10000"]),
        ("3.5", ["3.5"]),
        (".5", ["0.5"]),
        ("2022, 2023", ["2022", "2023"]),
        ("3.2 billion", ["3200000000"]),
        ("$3.2B", ["3200000000"]),
        ("$3.2bn", ["3200000000"]),
        ("3.2-billion-dollar", ["3200000000"]),
        ("5 million", ["5000000"]),
        ("$5m", ["5000000"]),
        ("10k", ["10000"]),
        ("2T tokens", ["2000000000000"]),
        ("1만", ["10000"]),
        ("1만 2천", ["12000"]),
        ("1만2천", ["12000"]),
        ("1만 5000", ["15000"]),
        ("12만 3,456", ["123456"]),
        ("500만", ["5000000"]),
        ("3천만", ["30000000"]),
        ("3천5백만", ["35000000"]),
        ("3천 5백만", ["35000000"]),
        ("32억 달러", ["3200000000"]),
        ("32 억 달러", ["3200000000"]),
        ("1억 5천만", ["150000000"]),
        ("1,750억", ["175000000000"]),
        ("1조 2천5백억", ["1250000000000"]),
        ("2조를", ["2000000000000"]),
    ],
)
def test_multiplies(text: str, expected: list[str]) -> None:
    assert worths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H100, A800/H800, MI300X, L40S", ["100", "800", "800", "300", "40"]),
        ("B100, TPU v5p, HBM3, 4090D", ["100", "5", "3", "4090"]),
        ("192GB, 5TB, 100Mbps, 5 m, 5m", ["192", "5", "100", "5", "5"]),
        ("7B를 Llama-7B, 8x7B", ["7000000000", "7000000000", "8", "7000000000"]),
        ("GPT-4조차 H100만", ["4", "100"]),
        ("제2조, 2조직, 100만큼", ["2", "2", "100"]),
        ("1만 2023년", ["10000", "2023"]),
        ("5천 1만, 1만, 2천", ["5000", "10000", "10000", "2000"]),
        ("v2.1.3, arXiv:2304.13712", ["2", "1", "3", "2304.13712"]),
    ],
)
def test_a_multiplier_is_what_can_be_none_else(text: str, expected: list[str]) -> None:
    assert worths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dec. 15, 2023", ["12", "15", "2023"]),
        ("15 December 2023", ["15", "12", "2023"]),
        ("Sept. 2023", ["9", "2023"]),
        ("2023-12-15", ["2023", "12", "15"]),
        ("2023.12.15", ["2023", "12", "15"]),
        ("2023. 12. 15.", ["2023", "12", "15"]),
        ("2023.12", ["2023", "12"]),
        ("It may take 3, Marching 5", ["3", "5"]),
    ],
)
def test_the_name_of_a_month_is_its_number(text: str, expected: list[str]) -> None:
    assert worths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-2", ["1", "2"]),
        ("1~2%", ["1", "2"]),
        ("$1-2 billion", ["1000000000", "2000000000"]),
        ("$1–$2B", ["1000000000", "2000000000"]),
        ("10 to 20 million", ["10000000", "20000000"]),
        ("10~20억", ["1000000000", "2000000000"]),
        ("10에서 20만", ["100000", "200000"]),
        ("1만~2만", ["10000", "20000"]),
        ("GPT-3-7B, 2023-7B", ["3", "7000000000", "2023", "7000000000"]),
        ("Falcon 3 - 7B", ["3", "7000000000"]),
    ],
)
def test_a_multiplier_counts_for_both_ends_of_a_range(text: str, expected: list[str]) -> None:
    assert worths(text) == expected


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "Tesla orders 10,000 A100s, later reveals goal of 100,000 GPUs",
            "테슬라, A100 1만 장 주문, 이후 GPU 10만 장이라는 목표 공개",
        ),
        ("Microsoft / OpenAI orders 10,000 H100s (Jan. 2023)", "1만 개의 H100 주문(2023년 1월)"),
        ("Google builds A3 with 26,000 A100/H100s (May 2023)", "A3에 A100/H100 2만 6천 개, 2023.5"),
        (
            "100,000 A800/H800 units (Jun. 2023 / $1B value)",
            "2023년 6월, 10억 달러, A800/H800 10만",
        ),
        ("tens of thousands of units (Jun. 2023 / $4B in value)", "수만 대(2023년 6월, 40억 달러)"),
        ("Restrictions on GPUs (Aug. 31, 2023)", "GPU 수출 제한(2023년 8월 31일)"),
        (
            "A100, A800, H100, H800, L40, L40S, RTX 4090",
            "A100, A800, H100, H800, L40, L40S, RTX 4090",
        ),
        ("RTX 5880 as cut chip of RTX6000 (Jan. 9, 2024)", "RTX6000의 RTX 5880(2024. 1. 9.)"),
        ("200,000 units?, full year 2023", "2023년 한 해 20만 대?"),
        ("$3.2B, $4.1B, Dec. 26, 2023", "32억 달러, 41억 달러, 2023년 12월 26일"),
        ("MI300X (2023): 192GB HBM3", "MI300X(2023): HBM3 192GB"),
        ("ranked #8 in the Top500 (Dec. 2023)", "2023년 12월 Top500 8위"),
        ("Cost of ChatGPT 3.5 in Feb. 2023: $29 per user?", "2023년 2월 ChatGPT 3.5: 1인당 29달러"),
        ("the smallest Nano1: 1.8B", "가장 작은 Nano1의 18억"),
        ("models between 11B and 250B", "110억에서 2,500억 개"),
        ("Train with 2T tokens for Pro version", "Pro 버전은 2조 토큰으로 학습"),
        ("Long input: 100,000 tokens...", "긴 입력: 10만 토큰…"),
        ("Falcon 180B / GPT-3.5: 175B", "Falcon 180B / GPT-3.5: 1,750억"),
        ("Most versatile under 10B in size", "100억 이하에서 가장 다재다능"),
        ("Mixtral 8x7B", "Mixtral 8x7B"),
        ("773 locations / Indian languages", "인도 언어 / 773개 지역"),
        ("INT4, INT8 weight and FP16 activation", "INT4·INT8 가중치와 FP16 활성화"),
        ("Jailbreak (July 27)", "탈옥(7월 27일)"),
    ],
)
def test_finds_the_same_in_both_languages(english: str, korean: str) -> None:
    ignored = {Decimal(1)}  # a counter, 1인당
    assert set(values(english)) - ignored == set(values(korean)) - ignored


@pytest.mark.parametrize(
    ("english", "korean"),
    [("$3.2B", "3.2억"), ("10,000", "10만"), ("175B", "175억"), ("Dec. 15", "11월 15일")],
)
def test_finds_what_differs(english: str, korean: str) -> None:
    assert values(english) != values(korean)


def test_counts_how_often_a_value_stands() -> None:
    assert values("10,000 A100s and 1만") == {Decimal(10_000): 2, Decimal(100): 1}


def test_knows_how_a_number_is_written() -> None:
    text = "H100: $3.2B, 40%, 192GB, 32억 달러, Dec. 5"
    written = [number.written for number in numbers(text)]
    assert written == ["H100", "$3.2B", "40%", "192GB", "32억", "Dec", "5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two steps", {2}),
        ("a couple of Thirds", {2, 3}),
        ("Forty seconds, forty-two steps", {40, 42, 2}),
        ("a third of them", {1, 3}),
        ("half of it", {1, 2, 50}),
        ("사십 초, 이십오 명, 마흔 개", {40, 25}),
        ("두 단계, 세 가지", {2, 3}),
        ("첫 번째 테이프아웃", {1}),
        ("in March", {3}),
        ("2022년 하반기", {2}),
        ("a million, two thousand", {10**6, 2, 2000}),
        ("백만 달러", {10**6}),
        ("세계 한국 네트워크 열린 수백만 secondary", set()),
    ],
)
def test_knows_words_that_may_stand_for_a_number(text: str, expected: set[int]) -> None:
    assert spelled(text) == set(map(Decimal, expected))


@given(st.text(alphabet="0123456789.,-~ 만억조천백십년BKMTkmbn$%Dec제H\u00a0\n"))
def test_reads_anything(text: str) -> None:
    found = numbers(text)
    assert all(number.written in text for number in found)
    assert spelled(text) is not None


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_sums_the_parts_of_a_korean_number(trillions: int, billions: int, rest: int) -> None:
    expected = trillions * 10**12 + billions * 10**8 + rest * 10**4
    assert worths(f"{trillions:,}조 {billions:,}억 {rest}만 원") == [str(expected)]
