"""Inline Markdown as Pandoc reads it, with Korean next to the delimiters."""

from __future__ import annotations

import json

import pypandoc  # type: ignore[import-untyped]  # carries no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.diagnostics import Span
from diptych.markup.inline import parse_inline, parse_plain
from diptych.markup.plain import is_plain
from diptych.model.source_text import one_line
from diptych.model.text import (
    Citation,
    FootnoteMark,
    Inline,
    LineBreak,
    Run,
    RunStyle,
    Variable,
)

SPAN = Span("a.md", 1, 1, 1)
LETTERS = "aZ9é가각,;()/. -_*:`'@\u1112\u1161\n\u00a0[]^~<&$\\#!?"


def inlines(source: str) -> list[Inline]:
    return list(parse_inline(one_line("a.md", source, 1, 1)).text.inlines)


@given(st.text(LETTERS, max_size=12) | st.text(LETTERS[:14], max_size=12))
@example("two words, and (three) more; a/b. End.")
@example("one: e-mail")
def test_words_alone_are_read_as_by_the_parser(source: str) -> None:
    place = one_line("a.md", source, 3, 5)
    read = parse_inline(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diptych.markup.inline.is_plain", lambda _: False)
        assert read == parse_inline(place)


def test_words_alone_are_known_as_such() -> None:
    assert is_plain("Two words, and (three) more: a/b. 각 단어도, e-mail.")
    others = ("", "a  b", " a", "a ", "a...", "a_b", "a--b", "a- b", "a:b", "a:", "\u1112\u1161")
    assert not any(map(is_plain, others))


def marked(source: str) -> str:
    """Return the runs of `source`, each style by a letter around it in brackets."""
    return "".join(_marked(inline) for inline in inlines(source))


def _marked(inline: Inline) -> str:
    match inline:
        case LineBreak():
            return "⏎"
        case Run():
            style = inline.style
            letters = [
                letter
                for letter, is_set in (
                    ("b", style.bold), ("i", style.italic), ("c", style.code), ("s", style.strike),
                    ("u", style.underline), ("m", style.mark), ("a", style.accent),
                    ("^", style.raised == "super"), ("_", style.raised == "sub"),
                )
                if is_set
            ]  # fmt: skip
            link = f"→{inline.link}" if inline.link else ""
            name = "".join(letters) + link
            return f"[{name}:{inline.text}]" if name else inline.text
        case _:
            return f"<{type(inline).__name__}>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("plain", "plain"),
        ("*it* _it_ **bo** __bo__", "[i:it] [i:it] [b:bo] [b:bo]"),
        ("***both***", "[bi:both]"),
        ("**bold *and it***", "[b:bold ][bi:and it]"),
        ("~~struck~~", "[s:struck]"),
        ("H~2~O and x^2^", "H[_:2]O and x[^:2]"),
        ("x^**2**^", "x[b^:2]"),
        ("2^10 and ~5 or ~6", "2^10 and ~5 or ~6"),
        ("a^b c^", "a^b c^"),
        (r"a^b\ c^", "a[^:b\u00a0c]"),
        ("`code` and `` a`b ``", "[c:code] and [c:a`b]"),
        ("`**not bold**`", "[c:**not bold**]"),
        (r"\*not\* \`code\` \[x\]", "*not* `code` [x]"),
        ("&amp; &lt; &copy; &#48; &#0;", "& < © 0 \ufffd"),
        ("a_b_c and 2*3*4", "a_b_c and 2[i:3]4"),
        ("[text](https://a.b)", "[→https://a.b:text]"),
        ("[**bold** text](#x/y)", "[b→#x/y:bold][→#x/y: text]"),
        ("[그래서](#한국어-제목)", "[→#한국어-제목:그래서]"),
        ("<https://a.b>", "[→https://a.b:https://a.b]"),
        ("<a@b.c>", "[→mailto:a@b.c:a@b.c]"),
        ("[위키](https://ko.wikipedia.org/위키)", "[→https://ko.wikipedia.org/%EC%9C%84%ED%82%A4:위키]"),
        ("one\ntwo", "one two"),
        ("one\\\ntwo", "one⏎two"),
        ("one  \ntwo", "one⏎two"),
        ("one<br>two<br/>three", "one⏎two⏎three"),
        ("a <!-- comment --> b", "a b"),
        ("a <!-- comment -->", "a"),
        ("<!-- comment -->", ""),
        ('"it\'s" -- `"code"` \\"x\\"', '“it’s” – [c:"code"] "x"'),
        ("", ""),
    ],
)  # fmt: skip
def test_reads_pandocs_inline_syntax(source: str, shown: str) -> None:
    assert marked(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>", "[b:a] [b:b] [i:c] [i:d]"),
        ("<s>a</s> <del>b</del> <u>c</u> <ins>d</ins>", "[s:a] [s:b] [u:c] [u:d]"),
        ("<kbd>Ctrl</kbd> <code>*x*</code>", "[c:Ctrl] [ic:x]"),
        ("x<sup>2</sup> H<sub>2</sub>O <mark>m</mark>", "x[^:2] H[_:2]O [m:m]"),
        ("*a <b>b* c</b> d", "[i:a ][bi:b][b: c] d"),
        ('<a href="https://a.b">l</a> <a name="x">w</a>', "[→https://a.b:l] w"),
        ('<a href="https://www.a.b/c"></a>', "[→https://www.a.b/c:a.b]"),
        ("<q>a <q>b</q></q>", "“a ‘b’”"),
        ('<span class="underline">a</span> <abbr>b</abbr> <wbr>c', "[u:a] b c"),
        ("<B>a</B><BR>b", "[b:a]⏎b"),
        ("[a]{.underline} [b]{.mark}", "[u:a] [m:b]"),
        ("[a]{.accent} *[b]{.alert}*", "[ba:a] [bia:b]"),
    ],
)
def test_inline_html_means_what_it_says(source: str, shown: str) -> None:
    assert marked(source) == shown
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


