"""Commands that a document defines in TeX."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import authored, codes, document

from diptych.model.text import Run
from diptych.model.walk import texts
from diptych.source.document.tex_macros import with_macros


@pytest.mark.parametrize(
    ("definition", "used", "meant"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"$\R^n$", r"$\mathbb{R}^n$"),
        (r"\renewcommand\vm[1]{\mathbf{#1}}", r"$\vm{a}b + \vm x$", r"$\mathbf{a}b + \mathbf{x}$"),
        (r"\newcommand{\pow}[2][x]{#1^#2}", r"$\pow2 \pow[y]{3}$", "$x^2 y^3$"),
        (r"\DeclareMathOperator*{\top}{top}", r"$\top_n$", r"$\operatorname*{top}_n$"),
        (r"\def\two#1#2{#1+#2}", r"$\two{p}q$", "$p+q$"),
        (r"\newcommand{\T}{\top}", r"$\T x$ and $x\T y$", r"$\top x$ and $x\top y$"),
        (r"\newcommand{\a}{\b}\newcommand{\b}{c}", r"$\a$", "$c$"),
        (r"\newcommand{\e}{\eta}\newcommand{\x}{x}", r"$\e\x \e{}\x$", r"$\eta x \eta{}x$"),
        (r"\newcommand{\by}[1]{\cdot#1\,#1}", r"$\by{x}\by2$", r"$\cdot x\,x\cdot2\,2$"),
        (r"\newcommand{\x}{y}", r"$1\\x\\\x$", r"$1\\x\\y$"),
        (r"\newcommand{\R}{x}", r"$\Rx$ `\R` <!-- \R -->", r"$\Rx$ `\R` <!-- \R -->"),
        (r"\newcommand{\one}[1]{#1}", r"$\one$", r"$\one$"),
        (r"`\newcommand{\R}{x}`", r"$\R$", r"$\R$"),
        ("```\n\\newcommand{\\R}{x}\n```", r"$\R$", r"$\R$"),
    ],
)
def test_a_command_is_what_it_stands_for_outside_of_code(
    definition: str, used: str, meant: str
) -> None:
    shown = with_macros(f"{definition}\n\n{used}\n").split("\n")
    assert shown[definition.count("\n") + 2] == meant


def test_formulas_know_commands_of_the_document_and_of_its_preamble(tmp_path: Path) -> None:
    head = "---\nheader-includes:\n  - \\newcommand{\\E}{\\mathbb{E}}\n---\n"
    text = f"{head}\n$$\n\\newcommand{{\\mean}}{{\\bar{{x}}}}\n$$\n\n# A\n\n$\\mean = \\E x$\n"
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    (run,) = texts(slide.body)[0].inlines
    assert isinstance(run, Run)
    assert run.formula is not None
    assert run.formula.tex == r"\bar{x} = \mathbb{E} x"
    assert codes(prepared.found) == []


def test_equations_below_each_other_stay_two() -> None:
    text = "$$\n\\newcommand{\\R}{r}\n$$\n\n$$\n\\R\n$$\n\n$$\nb\n$$\n"
    assert with_macros(text) == "\n\n\n\n$$\nr\n$$\n\n$$\nb\n$$\n"


@pytest.mark.parametrize(
    "text",
    [
        r"\newcommand{\a}{\a\a}" + r"\a" * 3_000,
        r"\newcommand{\a}{{{{" * 20_000,
        r"\newcommand{\a}{x}" + "`" * 20_000 + "$" * 20_000,
        r"\newcommand{\a}[1]{x}" + r"\a{b} " * 20_000 + "z" * 1_500_000,
    ],
)
def test_commands_without_end_are_given_up_soon(text: str) -> None:
    start = time.process_time()
    with_macros(text)
    assert time.process_time() - start < 2
