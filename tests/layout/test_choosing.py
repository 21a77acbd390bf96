"""Which arrangement a slide gets, the same in all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    GAP,
    LAYOUTS,
    LEFT,
    SPAN,
    bullets,
    column,
    item,
    layout,
    lines,
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
    times,
)
from tests.layout.factories import box as at

from diptych.blocks.bullets import Bullets, Item
from diptych.layout.bodies import Bodies
from diptych.layout.choice import Choice, Version
from diptych.layout.choosing import choose, not_arranged
from diptych.layout.fitting import body_at
from diptych.layout.measuring import Measuring
from diptych.layout.placing import has_place
from diptych.layout.talk import lay_out
from diptych.layout.weighing import _cost, weigh
from diptych.memo import NO_MEMO, Memo
from diptych.model.block import Block
from diptych.model.deck import Arrange, ArrangementName, Column, Slide
from diptych.model.density import Density
from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.text import Run, RunStyle
from diptych.model.theme import Layout, Region, Theme
from diptych.resolve.arrangements import arrangements
from diptych.resolve.source_list import SourceList

CARDS = (
    layout(
        "cards-2",
        region("card-1", at=at(64, 120, 460, 480)),
        region("card-2", at=at(564, 120, 460, 480)),
        *CHROME,
    ),
    layout(
        "cards-2-left",
        region("card-1", at=at(64, 120, 660, 480)),
        region("card-2", at=at(764, 120, 260, 480)),
        *CHROME,
    ),
)
THEME = theme(*LAYOUTS, *CARDS)


def groups(first: Bullets, second: Bullets) -> Bullets:
    return bullets(item("First", first), item("Second", second))


def chosen(*versions: Slide, arrange: Arrange = "auto") -> Choice:
    """Return the choice for a slide, given in each of its languages."""
    deciders = [Version(talk(one, arrange=arrange), THEME, "en") for one in versions]
    named = [one._replace(locale=f"l{index}") for index, one in enumerate(deciders)]
    return choose(versions, named, Bodies(arrangements), NO_MEMO)


def short() -> Slide:
    return slide(groups(lines(2), lines(2)))


def test_groups_become_cards_in_a_talk_that_says_auto() -> None:
    assert chosen(short()).arrangement == "cards"


@pytest.mark.parametrize(("uneven", "arrangement"), [(1, "grid"), (8, "cards")])
def test_groups_of_groups_are_a_grid_unless_their_type_would_be_much_larger_on_cards(
    uneven: int, arrangement: str
) -> None:
    rows = (region(f"row-{n}", at=at(64, 90 + 250 * (n - 1), 960, 36)) for n in (1, 2))
    cells = (
        region(f"card-{n}", at=at(64 + 500 * (n % 2), 130 + 250 * ((n - 1) // 2), 460, 200))
        for n in range(1, 5)
    )
    using = theme(*LAYOUTS, *CARDS, layout("grid-2x2", *rows, *cells, *CHROME))
    first, second = (groups(lines(uneven), lines(1)) for _ in "ab")
    version = Version(talk(arrange="auto"), using, "en")
    made = slide(groups(first, second))
    choice = choose((made,), [version], Bodies(arrangements), NO_MEMO)
    assert choice.arrangement == arrangement


@pytest.mark.parametrize(
    ("counts", "words", "arrangement"),
    [
        ((2, 1), 8, "rows"),
        ((3, 3), 28, "cards"),
        ((1, 1, 1), 8, "cards"),
        ((5, 1), 8, "cards"),
    ],
    ids=["two sparse", "two full", "three side by side", "two with many points"],
)
def test_two_heads_with_few_points_are_rows_where_cards_would_leave_much_empty(
    counts: tuple[int, ...], words: int, arrangement: str
) -> None:
    heads = (item("Head", bullets(*["word " * words] * count)) for count in counts)
    assert on_cards_or_rows(*heads) == arrangement


def test_two_heads_are_rows_where_one_card_would_be_much_emptier_than_the_other() -> None:
    full = bullets(*["word " * 20] * 3)
    long = "A head of several long words that breaks"  # which no narrow card suits
    assert on_cards_or_rows(item("Head", full), item(long, full)) == "cards"
    assert on_cards_or_rows(item("Head", full), item(long, bullets("word"))) == "rows"


def test_heads_are_rows_if_all_that_is_below_one_stands_out() -> None:
    first, second, third = (item("Head", bullets("word " * 8)) for _ in range(3))
    assert on_cards_or_rows(first, second, third) == "cards"
    said = item("Sold out")
    red = replace(said.text, inlines=(Run("Sold out", RunStyle(bold=True, accent=True)),))
    verdict = item("Head", bullets(replace(said, text=red)))
    assert on_cards_or_rows(first, second, verdict) == "rows"


def on_cards_or_rows(*heads: Item) -> ArrangementName | None:
    """Return how heads with points are arranged by a theme with two or three cards or rows."""
    cards = (region(f"card-{n}", at=at(64 + 400 * n, 120, 300, 480)) for n in (1, 2, 3))
    rows = (layout(f"rows-{count}", *_rows(count), *CHROME) for count in (2, 3))
    using = theme(*LAYOUTS, *CARDS, layout("cards-3", *cards), *rows)
    version = Version(talk(arrange="auto"), using, "en")
    made = slide(bullets(*heads))
    return choose((made,), [version], Bodies(arrangements), NO_MEMO).arrangement


def _rows(count: int) -> Iterator[Region]:
    height = 480 // count
    for number in range(count):
        for name, x, width in (("label", 64, 200), ("points", 280, 900)):
            box = at(x, 120 + height * number, width, height)
            yield region(f"{name}-{number + 1}", at=box)


def test_other_talks_are_laid_out_as_written() -> None:
    assert chosen(short(), arrange="plain").arrangement is None


def test_a_slide_decides_for_itself() -> None:
    assert chosen(replace(short(), arrange="plain")).arrangement is None
    assert chosen(replace(short(), arrange="cards"), arrange="plain").arrangement == "cards"


def test_the_way_with_the_largest_type_is_taken() -> None:
    long = lines(3)
    wide = bullets(*["word " * 30] * 5)
    assert chosen(slide(groups(long, long))).way == 0
    assert chosen(slide(groups(wide, lines(1)))).way == 3  # two thirds of the width for the first


def test_equal_columns_are_better_than_others_that_are_a_little_fuller() -> None:
    assert chosen(slide(groups(lines(4), lines(3)))).way == 0
    assert chosen(slide(groups(bullets(*["word " * 12] * 4), lines(4)))).way == 0


@pytest.mark.parametrize("first", [1, 3, 6, 12])
@pytest.mark.parametrize("second", [1, 4, 9, 20])
def test_it_is_the_best_of_all_ways_though_not_all_are_weighed_to_the_end(
    first: int, second: int
) -> None:
    versions = slide(groups(lines(first), lines(second))), slide(groups(lines(second), lines(2)))
    deciders = [Version(talk(one, arrange="auto"), THEME, "en") for one in versions]
    named = [one._replace(locale=f"l{index}") for index, one in enumerate(deciders)]
    bodies = Bodies(arrangements)
    written_as, *every = weigh(versions, named, bodies)
    fitting = [one for one in every if one.fits]
    best = min(fitting, key=_cost, default=written_as)
    is_near = not written_as.fits or best.choice.density <= written_as.choice.density + 2
    expected = best.choice if is_near else written_as.choice
    found = choose(versions, named, Bodies(arrangements), NO_MEMO)
    assert replace(found, is_centred=False) == expected


def test_what_is_shown_in_large_type_is_not_measured_as_it_is_written() -> None:
    bodies = Bodies(arrangements)
    version = Version(talk(short(), arrange="auto"), THEME, "en")
    choice = choose((short(),), [version], bodies, NO_MEMO)
    assert (choice.arrangement, choice.density) == ("cards", 0)
    assert {arrangement for _, arrangement, _ in bodies._known} == {"cards"}


@pytest.mark.parametrize("density", THEME.densities)
def test_arrangements_that_share_cards_are_laid_out_as_if_each_were_measured_alone(
    density: Density,
) -> None:
    every = arrangements(slide(groups(lines(2), lines(5)))).values()
    ways = [way for each in every for way in each if has_place(way, THEME)]
    together = Measuring(THEME, "en")
    shared = [body_at(together.body(way).body, density) for way in ways]
    alone = [body_at(Measuring(THEME, "en").body(way).body, density) for way in ways]
    assert len(ways) > len({way.layout for way in ways}) > 1
    assert shared == alone


def test_what_does_not_fit_in_one_language_is_not_taken_in_any() -> None:
    too_long = slide(groups(lines(40), lines(1)))
    assert chosen(short(), too_long).arrangement is None


def test_a_generated_list_that_fits_nowhere_goes_on_in_its_own_layout() -> None:
    lists = [region(f"sources-{n}", at=at(64 + 500 * n, 120, 460, 480)) for n in (1, 2)]
    using = theme(*LAYOUTS, layout("references", *lists, *CHROME))
    many = tuple(text(f"Source {n}") for n in range(200))
    listed = slide(SourceList(lines=many, span=SPAN), generated="references")

    def chosen_in(one: Theme) -> Choice:
        version = Version(talk(listed, arrange="auto"), one, "en")
        return choose((listed,), [version], Bodies(arrangements), NO_MEMO)

    assert (chosen_in(using).arrangement, chosen_in(using).way) == ("references", 1)
    assert chosen_in(THEME).arrangement is None, "a theme without that layout has it in columns"


def test_a_layout_that_the_theme_lacks_is_no_candidate() -> None:
    assert chosen(slide(prose("One short sentence."))).arrangement is None


def test_a_layout_of_that_name_that_is_made_for_something_else_is_no_candidate() -> None:
    said = slide(quote("To be", "\u2014 Hamlet"))
    own = layout("quote", region("words", at=at(64, 120, 960, 480)), *CHROME)
    made_for_it = layout("quote", region("quote", at=at(64, 120, 960, 480)), *CHROME)

    def chosen_in(one: Layout) -> Choice:
        version = Version(talk(said, arrange="auto"), theme(*LAYOUTS, one), "en")
        return choose((said,), [version], Bodies(arrangements), NO_MEMO)

    assert chosen_in(own).arrangement is None
    assert chosen_in(made_for_it).arrangement == "quote"


def test_a_layout_of_cards_that_the_author_names_is_filled() -> None:
    asked = replace(short(), layout="cards-2-left")
    (laid_out, _), *_ = lay_out(
        [Version(talk(asked), THEME, "en")], ("en",), arrangements=arrangements
    )
    made = laid_out.slides[0]
    assert (made.layout.name, made.arrangement) == ("cards-2-left", "cards")
    assert [(one.region, one.paragraphs[0].runs[0]) for one in made.frames if one.role == "text"]
    assert [one.region for one in made.frames if one.role == "text"] == ["card-1", "card-2"]


def test_an_arrangement_that_is_not_for_the_content_is_an_error_with_a_hint() -> None:
    asked = replace(slide(lines(3)), arrange="cards", arrange_span=SPAN)
    (problem,) = not_arranged(asked, chosen(asked), talk(asked))
    assert problem.message == "the content of this slide cannot be arranged as `cards`"
    assert problem.hint is not None
    assert "diptych explain one" in problem.hint


def test_a_choice_is_remembered_until_a_language_changes() -> None:
    memo = Memo()
    counted: list[str] = []

    def count(one: Slide) -> Mapping[ArrangementName, tuple[Slide, ...]]:
        counted.append(one.id)
        return arrangements(one)

    versions = (short(), short())
    for slides in (versions, versions, (versions[0], slide(groups(lines(3), lines(2))))):
        memo.begin()
        deciders = [
            Version(talk(one, arrange="auto"), THEME, f"l{i}") for i, one in enumerate(slides)
        ]
        choose(slides, deciders, Bodies(count), memo)
    assert len(counted) == 4


def test_one_table_that_leaves_most_of_its_page_free_is_in_the_middle() -> None:
    def top_and_bottom(*blocks: Block) -> tuple[Emu, Emu]:
        made = slide(*blocks)
        (laid_out, found), *_ = lay_out(
            [Version(talk(made, arrange="auto"), THEME, "en")], ("en",), arrangements=arrangements
        )
        assert found == ()
        (shown,) = laid_out.slides[0].tables
        return Emu(shown.box.y - BODY.box.y), Emu(BODY.box.bottom - shown.box.bottom)

    above, below = top_and_bottom(table("a | b"))
    assert abs(above - below) <= 1 < above
    assert top_and_bottom(table(*["a | b"] * 12))[0] == 0
    above, below = top_and_bottom(bullets("Cod: 12 kg", "Herring: 40 kg", "Sprat: 3 kg"))
    assert abs(above - below) <= 1 < above


def test_tables_side_by_side_that_leave_most_of_their_page_free_begin_at_one_height() -> None:
    def tops(*columns: Column) -> tuple[Emu, ...]:
        made = slide(columns=columns)
        (laid_out, found), *_ = lay_out(
            [Version(talk(made, arrange="auto"), THEME, "en")], ("en",), arrangements=arrangements
        )
        assert found == ()
        return tuple(shown.box.y for shown in laid_out.slides[0].tables)

    one, other = tops(column(table("a | b")), column(table(*["a | b"] * 3)))
    assert one == other > LEFT.box.y
    assert tops(column(table("a | b")), column(table(*["a | b"] * 12)))[0] == LEFT.box.y


def test_text_with_other_blocks_is_in_the_middle_with_them_but_texts_in_columns_at_the_top() -> (
    None
):
    def edges(made: Slide) -> list[tuple[int, int]]:
        (laid_out, found), *_ = lay_out(
            [Version(talk(made, arrange="auto"), THEME, "en")], ("en",), arrangements=arrangements
        )
        assert found == ()
        in_body = (
            one for one in laid_out.slides[0].shapes if one.region in {"body", "left", "right"}
        )
        return [(one.box.y, one.box.bottom) for one in in_body]

    (first, _), (_, last) = edges(slide(prose(), table("a | b")))
    assert abs((first - BODY.box.y) - (BODY.box.bottom - last)) <= 1 < first - BODY.box.y
    beside = edges(slide(columns=(column(prose()), column(table(*["a | b"] * 3)))))
    assert len({top for top, _ in beside}) == 1
    assert beside[0][0] > LEFT.box.y
    texts = edges(slide(columns=(column(prose()), column(prose()))))
    assert {top for top, _ in texts} == {LEFT.box.y + GAP}


LEAD = replace(region("lead", at=at(64, 80, 960, 30)), is_optional=True)
LEAD = replace(region("lead", at=at(64, 80, 960, 30)), is_optional=True)
LED = theme(*LAYOUTS, layout("cards-2", LEAD, *CARDS[0].regions))
"""A theme whose cards have room for what leads."""


def on_pages(*body: Bullets, using: Theme = LED, **rest: Any) -> tuple[LaidOutSlide, ...]:
    asked = slide(*body, arrange="pages", **rest)
    (laid_out, found), *_ = lay_out(
        [Version(talk(asked), using, "en")], ("en",), arrangements=arrangements
    )
    assert found == ()
    return laid_out.slides


def test_pages_are_marked_numbered_and_arranged_each_by_what_is_on_it() -> None:
    inner = bullets(item("One", lines(1)), item("Two", lines(2)))
    first, second = on_pages(groups(inner, lines(3)))
    assert [(page.part, page.pages, page.number) for page in (first, second)] == [
        (1, 2, 1),
        (2, 2, 2),
    ]
    assert (first.title, second.title) == ("Title (1/2)", "Title (2/2)")
    assert (first.arrangement, first.arranged_within) == ("pages", "cards")
    assert (second.arrangement, second.arranged_within) == ("pages", None)
    assert first.slide == second.slide


def test_pages_show_the_sources_that_they_cite_and_the_first_what_none_does() -> None:
    cites = replace(item("Cites"), text=runs(Run("Cites"), Run("2", role="citation")))
    sources = (source("a", "A"), source("b", "B", 2))
    first, second = on_pages(groups(lines(2), bullets(cites)), sources=sources)
    (of_first,) = (frame for frame in first.frames if frame.role == "sources")
    (of_second,) = (frame for frame in second.frames if frame.role == "sources")
    assert [p.runs[0] for p in of_first.paragraphs] == [Run("A")]
    assert "B" in [run.text for p in of_second.paragraphs for run in p.runs if isinstance(run, Run)]


def test_each_page_has_the_largest_type_at_which_it_fits() -> None:
    densities = tuple(replace(times(factor), name=f"{factor}") for factor in (2, 1.6, 1.3, 1))
    using = replace(LED, densities=densities)
    first, second = on_pages(groups(lines(14), lines(1)), using=using)
    assert [page.density.name for page in (first, second)] == ["1", "2"]


def test_pages_are_remembered_with_their_own_layouts() -> None:
    memo = Memo()
    inner = bullets(item("One", lines(1)), item("Two", lines(2)))
    version = Version(talk(slide(groups(inner, lines(3)), arrange="pages")), LED, "en")
    made = [lay_out([version], ("en",), memo, arrangements=arrangements) for _ in range(2)]
    ((before, _),), ((after, _),) = made
    assert [page.layout.name for page in before] == ["cards-2", "body"]
    assert after == before
