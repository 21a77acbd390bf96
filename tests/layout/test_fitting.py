from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    EVEN,
    GAP,
    LAYOUTS,
    LEFT,
    RIGHT,
    SPAN,
    WIDE,
    box,
    bullets,
    code,
    column,
    heading,
    height,
    item,
    laid_out_slide,
    layout,
    lines,
    look,
    picture,
    prose,
    quote,
    region,
    slide,
    table,
    text,
    theme,
    times,
)
from tests.solved import line_counts

from diptych.blocks.bullets import Bullets
from diptych.layout.body import gather_body
from diptych.layout.densities import common_density, largest_fitting
from diptych.layout.fitting import FittedBody, fit_body
from diptych.layout.measuring import Measuring, SlideBody
from diptych.layout.placing import place_content
from diptych.layout.stacking import Contents
from diptych.model.deck import Placed, Slide
from diptych.model.density import Density
from diptych.model.geometry import WIDESCREEN, Emu, Pt, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.theme import Panel, Theme


def density_of(made: Slide, using: Theme | None = None) -> str:
    laid_out, found = laid_out_slide(made, using=using or theme())
    assert found == []
    return laid_out.density.name


def sizes(laid_out: LaidOutSlide) -> set[float]:
    return {p.size for frame in laid_out.frames if frame.role == "text" for p in frame.paragraphs}


# The body is 480 px high, which is 360 pt: 15 lines of 24 pt, 20 of 18 pt.


@pytest.mark.parametrize(
    ("count", "density", "size"),
    [(15, "normal", 24), (16, "compact", 21), (17, "compact", 21), (18, "small", 18)],
)
def test_the_density_is_the_largest_at_which_everything_fits(
    count: int, density: str, size: float
) -> None:
    laid_out, found = laid_out_slide(slide(lines(count)))
    assert found == []
    assert laid_out.density.name == density
    assert sizes(laid_out) == {size}


@pytest.mark.parametrize(("letters", "best"), [(10, 0), (90, 1), (105, 2), (130, 0)])
def test_type_is_a_little_smaller_where_that_keeps_the_lines_of_a_listing_whole(
    letters: int, best: int
) -> None:
    assert best_of(slide(code("x" * letters))) == best


@pytest.mark.parametrize(("factors", "best"), [((1, 0.9, 0.8), 2), ((1, 0.95, 0.9, 0.8), 0)])
def test_a_line_is_wrapped_if_it_is_whole_only_in_type_that_is_much_smaller(
    factors: tuple[float, ...], best: int
) -> None:
    made = slide(code("x" * 105))
    body = measured(made).body
    assert largest_fitting(body, [times(factor) for factor in factors], range(len(factors))) == best


def test_which_density_a_slide_would_have_is_told_without_laying_it_out() -> None:
    assert [best_of(slide(lines(count))) for count in (15, 17, 20, 21)] == [0, 1, 2, None]


def best_of(made: Slide) -> int | None:
    return measured(made).best(theme(), made)


def measured(made: Slide) -> SlideBody:
    return Measuring(theme(), "en").body(made)


def test_there_is_one_density_for_all_regions_of_a_slide() -> None:
    laid_out, _ = laid_out_slide(slide(columns=(column(lines(20)), column(prose()))))
    assert sizes(laid_out) == {18.0}


def test_no_level_falls_below_its_floor() -> None:
    deep = bullets(*(item("a", bullets(item("b", bullets("c")))) for _ in range(9)))
    laid_out, found = laid_out_slide(slide(deep))
    assert found != []
    assert sizes(laid_out) == {18.0, 16.0, 14.0}


def test_every_block_goes_from_its_size_to_its_floor() -> None:
    assert all_sizes("normal") == {"level1": 24, "heading": 20, "quote": 24, "code": 16}
    assert all_sizes("compact") == {"level1": 21, "heading": 18, "quote": 21, "code": 14}
    assert all_sizes("small") == {"level1": 18, "heading": 16, "quote": 18, "code": 12}


def all_sizes(density: str) -> dict[str, float]:
    made = slide(prose(), heading(), quote("a"), code("a"), density=density)
    laid_out, _ = laid_out_slide(made)
    frames = (frame for frame in laid_out.frames if frame.role == "text")
    return {p.token: p.size for frame in frames for p in frame.paragraphs}


@pytest.mark.parametrize(("asked", "size"), [("normal", 24), ("compact", 21), ("small", 18)])
def test_a_slide_may_ask_for_the_largest_density_that_is_tried(asked: str, size: float) -> None:
    laid_out, found = laid_out_slide(slide(prose(), density=asked))
    assert (sizes(laid_out), found) == ({size}, [])


