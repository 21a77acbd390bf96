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
