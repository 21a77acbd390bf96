from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    LEVELS,
    bullets,
    item,
    look,
    picture,
    prose,
    region,
    runs,
    style,
    with_icon,
)
from tests.layout.factories import box as at

from diptych.blocks.bullets import Bullets, Item
from diptych.model.geometry import Emu, emu, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Hung
from diptych.model.text import ICON, Run, RunStyle

LARGE = Run("large", RunStyle(bold=True))


def test_an_item_is_a_paragraph_with_its_level_and_bullet() -> None:
    top, below = bullets(item("a", bullets("b"))).draw(style())
    assert (top.kind, top.level, top.token, top.indent) == ("item", 0, "level1", from_px(24))
    assert (below.level, below.token, below.indent) == (1, "level2", from_px(48))
    assert top.bullet is not None
    assert below.bullet is not None
    assert (top.bullet.sign, top.bullet.color) == ("•", "accent")
    assert (below.bullet.sign, below.bullet.color) == ("–", "ink")


def test_numbers_count_from_where_the_list_starts() -> None:
    signs = [p.bullet.sign for p in bullets("a", "b", start=9).draw(style()) if p.bullet]
    assert signs == ["9.", "10."]


def test_a_level_without_a_bullet_of_its_own_has_a_round_one() -> None:
    *_, third = bullets(item("a", bullets(item("b", bullets("c"))))).draw(style())
    assert third.bullet is not None
    assert third.bullet.sign == "•"


def test_points_that_have_icons_hang_beside_them_and_heads_have_theirs_in_the_line() -> None:
    styles = (look("head", 24, heads=True),) * 2
    plain = style(region("card", at=at(0, 0, 400, 400), styles=styles))
    points = bullets(with_icon("a"), with_icon("b")).draw(plain)
    assert [one.bullet and one.bullet.icon for one in points] == ["anchor", "anchor"]
    assert all(one.hanging == one.indent > emu(one.size) for one in points)
    heads = bullets(with_icon("a", bullets("below"))).draw(plain)
    assert heads[0].bullet is None
    assert heads[0].runs[0] == Run(ICON, RunStyle(color="ink"), icon="anchor")


def test_an_icon_in_place_of_a_bullet_is_as_large_as_the_theme_says_and_has_more_room() -> None:
    def drawn(times: float) -> Paragraph:
        styles = (look("fact", 24, heads=True, icon_beside=times),)
        place = style(region("points", at=at(0, 0, 400, 400), styles=styles))
        return bullets(with_icon("a"), with_icon("b")).draw(place)[0]

    usual, large = drawn(1), drawn(1.5)
    assert usual.bullet is not None
    assert large.bullet is not None
    assert (usual.bullet.times, large.bullet.times) == (1, 1.5)
    assert large.indent == pytest.approx(1.5 * usual.indent, abs=1)


def test_a_head_with_an_icon_is_a_head_whatever_is_below_it() -> None:
    styles = (look("head", 24, heads=True),) * 2
    plain = style(region("card", at=at(0, 0, 400, 400), styles=styles))
    (head, _) = bullets(with_icon("a", prose("below"))).draw(plain)
    assert head.bullet is None


def test_text_below_an_item_hangs_with_it_and_has_no_bullet() -> None:
    top, below = bullets(item("a", prose("more"))).draw(style())
    assert (below.kind, below.level, below.indent) == ("text", 0, top.indent)
    assert (below.bullet, below.hanging) == (None, Emu(0))


def test_an_item_that_is_only_a_picture_has_no_bullet_and_stands_with_the_others() -> None:
    def parts(listed: Bullets) -> list[Paragraph | Hung]:
        return list(listed.parts(style()))

    alone = item("", picture())
    first, hung, last = parts(bullets("a", alone, "b"))
    assert isinstance(first, Paragraph)
    assert isinstance(hung, Hung)
    assert isinstance(last, Paragraph)
    assert hung.indent == first.indent
    numbered = parts(bullets("a", alone, start=1))
    assert [getattr(one, "bullet", None) is not None for one in numbered] == [True, True, False]


def test_what_stands_below_an_item_appears_with_it() -> None:
    drawn = bullets(item("a", bullets("b"), prose("c"), step=2), "d", step=1).draw(style())
    assert [paragraph.step for paragraph in drawn] == [2, 2, 2, 1]


def test_a_level_of_heads_without_a_sign_has_none_at_any_depth() -> None:
    quiet = replace(LEVELS[1], heads=True, bullet=None)
    lead = style(region("lead", at=at(0, 0, 900, 400), styles=[LEVELS[0], quiet]))
    _, note = bullets(item("AI made by AI", bullets("Like distillation"))).draw(lead)
    assert (note.bullet, note.indent) == (None, 0)


