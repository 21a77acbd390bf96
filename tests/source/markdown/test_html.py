"""Raw HTML between blocks: divs are Pandoc's own, words are kept, the rest is reported."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, notes, only, png, said, slide_of, words
from tests.recordings import mp4

from diptych.blocks.bullets import Bullets
from diptych.blocks.code import Code
from diptych.model.shapes import PictureShape
from diptych.model.table_shape import TableShape
from diptych.model.text import Run
from diptych.model.walk import texts
from diptych.source.markdown.rules import parse_blocks


@pytest.mark.parametrize(
    "text",
    [
        '<div class="notes">\nSay **this**.\n</div>',
        '<div class="notes">\n\nSay **this**.\n\n</div>',
        "<div class=notes>Say **this**.</div>",
        '<div class="notes"><div>\n\nSay **this**.\n\n</div></div>',
    ],
)
def test_a_div_of_html_is_pandocs_own(text: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\nx\n\n{text}\n")
    (slide,) = only(prepared)
    assert (said(prepared.found), words(slide), notes(slide)) == ([], ["x"], ["Say this."])


@pytest.mark.parametrize("end", [" </img>", "</img>", "\n</img>"])
def test_an_end_tag_of_a_picture_is_no_second_picture(end: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f'# A\n\n<img src="box.svg" alt="a box">{end}\n')
    (slide,) = only(prepared)
    assert (said(prepared.found), len(slide.pictures)) == ([], 1)


def test_columns_may_be_divs_of_html(tmp_path: Path) -> None:
    text = (
        '<div class="columns">\n<div class="column" style="width: 40%">\n\n- left\n\n</div>\n'
        '<div class="column">right</div>\n</div>'
    )
    prepared = document(tmp_path, f"# A\n\n{text}\n")
    (slide,) = only(prepared)
    assert (said(prepared.found), slide.layout.name) == ([], "columns")
    assert [column.width for column in slide.slide.columns] == [0.4, None]
    assert words(slide) == ["left", "right"]


def test_words_among_comments_between_columns_are_reported(tmp_path: Path) -> None:
    columns = "::: column\na\n:::\n\n<!-- one --> words <!-- two -->\n\n::: column\nb\n:::"
    prepared = document(tmp_path, f"# A\n\n:::: columns\n{columns}\n::::\n")
    assert said(prepared.found) == ["SRC346 8:1 there is no place for content between the columns"]


@pytest.mark.parametrize(
    ("html", "kept", "subject"),
    [
        ("<center>\n\n**x** y\n\n</center>", ["x y"], "<center>"),
        ("<center>x y</center>", ["x y"], "<center>"),
        ("<div>\nx\n\n</div> y", ["x", "y"], "<div>"),
        ("<p>x", ["x"], "<p>"),
        ("<style>\n.a { color: red }\n\n.b {}\n</style>", [], "<style>"),
        ('<script src="x.js"></script>', [], "<script x.js>"),
        ('<iframe src="https://a.b"></iframe>', ["https://a.b"], "<iframe https://a.b>"),
        ('<iframe src="plot.html"></iframe>', [], "<iframe plot.html>"),
        ("<center><!-- aside --></center>\n", [], "<center>"),
        ("<hr>", [], "<hr>"),
        ("<video></video>", [], "<video>"),
        ('<svg width="9">\n<path d="M0"/>\n</svg>', [], "<svg>"),
    ],
)
def test_other_elements_are_one_warning_and_their_words_are_kept(
    html: str, kept: list[str], subject: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"# A\n\n{html}\n\nend\n")
    assert words(only(prepared)[0]) == [*kept, "end"]
    (found,) = prepared.found
    assert (found.kind.code, found.is_error, found.subject) == ("SRC315", False, subject)


def test_a_paragraph_of_html_is_one_and_may_be_a_fragment(tmp_path: Path) -> None:
    prepared = document(tmp_path, '# A\n\n<p>x</p>\n\n<p class="fragment">\ny **z**\n</p>\n')
    (slide,) = only(prepared)
    assert (said(prepared.found), words(slide), slide.steps) == ([], ["x", "y z"], 1)


@pytest.mark.parametrize("html", ["<style>\n.a {}\n</style>", "<br>", "<script src=x></script>"])
def test_what_shows_nothing_above_the_first_heading_is_no_slide(html: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{html}\n\n# A\n\nx\n")
    assert [one.slide.id for one in only(prepared)] == ["a"]


def test_an_item_of_a_list_stays_a_paragraph(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n<ul>\n<li>one</li><li>*two*</li>\n</ul>\n")
    assert words(only(prepared)[0]) == ["one", "two"]


@pytest.mark.parametrize("html", ["<br>", "<br />\n<br>", "<br> <br>"])
def test_breaks_alone_are_space(html: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\nx\n\n{html}\n\ny\n")
    assert (said(prepared.found), words(only(prepared)[0])) == ([], ["x", "y"])


def test_an_img_is_a_picture(tmp_path: Path) -> None:
    html = '<img src="box.svg" width="50%" alt="A &amp; B">'
    prepared = document(tmp_path, f"# A\n\nx\n\n{html}\n")
    (slide,) = only(prepared)
    (picture,) = (shape for shape in slide.shapes if isinstance(shape, PictureShape))
    assert (said(prepared.found), picture.alt) == ([], "A & B")


@pytest.mark.parametrize("html", ['<img src="box.svg">', '<img src="box.svg" alt="">'])
def test_an_img_says_what_it_shows_or_that_it_is_decoration(html: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\nx\n\n{html}\n")
    assert codes(prepared.found) == ([] if "alt" in html else ["A11Y001 5:1"])


def test_a_table_of_html_is_a_table(tmp_path: Path) -> None:
    html = (
        "<table class=x>\n <tr><th>a</th><th>b\n </th></tr>\n <tr><td>1<td>*2*</tr>\n"
        " <tr><td>3</td></tr>\n</table>"
    )
    prepared = document(tmp_path, f"# A\n\n{html}\n")
    (slide,) = only(prepared)
    (table,) = (shape for shape in slide.shapes if isinstance(shape, TableShape))
    shown = [
        ["".join(getattr(run, "text", "") for p in cell.paragraphs for run in p.runs)
         for cell in row.cells]
        for row in table.rows
    ]  # fmt: skip
    assert (said(prepared.found), shown) == ([], [["a", "b"], ["1", "2"], ["3", ""]])


def test_cells_of_html_span_columns_and_rows(tmp_path: Path) -> None:
    html = (
        "<table><tr><th rowspan='2'>a</th><th colspan=2>b</th></tr><tr><th>c</th><th>d</th></tr>"
        '<tr><td ROWSPAN="2">1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>'
    )
    prepared = document(tmp_path, f"# A\n\n{html}\n")
    (slide,) = only(prepared)
    (table,) = slide.tables
    assert said(prepared.found) == []
    assert table.header_rows == 2
    spans = [(cell.columns, cell.rows) for row in table.rows for cell in row.cells]
    assert [span for span in spans if span != (1, 1)] == [(1, 2), (2, 1), (1, 2)]


def test_in_a_project_an_element_without_a_form_is_an_error(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, "# A\n\n<center>x</center>\n\n<div>y</div>\n")
    assert said(prepared.found) == ["SRC315 3:1 `<center>` cannot be shown on a slide"]


@pytest.mark.parametrize(
    "text",
    ["<div>\n\n" * 3000, "<div>" * 3000 + "</div>" * 3000, "<div>\n\nx\n\n</div>\n\n" * 1500],
)
def test_thousands_of_divs_are_read_in_time(text: str) -> None:
    begun = time.perf_counter()
    parse_blocks(text)
    assert time.perf_counter() - begun < 10


def test_a_tag_in_a_listing_closes_nothing(tmp_path: Path) -> None:
    text = "# A\n\n<div>\n\n```\n</div>\n```\n\n```x``` y\n\n</div>\n\nz\n"
    prepared = document(tmp_path, text)
    assert (said(prepared.found), words(only(prepared)[0])) == ([], ["</div>", "x y", "z"])


def test_columns_may_begin_and_end_on_the_lines_of_others(tmp_path: Path) -> None:
    text = (
        '# A\n\n<div class="columns"><div class="column">\n\nleft\n\n'
        '</div><div class="column">\n\nright\n\n</div></div>\n'
    )
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    assert said(prepared.found) == []
    assert [[text.plain for text in texts(column.blocks)] for column in slide.columns] == [
        ["left"],
        ["right"],
    ]


def test_a_list_of_html_is_a_list(tmp_path: Path) -> None:
    text = (
        "# A\n\n<ul>\n<li>one\n  goes on</li>\n  <li class='x fragment'>**two**</li>\n</ul>\n\n"
        "<ol><li>first\n<li>second</ol>\n"
    )
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    bullets, numbers = slide.body
    assert isinstance(bullets, Bullets)
    assert isinstance(numbers, Bullets)
    assert said(prepared.found) == []
    steps = [(item.text.plain, item.step) for item in bullets.items]
    assert steps == [("one goes on", 0), ("two", 1)]
    assert ([item.text.plain for item in numbers.items], numbers.start) == (["first", "second"], 1)


def test_items_of_html_on_one_line_keep_their_words(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n<ul><li>one</li><li>two</li></ul>\n")
    assert "".join(words(only(prepared)[0])) == "onetwo"


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<pre>\ngit add <file>\n</pre>", "git add <file>"),
        ("<pre><code>\n  if a:\n    b &lt; c\n\n  d\n</code></pre>", "if a:\n  b < c\n\nd"),
        ('<pre><code class="hljs language-js" data-trim>a <b>+</b> 1</code></pre>', "a + 1"),
    ],
)
def test_preformatted_text_of_html_is_a_listing(html: str, code: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n{html}\n")
    (block,) = authored(prepared)[0].body
    assert isinstance(block, Code)
    assert (said(prepared.found), "\n".join(block.lines)) == ([], code)


def test_a_listing_of_html_has_its_language_and_stages(tmp_path: Path) -> None:
    html = '<pre><code class="python" data-line-numbers="1|2">\na = 1\nb = 2\n</code></pre>'
    prepared = document(tmp_path, f"# A\n\n{html}\n")
    (block,) = authored(prepared)[0].body
    assert isinstance(block, Code)
    assert (block.language, len(block.stages)) == ("python", 2)


@pytest.mark.parametrize(
    "html",
    [
        '<video src="v.mp4" loop muted controls></video>',
        '<video controls loop muted>\n  <source src="v.mp4" type="video/mp4">\n</video>',
        '<video data-src="v.mp4" loop="true" muted data-autoplay></video>',
    ],
)
def test_a_video_of_html_plays(html: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n{html}\n", {"v.mp4": mp4()})
    (picture,) = only(prepared)[0].pictures
    assert picture.recording is not None
    assert (picture.recording.loops, picture.recording.is_muted) == (True, True)
    assert codes(prepared.found) == ["A11Y001 3:1"]


def test_a_missing_video_is_a_warning_and_a_panel(tmp_path: Path) -> None:
    prepared = document(tmp_path, '# A\n\n<video src="v.mp4" title="x"></video>\n')
    (slide,) = only(prepared)
    assert len(slide.pictures) == 1
    assert codes(prepared.found) == ["SRC421 3:1"]
    assert not prepared.found[0].is_error


def test_a_frame_is_a_link_with_its_title(tmp_path: Path) -> None:
    html = '<iframe src="https://a.b/c_d?e=1&amp;f=2" title="A *demo*" width="9"></iframe>'
    prepared = document(tmp_path, f"# A\n\n{html}\n")
    (text,) = texts(authored(prepared)[0].body)
    (run,) = text.inlines
    assert isinstance(run, Run)
    assert (run.text, run.link) == ("A *demo*", "https://a.b/c_d?e=1&f=2")
    assert codes(prepared.found) == ["SRC315 3:1"]


@pytest.mark.parametrize("front", ["marp: true", "theme: seriph", "revealOptions: {}"])
def test_indented_html_is_no_listing(front: str, tmp_path: Path) -> None:
    text = "<div>\n    <div>\n        Some words\n    </div>\n\n        <b>more</b>\n</div>"
    prepared = document(tmp_path, f"---\n{front}\n---\n\n# A\n\n{text}\n\n---\n\n# B\n")
    (slide, _) = only(prepared)
    assert words(slide) == ["Some words", "more"]
    assert not any(isinstance(one, Code) for one in slide.slide.body)


def test_indented_text_below_an_empty_line_is_a_listing_still(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\nmarp: true\n---\n\n# A\n\n<div>\n\n    x = 1\n\n</div>\n")
    (block,) = authored(prepared)[0].body
    assert isinstance(block, Code)


def test_a_style_sheet_above_a_heading_leaves_that_the_title(tmp_path: Path) -> None:
    style = "<style scoped>\nh1 { color: red }\n\np {}\n</style>"
    text = f"---\nmarp: true\n---\n\n# A\n\nx\n\n---\n\n{style}\n\n## B\n\ny\n"
    prepared = document(tmp_path, text)
    assert [one.title for one in only(prepared)] == ["A", "B"]
    assert codes(prepared.found) == ["SRC315 11:1"]


def test_a_start_tag_may_take_several_lines(tmp_path: Path) -> None:
    tag = '<div\n    v-motion\n    :initial="{ x: 0 }"\n    :delay="400">'
    text = f"---\ntheme: seriph\n---\n\n# A\n\n<div>\n  {tag}\n    words\n  </div>\n</div>\n\nend\n"
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["words", "end"]
    assert not any(one.is_error for one in prepared.found)


def test_a_start_tag_of_several_lines_in_a_listing_stays(tmp_path: Path) -> None:
    prepared = document(tmp_path, '# A\n\n```html\n<div\n  class="a">\n```\n')
    assert words(only(prepared)[0]) == ["<div", '  class="a">']


@pytest.mark.parametrize("mark", ['class="fragment"', "v-click"])
def test_a_picture_in_html_appears_a_step_later_if_it_says_so(tmp_path: Path, mark: str) -> None:
    (tmp_path / "a.png").write_bytes(png())
    text = f'# A\n\nwords\n\n<img {mark} alt="x" src="a.png">\n'
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    assert (said(prepared.found), slide.body[-1].steps) == ([], (1,))


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("**one<div h-2/>two**", "one two"),
        ("one<div>two</div>three", "one two three"),
        ("one<p>two</p>", "one two"),
    ],
)
def test_elements_on_lines_of_their_own_are_not_glued_to_the_words_around_them(
    tmp_path: Path, html: str, shown: str
) -> None:
    (slide,) = authored(document(tmp_path, f"# A\n\n- {html}\n"))
    (text,) = texts(slide.body)
    assert " ".join(text.plain.split()) == shown
