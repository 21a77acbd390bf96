"""Links within a single-file talk."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from tests.authoring import codes, document

from diptych.model.text import Run
from diptych.model.walk import texts

TEXT = """# Start

See [there](#{target}).

# End

x

## A *smaller* heading

y

### Named {{#own}}

| A | B |
|---|---|
| 1 | 2 |

: Figures {{#tbl}}
"""


def test_links_are_found_among_thousands_of_slides_without_a_list_for_each(tmp_path: Path) -> None:
    tracemalloc.start()
    document(tmp_path, "# A\n\n" * 1_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


def links(root: Path, target: str) -> tuple[list[str | None], list[str]]:
    prepared = document(root, TEXT.format(target=target))
    first = prepared.talks[0].slides[0].slide
    runs = (run for text in texts(first.body) for run in text.inlines if isinstance(run, Run))
    return [run.link for run in runs if run.text == "there"], codes(prepared.found)


@pytest.mark.parametrize("target", ["end", "a-smaller-heading", "own", "named"])
def test_a_link_to_a_heading_leads_to_its_slide(target: str, tmp_path: Path) -> None:
    assert links(tmp_path, target) == (["#end"], [])


def test_a_link_to_nothing_is_left_out_with_a_warning(tmp_path: Path) -> None:
    found = links(tmp_path, "nowhere")
    assert found == ([None], ["SRC355 3:13"])
