"""Talks, slides, layouts and blocks are listed as text, whatever their state."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.authoring import write_files
from tests.recordings import mp4, wav

from diptych.blocks import BLOCKS
from diptych.commands.list.listing import listing
from diptych.commands.list.opened import NO_PROJECT, UNREADABLE
from diptych.model.block import Block
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.slide_body import build_slide
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.blocks import read_blocks
from diptych.source.yaml.document import read_yaml

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>'
PICTURES: dict[str, str | bytes | None] = {
    **dict.fromkeys(("churn.svg", "spring.svg", "autumn.svg"), SVG),
    "clip.mp4": mp4(),
    "whale.wav": wav(),
}


def _project(root: Path, files: Mapping[str, str]) -> Path:
    """Write a project whose `files` are given by their path below `deck/`."""
    for name, text in {"deck.yaml": "format: 1\n", **files}.items():
        path = root / "deck" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _rows(root: Path | None, what: str) -> dict[str, str]:
    """Return the lines of a list by their first word."""
    return {line.split(maxsplit=1)[0]: line for line in listing(root, what) if line}


def test_a_talk_is_shown_with_its_occasion_and_size(tmp_path: Path) -> None:
    _project(
        tmp_path,
        {
            "talks/spring.yaml": (
                "title: What *changed*\n"
                "event: CES 2024\n"
                "dates: {delivered: 2024-01-11, published: 2024-01-15}\n"
                "locales: [en, ko]\n"
                "slides: [a/one, a/two]\n"
            ),
            "slides/a/one.md": "# One\n",
            "slides/a/two.md": "# Two\n",
        },
    )
    head, row = listing(tmp_path, "talks")
    assert head.split() == ["TALK", "TITLE", "SLIDES", "LOCALES", "DATE", "EVENT"]
    assert row.split() == [
        *("spring", "What", "changed", "2", "en,", "ko", "2024-01-11", "CES", "2024"),
    ]


def test_talks_stand_in_columns_though_hangul_is_twice_as_wide(tmp_path: Path) -> None:
    _project(
        tmp_path,
        {
            "talks/a.yaml": "title: Ten wide!!\nslides: [a/one]\n",
            "talks/b.yaml": "title: 다섯글자다\nslides: [a/one]\n",
            "slides/a/one.md": "# One\n",
        },
    )
    rows = _rows(tmp_path, "talks")
    assert rows["a"].index("1  en") == rows["b"].index("1  en") + len("다섯글자다")


def test_columns_in_which_nothing_stands_are_left_out(tmp_path: Path) -> None:
    _project(
        tmp_path, {"talks/t.yaml": "title: T\nslides: [a/one]\n", "slides/a/one.md": "# One\n"}
    )
    assert next(listing(tmp_path, "talks")).split() == ["TALK", "TITLE", "SLIDES", "LOCALES"]


def test_a_talk_that_cannot_be_read_is_named_all_the_same(tmp_path: Path) -> None:
    _project(
        tmp_path,
        {
            "talks/broken.yaml": "title: [\n",
            "talks/empty.yaml": "",
            "talks/sound.yaml": "title: Sound\nslides: [a/one]\n",
            "slides/a/one.md": "# One\n",
        },
    )
    rows = _rows(tmp_path, "talks")
    assert UNREADABLE in rows["broken"]
    assert UNREADABLE in rows["empty"]
    assert "Sound" in rows["sound"]


def test_a_slide_is_shown_with_the_talks_it_is_in(tmp_path: Path) -> None:
    _project(
        tmp_path,
        {
            "talks/spring.yaml": "title: S\nslides: [a/one, a/two]\n",
            "talks/autumn.yaml": "title: A\nslides: [a/two]\n",
            "slides/a/one.md": "# One\n",
            "slides/a/two.md": "---\ntags: [gpu, market]\n---\n\n# Two\n",
            "slides/a/three.yaml": "title: Three\nlayout: closing\n",
        },
    )
    rows = _rows(tmp_path, "slides")
    assert rows["SLIDE"].split() == ["SLIDE", "TITLE", "LAYOUT", "IN", "TALKS", "TAGS"]
    assert rows["a/one"].split() == ["a/one", "One", "body", "spring"]
    assert rows["a/two"].split() == ["a/two", "Two", "body", "autumn,", "spring", "gpu,", "market"]
    assert rows["a/three"].split() == ["a/three", "Three", "closing", "(none)"]
    assert list(rows) == ["SLIDE", "a/one", "a/three", "a/two"]


def test_a_slide_without_a_layout_is_shown_with_the_one_its_content_suggests(
    tmp_path: Path,
) -> None:
    columns = "::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n"
    _project(
        tmp_path,
        {
            "slides/columns.md": f"# C\n\n{columns}",
            "slides/pictured.md": '# P\n\nWords\n\n![](../media/p.svg){alt=""}\n',
            "media/p.svg": SVG,
        },
    )
    rows = _rows(tmp_path, "slides")
    assert " columns " in rows["columns"]
    assert " picture-text " in rows["pictured"]


def test_a_slide_is_shown_with_the_layouts_that_it_really_has(tmp_path: Path) -> None:
    _project(
        tmp_path,
        {
            "talks/cards.yaml": "title: C\narrange: auto\nslides: [groups]\n",
            "talks/plain.yaml": "title: P\nslides: [groups, lone]\n",
            "slides/groups.md": "# G\n\n- A\n    - a\n    - b\n    - c\n    - d\n- B\n    - e\n",
            "slides/lone.md": "# L\n\nWords\n",
        },
    )
    rows = _rows(tmp_path, "slides")
    assert " cards-2, body " in rows["groups"]
    assert " body " in rows["lone"]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a/bad.md", b"---\ntitle: never closed\n"),
        ("a/bad.md", b"# caf\xe9\n"),
        ("a/bad.yaml", b"title: [\n"),
        ("a/bad.yaml", b"- a list\n"),
        ("a/bad.yaml", b""),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_slide_that_cannot_be_read_is_named_all_the_same(
    tmp_path: Path, *, file: str, content: bytes, named: bool
) -> None:
    slides = "[a/one, a/bad]" if named else "[a/one]"
    _project(
        tmp_path, {"talks/t.yaml": f"title: T\nslides: {slides}\n", "slides/a/one.md": "# One\n"}
    )
    (tmp_path / "deck" / "slides" / file).write_bytes(content)
    rows = _rows(tmp_path, "slides")
    assert UNREADABLE in rows["a/bad"]
    assert rows["a/bad"].endswith("t" if named else "(none)")
    assert UNREADABLE not in rows["a/one"]


def test_a_slide_that_a_talk_names_in_vain_is_shown_as_unreadable(tmp_path: Path) -> None:
    _project(tmp_path, {"talks/t.yaml": "title: T\nslides: [a/lost]\n"})
    assert UNREADABLE in _rows(tmp_path, "slides")["a/lost"]


def test_a_title_drops_its_marks_and_what_only_a_talk_knows(tmp_path: Path) -> None:
    _project(
        tmp_path, {"slides/plan.md": "# The **plan** for {{ year }}[@key][^n]\n\n[^n]: Note.\n"}
    )
    assert "The plan for …  body" in _rows(tmp_path, "slides")["plan"]


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("talks", "no talks yet: each is a file in deck/talks/"),
        ("slides", "no slides yet: each is a file in deck/slides/<topic>/"),
    ],
)
def test_an_empty_project_says_where_things_go(tmp_path: Path, what: str, line: str) -> None:
    assert list(listing(_project(tmp_path, {}), what)) == [line]


@pytest.mark.parametrize("what", ["talks", "slides"])
def test_outside_a_project_one_line_says_so(what: str) -> None:
    assert list(listing(None, what)) == [NO_PROJECT]
    assert NO_PROJECT.startswith("no project: ")


def test_outside_a_project_the_built_in_layouts_are_shown() -> None:
    lines = list(listing(None, "layouts"))
    assert lines[0] == "theme atlas, built in"
    assert "  Title and Content  " in _rows(None, "layouts")["body"]


def test_regions_are_shown_with_their_role_where_their_name_is_another() -> None:
    row = _rows(None, "layouts")["picture-text"]
    assert row.endswith(
        "title, kicker, body (text), picture, sources, footer, date, sections, number"
    )


def test_what_a_project_lays_over_its_theme_is_shown(tmp_path: Path) -> None:
    poster = "tokens: {layouts: {poster: {title: Poster, regions: {title: , body: }}}}\n"
    _project(
        tmp_path,
        {
            "deck.yaml": poster,
            "talks/t.yaml": "title: T\nslides: [a/one]\n",
            "slides/a/one.md": "# One\n",
        },
    )
    rows = _rows(tmp_path, "layouts")
    assert rows["theme"] == "theme atlas"
    assert rows["poster"].split() == ["poster", "Poster", "title,", "body", "(text)"]


def test_the_layouts_are_those_of_every_theme_that_a_talk_is_set_in(tmp_path: Path) -> None:
    shutil.copytree(builtin_templates() / "atlas", tmp_path / "templates" / "own")
    _project(
        tmp_path,
        {
            "talks/plain.yaml": "title: T\nslides: [a/one]\n",
            "talks/special.yaml": "title: T\ntheme: own\nslides: [a/one]\n",
            "slides/a/one.md": "# One\n",
        },
    )
    lines = list(listing(tmp_path, "layouts"))
    assert [line for line in lines if line.startswith("theme")] == ["theme atlas", "theme own"]


def test_a_broken_theme_shows_the_built_in_layouts_instead(tmp_path: Path) -> None:
    _project(tmp_path, {"deck.yaml": "theme: nowhere\n", "talks/t.yaml": "title: T\n"})
    assert next(listing(tmp_path, "layouts")) == "theme atlas, built in"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_shown_with_its_example(name: str) -> None:
    lines = list(listing(None, "blocks"))
    heading = next(line for line in lines if line.startswith(f"{name}: "))
    first, *_ = (BLOCKS[name].__doc__ or "").splitlines()
    assert heading == f"{name}: {first}"
    after = lines[lines.index(heading) :]
    assert after[1:3] == ["", "  in YAML"]
    assert after[3].startswith(f"    {name}:")
    assert "  in Markdown" in after


def test_every_block_says_what_an_author_calls_it() -> None:
    nouns = [block.noun for block in BLOCKS.values()]
    assert len(set(nouns)) == len(nouns)
    assert Block.noun not in nouns


@pytest.mark.parametrize("name", BLOCKS)
def test_the_examples_in_yaml_are_real(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, PICTURES)
    reader = SourceReader(tmp_path)
    value = read_yaml("\n".join(_example(name, "in YAML")), "example.yaml", reader)
    assert value is not None
    blocks = read_blocks([value], tmp_path, reader)
    assert [type(block) for block in blocks] == [BLOCKS[name]]
    assert reader.found == []


@pytest.mark.parametrize("name", BLOCKS)
def test_the_examples_in_markdown_are_real(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, PICTURES)
    reader = SourceReader(tmp_path)
    blocks = _markdown_blocks(_example(name, "in Markdown"), tmp_path, reader)
    assert {type(block) for block in blocks} == {BLOCKS[name]}
    assert reader.found == []


def _example(name: str, form: str) -> list[str]:
    """Return the lines of an example as `diptych list blocks` shows them."""
    lines = list(listing(None, "blocks"))
    block = lines[next(i for i, line in enumerate(lines) if line.startswith(f"{name}: ")) :]
    example = block[block.index(f"  {form}") + 1 :]
    end = next((i for i, line in enumerate(example) if line and line[:4].strip()), len(example))
    return [line[4:] for line in example[:end]]


def _markdown_blocks(lines: list[str], folder: Path, reader: SourceReader) -> tuple[Block, ...]:
    source = ["# Title", "", *lines]
    page = Page(file="a.md", folder=folder, lines=source, definitions={})
    return build_slide(parse_blocks("\n".join(source)).tokens, page, reader).body


def test_without_a_kind_all_are_shown_below_their_headings(tmp_path: Path) -> None:
    lines = list(listing(_project(tmp_path, {}), None))
    headings = [line for line in lines if line in {"TALKS", "SLIDES", "LAYOUTS", "BLOCKS"}]
    assert headings == ["TALKS", "SLIDES", "LAYOUTS", "BLOCKS"]
    assert all(line == line.rstrip() for line in lines)


def test_listing_imports_nothing_that_renders() -> None:
    script = (
        "import sys; from diptych.commands.list.listing import listing; list(listing(None, None));"
        "print({'diptych.pipeline', 'diptych.render', 'jinja2', 'resvg_py'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.decode().strip() == "set()"


def test_a_second_list_reads_no_slide_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache := tmp_path / "cache").mkdir(mode=0o700)
    monkeypatch.setenv("DIPTYCH_CACHE", str(cache))
    files = {"talks/t.yaml": "title: T\nslides: [a]\n", "slides/a.md": "# A\n\n- *b*\n"}
    root = _project(tmp_path / "project", files)
    assert _imported(root, "talks", "markdown_it") == ["True", "False"]


def test_a_second_list_reads_no_theme_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache := tmp_path / "cache").mkdir(mode=0o700)
    monkeypatch.setenv("DIPTYCH_CACHE", str(cache))
    root = _project(tmp_path / "project", {})
    assert _imported(root, "themes", "diptych.source.themes.reader") == ["True", "False"]


def _imported(root: Path, what: str, module: str) -> list[str]:
    """Return whether a first list imports a module, and whether a second one does."""
    script = (
        "import sys; from pathlib import Path; from diptych.commands.list.listing import listing;"
        f"list(listing(Path({str(root)!r}), {what!r})); print({module!r} in sys.modules)"
    )
    run = [sys.executable, "-c", script]
    twice = (subprocess.run(run, check=True, capture_output=True).stdout for _ in range(2))
    return [one.decode().strip() for one in twice]
