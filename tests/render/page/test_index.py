"""The list of all talks, and its feed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.render.page.deck import BARE, site_of
from tests.render.page.test_page import page_at

ATOM = "{http://www.w3.org/2005/Atom}"
TALKS = {
    "deck/talks/chips.yaml": None,
    "deck/talks/bare.yaml": None,
    **{
        f"deck/talks/{name}.yaml": (
            f"title: {name}\nlocales: [{locales}]\nspeakers: [{who}]\ntags: [{tags}]\n"
            f"slides: [b]\n{rest}"
        )
        for name, locales, who, tags, rest in (
            ("one", "en", "Ann", "C++", "dates: {delivered: 2023-05-06}\n"),
            ("two", "en, ko", "Bob", "C#", "dates: {from: 2024-02-01, to: 2024-02-03}\n"),
            ("three", "ko", "Ann", "'C'", "dates: {published: 2023-12-24}\n"),
            ("four", "en", "Bob", "", ""),
        )
    },
}


def moments(root: ET.Element) -> list[str]:
    return [found.text or "" for found in root.iter() if found.tag == f"{ATOM}updated"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of four talks."""
    return site_of(tmp_path_factory.mktemp("talks"), TALKS)[0]


def test_talks_are_listed_newest_first_then_those_without_a_date(folder: Path) -> None:
    shown = page_at(folder / "index.html")
    titles = re.findall(r"<h2><a [^>]*>(\w+)</a>", (folder / "index.html").read_text("utf-8"))
    assert titles == ["two", "three", "one", "four"]
    assert "February 1–3, 2024" in shown.text
    korean = (folder / "index.ko.html").read_text("utf-8")
    assert 'href="two/ko/index.html" hreflang="ko"' in korean
    assert 'href="one/en/index.html" hreflang="en"' in korean
    assert "2024년 2월 1일~3일" in korean


def test_talks_are_grouped_by_speaker_tag_and_language_without_a_script(folder: Path) -> None:
    shown = page_at(folder / "index.html")
    assert "script" not in {tag for tag, _ in shown.elements}
    groups = [attrs["id"] for tag, attrs in shown.elements if tag == "div" and "id" in attrs]
    assert groups == [
        "speaker-ann", "speaker-bob", "tag-c", "tag-c-", "tag-c--",
        "language-english", "language-한국어",
    ]  # fmt: skip
    assert {f"#{group}" for group in groups} <= set(shown.all("a", "href"))


def test_the_feed_is_atom(site: Path) -> None:
    root = ET.fromstring((site / "feed.xml").read_text("utf-8"))  # noqa: S314 - our own
    (entry,) = root.findall(f"{ATOM}entry")  # the other talk has no date
    for element in (root, entry):  # RFC 4287, 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findall(f"{ATOM}author")
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    assert all(map(moment.fullmatch, moments(root)))
    url = "https://talks.example.org/of/me/"
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{url}feed.xml", "alternate": url}
    assert [one.get("href") for one in entry.findall(f"{ATOM}link")] == [f"{url}chips/en/"]
    assert entry.findtext(f"{ATOM}title") == "Chips & <b>bread</b>"
    assert entry.findtext(f"{ATOM}id") == f"{url}crisps/en/", "as before it was renamed"
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["bread", "chips"]
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("<p>About <strong>chips</strong>")


def test_each_language_has_a_feed(site: Path) -> None:
    root = ET.fromstring((site / "feed.ko.xml").read_text("utf-8"))  # noqa: S314 - our own
    assert root.findtext(f"{ATOM}title") == "내 발표"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "칩과 빵"


def test_a_build_of_one_talk_brings_the_list_up_to_date(tmp_path: Path) -> None:
    files = {"deck/talks/chips.yaml": BARE.replace("slides", "event: BakeConf\nslides")}
    folder, _ = site_of(tmp_path, files)
    changed = {name: text.replace("BakeConf", "ChipConf") for name, text in files.items()}
    _, outcome = site_of(tmp_path, changed, "chips")
    assert [line for line in outcome.notices if "not made yet" in line] == []
    assert "ChipConf" in (folder / "index.html").read_text("utf-8")
    (tmp_path / "deck/talks/chips.yaml").unlink()
    site_of(tmp_path, {"deck/talks/chips.yaml": None})
    assert not (folder / "chips").exists()
    assert "ChipConf" not in (folder / "index.html").read_text("utf-8")
