"""The language of a document that does not say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, said

FRENCH = (
    "Le canard est dans la cour. Il est avec les poules et une oie. Pour que le loup ne les mange"
    " pas, la porte est fermée, et le chien dort sur la paille avec du foin au pied du mur."
)
GERMAN = (
    "Die Ente ist auf dem Hof. Der Hund und die Katze sind mit ihr auf der Wiese, und das Huhn ist"
    " nicht da. Für den Fuchs ist die Tür zu, und ein Zaun wird von dem Bauern auch noch gebaut."
)
ENGLISH = "The duck is in the yard, and the dog is with it. La la la le le les des et est une un."


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        (
            "에이전트는 여러분이 생각하는 것보다 훨씬 많은 일을 합니다.",
            "ko",
        ),
        (
            "コンピューターはあなたが考えるよりもずっと多くの仕事ができます。",
            "ja",
        ),
        (
            "计算机可以完成比您想象的更多的工作。请相信这一点，并且尝试一下。",
            "zh",
        ),
        ("One Korean word, 한국어, and many more words that are all of them English.", "en"),
    ],
)
def test_letters_tell_a_language(words: str, locale: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\nmarp: true\n---\n\n# A\n\n{words}\n")
    assert prepared.talks[0].locale == locale
    assert not [one for one in said(prepared.found) if "SRC347" in one]


def test_code_tells_nothing(tmp_path: Path) -> None:
    code = "# 이 함수는 아무것도 하지 않습니다 그리고 아무것도 돌려주지 않습니다"
    prepared = document(tmp_path, f"# A\n\nWords\n\n```python\n{code}\n```\n")
    assert prepared.talks[0].locale == "en"


@pytest.mark.parametrize(
    ("words", "tag", "name"), [(FRENCH, "fr", "French"), (GERMAN, "de", "German")]
)
def test_words_that_tell_one_are_a_warning(words: str, tag: str, name: str, tmp_path: Path) -> None:
    (found,) = document(tmp_path, f"# A\n\n{words}\n").found
    assert (found.kind.code, found.is_error) == ("SRC347", False)
    assert name in found.message
    assert found.hint is not None
    assert f"`lang: {tag}`" in found.hint


@pytest.mark.parametrize("front", ["lang: fr", "lang: en"])
def test_nothing_is_said_of_a_language_that_is_given(front: str, tmp_path: Path) -> None:
    assert codes(document(tmp_path, f"---\n{front}\n---\n\n# A\n\n{FRENCH}\n").found) == []


def test_a_few_words_of_another_language_are_none(tmp_path: Path) -> None:
    assert codes(document(tmp_path, f"# A\n\n{ENGLISH}\n").found) == []
