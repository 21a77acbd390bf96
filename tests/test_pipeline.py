"""A whole build: what it writes, keeps, removes and refuses."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest
from msgspec.structs import replace
from tests.caches import new_cache
from tests.small import SLIDES, SVG, write, write_project

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.storage.folder import Folder
from diptych.storage.staging import Made, Staging


@pytest.fixture
def config(tmp_path: Path) -> BuildConfig:
    root = write_project(tmp_path / "project")
    return BuildConfig(root=root, out=tmp_path / "out")


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def written_files(folder: Path) -> dict[str, bytes]:
    """Return every file that was written, and every part of those that are packages."""
    found = snapshot(folder)
    for name in [name for name in found if name.endswith(".pptx")]:
        with zipfile.ZipFile(folder / name) as package:
            found |= {f"{name}/{part}": package.read(part) for part in package.namelist()}
    return found


def slide_count(pptx: Path) -> int:
    with zipfile.ZipFile(pptx) as package:
        return sum(name.startswith("ppt/slides/slide") for name in package.namelist())


def test_writes_both_outputs_below_talk_and_locale(config: BuildConfig) -> None:
    outcome = pipeline.build(config)
    assert outcome.found == ()
    assert (config.out / "talk/en/talk.en.pptx").is_file()
    assert (config.out / "talk/en/index.html").is_file()
    assert list((config.out / "talk/assets").glob("deck-*/reveal/reveal.js"))


def test_same_sources_give_the_same_bytes(config: BuildConfig, tmp_path: Path) -> None:
    pipeline.build(config)
    again = replace(config, out=tmp_path / "again")
    pipeline.build(again)
    assert snapshot(config.out) == snapshot(again.out)


@pytest.mark.parametrize("place", [".", "deck", "deck/slides/a", ".."])
def test_same_sources_give_the_same_bytes_wherever_one_stands(
    config: BuildConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir("/")
    pipeline.build(config)
    monkeypatch.chdir(config.root / place)
    again = replace(config, out=tmp_path / "again")
    pipeline.build(again)
    assert snapshot(config.out) == snapshot(again.out)
    telling = [n for n, d in written_files(again.out).items() if str(tmp_path).encode() in d]
    assert telling == []


def test_leaves_files_alone_whose_content_is_as_it_should_be(config: BuildConfig) -> None:
    pipeline.build(config)
    page = config.out / "talk/en/index.html"
    before = page.stat().st_mtime_ns
    outcome = pipeline.build(config)
    assert outcome.written == ()
    assert page.stat().st_mtime_ns == before


def test_writes_again_what_somebody_changed_only_if_asked(
    config: BuildConfig,
) -> None:
    pipeline.build(config)
    page = config.out / "talk/en/index.html"
    right = page.read_bytes()
    page.write_text("changed by hand", encoding="utf-8")
    assert [one.kind.code for one in pipeline.build(config).found] == ["OUT605"]
    assert page.read_text("utf-8") == "changed by hand"
    pipeline.build(replace(config, replaces_all=True))
    assert page.read_bytes() == right


def test_an_error_leaves_the_old_output_whole(config: BuildConfig) -> None:
    pipeline.build(config)
    before = snapshot(config.out)
    write(config.root / "deck/slides/a/one.md", "---\nlayuot: body\n---\n# One\n")
    outcome = pipeline.build(config)
    assert [found.kind.name for found in outcome.found] == ["unknown-key"]
    assert outcome.written == ()
    assert snapshot(config.out) == before


def test_a_build_that_dies_while_writing_leaves_the_old_output_whole(
    config: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(config)
    before = snapshot(config.out)
    write(config.root / "deck/slides/a/one.md", "# Changed\n\n- text\n")
    make = Folder.make

    def fails_on_html(
        folder: Folder,
        path: PurePosixPath,
        content: Iterable[bytes],
        staging: Staging,
        *,
        is_hashed: bool = True,
    ) -> Made:
        if path.suffix == ".html":
            raise OSError(errno.ENOSPC, "disk full")
        return make(folder, path, content, staging, is_hashed=is_hashed)

    monkeypatch.setattr(Folder, "make", fails_on_html)
    with pytest.raises(OSError, match="disk full"):
        pipeline.build(config)
    monkeypatch.undo()
    left = snapshot(config.out)  # new fonts may be there, which no page shows yet
    assert {path: left.get(path) for path in before} == before
    assert not pipeline.build(config).found


def test_removes_what_it_wrote_and_no_longer_makes_and_nothing_else(config: BuildConfig) -> None:
    picture = config.root / "deck/media/box.svg"
    write(picture, SVG)
    write(
        config.root / "deck/slides/a/one.md",
        '# 하나\n\n![](../../media/box.svg){alt="a box"}\n',
    )
    assert not pipeline.build(config).found
    media = config.out / "talk/assets/media"
    assert len(list(media.iterdir())) == 1
    mine = write(config.out / "talk/en/my-notes.txt", "mine")
    write(config.root / "deck/slides/a/one.md", SLIDES["a/one"])
    outcome = pipeline.build(config)
    assert {path.parent.name for path in outcome.removed} == {"assets", "fonts", "media"}
    assert not media.exists()
    assert mine.read_text(encoding="utf-8") == "mine"


def test_building_one_output_keeps_the_other(config: BuildConfig) -> None:
    pipeline.build(config)
    pipeline.build(replace(config, outputs=("pptx",)))
    assert (config.out / "talk/en/index.html").is_file()


def test_builds_only_the_slides_asked_for_and_checks_all(config: BuildConfig) -> None:
    write(
        config.root / "deck/talks/talk.yaml",
        "title: T\nslides: [a/one, a/two]\nexpect: {slides: 2}\n",
    )
    outcome = pipeline.build(replace(config, slides=frozenset({2})))
    assert outcome.found == ()
    assert slide_count(config.out / "talk/en/talk.en.pptx") == 1
    assert 'id="a.two"' in (config.out / "talk/en/index.html").read_text(encoding="utf-8")


NOTED = """# One

