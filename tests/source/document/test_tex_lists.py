r"""What a document for LaTeX has in TeX is shown, where it has a meaning in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, png, said

from diptych.blocks.bullets import Bullets
from diptych.blocks.equation import Equation
from diptych.blocks.picture import Picture
from diptych.model.walk import texts


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\begin{itemize}\n\item one\n\item<2-> two\n\end{itemize}", ["one", "two"]),
        (r"\begin{enumerate}[a]\n\item one\n  more\n\end{enumerate}", ["one more"]),
        (r"\begin{itemize}\n\item[A] one\n\end{itemize}", ["A one"]),
        (r"\begin{block}{Title}\n\nwords\n\end{block}", ["Title", "words"]),
        (r"\begin{theorem}[Gauss]\n\nwords\n\end{theorem}", ["Theorem (Gauss)", "words"]),
        (r"\begin{proof}\n\nwords\n\end{proof}", ["Proof", "words"]),
        (r"\centering\n\textbf{a} b", ["a b"]),
        (r"\tiny{From elsewhere}", ["From elsewhere"]),
        (r"\small", []),
    ],
)
def test_lists_blocks_and_sizes_in_tex_keep_their_words(
    tmp_path: Path, tex: str, shown: list[str]
) -> None:
    text = tex.replace("\\n", "\n")
    prepared = document(tmp_path, f"# A\n\n{text}\n")
    (slide,) = authored(prepared)
    assert said(prepared.found) == []
    assert [text.plain.strip() for text in texts(slide.body)] == shown


def test_lists_in_tex_are_within_others(tmp_path: Path) -> None:
    inner = "\\begin{enumerate}\n\\item two\n\\end{enumerate}"
    text = f"\\begin{{itemize}}\n\\item one\n{inner}\n\\item three\n\\end{{itemize}}\n"
    (slide,) = authored(document(tmp_path, f"# A\n\n{text}"))
    (made,) = slide.body
    assert isinstance(made, Bullets)
    assert [item.text.plain for item in made.items] == ["one", "three"]
    (inside,) = made.items[0].content
    assert isinstance(inside, Bullets)
    assert (inside.start, inside.items[0].text.plain) == (1, "two")


@pytest.mark.parametrize("name", ["equation", "align*", "gather", "multline*", "displaymath"])
def test_formulas_need_no_dollars(tmp_path: Path, name: str) -> None:
    prepared = document(tmp_path, f"# A\n\n\\begin{{{name}}}\na = b\n\\end{{{name}}}\n")
    (slide,) = authored(prepared)
    assert said(prepared.found) == []
    assert isinstance(slide.body[0], Equation)


def test_a_picture_in_tex_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    text = "\\includegraphics[width=0.5\\textwidth]{a.png}"
    (slide,) = authored(document(tmp_path, f"# A\n\n{text}\n"))
    assert isinstance(slide.body[0], Picture)
    assert slide.body[0].width == 0.5


def test_in_a_listing_tex_is_code(tmp_path: Path) -> None:
    code = "\\begin{itemize}\n\\item one\n\\end{itemize}"
    (slide,) = authored(document(tmp_path, f"# A\n\n```tex\n{code}\n```\n"))
    assert "begin{itemize}" in repr(slide.body[0])