@pytest.mark.parametrize("label", ['title="Us"', 'alt="Us"', 'aria-label="Us" title="x"'])
def test_a_link_of_html_with_only_an_icon_of_another_tool_has_its_label(label: str) -> None:
    source = f'<a href="https://a.b" {label}> <my-icon /> </a> w'
    assert marked(source) == "[→https://a.b:Us] w"
    said = [one.message for one in parse_inline(one_line("a.md", source, 1, 1)).found]
    assert not any("never closed" in one for one in said)
    assert sum("`<my-icon />` has no meaning here" in one for one in said) == 1


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\textbf{a \emph{b}} \textit{c}", "[b:a ][bi:b] [i:c]"),
        (r"\texttt{a\_b} \underline{u} \sout{s}", "[c:a_b] [u:u] [s:s]"),
        (r"\url{https://a.b/\%7e} \href{https://c.d}{the *site*}",
         "[→https://a.b/%7e:https://a.b/%7e] [→https://c.d:the ][i→https://c.d:site]"),
        (r"a\textsuperscript{2} \textcolor{red}{words} \LaTeX\ldots", "a[^:2] words LaTeX…"),
        (r"one\newline two", "one⏎two"),
        (r"\href{https://a.b}{words}{more} \textbf{a}{b}", "[→https://a.b:words]{more} [b:a]{b}"),
        ("`<b>x</b>`{=html} `\\textbf{y}`{=latex}", "[b:x] [b:y]"),
        (r"a \\textbf{b}", r"a \textbf{b}"),
        (r"\only<2>{a} \uncover<1-3,5>{b} \textbf<2->{c} x<2>{d}", "a b [b:c] x<2>{d}"),
        (r"`\textbf{b}`", r"[c:\textbf{b}]"),
        (r"**a** \textbf{ {{ x }} }", "[b:a] <Variable>"),
        (r"\LaTeX{a *b*} \S{}5 \TeX[c] d\newline{e}", "LaTeXa [i:b] §5 TeX[c] d⏎e"),
        (r"\href{https://a.b}[c] a\linebreak[4]b", "[→https://a.b:https://a.b][c] a⏎b"),
    ],
)  # fmt: skip
def test_tex_commands_mean_what_they_say(source: str, shown: str) -> None:
    assert marked(source) == shown
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


def test_what_is_left_out_takes_no_other_words_along() -> None:
    source = r"a \vspace{2mm} b <script>x</script> c `y`{=typst} d <!-- z --> e"
    assert marked(source) == "a b c d e"
    assert marked(r"\begin{center} f \end{center}") == "f"
    assert marked(r"\begin{tabular} f \end{tabular} g \textbf[h]{i}") == "g [h]{i}"


