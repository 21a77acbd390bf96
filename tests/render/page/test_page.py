"""The page of a talk: what is on it, what is beside it, and what is nowhere in it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from tests.authoring import said, write_files
from tests.render.page.deck import BARE, DECK, FILES, FULL, site_of

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.pipeline import build


class _Reader(HTMLParser):
    """Gathers the elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, name: str, **having: str) -> list[str]:
        """Return an attribute of all elements with certain others."""
        return [
            attrs[name]
            for one, attrs in self.elements
            if one == tag and name in attrs and having.items() <= attrs.items()
        ]

    @property
    def metas(self) -> dict[str, str]:
        """Return the content of each `meta` by its name."""
        metas = [attrs for tag, attrs in self.elements if tag == "meta"]
        return {
            one.get("name") or one["property"]: one["content"] for one in metas if _is_named(one)
        }


def _is_named(meta: dict[str, str]) -> bool:
    return "name" in meta or "property" in meta


def page_at(path: Path) -> _Reader:
    return _Reader(path.read_text("utf-8"))


def page(site: Path, talk: str = "chips", locale: str = "en") -> _Reader:
    return page_at(site / talk / locale / "index.html")


def data(site: Path, talk: str = "chips", locale: str = "en") -> list[dict[str, object]]:
    text = (site / talk / locale / "index.html").read_text("utf-8")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    graph: list[dict[str, object]] = json.loads(found)["@graph"]
    return graph


def files(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


# ------------------------------------------------------------------------------ what nobody may see


def contents(path: Path) -> Iterator[str]:
    """Yield all that is in a file, also in the members of an archive, and the text of a PDF."""
    content = path.read_bytes()
    if path.suffix == ".pptx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield archive.read(name).decode("utf-8", "ignore")
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(content) as document:
            yield from (one.get_textpage().get_text_bounded() for one in document)
            yield str(document.get_metadata_dict())
    yield content.decode("utf-8", "ignore")


def test_no_file_has_anything_of_speaker_notes_or_hidden_slides(site: Path) -> None:
    found = [
        (path.name, word)
        for path in site.rglob("*")
        if path.is_file()
        for text in (str(path), *contents(path))
        for word in ("WHISPERED", "CONCEALED")
        if word in text
    ]
    assert found == []
    assert "A slide" in "".join(contents(site / "chips/en/chips.en.pptx"))
    assert "A slide" in "".join(contents(site / "chips/en/chips.en.pdf"))


def test_a_talk_whose_slides_are_all_hidden_has_no_page_and_is_told(tmp_path: Path) -> None:
    hidden = "title: T\nlocales: [en]\nslides: [{slide: b, hidden: true}]\n"
    _, outcome = site_of(tmp_path, {"deck/talks/bare.yaml": hidden})
    assert said(outcome.found)[0] == "OUT501 1:1 all slides of the page are hidden"
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("name", "more"), [("index.ko.html", ""), ("feed.xml", ""), ("bare", "was: Index.html\n")]
)
def test_no_talk_takes_the_place_of_a_file_of_the_site(
    name: str, more: str, tmp_path: Path
) -> None:
    talks = {"deck/talks/bare.yaml": None, f"deck/talks/{name}.yaml": f"{BARE}{more}"}
    _, outcome = site_of(tmp_path, talks, name)
    assert [one.split()[0] for one in said(outcome.found)] == ["OUT502"]
    assert not (tmp_path / "output").exists()


# -------------------------------------------------------------------------------- what is beside it


def test_beside_the_page_lies_all_that_it_shows_and_offers(site: Path) -> None:
    beside = {path for path in files(site) if path.startswith("chips/en/")}
    assert beside >= {
        "chips/en/chips.en.pdf",
        "chips/en/chips.en.pptx",
        "chips/en/index.html",
        "chips/en/oembed.json",
        "chips/en/preview.png",
        "chips/en/slides/a.png",
        "chips/en/slides/gpu.orders.png",
        "chips/en/start.html",
    }
    assert "chips/deck/en/index.html" in files(site)
    assert not [path for path in files(site) if "secret" in path]


