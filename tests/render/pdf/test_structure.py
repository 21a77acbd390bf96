"""The PDF is tagged: assistive technology finds headings, lists, tables, links and languages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.authoring import PROJECT, png, write_files
from tests.render.pdf.deck import pdf_of
from tests.render.pdf.reading import links, outline, tags, words

from diptych.cli import main
from diptych.reporting import CLEAN

DECK = """---
title: Everything
author: [Jane Doe, John Roe]
lang: en-GB
---

# First part

## Words

Some *slanted* and `typed` words, [a page](https://example.org/a), [that list](#lists), 한국어.

## Lists

- One
    - Inner
- Two

3. Three
4. Four

- [ ] open
- [x] done

# Second part

## A table

| Name | Value |
|:-----|------:|
| a    |     1 |

: What it shows

## Pictures

![A blue box](box.png)

### Below

> Said by somebody.
"""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deck")
    (folder / "box.png").write_bytes(png())
    return pdf_of(DECK, folder)


def names(pdf: Path) -> list[str]:
    return [tag.name for tag in tags(pdf)]


def test_it_says_what_it_is(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root.Lang == "en-GB"
        assert document.docinfo["/Title"] == "Everything"
        assert document.docinfo["/Author"] == "Jane Doe, John Roe"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_bookmarks_are_the_titles_of_slides_under_those_of_their_sections(pdf: Path) -> None:
    assert outline(pdf) == [
        (0, "Everything"),
        (0, "First part"),
        (1, "Words"),
        (1, "Lists"),
        (0, "Second part"),
        (1, "A table"),
        (1, "Pictures"),
    ]


def test_a_section_stands_above_all_pages_of_a_first_slide_with_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = "".join(f"- {'A thought that needs a line of its own. ' * 4}\n" for _ in range(16))
    sections = "[{title: One, slides: [b]}, {title: Dogs, slides: [a]}, {title: C, slides: [c]}]"
    files = {
        "deck/talks/talk.yaml": f"title: T\nsections: {sections}\n",
        "deck/slides/a.md": f"# Dogs\n\n{items}",
        "deck/slides/b.md": "# B\n\nText\n",
        "deck/slides/c.md": "# C\n\nText\n",
    }
    monkeypatch.chdir(write_files(tmp_path, {**PROJECT, **files}))
    assert main(["build", "--to", "pdf", "--overflow", "continue"]) == CLEAN
    found = outline(tmp_path / "output/talk/en/talk.en.pdf")
    pages = [(1, f"Dogs ({number}/3)") for number in (1, 2, 3)]
    assert found == [(0, "One"), (1, "B"), (0, "Dogs"), *pages, (0, "C")]


def test_a_bookmark_has_the_words_of_a_title_without_its_numbers(tmp_path: Path) -> None:
    title = "Dogs [@a] *bark* `loudly`, H~2~O, $O(n)$, :icon-rocket: so^[Heard.]"
    pdf = pdf_of(f"---\nreferences: [{{id: a, title: Dogs}}]\n---\n\n# {title}\n\nText\n", tmp_path)
    assert outline(pdf) == [(0, "Dogs bark loudly, H2O, O(n), so")]


@pytest.mark.parametrize(
    ("title", "bookmark"),
    [("*Dogs*", "Dogs"), ("$x^2$", "x^2"), (":icon-dog:", "dog"), ("`dogs`", "dogs")],
)
def test_a_title_of_signs_or_slanted_words_has_a_bookmark(
    title: str, bookmark: str, tmp_path: Path
) -> None:
    text = f"# {title}\n\n## {title}\n\nText\n\n::: notes\n## {title}\n:::\n"
    assert outline(pdf_of(f"---\nslide-level: 1\n---\n\n{text}", tmp_path)) == [(0, bookmark)]


def test_headings_within_a_slide_are_below_its_title_and_no_bookmarks(pdf: Path) -> None:
    assert [name for name in names(pdf) if name.startswith("H")] == [
        *("H1", "H1", "H2", "H2", "H1", "H2", "H2", "H3")
    ]


def test_links_lead_to_pages_and_addresses(pdf: Path) -> None:
    assert links(pdf) == ["https://example.org/a", "#4"]


def test_lists_are_nested_as_written_and_only_numbers_and_boxes_are_labels(pdf: Path) -> None:
    found = tags(pdf)
    lists = [tag for tag in found if tag.name == "L"]
    assert len(lists) == 4
    assert lists[1].depth == lists[0].depth + 1
    assert sum(tag.name == "LI" for tag in found) == 7
    assert [tag.alt for tag in found if tag.name == "Figure"][:2] == ["☐", "☑"]


def test_a_table_has_heads_and_a_caption_follows_it(pdf: Path) -> None:
    found = names(pdf)
    assert found.count("Table") == 1
    assert found.count("TH") == 2
    assert found.count("TD") == 2
    assert "Name Value a 1 What it shows" in words(pdf)[5]


def test_a_picture_has_its_alternative_text(pdf: Path) -> None:
    assert [tag.alt for tag in tags(pdf) if tag.name == "Figure"][2:] == ["A blue box"]


def test_words_in_another_language_say_so(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        shown = document.pages[2].Contents.read_bytes()
    assert shown.count(b"/Lang(ko)") == 1


def test_a_quotation_is_one(pdf: Path) -> None:
    assert names(pdf).count("BlockQuote") == 1


def test_qpdf_finds_nothing_wrong(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.check_pdf_syntax() == []


def test_a_slide_without_a_title_on_it_has_a_heading_that_nobody_sees(tmp_path: Path) -> None:
    (tmp_path / "box.png").write_bytes(png())
    front = "---\ntitle: T\n---\n\n"
    (tmp_path / "box.png").write_bytes(png())
    pdf = pdf_of(f"{front}## Seen\n\nText\n\n---\n\n![](box.png)\n", tmp_path)
    (depth, title) = outline(pdf)[-1]
    assert depth == 0
    assert title not in words(pdf)[-1]


def test_cells_of_several_columns_and_rows_and_the_total_are_tagged(tmp_path: Path) -> None:
    text = (
        "| Region | 2023 ||\n| ^^ | One | Two |\n|---|--:|--:|\n| A | 1 | 2 |\n| ^^ | 3 | 4 |\n"
        "| All | 4 | 6 {.highlight} |\n\n: {.total .row-heads}\n"
    )
    found = names(pdf_of(f"# A\n\n{text}", tmp_path))
    assert (found.count("TR"), found.count("TFoot")) == (5, 1)
    assert found.count("TH") + found.count("TD") == 12


def test_terms_are_labels_of_a_list(tmp_path: Path) -> None:
    pdf = pdf_of("# A\n\nTerm\n: one\n: two\n\nOther\n: three\n", tmp_path)
    found = names(pdf)
    assert [found.count(name) for name in ("L", "LI", "Lbl", "LBody")] == [1, 2, 2, 2]
    assert "Term one two Other three" in words(pdf)[0]
