"""What Temml says of formulas: a tree of what MathML Core has, its size, or what is wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.formulas.samples import FORMULAS, RULED

from diptych.formulas.reading import read

LEAVES = {"mi", "mn", "mo", "mtext"}
ROWS = {
    "math", "mrow", "msqrt", "mstyle", "mpadded", "mphantom", "menclose", "mfrac", "mroot", "msub",
    "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd",
}  # fmt: skip
EMPTY = {"mspace", "mprescripts", "none"}


def told(tex: str, *, is_display: bool = True) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(read(tex, is_display=is_display))
    return answer


def nodes(node: list[Any]) -> Iterator[list[Any]]:
    yield node
    for child in node[3]:
        yield from nodes(child)


@pytest.mark.parametrize("tex", [*FORMULAS, RULED])
def test_every_formula_is_made_of_elements_that_all_outputs_know(tex: str) -> None:
    answer = told(tex)
    for tag, attributes, text, children in nodes(answer["tree"]):
        assert tag in LEAVES | ROWS | EMPTY
        assert not children or tag in ROWS, "browsers set what is inside a leaf, and spoil the rest"
        assert not text or tag in LEAVES
        assert all(not value.startswith("pt") and "pt" not in value[-2:] for _, value in attributes)
    assert answer["width"] > 0
    assert answer["ascent"] + answer["depth"] > 0


@pytest.mark.parametrize(
    ("tex", "fault", "at"),
    [
        ("x^", "something is missing after `^` or `_`", None),
        ("a^2^3", "double superscript", 3),
        (r"x + \foo", r"the command `\foo` is unknown", 4),
        ("a}", "`}` has no place here", 1),
        (r"\begin{pmatrix} a", r"an environment is not closed by `\end`", 17),
        (r"\href{https://example.org}{y}", r"the command `\href` is unknown", 0),
        (r"\includegraphics{x.png}", 'function "\\includegraphics" is not trusted', 0),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tex: str, fault: str, at: int) -> None:
    assert told(tex) == {"fault": fault, "at": at}


@pytest.mark.parametrize(
    "tex",
    [
        r"\def\a{\a\a}\a",
        "{" * 3000 + "x" + "}" * 3000,
        r"\frac{1}{" * 300 + "x" + "}" * 300,
        "x+" * 1900,
        r"\def\a#1{#1#1#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{x}}}}}",
    ],
    ids=["endless", "nested", "fractions", "long", "bomb"],
)
def test_a_formula_that_never_ends_ends_soon(tex: str) -> None:
    began = time.monotonic()
    answer = told(tex)
    assert time.monotonic() - began < 10
    assert "fault" in answer or len(list(nodes(answer["tree"]))) < 5000
    assert "tree" in told("x"), "the next formula is read all the same"


@pytest.mark.parametrize(
    ("tex", "instead"),
    [(r"\aplha", r"\alpha"), (r"\href", None), (r"\qqqqq", None)],
)
def test_what_may_have_been_meant_is_said(tex: str, instead: str | None) -> None:
    assert told(tex).get("instead") == instead


def shown(tex: str) -> list[str]:
    return [one[2] for one in nodes(told(tex)["tree"]) if one[2]]


def test_a_comma_between_numbers_is_no_decimal_comma_as_in_latex() -> None:
    assert shown(r"[0,1]") == ["[", "0", ",", "1", "]"]
    assert shown(r"0{,}5") == ["0,5"]
    assert shown(r"\text{0,5}") == ["0,5"]
    assert told(r"0,1,\nope")["at"] == 4


@pytest.mark.parametrize(
    ("tex", "letters"),
    [
        (r"\qty{3.2}{\kilo\gram}", "3.2kg"),
        (r"\SI{9.81}{\metre\per\second\squared}", "9.81ms−2"),
        (r"\SI[per-mode=symbol]{1,5}{\um}", "1.5µm"),
        (r"\num{1234567.891}", "1234567.891"),
        (r"\num{3.2(1)e5}", "3.2(1)×105"),
        (r"\qty{1.5 \pm 0.2}{m/s^2}", "(1.5±0.2)m/s2"),
        (r"\unit{kg.m^2.s^{-1}}", "kgm2s−1"),
        (r"\si{\joule\per\mole\per\kelvin}", "Jmol−1K−1"),
        (r"\unit{\square\metre} \unit{\metre\tothe{3}}", "m2m3"),
        (r"\SIrange{1}{5}{\GHz}", "1–5GHz"),
        (r"\ang{45;30;}", "45°30′"),
        (r"\qty(\frac{a}{b})", "(ab)"),
        (r"\qty{x}", "{x}"),
        (r"\dv{x}\dv{f}{x}", "ddxdfdx"),
        (r"\dv[2]{f}{t}", "d2fdt2"),
        (r"\pdv{f}{x}{y}", "∂2f∂x∂y"),
        (r"\pdv{f}{x,y}", "∂2f∂x∂y"),
        (r"\braket{a}{b}\braket{a|b}", "⟨a|b⟩⟨a|b⟩"),
        (r"\mel{n}{H}{m}\ev{A}{\psi}", "⟨n|H|m⟩⟨ψ|A|ψ⟩"),
        (r"\ketbra{a}{b}", "|a⟩⟨b|"),
        (r"\abs*{x}\norm{y}\comm{A}{B}", "|x|‖y‖[A,B]"),
        (r"\int f \dd[3]{r} \dd x", "∫fd3rdx"),
        (r"\mqty(a & b \\ c & d)", "(abcd)"),
        (r"\vb{v} \qq{if} \laplacian f", "𝐯if∇2f"),
    ],
)
def test_siunitx_and_physics_read_their_arguments_in_their_own_ways(tex: str, letters: str) -> None:
    assert "".join("".join(shown(tex)).split()) == letters


@pytest.mark.parametrize(
    ("tex", "fault", "at"),
    [
        (r"x \qty{3}{\foo}", r"the unit `\foo` is unknown", 10),
        (r"\num{abc}", "`abc` is not a number", 4),
        (r"x + \dv{\nope}{x}", r"the command `\nope` is unknown", 8),
        (r"\textcolor{red!50!blue}{x} \nope", r"the command `\nope` is unknown", 27),
    ],
)
def test_what_is_wrong_in_their_arguments_is_said_there(tex: str, fault: str, at: int) -> None:
    answer = told(tex)
    assert (answer["fault"], answer["at"]) == (fault, at)


def color_of(tex: str) -> str:
    return next(str(dict(one[1]).get("mathcolor")) for one in nodes(told(tex)["tree"]) if one[2])


def test_colours_have_the_names_of_xcolor_and_css_and_are_mixed() -> None:
    assert color_of(r"\textcolor{tomato}{x}") == "#FF6347"
    assert color_of(r"\textcolor{RoyalBlue}{x}") == "#0874BC"
    assert color_of(r"\color{red!50} x") == "#FF8080"
    assert color_of(r"\color{red!50!black} x") == "#800000"
    assert color_of(r"\definecolor{ours}{HTML}{102030}\color{ours} x") == "#102030"
    unknown = told(r"\textcolor{tomatoo}{x}")
    assert unknown == {"fault": "the colour `tomatoo` is unknown", "at": 11, "instead": "tomato"}


def test_nothing_stands_beside_a_fence_that_is_not_seen() -> None:
    (fence, *_) = [
        one
        for one in nodes(told(r"= \left. x \right|")["tree"])
        if one[:1] + one[2:3] == ["mo", ""]
    ]
    assert dict(fence[1])["lspace"] == dict(fence[1])["rspace"] == "0em"


def test_commands_of_packages_are_known_unless_the_author_defines_them() -> None:
    assert shown(r"\norm{x}") == ["‖", "x", "‖"]
    assert shown(r"\newcommand{\norm}[1]{|#1|}\norm{x}") == ["|", "x", "|"]
    assert shown(r"\prescript{14}{6}{\mathrm{C}}") == ["C", "6", "14"], "what is above comes first"
    struck = [one for one in nodes(told(r"\cancelto{0}{z}")["tree"]) if one[0] == "menclose"]
    assert [one[2] for one in nodes(struck[0]) if one[2]] == ["z"]


@pytest.mark.parametrize("base", ["A", r"\sim", "+", r"\mathrm{AB}"])
def test_what_is_set_above_a_letter_or_a_sign_is_no_exponent(base: str) -> None:
    tags = {one[0] for one in nodes(told(rf"x \overset{{\circ}}{{{base}}} y")["tree"])}
    assert "mover" in tags
    assert "msup" not in tags


def test_scripts_before_something_are_its_own_and_those_after_it_stand_beside() -> None:
    (before,) = [one for one in nodes(told("+{}_2F")["tree"]) if one[0] == "mmultiscripts"]
    assert before[3][0][2] == "F"
    (beside,) = [one for one in nodes(told("R^a{}_b")["tree"]) if one[0] == "msub"]
    assert dict(beside[1])["at"] == "before"


def spaces_of(tex: str, sign: str) -> tuple[str | None, str | None]:
    found = next(dict(one[1]) for one in nodes(told(tex)["tree"]) if one[2] == sign)
    return found.get("lspace"), found.get("rspace")


def test_dots_and_relations_have_the_spaces_of_tex() -> None:
    assert spaces_of(r"a, \dots, b", "…") == ("0em", "0em")
    assert spaces_of(r"a \cdots b", "⋯") == ("0.167em", "0.167em")
    assert spaces_of(r"a \perp\!\perp b", "⟂") == (None, "0em")
    (back,) = [one for one in nodes(told(r"a\!b")["tree"]) if one[0] == "mspace"]
    assert dict(back[1])["width"] == "-0.167em"


@pytest.mark.parametrize(("tex", "short"), [("y", 2), ("b_i", 2), (r"\frac12", 0)])
def test_a_fence_that_is_nearly_high_enough_does_not_grow_as_in_tex(tex: str, short: int) -> None:
    tree = told(rf"\left( {tex} \right)")["tree"]
    assert sum("short" in dict(one[1]) for one in nodes(tree)) == short


def test_a_letter_with_a_stroke_is_as_slanted_as_without() -> None:
    assert shown(r"\not p") == ["𝑝\u0338"]
    assert shown(r"\not{\!D}") == ["𝐷\u0338"]


def test_macros_of_one_formula_are_not_those_of_the_next() -> None:
    assert "tree" in told(r"\gdef\mine{x}\mine")
    assert told(r"\mine")["fault"] == r"the command `\mine` is unknown"


def test_a_formula_within_a_line_is_lower_than_the_same_by_itself() -> None:
    tex = r"\sum_{i=1}^{n} \frac{i}{2}"
    by_itself, within = told(tex), told(tex, is_display=False)
    assert within["ascent"] + within["depth"] < by_itself["ascent"] + by_itself["depth"]
    assert "block" not in json.dumps(within["tree"][1])


@pytest.mark.parametrize(
    ("tex", "width", "height"),
    [("x", 0.56, 0.5), ("F = ma", 3.6, 0.7), (r"\frac{u+v}{w-1}", 2.4, 2.0), ("가나다", 3.0, 1.0)],
)
def test_sizes_are_about_what_browsers_paint(tex: str, width: float, height: float) -> None:
    answer = told(tex if tex.isascii() else rf"\text{{{tex}}}")
    assert answer["width"] == pytest.approx(width, rel=0.1)
    assert answer["ascent"] + answer["depth"] == pytest.approx(height, rel=0.15)


def test_colours_are_those_of_the_author() -> None:
    (letter, *_) = [one for one in nodes(told(r"\textcolor{blue}{x}")["tree"]) if one[0] == "mi"]
    assert letter[1] == [["mathcolor", "#0000FF"]]


def test_a_filled_box_has_the_ink_that_is_better_to_read_on_it() -> None:
    tree = told(r"\colorbox{yellow}{$x$} \fcolorbox{red}{navy}{$y$} \boxed{z}")["tree"]
    assert [dict(one[1]) for one in nodes(tree) if one[0] == "menclose"] == [
        {"notation": "fill", "background": "#FFFF00", "mathcolor": "#000000"},
        {"notation": "box", "background": "#000080", "line": "#FF0000", "mathcolor": "#FFFFFF"},
        {"notation": "box"},
    ]


def test_a_colour_before_a_group_is_of_that_alone_as_in_mathjax_and_katex() -> None:
    tree = told(r"\color{blue}{x} + {\color{red} y + z}")["tree"]
    assert [one[2] for one in nodes(tree) if one[0] in LEAVES and not one[1]] == ["+"]
    assert told(r"\color{blue}{x} + \nope")["at"] == told(r"\color{blue}[x] + \nope")["at"]


def test_a_tag_stands_apart_from_its_equation() -> None:
    without, tagged = told("x = 1"), told(r"x = 1 \tag{*}")
    assert tagged["width"] > without["width"] + 2.5
    assert [one[2] for one in nodes(tagged["tree"]) if one[0] == "mtext"] == ["(*)"]


def spaces(tex: str) -> int:
    return sum(one[0] == "mspace" for one in nodes(told(tex)["tree"]))


@pytest.mark.parametrize("tex", [r"\frac{1}{x}%s", r"(x)%s", r"\sqrt{2}%s", "x^2%s", r"a%s"])
@pytest.mark.parametrize("name", [r"\log y", r"\log_2 y", r"\max_i y"])
def test_the_name_of_a_function_is_apart_from_what_is_before_it(tex: str, name: str) -> None:
    assert spaces(tex % name) == spaces(name) + 1


@pytest.mark.parametrize("before", ["-", "a+", "(", r"\log", r"x = "])
def test_the_name_of_a_function_has_no_space_of_its_own_after_a_sign(before: str) -> None:
    alone = 2 if before == r"\log" else 1
    assert spaces(rf"{before}\log y") == alone


@pytest.mark.parametrize("sign", [r"\cdot", r"\times", "-"])
def test_a_sign_after_a_nabla_is_between_two_letters(sign: str) -> None:
    found = list(nodes(told(rf"\nabla{sign} E")["tree"]))
    assert [one[0] for one in found if one[2]] == ["mi", "mo", "mi"]
    assert all(name != "form" for one in found for name, _ in one[1])


@pytest.mark.parametrize("name", ["cases", "matrix", "pmatrix"])
def test_commands_of_plain_tex_are_environments(name: str) -> None:
    plain, latex = rf"\{name}{{a & b \cr c & d}}", rf"\begin{{{name}}}a & b \\ c & d\end{{{name}}}"
    assert told(plain)["tree"] == told(latex)["tree"]


def test_words_may_have_an_underscore_and_places_stay_the_same() -> None:
    assert told(r"\text{a_b} + x_1")["tree"] == told(r"\text{a\_b} + x_1")["tree"]
    assert told(r"\text{a_b_c} + \nope")["at"] == told(r"\text{a-b-c} + \nope")["at"]
