"""Warnings that a slide allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, said

PICTURE = "# A\n\n![](../media/box.svg)\n"


def found(root: Path, allow: str, body: str = PICTURE) -> list[str]:
    return said(project(root, {"deck/slides/a.md": f"---\nallow: {allow}\n---\n\n{body}"}).found)


def test_a_warning_is_said_unless_the_slide_allows_it(tmp_path: Path) -> None:
    assert [one.split()[0] for one in found(tmp_path / "1", "[]")] == ["A11Y001"]
    assert found(tmp_path / "2", "[picture-without-alt]") == []
    assert found(tmp_path / "3", "picture-without-alt") == []


def test_what_is_allowed_in_vain_is_said_at_its_name(tmp_path: Path) -> None:
    assert found(tmp_path, "[picture-without-alt, math-shown-as-text]") == [
        "STY101 2:30 the slide allows `math-shown-as-text` but has no such warning"
    ]


@pytest.mark.parametrize("name", ["unknown-reference", "missing-picture", "left-out-of-notes"])
def test_an_error_is_never_allowed(name: str, tmp_path: Path) -> None:
    body = "# A\n\n- [@nobody]\n\n![](../media/bxo.svg)\n\n::: notes\n\n| a |\n|---|\n| b |\n:::\n"
    told = found(tmp_path, f"[{name}]", body)
    assert [one.split()[0] for one in told] == ["STY101", "REF201", "SRC401", "SRC338"]


def test_one_slide_does_not_allow_it_to_another(tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n",
        "deck/slides/a.md": f"---\nallow: [picture-without-alt]\n---\n\n{PICTURE}",
        "deck/slides/b.md": PICTURE,
    }
    (one,) = project(tmp_path, files).found
    assert one.span is not None
    assert one.span.file == "deck/slides/b.md"


def test_a_slide_of_two_talks_allows_it_in_both(tmp_path: Path) -> None:
    files = {
        "deck/talks/other.yaml": "title: T\nslides: [a]\n",
        "deck/slides/a.md": f"---\nallow: [picture-without-alt]\n---\n\n{PICTURE}",
    }
    assert said(project(tmp_path, files).found) == []