- First thought

::: notes
Say the pistachio aloud [@pistachio-2024], or see https://pistachio.example.org.

- pistachio

> a pistachio, *pistachio*
:::
"""
CITED = (
    'references:\n  - {id: pistachio-2024, title: Of a pistachio, URL: "https://pistachio.org"}\n'
)


def test_without_notes_nothing_of_them_is_in_any_file(config: BuildConfig) -> None:
    write(config.root / "deck/slides/a/one.md", NOTED)
    write(config.root / "deck/references.yaml", CITED)
    assert pipeline.build(config).found == ()
    with_notes = written_files(config.out)
    telling = {name for name, data in with_notes.items() if b"pistachio" in data.lower()}
    assert {PurePosixPath(name).name for name in telling} == {
        "index.html",
        "notesSlide1.xml",
        "notesSlide1.xml.rels",
    }
    outcome = pipeline.build(replace(config, notes=False))
    assert "talk/en/talk.en.pptx" in map(str, outcome.written)
    without = written_files(config.out)
    assert not [name for name, data in without.items() if b"pistachio" in data.lower()]
    assert not [name for name in without if "notes" in name and ".pptx/" in name]
    assert b"<aside" not in without["talk/en/index.html"]


def test_without_notes_the_slides_are_the_same(config: BuildConfig, tmp_path: Path) -> None:
    pipeline.build(replace(config, notes=False))
    without = snapshot(config.out)
    pipeline.build(replace(config, out=tmp_path / "noted"))
    assert without == snapshot(tmp_path / "noted")


def test_a_slide_number_that_is_not_there_is_refused(config: BuildConfig) -> None:
    outcome = pipeline.build(replace(config, slides=frozenset({2, 9})))
    assert [found.message for found in outcome.found] == ["talk `talk` has 2 slides, no slide 9"]


def test_numbers_of_slides_that_a_talk_lacks_are_one_mistake(config: BuildConfig) -> None:
    outcome = pipeline.build(replace(config, slides=frozenset({0, 1, *range(3, 100)})))
    messages = [found.message for found in outcome.found]
    assert messages == ["talk `talk` has 2 slides, no slides 0, 3-99"]
    assert not config.out.exists()


def test_an_undeclared_locale_names_the_declared_ones(config: BuildConfig) -> None:
    outcome = pipeline.build(replace(config, locales=("ko",)))
    assert [found.kind.name for found in outcome.found] == ["undeclared-locale"]
    assert outcome.found[0].hint == "available: `en`, `en-XA`"


def test_strict_lets_a_warning_stop_the_writing(config: BuildConfig) -> None:
    write(config.root / "deck/media/box.svg", SVG)
    write(config.root / "deck/slides/a/one.md", "# One\n\n![](../../media/box.svg)\n")
    assert pipeline.build(replace(config, strict=True)).written == ()
    lenient = pipeline.build(config)
    assert [found.kind.name for found in lenient.found] == ["picture-without-alt"]
    assert lenient.written


def test_check_writes_nothing(config: BuildConfig) -> None:
    outcome = pipeline.check(config)
    assert outcome.found == ()
    assert len(outcome.talks) == 1
    assert not config.out.exists()


def test_a_picture_is_drawn_once_and_kept(config: BuildConfig) -> None:
    write(config.root / "deck/media/box.svg", SVG.replace("#1F6F78", "#1F6F79"))
    write(config.root / "deck/slides/a/one.md", '# One\n\n![](../../media/box.svg){alt="box"}\n')
    cache = new_cache(config.out.parent / "cache")
    before = set((cache / "pictures").iterdir())
    config = replace(config, cache=cache)
    pipeline.build(config)
    drawn = {path: path.stat().st_mtime_ns for path in (cache / "pictures").iterdir()}
    assert len(drawn.keys() - before) == 1
    write(config.root / "deck/slides/a/two.md", "# Two\n\n- other\n")
    pipeline.build(config)
    assert {path: path.stat().st_mtime_ns for path in drawn} == drawn


def test_a_project_replaces_tokens_and_page_template(config: BuildConfig) -> None:
    write(
        config.root / "deck/deck.yaml",
        "format: 1\ntheme: atlas\ntokens:\n  colors: {accent: {value: '#0B6E4F'}}\n",
    )
    write(config.root / "templates/html/page.html.j2", "<html><p>ours: {{ title }}</p></html>")
    assert not pipeline.build(config).found
    page = (config.out / "talk/en/index.html").read_text(encoding="utf-8")
    assert "ours: A small talk" in page
    with zipfile.ZipFile(config.out / "talk/en/talk.en.pptx") as package:
        assert "0B6E4F" in package.read("ppt/theme/theme1.xml").decode()


@pytest.mark.parametrize(
    ("template", "message", "line"),
    [
        ("<p>\n{{ title </p>", "broken template: ", 2),
        ("{% if %}", "broken template: ", 1),
        ("{{ nothing.at.all }}", "broken template: 'nothing' is undefined", 1),
    ],
)
def test_a_broken_page_template_is_reported_and_nothing_written(
    config: BuildConfig, template: str, message: str, line: int
) -> None:
    write(config.root / "templates/html/page.html.j2", template)
    outcome = pipeline.build(config)
    assert [found.kind.name for found in outcome.found] == ["broken-template"]
    assert outcome.found[0].message.startswith(message)
    assert outcome.found[0].span is not None
    assert outcome.found[0].span.line == line
    assert outcome.written == ()


def test_a_picture_that_cannot_be_drawn_is_reported(config: BuildConfig) -> None:
    tile = '<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse">'
    svg = SVG.replace("<rect", f'{tile}<path d="M0 0h1v1"/></pattern><rect').replace(
        "#1F6F78", "url(#p)"
    )
    write(config.root / "deck/media/box.svg", svg)
    write(config.root / "deck/slides/a/one.md", '# One\n\n![](../../media/box.svg){alt="box"}\n')
    outcome = pipeline.build(config)
    assert [found.kind.name for found in outcome.found] == ["picture-cannot-be-drawn"]
    assert outcome.written == ()


def test_a_slide_may_allow_itself_a_warning_but_no_error(config: BuildConfig) -> None:
    write(config.root / "deck/media/box.svg", SVG)
    slide = "---\nallow: [{}]\n---\n# One\n\n![](../../media/box.svg)\n"
    write(config.root / "deck/slides/a/one.md", slide.format("picture-without-alt"))
    assert pipeline.check(config).found == ()
    write(config.root / "deck/slides/a/one.md", slide.format("missing-picture"))
    (config.root / "deck/media/box.svg").unlink()
    names = [found.kind.name for found in pipeline.check(config).found]
    assert sorted(names) == ["missing-picture", "unused-allow"]
