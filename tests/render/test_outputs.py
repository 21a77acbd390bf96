"""The table of outputs: adding one takes one file and one line, and it then works everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path, PurePosixPath
from pkgutil import resolve_name
from typing import get_type_hints

import pytest
from tests.authoring import PROJECT, SVG, write_files
from tests.render.toy import TOY

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.pipeline import prepare, render
from diptych.render import OUTPUTS
from diptych.render.output import File, Output, Renderer
from diptych.reporting import FOUND, MISUSED

KOREAN = (
    'msgid ""\nmsgstr "Language: ko\\n"\n\nmsgctxt "a#title"\nmsgid "A slide"\nmsgstr "한 장"\n'
)
TWO_LANGUAGES = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
    "deck/locales/ko.po": KOREAN,
}


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_files(tmp_path, TWO_LANGUAGES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(OUTPUTS, "toy", TOY)


def test_an_output_is_built_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--to", "toy"]) == 0
    assert (
        capsys.readouterr().out
        == "output/talk/talk.en.txt  1 slide\noutput/talk/talk.ko.txt  1 slide\n"
    )
    assert (tmp_path / "output/talk/talk.en.txt").read_text("utf-8") == "1 A slide\n"
    assert (tmp_path / "output/talk/talk.ko.txt").read_text("utf-8") == "1 한 장\n"
    assert not list((tmp_path / "output").rglob("*.pptx"))


def test_a_build_that_names_no_output_makes_all(tmp_path: Path) -> None:
    assert main(["build", "--locale", "en"]) == 0
    made = {path.suffix for path in (tmp_path / "output/talk").glob("*.*")}
    assert made == {".txt"}
    assert (tmp_path / "output/talk/en/talk.en.pptx").exists()
    assert (tmp_path / "output/talk/en/index.html").exists()


def test_what_an_output_no_longer_makes_goes(tmp_path: Path) -> None:
    assert main(["build", "--to", "toy"]) == 0
    (tmp_path / "deck/talks/talk.yaml").rename(tmp_path / "deck/talks/other.yaml")
    assert main(["build", "--to", "toy"]) == 0
    assert not (tmp_path / "output/talk").exists()
    assert (tmp_path / "output/other/other.ko.txt").exists()


def test_help_says_what_outputs_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    said = _said(capsys)
    assert "; toy: titles in plain text (default: pptx,html,toy)" in said
    with pytest.raises(SystemExit):
        main(["--help"])
    assert re.search(r"write talks as PPTX, HTML, [A-Z, ]+ and TOY", _said(capsys))


def test_a_name_that_is_no_output_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--to", "pptx,tyo"])
    assert ended.value.code == MISUSED
    assert "there is no output `tyo`; did you mean `toy`?" in capsys.readouterr().err


def test_pictures_are_drawn_only_for_an_output_that_asks_for_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tile = '<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse">'
    broken = SVG.replace("<rect", f'{tile}<path d="M0 0h1v1"/></pattern><rect')
    broken = broken.replace("#1F6F78", "url(#p)")
    pages = {
        "deck/media/box.svg": broken,
        "deck/slides/a.md": "# A\n\n![A box](../media/box.svg)\n",
    }
    write_files(tmp_path, pages)
    assert main(["build", "--locale", "en", "--to", "html,toy"]) == 0
    assert main(["build", "--locale", "en", "--to", "pptx"]) == FOUND
    assert "cannot be drawn" in capsys.readouterr().err


def test_an_output_is_made_only_when_the_one_before_it_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def render_and_tell(name: str, rest: int) -> Renderer:
        def told(talk: LaidOutTalk, _: Supplies) -> Iterator[File]:
            made.append(f"{name} {talk.locale}")
            yield PurePosixPath(f"{name}.{talk.locale}"), bytes(rest)

        return told

    for length, name in enumerate("ab"):
        monkeypatch.setattr(
            f"tests.render.toy.{name}", render_and_tell(name, length), raising=False
        )
    outputs = [Output(name=n, help="", opened=n, writer=f"tests.render.toy:{n}") for n in "ab"]
    monkeypatch.setattr("diptych.building.rendering.OUTPUTS", {one.name: one for one in outputs})
    config = BuildConfig(root=tmp_path)
    groups = render(prepare(config), config, lambda _: None, [])
    for count, (key, files) in enumerate(groups, 1):
        assert len(list(files)) == 1
        assert len(made) == count, key
    assert made == ["a en", "b en", "a ko", "b ko"]


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=attrgetter("name"))
def test_every_writer_is_where_its_entry_says(output: Output) -> None:
    assert get_type_hints(resolve_name(output.writer)) == {
        "talk": LaidOutTalk,
        "supplies": Supplies,
        "return": Iterator[File],
    }


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())
