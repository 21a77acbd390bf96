"""The table of blocks: adding one takes one file and one line, and it then works everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pptx
import pytest
from tests.authoring import PROJECT, project, said, slide_of, write_files
from tests.blocks.toy import Badge, Plate

from diptych.blocks import BLOCKS
from diptych.cli import main
from diptych.commands.list.listing import listing
from diptych.diagnostics import Span
from diptych.model.text import plain_text
from diptych.pipeline import Prepared

TWO_LANGUAGES = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
    "deck/talks/talk.yaml": "title: A talk\nslides: [div, fence, data]\n",
    "deck/slides/a.md": None,
    "deck/slides/div.md": """\
# As a div

::: {.badge tone=loud count=3 share=0.5 is_new=true by="A. Doe" hint="since **spring**"}
Sold out {#sold}
:::
""",
    "deck/slides/fence.md": """\
# As a fence

```plate
said: Sold out
hint: since **spring**
tone: loud
count: 3
share: 0.5
is_new: true
by: A. Doe
```
""",
    "deck/slides/data.yaml": """\
title: In YAML
body:
  - badge:
      {said: Sold out, hint: since **spring**, tone: loud, count: 3, share: 0.5, is_new: true,
       by: A. Doe}
""",
}
SLIDES = ("div", "fence", "data")
DATA = "loud 3 0.5 True A. Doe"
SHOWN = {"en": ["Sold out", "since spring", DATA], "ko": ["매진", "봄부터", DATA]}


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BLOCKS, "badge", Badge)
    monkeypatch.setitem(BLOCKS, "plate", Plate)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a talk that has the toys in every form, built in two languages."""
    write_files(tmp_path, TWO_LANGUAGES)
    monkeypatch.chdir(tmp_path)
    assert main(["locale", "update"]) == 0
    catalogue = tmp_path / "deck/locales/ko.po"
    words = {"Sold out": "매진", "since **spring**": "**봄**부터"}
    text = catalogue.read_text("utf-8")
    for source, target in words.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    catalogue.write_text(text, "utf-8")
    assert main(["build"]) == 0
    return tmp_path / "output" / "talk"


@pytest.mark.parametrize("locale", SHOWN)
def test_a_block_is_built_in_both_languages_into_both_outputs(built: Path, locale: str) -> None:
    page = (built / locale / "index.html").read_text("utf-8")
    deck = pptx.Presentation(str(built / locale / f"talk.{locale}.pptx"))
    assert len(deck.slides) == len(SLIDES)
    for name, slide in zip(SLIDES, deck.slides, strict=True):
        (body,) = [
            [paragraph.text for paragraph in shape.text_frame.paragraphs]
            for shape in slide.shapes
            if shape.has_text_frame and shape.text_frame.text.endswith(DATA)
        ]
        assert body == SHOWN[locale]
        section = page.split(f'id="{name}"')[1].split("</section>")[0]
        frame = section.split('data-region="body"')[1].split("</div>")[0]
        shown = re.findall(r"<p [^>]*>(.*?)</p>", frame)
        assert [re.sub("<.*?>", "", one) for one in shown] == SHOWN[locale]


def test_its_texts_are_extracted_with_what_they_are(built: Path) -> None:
    catalogue = (built.parents[1] / "deck/locales/ko.po").read_text("utf-8")
    notes = {
        found[3]: (found[1], found[2])
        for found in re.finditer(
            r'^#\. (badge|hint)\n(?:#.*\n)*msgctxt "(.*)"\nmsgid "(.*)"$', catalogue, re.MULTILINE
        )
        if found[2].startswith("div#")
    }
    assert notes == {
        "Sold out": ("badge", "div#sold"),
        "since **spring**": ("hint", "div#sold/hint"),
    }


def test_it_is_listed_with_its_examples() -> None:
    lines = list(listing(None, "blocks"))
    start = lines.index("badge: A few words on a badge.")
    assert lines[start + 1 : start + 14] == [
        "",
        "  in YAML",
        "    badge:",
        "      said: Sold out",
        "      hint: since spring",
        "",
        "  in Markdown",
        "    ::: {.badge tone=loud}",
        "    Sold out",
        "",
        "    since spring",
        "    :::",
        "",
    ]


def _sizes(prepared: Prepared) -> set[tuple[str, float, float]]:
    return {
        (paragraph.token, paragraph.size, paragraph.floor)
        for frame in prepared.talks[0].slides[0].frames
        for paragraph in frame.paragraphs
        if paragraph.token == "badge"  # noqa: S105 - of type
    }


ONE = "# A slide\n\n::: badge\nSold out\n:::\n"


def test_a_theme_that_has_no_style_for_it_lends_one(tmp_path: Path) -> None:
    assert _sizes(slide_of(tmp_path, ONE)) == {("badge", 64.0, 24.0)}


def test_a_theme_can_style_it(tmp_path: Path) -> None:
    deck = "format: 1\nsource_locale: en\nlocales: [en]\n"
    tokens = "tokens: {type: {badge: {size: 30, floor: 20, color: ink}}}\n"
    files = {"deck/deck.yaml": deck + tokens, "deck/slides/a.md": ONE}
    assert _sizes(project(tmp_path, files)) == {("badge", 40.0, 20.0)}


def test_a_talk_can_put_another_text_in_its_place(tmp_path: Path) -> None:
    talk = "title: T\nslides: [{slide: a, put: {sold: Back soon}}]\n"
    prepared = slide_of(tmp_path, ONE.replace("out", "out {#sold}"), talk=talk)
    assert said(prepared.found) == []
    (frame,) = [one for one in prepared.talks[0].slides[0].frames if one.role == "text"]
    assert frame.paragraphs[0].runs[0].text == "Back soon"  # type: ignore[union-attr]  # no break


def test_it_may_stand_in_a_list_a_region_and_a_column(tmp_path: Path) -> None:
    slide = """\
# A slide

::: {.badge region=body .fragment}
One
:::

::: {.columns}
::: {.column}
- An item

  ::: badge
  Two
  :::
:::
:::
"""
    prepared = slide_of(tmp_path, slide)
    (laid_out,) = prepared.talks[0].slides
    shown = laid_out.slide
    assert [block.said.plain for placed in shown.placed for block in placed.blocks] == ["One"]  # type: ignore[attr-defined]  # a badge
    assert [block.step for placed in shown.placed for block in placed.blocks] == [1]
    ((bullets,),) = [column.blocks for column in shown.columns]
    assert [type(below) for item in bullets.items for below in item.content] == [Badge]  # type: ignore[attr-defined]  # a list


WRONG = {
    "an unknown block": (
        "::: bagde\nx\n:::",
        "SRC302 3:1 unknown block `::: bagde`",
        "did you mean `badge`?",
    ),
    "an unknown attribute": (
        "::: {.badge tune=loud}\nx\n:::",
        "SRC203 3:13 attribute `tune` has no meaning here",
        "did you mean `tone`?",
    ),
    "a word that is none of those": (
        "::: {.badge tone=lout}\nx\n:::",
        "SRC104 3:18 `tone` cannot be `lout`",
        "did you mean `loud`?",
    ),
    "a figure that is none": (
        "::: {.badge count=many}\nx\n:::",
        "SRC104 3:19 `count` must be a whole number, not text",
        "write it in digits, without quotes",
    ),
    "no text": (
        "::: badge\n:::",
        "SRC105 3:1 a badge needs `said`",
        'write it as a paragraph in the `:::` block, or as `said="..."` after its name',
    ),
    "too many texts": (
        "::: badge\na\n\nb\n\nc\n\nd\n\ne\n:::",
        (
            "SRC303 12:1 there is no place for this paragraph in a badge, whose texts are `said`,"
            " `hint`, `alt` and `code`"
        ),
        "move it below the block",
    ),
    "a second id": (
        "::: {.badge #one}\nx {#two}\n:::",
        "SRC203 4:1 `#two` is a second id of a badge",
        "keep one of them",
    ),
    "another block inside": (
        "::: badge\nx\n\n- y\n:::",
        "SRC346 6:1 a list is not allowed in a badge",
        "move it above or below the `:::` block",
    ),
    "an unknown key in a fence": (
        "```plate\nsaid: x\nhnit: y\n```",
        "SRC103 5:1 unknown key `hnit` in a plate",
        "did you mean `hint`?",
    ),
    "a wrong type in a fence below an item": (
        "- x\n\n  ```plate\n  said: x\n  is_new: maybe\n  ```",
        "SRC104 7:11 `is_new` must be true or false, not text",
        "write `true` or `false`",
    ),
    "a fence without its text": (
        "```plate\nhint: y\n```",
        "SRC105 4:1 a plate needs `said`",
        "add `said: ...`",
    ),
    "an empty fence": (
        "```plate\n```",
        "SRC105 3:1 a plate is empty",
        "`diptych list blocks` shows an example",
    ),
    "broken YAML in a fence": (
        "```plate\nsaid: [x\n```",
        "SRC101 4:7 broken YAML: did not find expected ',' or ']'",
        None,
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_it_is_told_at_its_place(what: str, tmp_path: Path) -> None:
    body, message, hint = WRONG[what]
    found = slide_of(tmp_path, f"# A slide\n\n{body}\n").found
    assert [one for one in said(found) if one.startswith(message)] == said(found)
    assert len(found) == 1
    assert hint is None or found[0].hint == hint


WRONG_YAML = {
    "an unknown key": ("badge: {said: x, tnoe: loud}", "did you mean `tone`?"),
    "a missing key": ("badge: {hint: x}", "add `said: ...`"),
    "a wrong type": ("badge: {said: x, share: much}", "write it in digits, without quotes"),
    "a list": ("badge: {said: [x]}", "write one text"),
    "nothing": ("badge:", "write one text"),
    "an unknown block": ("bagde: x", "did you mean `badge`?"),
}


@pytest.mark.parametrize("what", WRONG_YAML)
def test_what_is_wrong_in_yaml_is_told_too(what: str, tmp_path: Path) -> None:
    block, hint = WRONG_YAML[what]
    prepared = slide_of(tmp_path, f"title: A slide\nbody:\n  - {block}\n", suffix=".yaml")
    assert [one.hint for one in prepared.found] == [hint]
    assert [one.span.line for one in prepared.found if one.span] == [3]


def test_a_block_that_is_its_text_alone_takes_that_alone(tmp_path: Path) -> None:
    slide = "title: A slide\nbody:\n  - badge: Sold out {#sold}\n"
    ((block,),) = [
        laid_out.slide.body
        for laid_out in slide_of(tmp_path, slide, suffix=".yaml").talks[0].slides
    ]
    assert isinstance(block, Badge)
    assert (block.said.plain, block.id, block.tone) == ("Sold out", "sold", "calm")


def test_a_type_that_no_author_can_write_is_the_programs_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Odd(Badge, frozen=True, kw_only=True):
        spans: tuple[Span, ...] = ()

    monkeypatch.setitem(BLOCKS, "odd", Odd)
    with pytest.raises(TypeError, match="field `spans`"):
        slide_of(tmp_path, "title: A\nbody:\n  - odd: {said: x, spans: 1}\n", suffix=".yaml")


def test_a_text_has_a_place_of_its_own_in_an_attribute(tmp_path: Path) -> None:
    slide = '# A slide\n\n::: {.badge hint="since {{ never }}"}\nx\n:::\n'
    (found,) = slide_of(tmp_path, slide).found
    assert found.span is not None
    assert (found.span.line, found.span.column) == (3, 25)


def test_signs_in_a_text_mean_as_much_as_its_role_permits(tmp_path: Path) -> None:
    slide = (
        "title: A\nbody:\n  - badge: {said: '*x*', alt: '*y* {{ talk.title }}', code: '*z* {{'}\n"
    )
    prepared = slide_of(tmp_path, slide, suffix=".yaml")
    assert said(prepared.found) == []
    (frame,) = [one for one in prepared.talks[0].slides[0].frames if one.role == "text"]
    shown = [plain_text(paragraph.runs) for paragraph in frame.paragraphs]
    assert shown[:3] == ["x", "*y* A talk", "*z* {{"]