def test_everything_that_a_page_names_is_there(site: Path) -> None:
    assert_everything_named_is_there(site)


def assert_everything_named_is_there(site: Path) -> None:
    for path in site.rglob("*.html"):
        if "deck" in path.parts:
            continue
        shown = _Reader(path.read_text("utf-8"))
        for tag, name in (("a", "href"), ("img", "src"), ("link", "href"), ("iframe", "src")):
            for url in shown.all(tag, name):
                file, _, anchor = url.partition("#")
                if re.match(r"[a-z]+:", url):
                    continue
                target = (path.parent / file) if file else path
                assert target.is_file(), f"{path} names {url}"
                if anchor and not anchor.startswith("/"):
                    ids = [attrs.get("id") for _, attrs in _Reader(target.read_text()).elements]
                    assert anchor in ids, f"{path} names {url}"


@pytest.mark.parametrize(
    ("downloads", "left"),
    [("false", []), ("[pdf]", ["bare.en.pdf"]), ("true", ["bare.en.pdf", "bare.en.pptx"])],
)
def test_downloads_can_be_turned_off(downloads: str, left: list[str], tmp_path: Path) -> None:
    talk = f"{BARE}downloads: {downloads}\n"
    folder, _ = site_of(tmp_path, {"deck/talks/bare.yaml": talk}, "bare")
    shown = page(folder, "bare")
    assert [url for url in shown.all("a", "href") if url.endswith(("pdf", "pptx"))] == left
    assert [path.name for path in sorted((folder / "bare/en").glob("bare.*"))] == left
    assert ("<dt>Download</dt>" in (folder / "bare/en/index.html").read_text()) == bool(left)


# ------------------------------------------------------------------------------------ what is on it


def test_a_page_says_what_the_talk_was_and_who_gave_it(site: Path) -> None:
    shown = page(site)
    for words in ("Chips & <b>bread</b>", "BakeConf", "Hall 2", "Jane Doe", "Lab Inc.", "John Roe"):
        assert words in shown.text
    for day in ("January 11, 2024", "January 15, 2024"):
        assert day in shown.text
    assert shown.all("a", "href", rel="author") == ["https://example.org/jane"]
    deed = "https://creativecommons.org/licenses/by/4.0/"
    assert shown.all("a", "href", rel="license") == [deed]
    assert "https://example.org/code" in shown.all("a", "href")


def test_a_page_speaks_the_language_of_its_talk(site: Path) -> None:
    shown = page(site, locale="ko")
    assert shown.all("html", "lang") == ["ko"]
    assert "슬라이드 보기" in page_at(site / "chips/ko/start.html").text
    for words in ("칩과 빵", "2024년 1월 11일", "내려받기", "발표 소개", "한 장"):
        assert words in shown.text


def test_the_abstract_is_there_in_each_language_that_of_the_page_first(site: Path) -> None:
    for locale, first, second in (
        ("en", "About chips", "칩에 대하여"),
        ("ko", "칩에 대하여", "About chips"),
    ):
        text = page(site, locale=locale).text
        assert text.index(first) < text.index(second) < text.index("1 ")
        assert text.count("Translated with care") == 1
    assert "https://www.example.org/chips" in page(site).all("a", "href")


def test_an_abstract_is_markdown_on_the_page_and_plain_where_machines_want_words(
    site: Path,
) -> None:
    text = (site / "chips/en/index.html").read_text("utf-8")
    assert "<p>About <strong>chips</strong>, see <a href=" in text
    assert '<p>And about <a href="#gpu.orders">bread</a>.</p>' in text
    assert "<p><strong>칩</strong>에 대하여.</p>" in text
    plain = "About chips, see www.example.org/chips.\n\nAnd about bread."
    assert data(site)[0]["abstract"] == plain
    assert page(site).metas["description"] == plain.replace("\n\n", " ")
    feed = (site / "feed.ko.xml").read_text("utf-8")
    words = "&lt;p&gt;&lt;strong&gt;칩&lt;/strong&gt;에 대하여.&lt;/p&gt;"
    assert f'<summary type="html">{words}</summary>' in feed


