"""Straight quotation marks become those of the language."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, project

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Run
from diptych.model.walk import texts


def shown(source: str, locale: str) -> str:
    parsed = parse_inline(one_line("a.md", source, 1, 1), locale=locale)
    return "".join(one.text for one in parsed.text.inlines if isinstance(one, Run))


@pytest.mark.parametrize(
    ("locale", "marked"),
    [
        ("en-GB", "“a ‘b’ c” it’s"),
        ("ko", "“a ‘b’ c” it’s"),
        ("de", "„a ‚b‘ c“ it’s"),
        ("de-AT", "„a ‚b‘ c“ it’s"),
        ("de-CH", "«a ‹b› c» it’s"),
        ("fr", "«\u00a0a “b” c\u00a0» it’s"),
        ("pl", "„a «b» c” it’s"),
        ("ru", "«a „b“ c» it’s"),
        ("sv", "”a ’b’ c” it’s"),
        ("ja", "「a 『b』 c」 it’s"),
        ("zh", "“a ‘b’ c” it’s"),
        ("zh-TW", "「a 『b』 c」 it’s"),
    ],
)
def test_they_become_those_of_the_language(locale: str, marked: str) -> None:
    assert shown("\"a 'b' c\" it's", locale) == marked


def test_so_do_those_of_html_and_of_a_footnote() -> None:
    assert shown("<q>a <q>b</q></q>", "de") == "„a ‚b‘“"
    ((_, note),) = parse_inline(one_line("a.md", 'a^["b"]', 1, 1), locale="de").footnotes
    assert note.plain == "„b“"


def test_inches_are_no_quotation() -> None:
    assert shown('a 5" disc', "fr") == "a 5” disc"


@pytest.mark.parametrize(("language", "marked"), [("de", "„b“"), ("en", "“b”")])
def test_a_talk_has_those_of_its_language(language: str, marked: str, tmp_path: Path) -> None:
    source = f'---\nlang: {language}\n---\n\n# A\n\n"b"\n'
    (slide,) = only(document(tmp_path, source))
    assert marked in {text.plain for text in texts(slide.slide)}


def test_translations_and_slides_in_another_language_have_those_of_that(tmp_path: Path) -> None:
    made = project(
        tmp_path,
        {
            "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, de]\n",
            "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n",
            "deck/locales/de.po": (
                'msgid ""\nmsgstr "Language: de\\n"\n\n'
                'msgctxt "talk:talk#title"\nmsgid "T"\nmsgstr "\\"T\\""\n'
            ),
            "deck/slides/a.md": '# A\n\n"x"\n',
            "deck/slides/b.md": '# B\n\n"y"\n',
            "deck/slides/b.de.md": '# B\n\n"z"\n',
        },
    )
    german = next(one for one in made.talks if one.locale == "de")
    source = next(one for one in made.talks if one.locale == "en")
    assert german.talk.title.plain == "„T“"
    assert "„z“" in {text.plain for text in texts(german.slides[1].slide)}
    assert "“y”" in {text.plain for text in texts(source.slides[1].slide)}


def test_marks_that_are_typographic_stay() -> None:
    assert shown("“a” »b«", "de") == "“a” »b«"
