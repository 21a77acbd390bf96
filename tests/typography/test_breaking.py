from __future__ import annotations

import pytest

from diptych.typography.breaking import segments, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", "two| |words"),
        (" leading,  two ", " |leading,|  |two| "),
        (
            "fine-tuned, reasoning-based state-of-the-art",
            "fine-tuned,| |reasoning-based| |state-of-the-art",
        ),
        ("self-supervised-learning", "self-|supervised-|learning"),
        ("pre-orderability-based", "pre-orderability-|based"),
        (
            "U.S.-internationally 100%-sustainability",
            "U.S.-|internationally| |100%-|sustainability",
        ),
        ("C++-internationally “so”-pronounceably", "C++-internationally| |“so”-pronounceably"),
        ("GPT-4 2024-01-11 7-8 24/7 and/or", "GPT-4| |2024-01-11| |7-8| |24/7| |and/or"),
        ("a -b --no-deps (-x) -5", "a| |-b| |--no-deps| |(-x)| |-5"),
        ("word—word word — word", "word—|word| |word| |—| |word"),
        ("1990–2023, Seoul–Busan –5", "1990–2023,| |Seoul–|Busan| |–5"),
        ("https://a.org/b?tab=c#d", "https://a.org/b?|tab=c#d"),
        ("really? what?! 3?", "really?| |what?!| |3?"),
        ("zero\u200bwidth", "zero\u200b|width"),
        ("10\u00a0km, 1\u2002Source", "10\u00a0km,| |1\u2002Source"),
    ],
)
def test_cuts_english_where_a_line_may_break(text: str, expected: str) -> None:
    assert "|".join(segments(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "계산기(또는",
        "1~2%면",
        "RAG(검색)을",
        "“핵심”은",
        "미·중",
        "한국어/영어",
        "서울~부산",
        "A100/H100을",
        "GPT-4는",
        "가나다라마바사아자차카타파하",
    ],
)
def test_never_cuts_a_korean_word(text: str) -> None:
    assert segments(text) == (text,)


def test_cuts_a_long_korean_word_after_the_signs_that_join_its_parts() -> None:
    cities = "서울·부산·대구·인천/광주/대전"
    assert segments(cities) == ("서울·", "부산·", "대구·", "인천/", "광주/", "대전")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本語", "日|本|語"),
        ("文章です。中国", "文|章|で|す。|中|国"),
        ("ちょっと、キャッシュー", "ちょっ|と、|キャッ|シュー"),
        ("「引用」", "「引|用」"),
    ],
)
def test_cuts_ideographs_and_kana_but_keeps_signs_off_the_wrong_end(
    text: str, expected: str
) -> None:
    assert "|".join(segments(text)) == expected


@pytest.mark.parametrize("text", ["", " ", "one", " two words ", "a-b —c—d 日本"])
def test_words_are_the_segments_without_spaces(text: str) -> None:
    assert [text[start:end] for start, end in words(text)] == [
        segment for segment in segments(text) if segment.strip()
    ]
    assert "".join(segments(text)) == text