@pytest.mark.parametrize(
    ("source", "pauses"),
    [
        (r"a \pause", True),
        (r"\pause[2]", True),
        (r"a \pause b", False),
        (r"a \pause{b}", False),
        ("a", False),
    ],
)
def test_a_pause_ends_a_text(source: str, pauses: bool) -> None:  # noqa: FBT001 - a parameter
    assert parse_inline(one_line("a.md", source, 1, 1)).pauses == pauses


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("x [see @kim, p. 3; also @lee]", "x (see <kim>, p. 3; also <lee>)"),
        ("x [-@kim] y [@kim, *pp.* 3]", "x <kim> y (<kim>, pp. 3)"),
        ("@kim says, as @lee [p. 3]", "<kim> says, as <lee> [p. 3]"),
    ],
)
def test_citations_keep_the_words_beside_their_keys(source: str, shown: str) -> None:
    parts = (
        f"<{inline.keys[0]}>" if isinstance(inline, Citation) else getattr(inline, "text", "")
        for inline in inlines(source)
    )
    assert "".join(parts) == shown
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**RAG(검색 증강 생성)**을", "[b:RAG(검색 증강 생성)]을"),
        ("**“핵심”**은", "[b:“핵심”]은"),
        ('**"핵심"**은', "[b:“핵심”]은"),
        ("**12%**의", "[b:12%]의"),
        ("**RAG**를", "[b:RAG]를"),
        ("*강조(强調)*는", "[i:강조(强調)]는"),
        ("~~삭제!~~된", "[s:삭제!]된"),
        ("이것은**(중요)**하다", "이것은[b:(중요)]하다"),
        ("***“둘 다”***를", "[bi:“둘 다”]를"),
        ("H~2~O를 x^2^은", "H[_:2]O를 x[^:2]은"),
        ("[**링크(link)**는](https://a.b)", "[b→https://a.b:링크(link)][→https://a.b:는]"),
        ("a **b** c", "a [b:b] c"),
        ("2*3*4", "2[i:3]4"),
        ("a ** b ** c", "a ** b ** c"),
        ("한 ** 글 **", "한 ** 글 **"),
    ],
)
def test_korean_particles_may_follow_emphasis_at_once(source: str, shown: str) -> None:
    assert marked(source) == shown


def test_citations_know_their_keys_and_their_places() -> None:
    assert inlines("see [@kim-2024; @lee:2023] and [@한국.1]") == [
        Run("see "),
        Citation(("kim-2024", "lee:2023"), Span("a.md", 1, 5, 22), is_alone=True),
        Run(" and "),
        Citation(("한국.1",), Span("a.md", 1, 32, 7), is_alone=True),
    ]


@pytest.mark.parametrize(
    "source", ["mail a@b.c", r"\@key", "[a@b.c]", "`[@key]`", "https://a.b/@c", "<https://a.b/@c>"]
)
def test_other_signs_of_at_are_no_citations(source: str) -> None:
    assert not any(isinstance(inline, Citation) for inline in inlines(source))
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


def test_variables_keep_the_style_around_them() -> None:
    assert inlines("**{{ a }}** [{{b.c | upper}}](#x)") == [
        Variable("a", Span("a.md", 1, 3, 7), RunStyle(bold=True)),
        Run(" "),
        Variable("b.c | upper", Span("a.md", 1, 14, 15), link="#x"),
    ]


def test_a_variable_is_whole_before_emphasis_and_tables_are_looked_for() -> None:
    assert inlines("{{ a * b * '**' }}") == [Variable("a * b * '**'", Span("a.md", 1, 1, 18))]


def test_a_variable_in_code_is_code() -> None:
    assert marked("`{{ a }}` \\{{ b }}") == "[c:{{ a }}] {{ b }}"


def test_footnotes_are_marks_and_those_in_place_have_their_text() -> None:
    parsed = parse_inline(one_line("a.md", "one[^1] two^[a *note* [x]]", 4, 3))
    marks = [inline for inline in parsed.text.inlines if isinstance(inline, FootnoteMark)]
    assert marks == [
        FootnoteMark("1", Span("a.md", 4, 6, 4)),
        FootnoteMark("4.14", Span("a.md", 4, 14, 15)),
    ]
    ((label, note),) = parsed.footnotes
    assert label == "4.14"
    assert note.plain == "a note [x]"
    assert note.span == Span("a.md", 4, 16, 12)


