"""Formulas in every output: whatever is in one is in all, and stands where layout put it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from tests.formulas.samples import FORMULAS, RULED

from diptych.config import BuildConfig
from diptych.formulas.letters import ACCENTS
from diptych.markup.formulas import read_formula
from diptych.model.formula import Formula, shown_letters
from diptych.pipeline import build
from diptych.render.html.mathml import mathml
from diptych.render.pdf.formulas import typst_math
from diptych.render.pptx.omml import omml

_LONG = {"⟶": "→", "⟵": "←", "⟸": "⇐", "⟹": "⇒", "⟺": "⇔", "⟷": "↔"}
_LIKE = {"ˉ": "\u0305", "\u0304": "\u0305", "˜": "\u0303"}


def formula(tex: str, *, is_display: bool = True) -> Formula:
    read = read_formula(tex, is_display=is_display)
    assert isinstance(read, Formula), read
    return read


def alike(letters: str) -> Counter[str]:
    """Return letters with forms of the same sign as one, without spaces."""
    shown = (_LONG.get(one, one) for one in letters if not one.isspace())
    return Counter(_LIKE.get(one, ACCENTS.get(one, one)) for one in shown if one != "\u2061")


def in_typst(source: str) -> str:
    """Return the characters that a source shows: escapes, and strings that name nothing."""
    body = source.partition(", $ ")[2]
    body = re.sub(r'class\("\w+", |rgb\("#\w+"\)', "", body)
    named = {"overbrace": "⏞", "underbrace": "⏟", "overline": "", "underline": ""}
    signs = "".join(named.get(word, "") for word in re.findall(r"[a-z]+(?=\()", body))
    escapes = (chr(int(code, 16)) for code in re.findall(r"\\u\{([0-9a-f]+)\}", body))
    return "".join(escapes) + "".join(re.findall(r'"([^"]*)"', body)) + signs


@pytest.mark.parametrize("tex", [*FORMULAS, RULED])
def test_no_sign_is_lost_in_any_output(tex: str) -> None:
    one = formula(tex)
    wanted = alike("".join(shown_letters(one.tree)))
    html = unescape(re.sub(r"<[^>]*>", "", mathml(one)))
    assert wanted - alike(html) == Counter()
    assert wanted - alike(in_typst(typst_math(one, "x"))) == Counter()
    assert omml(one.tree).lost == ("the lines between its cells" if tex == RULED else "")


def test_what_is_below_a_letter_does_not_touch_it_in_pdf() -> None:
    below, beside, above = (typst_math(formula(tex), "x") for tex in ("P_0", "x_0", "P^2"))
    assert ["#h(" in one for one in (below, beside, above)] == [True, False, False]


@pytest.mark.parametrize("environment", ["bmatrix", "aligned", "cases"])
def test_rows_that_end_in_a_colour_stay_apart_in_pdf(environment: str) -> None:
    rows = r"a & \textcolor{red}{b} \\ c & \textcolor{red}{d} \\ e & f"
    tex = rf"\begin{{{environment}}} {rows} \end{{{environment}}}"
    assert typst_math(formula(tex), "x").count(" ; ") == 2


def test_what_is_lost_on_the_way_is_named() -> None:
    """A converter that drops a part, as all known ones do with some, is found out."""
    from diptych.render.pptx import omml as module

    tree = formula(r"\frac{u}{v}").tree
    writer = module._Writer
    kept = writer._mfrac
    try:
        writer._mfrac = lambda self, node: self.row(node.children[:1])  # type: ignore[method-assign]
        module.omml.cache_clear()
        assert omml(tree).lost == "`v`"
    finally:
        writer._mfrac = kept  # type: ignore[method-assign]
        module.omml.cache_clear()


@pytest.mark.parametrize("text", ["$$ x = \\text{ཀ} $$", "It is $\\text{ཀ}$ here"])
def test_a_letter_that_no_font_has_is_named_in_pdf(tmp_path: Path, text: str) -> None:
    (tmp_path / "talk.md").write_text(f"# A\n\n{text}\n", "utf-8")
    config = BuildConfig(
        root=tmp_path, document=tmp_path / "talk.md", out=tmp_path / "out", outputs=("pdf",)
    )
    (found,) = build(config).found
    assert (found.kind.code, found.span and found.span.line) == ("OUT401", 3)


def slides() -> str:
    parts = ["# Formulas\n"]
    for number, tex in enumerate((*FORMULAS, RULED)):
        parts.append(f"## {number}\n\n$$\n{tex}\n$$\n")
    return "---\ntitle: T\noverflow: continue\n---\n\n" + "\n".join(parts)


def test_all_formulas_are_typeset_and_pass_the_checks_of_every_output(tmp_path: Path) -> None:
    """PDF/UA-1 asks for an alternative text of each, and for all letters in its fonts."""
    talk = tmp_path / "talk.md"
    talk.write_text(slides(), "utf-8")
    outputs = ("pptx", "html", "pdf", "text")
    config = BuildConfig(root=tmp_path, document=talk, out=tmp_path / "out", outputs=outputs)
    assert {one.kind.name for one in build(config).found} == {"formula-as-picture"}
    words = tmp_path / "out/talk/en/talk.en.md"
    assert all(f"$$\n{tex.strip()}\n$$" in words.read_text("utf-8") for tex in FORMULAS)
    validator = os.environ.get("PPTX_VALIDATOR")
    if validator is None:
        pytest.skip("PPTX_VALIDATOR names no validator")
    file = tmp_path / "out/talk/en/talk.en.pptx"
    subprocess.run([sys.executable, validator, str(file)], check=True)
