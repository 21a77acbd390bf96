"""Lists that are shown as figures: how they are written, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, slide_of
from tests.source.diagrams.reading import figure, group_in

from diptych.model.text_frame import TextFrame


@pytest.mark.parametrize(
    ("markdown", "report"),
    [
        (figure("circle", "One"), "SRC324 3:1 diagrams of the kind `circle` are not made here"),
        (figure("venn", *"ABCD"), "SRC322 3:1 a venn diagram of 4 items cannot be drawn"),
        (figure("cycle", "One", " Two", "x"), "SRC322 3:1 a cycle has no items within items"),
        (figure("cycle", middle="Words"), "SRC324 3:1 this diagram has no list"),
    ],
)
def test_a_list_that_cannot_be_such_a_figure_is_an_error(
    markdown: str, report: str, tmp_path: Path
) -> None:
    assert said(slide_of(tmp_path, markdown).found) == [report]


def test_the_alternative_text_of_a_figure_may_have_variables(tmp_path: Path) -> None:
    source = '# A\n\n::: {.diagram kind=cycle alt="In {{ talk.locale }}"}\n- a\n- b\n:::\n'
    assert group_in(document(tmp_path, source)).alt == "In en"


@pytest.mark.parametrize("kind", ["blob", "cycle"])
def test_a_figure_that_is_none_is_shown_as_it_is_written(kind: str, tmp_path: Path) -> None:
    body = "- one\n- two\n" if kind == "blob" else "one\n"
    prepared = document(tmp_path, f"# A\n\n::: {{.diagram kind={kind}}}\n{body}:::\n")
    assert [found.kind.code for found in prepared.found] == ["SRC324"]
    assert authored(prepared)[0].body


FIGURE = """# A

```diagram
kind: cycle
items: [One, {text: Two}]
center: All
steps: true
```
"""


def test_a_figure_is_written_as_data_too(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, FIGURE)
    assert said(prepared.found) == []
    frames = [one for one in group_in(prepared).shapes if isinstance(one, TextFrame)]
    assert [one.paragraphs[0].step for one in frames] == [1, 2, 0]