@pytest.mark.parametrize(
    ("best", "common"),
    [
        ([0, 1], 1),
        ([1, 0], 1),
        ([0, 0], 0),
        ([0, 2], 1),  # which goes smaller than the source by itself
        ([0, None], 0),
        ([None, 2], 2),
        ([None, None], 0),
    ],
)
def test_a_slide_has_one_density_in_all_languages_that_can_keep_it(
    best: list[int | None], common: int
) -> None:
    assert common_density(best) == common


def test_a_dense_slide_has_lower_floors() -> None:
    laid_out, found = laid_out_slide(slide(lines(22), density="dense"))
    assert found == []
    assert sizes(laid_out) == {16.0}
    _, found = laid_out_slide(slide(lines(22)))
    assert found == ["region `body` overflows by 2 lines at 18 pt"]


def test_an_unknown_density_is_an_error() -> None:
    _, found = laid_out_slide(slide(prose(), density="dens"))
    assert found == ["theme `plain` has no density `dens`"]


def test_fit_is_judged_with_the_font_that_replaces_ours_too() -> None:
    made = slide(*(prose("x" * 55) for _ in range(14)))
    assert density_of(made) == "normal"
    laid_out, found = laid_out_slide(made, using=theme(substitute=WIDE))
    assert found == []
    assert laid_out.density.name == "compact"
    assert {count for frame in laid_out.frames for count in line_counts(frame)} == {1}


def test_hangul_keeps_more_room_than_latin() -> None:
    latin = slide(*(prose("x" * 59) for _ in range(15)))
    hangul = slide(*(prose("가" * 29) for _ in range(15)))
    assert density_of(latin) == "normal"
    assert laid_out_slide(hangul)[0].density.name != "normal"


# ------------------------------------------------------------------------------------ what is over


@pytest.mark.parametrize(("count", "said"), [(21, "1 line"), (22, "2 lines"), (40, "20 lines")])
def test_an_overflow_says_by_how_many_lines(count: int, said: str) -> None:
    _, found = laid_out_slide(slide(lines(count)))
    assert found == [f"region `body` overflows by {said} at 18 pt"]


def fitted_above(floor: Emu, made: Slide) -> FittedBody:
    body = gather_body(place_content(made, theme()), Contents(theme(), "en"), floor)
    return fit_body(body, made, theme())


def test_an_overflow_points_at_the_first_paragraph_that_has_no_room() -> None:
    made = slide(lines(23))
    fitted = fitted_above(WIDESCREEN.bottom, made)
    (found,) = fitted.found
    assert (found.kind.name, found.is_error) == ("text-overflow", True)
    assert found.span == replace(SPAN, line=10 + 20)
    assert found.hint is not None
    assert "split the slide" in found.hint


def test_every_region_that_overflows_is_named() -> None:
    full = column(lines(25))
    _, found = laid_out_slide(slide(columns=(full, column(prose()), full)))
    assert found == [
        "region `left` overflows by 5 lines at 18 pt",
        "region `column-3` overflows by 5 lines at 18 pt",
    ]


def test_what_is_no_text_overflows_by_a_length() -> None:
    _, found = laid_out_slide(slide(code(*"abcdefghijklmnopqrstuvwxyzabcdef")))
    assert found == ["region `body` overflows by 64 px"]


def test_a_list_may_be_as_deep_as_the_region_has_styles_for() -> None:
    assert laid_out_slide(slide(nested(3)))[1] == []
    _, found = laid_out_slide(slide(nested(4)))
    assert found == ["list level 4 is deeper than the styles of region `body`"]
    _, found = laid_out_slide(slide(nested(5)))
    assert found == ["list level 4 is deeper than the styles of region `body`"]


def nested(depth: int) -> Bullets:
    below = bullets("leaf")
    for _ in range(depth - 1):
        below = bullets(item("item", below))
    return below


# ------------------------------------------------------------------------- cards with room to spare


PANEL = Panel(fill="panel", inset=from_px(20))


def on_card(
    made: Slide, *larger: Density, width: float = 960, height: float = 480, panel: Panel = PANEL
) -> tuple[str, float]:
    """Return the density of a body on a panel of a size in px, and its leading."""
    card = replace(BODY, name="card", box=box(64, 120, width, height), panel=panel)
    using = theme(*LAYOUTS, layout("card", card, *CHROME))
    using = replace(using, densities=(*larger, *using.densities))
    laid_out, _ = laid_out_slide(replace(made, layout="card"), using=using)
    return laid_out.density.name, laid_out.density.leading


