"""A slide's Markdown: what becomes of each kind of block."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, only, said, slide_of, words
from tests.source.markdown.slides import outline, parsed

from diptych.blocks.bullets import Bullets
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.diagnostics import Span
from diptych.model.geometry import from_px
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.slide_body import build_slide
from diptych.source.reading.source_reader import SourceReader


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("text", ["text"]),
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("- a\n- b", [["a", "b"]]),
        ("* a\n  * b\n    * c\n* d", [[["a", [["b", ["c"]]]], "d"]]),
        ("- a\n\n  more\n\n- b", [[["a", "more"], "b"]]),
        ("3. a\n4. b", [{3: ["a", "b"]}]),
        ("1. a\n   - b", [{1: [["a", ["b"]]]}]),
        ("- a\n\n1. b", [["a"], {1: ["b"]}]),
        ("> a\n> b\n>\n> c", ["> a b / c"]),
        ("## Sub\n\ntext", ["# Sub", "text"]),
        ("```python\na = 1\n\nb = 2\n```", ["python: a = 1 /  / b = 2"]),
        ("``` {.python #id}\na\n```", ["python: a"]),
        ("~~~\n# not a heading\n~~~", [": # not a heading"]),
        ("    indented", [": indented"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\ntext", ["a | b\n1 | 2", "text"]),
        ("text\n\n<!-- a comment\n\nof two -->\n\nmore", ["text", "more"]),
        ("[text][a]\n\n[a]: https://a.b", ["text"]),
        ("Setext\n---", ["# Setext"]),
        ("A. Smith is here", ["A. Smith is here"]),
        ("...", ["…"]),
        ("", []),
    ],
)
def test_reads_each_kind_of_block(text: str, blocks: list[object]) -> None:
    slide = parsed(f"# A slide\n\n{text}\n")
    assert slide.title is not None
    assert slide.title.plain == "A slide"
    assert [outline(block) for block in slide.body] == blocks


@pytest.mark.parametrize("heading", ["# One *two*", "# One *two* #", "One *two*\n==="])
def test_the_first_heading_is_the_title_wherever_it_stands(heading: str) -> None:
    slide = parsed(f"- before\n\n{heading}\n\n- after\n")
    assert slide.title is not None
    assert slide.title.plain == "One two"
    assert [outline(block) for block in slide.body] == [["before"], ["after"]]


def test_a_subheading_is_no_title() -> None:
    slide = parsed("## Sub\n\ntext\n")
    assert slide.title is None
    assert [outline(block) for block in slide.body] == ["# Sub", "text"]


@pytest.mark.parametrize("depth", [1, 4, 12])
def test_lists_nest_to_any_depth(depth: int) -> None:
    slide = parsed("".join(f"{'  ' * level}- {level}\n" for level in range(depth)))
    expected: list[object] = [str(depth - 1)]
    for level in reversed(range(depth - 1)):
        expected = [[str(level), expected]]
    assert [outline(block) for block in slide.body] == [expected]


def steps(text: str, *, incremental: bool = False) -> dict[str, int]:
    slide = parsed(text, incremental=incremental)
    found: dict[str, int] = {}
    for block in (*slide.body, *(block for column in slide.columns for block in column.blocks)):
        if isinstance(block, Bullets):
            found |= _item_steps(block)
        elif isinstance(block, Prose):
            found[block.text.plain] = block.step
    return found


def _item_steps(bullets: Bullets) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in bullets.items:
        found[item.text.plain] = item.step
        for below in item.content:
            found |= _item_steps(below) if isinstance(below, Bullets) else {}
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb", {"a": 0, "b": 0}),
        ("a\n\n. . .\n\nb\n\n.  .  .\n\nc", {"a": 0, "b": 1, "c": 2}),
        ("::: incremental\n- a\n  - b\n- c\n:::\n\nd", {"a": 1, "b": 2, "c": 3, "d": 0}),
        ("::: fragment\na\n\nb\n:::\n\nc", {"a": 1, "b": 1, "c": 0}),
        ("::: {.fragment}\na\n:::\n\n::: fragment\nb\n:::", {"a": 1, "b": 2}),
        (
            "- a {.fragment}\n- b\n- c {.fragment}\n\nd {.fragment}",
            {"a": 1, "b": 0, "c": 2, "d": 3},
        ),
        (
            "a {.fragment index=20}\n\nb {.fragment}\n\n::: {.fragment fragment-index=3}\nc\n:::",
            {"a": 2, "b": 3, "c": 1},
        ),
        (
            'a {.fragment index=1}\n\n<p class="fragment" data-fragment-index="1">\nb\n</p>',
            {"a": 1, "b": 1},
        ),
        ("> - a\n> - b", {"a": 1, "b": 2}),
        ("a\n\n. . .\n\n::: incremental\n- b\n- c\n:::", {"a": 0, "b": 2, "c": 3}),
    ],
)
def test_pauses_and_fragments_count_steps(text: str, expected: dict[str, int]) -> None:
    assert steps(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b", {"a": 1, "b": 2}),
        ("::: nonincremental\n- a\n- b\n:::", {"a": 0, "b": 0}),
        ("> - a\n> - b", {"a": 0, "b": 0}),
        ("a", {"a": 0}),
    ],
)
def test_an_incremental_slide_shows_its_lists_item_by_item(
    text: str, expected: dict[str, int]
) -> None:
    assert steps(text, incremental=True) == expected


def test_ids_are_the_authors_own() -> None:
    slide = parsed("- a {#one}\n  - b {#two}\n\ntext {#three}\n\n## Sub {#four}\n")
    bullets, prose, heading = slide.body
    assert isinstance(bullets, Bullets)
    below = bullets.items[0].content[0]
    assert isinstance(below, Bullets)
    assert [bullets.items[0].id, below.items[0].id, prose.id, heading.id] == [
        "one",
        "two",
        "three",
        "four",
    ]


def test_a_picture_has_caption_alt_and_width(tmp_path: Path) -> None:
    (tmp_path / "a b.svg").write_text(SVG, encoding="utf-8")
    slide = parsed(
        '![A *box*](a%20b.svg){#box alt="A box, \\"drawn\\" **plainly**" width=40%}\n\n'
        '![](<a b.svg>){fig-alt="" width=300px}\n',
        tmp_path,
    )
    one, other = slide.body
    assert isinstance(one, Picture)
    assert isinstance(other, Picture)
    assert (one.id, one.width, one.fixed_width) == ("box", 0.4, None)
    assert one.caption is not None
    assert one.caption.plain == "A box"
    assert one.alt is not None
    assert one.alt.plain == 'A box, "drawn" **plainly**'
    assert other.alt is not None
    assert other.alt.is_empty
    assert (other.width, other.fixed_width) == (None, 300 * 9525)


def test_every_text_knows_where_it_stands() -> None:
    text = "# 1. 1 #\n\n- - one\n  1. 1\n\n> 5\n> 6\n\n::: columns\n::: column\n\t- tab\n:::\n:::\n"
    slide = parsed(text)
    assert slide.title is not None
    assert slide.title.span == Span("a.md", 1, 3, 4)
    bullets, quote = slide.body
    assert isinstance(bullets, Bullets)
    dashes, numbers = bullets.items[0].content
    assert isinstance(dashes, Bullets)
    assert isinstance(numbers, Bullets)
    assert dashes.items[0].text.span == Span("a.md", 3, 5, 3)
    assert numbers.items[0].text.span == Span("a.md", 4, 6, 1)
    assert isinstance(quote, Quote)
    assert quote.paragraphs[0].span == Span("a.md", 6, 3, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (">" * 2000 + " x\n", "SRC303"),
        ("::: incremental\n" * 1500 + "x\n" + ":::\n" * 1500, "SRC303"),
        ("".join("  " * level + "- x\n" for level in range(400)), "SRC303"),
    ],
)
def test_nesting_without_end_is_refused_and_nothing_is_dropped_silently(
    text: str, code: str
) -> None:
    reader = SourceReader(Path())
    blocks = parse_blocks(text)
    page = Page(file="a.md", folder=Path(), lines=text.split("\n"), definitions={})
    build_slide(blocks.tokens, page, reader)
    assert code in {found.kind.code for found in reader.found}


def test_a_backslash_at_the_end_of_a_paragraph_is_a_break_with_nothing_behind_it(
    tmp_path: Path,
) -> None:
    text = "# A\\\n\n- one\\\n- two\\\\\n- three\\\n  four\\\n"
    prepared = slide_of(tmp_path, text)
    assert said(prepared.found) == []
    (shown,) = only(prepared)
    assert words(shown, "title") == ["A"]
    assert words(shown) == ["one", "two\\", "three\nfour"]


@pytest.mark.parametrize(
    "text",
    [
        "> said\n>\n> --- Doe",
        "> said\n> -- Doe",
        "> > said\n>\n> \u2014 Doe",
        "> said\n> \u2015 Doe",
    ],
)
def test_a_last_line_that_begins_with_a_dash_is_the_source_of_a_quotation(text: str) -> None:
    (made,) = parsed(text).body
    assert isinstance(made, Quote)
    assert [one.plain for one in made.paragraphs] == ["said"]
    assert made.source is not None
    assert made.source.plain.endswith(" Doe")
    assert made.source.span.line == len(text.split("\n"))


def test_a_quotation_of_a_dash_alone_has_no_source() -> None:
    (made,) = parsed("> --- Doe").body
    assert isinstance(made, Quote)
    assert made.source is None


def test_pictures_are_cut_and_framed_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "box.svg").write_text(SVG)
    text = '![](box.svg){.rounded .border .decorative aspect=16/9 focus="top left" credit="*Doe*"}'
    (made,) = parsed(text, tmp_path).body
    assert isinstance(made, Picture)
    assert (made.form, made.has_border, made.cut, made.focus) == ("rounded", True, 16 / 9, (0, 0))
    assert made.credit is not None
    assert (made.credit.plain, made.alt.plain if made.alt else None) == ("Doe", "")
    (round_,) = parsed('![](box.svg){.circle alt=a focus="30% 20%"}', tmp_path).body
    assert isinstance(round_, Picture)
    assert (round_.form, round_.cut, round_.focus) == ("circle", 1.0, (0.3, 0.2))


@pytest.mark.parametrize(
    ("written", "height"),
    [("fit=fill", 300), ("fit=cover", 300), ("fit=fit", None), ("fit=contain", None)],
)
def test_a_picture_fills_its_place_in_the_words_of_powerpoint_or_css(
    written: str, height: int | None, tmp_path: Path
) -> None:
    (tmp_path / "box.svg").write_text(SVG)
    (made,) = parsed(f"![](box.svg){{{written} height=300px alt=a}}", tmp_path).body
    assert isinstance(made, Picture)
    assert made.fills == (height is not None)
    assert made.fixed_height == (from_px(height) if height is not None else None)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "![a](box.svg){fit=stretch}",
            "SRC365 3:15 `stretch` is not a way to fit a picture into its place",
        ),
        (
            "![a](box.svg){fit=fill .circle}",
            (
                "SRC365 3:15 `fill` gives the picture the shape of its place,"
                " but it has one of its own"
            ),
        ),
        ("![a](box.svg){aspect=x}", "SRC365 3:15 `x` is not a ratio of width to height"),
        ("![a](box.svg){focus=up}", "SRC365 3:15 `up` is not a point of a picture"),
        ("::: logos\nText\n:::", "SRC303 3:1 there are no pictures in this block"),
        ("::: {layout-ncol=0}\n![a](box.svg)\n:::", "SRC203 3:6 `0` is not a number of columns"),
    ],
)
def test_looks_of_pictures_that_cannot_be_read_are_reported(
    text: str, finding: str, tmp_path: Path
) -> None:
    (tmp_path / "deck/slides").mkdir(parents=True)
    (tmp_path / "deck/slides/box.svg").write_text(SVG)
    assert finding in said(slide_of(tmp_path, f"# A\n\n{text}\n").found)


# -------------------------------------------------------------------------------------- metrics