def test_each_slide_has_its_picture_and_its_words(site: Path) -> None:
    shown = page(site)
    assert shown.all("article", "id") == ["a", "gpu.orders"]
    assert shown.all("img", "alt") == [
        "Slide 1: A slide",
        "Slide 3: Orders <script>alert(1)</script>",
    ]
    text = re.sub(r"\s+", " ", shown.text)
    assert "A bold and coded thought that links to another, to nothing shownand to a phone" in text
    assert text.count("A box") == 1
    assert "FirmChipsA10" in text
    assert "https://example.org/kim" in shown.all("a", "href")


def test_words_keep_their_emphasis_and_tables_their_heads_and_columns(site: Path) -> None:
    text = (site / "chips/en/index.html").read_text("utf-8")
    assert "A <strong>bold</strong> and <code>coded</code> thought" in text
    assert (
        '<tr><th scope="col">Firm</th><th scope="col" class="right">Chips</th></tr>'
        '<tr><th scope="row">A</th><td class="right">10</td></tr>'
    ) in text


def test_a_slides_address_stays_when_the_order_changes(tmp_path: Path) -> None:
    ids = []
    for number, order in enumerate(("[b, gpu/orders]", "[gpu/orders, b]")):
        talk = f"title: T\nlocales: [en]\nslides: {order}\n"
        folder, _ = site_of(tmp_path / str(number), {"deck/talks/bare.yaml": talk}, "bare")
        ids.append(page(folder, "bare").all("article", "id"))
    assert ids == [["b", "gpu.orders"], ["gpu.orders", "b"]]


def test_slides_before_the_first_section_have_no_heading_above_them(tmp_path: Path) -> None:
    talk = f"{BARE}sections: [{{title: Later, slides: [gpu/orders]}}]\n"
    folder, _ = site_of(tmp_path, {"deck/talks/bare.yaml": talk}, "bare")
    text = (folder / "bare/en/index.html").read_text("utf-8")
    found = re.findall(r'<(h[34]) class="(\w+)"', text)
    assert found == [("h3", "name"), ("h3", "section"), ("h4", "name")]
    assert re.findall(r'<li><a href="(#[^"]*)">([^<]*)</a></li>', text) == [
        ("#gpu.orders", "Later")
    ]


def test_titles_and_tables_that_are_not_translated_are_in_their_own_language(site: Path) -> None:
    text = (site / "chips/ko/index.html").read_text("utf-8")
    assert '<span lang="en">Orders &lt;script&gt;' in text
    assert '<table lang="en">' in text
    assert "<span>한 장</span>" in text
    assert '<table lang="' not in (site / "chips/en/index.html").read_text("utf-8")


def test_a_former_address_of_a_slide_still_leads_to_it(tmp_path: Path) -> None:
    slide = "---\nwas: [old/name, b]\n---\n\n# New\n\nx\n"
    files = {"deck/slides/new.md": slide, "deck/talks/bare.yaml": BARE.replace("[b]", "[new]")}
    folder, _ = site_of(tmp_path, files, "bare")
    text = (folder / "bare/en/index.html").read_text("utf-8")
    (article,) = re.findall(r"<article id=\"new\".*?</article>", text, re.DOTALL)
    assert re.findall(r'<span class="former" id="([^"]*)">', article) == ["old.name", "b"]


def test_links_lead_to_pages_mailboxes_and_slides_that_are_shown_only(site: Path) -> None:
    links = page(site).all("a", "href")
    assert "#gpu.orders" in links
    assert not [link for link in links if "secret" in link or link.startswith("tel:")]


