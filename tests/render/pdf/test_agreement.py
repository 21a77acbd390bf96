"""The PDF shows the lines that were solved, each where it was put; so it agrees with HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from tests.render.pdf.deck import ROOT, built, pdf_of
from tests.render.pdf.published import hashed, lost, published
from tests.render.pdf.reading import letters, words
from tests.solved import broken

from diptych.model.geometry import EMU_PER_PT, emu
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import TableShape
from diptych.model.text import LineBreak
from diptych.model.text_frame import TextFrame
from diptych.model.theme import FOOT_ROLES

MOST_PT = 1.5
"""2 px of 1280 by 720."""
TALKS = ("genai-frontline-2024", "gpu-npu-lightning")


class Made(NamedTuple):
    talk: LaidOutTalk
    pdf: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    folder = tmp_path_factory.mktemp("pdf")
    return [Made(*one) for one in built(ROOT, folder)]


def test_the_talk_is_small_enough_to_be_mailed(made: list[Made]) -> None:
    for talk, pdf in made:
        assert pdf.stat().st_size < 700_000, talk.talk.name


def test_the_english_talk_has_every_word_and_source_of_the_published_one(made: list[Made]) -> None:
    ((talk, pdf),) = (
        one for one in made if (one.talk.talk.name, one.talk.locale) == (TALKS[0], "en")
    )
    slides = [
        slide._replace(words=[one for one in slide.words if one[1] != hashed(str(number))])
        for number, slide in enumerate(published(), 1)
    ]  # numbers are those of pages, of which there are more than slides
    with pikepdf.open(pdf) as document:
        links = [
            [str(note.A.URI) for note in page.get("/Annots", []) if "/A" in note]
            for page in document.pages
        ]
    shown: dict[str, tuple[str, list[str]]] = {}
    for page, text, links_of_page in zip(talk, words(pdf), links, strict=True):
        before, followed = shown.get(page.slide.id, ("", []))
        shown[page.slide.id] = f"{before} {text}", [*followed, *links_of_page]
    assert len(shown) == len(slides) == 27
    assert sum(len(slide.words) for slide in slides) > 1500
    each = list(shown.values())
    missing = [lost(slide, *one) for slide, one in zip(slides, each, strict=True)]
    assert missing == [0] * 27
    assert lost(slides[5], each[6][0], each[5][1]) > 10, "another slide has other words"


class Line(NamedTuple):
    """The characters of a line without spaces, and where its first and last ones may be."""

    text: str
    left: float
    right: float
    y: float


def lines(slide: LaidOutSlide) -> Iterator[Line]:
    for shape in slide.parts:
        if isinstance(shape, TextFrame):
            yield from _in_frame(shape)
        elif isinstance(shape, TableShape):
            yield from _in_table(shape)


def _in_frame(frame: TextFrame) -> Iterator[Line]:
    for box, paragraphs in frame.parted():
        height = sum(max(1, p.line_count) * p.line_height for p in paragraphs)
        height += sum(p.space_before for p in paragraphs[1:])
        room = box.height / EMU_PER_PT
        shift = {"top": 0.0, "middle": (room - height) / 2, "bottom": room - height}[frame.anchor]
        left, top, width = box.x / EMU_PER_PT, box.y / EMU_PER_PT + shift, box.width / EMU_PER_PT
        for paragraph in paragraphs:
            yield from _of(paragraph, left, top, width)


def _in_table(table: TableShape) -> Iterator[Line]:
    for place in table.places():
        box, paragraphs = place.text, place.cell.paragraphs
        height = emu(sum(max(1, p.line_count) * p.line_height for p in paragraphs))
        top = box.y if place.anchor == "top" else box.bottom - height
        for paragraph in paragraphs:
            x, y, width = box.x / EMU_PER_PT, top / EMU_PER_PT, box.width / EMU_PER_PT
            yield from _of(paragraph, x, y, width)


def _of(paragraph: Paragraph, left: float, top: float, width: float) -> Iterator[Line]:
    start = left + paragraph.indent / EMU_PER_PT
    room = width - paragraph.indent / EMU_PER_PT
    for line, text in zip(paragraph.lines, broken(paragraph), strict=True):
        length = line.width / EMU_PER_PT
        aside = {"left": 0.0, "center": (room - length) / 2, "right": room - length}
        x = start + aside[paragraph.align]
        y = top + line.baseline / EMU_PER_PT
        if text.strip():
            yield Line("".join(text.split()), x, x + length, y)


def test_every_line_stands_where_it_was_solved(made: list[Made]) -> None:
    checked = 0
    for talk, pdf in made:
        for slide, found in zip(talk, letters(pdf), strict=True):
            signs = "".join(letter.sign for letter in found)
            for line in lines(slide):
                at = _nearest(line, signs, found)
                first, last = found[at], found[at + len(line.text) - 1]
                where = f"{talk.locale} {slide.slide.id}: {line}"
                assert abs(first.x - line.left) < MOST_PT, where
                assert line.left - MOST_PT < last.x < line.right + MOST_PT, where
                base = [one.y for one in found[at : at + len(line.text)]]
                assert min(abs(y - line.y) for y in base) < 0.1, where
                checked += 1
    assert checked > 1000


def _nearest(line: Line, signs: str, found: list) -> int:  # type: ignore[type-arg]
    """Return where the letters of a line are, nearest to its place if it occurs more than once."""
    at = [i for i in range(len(signs)) if signs.startswith(line.text, i)]
    assert at, line.text
    return min(at, key=lambda i: abs(found[i].x - line.left) + abs(found[i].y - line.y))


def test_its_text_is_that_of_the_slides_in_reading_order(made: list[Made]) -> None:
    for talk, pdf in made:
        for slide, page in zip(talk, words(pdf), strict=True):
            at = 0
            for paragraph in _read(slide):
                text = " ".join(_words(paragraph).split())
                at = page.find(text, at)
                assert at >= 0, (talk.locale, slide.slide.id, text, page)
                at += len(text)


def _read(slide: LaidOutSlide) -> Iterator[Paragraph]:
    for frame in slide.frames:
        if frame.role not in FOOT_ROLES:
            yield from frame.paragraphs


def _words(paragraph: Paragraph) -> str:
    return "".join(" " if isinstance(run, LineBreak) else run.text for run in paragraph.runs)


@pytest.mark.parametrize(
    "text", ["「가」 나", "『가』 나", "（가） 나", "【가】 나", "〈가〉 나", "“가” 나"]
)
def test_a_line_that_begins_with_a_bracket_begins_at_its_place(tmp_path: Path, text: str) -> None:
    first = pdf_of(f"# 가나\n\n{text}\n\n나 가\n", tmp_path)
    (page,) = letters(first)
    left = next(letter.x for letter in page if letter.sign == text[0])
    other = page[-1] if page[-1].sign == "가" else page[-2]
    plain = [letter for letter in page if letter.y == other.y]
    assert left == pytest.approx(plain[0].x, abs=0.1)


@pytest.mark.parametrize(
    ("meet", "apart"),
    [
        ("あ）。【あ", "あ）あ。あ【あ"),
        ("あ）・【あ", "あ）あ・あ【あ"),
        ("```\nあ）。【あ\n```", "```\nあ）あ。あ【あ\n```"),
        ("`あ）。【あ`", "`あ）あ。あ【あ`"),
    ],
)
def test_brackets_and_stops_that_meet_are_as_far_apart_as_elsewhere(
    tmp_path: Path, meet: str, apart: str
) -> None:
    (page,) = letters(pdf_of(f"---\nlang: ja\n---\n\n# あ\n\n{meet}\n\n{apart}\n", tmp_path))
    top, *_ = sorted({one.y for one in page if one.sign == "）"})
    meeting = [one.x for one in page if one.y == top]
    others = [one.x for one in page if one.sign in "あ）。・【" and one.y > top]
    kana = others[3] - others[2]
    assert meeting[-1] - meeting[0] == pytest.approx(others[-1] - others[0] - 2 * kana, abs=0.2)


@pytest.mark.parametrize(("written", "sign"), [("H~*w*~", "w"), ("H^*w*^", "w")])
def test_slanted_letters_are_lowered_and_raised_like_others(
    tmp_path: Path, written: str, sign: str
) -> None:
    (slanted,) = letters(pdf_of(f"# A\n\n{written}\n", tmp_path))
    (upright,) = letters(pdf_of(f"# A\n\n{written.replace('*', '')}\n", tmp_path))
    heights = [next(one.y for one in page if one.sign == sign) for page in (slanted, upright)]
    assert heights[0] == pytest.approx(heights[1], abs=0.1)


def test_tracking_goes_on_where_the_style_changes(tmp_path: Path) -> None:
    """Titles are bold, so that bold words in one stand where others would."""
    front = "---\nlang: ko\n---\n\n"
    plain, parted = (
        next(page for page in letters(pdf_of(f"{front}# {title}\n\n말\n", tmp_path)))
        for title in ("번호와 긴 목록", "번호와 **긴** 목록")
    )
    title = [letter for letter in plain if letter.sign in "번호와긴목록"]
    assert title[1].x - title[0].x < 33, "Korean titles are tracked"
    assert [one.x for one in plain] == pytest.approx([one.x for one in parted], abs=0.1)