def test_cards_that_leave_room_have_more_leading() -> None:
    assert on_card(slide(lines(3)), height=480) == ("normal", 1.15)


def test_cards_that_are_full_have_their_own() -> None:
    assert on_card(slide(lines(13)), height=480) == ("normal", 1.05)
    assert on_card(slide(lines(13)), height=456) == ("normal", 1.0)  # 13 lines of 32 px


LINE = Panel(line="ink", inset=from_px(20), form="upper-edge")


def test_open_columns_have_the_same_leading_however_much_room_they_leave() -> None:
    assert on_card(slide(lines(3)), height=480, panel=LINE) == ("normal", 1.0)


@pytest.mark.parametrize(
    ("count", "air"), [(3, 2.5), (9, 1.5), (10, 1.0)], ids=["sparse", "fuller", "full"]
)
def test_points_of_open_columns_are_further_apart_where_there_is_room(
    count: int, air: float
) -> None:
    apart = look("point", 24, space_before=0.5)  # 16 px
    column = replace(BODY, name="column", box=box(64, 120, 960, 530), styles=(apart,), panel=LINE)
    using = theme(*LAYOUTS, layout("column", column, *CHROME))
    made, _ = laid_out_slide(replace(slide(lines(count)), layout="column"), using=using)
    (frame,) = (one for one in made.frames if one.region == "column")
    others = frame.paragraphs[1:]
    assert {one.space_before for one in others} == {12 * air}
    assert {one.line_height for one in frame.paragraphs} == {Pt(24)}


def test_points_of_rows_are_not_as_far_apart_as_the_rows() -> None:
    apart = look("point", 24, space_before=0.5)  # 16 px
    rows = [
        replace(BODY, name=name, box=box(64, top, 960, 270), styles=(apart,), panel=LINE)
        for name, top in (("row-1", 120), ("row-2", 390))
    ]
    using = theme(*LAYOUTS, layout("rows", *rows, *CHROME))
    contents = zip(("row-1", "row-2"), (lines(6), lines(3)), strict=True)
    placed = tuple(Placed(name, (block,), SPAN) for name, block in contents)
    made, _ = laid_out_slide(slide(layout="rows", placed=placed), using=using)
    upper, lower = (one for one in made.frames if one.region.startswith("row"))
    assert upper.paragraphs[1].space_before == 12 * 1.25  # with 12 * 1.5, all would fit
    text = 6 * 32 + 5 * 20
    assert lower.box.y - upper.box.y >= from_px(20 + text + 20 + 12)


def test_type_on_a_narrow_card_is_larger_than_its_own_only_for_points_of_few_lines() -> None:
    large = replace(times(1.25), name="large")
    three, four = (slide(bullets("word " * words)) for words in (8, 12))
    assert on_card(three, large, width=420)[0] == "large"
    assert on_card(four, large, width=420)[0] == "normal"
    assert on_card(four, large, width=640)[0] == "large"


def table_above_card(rows: int, points: int) -> tuple[str, float, float]:
    """Return the density of a slide with a table above a card, and the sizes of both."""
    lead = replace(region("lead", at=box(64, 120, 960, 360)), is_optional=True)
    panel = Panel(fill="panel", inset=from_px(20))
    card = replace(BODY, name="card", box=box(64, 120, 960, 360), panel=panel)
    using = theme(*LAYOUTS, layout("card", lead, card, *CHROME))
    contents = {"lead": table(*["a | b"] * rows), "card": lines(points)}
    placed = tuple(Placed(name, (block,), SPAN) for name, block in contents.items())
    made, _ = laid_out_slide(slide(layout="card", placed=placed), using=using)
    cards = (frame.paragraphs for frame in made.frames if frame.region == "card")
    return made.density.name, made.tables[0].paragraphs[0].size, next(cards)[0].size


def test_a_table_above_cards_is_as_large_as_they_leave_room_for() -> None:
    # Its own size at `compact` is 15; at most it has that of another density.
    assert table_above_card(rows=2, points=8) == ("compact", 20, 21)
    assert table_above_card(rows=4, points=6) == ("compact", 15, 21)


def test_text_on_no_card_has_the_same_leading_on_every_slide() -> None:
    assert laid_out_slide(slide(lines(3)))[0].density.leading == 1


# ----------------------------------------------------------------- sources, leads, columns


