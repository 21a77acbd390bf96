"""Single-file talks, as people have them for Pandoc and Quarto."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.authoring import SVG, authored, codes, document, notes, only, said, words, write_files
from tests.tools import absent

from diptych.markup.slugs import Ids, file_slug, slug
from diptych.model.deck import NamedLink, Publication
from diptych.model.laid_out import LaidOutSlide
from diptych.model.text import Run
from diptych.source.document.parts import suggested_level
from diptych.source.markdown.rules import parse_blocks

ORDINARY = """\
---
title: Habits of *models*
subtitle: An ordinary slide file
author:
  - Jane Doe
  - John Roe
institute: Somewhere
date: March 22, 2024
---

# In the morning

## Getting up

- Turn off the alarm
- Get out of bed
    - slowly
    - but surely

. . .

Then coffee.^[Black, no sugar.]

::: notes
Speak slowly.
:::

## Breakfast {#food}

::: incremental
1. Eat eggs
2. Drink coffee
:::

# In the evening

## Dinner

:::::: columns
::: {.column width="40%"}
- Eat `spaghetti`
:::
::: {.column width="60%"}
![A box](box.svg){width=50%}
:::
::::::

---

> Sleep well.[^1]

```python
def dream(): ...
```

## Links

See [the food](#food), [there][site] and <https://example.org>, H~2~O at 10^3^ Pa.

[site]: https://example.org/there

[^1]: As they say, in *every* language.
"""


def talk(root: Path, text: str, **files: str) -> tuple[LaidOutSlide, ...]:
    """Return the slides of a document in which nothing is wrong."""
    prepared = document(root, text, files)
    assert [one for one in said(prepared.found) if not one.startswith("SRC309")] == []
    return only(prepared)


def test_an_ordinary_pandoc_file_is_a_talk(tmp_path: Path) -> None:
    slides = talk(tmp_path, ORDINARY)
    assert [(one.slide.id, one.slide.title.plain, one.layout.name) for one in slides] == [
        ("title-slide", "Habits of models", "cover"),
        ("in-the-morning", "In the morning", "section"),
        ("getting-up", "Getting up", "body"),
        ("food", "Breakfast", "body"),
        ("in-the-evening", "In the evening", "section"),
        ("dinner", "Dinner", "columns"),
        ("sleep-well.", "Sleep well.", "body"),
        ("links", "Links", "body"),
    ]
    assert words(slides[0]) == [
        "An ordinary slide file",
        "Jane Doe",
        "John Roe",
        "Somewhere",
        "March 22, 2024",
    ]
    assert words(slides[2]) == [
        "Turn off the alarm",
        "Get out of bed",
        "slowly",
        "but surely",
        "Then coffee.1",
    ]
    assert words(slides[2], "sources") == ["1\u2002Black, no sugar."]
    assert notes(slides[2]) == ["Speak slowly."]
    assert [one.steps for one in slides] == [0, 0, 1, 2, 0, 0, 0, 0]
    assert words(slides[6]) == ["Sleep well.1", "def dream(): ..."]
    assert words(slides[6], "sources") == ["1\u2002As they say, in every language."]
    assert not slides[6].slide.show_title


def test_sections_are_named_by_the_headings_above(tmp_path: Path) -> None:
    prepared = document(tmp_path, ORDINARY)
    (one,) = prepared.talks
    assert [(section.title, len(section.slides)) for section in one.sections] == [
        ("Habits of models", 1),
        ("In the morning", 3),
        ("In the evening", 4),
    ]


def test_a_section_with_content_has_the_layout_for_content(tmp_path: Path) -> None:
    """Its own layout has room for a title, and a nested list would stop the build there."""
    text = (
        "---\nslide-level: 2\n---\n\n# Who\n\n- one\n    - two\n\n## A\n\nx\n\n"
        "# Next\n\n## B\n\ny\n"
    )
    prepared = document(tmp_path, text)
    assert [slide.layout.name for slide in only(prepared)] == ["body", "body", "section", "body"]
    assert words(only(prepared)[0]) == ["one", "two"]
    assert said(prepared.found) == []


def test_the_command_builds_it_with_no_project_around(tmp_path: Path) -> None:
    write_files(tmp_path, {"my-talk.md": ORDINARY, "box.svg": SVG})
    command = [sys.executable, "-m", "diptych", "build", "my-talk.md", "-o", "out"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out/my-talk/en/my-talk.en.pptx").is_file()
    page = (tmp_path / "out/my-talk/en/index.html").read_text("utf-8")
    ids = re.findall(r'<section[^>]* id="([^"]+)"', page)
    assert [one for one in ids if one in {"title-slide", "food", "links"}] == [
        "title-slide",
        "food",
        "links",
    ]


@pytest.mark.parametrize(
    ("block", "title", "byline"),
    [
        ("% Title\n% Jane Doe\n% 2024\n", "Title", ["Jane Doe", "2024"]),
        ("% Title\n  on two lines\n% Jane; John\n", "Title on two lines", ["Jane", "John"]),
        ("% Title\n% Jane\n  John\n%\n", "Title", ["Jane", "John"]),
        ("% A *fine* title\n", "A fine title", []),
        ("% Title\n%\n% 2024\n", "Title", ["2024"]),
    ],
)
def test_pandocs_title_block_makes_the_cover(
    block: str, title: str, byline: list[str], tmp_path: Path
) -> None:
    slides = talk(tmp_path, f"{block}\n# One\n\n- a\n")
    assert slides[0].slide.title.plain == title
    assert words(slides[0]) == byline
    assert [one.slide.id for one in slides] == ["title-slide", "one"]


def test_what_is_wrong_in_a_title_block_is_said_where_it_stands(tmp_path: Path) -> None:
    prepared = document(tmp_path, "% Of {{ nothing }}\n% Jane\n\n# One\n\n- [@nobody]\n")
    assert codes(prepared.found) == ["SRC343 1:6", "REF201 6:3"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# A\n\ntext\n", 1),
        ("# A\n\n## B\n\ntext\n", 2),
        ("# A\n\n## B\n\n### C\n\ntext\n", 3),
        ("# A\n\n## B\n\ntext\n\n# C\n\ntext\n", 1),
        ("# A\n\n---\n\n## B\n\ntext\n", 2),
        ("# A\n\n<!-- only a comment -->\n\n## B\n\ntext\n", 2),
        ("# A\n\n- ## in a list\n", 1),
        ("text\n", 2),
        ("# A\n", 2),
    ],
)
def test_slides_begin_at_the_highest_heading_with_content_below(text: str, level: int) -> None:
    assert suggested_level(parse_blocks(text).tokens) == level


@pytest.mark.parametrize(
    ("front", "ids"),
    [
        ("", ["a"]),
        ("slide-level: 2", ["a", "b", "c"]),
        ("slide-level: 3", ["a", "b", "c", "d"]),
        ("slide-level: 0", ["a"]),
        ("format: revealjs", ["a", "b", "c"]),
        ("format: {pptx: default}\nslide-level: 1", ["a"]),
    ],
)
def test_the_slide_level_may_be_said_and_quartos_is_two(
    front: str, ids: list[str], tmp_path: Path
) -> None:
    text = f"---\nlang: en\n{front}\n---\n\n# A\n\ntext\n\n## B\n\ntext\n\n## C\n\n### D\n\ntext\n"
    prepared = document(tmp_path, text)
    assert [slide.id for slide in authored(prepared)] == ids


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("a b c\n", [("a b c", False)]),
        ("# A\n\nx\n\n---\n\nmore words\n", [("A", True), ("more words", False)]),
        ("# A\n\nx\n\n---\n\n### Small\n\nx\n", [("A", True), ("Small", True)]),
        ("# A\n\nx\n\n---\n\n![The box](box.svg)\n", [("A", True), ("The box", False)]),
        ("a\n\n***\n\n---\n\n- - -\n\nb\n", [("a", False), ("b", False)]),
        ("<!-- c -->\n\n# A\n\nx\n", [("A", True)]),
        ("---\n\n# A\n\nx\n", [("A", True)]),
        ("1 2 3 4 5 6 7 8 9\n", [("1 2 3 4 5 6 7 8", False)]),
    ],
)  # fmt: skip
def test_a_slide_without_a_heading_has_a_hidden_title(
    text: str, titles: list[tuple[str, bool]], tmp_path: Path
) -> None:
    slides = talk(tmp_path, text)
    assert [(one.slide.title.plain, one.slide.show_title) for one in slides] == titles


def test_a_heading_may_be_hidden(tmp_path: Path) -> None:
    small = document(tmp_path, "# A {running_title=true}\n\nx\n\n# B\n\ny\n")
    assert [one.slide.running_title for one in only(small)] == [True, False]
    prepared = document(tmp_path, "# A\n\n![](box.svg){alt=b}\n\n# B {show_title=false}\n\nx\n")
    assert [one.slide.show_title for one in only(prepared)] == [True, False]
    (wrong,) = said(document(tmp_path, "# A {show_title=no}\n\nx\n").found)
    assert wrong == "SRC310 1:3 there is no show_title `no`"


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Heading identifiers in HTML", "heading-identifiers-in-html"),
        ("Maître d'hôtel", "maître-dhôtel"),
        ("*Dogs*?--in *my* house?", "dogs--in-my-house"),
        ("3. Applications", "applications"),
        ("33", "section"),
        ("!!!", "section"),
        ("한국어 제목!", "한국어-제목"),
        ("A.b_c-d", "a.b_c-d"),
        ("  Two   spaces ", "two-spaces"),
        ("2024년 전망", "년-전망"),
        ("Ünïcode 😀", "ünïcode"),
    ],
)
def test_ids_are_made_of_headings_as_pandoc_makes_them(title: str, id_: str) -> None:
    assert slug(title.replace("*", "").replace("--", "--")) == id_


@pytest.mark.parametrize(
    ("stem", "name"),
    [("2025-launch", "2025-launch"), ("09", "09"), ("My Talk", "my-talk"), ("..", "section")],
)
def test_outputs_are_named_after_the_file_with_its_figures(stem: str, name: str) -> None:
    assert file_slug(stem) == name


def test_pandoc_itself_makes_the_same_ids(tmp_path: Path) -> None:
    try:
        import pypandoc  # type: ignore[import-untyped]  # carries no types
    except ImportError:
        absent("pypandoc-binary is not installed")
    headings = [
        "Getting up", "Getting up", "3. Applications", "33", "!!!", "한국어 제목!", "A.b_c-d",
        "What's *new* in `code`?", "Foot^[note]", "H~2~O", "Given {#mine}", "mine",
    ]  # fmt: skip
    text = "".join(f"# {heading}\n\ntext\n\n" for heading in headings)
    html = pypandoc.convert_text(text, "html", format="markdown", extra_args=["--wrap=none"])
    wanted = re.findall(r'<h1[^>]* id="([^"]+)"', html)
    prepared = document(tmp_path, text)
    assert [slide.id for slide in authored(prepared)] == wanted


def test_ids_that_authors_gave_come_before_those_made_of_titles(tmp_path: Path) -> None:
    slides = talk(tmp_path, "# One\n\n[x](#one) [y](#one-1)\n\n# Two {#one}\n\ntext\n")
    assert [one.slide.id for one in slides] == ["one-1", "one"]


def test_ids_are_counted_as_often_as_they_repeat() -> None:
    ids = Ids(["a"])
    assert [ids.unique("a"), ids.unique("a"), ids.unique("b")] == ["a-1", "a-2", "b"]


def test_heading_attributes_say_what_front_matter_says_elsewhere(tmp_path: Path) -> None:
    (slide,) = talk(
        tmp_path, '# A {#x layout=body kicker="Of *note*" density=dense .unnumbered}\n\ntext\n'
    )
    assert slide.layout.name == "body"
    assert words(slide, "kicker") == ["Of *note*"]
    assert slide.slide.id == "x"
    assert slide.slide.density == "dense"


def test_footnotes_and_links_of_the_whole_document_are_shared(tmp_path: Path) -> None:
    slides = talk(
        tmp_path,
        "# A\n\nx[^1][^2]\n\n# B\n\n[y][z][^2]\n\n[^1]: one\n\n[^2]: two\n\n[z]: https://a.b\n",
    )
    assert [words(one, "sources") for one in slides] == [
        ["1\u2002one", "2\u2002two"],
        ["1\u2002two"],
    ]


def test_a_footnote_may_name_a_heading(tmp_path: Path) -> None:
    text = "# First\n\nx[^1]\n\n# Second\n\ny\n\n[^1]: see [Second]\n"
    first, second = talk(tmp_path, text)
    (source,) = first.slide.sources
    assert [run.link for run in source.text.runs if isinstance(run, Run) and run.link] == [
        f"#{second.slide.id}"
    ]


def test_a_footnote_that_notes_mention_is_reported_once(tmp_path: Path) -> None:
    text = "# A\n\nx\n\n::: notes\nsaid[^1]\n:::\n\n[^1]: one\n"
    assert said(document(tmp_path, text).found) == ["SRC303 6:5 a footnote is not allowed in notes"]


@pytest.mark.parametrize("name", ["refs.yaml", "refs.json", "refs.bib"])
def test_a_bibliography_is_read_from_beside_the_file(name: str, tmp_path: Path) -> None:
    listed = '[{"id": "kim", "title": "K"}]'
    content = {
        ".yaml": f"references: {listed}\n",
        ".json": listed,
        ".bib": "@book{kim, title={K}}",
    }[Path(name).suffix]
    text = f"---\nbibliography: {name}\n---\n\n# A\n\nx [@kim]\n"
    (slide,) = talk(tmp_path, text, **{name: content})
    assert words(slide, "sources") == ["1\u2002K"]


CITED = "---\nlang: de\nreferences:\n  - {id: kim, title: K}\n---\n\n# A\n\nx [@kim]\n\n"


@pytest.mark.parametrize(
    "ending", ["# References\n", "# Literatur\n", "# Alles\n\n::: {#refs}\n:::\n"]
)
def test_a_slide_with_nothing_but_a_place_for_them_lists_the_references(
    ending: str, tmp_path: Path
) -> None:
    _, last = talk(tmp_path, CITED + ending)
    assert words(last) == ["K"]


@pytest.mark.parametrize(
    ("ending", "shown"), [("# Questions?\n", []), ("# References\n\nMy own\n", ["My own"])]
)
def test_any_other_slide_does_not(ending: str, shown: list[str], tmp_path: Path) -> None:
    _, last = talk(tmp_path, CITED + ending)
    assert words(last) == shown


def test_references_may_stand_in_the_front_matter(tmp_path: Path) -> None:
    text = "---\nreferences:\n  - {id: kim, title: K}\n---\n\n# A\n\nx [@kim]\n"
    (slide,) = talk(tmp_path, text)
    assert words(slide, "sources") == ["1\u2002K"]


@pytest.mark.parametrize(
    ("front", "people"),
    [
        ("author: Kim", [("Kim", "")]),
        ("author: [Kim, Lee]\ninstitute: Lablup", [("Kim", "Lablup"), ("Lee", "Lablup")]),
        ("author: {name: Kim, affiliation: Here}", [("Kim", "Here")]),
        ("author: {name: {given: Ada, family: K}, affiliations: [{name: A}, B]}",
         [("Ada K", "A, B")]),
        ("authors: [Kim]", [("Kim", "")]),
    ],
)  # fmt: skip
def test_authors_are_written_as_pandoc_and_quarto_know_them(
    front: str, people: list[tuple[str, str]], tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"---\ntitle: T\n{front}\n---\n\n# A\n\nx\n")
    assert said(prepared.found) == []
    speakers = prepared.talks[0].talk.speakers
    assert [(person.name, person.affiliation) for person in speakers] == people


def test_a_heading_without_words_begins_a_slide_without_a_title(tmp_path: Path) -> None:
    text = "## A\n\nx\n\n## \n\ny\n\n## {#mine .center}\n\nz\n\n##\n\n[w](#mine)\n"
    prepared = document(tmp_path, text)
    assert [(one.slide.id, one.slide.show_title) for one in only(prepared)] == [
        ("a", True),
        ("y", False),
        ("mine", False),
        ("w", False),
    ]
    assert codes(prepared.found) == ["SRC309 5:4", "SRC310 9:4"]


def test_ids_that_reveal_would_count_by_get_a_prefix_and_links_follow(tmp_path: Path) -> None:
    slides = talk(
        tmp_path, "# A {#2}\n\n[b](#3) [c](#1)\n\n# B {#3}\n\nx\n\n# C {#1}\n\n- [a](#2)\n"
    )
    assert [one.slide.id for one in slides] == ["slide-2", "slide-3", "slide-1"]
    links = [
        [
            run.link
            for f in one.frames
            for p in f.paragraphs
            for run in p.runs
            if hasattr(run, "link")
        ]
        for one in slides
    ]
    assert [[link for link in one if link] for one in links] == [
        ["#slide-3", "#slide-1"],
        [],
        ["#slide-2"],
    ]


def test_notes_before_the_first_heading_are_the_title_slides(tmp_path: Path) -> None:
    leading = "::: notes\nWelcome all.\n:::\n\n# A\n\nx\n"
    slides = talk(tmp_path / "1", f"---\ntitle: T\n---\n\n{leading}")
    assert [(one.slide.id, notes(one)) for one in slides] == [
        ("title-slide", ["Welcome all."]),
        ("a", []),
    ]
    slides = talk(tmp_path / "2", leading)
    assert [(one.slide.id, notes(one)) for one in slides] == [("a", ["Welcome all."])]


def test_the_foot_shows_the_title_or_what_is_said_or_nothing(tmp_path: Path) -> None:
    for number, (front, foot) in enumerate(
        [
            ("title: T", ["T"]),
            ("title: T\nfooter: At *CES*", ["At CES"]),
            ("title: T\nfooter: [At, CES]", ["At CES"]),
            ("title: T\nfooter: true", ["T"]),
            ("title: T\nfooter: false", []),
            ("title: T\nfooter: {ko: 여기, en: Here}", ["Here"]),
            ("title: T\nlang: ko-KR\nfooter: {ko: 여기, en: Here}", ["여기"]),
            ("title: T\nfooter: {ko: 여기}", ["T"]),
            ("lang: en", []),
        ]
    ):
        slides = talk(tmp_path / str(number), f"---\n{front}\n---\n\n# A\n\nx\n")
        assert words(slides[-1], "footer") == foot


def test_a_footer_for_what_is_no_language_is_an_unknown_key(tmp_path: Path) -> None:
    front = "---\ntitle: T\nfooter: {en: Here, jp: There}\n---\n\n# A\n\nx\n"
    found = document(tmp_path, front).found
    assert any("unknown key `jp` in `footer`" in one for one in said(found))


@pytest.mark.parametrize("front", ["logo: box.svg", "format: {revealjs: {logo: box.svg}}"])
def test_a_logo_stands_before_the_number_of_each_slide_of_text(front: str, tmp_path: Path) -> None:
    slides = talk(tmp_path, f"---\ntitle: T\n{front}\n---\n\n## A\n\nx\n")
    shown = [
        [one.picture.name for one in slide.layout.decorations if one.picture] for slide in slides
    ]
    assert "box.svg" not in shown[0]
    assert shown[1:] == [["box.svg"]]
    logo = slides[1].layout.decorations[-1].box
    (number,) = slides[1].layout.with_role("number")
    (footer,) = slides[1].layout.with_role("footer")
    assert footer.box.right <= logo.x < logo.right < number.box.x
    assert logo.width / logo.height == pytest.approx(40 / 30, rel=0.001)
    assert slides[1].frames[-2].box.right <= logo.x


def test_a_bibliography_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntitle: T\nbibliography: r.bib\n---\n\n## A\n\nx\n")
    assert said(prepared.found) == ["SRC107 3:15 file `r.bib` does not exist"]


def test_a_bibliography_of_another_kind_is_told_how_to_convert_it(tmp_path: Path) -> None:
    text = "---\ntitle: T\nbibliography: r.ris\n---\n\n## A\n\nx\n"
    (found,) = document(tmp_path, text, {"r.ris": "TY - BOOK"}).found
    assert said([found]) == [
        "SRC104 3:15 bibliography `r.ris` is neither CSL-YAML, CSL-JSON nor BibTeX"
    ]
    assert found.hint == "convert it: `pandoc r.ris -t csljson -o references.json`"


def test_what_the_front_matter_says_about_the_talks_page_is_read(tmp_path: Path) -> None:
    front = """title: T
lang: ko
abstract: |
  Words.
keywords: [gpu, npu]
tags: talks
licence: CC BY-SA 4.0
downloads: [pdf]
published: unlisted
was: old
"""
    prepared = document(tmp_path, f"---\n{front}---\n\n## A\n\nx\n")
    assert said(prepared.found) == []
    talk = prepared.talks[0].talk
    assert talk.abstract["ko"].plain == "Words."
    assert talk.publication == Publication(
        is_listed=False,
        former_names=("old",),
        tags=("talks", "gpu", "npu"),
        downloads=("pdf",),
        licence=NamedLink("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    )


def test_a_logo_that_is_not_there_is_told(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntitle: T\nlogo: bax.svg\n---\n\n## A\n\nx\n")
    assert said(prepared.found) == ["SRC401 3:7 picture `bax.svg` does not exist"]


def test_a_table_of_contents_lists_the_sections(tmp_path: Path) -> None:
    text = "---\ntitle: T\nlang: ko\ntoc: true\n---\n\n# A\n\n## B\n\nx\n\n# C\n\n## D\n\ny\n"
    slides = talk(tmp_path / "1", text)
    assert [one.slide.id for one in slides] == ["title-slide", "TOC", "a", "b", "c", "d"]
    assert (slides[1].slide.title.plain, words(slides[1])) == ("목차", ["A", "C"])
    named = talk(tmp_path / "2", text.replace("toc: true", "toc: true\ntoc-title: Today"))
    assert named[1].slide.title.plain == "Today"


def test_a_table_of_contents_with_nothing_to_list_is_reported(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntoc: true\n---\n\n# A\n\nx\n")
    assert codes(prepared.found) == ["SRC313 2:6"]
    assert [one.slide.id for one in only(prepared)] == ["a"]


def test_a_theme_of_diptychs_own_is_used_and_another_tools_is_left(tmp_path: Path) -> None:
    assert talk(tmp_path / "1", "---\ntheme: atlas\n---\n\n# A\n\nx\n")
    prepared = document(tmp_path / "2", "---\ntheme: moon\n---\n\n# A\n\nx\n")
    assert said(prepared.found) == ["SRC312 2:8 there is no theme `moon` here"]


def test_incremental_documents_show_lists_item_by_item(tmp_path: Path) -> None:
    text = (
        "---\nincremental: true\n---\n\n# A\n\n- a\n- b\n\n::: nonincremental\n- c\n:::\n\n> - d\n"
    )
    (slide,) = talk(tmp_path, text)
    assert slide.steps == 2


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- nothing -->\n", "---\nlang: ko\n---\n"])
def test_a_document_without_slides_says_so(text: str, tmp_path: Path) -> None:
    assert codes(document(tmp_path, text).found) == ["REF101 1:1"]


def test_a_document_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# Caf\u00e9\n".encode("latin1"))
    assert said(prepared.found) == ["SRC106 1:6 byte 0xe9 is not UTF-8"]
    assert prepared.talks == ()


def test_variables_and_facts_are_filled(tmp_path: Path) -> None:
    front = "title: T\nevent: CES\nvariables: {year: 2024}"
    text = f"---\n{front}\n---\n\n# In {{{{ year }}}} at {{{{ talk.event }}}}\n\nx\n"
    assert talk(tmp_path, text)[1].slide.title.plain == "In 2024 at CES"


LINKED = """\
---
title: T
references:
- {id: doe, title: Dogs, author: [{family: Doe}], issued: 2020}
---

# One

- first \\pause
- second, as @doe says; @nobody does [Two *words*] [Three]
- third [nowhere]

# Two *words*

\\pause

Text [One] [see @doe, p. 3]

### Three
"""


def test_a_heading_in_brackets_leads_to_its_slide(tmp_path: Path) -> None:
    prepared = document(tmp_path, LINKED)
    assert said(prepared.found) == []
    links = {
        run.text: run.link
        for slide in only(prepared)
        for frame in slide.frames
        for paragraph in frame.paragraphs
        for run in paragraph.runs
        if isinstance(run, Run) and run.link
    }
    assert links == {
        "Two ": "#two-words",
        "words": "#two-words",
        "Three": "#two-words",
        "One": "#one",
    }


def test_a_key_in_words_cites_only_what_there_is(tmp_path: Path) -> None:
    _, one, two = only(document(tmp_path, LINKED))
    assert words(one)[1:] == [
        "second, as Doe1 says; @nobody does Two words Three",
        "third [nowhere]",
    ]
    assert words(one, "sources") == ["1\u2002Doe (2020). Dogs"]
    assert words(two)[0] == "Text One (see 1, p. 3)"


def test_what_stands_behind_a_tex_pause_appears_later(tmp_path: Path) -> None:
    steps = [
        [
            paragraph.step
            for frame in slide.frames
            for paragraph in frame.paragraphs
            if frame.role == "text"
        ]
        for slide in only(document(tmp_path, LINKED))[1:]
    ]
    assert steps == [[0, 1, 1], [1, 1]]


def test_an_arrangement_by_name_is_for_one_slide(tmp_path: Path) -> None:
    text = "---\ntitle: T\narrange: {}\n---\n\n# A\n\n- x\n"
    (found,) = said(document(tmp_path, text.format("comparison")).found)
    assert found == "SRC104 3:10 `arrange: comparison` is for one slide, not for all of them"
    (found,) = said(document(tmp_path, text.format("comparisn")).found)
    assert found == "SRC104 3:10 `arrange` cannot be `comparisn`"
    assert said(document(tmp_path, text.format("auto")).found) == []


def test_a_mention_of_no_footnote_is_text(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nx[^one] and *y*[^two].\n\n[^two]: Told.\n")
    assert words(only(prepared)[0])[0] == "x[^one] and y1."
    assert said(prepared.found) == ["SRC305 3:2 footnote `one` is not defined"]
    assert not prepared.found[0].is_error


def test_a_few_control_characters_are_left_out_with_a_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nB\n\n## C\n\nd\x08e\x0bf\x08\n")
    assert words(only(prepared)[-1])[-1] == "de f"
    (told,) = [one for one in said(prepared.found) if one.startswith("SRC371")]
    assert told == (
        "SRC371 7:2 2 kinds of control characters are left out: `a control character (U+0008)`,"
        " `a vertical tab, PowerPoint's line break (U+000B)`"
    )


def test_a_file_with_many_control_characters_is_no_text(tmp_path: Path) -> None:
    found = document(tmp_path, "# A\n\n" + "b\x01" * 30).found
    assert any(one.kind.code == "SRC109" and one.is_error for one in found)
