"""Files of Obsidian for Advanced Slides: embeds, marks and comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, png, said, words

from diptych.source.document.obsidian import as_reveal, is_obsidian


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("![[a b.png]]", "![](<a b.png>)"),
        ("![[a.png|300]]", "![](<a.png>){width=300px}"),
        ("![[a.png|The quay]]", "![The quay](<a.png>)"),
        ("![[Another note]]", "Another note"),
        ("see [[Page]] and [[Page#x|words]]", "see Page and words"),
        ("==any== of a==b or c==d, %%hidden%%", "[any]{.mark} of a==b or c==d, "),
        ("`==x== ![[a.png]]`", "`==x== ![[a.png]]`"),
        ('<!-- slide bg="a.jpg" class="x" -->', '<!-- .slide: data-background="a.jpg" -->'),
        ('x <!-- element class="fragment" -->', 'x <!-- .element: class="fragment" -->'),
    ],
)
def test_what_only_obsidian_has_is_written_as_in_reveal_md(line: str, meant: str) -> None:
    assert as_reveal(line) == meant


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ('drag="60 55" drop="5 10" bg="red"', "width=60% left=5% height=55% top=10%"),
        ('drag="25 200px" drop="-5 -10"', "width=25% right=5% height=200px bottom=10%"),
        ('drag="40 30" drop="center"', "width=40% left=30% height=30% top=35%"),
        ('drag="40 30" drop="bottomright"', "width=40% right=0% height=30% bottom=0%"),
    ],
)
def test_a_grid_is_placed_by_hand(said: str, place: str) -> None:
    text = f"<grid {said}>\nWords\n</grid>"
    assert as_reveal(text) == f"::: {{.absolute {place}}}\nWords\n:::"


@pytest.mark.parametrize(
    "said",
    ['drag="60"', 'drag="300px 20" drop="center"', 'drag="60 55" drop="somewhere"', 'drop="5 10"'],
)
def test_a_grid_without_a_known_place_is_left_as_it_is(said: str) -> None:
    assert as_reveal(f"<grid {said}>\nWords\n</grid>") == f"<grid {said}>\nWords\n</grid>"


def test_a_file_is_read_as_slides_with_notes(tmp_path: Path) -> None:
    text = "# A\n\n==x==\n\n---\n\n# B\n\n![[quay.png]]\n\nnote: said\n"
    prepared = document(tmp_path, text, {"quay.png": png(40, 30)})
    first, second = only(prepared)
    assert words(first) == ["x"]
    assert len(second.pictures) == 1
    assert prepared.talks[0].talk.written_for == "reveal-md"
    assert [one.split()[0] for one in said(prepared.found)] == ["A11Y001"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("# A\n\n![[a.png]]\n\n---\n\n# B", True),
        ("# A\n\n![[a.png]]\n\n# B", False),
        ("# A\n\n`![[a.png]]`\n\n---\n\n# B", False),
        ("# A\n\n==x==\n\n---\n\n# B", False),
    ],
)
def test_its_signs_and_dividers_tell_it(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_obsidian(text) is is_one
