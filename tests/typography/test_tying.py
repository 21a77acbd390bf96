"""Words that belong together stay on one line, as far as the line permits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from tests.layout.factories import PLAIN, look, style, text, theme
from tests.layout.factories import WIDE as WIDE_FONT
from tests.solved import broken

from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.text import PLAIN as PLAIN_STYLE
from diptych.model.text import LineBreak, Run, RunStyle
from diptych.typography.measured_text import set_text
from diptych.typography.tying import Strength, ties_in


def paragraph(words: str, locale: str = "en") -> Paragraph:
    one = style().paragraph(text(words), look("plain", 24, 12, space_before=0.5))
    return replace(one, locale=locale)


def marked(words: str, locale: str, strengths: Sequence[Strength]) -> str:
    """Return a text with `~` in place of the spaces with a firm, or a loose, tie."""
    shown = list(words)
    for tie in ties_in(paragraph(words, locale)):
        if tie.strength in strengths:
            shown[tie.at] = "~"
    return "".join(shown)


def lines(words: str, letters: int, locale: str = "en") -> tuple[str, ...]:
    """Return the lines of a text at a width of so many letters."""
    (solved,) = set_text([paragraph(words, locale)], PLAIN).solved(width(letters))
    return broken(solved)


def width(letters: int) -> Emu:
    return from_px(16 * letters)  # a letter of 24 pt is half an em


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "export rules (Aug.~31,~2023) and China (Oct.~17,~2023)"),
        ("en", "since August~2023"),
        ("en", "on 31~August~2023, Dec.~15–16 and May~3rd"),
        ("en", "March madness may 5 be marching 20 on"),
        ("en", "in Q3~2023 and FY~24"),
        ("en", "by 10~GB, $3.2~billion, 5~nm, 30~% and 7–8~MW"),
        ("en", "10 Greek cities"),
        ("en", "480~€, 30~km/h, 12~m², 3~l and 500~mAh"),
        ("de", "am 27.~November~2026, im März~2024, Okt.~2023"),
        ("fr", "le 27~novembre~2026 et le 1er~mars"),
        ("es", "el 27~de~noviembre~de~2026"),
        ("de", "Mai ist schön"),
        ("ja", "一箱に18~kg必要、13~°Cを下回ると"),
        ("en", "Gaudi (Intel~2022), Warboy (FuriosaAI,~2023)"),
        ("en", "an idea (which is much too long to be an aside) here"),
        ("en", "a plant ($3.2B,~$4.1B,~Dec.~26,~2023)"),
        ("en", "Korean and Japanese~(!)"),
        ("en", "by J.~Hinton, J.~R.~R.~Tolkien and Dr.~Kim in Fig.~3"),
        ("en", "the U.S. Export list"),
        ("en", "one~– two~/ three"),
        ("fr", "Quoi~? «~Rien~»"),
        ("ko", "수출 제한 시작(2023년~10월~17일)"),
        ("ko", "미국, 8월~7일 발표"),
        ("ko", "GPU 2만~6,000장으로 구축"),
        ("ko", "벌통 하나에 18~kg이 필요, 250~Hz로, 13~°C에서"),
        ("ko", "약~500쪽, 100억~달러, 24~GB, 3~개국에서"),
        ("ko", "2023.~12.~15. 발표, 2024년~상반기"),
        ("ko", "2023년 이후"),
        ("ko", "파운데이션 모델(foundation~model) 학습"),
        ("ko", "맥락 학습(in-context~learning)을 거쳐"),
        ("ko", "양자화(Accurate Quantized Training, AQT)"),
        ("ko", "3 대형 모델"),
        ("en", "Renegade (2024) and Gaudi~3"),
        ("ko", "구글 Pixel~8의 Tensor G3"),
        ("ko", "칩 RTX~5880 발표, CES 2024년"),
    ],
)
def test_what_is_read_as_one_is_tied_firmly(locale: str, expected: str) -> None:
    assert marked(expected.replace("~", " "), locale, (Strength.FIRM, Strength.FIRMEST)) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Renegade~(2024) and Gaudi 3"),
        ("en", "in Chapter 2023"),
        ("ko", "모델, 칩~등"),
        ("ko", "할~수 있는~것 없다는~걸"),
        ("ko", "수면~위 산들바람, 바다~속에서 위험 요소"),
        ("ko", "나오지~않아 오지 마라"),
        ("ko", "총~세 곳에서 각~나라의"),
        ("cs", "v~Praze a~v~Brně"),
        ("en", "a plain I say"),
    ],
)
def test_what_looks_better_together_is_tied_loosely(locale: str, expected: str) -> None:
    assert marked(expected.replace("~", " "), locale, (Strength.LOOSE,)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "결과나 중간~질의",
        "공장에 보조금~지급",
        "Microsoft의 H100~입도선매",
        "한 회사의 기술에 의존하면 종속~발생",
        "대규모 학습(training) 수행",
        "정책을 발표해 지원한 모델, 학습 및 추론",
    ],
)
def test_korean_nouns_in_a_row_are_tied_by_sense(expected: str) -> None:
    assert marked(expected.replace("~", " "), "ko", (Strength.SENSE,)) == expected


def test_what_ends_a_row_of_korean_nouns_stays_together_first() -> None:
    assert lines("대형 언어 모델 학습 최적화 구현 계획", 30, "ko")[1] == "학습 최적화 구현 계획"


def test_a_korean_term_moves_to_the_next_line_with_what_it_translates() -> None:
    assert lines("파운데이션 모델(foundation model)", 26, "ko") == (
        "파운데이션",
        "모델(foundation model)",
    )


def display(words: str, locale: str = "en", size: float = 24, weight: int = 700) -> Paragraph:
    return replace(paragraph(words, locale), size=Pt(size), weight=weight)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "They share an~essence of~the~models"),
        ("en", "A~talk by~Ada, not-a thing"),
        ("de", "Wie die~Sprache in~das~Bild kommt"),
        ("fr", "Le~partage d'une essence et~la~suite"),
        ("xx", "They share an essence"),
    ],
)
def test_lines_of_display_type_do_not_end_with_a_word_that_leads_to_the_next(
    locale: str, expected: str
) -> None:
    one = display(expected.replace("~", " "), locale)
    shown = [" " if letter == "~" else letter for letter in expected]
    for tie in ties_in(one):
        shown[tie.at] = "~" if tie.strength == Strength.SENSE else "?"
    assert "".join(shown) == expected


@pytest.mark.parametrize(("size", "weight"), [(23, 700), (24, 500)])
def test_text_to_be_read_may_end_a_line_with_any_word(size: float, weight: int) -> None:
    assert ties_in(display("They share an essence", size=size, weight=weight)) == ()


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        (16, ("They share", "an essence.")),
        (14, ("They share an", "essence.")),  # more than three quarters of a line
    ],
)
def test_a_statement_breaks_by_sense(letters: int, expected: tuple[str, ...]) -> None:
    (solved,) = set_text([display("They share an essence.")], PLAIN).solved(width(letters))
    assert broken(solved) == expected


def test_code_is_never_tied() -> None:
    code = Run("10 GB", replace(PLAIN_STYLE, code=True))
    assert list(ties_in(replace(paragraph(""), runs=(code, Run(" of 10 GB"))))) == [
        (11, Strength.FIRMEST)
    ]
    assert list(ties_in(replace(paragraph("10 GB"), kind="code"))) == []


@pytest.mark.parametrize(
    ("words", "letters", "expected"),
    [
        (
            "Rules for chips (Aug. 31, 2023)",
            25,
            ("Rules for chips", "(Aug. 31, 2023)"),
        ),
        ("Gaudi by the firm (Intel 2022)", 25, ("Gaudi by the firm", "(Intel 2022)")),
        ("built in the year (Q3 2023) there", 23, ("built in the year", "(Q3 2023) there")),
    ],
)
def test_a_date_moves_to_the_next_line_as_a_whole(
    words: str, letters: int, expected: tuple[str, ...]
) -> None:
    assert lines(words, letters) == expected


def test_korean_dates_and_numbers_are_not_broken() -> None:
    assert lines("미국은 8월 7일 발표", 13, "ko") == ("미국은", "8월 7일 발표")


def test_a_date_may_nearly_fill_a_line() -> None:
    assert lines("a (Aug. 31, 2023)", 16) == ("a", "(Aug. 31, 2023)")


def test_a_date_that_takes_all_of_a_line_gives_way() -> None:
    assert lines("a (Aug. 31, 2023)", 15) == ("a (Aug. 31,", "2023)")


def test_a_date_gives_way_where_it_would_cost_a_line() -> None:
    words = "abcdefghij 10 GB abcdefghijklm abcdefghijklmnop"
    assert lines(words, 17) == ("abcdefghij 10 GB", "abcdefghijklm", "abcdefghijklmnop")
    assert lines("abcdefghijk 10 GB abcdefghijkl", 16) == ("abcdefghijk 10", "GB abcdefghijkl")


@pytest.mark.parametrize(
    ("words", "letters", "expected"),
    [
        ("A text that is of two words", 24, ("A text that is", "of two words")),
        ("A text that is of many disproportions", 24, ("A text that is of many", "disproportions")),
        ("This long extraordinarily short", 25, ("This long extraordinarily", "short")),
    ],
)  # fmt: skip
def test_a_short_last_word_is_not_left_alone(
    words: str, letters: int, expected: tuple[str, ...]
) -> None:
    assert lines(words, letters) == expected


@pytest.mark.parametrize(
    ("words", "letters", "expected"),
    [
        ("A model that computes all of it", 28, ("A model that computes", "all of it")),
        ("Published models never open. So on", 29, ("Published models never open.", "So on")),
        ("Bloom, Polyglot and Hathi, etc. on", 28, ("Bloom, Polyglot and Hathi,", "etc. on")),
        ("Such models require the most of it", 28, ("Such models require the most", "of it")),
        ("All models require the sea now", 27, ("All models require", "the sea now")),
    ],
)
def test_few_short_words_are_not_left_alone_unless_sense_parts_them_from_what_is_before(
    words: str, letters: int, expected: tuple[str, ...]
) -> None:
    assert lines(words, letters) == expected


@pytest.mark.parametrize(
    ("words", "letters", "expected"),
    [
        (
            "A file that others can edit, a web page that opens anywhere",
            26,
            ("A file that others can", "edit, a web page that", "opens anywhere"),
        ),
        (  # a hole above the last line is worse than a word alone there
            "A file that any colleague can edit, or a page that opens anywhere.",
            30,
            ("A file that any colleague can", "edit, or a page that opens", "anywhere."),
        ),
        (  # unless the word is very short
            "A file that any colleague can edit, or pages that disappear now.",
            30,
            ("A file that any colleague can", "edit, or pages that", "disappear now."),
        ),
    ],
)
def test_a_last_word_takes_none_along_that_would_leave_a_hole(
    words: str, letters: int, expected: tuple[str, ...]
) -> None:
    assert lines(words, letters) == expected


def test_code_that_stands_out_keeps_its_spaces() -> None:
    code = RunStyle(bold=True, accent=True, code=True)
    made = replace(paragraph("a"), runs=(Run("Then run "), Run("make  all", code)))
    assert ties_in(made) == ()


def test_what_stands_out_is_on_one_line_if_that_takes_no_further_one() -> None:
    accent = RunStyle(bold=True, accent=True)
    shown = Run("Trained on models "), Run("between 11B and 250B", accent)
    made = replace(paragraph("a"), runs=shown)
    (solved,) = set_text([made], PLAIN).solved(width(32))
    assert solved.tied == (25, 29, 33)


@pytest.mark.parametrize("sign", "·•|")
def test_a_line_neither_ends_nor_begins_with_a_sign_between_two_equals(sign: str) -> None:
    shown = lines(f"Meetup at the library {sign} Thursday, 18:30", 26)
    assert shown == ("Meetup at the", f"library {sign} Thursday, 18:30")


def test_a_parenthesis_gives_way_before_the_date_in_it() -> None:
    words = "Japan and others (of SB, Aug. 7, 2023), the EU, the UK."
    assert lines(words, 28) == ("Japan and others (of SB,", "Aug. 7, 2023), the EU,", "the UK.")
    words = "Japan and others (SB, Aug. 7, 2023)"
    assert lines(words, 28) == ("Japan and others", "(SB, Aug. 7, 2023)")


def test_a_text_on_one_line_keeps_its_spaces() -> None:
    (solved,) = set_text([paragraph("In Q3 2023, 10 GB")], PLAIN).solved(width(60))
    assert solved.tied == ()
    assert solved.runs == (Run("In Q3 2023, 10 GB"),)


def test_ties_are_no_break_spaces_and_known_as_such() -> None:
    words = "A text before Q3\u00a02023 and 10 GB"
    (solved,) = set_text([paragraph(words)], PLAIN).solved(width(24))
    (run,) = solved.runs
    assert isinstance(run, Run)
    assert run.text == "A text before Q3\u00a02023 and 10\u00a0GB"
    assert solved.authored == (Run(words),)


def test_ties_count_across_runs_and_breaks() -> None:
    bold = replace(PLAIN_STYLE, bold=True)
    runs = (Run("One"), LineBreak(), Run("A text before 10 "), Run("GB", bold))
    one = replace(paragraph(""), runs=runs)
    (solved,) = set_text([one], PLAIN).solved(width(16))
    assert solved.runs == (Run("One"), LineBreak(), Run("A text before 10\u00a0"), Run("GB", bold))
    assert solved.authored == runs


def test_is_set_again_as_if_it_had_never_been_set() -> None:
    words = "A text that is of many words (Aug. 31, 2023)"
    once = set_text([paragraph(words)], PLAIN).solved(width(24))
    assert set_text(once, PLAIN).solved(width(24)) == once


def test_what_fits_does_not_depend_on_ties() -> None:
    using = theme(substitute=WIDE_FONT)
    for letters in range(8, 40):
        one = set_text([paragraph("chips (Aug. 31, 2023) of 10 GB and J. Hinton it is")], using)
        (solved,) = one.solved(width(letters))
        again = set_text([replace(solved, tied=())], using)
        assert again.height(width(letters)) <= one.height(width(letters))
