"""Words of a page in another script than those around them are marked with their language."""

from __future__ import annotations

import pytest

from diptych.render.page.languages import with_directions, with_languages


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<p>Kim 김 &amp; co</p>", '<p>Kim <span lang="ko">김 &amp; </span>co</p>'),
        ("<p>Dash — and “quotes”</p>", "<p>Dash — and “quotes”</p>"),
        ('<p lang="ko">김 and 이</p>', '<p lang="ko">김 and 이</p>'),
        ("<p lang='ko'>김<br>이</p><p>김</p>",
         "<p lang='ko'>김<br>이</p><p><span lang=\"ko\">김</span></p>"),
        ("<ul><li lang=ko>김<li>김</ul><p>a</p>",
         "<ul><li lang=ko>김<li>김</ul><p>a</p>"),
        ("<p><b>漢字</b>かな</p>",
         '<p><b><span lang="ja">漢字</span></b><span lang="ja">かな</span></p>'),
        ('<img alt="김"><!-- 김 -->', '<img alt="김"><!-- 김 -->'),
        ("<title>김</title>", "<title>김</title>"),
        ("<math><mtext>김</mtext></math>", "<math><mtext>김</mtext></math>"),
        ("<p>&lt;김&gt;</p>", '<p><span lang="ko">&lt;김&gt;</span></p>'),
    ],
)  # fmt: skip
def test_words_in_another_script_have_their_language(body: str, marked: str) -> None:
    page = '<!DOCTYPE html><html lang="en"><body>{}</body></html>'
    assert with_languages(page.format(body)) == page.format(marked)


def test_a_page_without_a_language_is_left_alone() -> None:
    assert with_languages("<html><p>김</p></html>") == "<html><p>김</p></html>"


def test_each_language_has_its_direction_where_one_is_written_from_right_to_left() -> None:
    page = '<html lang="{}"{}><p lang=en{}>GPU</p><p hreflang="fa">x</p><!-- lang="he" --></html>'
    assert with_directions(page.format("ar", "", "")) == page.format(
        "ar", ' dir="rtl"', ' dir="ltr"'
    )
    assert with_directions(page.format("ko", "", "")) == page.format("ko", "", "")
