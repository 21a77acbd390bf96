"""Slide files: front matter, YAML slides, ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, authored, codes, only, project, said, slide_of, words, write_files

from diptych.building.manifest import Manifest
from diptych.config import BuildConfig
from diptych.model.deck import Slide
from diptych.source.slides.slide_files import split_front_matter


def slide(root: Path, text: str, suffix: str = ".md") -> Slide:
    """Return the slide in a file in which nothing is wrong."""
    prepared = project(root, {"deck/slides/a.md": None, f"deck/slides/a{suffix}": text})
    assert said(prepared.found) == []
    return authored(prepared)[0]


@pytest.mark.parametrize(
    ("text", "front", "body"),
    [
        ("# A\n", None, "# A\n"),
        ("---\na: b\n---\n# A\n", "a: b\n", "\n\n\n# A\n"),
        ("---\na: b\n...\n# A\n", "a: b\n", "\n\n\n# A\n"),
        ("---  \na: b\n---\t\n# A\n", "a: b\n", "\n\n\n# A\n"),
        ("---\n---\n# A\n", "", "\n\n# A\n"),
        ("---\na: b\n---", "a: b\n", "\n\n"),
        ("---\na: |\n  ---\n---\n# A\n", "a: |\n  ---\n", "\n\n\n\n# A\n"),
        ("----\na\n----\n", None, "----\na\n----\n"),
        ("\n---\na: b\n---\n", "\na: b\n", "\n\n\n\n"),
        ("---\na: b\n# A\n", None, "---\na: b\n# A\n"),
    ],
)
def test_front_matter_stands_between_lines_of_dashes(
    text: str, front: str | None, body: str
) -> None:
    split = split_front_matter(text)
    assert (split.front, split.body) == (front, body)


def test_front_matter_says_what_the_body_cannot(tmp_path: Path) -> None:
    one = slide(
        tmp_path,
        "---\nlayout: body\nkicker: A *kicker*\nshow_title: false\nrunning_title: true\n"
        "density: dense\n"
        "tags: [gpu, 2024]\nrefs: kim-2024\nincremental: true\n---\n\n# A slide\n\n- a\n- b\n",
    )
    assert (one.layout, one.show_title, one.density) == ("body", False, "dense")
    assert one.running_title
    assert one.kicker is not None
    assert one.kicker.plain == "A kicker"
    assert one.tags == ("gpu", "2024")
    assert [key for key, _ in one.refs] == ["kim-2024"]
    assert [item.step for item in one.body[0].items] == [1, 2]  # type: ignore[attr-defined]  # it is a list


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: 2024", "2024"),
        ("title: 1.10", "1.10"),
        ("title: 2024-01-11", "2024-01-11"),
        ("title: '**Bold**'", "Bold"),
        ("title: |\n  Two\n  lines", "Two lines"),
        ("title: &t Anchored", "Anchored"),
    ],
)
def test_a_title_is_what_is_written_whatever_yaml_makes_of_it(
    front: str, title: str, tmp_path: Path
) -> None:
    assert slide(tmp_path, f"---\n{front}\n---\n\ntext\n").title.plain == title


@pytest.mark.parametrize("text", ["", "\n\n", "---\nkicker: K\n---\n", "---\n---", "<!-- x -->\n"])
def test_a_slide_without_a_title_is_told_so_once(text: str, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": text})
    assert codes(prepared.found) == ["SRC301 1:1"]


def test_a_broken_slide_keeps_its_place(tmp_path: Path) -> None:
    talk = "title: T\nslides: [b, a, c]\n"
    files: dict[str, str | bytes] = {"deck/slides/c.md": "# C\n", "deck/slides/b.md": b"\xff"}
    prepared = project(tmp_path, {"deck/talks/talk.yaml": talk, **files})
    assert codes(prepared.found) == ["SRC106 1:1"]
    assert [(one.id, one.broken) for one in authored(prepared)] == [
        ("b", True),
        ("a", False),
        ("c", False),
    ]


def test_a_yaml_slide_says_the_same_as_markdown(tmp_path: Path) -> None:
    markdown = slide(
        tmp_path / "markdown",
        "# A *slide*\n\n- One\n  - Two {#two}\n\n1. Three\n\n> Said\n>\n> Again\n\n## Sub\n\n"
        "```\ncode\n\nmore\n```\n\nText [@kim-2024]\n\n"
        '![Cap](../media/box.svg){alt="Box" width=40%}\n\n::: notes\nNoted\n:::\n',
    )
    yaml = slide(
        tmp_path / "yaml",
        """\
title: A *slide*
body:
  - bullets:
      - text: One
        items: ["Two {#two}"]
  - numbered: [Three]
  - quote: [Said, Again]
  - heading: Sub
  - code: |
      code

      more
  - paragraph: Text [@kim-2024]
  - picture: {file: ../media/box.svg, alt: Box, caption: Cap, width: 40}
notes:
  - paragraph: Noted
