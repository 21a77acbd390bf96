from __future__ import annotations

from msgspec.structs import replace
from tests.render.factory import box
from tests.render.html.factory import frame, item, paragraph, slide, talk, title

from diptych.model.drawn_shapes import Rectangle
from diptych.model.laid_out import LaidOutSection, LaidOutTalk
from diptych.model.theme import Panel
from diptych.render.html.slides import render_slides


def rendered(made: LaidOutTalk) -> str:
    return "\n".join(render_slides(made))


def test_a_slide_is_a_section_with_its_address() -> None:
    html = rendered(talk(slide("topic/one", title("One"))))
    assert html.startswith('<section id="topic.one" class="layout-content mode-light">')


def test_the_continuation_of_a_slide_has_an_address_of_its_own() -> None:
    assert 'id="topic.one.2"' in rendered(talk(slide("topic/one", title("One"), part=2)))


def test_a_title_that_is_not_shown_is_still_there() -> None:
    html = rendered(talk(slide("one", frame(paragraph("a")), heading="A < B")))
    assert '<h2 class="unseen">A &lt; B</h2>' in html


def test_a_title_that_is_shown_is_there_once() -> None:
    assert rendered(talk(slide("one", title("One")))).count("<h2") == 1


def test_the_decorations_of_the_layout_come_first() -> None:
    html = rendered(talk(slide("one", title("One"))))
    assert html.index("var(--accent)") < html.index("<h2")


def test_notes_keep_their_lists_and_their_language() -> None:
    notes = (paragraph("Say this."), item("One"), item("Two"), paragraph("끝", locale="ko"))
    html = rendered(talk(slide("one", title("One"), notes=notes))).replace("\n", "")
    assert (
        '<aside class="notes"><p>Say this.</p><ul role="list"><li><p>One</p></li>'
        '<li><p>Two</p></li></ul><p lang="ko">끝</p></aside>'
    ) in html


def test_a_slide_without_notes_has_no_aside() -> None:
    assert "<aside" not in rendered(talk(slide("one", title("One"))))


def test_a_step_at_which_parts_only_disappear_is_counted_too() -> None:
    def band(step: int, until: int) -> Rectangle:
        return Rectangle(box=box(0, 0, 9, 9), region="body", panel=Panel(), step=step, until=until)

    ended = rendered(talk(slide("a", band(0, 1), band(1, 2), heading="A")))
    assert ended.count('<i class="fragment" data-fragment-index="1" hidden></i>') == 1
    followed = rendered(talk(slide("a", band(0, 1), band(1, 2), band(2, 0), heading="A")))
    assert "<i " not in followed


def test_a_slide_says_its_section_where_the_talk_has_several() -> None:
    one, two = slide("one", title("One")), slide("two", title("Two"))
    sections = (
        LaidOutSection(title="First & last", slides=(one,)),
        LaidOutSection(title="", slides=(two,)),
    )
    html = rendered(replace(talk(), sections=sections))
    assert (
        '<section id="one" class="layout-content mode-light" data-section="First &amp; last">'
        in html
    )
    assert '<section id="two" class="layout-content mode-light">' in html
