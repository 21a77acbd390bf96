"""The second talk of the deck: a lightning version, made from the first one's slides."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from msgspec import Struct
from pptx import Presentation
from tests.tools import absent

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutTalk

ROOT = Path(__file__).parents[1]
NAME = "gpu-npu-lightning"
NEW = ("opening/gpu-and-npu", "gpu/orders-in-figures", "gpu/chips-by-year")
ORDER = (
    "opening/gpu-and-npu",
    "gpu/order-race",
    "gpu/orders-in-figures",
    "gpu/export-restrictions",
    "gpu/national-supercomputing",
    "gpu/vendor-roadmaps",
    "gpu/chips-by-year",
    "gpu/cloud-company-chips",
    "npu/accelerators",
    "npu/training-and-inference",
    "npu/quantized-training",
    "closing/thank-you",
)


class Built(Struct, frozen=True):
    """The lightning talk in one language, and the long talk that its slides are from."""

    talk: LaidOutTalk
    long: LaidOutTalk
    folder: Path


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[pipeline.Outcome, Path]:
    if not (ROOT / "deck" / "deck.yaml").is_file():
        absent("deck/ is not here: a source distribution carries none")
    out = tmp_path_factory.mktemp("lightning")
    made = pipeline.build(BuildConfig(root=ROOT, out=out))
    assert made.found == ()
    return made, out


@pytest.fixture(params=["en", "ko"])
def built(outcome: tuple[pipeline.Outcome, Path], request: pytest.FixtureRequest) -> Built:
    made, out = outcome
    talks = {talk.talk.name: talk for talk in made.talks if talk.locale == request.param}
    return Built(talks.pop(NAME), talks.popitem()[1], out / NAME / request.param)


def test_has_its_twelve_slides_in_order_nine_of_them_reused(built: Built) -> None:
    assert tuple(one.slide.id for one in built.talk if one.part == 1) == ORDER
    long = {one.slide.id for one in built.long}
    assert [slide_id for slide_id in ORDER if slide_id not in long] == list(NEW)


def test_sources_renumber_with_the_slides_that_are_shown(built: Built) -> None:
    sources = {one.slide.id: one.slide.sources for one in built.long}
    for one in built.talk:
        if one.slide.id in sources:
            assert one.slide.sources == sources[one.slide.id]
    (slide,) = (one.slide for one in built.talk if one.slide.id == "npu/quantized-training")
    numbered = [(s.number, s.key) for s in slide.sources]
    assert numbered == [(1, "arxiv-2021-quantized-resnet"), (2, "google-aqt")]


def test_a_reused_slide_says_what_it_says_in_the_long_talk(built: Built) -> None:
    def body(talk: LaidOutTalk, slide_id: str) -> list[str]:
        return [
            "".join(getattr(run, "text", " ") for run in paragraph.runs)
            for page in talk
            if page.slide.id == slide_id
            for frame in page.frames
            if frame.role == "text"
            for paragraph in frame.paragraphs
        ]

    for slide_id in ORDER:
        if slide_id not in NEW:
            assert body(built.talk, slide_id) == body(built.long, slide_id)


def test_both_files_hold_the_titles_in_order(built: Built) -> None:
    titles = [one.title for one in built.talk]
    (file,) = built.folder.glob("*.pptx")
    assert [
        slide.shapes.title.text.replace("\u00a0", " ") for slide in Presentation(str(file)).slides
    ] == titles
    page = lxml.html.fromstring((built.folder / "index.html").read_text("utf-8"))
    sections = page.xpath("//div[@class='slides']/section/@id")
    assert sections == [one.anchor for one in built.talk]
    assert [one for one in sections if one.rpartition(".")[2] != "2"] == [
        slide_id.replace("/", ".") for slide_id in ORDER
    ]


def test_the_figures_are_a_table_that_can_be_edited(built: Built) -> None:
    (file,) = built.folder.glob("*.pptx")
    (slide,) = (
        one for one in Presentation(str(file)).slides if one.name == "gpu/orders-in-figures"
    )
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [row.cells[3].text for row in table.rows][1:4] == ["10,000"] * 3
    page = lxml.html.fromstring((built.folder / "index.html").read_text("utf-8"))
    assert len(page.xpath("//section[@id='gpu.orders-in-figures']//tr")) == 7