@pytest.mark.parametrize(
    ("source", "column", "note"),
    [
        (r"one\footnote{a *note*}", 4, "a *note*"),
        (r"one `\footnote{a *note*}`{=latex}", 6, "a *note*"),
        (r"one `` \footnote{a ` note} ``{=tex}", 8, "a ` note"),
    ],
)
def test_footnotes_in_tex_have_their_text(source: str, column: int, note: str) -> None:
    parsed = parse_inline(one_line("a.md", source, 4, 1))
    ((label, text),) = parsed.footnotes
    assert (label, text.source, parsed.found) == (f"4.{column}", note, ())


def test_a_definition_gives_a_link_its_address() -> None:
    definitions = {"THERE": {"href": "https://a.b", "title": ""}}
    parsed = parse_inline(one_line("a.md", "[text][there] and [There]", 1, 1), definitions)
    assert [run.link for run in parsed.text.runs if isinstance(run, Run)] == [
        "https://a.b",
        None,
        "https://a.b",
    ]
    assert parsed.used == {"THERE"}


@pytest.mark.parametrize(
    ("source", "code", "column", "length"),
    [
        ("a <blink>x", "SRC211", 3, 7),
        (r"a \vspace{1mm}", "SRC207", 3, 12),
        (r"a `b \vspace{1mm}`{=tex}", "SRC207", 6, 12),
        (r"a \textbf[b]{c}", "SRC207", 3, 7),
        ("`x`{=typst}", "SRC208", 4, 8),
        ("a **b", "SRC209", 3, 3),
        ("[a](www.b.org)", "SRC210", 1, 14),
        ("an ![inline](x.png) picture", "SRC212", 4, 16),
        ("{% if x %}", "SRC202", 1, 10),
        ("[text](x 'title')", "SRC203", 1, 17),
        ("some $x^2^3$", "SRC215", 10, 1),
        (r"some $x = \text{5 \$} + \foo$", "SRC215", 25, 1),
        ("a [link](javascript:x)", "SRC205", 3, 20),
        ("a [link](https://{{ x }})", "SRC205", 3, 23),
        ("an {{ open", "SRC206", 4, 2),
        ("`c`{.py}", "SRC310", 4, 5),
    ],
)
def test_what_would_be_lost_is_said_at_its_place(
    source: str, code: str, column: int, length: int
) -> None:
    found = parse_inline(one_line("a.md", source, 7, 1)).found
    assert (found[0].kind.code, found[0].span) == (code, Span("a.md", 7, column, length))
    assert all(one.hint for one in found)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("acent", "did you mean `.accent`?"),
        ("underlined", "did you mean `.underline`?"),
        ("smallcaps", "leave them out; Diptych styles text through the theme"),
    ],
)
def test_a_misspelt_class_is_told_by_the_one_that_is_meant(written: str, hint: str) -> None:
    (told,) = parse_inline(one_line("a.md", f"[a]{{.{written}}}", 1, 1)).found
    assert told.hint == hint


@pytest.mark.parametrize("source", ["$5 and $6", r"\$x\$", "`$x$`", "US$3B and US$4B", "$ x $"])
def test_money_is_no_formula(source: str) -> None:
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


@pytest.mark.parametrize("source", ["`{% if %}`", "`` {% ` %} ``", "{ % no % }"])
def test_statements_in_code_are_code(source: str) -> None:
    assert not parse_inline(one_line("a.md", source, 1, 1)).found


@pytest.mark.parametrize(
    ("source", "plain", "notes"),
    [
        ("[a [b]{.mark} c](d)", "a b c", 0),
        ("x^[a]{.mark}^ b", "xa b", 0),
        ("x^[a](b)^ c", "xa c", 0),
        (r"x^[a \[ b] c", "x c", 1),
        ("x^[a `[` b] c", "x c", 1),
        ("x^[a [b](c) d] e", "x e", 1),
    ],
)
def test_brackets_close_behind_what_stands_in_them(source: str, plain: str, notes: int) -> None:
    parsed = parse_inline(one_line("a.md", source, 1, 1))
    assert parsed.text.plain == plain
    assert len(parsed.footnotes) == notes
    assert parsed.found == ()


