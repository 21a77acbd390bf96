"""Slides that do not fit: they continue on further pages, shrink, or are set a little tighter."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count, pairwise

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    LAYOUTS,
    PLAIN,
    SPAN,
    box,
    bullets,
    code,
    column,
    heading,
    item,
    layout,
    lines,
    look,
    picture,
    prose,
    quote,
    region,
    runs,
    slide,
    source,
    table,
    talk,
    text,
    theme,
)
from tests.tools import stretches

from diptych.blocks.callout import Callout
from diptych.blocks.prose import Prose
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.model.block import Block
from diptych.model.deck import Overflow, Placed, Slide
from diptych.model.geometry import WIDESCREEN
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import TableShape
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel, Theme

AROUND = {"title", "kicker", "sources", "footer", "number"}


def pages_of(
    made: Slide, overflow: Overflow = "continue", using: Theme = PLAIN, locale: str = "en"
) -> tuple[list[LaidOutSlide], list[str]]:
    version = Version(talk(made), using, locale)
    ((laid_out, found),) = lay_out((version,), (locale,), overflow=overflow)
    return list(laid_out), [one.message for one in found]


def shown(page: LaidOutSlide) -> list[Paragraph]:
    """Return the text of a page's body in reading order, with the cells of tables."""
    return [
        paragraph
        for shape in page.parts
        if shape.region not in AROUND
        for paragraph in getattr(shape, "paragraphs", ())
    ]


def words_of(paragraphs: list[Paragraph]) -> list[str]:
    return [
        word
        for paragraph in paragraphs
        for run in paragraph.runs
        if isinstance(run, Run) and not run.role
        for word in run.text.split()
    ]


def counts(made: Slide) -> list[int]:
    pages, found = pages_of(made)
    assert found == []
    return [len(shown(page)) for page in pages]


# ------------------------------------------------------------------------------- any overfull slide


@pytest.mark.long
@pytest.mark.parametrize("seeds", stretches(2000, share=40), ids=str)
def test_every_word_is_on_one_page_once_and_in_order(seeds: range) -> None:
    for seed in seeds:
        made, written = overfull(random.Random(seed))  # noqa: S311 - not for secrets
        pages, found = pages_of(made)
        assert found == [], seed
        on_pages = [word for page in pages for word in words_of(shown(page)) if word != "Head"]
        assert sorted(on_pages) == sorted(word for own in written for word in own), seed
        places = {word: place for place, word in enumerate(on_pages)}
        # Cells of a row that goes on are read in turn on each page, so each text has its own order.
        for sign in {own[0][0] for own in written}:
            begins = [places[own[0]] for own in written if own[0][0] == sign]
            assert begins == sorted(begins), seed
        for own in written:
            assert [places[word] for word in own] == sorted(places[word] for word in own), seed
        assert [(page.part, page.number) for page in pages] == [
            (number, number) for number in range(1, len(pages) + 1)
        ]
        for page, following in pairwise(pages):
            assert not ends_with_a_head(page, following), seed
            assert page.pages == following.pages == len(pages)
        for page in pages:
            assert all(shape.box.bottom <= WIDESCREEN.bottom for shape in page.shapes), seed


def ends_with_a_head(page: LaidOutSlide, following: LaidOutSlide) -> bool:
    """Return whether a head is the last in a region that continues on the `following` page."""
    last = {shape.region: shape for shape in page.parts if shape.region not in AROUND}
    return any(
        isinstance(shape, TextFrame) and shape.paragraphs[-1].kind == "heading"
        for region, shape in last.items()
        if any(other.region == region for other in following.parts)
    )


def overfull(dice: random.Random) -> tuple[Slide, list[list[str]]]:
    """Return a slide that does not fit on a page, and the words of its texts.

    The first letter of a word is that of its column.
    """
    count_columns = dice.choice((0, 0, 0, 2, 3))
    written: list[list[str]] = []

    def content(sign: str, least: int) -> list[Block]:
        numbers = count()

        def words(most: int) -> str:
            made = [f"{sign}{next(numbers)}" for _ in range(dice.randint(1, most))]
            written.append(made)
            return " ".join(made)

        blocks: list[Block] = []
        while sum(map(len, written)) < least:
            blocks.append(dice.choice(KINDS)(words, dice))
        return blocks

    body = content("b", dice.randint(300, 900)) if not count_columns else []
    columns = [
        column(*content(sign, sum(map(len, written)) + 250)) for sign in "cde"[:count_columns]
    ]
    if columns and dice.random() < 0.5:
        body = [prose(_lead(written, dice))]
    return slide(*body, columns=tuple(columns)), written