def test_items_are_heads_only_if_all_of_their_list_have_lists_below_them() -> None:
    level, below = replace(LEVELS[0], heads=True), replace(LEVELS[1], indent=LEVELS[0].indent)
    body = style(region("body", at=at(0, 0, 900, 400), styles=[level, below]))
    head, inner = bullets(item("a", bullets("b"))).draw(body)
    assert (head.bullet, head.indent) == (None, 0)
    assert inner.indent == below.indent
    first, second, inner = bullets("a", item("b", bullets("c"))).draw(body)
    assert first.bullet is not None
    assert second.bullet is not None
    assert first.indent == second.indent == level.indent
    assert inner.indent - inner.hanging == level.indent  # its bullet is below the text


def test_items_of_a_list_that_heads_groups_are_bold_if_the_theme_says_so() -> None:
    heads = [replace(LEVELS[0], bold_heads=True), *LEVELS[1:]]
    body = style(region("body", at=at(0, 0, 900, 400), styles=heads))
    grouped = bullets(item("a", bullets("b")), item("c", bullets("d")))
    assert [p.bold for p in grouped.draw(body)] == [True, False, True, False]
    mixed = bullets("a", item("b", bullets("c")))
    assert [p.bold for p in mixed.draw(body)] == [False, False, False]
    assert [p.bold for p in bullets("a", "b").draw(body)] == [False, False]


def test_where_the_author_made_something_bold_only_that_is() -> None:
    heads = [replace(LEVELS[0], bold_heads=True), *LEVELS[1:]]
    body = style(region("body", at=at(0, 0, 900, 400), styles=heads))
    strong = runs(Run("beta", RunStyle(bold=True)), Run(" stands out"))
    beta = Item(text=strong, span=strong.span, content=(bullets("below"),))
    drawn = bullets("alpha", beta, "gamma").draw(body)
    assert [p.bold for p in drawn] == [False, False, False, False]
    assert drawn[1].runs == strong.runs


def bold_words(listed: Bullets, *, bold_lead_ins: bool = True) -> list[str]:
    """Return what is bold in a list whose theme may set words before a colon so."""
    (first, *others) = LEVELS
    body = at(0, 0, 400, 400)
    levels = (replace(first, bold_lead_ins=bold_lead_ins), *others)
    using = style(region("body", at=body, styles=levels))
    runs = (run for paragraph in listed.draw(using) for run in paragraph.runs)
    return [run.text for run in runs if isinstance(run, Run) and run.style.bold]


def test_words_before_a_colon_are_bold_if_all_items_have_some_and_the_theme_says_so() -> None:
    listed = bullets("CPU: fast", "Memory: large")
    assert bold_words(listed) == ["CPU:", "Memory:"]
    assert bold_words(listed, bold_lead_ins=False) == []
    assert bold_words(bullets("CPU: fast", "Memory is large")) == []


def test_words_before_a_colon_are_not_bold_beside_what_the_author_made_bold() -> None:
    made = item("Memory: large")
    stressed = replace(made, text=replace(made.text, inlines=(Run("Memory: "), LARGE)))
    assert bold_words(bullets("CPU: fast", stressed)) == ["large"]


def test_an_item_without_text_keeps_its_sign() -> None:
    (paragraph,) = bullets("", start=3).draw(style())
    assert paragraph.runs == (Run("\u00a0"),)
    assert paragraph.bullet is not None
    assert paragraph.bullet.sign == "3."


def test_a_style_without_room_for_bullets_is_given_some() -> None:
    plain = region("event", at=at(0, 0, 900, 60), styles=[look("eyebrow", 24)])
    top, below = bullets(item("a", bullets("b"))).draw(style(plain))
    sign = emu(24 * (0.6 + 0.35))
    assert (top.hanging, top.indent) == (sign, sign)
    assert (below.hanging, below.indent) == (sign, 2 * sign)


def test_a_numbered_list_hangs_as_far_as_its_widest_number_needs() -> None:
    numbered = bullets(*"abcdefghi", item("j", bullets("below")), start=1).draw(style())
    room = emu(24 * (1.5 + 0.35))  # "10." and the gap after it
    assert {(p.hanging, p.indent) for p in numbered[:10]} == {(room, room)}
    pushed = room - from_px(24)
    assert (numbered[10].hanging, numbered[10].indent) == (from_px(24), from_px(48) + pushed)


def test_the_box_of_a_task_has_room_although_its_font_lacks_it() -> None:
    (task,) = bullets(replace(item("a"), done=True)).draw(style())
    assert task.hanging == emu(24 * (0.75 + 0.35))


def test_a_deeper_list_than_the_theme_knows_is_set_as_its_last_level() -> None:
    deep = bullets(item("1", bullets(item("2", bullets(item("3", bullets("4")))))))
    assert [(p.level, p.token) for p in deep.draw(style())][-1] == (3, "level3")
