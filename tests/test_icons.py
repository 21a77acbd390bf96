"""Icons stand where their text keeps room for them, in every output, and are no words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from tests.authoring import PROJECT, drawn, project, said, write_files
from tests.browsing import opened, write_deck

from diptych.config import BuildConfig
from diptych.markup.icons import refused_icon
from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import to_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.text_frame import TextFrame
from diptych.pipeline import build, prepare
from diptych.render.text.markdown import markdown
from diptych.render.transcript import transcript

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLIDE = """# :icon-rocket: Launch

- :icon-check: Tested on every machine that we have, and on some that we do not have any longer
- Words before :icon-star: and after it
    1. :icon-hash: numbered

## A heading :icon-gauge:

| What | Ours |
|------|:----:|
| Fast | :icon-zap: |

::: notes
Say :icon-mic: this.
:::
"""
CARDS = """---
layout: cards-3
---

# Three

- :icon-zap: Fast
    - as light
- :icon-shield: Safe
    - behind walls
- :icon-leaf: Clean
    - as rain
"""
ROWS = """---
layout: points-4
---

# Rows

- :icon-cpu: One
- :icon-cable: Two
- :icon-tag: Three
- :icon-sun: Four
"""
NAMES = ["rocket", "check", "star", "hash", "gauge", "zap"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project with icons in all kinds of text, in cards and in rows."""
    files = {
        **PROJECT,
        "deck/talks/talk.yaml": "title: A talk\nslides: [a, b, c]\n",
        "deck/slides/a.md": SLIDE,
        "deck/slides/b.md": CARDS,
        "deck/slides/c.md": ROWS,
    }
    return write_files(tmp_path_factory.mktemp("icons"), files)


@pytest.fixture(scope="module")
def talk(root: Path) -> LaidOutTalk:
    """Return its talk, laid out."""
    prepared = prepare(BuildConfig(root=root, out=root / "output"))
    assert not prepared.found
    return prepared.talks[0]


def icons(slide: LaidOutSlide) -> list[Drawing]:
    """Return the icons of a slide, in reading order."""
    return [one for one in slide.parts if isinstance(one, Drawing) and one.is_in_text]


@pytest.mark.browser
@pytest.mark.parametrize(("number", "count"), [(0, len(NAMES)), (1, 3), (2, 4)])
def test_a_browser_has_each_icon_where_powerpoint_has_its_shape(
    browser: Browser, root: Path, talk: LaidOutTalk, number: int, count: int
) -> None:
    (supplies,) = prepare(BuildConfig(root=root, out=root / "output")).supplies
    write_deck(talk, supplies, root / "page")
    slide = talk.slides[number]
    place = root / "page" / "talk/en/index.html"
    with opened(browser, f"{place.as_uri()}#/{slide.anchor}") as page:
        shown = page.evaluate(
            """() => [...document.querySelectorAll("section.present svg.icon")].map(one => {
              const box = one.getBoundingClientRect();
              return [box.left, box.top, box.width, box.height];
            })"""
        )
    expected = [one.box for one in icons(slide)]
    assert len(shown) == len(expected) == count
    for seen, box in zip(shown, expected, strict=True):
        solved = [to_px(edge) for edge in (box.x, box.y, box.width, box.height)]
        assert seen == pytest.approx(solved, abs=2.0)


def test_in_powerpoint_icons_are_shapes_with_lines_over_free_spaces(root: Path) -> None:
    config = BuildConfig(root=root, out=root / "written", outputs=("pptx", "html", "pdf"))
    assert not build(config).found
    with ZipFile(root / "written/talk/en/talk.en.pptx") as package:
        tree = etree.fromstring(package.read("ppt/slides/slide1.xml"))
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    assert len(list(tree.iter(f"{a}custGeom"))) == len(NAMES)
    texts = ["".join(one.itertext(f"{a}t")) for one in tree.iter(f"{a}p")]
    assert "\u2003 Launch" in texts
    assert "Words before \u2003 and after it" in texts
    assert any(text.startswith("Tested on") for text in texts)


def test_in_powerpoint_the_text_of_a_card_begins_below_the_icon_of_its_head(
    root: Path, talk: LaidOutTalk
) -> None:
    config = BuildConfig(root=root, out=root / "cards", outputs=("pptx",))
    assert not build(config).found
    with ZipFile(root / "cards/talk/en/talk.en.pptx") as package:
        tree = etree.fromstring(package.read("ppt/slides/slide2.xml"))
    frames = [one for one in talk.slides[1].shapes if isinstance(one, TextFrame) and one.icon]
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    insets = [int(one.get("tIns", 0)) for one in tree.iter(f"{a}bodyPr") if one.get("tIns")]
    assert insets == [one.inset + one.above for one in frames]
    assert len(frames) == 3
    texts = ["".join(one.itertext(f"{a}t")) for one in tree.iter(f"{a}p")]
    assert {"Fast", "Safe", "Clean"} <= {*texts}


def test_icons_are_decoration_unless_a_text_has_nothing_else(root: Path, talk: LaidOutTalk) -> None:
    assert [one.alt for one in icons(talk.slides[0])] == [""] * 5 + ["zap"]
    told = markdown(transcript(talk, with_notes=True))
    assert "- Tested on every machine" in told
    assert "- Words before and after it" in told
    assert "| Fast | zap |" in told
    assert "> Say this." in told
    assert talk.slides[0].title == "Launch"


def test_an_icon_that_does_not_exist_is_reported_with_the_nearest(tmp_path: Path) -> None:
    slide = "# A\n\nWords :icon-rokcet: and :icon-money:, `:icon-nothing:`, 10:icon-x:\n"
    found = project(tmp_path, {"deck/slides/a.md": slide})
    assert said(found.found) == [
        "SRC216 3:7 there is no icon `rokcet`",
        "SRC216 3:25 there is no icon `money`",
    ]
    assert "did you mean `:icon-rocket:`?" in drawn(found)
    assert "did you mean `:icon-coins:`?" in drawn(found)


@pytest.mark.parametrize(
    ("name", "near"), [("guage", "gauge"), ("chart", "chart-bar"), ("bulb", "lightbulb")]
)
def test_the_nearest_has_the_word_or_its_spelling_before_its_letters(name: str, near: str) -> None:
    assert refused_icon(name) == (f"there is no icon `{name}`", f"did you mean `:icon-{near}:`?")


def test_a_translation_has_the_icons_of_its_source(tmp_path: Path) -> None:
    po = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "a#t"\nmsgid ":icon-check: Tested"\nmsgstr "시험함"\n'
    )
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/slides/a.md": "# 1\n\n- :icon-check: Tested {#t}\n",
        "deck/locales/ko.po": po,
    }
    messages = said(project(tmp_path, files).found)
    assert any("the icon `:icon-check:`" in message for message in messages), messages