def _lead(written: list[list[str]], dice: random.Random) -> str:
    written.append([f"l{number}" for number in range(dice.randint(3, 200))])
    return " ".join(written[-1])


Words = Callable[[int], str]
KINDS: tuple[Callable[[Words, random.Random], Block], ...] = (
    lambda words, dice: prose(words(dice.choice((8, 40, 700)))),
    lambda words, _: quote(words(20)),
    lambda words, _: heading(words(4)),
    lambda words, dice: code(*(words(4) for _ in range(dice.randint(1, 60)))),
    lambda words, dice: bullets(*(words(12) for _ in range(dice.randint(1, 25)))),
    lambda words, dice: bullets(
        *(
            item(words(5), bullets(*(words(9) for _ in range(dice.randint(1, 5)))))
            for _ in range(dice.randint(1, 6))
        )
    ),
    lambda words, dice: bullets(
        *(item(words(5), code(*(words(3) for _ in range(dice.randint(1, 8))))) for _ in range(3))
    ),
    lambda words, dice: table(
        *(f"{words(3)} | {words(2)}" for _ in range(dice.randint(1, 40))), header="Head | Head"
    ),
    lambda words, dice: table(
        *(f"{words(3)} | {words(dice.choice((20, 800)))}" for _ in range(dice.randint(1, 4))),
        header="Head | Head",
    ),
    lambda words, dice: Callout(
        title=text("Head"), blocks=(prose(words(dice.choice((9, 700)))),), span=SPAN
    ),
    lambda _, dice: picture(dice.uniform(0.4, 4.0)),
)
"""Blocks of any kind."""


# ------------------------------------------------------------------------------------ where it ends


def test_what_fits_has_one_page_whatever_is_wanted() -> None:
    for overflow in ("continue", "shrink", "error"):
        pages, found = pages_of(slide(lines(15)), overflow)
        assert (len(pages), pages[0].pages, found) == (1, 1, [])


def test_pages_are_filled_evenly() -> None:
    assert counts(slide(lines(30))) == [15, 15]
    assert counts(slide(lines(42))) == [14, 14, 14]


def test_no_line_is_left_alone() -> None:
    made = slide(*(prose() for _ in range(16)), heading(), prose("x" * 900))
    pages, _ = pages_of(made)
    assert all(sum(p.line_count for p in shown(page)) > 1 for page in pages)


def test_it_has_the_largest_type_that_needs_no_more_pages() -> None:
    pages, _ = pages_of(slide(lines(30)))
    assert [page.density.name for page in pages] == ["normal", "normal"]
    pages, _ = pages_of(slide(lines(40)))
    assert [page.density.name for page in pages] == ["small", "small"]


def test_a_head_goes_with_what_is_below_it() -> None:
    made = slide(*(prose() for _ in range(14)), heading(), *(prose() for _ in range(8)))
    first, second = pages_of(made)[0]
    assert (shown(first)[-1].kind, shown(second)[0].kind) != ("heading", "text")


def test_a_head_goes_with_a_paragraph_that_would_fill_a_page_alone() -> None:
    for words in range(228, 400, 12):
        made = slide(*(prose() for _ in range(14)), heading(), prose(" ".join(["word"] * words)))
        pages, found = pages_of(made)
        assert found == []
        assert not any(ends_with_a_head(page, following) for page, following in pairwise(pages))


def test_a_page_had_better_begin_with_an_item_of_the_first_level() -> None:
    deep = bullets(*(item(f"Head {n}", bullets("a", "b", "c")) for n in range(7)))
    _, second = pages_of(slide(deep))[0]
    assert shown(second)[0].level == 0


def test_the_head_of_a_table_is_repeated_and_its_caption_is_below_the_last_part() -> None:
    rows = [f"row {n} | value" for n in range(60)]
    pages, found = pages_of(slide(table(*rows, header="A | B", caption="Said of it")))
    assert found == []
    heads = [page.tables[0].rows[0].cells[0].paragraphs[0].runs for page in pages]
    assert heads == [(Run("A"),)] * len(pages)
    assert [page.tables[0].caption is not None for page in pages[-2:]] == [False, True]
    assert len({page.tables[0].columns for page in pages}) == 1


def test_the_numbers_of_a_list_go_on() -> None:
    numbered = replace(bullets(*("a" for _ in range(30))), start=1)
    _, second = pages_of(slide(numbered))[0]
    first = shown(second)[0].bullet
    assert first is not None
    assert first.number == 16


def test_a_paragraph_that_is_higher_than_a_page_is_divided_between_lines() -> None:
    made = slide(prose(" ".join(f"w{n}" for n in range(900))))
    pages, found = pages_of(made)
    assert found == []
    assert [len(shown(page)) for page in pages] == [1] * len(pages)
    assert words_of([p for page in pages for p in shown(page)]) == [f"w{n}" for n in range(900)]