@pytest.mark.parametrize(
    "source",
    ["^[" * 500 + "x" + "]" * 500, "[" * 2000, "*a " * 400 + "b* " * 400, "`" * 3001, "{{" * 900],
)
def test_deep_nesting_neither_raises_nor_hangs(source: str) -> None:
    assert parse_inline(one_line("a.md", source, 1, 1)).text.source == source


def test_plain_text_knows_variables_and_no_markup() -> None:
    text = parse_plain(one_line("a.md", "A **{{ x }}** [@y]", 2, 5)).text
    assert list(text.inlines) == [
        Run("A **"),
        Variable("x", Span("a.md", 2, 9, 7)),
        Run("** [@y]"),
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Budget $k$, in tokens", ["`$k$` is shown literally"]),
        (r"$\alpha$ and $x_i$", [r"`$\alpha$` is shown literally", "`$x_i$` is shown literally"]),
        ("$5 and $10, or US$3 to US$4, or $HOME/$USER", []),
        ("in $, not in €, or in A$, B$ or C$", []),
    ],
)
def test_a_formula_in_plain_text_is_reported(source: str, found: list[str]) -> None:
    parsed = parse_plain(one_line("a.md", source, 1, 1))
    assert [one.message for one in parsed.found] == found
    assert parsed.text.plain == source


def test_a_picture_has_caption_path_and_attributes() -> None:
    place = one_line("a.md", 'See ![A *cat*](a%20b.png "t"){alt="x" width=3px} here', 3, 1)
    parsed = parse_inline(place, pictures=True)
    assert parsed.text.plain == "See here"
    (mark,) = parsed.pictures
    assert place.span(mark.at, mark.length) == Span("a.md", 3, 5, 25)
    assert mark.caption.text == "A *cat*"
    assert mark.caption.span() == Span("a.md", 3, 7, 7)
    assert mark.path == "a%20b.png"
    assert mark.title == "t"
    assert mark.attributes.values == {"alt": "x", "width": "3px"}
    assert mark.link is None


def test_a_picture_knows_the_link_that_it_is_in() -> None:
    place = one_line("a.md", "[![a](b.png)](https://x.org) **![c](d.png)**", 1, 1)
    links = [mark.link for mark in parse_inline(place, pictures=True).pictures]
    assert links == ["https://x.org", None]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[doc](my file.pdf)", "my%20file.pdf"),
        ("[doc](my   very\nlong file.pdf)", "my%20very%20long%20file.pdf"),
        ("[doc](b (c) d)", "b%20(c)%20d"),
        ("[doc](it's here.pdf)", "it's%20here.pdf"),
        ("[doc](b\\ c)", "b%20c"),
        ("[doc]( b )", "b"),
        ("[doc](<b c>)", "b%20c"),
        ("[doc](b%20c d)", "b%20c%20d"),
    ],
)
def test_an_address_may_have_spaces_as_in_pandoc(source: str, address: str) -> None:
    parsed = parse_inline(one_line("a.md", source, 1, 1))
    assert list(parsed.text.inlines) == [Run("doc", link=address)]
    assert parsed.found == ()
    (block,) = json.loads(pypandoc.convert_text(source, "json", format="markdown"))["blocks"]
    assert block["c"][0]["c"][2][0] == address


@pytest.mark.parametrize("source", ['[a](b "t" c)', "[a](b c", '[a](x "quoted)'])
def test_what_pandoc_reads_as_no_link_is_none(source: str) -> None:
    parsed = parse_inline(one_line("a.md", source, 1, 1))
    assert all(isinstance(run, Run) and run.link is None for run in parsed.text.inlines)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("the [one](https://x.org's mail", "[one](https://x.org"),
        ("a note^[of*one* here", "^[of"),
    ],
)
def test_text_that_looks_like_markup_is_quoted_up_to_what_is_none(
    source: str, written: str
) -> None:
    (found,) = parse_inline(one_line("a.md", source, 1, 1)).found
    assert found.message == f"`{written}` is shown literally"
    assert found.span == Span("a.md", 1, source.index(written) + 1, len(written))
