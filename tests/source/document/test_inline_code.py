"""R code within the text of a file of Quarto or R Markdown, which is not run."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import codes, document, only, words

from diptych.config import BuildConfig
from diptych.pipeline import prepare

QUARTO = "---\nformat: revealjs\n---\n\n## A\n\n"


def test_it_is_one_warning_and_icons_are_left_out(tmp_path: Path) -> None:
    text = f'{QUARTO}See `r fontawesome::fa("link")` it: `r nrow(x)` rows, `r` and `x`\n'
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["See it: r nrow(x) rows, r and x"]
    (found,) = prepared.found
    assert (found.kind.code, found.is_error) == ("SRC344", False)
    assert "`r nrow(x)`" in found.message


def test_in_a_listing_it_is_code(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{QUARTO}```md\nSee `r nrow(x)`\n```\n")
    assert codes(prepared.found) == []


def test_elsewhere_it_is_code(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nType `r install` now\n")
    assert (codes(prepared.found), words(only(prepared)[0])) == ([], ["Type r install now"])


def test_a_file_of_r_runs_it_whatever_shows_its_slides(tmp_path: Path) -> None:
    text = 'class: middle\n\n# A `r emo::ji("eyes")`\n\nx\n'
    talk = tmp_path / "talk.Rmd"
    talk.write_text(text, "utf-8")
    prepared = prepare(BuildConfig(root=tmp_path, document=talk, out=tmp_path / "output"))
    assert prepared.talks[0].slides[0].title == "A"