""",
        ".yaml",
    )
    assert yaml.title.plain == markdown.title.plain
    assert [type(block) for block in yaml.body] == [type(block) for block in markdown.body]
    assert _shown(tmp_path / "yaml") == _shown(tmp_path / "markdown")


def _shown(root: Path) -> list[object]:
    from diptych.config import BuildConfig
    from diptych.pipeline import prepare

    (talk,) = prepare(BuildConfig(root=root, out=root / "output")).talks
    (one,) = talk.slides
    return [words(one), words(one, "sources"), [picture.box for picture in one.pictures]]


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_yaml_slide_has_columns_and_regions(suffix: str, tmp_path: Path) -> None:
    one = slide(
        tmp_path,
        "title: T\ncolumns:\n  - {width: 0.4, blocks: [{paragraph: L}]}\n"
        "  - {blocks: [{paragraph: R}]}\n",
        suffix,
    )
    assert [column.width for column in one.columns] == [0.4, None]
    other = slide(
        tmp_path,
        "title: T\nlayout: cover\nregions:\n  event: [{paragraph: CES}]\n  speaker: []\n",
        suffix,
    )
    assert [placed.region for placed in other.placed] == ["event", "speaker"]


@pytest.mark.parametrize("block", ["bullets: []", "quote: []", 'paragraph: ""', 'code: ""'])
def test_a_block_of_nothing_harms_nobody(block: str, tmp_path: Path) -> None:
    text = f"title: T\nbody:\n  - {block}\n  - paragraph: x\n"
    assert slide(tmp_path, text, ".yaml").title.plain == "T"


def test_footnotes_in_place_work_wherever_text_is_shown(tmp_path: Path) -> None:
    text = "---\nkicker: K^[of the kicker]\n---\n\n# T^[of the title]\n\n- a^[of a bullet]\n"
    prepared = project(tmp_path, {"deck/slides/a.md": text})
    assert said(prepared.found) == []
    assert words(only(prepared)[0], "sources") == [
        "1\u2002of the title",
        "2\u2002of the kicker",
        "3\u2002of a bullet",
    ]
    yaml = "title: T\nbody:\n  - paragraph: a^[noted]\n"
    prepared = project(tmp_path, {"deck/slides/a.md": None, "deck/slides/a.yaml": yaml})
    assert "REF108" in {found.kind.code for found in prepared.found}


def test_a_footnote_in_a_yaml_slide_is_shown(tmp_path: Path) -> None:
    yaml = "title: T\nbody:\n  - paragraph: a^[noted]\n"
    prepared = project(tmp_path, {"deck/slides/a.md": None, "deck/slides/a.yaml": yaml})
    assert said(prepared.found) == []
    assert words(only(prepared)[0], "sources") == ["1\u2002noted"]


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.yaml": "title: Another\n"})
    assert said(prepared.found) == [
        "REF108 3:10 slide `a` exists twice: `deck/slides/a.md` and `deck/slides/a.yaml`"
    ]


@pytest.mark.parametrize("name", ["GPU", "gpu_race", "2024", "gpu/Race", "한국"])
def test_an_id_is_made_of_plain_segments(name: str, tmp_path: Path) -> None:
    talk = f"title: T\nslides: ['{name}']\n"
    files = {"deck/talks/talk.yaml": talk, f"deck/slides/{name}.md": "# A\n"}
    prepared = project(tmp_path, files)
    assert codes(prepared.found) == ["SRC307 2:10"]


@pytest.mark.parametrize("name", ["/etc/hosts", "../talks/talk", "a/../a", "", "x" * 4000])
def test_an_id_never_leaves_the_folder_of_slides(name: str, tmp_path: Path) -> None:
    talk = f"title: T\nslides: ['{name}']\n"
    prepared = project(tmp_path, {"deck/talks/talk.yaml": talk})
    assert codes(prepared.found) == ["REF102 2:10"]


def test_a_new_file_of_the_same_id_would_be_noticed(tmp_path: Path) -> None:
    prepared = project(tmp_path, {})
    config = BuildConfig(root=tmp_path, out=tmp_path / "output")
    with Manifest(config) as manifest:
        manifest.remember(prepared.files, ())
        assert manifest.is_current()
        (tmp_path / "deck" / "slides" / "a.yaml").write_text("title: Another\n", "utf-8")
        assert not manifest.is_current()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title:\n", "add `title: ...`; to hide it, set `show_title: false`"),
        ("title: T\nbody:\n  - Next one\n", "write `paragraph: Next one`"),
        (
            "title: T\nbody:\n  - paragraph: One\n    bullets: [two]\n",
            "begin each of them with `- `, as an item of its own",
        ),
    ],
)
def test_what_a_slide_in_yaml_lacks_is_told_in_yaml(text: str, hint: str, tmp_path: Path) -> None:
    (found,) = slide_of(tmp_path, text, suffix=".yaml").found
    assert found.hint == hint


def test_a_title_without_its_space_is_told_how_it_is_written(tmp_path: Path) -> None:
    missing, *_ = slide_of(tmp_path, "#Before and after\n\ntext\n").found
    assert missing.hint == "write `# Before and after`, with a space after the `#`"


def test_a_path_from_the_root_of_the_project_is_told_from_the_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"deck/media/box.svg": SVG})
    for path in ("/media/box.svg", "/deck/media/box.svg"):
        (found,) = slide_of(tmp_path, f"# A\n\n![]({path}){{alt=x}}\n").found
        assert found.hint == "paths begin at their own file: write `../media/box.svg`"
    (found,) = slide_of(tmp_path, "# A\n\n![](/elsewhere/box.svg){alt=x}\n").found
    assert found.hint == "move it below the project's folder"