def long_words(sign: str, many: int) -> str:
    return " ".join(f"{sign}{number}" for number in range(many))


def test_a_row_that_is_higher_than_a_page_goes_on_in_its_cells_without_their_words_again() -> None:
    row = f"{long_words('a', 3)} | {long_words('b', 1400)} | {long_words('c', 400)}"
    made = table("x | y | z", row, "x | y | z", header="Head | Head | Head")
    pages, found = pages_of(slide(made))
    assert found == []
    assert len(pages) > 2
    words = words_of([paragraph for page in pages for paragraph in shown(page)])
    for sign, many in (("a", 3), ("b", 1400), ("c", 400)):
        assert [one for one in words if one[0] == sign] == long_words(sign, many).split()
    assert words.count("Head") == 3 * len(pages)
    assert words[-3:] == ["x", "y", "z"]
    widths = [
        [column.width for shape in page.shapes if isinstance(shape, TableShape)
         for column in shape.columns]
        for page in pages
    ]  # fmt: skip
    assert widths == [widths[0]] * len(pages)


def test_a_few_rows_that_are_higher_than_a_page_together_are_divided() -> None:
    rows = [f"{sign} | {long_words(sign, 500)}" for sign in "ab"]
    pages, found = pages_of(slide(table(*rows, header="Head | Head")))
    assert found == []
    assert [words_of(shown(page))[2] for page in pages] == ["a", "b"]


def test_a_paragraph_of_a_callout_that_is_higher_than_a_page_goes_on_below_its_title() -> None:
    blocks = (prose(long_words("w", 900)), prose("last"))
    pages, found = pages_of(slide(Callout(title=text("Head"), blocks=blocks, span=SPAN)))
    assert found == []
    on_pages = [words_of(shown(page)) for page in pages]
    assert len(pages) > 2
    assert [one[0] for one in on_pages] == ["Head"] * len(pages)
    assert [word for one in on_pages for word in one[1:]] == [*long_words("w", 900).split(), "last"]


def test_a_callout_without_text_is_whole_on_a_slide_that_continues() -> None:
    callout = Callout(title=text("Head"), blocks=(picture(), picture()), span=SPAN)
    pages, found = pages_of(slide(callout, lines(40)))
    assert found == []
    assert sum(words_of(shown(page)).count("Head") for page in pages) == 1


# ----------------------------------------------------------------------------- around the body


def test_the_title_counts_the_pages() -> None:
    pages, _ = pages_of(slide(lines(42), title="Many"))
    titles = [page.frames[0].paragraphs[0].runs for page in pages]
    assert titles == [(Run("Many"), Run(f"\u00a0({n}/3)", role="aside")) for n in (1, 2, 3)]
    assert [page.title for page in pages] == ["Many (1/3)", "Many (2/3)", "Many (3/3)"]


@pytest.mark.parametrize("locale", ["ja", "zh-Hant"])
def test_where_parentheses_are_full_width_so_are_those_of_the_count(locale: str) -> None:
    pages, _ = pages_of(slide(lines(42), title="Many"), locale=locale)
    assert [page.title for page in pages] == [f"Many\uff08{n}/3\uff09" for n in (1, 2, 3)]


def test_pages_have_one_id_and_addresses_of_their_own() -> None:
    pages, _ = pages_of(slide(lines(42)))
    first = pages[0].anchor
    assert [page.slide.id for page in pages] == [pages[0].slide.id] * 3
    assert [page.anchor for page in pages] == [first, f"{first}.2", f"{first}.3"]


def test_notes_are_on_the_first_page() -> None:
    pages, _ = pages_of(replace(slide(lines(30)), notes=(prose("Say it"),)))
    assert [bool(page.notes) for page in pages] == [True, False]


def test_steps_are_counted_anew_on_each_page() -> None:
    stepped = bullets(*(item(f"a{n}", step=n + 1) for n in range(30)))
    pages, _ = pages_of(slide(stepped))
    assert [page.steps for page in pages] == [15, 15]
    assert [p.step for p in shown(pages[1])] == list(range(1, 16))


def test_sources_are_on_the_pages_that_cite_them() -> None:
    def citing(number: int | None) -> Prose:
        marks = (Run(str(number), role="citation"),) if number else ()
        return Prose(text=runs(Run("Words"), *marks), span=SPAN)

    body = [citing(1 if n == 2 else 2 if n == 28 else None) for n in range(30)]
    sources = (source("one", "One", 1), source("two", "Two", 2), source("other", "Other", None))
    pages, found = pages_of(slide(*body, sources=sources))
    assert found == []
    cited = [
        [p.block_id for frame in page.frames if frame.role == "sources" for p in frame.paragraphs]
        for page in pages
    ]
    assert cited == [["one", "other"], ["two"]]


