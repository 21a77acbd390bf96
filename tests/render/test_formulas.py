"""Formulas in every output: whatever is in one is in all, and stands where layout put it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from tests.formulas.samples import FORMULAS, FRAMED, RULED
from tests.tools import validated

from diptych.config import BuildConfig
from diptych.formulas.letters import ACCENTS
from diptych.markup.formulas import read_formula
from diptych.model.formula import Formula, shown_letters
from diptych.pipeline import build
from diptych.render.html.mathml import mathml
from diptych.render.pdf.formulas import typst_math
from diptych.render.pptx.omml import omml

_LONG = {"⟶": "→", "⟵": "←", "⟸": "⇐", "⟹": "⇒", "⟺": "⇔", "⟷": "↔", "⟼": "↦"}
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


@pytest.mark.parametrize("tex", [*FORMULAS, RULED, FRAMED])
def test_no_sign_is_lost_in_any_output(tex: str) -> None:
    one = formula(tex)
    wanted = alike("".join(shown_letters(one.tree)))
    html = unescape(re.sub(r"<[^>]*>", "", mathml(one)))
    assert wanted - alike(html) == Counter()
    assert wanted - alike(in_typst(typst_math(one, "x"))) == Counter()
    assert omml(one.tree).lost == ("the lines between its cells" if tex in {RULED, FRAMED} else "")


@pytest.mark.parametrize("tex", FORMULAS)
def test_no_argument_is_empty_in_powerpoint_where_it_would_be_a_dotted_box(tex: str) -> None:
    xml = omml(formula(tex).tree).xml
    in_tables = r"<m:mr>(?:<m:e></m:e>|<m:e/>)*|(?<=</m:e>)<m:e></m:e>"
    assert not re.search(r"<m:(e|num|den|lim|fName)(/>|></m:\1>)", re.sub(in_tables, "", xml))


def test_brackets_of_a_given_size_are_as_high_as_what_is_between_them_in_powerpoint() -> None:
    xml = omml(formula(r"\Biggl[ \frac{x}{y} \Biggr]^2").tree).xml
    assert '<m:e><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/>' in xml
    assert "grow" not in xml


def test_a_small_matrix_is_small_in_powerpoint_too() -> None:
    xml = omml(formula(r"\begin{smallmatrix} a & b \end{smallmatrix}").tree).xml
    assert '<m:e><m:argPr><m:argSz m:val="-1"/></m:argPr><m:m>' in xml
    assert "argSz" not in omml(formula(r"\tfrac{a}{b}").tree).xml


def test_lines_of_an_equation_in_pairs_are_apart_in_powerpoint() -> None:
    apart, together = (
        omml(formula(rf"\begin{{{begin} a &= b & c &= d \end{{{end}").tree).xml
        for begin, end in (("aligned}", "aligned}"), ("alignedat}{2}", "alignedat}"))
    )
    assert (apart.count("\u2003"), together.count("\u2003")) == (1, 0)


def test_a_label_is_near_its_arrow_and_a_relation_apart_from_its_neighbours_in_html() -> None:
    assert 'voffset="-0.3em"' in mathml(formula(r"a \xrightarrow{f} b"))
    assert 'lspace="0.278em"' in mathml(formula(r"X \overset{d}{\sim} Y"))
    assert 'lspace="0em"' in mathml(formula(r"n_{d \mid n}"))
    assert 'style="margin-left:-0.167em"' in mathml(formula(r"a\!b"))
    assert 'stretchy="true"' in mathml(formula(r"\Bigr\rvert_0^1"))


def test_cells_of_a_matrix_in_a_text_are_as_large_as_that_in_pdf() -> None:
    tex = r"A = \begin{pmatrix} a \end{pmatrix}^2 + x^{\begin{matrix} b \end{matrix}}"
    source = typst_math(formula(tex, is_display=False), "x")
    assert "inline(\\u{61})" in source
    assert "inline(\\u{62})" not in source
    assert "inline" not in typst_math(formula(tex), "x")


def test_scripts_of_nothing_stand_beside_the_others_in_pdf() -> None:
    source = typst_math(formula("R^a{}_b"), "x")
    assert 'class("normal", attach(#h(0pt), b: \\u{62}))' in source


def test_fences_of_all_kinds_grow_in_pdf_and_a_colon_is_punctuation() -> None:
    source = typst_math(formula(r"\left/ \frac{x}{y} \middle| z \right\downarrow f\colon X"), "x")
    assert 'class("opening", \\u{2f})' in source
    assert 'class("closing", \\u{2193})' in source
    assert 'class("normal", mid(\\u{7c}))' in source
    assert 'class("punctuation", \\u{3a})' in source


def test_a_table_has_its_outer_lines_and_the_sides_of_its_columns_in_pdf() -> None:
    source = typst_math(formula(FRAMED), "x")
    assert '#lined(("top", "bottom", "left", "right", )' in source
    assert '"1" &' in source
    assert "vline: (1, )" in source


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


@pytest.mark.usefixtures("no_installed_fonts")
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
    for number, tex in enumerate((*FORMULAS, RULED, FRAMED)):
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
    validated(tmp_path / "out/talk/en/talk.en.pptx")


def test_filled_boxes_and_coloured_frames_are_shown_and_in_powerpoint_as_a_picture() -> None:
    one = formula(r"\colorbox{yellow}{$x$} + \fcolorbox{red}{white}{$y$}")
    assert 'class="enclosed enclosed-fill" style="background:#FFFF00"' in mathml(one)
    assert 'style="background:#FFFFFF;border-color:#FF0000"' in mathml(one)
    source = typst_math(one, "x")
    assert '#boxed(fill: rgb("#FFFF00"), line: none, ' in source
    assert '#boxed(fill: rgb("#FFFFFF"), line: rgb("#FF0000"), ' in source
    assert omml(one.tree).lost == "the colour behind a part of it"
