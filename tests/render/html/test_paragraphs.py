from __future__ import annotations

import re

from tests.render.html.factory import code_line, item, paragraph

from diptych.model.geometry import Pt, from_px
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.theme import RegionRole
from diptych.render.html.paragraphs import TextContext, render_paragraphs


def rendered(*paragraphs: Paragraph, role: RegionRole = "text", list_label: str = "") -> str:
    context = TextContext(locale="en", role=role, sources={}, list_label=list_label)
    return render_paragraphs(paragraphs, context)


def bare(html: str) -> str:
    """Return HTML without attributes and without line feeds between elements."""
    return re.sub(r">\n<(?!/span)", "><", re.sub(r"<(\w+) [^>]*>", r"<\1>", html))


def test_sizes_are_in_pixels_as_solved() -> None:
    html = rendered(paragraph("a", size=18, line_height=24.5))
    assert 'style="--size:24px;--leading:32.667px;color:var(--ink)"' in html


def test_the_first_paragraph_has_no_space_above() -> None:
    html = rendered(paragraph("a", space_before=Pt(6)), paragraph("b", space_before=Pt(6)))
    assert html.count("--before:8px") == 1
    assert html.index("--before") > html.index(">a<")


def test_an_item_hangs_its_bullet() -> None:
    html = rendered(item("a"))
    assert 'class="bullet" data-bullet="•"' in html
    assert "--indent:24px;--hanging:24px;--bullet:var(--accent)" in html


def test_a_number_is_read_aloud_and_a_bullet_is_not() -> None:
    assert 'class="number" data-bullet="3."' in rendered(item("a", number=3))


def test_font_weight_and_alignment_are_said_where_they_differ() -> None:
    html = rendered(paragraph("a", font="heading", weight=700, align="center"))
    assert "font-family:var(--font-heading);font-weight:700;text-align:center" in html


def test_the_title_is_the_heading_of_the_slide() -> None:
    assert bare(rendered(paragraph("a"), paragraph("b"), role="title")) == "<h2>a</h2><p>b</p>"


def test_a_heading_within_the_text_is_a_level_below() -> None:
    assert bare(rendered(paragraph("a", kind="heading"))) == "<h3>a</h3>"


def test_paragraphs_of_one_quotation_share_it() -> None:
    html = rendered(paragraph("a", kind="quote"), paragraph("b", kind="quote"), paragraph("c"))
    assert bare(html) == "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"


def test_lines_of_one_listing_share_it_and_end_in_a_line_feed() -> None:
    html = rendered(code_line("if a:"), code_line(""), code_line("    b"))
    assert bare(html) == (
        "<pre><code><span>if a:\n</span><span>\n</span><span>    b\n</span></code></pre>"
    )


def test_sources_are_a_list_with_a_name() -> None:
    html = rendered(paragraph("a"), paragraph("b"), role="sources", list_label="Sources")
    assert bare(html) == "<ul><li><p>a</p></li><li><p>b</p></li></ul>"
    assert 'aria-label="Sources"' in html


def test_a_step_is_a_fragment_that_reveal_counts_from_0() -> None:
    assert 'class="bullet fragment" data-fragment-index="1"' in rendered(item("a", step=2))


def test_another_language_is_said() -> None:
    assert ' lang="ko"' in rendered(paragraph("가", locale="ko"))
    assert " lang=" not in rendered(paragraph("a"))


def test_tests_and_tools_find_a_paragraph_by_its_place_and_its_id() -> None:
    html = rendered(paragraph("a"), paragraph("b", block_id='x"y'))
    assert ' data-p="1" data-block="x&quot;y"' in html


def test_an_indented_paragraph_has_no_bullet() -> None:
    html = rendered(paragraph("a", indent=from_px(30)))
    assert "--indent:30px" in html
    assert "bullet" not in html


def test_the_box_of_a_task_is_read_aloud_where_a_dot_is_not() -> None:
    task = item("todo", bullet=Bullet("\u2610", "accent"))
    assert 'class="task" data-bullet="\u2610"' in rendered(task)
    assert 'class="bullet"' in rendered(item("a"))


def test_terms_and_definitions_are_a_definition_list() -> None:
    term, one = paragraph("a", kind="term"), paragraph("b", kind="definition")
    html = rendered(term, one, one, term, one, paragraph("c"))
    assert bare(html) == "<dl><dt>a</dt><dd>b</dd><dd>b</dd><dt>a</dt><dd>b</dd></dl><p>c</p>"
