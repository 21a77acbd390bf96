"""The talk in `deck/`: its slides, titles and sources, as published and as written."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import polib
import pytest
import yaml
from pptx import Presentation
from tests.authoring import REAL_TALK, BuiltTalk

DECK = Path(__file__).parents[1] / "deck"
pytestmark = pytest.mark.skipif(
    not DECK.is_dir(), reason="deck/ is not here: a source distribution carries none"
)
TITLES = {
    "opening/cover": "Generative AI Frontline in 2023/24",
    "genai/definition": "Generative AI",
    "genai/shared-essence": "Generative AI",
    "opening/frontline": "Frontline",
    "llm/evolution": "Explosive evolution of language models",
    "llm/foundation-model": "Pre-Training Model / Foundation Model",
    "llm/fine-tuning": "Fine-tuning",
    "industry/outlook-early-2023": "Outlook through early 2023",
    "industry/after-march-2023": "After March 2023",
    "models/open-source-landscape": "Open Source Large language models",
    "models/pre-trained-battleground": "Battleground: Pre-trained language models",
    "gpu/order-race": "Battleground: GPU",
    "gpu/export-restrictions": "Battleground: GPU",
    "gpu/national-supercomputing": "Battleground: GPU",
    "gpu/vendor-roadmaps": "Battleground: GPU",
    "gpu/cloud-company-chips": "Battleground: GPU",
    "npu/accelerators": "Battleground: AI Workload Acceleration / NPUs",
    "npu/training-and-inference": "Battleground: AI Workload Acceleration / NPUs",
    "npu/quantized-training": "Battleground: AI Workload Acceleration / NPUs",
    "software/training-and-serving": "Battleground: The open software marketplace",
    "market/guessing-game": "The AI Market: A Game of Guessing",
    "market/india": "AI Market: Race Follow up / India Case",
    "risk/bias-safety-fairness": "Risk factors",
    "predictions/multimodal-and-ai-made-ai": "2024: Predictions 1",
    "predictions/on-device-ai": "2024: Predictions 2",
    "policy/regulation": "Outlook and regulatory expectations",
    "closing/thank-you": "Thank you!",
}
"""The 27 slides in the order of the published talk. The title of the fourth is ours, and hidden."""
MISSPELT = {
    "BraratGPT": "BharatGPT",
    "Bahshini": "Bhashini",
    "Antrophic": "Anthropic",
    "MareNostum": "MareNostrum",
}
NEW = {"opening/gpu-and-npu", "gpu/orders-in-figures", "gpu/chips-by-year"}
"""Slides that the lightning talk has in addition to those of the published one."""
MENTIONS, SOURCES = 32, 30
NUMBERED = {
    "llm/evolution": 1,
    "models/pre-trained-battleground": 2,
    "npu/quantized-training": 2,
}
"""Slides whose sources are numbered in the text; the others only list them."""


@cache
def talk() -> dict[str, Any]:
    return dict(yaml.safe_load((DECK / "talks" / f"{REAL_TALK}.yaml").read_text("utf-8")))


@cache
def addresses() -> dict[str, str]:
    """Return the address of each source by its key."""
    items = yaml.safe_load((DECK / "references.yaml").read_text("utf-8"))["references"]
    return {item["id"]: item["URL"] for item in items}


def listed() -> list[str]:
    entries = [entry for section in talk()["sections"] for entry in section["slides"]]
    return [entry["slide"] if isinstance(entry, dict) else entry for entry in entries]


def expected_addresses(slide: str) -> list[str]:
    return [addresses()[key] for key in talk()["expect"]["references"].get(slide, [])]


class TestSources:
    """The content of `deck/`, read without Diptych."""

    def test_has_27_slides_in_the_published_order(self) -> None:
        assert listed() == list(TITLES)
        assert len(TITLES) == 27

    def test_promises_what_was_published(self) -> None:
        expect = talk()["expect"]
        assert expect["slides"] == len(TITLES)
        assert {entry["id"]: entry["title"] for entry in expect["order"]} == TITLES
        assert [entry["id"] for entry in expect["order"]] == list(TITLES)

    def test_has_32_mentions_of_30_sources(self) -> None:
        mentions = Counter(key for keys in talk()["expect"]["references"].values() for key in keys)
        assert mentions.total() == MENTIONS
        assert len(addresses()) == len(mentions) == SOURCES

    def test_every_source_is_there_once_and_used(self) -> None:
        items = yaml.safe_load((DECK / "references.yaml").read_text("utf-8"))["references"]
        assert [
            count for count in Counter(item["id"] for item in items).values() if count > 1
        ] == []
        assert len(set(addresses().values())) == len(addresses())
        used = {key for keys in talk()["expect"]["references"].values() for key in keys}
        assert set(addresses()) == used

    def test_every_file_of_a_slide_is_in_a_talk_and_the_other_way_round(self) -> None:
        files = (path for path in (DECK / "slides").rglob("*") if path.is_file())
        ids = {path.relative_to(DECK / "slides").with_suffix("").as_posix() for path in files}
        assert ids == {*listed(), *NEW}

    @pytest.mark.parametrize("slide", TITLES)
    def test_an_id_names_a_topic_and_no_number(self, slide: str) -> None:
        assert re.fullmatch(r"[a-z]+/[a-z][a-z0-9-]*", slide)
        assert not re.search(r"(?:^|[/-])(?:slide-?)?\d{1,2}$", slide)

    def test_every_picture_is_shown_and_is_ours(self) -> None:
        slides = "".join(path.read_text("utf-8") for path in (DECK / "slides").rglob("*.*"))
        media = {path.name for path in (DECK / "media").iterdir()}
        assert media == set(re.findall(r"media/([\w.-]+)", slides))

    def test_the_abstract_is_there_in_english_and_korean(self) -> None:
        abstract = talk()["abstract"]
        assert "SBA-Seoul Joint Pavilion at CES 2024" in abstract["en"]
        assert "SBA-서울공동관 메인 무대 발표" in abstract["ko"]


class TestLaidOut:
    """What is read and laid out."""

    def test_nothing_is_wrong_with_it(self, built_talk: BuiltTalk) -> None:
        assert built_talk.outcome.found == ()

    def test_its_page_is_at_most_a_megabyte_with_all_that_it_shows(
        self, built_talk: BuiltTalk
    ) -> None:
        files = [path for path in (built_talk.folder / "assets").rglob("*") if path.is_file()]
        sheets = (path for path in files if path.suffix == ".css" and path.name in built_talk.page)
        named = "".join(path.read_text("utf-8") for path in sheets)
        fonts = {path.name for path in files if path.suffix == ".woff2"}
        of_others = {name for name in fonts if name not in named}  # with the letters of Korean
        assert of_others < fonts
        shown = (path.stat().st_size for path in files if path.name not in of_others)
        assert len(built_talk.page) + sum(shown) <= 1_000_000

    def test_each_slide_has_its_title(self, built_talk: BuiltTalk) -> None:
        titles = {one.slide.id: one.slide.title.plain for one in built_talk.talk}
        assert titles == TITLES
        assert list(titles) == list(TITLES)

    def test_only_the_picture_without_words_hides_its_title(self, built_talk: BuiltTalk) -> None:
        hidden = [one.slide.id for one in built_talk.talk if not one.slide.show_title]
        assert hidden == ["opening/frontline"]

    def test_each_slide_has_its_sources(self, built_talk: BuiltTalk) -> None:
        found = {
            one.slide.id: [source.key for source in one.slide.sources]
            for one in built_talk.talk
            if one.slide.sources
        }
        assert found == talk()["expect"]["references"]

    def test_sources_are_numbered_where_the_text_names_them(self, built_talk: BuiltTalk) -> None:
        found = {
            one.slide.id: sum(source.number is not None for source in one.slide.sources)
            for one in built_talk.talk
        }
        assert {slide: count for slide, count in found.items() if count} == NUMBERED

    def test_pictures_say_what_they_show(self, built_talk: BuiltTalk) -> None:
        pictures = [picture for one in built_talk.talk for picture in one.pictures]
        assert len(pictures) == 4
        assert all(len(picture.alt) > 20 for picture in pictures)


SECOND = re.compile(r"[/.]2$")
"""What ends the name of a slide's second page; the first has the slide's own."""
MARK = re.compile(r"[ \xa0]\(\d/\d\)$")
"""What stands after the title of a slide of several pages."""


@pytest.fixture(scope="module")
def slides(built_talk: BuiltTalk) -> list[Any]:
    """Return the first pages of the slides as python-pptx reads them."""
    every = Presentation(str(built_talk.pptx)).slides
    return [slide for slide in every if not SECOND.search(slide.name)]


@pytest.fixture(scope="module")
def pages(built_talk: BuiltTalk) -> list[Any]:
    """Return the sections of the HTML that are first pages of slides."""
    page = lxml.html.fromstring(built_talk.page)
    sections = page.xpath("//section[@id and not(.//section)]")
    return [one for one in sections if not SECOND.search(one.get("id"))]


class TestWrittenPptx:
    """What a colleague opens in PowerPoint."""

    def test_each_slide_has_its_title_in_order(self, slides: list[Any]) -> None:
        assert [_title(slide) for slide in slides] == list(TITLES.values())

    def test_each_slide_is_known_by_its_id(self, slides: list[Any]) -> None:
        assert [slide.name for slide in slides] == list(TITLES)

    def test_the_sources_of_each_slide_lead_where_they_should(self, slides: list[Any]) -> None:
        found = {slide.name: _addresses(slide) for slide in slides}
        assert found == {slide: expected_addresses(slide) for slide in TITLES}
        assert sum(map(len, found.values())) == MENTIONS

    def test_a_link_on_the_last_slide_leads_to_each_way_to_reach_the_speaker(
        self, slides: list[Any]
    ) -> None:
        links = {run.hyperlink.address for shape in slides[-1].shapes for run in _runs(shape)}
        assert {link["url"] for link in talk()["links"]} <= links


def _title(slide: Any) -> str:
    """Return the words of the title, without the number of a citation."""
    runs = (run for run in _runs(slide.shapes.title) if not run._r.xpath("a:rPr/@baseline"))
    # A space at which a line of display type should not end is one at which PowerPoint does not.
    return MARK.sub("", "".join(run.text for run in runs)).replace("\N{NO-BREAK SPACE}", " ")


def _runs(shape: Any) -> list[Any]:
    if not shape.has_text_frame:
        return []
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]


def _addresses(slide: Any) -> list[str]:
    """Return the addresses in the sources, one for each paragraph."""
    return [
        next(run.hyperlink.address for run in paragraph.runs if run.hyperlink.address)
        for shape in slide.shapes
        if shape.name.startswith("Sources ")
        for paragraph in shape.text_frame.paragraphs
    ]


class TestWrittenHtml:
    """What the audience opens in a browser."""

    def test_each_slide_is_a_section_with_its_id_once(
        self, pages: list[Any], built_talk: BuiltTalk
    ) -> None:
        assert [slide.get("id") for slide in pages] == [one.replace("/", ".") for one in TITLES]
        ids = lxml.html.fromstring(built_talk.page).xpath("//@id")
        assert [one for one, count in Counter(ids).items() if count > 1] == []

    def test_each_slide_has_its_title_in_order(self, pages: list[Any]) -> None:
        assert [_heading(slide) for slide in pages] == list(TITLES.values())

    def test_the_sources_of_each_slide_lead_where_they_should(self, pages: list[Any]) -> None:
        found = {
            slide.get("id").replace(".", "/"): [
                paragraph.xpath(".//a/@href")[0]
                for paragraph in slide.xpath(".//*[@data-region='sources']//p")
            ]
            for slide in pages
        }
        assert found == {slide: expected_addresses(slide) for slide in TITLES}


def _heading(slide: Any) -> str:
    """Return the words of the slide's heading, without the number of a citation."""
    (heading,) = slide.xpath(".//h1 | .//h2")
    for mark in heading.xpath(".//sup"):
        mark.drop_tree()
    return MARK.sub("", " ".join(heading.text_content().split()))