def in_narrow_column(words: str) -> str:
    """Return the density of a slide with these words beside empty columns, 464 px wide."""
    made = slide(columns=(column(prose(words)), column(prose())))
    densities = tuple(replace(times(1 - step / 5), name=f"{step}") for step in range(5))
    using = replace(theme(*LAYOUTS), densities=densities)
    return laid_out_slide(made, using=using)[0].density.name


def test_a_smaller_density_is_better_if_it_keeps_a_word_whole() -> None:
    assert in_narrow_column("word " * 9) == "0"
    assert in_narrow_column("word " + "x" * 40) == "2"


def test_but_not_one_that_is_much_smaller_or_for_what_is_no_word() -> None:
    assert in_narrow_column("word " + "x" * 120) == "0"
    assert in_narrow_column("word " + "x9" * 20) == "0"


def test_the_body_ends_above_the_sources() -> None:
    made = slide(lines(3))
    floor = Emu(BODY.box.y + height(72))
    fitted = fitted_above(floor, made)
    (shape,) = fitted.shapes
    assert (shape.box.y, shape.box.bottom) == (BODY.box.y, floor)
    assert fitted.found == ()
    higher = Emu(floor - height(30))
    fitted = fitted_above(higher, made)
    assert [one.message for one in fitted.found] == ["region `body` overflows by 1 line at 18 pt"]


def test_a_region_that_lies_wholly_below_the_floor_has_no_room_at_all() -> None:
    made = slide(prose())
    fitted = fitted_above(Emu(0), made)
    assert [one.message for one in fitted.found] == ["region `body` overflows by 1 line at 18 pt"]


def test_columns_begin_right_below_what_leads_over_them() -> None:
    made = slide(prose("xxxx " * 14), columns=(column(prose()), column(prose())))
    laid_out, found = laid_out_slide(made)
    lead, left, right = (frame for frame in laid_out.frames if frame.role == "text")
    assert found == []
    assert (lead.region, lead.fills_placeholder, line_counts(lead)) == ("lead", False, (2,))
    assert lead.box == box(64, 120, 960, 64)
    assert left.box.y == right.box.y == lead.box.bottom + GAP
    assert left.box.bottom == LEFT.box.bottom


def test_a_picture_in_the_lead_leaves_the_columns_what_they_need() -> None:
    made = slide(picture(2.0), columns=(column(lines(10)), column(prose())))
    laid_out, found = laid_out_slide(made)
    assert found == []
    assert laid_out.density.name == "normal"
    (image,) = laid_out.pictures
    left = next(frame for frame in laid_out.frames if frame.region == "left")
    assert image.box.bottom + GAP <= left.box.y
    assert left.box.height >= height(240)


def test_columns_without_content_take_no_room() -> None:
    laid_out, found = laid_out_slide(slide(columns=(column(), column(prose()))))
    assert found == []
    assert [frame.region for frame in laid_out.frames if frame.role == "text"] == ["right"]


def test_regions_side_by_side_are_fitted_each_by_itself() -> None:
    made = slide(columns=(column(lines(10)), column(lines(15))))
    laid_out, found = laid_out_slide(made)
    assert (laid_out.density.name, found) == ("normal", [])
    assert {frame.box for frame in laid_out.frames if frame.role == "text"} == {LEFT.box, RIGHT.box}


def test_on_dark_ground_blocks_are_drawn_to_be_read() -> None:
    dark = theme(layout("body", BODY, *CHROME, background="night"))
    laid_out, _ = laid_out_slide(slide(quote("a"), code("b")), using=dark)
    words, listing = (frame for frame in laid_out.frames if frame.role == "text")
    assert words.paragraphs[0].color == "mist"
    assert (listing.panel, listing.paragraphs[0].color) == (
        Panel(fill="slate", radius=from_px(8), inset=from_px(16)),
        "paper",
    )


def test_type_larger_than_its_floor_by_nothing_never_shrinks() -> None:
    fixed = look("fixed", 24)
    rigid = theme(layout("body", replace(BODY, styles=(fixed,)), *CHROME), face=EVEN)
    laid_out, found = laid_out_slide(slide(lines(16)), using=rigid)
    assert (sizes(laid_out), found) == ({24.0}, ["region `body` overflows by 1 line at 24 pt"])


def test_floors_are_kept_to_the_half_point() -> None:
    odd = look("odd", 21.5, Pt(16))
    made = theme(layout("body", replace(BODY, styles=(odd,)), *CHROME))
    laid_out, _ = laid_out_slide(slide(prose(), title=text("T").plain), using=made)
    assert sizes(laid_out) == {21.5}
    laid_out, _ = laid_out_slide(slide(*(prose() for _ in range(40))), using=made)
    assert sizes(laid_out) == {16.0}
