"""Speaker notes keep their emphasis, lists, links and code in every output that has notes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from tests.authoring import PROJECT, project, said, write_files
from tests.render.pdf.reading import words

from diptych.cli import main
from diptych.commands.list.listing import listing

NOTES = """# Speaking {time=1m30s}

- Point

::: notes
Say **this**, see [a page](https://example.org).

- First
    - Then `run`

      ```python
      inner = 1
      ```

```python
def go():

    return "가"  # now
```

The end.
:::
"""
CODE = 'def go():\n\n    return "가"  # now'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a talk with notes, in all outputs that have them."""
    root = tmp_path_factory.mktemp("notes")
    (root / "talk.md").write_text(f"---\ntitle: T\nslide-level: 1\n---\n\n{NOTES}", "utf-8")
    outputs = "pptx,html,handout,text"
    arguments = [str(root / "talk.md"), "--to", outputs, "--with-notes", "-o", str(root / "out")]
    assert main(["build", *arguments]) == 0
    return root / "out/talk/en"


def test_in_powerpoint_code_is_monospaced_and_below_its_item(built: Path) -> None:
    with ZipFile(built / "talk.en.pptx") as package:
        (name,) = (one for one in package.namelist() if "notesSlides/notesSlide" in one)
        tree = etree.fromstring(package.read(name))
    names = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    paragraphs = tree.findall(".//a:p", names)
    texts = ["".join(one.itertext()) for one in paragraphs]
    assert texts == [
        "Say this, see a page.", "First", "Then run", "inner = 1", *CODE.split("\n"), "The end.",
    ]  # fmt: skip
    mono = [
        text
        for text, one in zip(texts, paragraphs, strict=True)
        if "Mono" in str(one.xpath("string(a:r[last()]/a:rPr/a:latin/@typeface)", namespaces=names))
    ]
    assert mono == ["Then run", "inner = 1", "def go():", '    return "가"  # now']
    (item, inner) = (paragraphs[index].find("a:pPr", names) for index in (2, 3))
    assert item is not None
    assert inner is not None
    assert (item.get("lvl"), item.get("marL")) == (inner.get("lvl"), inner.get("marL"))


def test_in_the_speaker_view_code_keeps_its_lines(built: Path) -> None:
    page = (built / "index.html").read_text("utf-8")
    (notes,) = re.findall(r'<aside class="notes">(.*?)</aside>', page, re.DOTALL)
    shown = re.sub("<[^>]+>", "", re.findall(r"<pre.*?</pre>", notes, re.DOTALL)[1])
    assert shown == CODE
    assert "<strong>this</strong>" in notes
    assert 'href="https://example.org"' in notes
    assert "<code>run</code>" in notes
    assert page.count('data-timing="90"') == 1


def test_on_paper_and_in_a_transcript_the_time_is_above_them(built: Path) -> None:
    on_paper = " ".join(words(built / "talk.en.handout.pdf"))
    assert on_paper.index("1:30") < on_paper.index("Say this") < on_paper.index("def go():")
    told = (built / "talk.en.md").read_text("utf-8")
    assert "> (1:30)\n>\n> Say **this**" in told
    assert "> ```\n> def go():\n> \n>     return" in told
    slides = json.loads((built / "talk.en.json").read_text("utf-8"))["slides"]
    assert [slide.get("time") for slide in slides] == [None, 90]


def test_without_notes_nobody_learns_the_times(built: Path, tmp_path: Path) -> None:
    source = str(built.parents[2] / "talk.md")
    assert main(["build", source, "--to", "html", "--no-notes", "-o", str(tmp_path)]) == 0
    assert "data-timing" not in (tmp_path / "talk/en/index.html").read_text("utf-8")


TIMED = {
    **PROJECT,
    "deck/talks/talk.yaml": """title: A talk
sections:
  - title: First
    slides: [a, {slide: b, time: 30s}]
  - title: Second
    slides: [c, {slide: a, as: again, hidden: true}]
backup: [d]
""",
    "deck/slides/a.md": "---\ntime: 1m\n---\n\n# A\n\nText\n",
    "deck/slides/b.md": "---\ntime: 5m\n---\n\n# B\n\nText\n",
    "deck/slides/c.md": "# C\n\nText\n",
    "deck/slides/d.md": "---\ntime: 1h\n---\n\n# D\n\nText\n",
}


def test_times_are_summed_by_section_and_talk_without_what_is_not_shown(tmp_path: Path) -> None:
    write_files(tmp_path, TIMED)
    rows = [row.split() for row in listing(tmp_path, "times")]
    assert rows[1:] == [
        ["talk", "First", "2", "2", "1:30"],
        ["talk", "Second", "1", "0"],
        ["talk", "(all)", "3", "2", "1:30"],
    ]
    assert "1:30" in list(listing(tmp_path, "talks"))[1]


def test_what_is_no_time_is_reported_with_the_ways_to_write_one(tmp_path: Path) -> None:
    slide = "---\ntime: 90\n---\n\n# A\n\nText\n"
    (found,) = project(tmp_path, {"deck/slides/a.md": slide}).found
    assert said([found]) == ["SRC104 2:7 `time` cannot be `90`"]
    assert "`90s`, `2m`" in (found.hint or "")
