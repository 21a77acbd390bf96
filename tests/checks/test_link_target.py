"""Links within the talk lead to slides that it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import only, project, said

from diptych.model.shapes import paragraphs_of
from diptych.model.text import Run

TALK = "title: T\nslides: [a, gpu/order-race, gpu/export]\n"


def told(root: Path, text: str) -> tuple[list[str], list[str | None]]:
    files = {
        "deck/talks/talk.yaml": TALK,
        "deck/slides/gpu/order-race.md": "# Race\n",
        "deck/slides/gpu/export.md": "# Export\n",
        "deck/slides/unused.md": "# Unused\n",
        "deck/slides/a.md": f"# A\n\n{text}\n",
    }
    found = project(root, files).found
    return said(found), [one.hint for one in found]


@pytest.mark.parametrize("text", ["[x](#gpu/order-race)", "[x](#a)", "[**x** y](#gpu/export)"])
def test_a_link_to_a_slide_of_the_talk_is_well(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == ([], [])


@pytest.mark.parametrize(
    ("text", "place", "target", "hint"),
    [
        ("See [x](#gpu/order-rac)", "3:9", "gpu/order-rac", "did you mean `#gpu/order-race`?"),
        ("[**x** y](#order-race)", "3:11", "order-race", "did you mean `#gpu/order-race`?"),
        ("[x](#unused)", "3:5", "unused", "available: `a`, `gpu/export`, `gpu/order-race`"),
        ("한국어 [x](#없음)", "3:9", "없음", "available: `a`,"),
        ("one\ntwo [x](#b/c)", "3:1", "b/c", "available: `a`,"),
    ],
)
def test_a_link_to_no_slide_offers_the_nearest(
    text: str, place: str, target: str, hint: str, tmp_path: Path
) -> None:
    words, hints = told(tmp_path, text)
    assert words == [f"REF401 {place} there is no slide `{target}` in the talk"]
    assert hint in (hints[0] or "")


@pytest.mark.parametrize(
    ("link", "place", "hint"),
    [
        ("slides/gpu/export.md", "3:5", "link to its slide, `#gpu/export`"),
        ("../gpu/order-race.md#top", "3:5", "link to its slide, `#gpu/order-race`"),
        ("export.md", "3:5", "link to its slide, `#gpu/export`"),
        ("slides/writing/two-columns.md", "3:5", "no slide of the talk is made from it"),
        ("notes.yaml", "3:5", "no slide of the talk is made from it"),
    ],
)
def test_a_link_to_a_source_is_dead(link: str, place: str, hint: str, tmp_path: Path) -> None:
    words, hints = told(tmp_path, f"[x]({link})")
    name = f"`{link}`"
    assert words == [
        f"REF402 {place} the link leads to the file {name}, which is not part of any output"
    ]
    assert hint in (hints[0] or "")


@pytest.mark.parametrize("link", ["paper.pdf", "https://a.b/readme.md", "files/a.html"])
def test_a_link_to_another_file_may_be_beside_the_talk(link: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"[x]({link})") == ([], [])


@pytest.mark.parametrize("link", ["[x](#gpu/race)", '[![](../media/box.svg){alt="B"}](#gpu/race)'])
def test_a_link_to_a_former_id_leads_to_the_present_one_and_is_told(
    link: str, tmp_path: Path
) -> None:
    files = {
        "deck/talks/talk.yaml": "title: T\nslides: [a, gpu/orders]\n",
        "deck/slides/gpu/orders.md": "---\nwas: gpu/race\n---\n\n# Orders\n",
        "deck/slides/a.md": f"# A\n\n{link}\n",
    }
    prepared = project(tmp_path, files)
    (found,) = prepared.found
    assert found.kind.code == "REF404"
    assert found.message == "slide `gpu/race` is now called `gpu/orders`"
    assert found.hint == "write `#gpu/orders`"
    shown = only(prepared)[0]
    paragraphs = (one for part in shown.parts for one in paragraphs_of(part) or ())
    links = {run.link for one in paragraphs for run in one.runs if isinstance(run, Run)}
    assert "#gpu/orders" in {*links, *(one.link for one in shown.pictures)}