def test_a_page_that_cites_nothing_misses_no_sources() -> None:
    first = Prose(text=runs(Run("Words"), Run("1", role="citation")), span=SPAN)
    made = slide(first, lines(30), sources=(source("one", "One", 1),))
    pages, found = pages_of(made)
    assert found == []
    assert [any(one.role == "sources" for one in page.frames) for page in pages] == [True, False]


def test_columns_continue_side_by_side_below_what_leads_over_them() -> None:
    made = slide(prose(), columns=(column(lines(30)), column(prose())))
    pages, found = pages_of(made)
    assert found == []
    regions = [[frame.region for frame in page.frames if frame.role == "text"] for page in pages]
    assert regions == [["lead", "left", "right"], ["left"]]


ROWS = theme(
    *LAYOUTS,
    layout(
        "rows",
        *(
            replace(
                region(f"{name}-{n}", at=box(x, 120 + 160 * n, width, 160)),
                panel=Panel(line="ink", form="upper-edge"),
            )
            for n in range(3)
            for name, x, width in (("label", 64, 200), ("points", 284, 740))
        ),
        *CHROME,
    ),
)


def rows(*counts: int) -> Slide:
    """Return a slide of rows, each with a label and so many points."""
    placed = [
        Placed(f"{name}-{n}", (block,), SPAN)
        for n, many in enumerate(counts)
        for name, block in (("label", prose()), ("points", lines(many)))
    ]
    return slide(layout="rows", placed=tuple(placed))


def regions_on(pages: list[LaidOutSlide]) -> list[list[str]]:
    return [[frame.region for frame in page.frames if frame.role == "text"] for page in pages]


def test_a_row_between_lines_stays_whole_and_its_page_begins_where_the_first_does() -> None:
    pages, found = pages_of(rows(8, 8, 8), using=ROWS)
    assert found == []
    assert regions_on(pages) == [
        ["label-0", "points-0", "label-1", "points-1"],
        ["label-2", "points-2"],
    ]
    tops = [next(one.box.y for one in page.frames if one.role == "text") for page in pages]
    assert tops[0] == tops[1]


def test_a_row_that_is_higher_than_a_page_is_divided_as_columns_are() -> None:
    pages, found = pages_of(rows(30, 1, 1), using=ROWS)
    assert found == []
    assert len(pages) > 1
    assert sum("points-0" in page for page in regions_on(pages)) > 1


# ------------------------------------------------------------------------- where it cannot continue


def test_a_word_that_is_too_wide_is_an_error_on_any_number_of_pages() -> None:
    pages, found = pages_of(slide(table(*[f"{'x' * 200} | b"] * 40)))
    assert (len(pages), len(found)) == (1, 1)


def test_more_pages_than_anybody_shows_are_an_error() -> None:
    pages, found = pages_of(slide(lines(5000)))
    assert (len(pages), len(found)) == (1, 1)


# ------------------------------------------------------------------------------ smaller, tighter


def test_a_slide_may_shrink_below_its_floors_with_a_warning() -> None:
    (page,), found = pages_of(slide(lines(25)), "shrink")
    assert {p.size for p in shown(page)} == {12.5}
    assert found == ["the slide fits only with type of 12.5 pt"]


def test_it_shrinks_to_a_limit() -> None:
    (page,), found = pages_of(slide(lines(60)), "shrink")
    assert {p.size for p in shown(page)} == {9.0}
    assert found == ["region `body` overflows by 20 lines at 9 pt"]


def airy() -> Theme:
    looks = (look("level1", 24, 18, space_before=0.14),)
    return theme(layout("body", replace(BODY, styles=looks), *CHROME))


def test_the_last_half_of_a_line_is_gained_by_leading() -> None:
    # 18 lines of 18 pt with 17 spaces of 2.52 pt are 366.84 pt: 6.84 more than the body has.
    made = slide(*(prose() for _ in range(18)))
    (page,), found = pages_of(made, "error", airy())
    assert found == []
    assert page.density.leading < 1
    assert {p.size for p in shown(page)} == {18.0}
    assert shown(page)[-1].line_height < 18


def test_more_than_half_a_line_is_not() -> None:
    (page,), found = pages_of(slide(lines(21)), "error")
    assert (page.density.leading, len(found)) == (1.0, 1)


def test_a_book_is_refused_before_it_is_divided() -> None:
    pages, found = pages_of(slide(code(*(f"line {number}" for number in range(8_000)))))
    assert (len(pages), len(found)) == (1, 1)