def test_words_of_strangers_are_words(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "<b>bread" not in text


def test_a_talk_without_anything_to_say_about_itself_has_a_page(site: Path) -> None:
    shown = page(site, "bare")
    assert "Bare" in shown.text
    for words in ("Date", "Event", "Venue", "About this talk", "Tags", "Licence", "None"):
        assert words not in shown.text
    assert [one["@type"] for one in data(site, "bare")] == ["PresentationDigitalDocument"]


def test_a_single_file_has_a_page_of_what_its_front_matter_says(tmp_path: Path) -> None:
    front = "title: One file\nauthor: Jane Doe\ndate: 2024-01-11\nabstract: About it.\nlang: ko\n"
    source = write_files(tmp_path, {"talk.md": f"---\n{front}---\n\n## 하나\n\nx\n"}) / "talk.md"
    out = tmp_path / "output"
    config = BuildConfig(root=tmp_path, document=source, out=out, outputs=("page",))
    outcome = build(config)
    assert (outcome.found, outcome.notices) == ((), ())
    shown = page(out / "site", "talk", "ko")
    for words in ("One file", "Jane Doe", "2024년 1월 11일", "About it.", "하나"):
        assert words in shown.text
    assert not (out / "site/index.html").exists()
    assert "../../index.html" not in shown.all("a", "href")


def test_a_page_names_the_other_talks(site: Path) -> None:
    assert "../../chips/en/index.html" in page(site, "bare").all("a", "href")
    assert "../../bare/en/index.html" in page(site, locale="ko").all("a", "href")


def test_the_first_pages_lead_to_no_others_before_these_are_there(
    site: Path, tmp_path: Path
) -> None:
    folder, outcome = site_of(tmp_path, None, "bare")
    assert outcome.notices[-1] == (
        "2 more pages are not made yet, and nothing leads there: build all talks once"
    )
    assert_everything_named_is_there(folder)
    assert "../../chips/en/index.html" not in page(folder, "bare").all("a", "href")
    assert page_at(folder / "index.html").all("a", "hreflang") == ["en", "ko", "en"]
    site_of(tmp_path, None, "chips")
    assert_everything_named_is_there(folder)
    for locale in ("en", "ko"):
        name = f"chips/{locale}/index.html"
        assert (folder / name).read_bytes() == (site / name).read_bytes()
    assert (folder / "index.html").read_bytes() == (site / "index.html").read_bytes()


def test_a_page_in_one_language_alone_has_a_list_that_is_there(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    out = tmp_path / "output"
    config = BuildConfig(
        root=tmp_path, out=out, outputs=("page",), talks=("chips",), locales=("ko",)
    )
    assert build(config).notices[-1].startswith("2 more pages are not made yet")
    assert_everything_named_is_there(out / "site")
    assert page(out / "site", locale="ko").all("a", "href")[1] == "../../index.ko.html"


def test_talks_without_a_date_are_named_since_the_feed_leaves_them_out(tmp_path: Path) -> None:
    _, outcome = site_of(tmp_path, None, "bare")
    assert outcome.notices[0] == (
        "the feed leaves out talks without a date: `bare` (deck/talks/bare.yaml:1);"
        " write `dates: {delivered: …}`"
    )


# ------------------------------------------------------------------------------------- for machines


def test_a_page_describes_itself_to_machines(site: Path) -> None:
    shown = page(site)
    url = "https://talks.example.org/of/me/chips/en/"
    assert shown.all("link", "href", rel="canonical") == [url]
    assert {name: shown.metas[name] for name in ("og:url", "og:image", "twitter:card")} == {
        "og:url": url,
        "og:image": f"{url}preview.png",
        "twitter:card": "summary_large_image",
    }
    assert shown.metas["og:site_name"] == "My talks"
    assert page(site, locale="ko").metas["og:locale"] == "ko_KR"
    assert shown.all("link", "href", rel="alternate", hreflang="ko") == [url.replace("en", "ko")]
    assert shown.all("link", "href", hreflang="x-default") == [url.removesuffix("en/")]
    document, event = data(site)
    assert (document["name"], document["license"]) == (
        "Chips & <b>bread</b>",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert (event["name"], event["startDate"]) == ("BakeConf", "2024-01-11")
    assert event["workFeatured"] == {"@id": document["@id"]}


def test_a_deck_is_embedded_by_its_oembed_file(site: Path) -> None:
    (address,) = page(site).all("link", "href", type="application/json+oembed")
    assert address == "https://talks.example.org/of/me/chips/en/oembed.json"
    answer = json.loads((site / "chips/en/oembed.json").read_text())
    assert (answer["version"], answer["type"], answer["title"]) == (
        "1.0",
        "rich",
        "Chips & <b>bread</b>",
    )
    assert 'src="https://talks.example.org/of/me/chips/deck/en/"' in answer["html"]
    assert answer["html"] in page(site).text, "for those who paste it"


def test_without_an_address_of_the_site_nothing_is_absolute_and_that_is_told_once(
    tmp_path: Path,
) -> None:
    deck = re.sub("site:.*\n", "", DECK)
    folder, outcome = site_of(tmp_path, {"deck/deck.yaml": deck})
    (notice,) = outcome.notices
    assert "site: {url: …}" in notice
    shown = page(folder)
    assert not shown.metas.keys() & {"og:url", "og:image", "twitter:image"}
    assert shown.all("link", "href", rel="canonical") == []
    assert shown.all("link", "href", hreflang="ko") == ["../ko/index.html"]
    assert not [path for path in files(folder) if path.endswith(("oembed.json", ".xml"))]


def test_an_unlisted_talk_is_in_no_list_and_wants_no_index(tmp_path: Path) -> None:
    talk = f"{FULL}published: unlisted\n".replace("[en, ko]", "[en]")
    folder, _ = site_of(tmp_path, {"deck/talks/chips.yaml": talk})
    for name in ("chips/en/index.html", "chips/deck/en/index.html", "chips/index.html"):
        assert '<meta name="robots" content="noindex">' in (folder / name).read_text("utf-8")
    assert "noindex" not in (folder / "bare/en/index.html").read_text("utf-8")
    lists = [*folder.glob("index*.html"), *folder.glob("feed*.xml"), folder / "bare/en/index.html"]
    assert len(lists) > 1
    assert not [path for path in lists if "chips" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("unlisted", "said"), [("", "2 talks"), ("chips", "1 talk"), ("all", "0 talks")]
)
def test_the_command_counts_the_talks_that_are_listed(
    unlisted: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    hidden = {"chips": FULL, "bare": BARE}.items()
    files = {
        f"deck/talks/{name}.yaml": f"{text}published: unlisted\n"
        for name, text in hidden
        if unlisted in {name, "all"}
    }
    site_of(tmp_path, files, "bare")
    assert main(["build", "--to", "page"]) == 0
    assert f"output/site/index.html  {said}\n" in capsys.readouterr().out


def test_addresses_of_former_names_lead_to_the_page(site: Path) -> None:
    for name, target in (
        ("chips/index.html", "../chips/en/index.html"),
        ("crisps/index.html", "../chips/en/index.html"),
        ("crisps/ko/index.html", "../../chips/ko/index.html"),
    ):
        text = (site / name).read_text("utf-8")
        assert f'content="0; url={target}"' in text
        url = f"https://talks.example.org/of/me/{target.strip('./').removesuffix('index.html')}"
        assert f'<link rel="canonical" href="{url}">' in text
        assert ("has moved" in text or "옮겨" in text) == name.startswith("crisps")
        (title,) = re.findall("<title>(.*)</title>", text)
        assert f'<a href="{target}">{title}</a>' in text
        assert f"<h1>{title}</h1>" in (site / name).parent.joinpath(target).read_text("utf-8")


def test_the_command_says_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    site_of(tmp_path, None, "bare")
    assert main(["build", "--to", "page"]) == 0
    assert capsys.readouterr().out == (
        "output/site/bare/en/index.html  1 slide\n"
        "output/site/chips/en/index.html  2 slides\n"
        "output/site/chips/ko/index.html  2 slides\n"
        "output/site/index.html  2 talks\n"
    )
