"""Diagnostics on attributes are at the attribute."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project

BOX = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("![a](a.svg){widht=3}", "3:13-17", "did you mean `width`?"),
        ("![a](a.svg){.round}", "3:13-18", "did you mean `.rounded`?"),
        ("![a](a.svg){.huge}", "3:13-17", "leave it out; styling comes from the theme"),
        ("![a](a.svg){width=140%}", "3:13-22", "write `50%` or `300px`"),
        ('![a](a.svg){focus="up"}', "3:13-22", "write `30% 20%`, from the left"),
        ("- one {.fragmnt}", "3:8-15", "did you mean `.fragment`?"),
        ("- one [two] {.accent}", "3:14-20", "write `[words]{.accent}`, with no space"),
        ("- one {.fragment index=x}", "3:18-24", "number fragments from 1"),
        ("::: {.absolute left=60 tpo=1}\nx\n:::", "3:24-26", "did you mean `top`?"),
        ("::: {.absolute top=-1}\nx\n:::", "3:16-21", "write px, `120`"),
        ("::: {.callout-tip titel=x}\ny\n:::", "3:19-23", "did you mean `title`?"),
    ],
)
def test_an_attribute_is_told_where_it_is(text: str, place: str, hint: str, tmp_path: Path) -> None:
    files = {"deck/slides/a.md": f"# A\n\n{text}\n", "deck/slides/a.svg": BOX}
    (found,) = (one for one in project(tmp_path, files).found if one.is_error)
    assert found.span is not None
    end = found.span.column + found.span.length - 1
    assert f"{found.span.line}:{found.span.column}-{end}" == place
    assert (found.hint or "").startswith(hint)


def test_what_is_wrong_with_a_picture_that_is_missing_is_told_with_that(tmp_path: Path) -> None:
    files = {"deck/slides/a.md": "# A\n\n![a](a.svg){width=140% height=x aspect=y}\n"}
    found = project(tmp_path, files).found
    assert [one.kind.code for one in found] == ["SRC401", "SRC203", "SRC203", "SRC365"]
