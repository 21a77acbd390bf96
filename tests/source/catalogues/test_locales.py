"""Language tags: what is none, and what is rather the code of a country."""

from __future__ import annotations

from pathlib import Path

from babel.core import get_global
from babel.localedata import exists
from tests.authoring import document, project, said

from diptych.source.catalogues import locales


def test_countries_with_the_code_of_a_language_without_data_are_known() -> None:
    likely, aliases = get_global("likely_subtags"), get_global("language_aliases")
    rare = {
        code: likely[f"und_{code.upper()}"].partition("_")[0]
        for code in locales._TWO_LETTERS.split()
        if f"und_{code.upper()}" in likely and not exists(aliases.get(code, code))
    }
    known = {code: tag.partition("-")[0] for code, tag in locales._COUNTRIES.items()}
    assert {code: one for code, one in rare.items() if one != "ar"}.items() <= known.items()
    assert set(known) - set(rare) == {"se", "tw"}


def test_a_country_in_place_of_a_language_is_a_warning_wherever_one_is_named(
    tmp_path: Path,
) -> None:
    warning = "`kr` is Kanuri, not Korean"
    found = document(tmp_path / "1", "---\nlang: kr\n---\n\n# A\n\nx\n").found
    assert said(found) == [f"SRC115 2:7 {warning}"]
    assert found[0].hint == "Korean is `ko`; for Kanuri write `kr-NG`"
    assert not document(tmp_path / "2", "---\nlang: kr-NG\n---\n\n# A\n\nx\n").found
    deck: dict[str, str | bytes | None] = {
        "deck/deck.yaml": "format: 1\nlocales: [en, kr]\n",
        "deck/talks/talk.yaml": "title: T\nslides: [a]\n",
        "deck/slides/a.md": "# A\n\nx\n",
    }
    assert any(warning in one for one in said(project(tmp_path / "3", deck).found))
