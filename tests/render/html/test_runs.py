from __future__ import annotations

import pytest
from tests.render.factory import SPAN, bold
from tests.render.html.factory import citation, code_line, paragraph

from diptych.model.deck import Source
from diptych.model.text import LineBreak, Run, RunStyle, SetInline, literal
from diptych.render.html.runs import render_runs


def html(*runs: str | SetInline, locale: str = "en") -> str:
    return render_runs(paragraph(*runs, locale=locale), {})


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (RunStyle(bold=True), "<strong>a</strong>"),
        (RunStyle(italic=True), "<em>a</em>"),
        (RunStyle(bold=True, italic=True), "<em><strong>a</strong></em>"),
        (RunStyle(code=True), "<code>a</code>"),
        (RunStyle(strike=True), "<del>a</del>"),
        (RunStyle(underline=True), "<u>a</u>"),
        (RunStyle(mark=True), "<mark>a</mark>"),
        (RunStyle(raised="super"), "<sup>a</sup>"),
        (RunStyle(raised="sub"), "<sub>a</sub>"),
    ],
)
def test_each_style_has_its_element(style: RunStyle, expected: str) -> None:
    assert html(Run("a", style)) == expected


def test_a_run_has_a_colour_of_its_own() -> None:
    assert html("a ", Run("b", RunStyle(color="ember"))) == (
        'a <span style="color:var(--ember)">b</span>'
    )


def test_what_looks_like_markup_is_text() -> None:
    assert html("<b> & </b>") == "&lt;b&gt; &amp; &lt;/b&gt;"


def test_a_line_break_is_one() -> None:
    assert html("a", LineBreak(), "b") == "a<br>b"


def test_a_link_elsewhere_opens_beside_the_talk() -> None:
    link = Run("a", link='https://example.org/?a=1&b="')
    assert html(link) == (
        '<a href="https://example.org/?a=1&amp;b=&quot;" target="_blank" rel="noopener">a</a>'
    )


def test_a_listed_source_can_be_told_from_other_links() -> None:
    assert html(Run("there", link="https://a.bc", role="quiet-link")).endswith(
        '><span class="quiet-link">there</span></a>'
    )


def test_a_link_to_a_slide_leads_to_its_anchor() -> None:
    assert html(Run("a", link="#topic/one")) == '<a href="#/topic.one">a</a>'


def test_one_link_over_several_runs_is_one_link() -> None:
    runs = (Run("a ", link="#x"), Run("b", RunStyle(bold=True), "#x"), Run(" c"))
    assert html(*runs) == '<a href="#/x">a <strong>b</strong></a> c'


@pytest.mark.parametrize("link", ["javascript:alert(1)", " javascript:x", "data:text/html,x"])
def test_a_link_to_code_is_no_link(link: str) -> None:
    assert html(Run("a", link=link)) == "a"


@pytest.mark.parametrize("link", ["mailto:a@b.org", "tel:+1", "notes.html?a=b:c", "//host/x"])
def test_other_links_are_kept(link: str) -> None:
    assert f'href="{link}"' in html(Run("a", link=link))


def test_a_citation_leads_to_its_source_and_says_which() -> None:
    source = Source("k", 2, literal("A & B, 2023", SPAN), "https://example.org")
    assert render_runs(paragraph("Text", citation(2)), {2: source}) == (
        'Text<sup class="cite"><a href="https://example.org" target="_blank" rel="noopener"'
        ' aria-label="2 A &amp; B, 2023">2</a></sup>'
    )


def test_a_citation_without_an_address_is_a_number() -> None:
    assert html("Text", citation(2)) == 'Text<sup class="cite">2</sup>'


def test_a_listing_keeps_its_characters_and_breaks_where_it_was_solved() -> None:
    line = code_line("GPT-4 [x](y) <z>")
    assert render_runs(line, {}) == (
        'GPT<span class="nb">-4</span> [x<span class="nb">](</span>y) &lt;z&gt;'
    )


def test_characters_that_must_not_part_are_tied() -> None:
    assert html("계산기(또는 1%면", locale="ko") == (
        '계산<span class="nb">기(</span>또는 1<span class="nb">%면</span>'
    )


def test_a_tie_between_two_runs_is_a_word_joiner() -> None:
    assert html(bold("계산기"), "(또는", locale="ko") == "<strong>계산기</strong>\u2060(또는"


def test_ties_that_touch_are_one() -> None:
    assert html("가%나", locale="ko") == '<span class="nb">가%나</span>'


def test_markup_inside_a_tie_is_escaped() -> None:
    assert html("가<나", locale="ko") == '<span class="nb">가&lt;나</span>'


def test_where_only_the_solver_breaks_the_browser_may() -> None:
    assert html("東京", locale="zh-Hant") == "東京"
    assert html("東京", locale="ko") == "東<wbr>京"
    assert html("東京", locale="ja") == "東京"


@pytest.mark.parametrize(
    ("text", "locale", "shown"),
    [
        ("ひらがな", "ja", "ひらがな"),
        ("한글 words", "en", '<span lang="ko">한글 </span>words'),
        ("한글 words", "ko", "한글 words"),
        ("see Привет", "en", 'see <span lang="ru"><span class="nb">Привет</span></span>'),
        ("5 μm", "en", '5 <span class="nb">μm</span>'),
    ],
)
def test_words_in_another_script_say_their_language(text: str, locale: str, shown: str) -> None:
    assert html(text, locale=locale) == shown


def test_kana_decide_before_the_language_of_the_deck() -> None:
    assert '<span lang="ja">' in html("ひらがな", locale="ko")
    assert html("「仮名」", locale="ko").count("lang=") == 0
    assert html(Run("漢字", RunStyle(bold=True)), "かな", locale="ko").count('lang="ja"') == 2
