"""Links on a library's slide lead to the slides of the talk that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from tests.authoring import SVG, authored, project, write_files
from tests.blocks.toy import Badge

from diptych.blocks import BLOCKS
from diptych.blocks.picture import Picture
from diptych.commands.library.locking import lock_text
from diptych.model.deck import Slide, Source
from diptych.model.text import Citation, Run, Variable
from diptych.model.walk import link_fields, values_of
from diptych.source.libraries.lock import Locked
from diptych.source.project import read_project

DECK = "format: 1\nsource_locale: en\nlocales: [en]\n"
SLIDE = """\
# B

- [shown](#{0})
- [{{{{ talk.title }}}}](#{0})
- [outside](https://example.com)

[![](../media/b.svg){{alt="B"}}](#{0})

::: {{.badge more="#{0}"}}
Sold out
:::
"""


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BLOCKS, "badge", Badge)


def borrowed(root: Path, target: str) -> Slide:
    """Return a slide of a library, all of whose links lead to `target`, as the talk shows it."""
    theirs = {
        "deck/deck.yaml": DECK,
        "deck/slides/b.md": SLIDE.format(target),
        "deck/slides/c.md": "# C\n",
        "deck/slides/d.md": "# D\n",
        "deck/media/b.svg": SVG,
    }
    write_files(root / "common", theirs)
    mine = {
        "deck/deck.yaml": f"{DECK}libraries: {{common: {{path: ../common}}}}\n",
        "deck/talks/talk.yaml": "title: T\nslides: [common:b, {slide: common:c, as: end}]\n",
    }
    write_files(root / "mine", mine)
    used = read_project(root / "mine", (), (), {}).library_slides["common"]
    locked = lock_text({"common": Locked(source="../common", slides=used)})
    return authored(project(root / "mine", {**mine, "deck/deck.lock": locked}))[0]


def links(slide: Slide) -> Iterator[str | None]:
    """Yield the links of the texts, the picture and the badge."""
    for run in values_of(slide, Run):
        if run.text in {"shown", "T", "outside"}:
            yield run.link
    yield from (picture.link for picture in values_of(slide, Picture))
    yield from (badge.more for badge in values_of(slide, Badge))


def test_every_link_leads_to_the_slide_as_the_talk_names_it(tmp_path: Path) -> None:
    expected = ["#end", "#end", "https://example.com", "#end", "#end"]
    assert list(links(borrowed(tmp_path, "c"))) == expected


def test_a_link_to_a_slide_that_the_talk_does_not_show_is_removed(tmp_path: Path) -> None:
    expected = [None, None, "https://example.com", None, None]
    assert list(links(borrowed(tmp_path, "d"))) == expected


@pytest.mark.parametrize(
    "kind", [*BLOCKS.values(), Run, Citation, Variable, Source], ids=lambda kind: kind.__name__
)
def test_a_field_that_is_called_a_link_has_the_type_of_one(kind: type[Struct]) -> None:
    named = {name for name in kind.__struct_fields__ if "link" in name}
    assert named <= set(link_fields(kind))
