"""Files of Slidev: slides with keys of their own, slots, imports and notes in comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, authored, codes, document, notes, only, said, words
from tests.small import write

from diptych.blocks.equation import Equation
from diptych.model.walk import texts
from diptych.source.document.tools import is_slidev

HEAD = "---\ntheme: seriph\n---\n\n"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("---\ntheme: seriph\n---\n\n# A\n", True),
        ("---\nhighlighter: shiki\n---\n# A\n", True),
        ("# A\n\n---\nlayout: center\nclass: x\n---\n\n# B\n", True),
        ("# A\n\n::right::\n\nx\n", True),
        ("# A\n\n<<< @/snippets/x.ts\n", True),
        ("# A\n\n<v-clicks>\n\n- x\n\n</v-clicks>\n", True),
        ("---\nmarp: true\n---\n\n# A\n\n::right::\n", False),
        ("# A\n\n```\n::right::\n<<< x\n---\nsrc: a\n---\n```\n", False),
        ("# A\n\nlayout: none\n\n---\n\n# B\n", False),
        ("---\ntitle: T\nlayout: deck\n---\n\n# A\n\n---\n\nx\n", False),
        ("# A\n\n---\nclass: middle\n---\n\n# B\n", False),
    ],
)
def test_a_file_is_known_by_what_only_slidev_has(text: str, is_one: bool) -> None:  # noqa: FBT001 - a row
    assert is_slidev(Path("talk.md"), text) == is_one
    assert not is_slidev(Path("talk.qmd"), text)


def test_keys_of_slides_are_not_shown_and_are_one_diagnostic(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# A\n\nx\n\n---\nlayout: full\nclass: small\n---\n\n# B\n\ny\n\n"
        "---\ntransition: fade\n---\n# C\nz\n"
    )
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["y"], ["z"]]
    (found,) = prepared.found
    assert (found.kind.code, found.span and found.span.line) == ("SRC337", 2)
    assert found.message.endswith("`theme:`, `layout: full`, `class:`, `transition:`")


def test_only_dividers_begin_slides(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\n## Within\n\nx\n---\n\n- y\n---\n\n***\n"
    assert [words(one) for one in only(document(tmp_path, text))][:2] == [["Within", "x"], ["y"]]


@pytest.mark.parametrize("slot", ["\n::right::\n\n", "::right::\n", "\n:: right ::\n"])
def test_slots_are_columns_below_the_title(slot: str, tmp_path: Path) -> None:
    text = f"{HEAD}---\nlayout: two-cols\n---\n\n# A\n\n- one\n{slot}## Right\n\n- two\n"
    prepared = document(tmp_path, text)
    slide = only(prepared)[-1]
    assert (slide.title, slide.layout.name) == ("A", "columns")
    assert words(slide) == ["one", "Right", "two"]
    assert codes(prepared.found) == ["SRC337 2:1"]


def test_headings_of_one_level_above_both_columns_look_alike(tmp_path: Path) -> None:
    text = f"{HEAD}---\nlayout: two-cols\n---\n\n# A\n\n- one\n\n::right::\n\n# Right\n\n- two\n"
    slide = only(document(tmp_path, text))[-1]
    assert (slide.layout.name, slide.slide.title.plain) == ("columns", "A")
    assert (slide.slide.show_title, words(slide)) == (False, ["A", "one", "Right", "two"])


def test_columns_need_no_title(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# A\n\nx\n\n---\nlayout: two-cols\n---\n\none\n\n::right::\n\ntwo\n\n"
        "---\n\n# B\n\ny\n"
    )
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["one", "two"], ["y"]]
    assert not any(one.is_error for one in prepared.found)


def test_what_is_above_the_slots_of_a_header_is_above_the_columns(tmp_path: Path) -> None:
    text = (
        f"{HEAD}---\nlayout: two-cols-header\n---\n\n# A\n\nabove\n\n::left::\n\n- one\n\n"
        "::right::\n\n- two\n\n::bottom::\n\nbelow\n"
    )
    slide = only(document(tmp_path, text))[-1]
    assert words(slide) == ["above", "one", "two", "below"]
    assert not slide.slide.columns  # they are among the content


@pytest.mark.parametrize(
    ("layout", "name"),
    [("image-right", "picture-edge-right"), ("image-left", "picture-edge-left"), ("image", "body")],
)
def test_the_picture_of_a_layout_is_shown(layout: str, name: str, tmp_path: Path) -> None:
    text = f"{HEAD}---\nlayout: {layout}\nimage: /box.svg\n---\n\n# A\n\n{'x' * (name != 'body')}\n"
    prepared = document(tmp_path, text, {"public/box.svg": SVG})
    slide = only(prepared)[-1]
    assert (slide.layout.name, len(slide.pictures)) == (name, 1)
    assert codes(prepared.found) == ["SRC337 2:1", *["A11Y001 7:1"] * (name == "body")]


def test_the_picture_behind_a_cover_is_behind_its_words(tmp_path: Path) -> None:
    text = (
        "---\ntheme: seriph\ntitle: Title\nauthor: Ann\nbackground: /box.svg\n---\n\n"
        "# Title\n\nOf what\n\nAnn\n\n"
        "---\nbackground: '#102030'\n---\n\n# A\n\nx\n"
    )
    prepared = document(tmp_path, text, {"public/box.svg": SVG})
    cover, plain = only(prepared)
    assert (cover.layout.name, cover.title, words(cover)) == (
        "text-on-picture",
        "Title",
        ["Of what", "Ann"],
    )
    assert (len(cover.pictures), plain.layout.name) == (1, "body")
    (found,) = prepared.found
    assert found.message.endswith("`theme:`, `background:`")


def test_a_panel_stands_in_the_place_of_a_picture_on_the_web(tmp_path: Path) -> None:
    text = f"{HEAD}---\nlayout: image\nimage: https://example.org/a.png\n---\n\n# A\n\nx\n"
    prepared = document(tmp_path, text)
    assert "SRC410" in {one.kind.code for one in prepared.found}
    (slide,) = only(prepared)
    assert [one.asset.name for one in slide.pictures] == ["missing-picture.svg"]


def test_the_last_comment_of_a_slide_is_its_notes(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# A\n\n<!-- an aside -->\n\nx\n\n<!--\nSay **this**.\n\n- twice\n-->\n\n"
        "---\nclass: x\n---\n\n# B\n\ny <!-- and this -->\n\n---\n\n# C\n\n<!-- aside --> z\n"
    )
    found = only(document(tmp_path, text))
    assert [words(one) for one in found] == [["x"], ["y"], ["z"]]
    assert [notes(one) for one in found] == [["Say this.", "twice"], ["and this"], []]


def test_slides_are_imported_in_place_with_what_is_beside_their_file(tmp_path: Path) -> None:
    files = {
        "pages/a.md": "---\nlayout: center\n---\n\n# In a\n\n[^1] ![b](b.svg)\n\n[^1]: note\n\n"
        "---\nsrc: ./deep/c.md\n---\n",
        "pages/b.svg": SVG,
        "pages/deep/c.md": "# In c\n\n<<< @/code/x.py\n",
        "code/x.py": "a = 1\n",
        "b.md": "# One\n\n1\n\n---\n\n# Two\n\n2\n\n---\n\n# Three\n\n3\n",
    }
    text = (
        f"{HEAD}# A\n\nx\n\n---\nsrc: ./pages/a.md\n---\n\nnot shown\n\n"
        "---\nsrc: /b.md#1,3\n---\n\n---\n\n# Z\n\nz\n"
    )
    prepared = document(tmp_path, text, files)
    slides = only(prepared)
    assert [one.title for one in slides] == ["A", "In a", "In c", "One", "Three", "Z"]
    assert words(slides[2]) == ["a = 1"]
    assert len(slides[1].pictures) == 1
    assert [words(one) for one in slides[3:]] == [["1"], ["3"], ["z"]]
    assert {one.split()[0] for one in said(prepared.found)} <= {"SRC337", "SRC407"}


@pytest.mark.parametrize(
    ("src", "code"),
    [
        ("../outside.md", "SRC403"),
        ("https://example.org/a.md", "SRC370"),
        ("./none.md", "SRC370"),
        ("./.hidden.md", "SRC403"),
        ("./.none.md", "SRC403"),
        ("./talk.md", "SRC403"),
    ],
)
def test_imports_are_bounded_and_below_the_talks_folder(
    src: str, code: str, tmp_path: Path
) -> None:
    (tmp_path / "outside.md").write_text("# Secret\n")
    root = tmp_path / "talk"
    prepared = document(root, f"{HEAD}# A\n\nx\n\n---\nsrc: {src}\n---\n", {".hidden.md": "# H\n"})
    assert code in "".join(codes(prepared.found))
    assert {one.title for one in only(prepared)} == {"A"}


@pytest.mark.parametrize(
    ("picked", "titles", "wrong"),
    [
        ("2-3", ["Two", "Three"], []),
        ("3, 1", ["One", "Three"], []),
        ("1-2-3", [], ["1-2-3"]),
        ("3-1", [], ["3-1"]),
        ("0", [], ["0"]),
        ("1,99", ["One"], ["99"]),
        ("2-99", ["Two", "Three"], ["2-99"]),
        ("1,", ["One"], []),
        ("9" * 30, [], ["9" * 30]),
    ],
)
def test_slides_that_an_imported_file_does_not_have_are_said(
    picked: str, titles: list[str], wrong: list[str], tmp_path: Path
) -> None:
    text = f'{HEAD}# A\n\nx\n\n---\nsrc: "./b.md#{picked}"\n---\n'
    files = {"b.md": "# One\n\n1\n\n---\n\n# Two\n\n2\n\n---\n\n# Three\n\n3\n"}
    prepared = document(tmp_path, text, files)
    assert [one.title for one in only(prepared)] == ["A", *titles]
    assert [one for one in said(prepared.found) if "SRC104" in one] == [
        f"SRC104 10:6 `src` cannot pick `{one}` of 3 slides" for one in wrong
    ]


@pytest.mark.parametrize("src", ["[a.md]", "true", '""', "{a: b.md}"])
def test_an_import_that_is_no_path_is_said(src: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{HEAD}# A\n\nx\n\n---\nsrc: {src}\n---\n\n# B\n\ny\n")
    assert "SRC104 10:6" in codes(prepared.found)


def test_a_file_in_a_folder_that_is_a_link_to_outside_is_not_imported(tmp_path: Path) -> None:
    write(tmp_path / "talk/b.md", "# B\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").symlink_to(tmp_path / "talk/b.md")
    (tmp_path / "talk/inside").symlink_to(tmp_path / "outside")
    text = f"{HEAD}# A\n\nx\n\n---\nsrc: ./inside/a.md\n---\n"
    assert "SRC403 10:6" in codes(document(tmp_path / "talk", text).found)


def test_a_slide_that_is_off_is_not_shown(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\nx\n\n---\nhide: true\n---\n\n# B\n\n---\nsrc: a.md\ndisabled: true\n---\n"
    prepared = document(tmp_path, text)
    assert [one.title for one in only(prepared)] == ["A"]
    assert codes(prepared.found) == ["SRC337 2:1"]


def test_part_of_a_file_is_a_listing_with_stages(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\nwords\n<<< @/snippets/x.ts#part ts {{1|2}}\n"
    part = "before\n// #region part\nlet a = 1\nlet b = 2\n// #endregion part\n"
    prepared = document(tmp_path, text, {"snippets/x.ts": part})
    assert words(only(prepared)[0]) == ["words", "let a = 1", "let b = 2"]
    assert codes(prepared.found) == ["SRC337 2:1"]


def test_stages_of_a_formula_are_left_out(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\n$$ {{1|2}}\nx = 1\n$$\n"
    prepared = document(tmp_path, text)
    (equation,) = only(prepared)[0].slide.body
    assert isinstance(equation, Equation)
    assert equation.formula.tex.strip() == "x = 1"
    assert prepared.found[0].message.endswith("`theme:`, `$$ {1|2}`")


def test_a_formula_may_have_empty_lines_but_ends_on_its_slide(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\n$$\nx = 1\n\n+ 2\n$$\n\n---\n\n# B\n\n$$\ny\n\n---\n\n# C\n\nz\n\n$$\n"
    prepared = document(tmp_path, text)
    slides = only(prepared)
    (equation,) = slides[0].slide.body
    assert isinstance(equation, Equation)
    assert equation.formula.tex.split() == ["x", "=", "1", "+", "2"]
    assert [one.title for one in slides] == ["A", "B", "C"]
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC337", "SRC354", "SRC354"]


def test_what_vue_computes_is_shown_as_written(tmp_path: Path) -> None:
    prepared = document(
        tmp_path, f"{HEAD}# A\n\nOn <b>{{{{ new Date() }}}}</b>, `{{{{ x }}}}`\n\n{{{{ y }}}}\n"
    )
    assert words(only(prepared)[0])[-1] == "{{ y }}"
    assert "`{{ y }}`" in prepared.found[0].message


def test_clicks_are_steps(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# A\n\n<v-clicks depth=2>\n\n- one\n- two\n\n</v-clicks>\n\n"
        "<v-click>\n\nthree\n\n</v-click>\n\n<div v-click>\n\nfour\n\n</div>\n"
    )
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    steps = [p.step for frame in slide.frames if frame.role == "text" for p in frame.paragraphs]
    assert (words(slide), steps) == (["one", "two", "three", "four"], [1, 2, 3, 4])
    assert codes(prepared.found) == ["SRC337 2:1"]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_what_it_embeds_from_elsewhere_is_a_link(quote: str, tmp_path: Path) -> None:
    id_ = f"{quote}b_dmlTqVov8{quote}"
    text = f"{HEAD}# A\n\nSee\n<Youtube id={id_} width='80%' />\n::right::\n<Tweet id='12' />\n"
    prepared = document(tmp_path, text)
    shown = " ".join(words(only(prepared)[0]))
    assert "https://www.youtube.com/watch?v=b_dmlTqVov8" in shown
    assert "https://x.com/i/status/12" in shown
    assert codes(prepared.found) == ["SRC337 2:1", "SRC315 8:1"]


def test_html_ends_where_a_slide_or_slot_does(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\n<b>one</b>\n::right::\n<Counter />\ntwo\n---\n\n# B\n\n<hr>\n---\n\n# C\n"
    prepared = document(tmp_path, text)
    slides = only(prepared)
    assert [one.title for one in slides] == ["A", "B", "C"]
    assert (slides[0].layout.name, words(slides[0])) == ("columns", ["one", "two"])
    assert not any(one.is_error for one in prepared.found)


@pytest.mark.parametrize("tag", ['<span @click="$slidev.nav.next" :class="a">', "<span #x>"])
def test_tags_of_vue_are_not_shown(tag: str, tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\nx\n\n{tag}Go <carbon:arrow-right class='inline'/></span> <mdi:home/>\n"
    prepared = document(tmp_path, text)
    assert [one.strip() for one in words(only(prepared)[0])] == ["x", "Go"]
    assert "<" not in " ".join(words(only(prepared)[0]))


def test_the_title_among_the_keys_of_a_slide_is_not_shown(tmp_path: Path) -> None:
    text = f"{HEAD}# A\n\n---\ntitle: Named\n---\n\nx\n\n---\ntitle: Other\n---\n\n# B\n\ny\n"
    prepared = document(tmp_path, text)
    _, named, other = only(prepared)
    assert (named.title, named.slide.show_title, words(named)) == ("Named", False, ["x"])
    assert (other.title, other.slide.show_title) == ("B", True)
    assert codes(prepared.found) == ["SRC337 2:1"]


@pytest.mark.parametrize("toc", ["<Toc />", '<Toc columns="2" minDepth="1"></Toc>'])
def test_a_list_of_slides_has_the_titles_of_what_opens_something(toc: str, tmp_path: Path) -> None:
    rest = "---\n\n# One\n\n---\n\n# A\n\nx\n\n---\n\n# Two\n\n---\n\n# B\n\ny\n"
    prepared = document(tmp_path, f"{HEAD}# Cover\n\n---\n\n# Contents\n\n{toc}\n\n{rest}")
    _, contents, *_ = only(prepared)
    assert (contents.layout.name, words(contents)) == ("body", ["One", "Two"])
    assert codes(prepared.found) == ["SRC337 2:1"]


def test_without_openers_it_has_all_titles(tmp_path: Path) -> None:
    text = f"{HEAD}# Cover\n\n---\n\n# Contents\n\n<Toc/>\n\n---\n\n# A\n\nx\n\n---\n\n# B\n\ny\n"
    assert words(only(document(tmp_path, text))[1]) == ["A", "B"]


def test_a_file_in_the_repository_of_the_talk_is_imported(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "shared/b.md", "# B\n\n![](/box.svg)\n")
    files = {"public/box.svg": SVG}
    text = f"{HEAD}# A\n\nx\n\n---\nsrc: ../shared/b.md#1\n---\n"
    slides = only(document(tmp_path / "talk", text, files))
    assert [one.title for one in slides] == ["A", "B"]
    assert len(slides[1].pictures) == 1


@pytest.mark.parametrize(
    ("keys", "content", "shown"),
    [
        ("layout: deck-content\ntitle: Tides", "- low\n- high", True),
        ("layout: default\ntitle: Tides", "- low\n- high", False),
        ("layout: deck-content\ntitle: Tides", "# Ebb\n\nlow", True),
        ("title: Tides", "<Agenda />", True),
    ],
)
def test_a_title_that_a_layout_of_a_theme_shows_is_a_heading(
    keys: str,
    content: str,
    shown: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    text = f"{HEAD}# A\n\nx\n\n---\n{keys}\n---\n\n{content}\n"
    _, slide = authored(document(tmp_path, text))
    assert slide.show_title is shown
    assert slide.title.plain == ("Ebb" if "Ebb" in content else "Tides")


def test_the_last_stage_of_a_listing_that_changes_is_shown(tmp_path: Path) -> None:
    stages = "```r\na\n```\n\n```r {1|2}\na\nb\n```\n"
    prepared = document(tmp_path, f"{HEAD}# A\n\n````md magic-move\n{stages}````\n\nx\n")
    assert words(only(prepared)[0]) == ["a", "b", "x"]
    assert "SRC357 7:1 of the 2 stages of a `magic-move`, the last one is shown" in said(
        prepared.found
    )


def test_the_first_slide_is_the_cover_whatever_the_talk_is_called(tmp_path: Path) -> None:
    text = "---\ntheme: seriph\ntitle: Week 11\n---\n\n# Tides\n\nKim\n\n---\n\n# A\n\nx\n"
    cover, _ = authored(document(tmp_path, text))
    assert (cover.layout, cover.title.plain) == ("cover", "Tides")


def test_what_is_above_the_left_slot_is_above_the_columns(tmp_path: Path) -> None:
    text = "---\ntheme: seriph\n---\n\n# A\n\nabove\n\n::left::\n\none\n\n::right::\n\ntwo\n"
    (slide,) = authored(document(tmp_path, text + "\n---\n\n# B\n"))[:1]
    assert [text.plain for text in texts(slide.body)] == ["above"]
    assert [text.plain for text in texts(slide.columns)] == ["one", "two"]


def test_a_class_that_gives_no_place_leaves_words_where_they_are(tmp_path: Path) -> None:
    corner = '<div class="absolute top-4 left-4">\n\n{}\n\n</div>\n\n'
    corners = "".join(map(corner.format, "ab"))
    text = f"---\ntheme: seriph\n---\n\n# A\n\n---\n\n# B\n\n{corners}c\n"
    slide = authored(document(tmp_path, text))[1]
    assert (slide.placed, [text.plain for text in texts(slide.body)]) == ((), ["a", "b", "c"])


def test_a_listing_of_a_file_that_is_not_there_shows_its_name_with_a_warning(
    tmp_path: Path,
) -> None:
    prepared = document(tmp_path, f"{HEAD}# A\n\n<<< @/code/none.py\n")
    (found,) = [one for one in prepared.found if one.kind.code == "SRC370"]
    assert (found.is_error, found.message) == (False, "file `code/none.py` does not exist")
    (slide,) = authored(prepared)
    assert "code/none.py" in repr(slide.body)
