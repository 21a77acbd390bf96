"""Cells of Quarto and R Markdown: their code is shown, and their options are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said

from diptych.blocks.code import Code
from diptych.blocks.picture import Picture
from diptych.pipeline import Prepared


def listings(prepared: Prepared) -> list[Code]:
    return [
        block for slide in authored(prepared) for block in slide.body if isinstance(block, Code)
    ]


def cell(tmp_path: Path, opening: str, code: str) -> Prepared:
    return document(tmp_path, f"# A\n\ntext\n\n```{opening}\n{code}\n```\n")


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("{python}", "python"),
        ("{r}", "r"),
        ("{r setup, message=FALSE}", "r"),
        ("{r, fig.cap='A, b'}", "r"),
        ("{ojs}", "javascript"),
        ("{julia}", "julia"),
    ],
)
def test_code_of_a_cell_is_shown_in_its_language(
    tmp_path: Path, opening: str, language: str
) -> None:
    prepared = cell(tmp_path, opening, "x = 1")
    (code,) = listings(prepared)
    assert (code.language, code.lines) == (language, ("x = 1",))
    name = opening.partition(" ")[0].strip("{,}")
    assert said(prepared.found) == [
        f"SRC344 5:1 a `{{{name}}}` cell is not run here, so that its output is missing"
    ]


def test_options_above_the_code_are_not_shown_and_those_about_the_code_are_followed(
    tmp_path: Path,
) -> None:
    options = (
        '#| label: fig-loss\n#| fig-cap: "The loss"\n#| code-line-numbers: "1|2-3"\n'
        "#| filename: train.py\n#|   - of a list\n"
    )
    (code,) = listings(cell(tmp_path, "{python}", f"{options}a\nb\nc\n#| d"))
    assert code.lines == ("a", "b", "c", "#| d")
    assert [stage.lines for stage in code.stages] == [(0,), (1, 2)]
    assert (code.id, code.filename, code.first) == ("fig-loss", "train.py", 1)


@pytest.mark.parametrize(
    ("opening", "options"),
    [
        ("{python}", "#| echo: false"),
        ("{r}", "#| include: false"),
        ("{ojs}", "//| echo: false"),
        ("{r, echo=FALSE, fig.width=6}", "# a comment"),
        ("{r setup, include=F}", "# a comment"),
    ],
)
def test_code_that_its_author_hides_is_not_shown(
    tmp_path: Path, opening: str, options: str
) -> None:
    assert listings(cell(tmp_path, opening, f"{options}\nx = 1")) == []


def test_all_cells_are_one_warning_but_those_that_nobody_runs_are_none(tmp_path: Path) -> None:
    text = "# A\n\n```{python}\n1\n```\n\n```{r}\n2\n```\n\n```{python}\n#| eval: false\n3\n```\n"
    (found,) = said(document(tmp_path, text).found)
    assert found.startswith("SRC344 3:1 2 pieces of code are not run here")
    assert found.endswith(": `{python}`, `{r}`")


@pytest.mark.parametrize(
    ("opening", "options"),
    [
        ("{r, echo=FALSE, fig.cap='A box', fig.alt='Box', out.width='50%'}", ""),
        ("{r}", "#| fig-cap: A box\n#| fig-alt: Box\n#| out-width: 50%\n"),
    ],
)
def test_a_cell_that_only_shows_a_picture_is_that_picture(
    tmp_path: Path, opening: str, options: str
) -> None:
    prepared = cell(tmp_path, opening, f'{options}knitr::include_graphics("box.svg", dpi = 96)')
    picture = authored(prepared)[0].body[-1]
    assert isinstance(picture, Picture)
    assert picture.caption is not None
    assert picture.alt is not None
    assert (picture.caption.plain, picture.alt.plain, picture.width) == ("A box", "Box", 0.5)
    assert prepared.found == ()