class TestKorean:
    """The talk in Korean is the same talk."""

    def test_it_has_the_same_slides_sources_steps_and_layouts(self, built_talk: BuiltTalk) -> None:
        def outline(talk: BuiltTalk) -> list[tuple[object, ...]]:
            return [
                (
                    one.slide.id,
                    one.number,
                    one.layout.name,
                    one.steps,
                    [(source.key, source.number) for source in one.slide.sources],
                    [(frame.region, len(frame.paragraphs)) for frame in one.frames],
                    [picture.box.width > 0 for picture in one.pictures],
                )
                for one in talk.talk
            ]

        assert outline(built_talk.in_locale("ko")) == outline(built_talk)

    def test_every_text_is_translated_and_none_is_stale(self) -> None:
        po = polib.pofile(str(DECK / "locales" / "ko.po"))
        assert po.untranslated_entries() == []
        assert po.fuzzy_entries() == []

    def test_names_that_the_english_misspells_are_right(self, built_talk: BuiltTalk) -> None:
        page = built_talk.in_locale("ko").page
        for wrong, right in MISSPELT.items():
            assert wrong in built_talk.page, wrong
            assert wrong not in page, wrong
            assert right in page, right

    def test_the_page_and_the_file_say_that_they_are_korean(self, built_talk: BuiltTalk) -> None:
        korean = built_talk.in_locale("ko")
        assert lxml.html.fromstring(korean.page).get("lang") == "ko"
        deck = Presentation(str(korean.pptx))
        assert deck.core_properties.language == "ko-KR"
        assert "이 발표는 2023년의" in deck.core_properties.comments
