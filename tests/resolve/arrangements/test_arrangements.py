"""What the shape of a slide's content suggests."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    SPAN,
    bullets,
    code,
    column,
    item,
    picture,
    prose,
    quote,
    runs,
    slide,
    style,
    table,
    text,
    with_icon,
)
from tests.render.factory import bold

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.metric import Metric
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.model.block import Block, TextBlock
from diptych.model.deck import ArrangementName, Slide
from diptych.model.geometry import emu
from diptych.model.text import Inline, LineBreak, Run, RunStyle, plain_text
from diptych.model.theme import BOLD
from diptych.resolve.arrangements import ARRANGEMENTS, arrangements
from diptych.resolve.arrangements.cards import HeadNote
from diptych.resolve.arrangements.picture import CaptionBeside
from diptych.resolve.arrangements.quote import LargeQuote
from diptych.resolve.arrangements.rows import RowLabel
from diptych.resolve.arrangements.verdict import Verdict
from diptych.resolve.source_list import SourceList


def words(block: Block) -> str:
    """Return a block in short: its texts, with those below an item in parentheses."""
    match block:
        case Prose():
            return block.text.plain
        case Bullets():
            return ", ".join(
                one.text.plain + (f" ({', '.join(map(words, one.content))})" if one.content else "")
                for one in block.items
            )
        case Table():
            return " / ".join(" | ".join(cell.plain for cell in row) for row in block.rows)
        case Metric():
            return block.value.plain
        case RowLabel() | HeadNote():
            return block.text.plain
        case _:
            return type(block).__name__


def shape(one: Slide) -> dict[str, str]:
    """Return what is in each region; the layout is called `is`."""
    regions = {placed.region: "; ".join(map(words, placed.blocks)) for placed in one.placed}
    return {"is": one.layout or "", **regions} | (
        {"body": "; ".join(map(words, one.body))} if one.body else {}
    )


SIDE_BY_SIDE = ["cards-2", "cards-2-left", "cards-2-right", "cards-2-left", "cards-2-right"]
"""Two cards in five ways: alike, or one of them somewhat or much wider."""


def found(*body: Block, **rest: Any) -> dict[str, list[dict[str, str]]]:
    """Return the arrangements of a slide in short, by name."""
    ways = arrangements(slide(*body, **rest))
    return {name: [shape(way) for way in each] for name, each in ways.items()}


def group(head: str, *points: str) -> Item:
    return item(head, bullets(*points))


def metric(value: str) -> Metric:
    return Metric(value=text(value), span=SPAN)


def test_every_arrangement_that_can_be_asked_for_exists() -> None:
    assert tuple(ARRANGEMENTS) == get_args(ArrangementName)


def test_heads_with_points_are_cards() -> None:
    three = bullets(group("Bias", "a", "b"), group("Safety", "c"), group("Fairness", "d"))
    assert found(three)["cards"][0] == {
        "is": "cards-3",
        "card-1": "Bias (a, b)",
        "card-2": "Safety (c)",
        "card-3": "Fairness (d)",
    }


def test_dates_of_all_heads_are_notes_below_them() -> None:
    dated = bullets(group("Llama 2 (July 2023)", "a"), group("Mistral (Oct. 2023)", "b"))
    assert found(dated)["cards"][0] == {
        "is": "cards-2",
        "card-1": "Llama 2 ((July 2023), a)",
        "card-2": "Mistral ((Oct. 2023), b)",
    }


def test_dates_stay_beside_heads_if_some_have_none() -> None:
    mixed = bullets(group("Llama 2 (July 2023)", "a"), group("Mistral (a wind)", "b"))
    assert found(mixed)["cards"][0]["card-1"] == "Llama 2 (July 2023) (a)"


def test_where_cards_would_be_too_small_groups_share_two_that_have_about_as_much() -> None:
    long = bullets(
        group("A", "a"), group("B", "b"), group("C", "c"), group("D", "d", "e", "f", "g", "h")
    )
    assert [(way["is"], way["card-1"], way["card-2"]) for way in found(long)["columns"]] == [
        (layout, "A (a), B (b), C (c)", "D (d, e, f, g, h)") for layout in SIDE_BY_SIDE
    ]


def test_heads_with_icons_are_seen_as_a_row_of_cards() -> None:
    three = bullets(*(with_icon(head, bullets("a")) for head in "ABC"))
    ways = arrangements(slide(three))
    assert all([track.cards for track in way.tracks] == [1, 1, 1] for way in ways["cards"])
    assert "columns" not in ways
    assert "columns" in arrangements(slide(bullets(*(group(head, "a") for head in "ABC"))))


def test_an_icon_stands_left_of_the_label_of_a_row_and_of_its_note() -> None:
    listed = bullets(with_icon("Krutrim (2023)", bullets("a")), group("GPT", "b"))
    (way,) = arrangements(slide(listed, arrange="rows"))["rows"]
    (label,) = way.placed[0].blocks
    assert isinstance(label, RowLabel)
    head, note = label.draw(style())
    assert head.bullet is not None
    assert head.bullet.icon == "anchor"
    assert head.indent == head.hanging == note.indent > emu(head.size)
    assert "".join(run.text for run in head.runs if isinstance(run, Run)) == "Krutrim"


def countries(*more: Item) -> Bullets:
    four = group("Japan", "a", "b"), group("EU", "c"), group("China", "d"), group("India", "e")
    return bullets(*four, *more)


def test_four_to_six_short_heads_with_few_points_are_rows() -> None:
    assert found(countries())["rows"] == [
        {
            "is": "rows-4",
            "label-1": "Japan",
            "points-1": "a, b",
            "label-2": "EU",
            "points-2": "c",
            "label-3": "China",
            "points-3": "d",
            "label-4": "India",
            "points-4": "e",
        }
    ]


def test_two_or_three_heads_with_up_to_three_points_may_be_rows_if_that_fills_the_page() -> None:
    three = bullets(
        group("A head that has more than twenty-five letters", "a", "b", "c"),
        group("EU", "c"),
        group("India", "d"),
    )
    assert found(three)["rows"][0]["is"] == "rows-3"
    assert found(bullets(*three.items[:2]))["rows"][0]["is"] == "rows-2"


@pytest.mark.parametrize(
    "other",
    [
        group("A head that has more than forty-eight letters in it", "f"),
        group("UK", "f", "g", "h", "i"),
        item("UK", bullets(item("f", bullets("deeper")))),
    ],
)
def test_few_heads_are_no_rows_if_one_is_long_or_has_much_below_it(other: Item) -> None:
    assert found(bullets(group("EU", "c"), other)).get("rows") is None


@pytest.mark.parametrize(
    "other",
    [
        group("A head that has twenty-five", "f"),
        group("열세 글자보다 긴 한국어 머리", "f"),
        group("UK", "f", "g", "h"),
        item("UK", bullets(item("f", bullets("g")))),
        item("UK", prose("f")),
    ],
    ids=["long", "wide", "many points", "deep", "no list"],
)
def test_heads_that_are_no_names_or_have_much_below_them_are_rows_only_on_request(
    other: Item,
) -> None:
    assert "rows" not in found(countries(other))
    assert found(countries(other), arrange="rows")["rows"][0]["is"] == "rows-5"


def test_a_parenthesis_at_the_end_of_a_head_does_not_make_it_long() -> None:
    assert "rows" in found(countries(group("United Kingdom (since August 2023)", "f")))


def test_a_slide_that_asks_for_rows_has_them_for_two_heads() -> None:
    two = bullets(group("A", "a", "b", "c"), group("B", "d"))
    assert [one["is"] for one in found(two, arrange="rows")["rows"]] == ["rows-2"]
    assert [one["is"] for one in found(two, layout="rows-2")["rows"]] == ["rows-2"]


def test_points_alone_are_rows_on_request_or_below_a_headline_of_their_own() -> None:
    points = bullets("a", "b", "c", "d")
    rows = {"is": "points-4", **{f"points-{n}": one for n, one in enumerate("abcd", 1)}}
    assert "rows" not in found(points)
    assert "rows" not in found(points, running_title=True)
    assert found(points, arrange="rows")["rows"] == [rows]
    (way,) = arrangements(slide(prose("What"), points, running_title=True))["rows"]
    assert shape(way) == {"is": "points-4", "lead": "What", **rows}
    few = bullets("a", "b", "c")
    assert "rows" not in found(few, arrange="rows")


ACCENT = RunStyle(bold=True, accent=True)


def verdict_of(*inlines: Run, more: tuple[str, ...] = ()) -> Block:
    """Return what is beside the second head, whose first point has these runs."""
    point = replace(item("x"), text=replace(text("x"), inlines=inlines))
    heads = bullets(group("A", "a"), item("B", bullets(point, *more)))
    (way,) = arrangements(slide(heads, arrange="rows"))["rows"]
    return way.placed[-1].blocks[0]


def test_the_only_point_of_a_row_is_larger_if_all_of_it_stands_out() -> None:
    said = verdict_of(Run("Sold "), Run("out", ACCENT))
    assert isinstance(said, Bullets)
    assert isinstance(verdict_of(Run("Sold out", ACCENT), more=("again",)), Bullets)
    said = verdict_of(Run("Sold out", ACCENT))
    assert isinstance(said, Verdict)
    (fact,), (drawn,) = bullets("Sold out").draw(style()), said.draw(style())
    assert drawn.size == fact.size * 1.75
    assert drawn.weight == BOLD
    assert drawn.bullet is None


def lines_of(*inlines: Inline, **more: object) -> list[tuple[str, float, float]]:
    """Return what a row shows of a point and of one after it: words, size and space above in pt."""
    point = replace(item("x"), text=replace(text("x"), inlines=inlines), **more)
    heads = bullets(group("A", "a"), item("B", bullets(point, "again")))
    (way,) = arrangements(slide(heads, arrange="rows"))["rows"]
    blocks = [block for block in way.placed[-1].blocks if isinstance(block, TextBlock)]
    drawn = [one for block in blocks for one in block.draw(style())]
    return [(plain_text(one.runs), one.size, one.space_before) for one in drawn]


def test_a_line_of_a_point_is_larger_if_all_of_it_stands_out() -> None:
    (point,) = bullets("x").draw(style())
    size, above = point.size, point.space_before
    again = ("again", size, above)
    broken = Run("We are "), LineBreak(), Run("sold out", ACCENT)
    assert lines_of(*broken) == [("We are", size, above), ("sold out", size * 1.75, 4.2), again]
    first = Run("Sold out", ACCENT), LineBreak(), Run("since "), LineBreak(), Run("May")
    assert lines_of(*first) == [
        ("Sold out", size * 1.75, above),
        ("since May", size, 2.4),
        again,
    ]
    in_line = Run("We are "), LineBreak(), Run("sold out", ACCENT), Run(".")
    assert lines_of(*in_line) == [("We are sold out.", size, above), again]
    apart = Run("We are"), LineBreak(), LineBreak(), Run("open")
    (way,) = arrangements(
        slide(
            bullets(
                group("A", "a"),
                item("B", bullets(replace(item("x"), text=replace(text("x"), inlines=apart)))),
            ),
            arrange="rows",
        )
    )["rows"]
    (kept,) = way.placed[-1].blocks
    assert isinstance(kept, Bullets)
    assert kept.items[0].text.inlines == apart
    assert lines_of(*broken, done=False) == [("We are sold out", size, above), again]


def test_so_is_what_is_below_the_head_of_a_card() -> None:
    point = replace(item("x"), text=replace(text("x"), inlines=(Run("Sold out", ACCENT),)))
    heads = bullets(group("A", "a"), item("B", bullets(point)))
    first, second = (one.blocks[0] for one in arrangements(slide(heads))["cards"][0].placed)
    assert isinstance(first, Bullets)
    assert isinstance(second, Bullets)
    assert isinstance(first.items[0].content[0], Bullets)
    (said,) = second.items[0].content
    assert isinstance(said, Verdict)
    _, drawn = second.draw(style())
    assert (drawn.size, drawn.level, drawn.bullet) == (style().level(1).size * 1.4, 1, None)


def test_a_picture_or_table_among_the_points_is_never_in_rows() -> None:
    tabled = replace(item("A"), content=(table("a | b"),))
    assert "rows" not in found(bullets(tabled, group("B", "b")), arrange="rows")


def test_the_parenthesis_at_the_end_of_a_head_is_its_note() -> None:
    noted = bullets(group("Krutrim (Dec. 2023)", "a"), group("GPT (3) and 4", "b"))
    (way,) = arrangements(slide(noted, arrange="rows"))["rows"]
    labels = [placed.blocks[0] for placed in way.placed if placed.region.startswith("label")]
    assert [
        (one.text.plain, one.note.plain if one.note else None)
        for one in labels
        if isinstance(one, RowLabel)
    ] == [("Krutrim", "(Dec. 2023)"), ("GPT (3) and 4", None)]


def test_a_label_and_its_points_appear_with_their_item() -> None:
    stepped = bullets(replace(group("A", "a"), step=2), group("B", "b"))
    (way,) = arrangements(slide(stepped, arrange="rows"))["rows"]
    assert [placed.blocks[0].step for placed in way.placed] == [2, 2, 0, 0]


def test_a_label_has_its_regions_first_style_and_its_note_the_second() -> None:
    label = RowLabel(text=text("A"), note=text("(b)"), span=SPAN, id="a")
    drawn = label.draw(style())
    assert [(one.level, one.block_id) for one in drawn] == [(0, "a"), (1, None)]
    assert [one.size for one in drawn] == [style().level(level).size for level in (0, 1)]


def test_groups_of_groups_are_rows_of_cards() -> None:
    two = bullets(
        item("Cloud", bullets(group("Gemini", "a"), group("Claude", "b"))),
        item("Open", bullets(group("Llama", "c"), group("Falcon", "d"))),
    )
    assert found(two)["grid"] == [
        {
            "is": "grid-2x2",
            "row-1": "Cloud",
            "card-1": "Gemini (a)",
            "card-2": "Claude (b)",
            "row-2": "Open",
            "card-3": "Llama (c)",
            "card-4": "Falcon (d)",
        }
    ]


def test_rows_of_unequal_length_are_no_grid() -> None:
    uneven = bullets(
        item("Cloud", bullets(group("Gemini", "a"), group("Claude", "b"))),
        item("Open", bullets(group("Llama", "c"))),
    )
    assert "grid" not in found(uneven)


@pytest.mark.parametrize(
    ("count", "layouts"),
    [
        (1, []),
        (2, ["cards-2", "cards-2-left", "cards-2-right"]),
        (3, ["cards-3"]),
        (4, ["cards-4"]),
        (5, ["cards-5"]),
        (6, ["cards-6"]),
        (7, []),
    ],
)
def test_two_to_six_groups_have_layouts(count: int, layouts: list[str]) -> None:
    groups = bullets(*(group(f"head {n}", "point") for n in range(count)))
    ways = found(groups).get("cards", [])
    assert list(dict.fromkeys(way["is"] for way in ways)) == layouts


def divisions(*groups: Item) -> list[tuple[int, ...]]:
    """Return how many cards each column has, in the order in which divisions are tried."""
    ways = arrangements(slide(bullets(*groups)))["cards"]
    return list(dict.fromkeys(tuple(track.cards for track in way.tracks) for way in ways))


def test_cards_stand_in_two_or_three_columns_with_about_as_much() -> None:
    assert divisions(group("A", "a"), group("B", "b"), group("C", "c"), group("D", "d")) == [
        (2, 2),
        (1, 3),
        (3, 1),
        (1, 1, 2),
        (1, 2, 1),
        (2, 1, 1),
    ]
    assert divisions(group("A", *"abcde"), group("B", "b"), group("C", "c"))[0] == (1, 2)


def test_cards_with_tables_may_have_all_of_the_width() -> None:
    with_table = replace(item("A"), content=(table("a | b"),))
    below = replace(item("b"), content=(table("c | d"),))
    ways = divisions(with_table, item("B", bullets(below)))
    assert ways == [(2,), (1, 1)]
    assert divisions(group("A", "a"), group("B", "b")) == [(1, 1)]


def test_an_item_that_has_all_the_others_below_it_leads_them() -> None:
    one = bullets(item("Competition", bullets(group("EU", "a"), group("Japan", "b"))))
    assert found(one)["cards"][0] == {
        "is": "cards-2",
        "lead": "Competition",
        "card-1": "EU (a)",
        "card-2": "Japan (b)",
    }


def test_a_first_item_without_points_leads_the_groups_after_it() -> None:
    listed = bullets("Case study: India", group("Krutrim", "a"), group("Vaani", "b"))
    assert found(listed)["cards"][0]["lead"] == "Case study: India"


def test_paragraphs_above_a_list_lead_it() -> None:
    way = found(prose("All of them"), bullets(group("A", "a"), group("B", "b")))["cards"][0]
    assert way["lead"] == "All of them"


def test_a_list_with_points_below_some_items_only_is_no_group() -> None:
    assert found(bullets(group("A", "a"), "B", group("C", "c"))) == {}


def test_numbered_lists_stay_lists() -> None:
    assert found(bullets(group("A", "a"), group("B", "b"), start=1)) == {}


def test_heads_that_are_dates_are_a_timeline_before_they_are_cards() -> None:
    dated = bullets(group("2018", "a"), group("2020", "b"), group("2022", "c"))
    assert list(found(dated)) == ["timeline", "rows", "cards", "columns"]
    assert found(dated)["timeline"] == [
        {"is": "timeline-3", "event-1": "2018 (a)", "event-2": "2020 (b)", "event-3": "2022 (c)"}
    ]


def test_what_follows_a_date_stands_below_it() -> None:
    dated = bullets("Jan. 2023: orders", "2023년 4월: 발주", "May 7, 2023: A3")
    assert found(dated)["timeline"][0]["event-2"] == "2023년 4월 (발주)"


def test_a_short_sentence_is_a_statement_without_a_bullet() -> None:
    expected = {"statement": [{"is": "titled-statement", "statement": "They share an essence."}]}
    assert found(bullets("They share an essence.")) == expected
    assert found(prose("They share an essence.")) == expected


def test_short_paragraphs_are_a_statement_and_what_it_rests_on_if_the_author_says_so() -> None:
    both = prose("Service = model + tuning"), prose("Training is costly")
    assert found(*both) == {}
    way = {"is": "titled-statement", "statement": words(both[0]), "reason": words(both[1])}
    assert found(*both, arrange="statement") == {"statement": [way]}
    assert found(*both, *both, arrange="statement") == {}
    assert found(prose("word " * 20), arrange="statement") == {}


def test_what_is_below_a_statement_has_a_page_of_its_own() -> None:
    listed = bullets(group("A", "a"), group("B", "b"))
    (way,) = arrangements(slide(prose("Service"), listed, arrange="statement"))["pages"]
    first, second = way.pages
    assert (first.layout, [one.region for one in first.placed]) == (
        "titled-statement",
        ["statement"],
    )
    assert (second.layout, second.body, second.arrange) == (None, (listed,), None)
    assert "pages" not in found(prose("Service"), listed)


def test_a_long_sentence_is_none() -> None:
    assert found(prose("word " * 20)) == {}


def said(way: Slide) -> list[str]:
    """Return the quoted words of a slide, and their source, marked by a dash before it."""
    (block,) = way.placed[0].blocks
    assert isinstance(block, LargeQuote)
    source = [f"from {block.source.plain}"] if block.source is not None else []
    return [*(one.plain for one in block.paragraphs), *source]


@pytest.mark.parametrize("dash", ["\u2013", "\u2014", "\u2015"])
def test_a_quotation_alone_is_large_and_what_follows_a_dash_is_its_source(dash: str) -> None:
    own = slide(quote("To be,", "or not to be.", f"{dash} Hamlet"))
    below = slide(quote("To be,", "or not to be."), prose(f"{dash} Hamlet"))
    for one in (own, below):
        (way,) = arrangements(one)["quote"]
        assert (way.layout, way.placed[0].region) == ("quote", "quote")
        assert said(way) == ["To be,", "or not to be.", f"from {dash} Hamlet"]


def test_a_quotation_needs_no_source() -> None:
    assert said(arrangements(slide(quote("To be", "or not")))["quote"][0]) == ["To be", "or not"]


@pytest.mark.parametrize(
    "body",
    [
        (prose("He said:"), quote("To be")),
        (quote("To be"), prose("A sentence of the slide's own")),
        (quote("To be", "\u2014 Hamlet"), prose("\u2014 again")),
        (quote("To be"), prose("\u2014 Hamlet"), bullets("a", "b")),
    ],
)
def test_a_quotation_among_other_content_stays_where_it_is(body: tuple[Block, ...]) -> None:
    assert found(*body) == {}


def photo(aspect: float, name: str = "p.jpg", **rest: Any) -> Picture:
    made = picture(aspect, **rest)
    return replace(made, asset=replace(made.asset, name=name))


TWO = bullets("a", "b")


def test_a_picture_stands_on_the_side_on_which_it_is_written() -> None:
    assert [way["is"] for way in found(picture(), TWO)["picture"]] == ["picture-left"]
    assert found(TWO, picture()) == {}, "the layout for a picture with text has it on the right"


def test_an_upright_photo_reaches_the_edge_of_the_page() -> None:
    assert [way["is"] for way in found(TWO, photo(0.7))["picture"]] == ["picture-edge-right"]
    assert [way["is"] for way in found(photo(0.7), TWO)["picture"]] == [
        "picture-edge-left",
        "picture-left",
    ]


@pytest.mark.parametrize(
    "other",
    [
        photo(1.5),
        photo(0.3),
        photo(0.7, "drawing.svg"),
        photo(0.7, width=0.4),
    ],
)
def test_what_is_no_photo_of_that_shape_keeps_its_margins(other: Picture) -> None:
    assert found(TWO, other) == {}


def test_any_picture_reaches_the_edge_if_the_author_asks_for_that_layout() -> None:
    drawing = photo(1.5, "drawing.svg", width=0.4)
    for layout in ("picture-edge-left", "picture-edge-right"):
        assert [way["is"] for way in found(TWO, drawing, layout=layout)["picture"]] == [layout]


def test_the_caption_of_a_picture_at_the_edge_is_below_the_text() -> None:
    captioned = replace(photo(0.7, caption="A prompt"), alt=None)
    (way,) = arrangements(slide(captioned, TWO, layout="picture-edge-left"))["picture"]
    shown, listed, caption = way.body
    assert isinstance(shown, Picture)
    assert isinstance(caption, CaptionBeside)
    assert listed == TWO
    assert (shown.caption, shown.alt, caption.text) == (None, text("A prompt"), text("A prompt"))
    (paragraph,) = caption.draw(style())
    assert (paragraph.token, paragraph.space_before > paragraph.size) == ("caption", True)


def test_two_groups_below_a_title_with_vs_are_compared() -> None:
    two = bullets(group("Cloud", "a"), group("Edge", "b"))
    for title in ("Cloud vs. edge", "Cloud VS edge", "Cloud versus edge", "클라우드 대 엣지"):
        assert found(two, title=title)["comparison"] == [
            {
                "is": "comparison",
                "head-1": "Cloud",
                "side-1": "a",
                "head-2": "Edge",
                "side-2": "b",
            }
        ]


def test_the_points_of_a_comparison_appear_with_their_head() -> None:
    stepped = bullets(item("A", bullets("a"), step=1), item("B", bullets("b"), step=2))
    (way,) = arrangements(slide(stepped, arrange="comparison"))["comparison"]
    assert [block.step for placed in way.placed for block in placed.blocks] == [1, 1, 2, 2]


def test_other_groups_are_compared_if_the_author_says_so() -> None:
    two = bullets(group("Cloud", "a"), group("Edge", "b"))
    assert "comparison" not in found(two, title="Canvas and revs")
    assert "comparison" in found(two, arrange="comparison")
    assert [way["is"] for way in found(two, layout="comparison")["comparison"]] == ["comparison"]
    three = bullets(group("A", "a"), group("B", "b"), group("C", "c"))
    assert "comparison" not in found(three, title="A vs. B vs. C")


def test_an_agenda_is_numbered_and_all_but_the_present_section_is_quiet() -> None:
    present = replace(item("B"), text=runs(bold("B")))
    made = slide(bullets("A", present, "C"), generated="agenda")
    (way,) = arrangements(made)["agenda"]
    assert way.layout == "agenda"
    (listed,) = way.placed[0].blocks
    assert isinstance(listed, Bullets)
    assert listed.start == 1
    roles = [[run.role for run in one.text.runs if isinstance(run, Run)] for one in listed.items]
    assert roles == [["aside"], [""], ["aside"]]


def test_an_agenda_outside_all_sections_has_none_that_is_quiet() -> None:
    (way,) = arrangements(slide(bullets("A", "B"), generated="agenda"))["agenda"]
    (listed,) = way.placed[0].blocks
    assert isinstance(listed, Bullets)
    assert [run.role for one in listed.items for run in one.text.runs if isinstance(run, Run)] == [
        "",
        "",
    ]


def test_a_list_of_sources_is_divided_into_two_columns() -> None:
    lines = tuple(runs(Run(f"source {n}", link=f"https://{n}.example")) for n in range(5))
    listed = SourceList(lines=lines, span=SPAN)
    below, across = arrangements(slide(listed, generated="references"))["references"]
    assert {below.layout, across.layout} == {"references"}

    def columns(way: Slide) -> list[str]:
        blocks = [block for placed in way.placed for block in placed.blocks]
        lists = [one.lines for one in blocks if isinstance(one, SourceList)]
        return ["".join(line.plain[-1] for line in one) for one in lists]

    assert columns(below) == ["012", "34"]
    assert columns(across) == ["024", "13"], "for a list that goes on on further pages"


def test_a_listed_source_is_a_link_that_looks_like_text() -> None:
    listed = SourceList(lines=(runs(Run("there", link="https://a.example")),), span=SPAN)
    way, _ = arrangements(slide(listed, generated="references"))["references"]
    ((block,),) = [placed.blocks for placed in way.placed]
    assert isinstance(block, SourceList)
    (paragraph,) = block.draw(style())
    assert paragraph.runs == (Run("there", link="https://a.example", role="quiet-link"),)


def dated(one: Slide) -> Table:
    """Return the rows of a slide whose items carry dates."""
    ((placed,), *_) = [way.placed for way in arrangements(one)["dates"]]
    (rows,) = placed.blocks
    assert isinstance(rows, Table)
    return rows


def test_items_that_end_with_a_date_are_rows_with_the_date_on_the_right() -> None:
    listed = bullets("Orders grow (Jan. 2023)", "The A3 is shown (May 2023)", "H200 (2023년 11월)")
    table = dated(slide(listed))
    assert words(table) == (
        "Orders grow | Jan. 2023 / The A3 is shown | May 2023 / H200 | 2023년 11월"
    )
    assert [table.align_of(column) for column in range(2)] == ["left", "right"]
    dates = [run for row in table.rows for run in row[1].runs if isinstance(run, Run)]
    assert [run.role for run in dates] == ["aside"] * 3


def test_items_that_begin_with_a_date_are_rows_with_the_date_on_the_left() -> None:
    listed = bullets(*(f"{year}: what happened" for year in range(2017, 2025)))
    assert list(found(listed)) == ["dates", "table"]
    rows = "2017 | what happened / 2018 | what happened"
    assert [
        (way["is"], way.get("rows", way.get("body", ""))[:43]) for way in found(listed)["dates"]
    ] == [
        ("rows", rows),
        ("", rows),
    ], "in a layout of their own, or in the body if the theme has none"


def test_a_short_timeline_is_tried_before_rows() -> None:
    assert list(found(bullets("2018: a", "2020: b", "2022: c"))) == ["timeline", "dates", "table"]


@pytest.mark.parametrize(
    "items",
    [
        ("Orders (Jan. 2023)", "No date"),
        ("Orders (Jan. 2023)", "The A3 (May 2023)", "No date"),
        ("Orders (Jan. 2023)", "The A3 (May 2023)", "Units (200,000 units)"),
        ("Orders (Jan. 2023)", "The A3 (May 2023)", "2023: the rest"),
    ],
)
def test_items_of_which_not_all_carry_a_date_stay_a_list(items: tuple[str, ...]) -> None:
    assert found(bullets(*items)) == {}


def test_a_citation_after_a_date_stays_with_it() -> None:
    cited = runs(Run("Orders (Jan. 2023)"), Run("1", role="citation"))
    items = [replace(item("x"), text=cited) for _ in range(3)]
    table = dated(slide(bullets(*items)))
    assert [run.text for run in table.rows[0][1].runs if isinstance(run, Run)] == ["Jan. 2023", "1"]


def test_metrics_stand_side_by_side() -> None:
    way = found(prose("In 2023"), metric("1.5 million"), metric("26,000"))["metrics"][0]
    assert way == {
        "is": "metrics-2",
        "lead": "In 2023",
        "metric-1": "1.5 million",
        "metric-2": "26,000",
    }


def test_names_with_values_are_a_table() -> None:
    listed = bullets("Enterprise: Llama 2", "Communities: BLOOM", "National support: Falcon")
    assert found(listed) == {
        "table": [
            {
                "is": "",
                "body": "Enterprise | Llama 2 / Communities | BLOOM / National support | Falcon",
            }
        ]
    }


@pytest.mark.parametrize(
    "items",
    [
        ("A: b", "C: d"),
        ("A: b", "C: d", "no value"),
        ("A: b", "C: d", "A clause that is far too long for a name: e"),
    ],
)
def test_other_lists_are_no_table(items: tuple[str, ...]) -> None:
    assert "table" not in found(bullets(*items))


def test_what_the_author_has_arranged_is_left_alone() -> None:
    groups = bullets(group("A", "a"), group("B", "b"))
    assert found(groups, layout="body") == {}
    assert found(columns=(column(groups),)) == {}
    assert found(groups, generated="section") == {}


def test_a_layout_of_cards_is_filled_with_the_groups() -> None:
    ways = found(bullets(group("A", "a"), group("B", "b")), layout="cards-2-right")
    assert [way["is"] for way in ways["cards"]] == ["cards-2-right"]


def test_such_a_layout_keeps_its_own_boxes() -> None:
    asked = slide(bullets(group("A", "a"), group("B", "b")), layout="cards-2-right")
    (way,) = arrangements(asked)["cards"]
    assert way.tracks == ()


def test_other_blocks_stay_in_the_body() -> None:
    assert found(bullets(group("A", "a"), group("B", "b")), code("x")) == {}
    assert found(table("a | b")) == {}


def test_a_list_that_appears_item_by_item_does_so_card_by_card() -> None:
    stepped = bullets(group("A", "a"), group("B", "b"), step=2)
    first = arrangements(slide(stepped))["cards"][0].placed[0].blocks[0]
    assert isinstance(first, Bullets)
    assert first.items[0].step == 2


def on_pages(*body: Block, **rest: Any) -> list[str]:
    """Return what is on each page if a slide asks for pages; nothing if it cannot have them."""
    ways = arrangements(slide(*body, arrange="pages", **rest)).get("pages", ())
    return ["; ".join(map(words, page.body)) for way in ways for page in way.pages]


def test_groups_are_on_two_pages_with_about_as_much_on_each() -> None:
    short, long = (group("A", "a"), group("B", "b")), group("C", "c", "d", "e", "f")
    assert on_pages(bullets(*short, long)) == ["A (a), B (b)", "C (c, d, e, f)"]
    assert on_pages(bullets(long, *short)) == ["C (c, d, e, f)", "A (a), B (b)"]


def test_a_table_above_groups_has_the_first_page_and_a_paragraph_shares_it() -> None:
    two = bullets(group("A", "a"), group("B", "b"))
    assert on_pages(table("x | y"), two) == ["x | y", "A (a), B (b)"]
    assert on_pages(prose("Lead"), two) == ["Lead; A (a)", "B (b)"]


def test_only_groups_are_on_pages_and_only_if_the_author_says_so() -> None:
    two = bullets(group("A", "a"), group("B", "b"))
    assert "pages" not in found(two)
    assert on_pages(bullets(group("A", "a"), item("B"))) == []
    assert on_pages(bullets(group("A", "a"))) == []
    assert on_pages(two, layout="cards-2") == []


def test_a_head_over_an_item_that_introduces_the_others_leads_with_it() -> None:
    listed = bullets(item("Head", bullets(item("Intro"), group("A", "a"), group("B", "b"))))
    assert found(listed)["cards"][0]["lead"] == "Head (Intro)"
