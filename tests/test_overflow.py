"""Overfull slides from their sources to every output: what decides, and that no word is lost."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace
from tests.authoring import document, project, said, slide_of, words
from tests.caches import new_cache

from diptych.config import BuildConfig
from diptych.pipeline import Prepared, build, prepare

LONG = "# Long\n\n" + "".join(f"- Line {number}\n" for number in range(16))
OUTPUTS = ("pptx", "html", "pdf", "text")


def pages(prepared: Prepared) -> list[tuple[str, int, str]]:
    return [(page.slide.id, page.part, page.shown_number) for page in prepared.talks[0]]


def lines(start: int, count: int) -> str:
    return "".join(f"- w{number}\n" for number in range(start, start + count))


TALK = f"""\
---
title: Talk
---

## First

{lines(0, 40)}
## Second

```python
{"".join(f"w{n} = 1{chr(10)}" for n in range(40, 100))}```

| Head | Head |
|---|---|
{"".join(f"| w{n} | w{n + 1} |{chr(10)}" for n in range(100, 180, 2))}
## Third

[Back to its second page](#first/2) {" ".join(f"w{n}" for n in range(180, 900))}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("overfull")
    (root / "talk.md").write_text(TALK, "utf-8")
    config = BuildConfig(root=root, document=root / "talk.md", out=root / "output", outputs=OUTPUTS)
    assert said(build(config).found) == []
    return root / "output/talk/en"


def numbered(texts: Iterator[str]) -> list[int]:
    return [int(number) for text in texts for number in re.findall(r"\bw(\d+)\b", text)]


def in_pptx(folder: Path) -> Iterator[str]:
    with zipfile.ZipFile(folder / "talk.en.pptx") as package:
        names = [name for name in package.namelist() if re.match("ppt/slides/slide", name)]
        for name in sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0])):
            tree = etree.fromstring(package.read(name))
            for paragraph in tree.iter("{*}p"):
                yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def in_html(folder: Path) -> Iterator[str]:
    page = (folder / "index.html").read_text("utf-8")
    yield re.sub("<[^>]*>", " ", page.partition("<body")[2])


def in_pdf(folder: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(next(folder.glob("*.pdf"))) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_range()


def in_text(folder: Path) -> Iterator[str]:
    yield next(folder.glob("*.md")).read_text("utf-8")


@pytest.mark.parametrize("reader", [in_pptx, in_html, in_pdf, in_text])
def test_every_output_has_every_word_once_and_in_order(built: Path, reader: object) -> None:
    assert callable(reader)
    assert numbered(reader(built)) == list(range(900))


def test_a_transcript_has_a_slide_for_each_page(built: Path) -> None:
    told = json.loads(next(built.glob("*.json")).read_text("utf-8"))
    shown = [(slide["anchor"], slide["title"]) for slide in told["slides"]]
    assert shown[1:4] == [
        ("first", "First (1/4)"),
        ("first.2", "First (2/4)"),
        ("first.3", "First (3/4)"),
    ]


# ------------------------------------------------------------------------------------ what decides


def test_a_talk_in_one_file_continues(tmp_path: Path) -> None:
    prepared = document(tmp_path, LONG.replace("# Long", "## Long"))
    assert said(prepared.found) == []
    assert pages(prepared) == [("long", 1, "1"), ("long", 2, "2")]


GROUPS = "".join(f"- Head {n}\n" + "  - a point\n" * 20 for n in range(6))
CONTINUE = "or let it continue on further pages with `overflow: continue`"


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        (LONG, f"shorten it, set it in `::: columns`, {CONTINUE}"),
        (f"# G\n\n{GROUPS}", f"set its groups on two pages with `arrange: pages`, {CONTINUE}"),
    ],
)
def test_the_hint_of_a_slide_of_a_project_names_what_gives_it_more_pages(
    text: str, ways: str, tmp_path: Path
) -> None:
    assert [(one.hint or "").endswith(ways) for one in slide_of(tmp_path, text).found] == [True]


def test_a_page_of_several_is_only_split_or_shortened(tmp_path: Path) -> None:
    """Such a page does not go on, whatever `overflow:` says."""
    found = slide_of(tmp_path, f"---\narrange: pages\n---\n\n# G\n\n{GROUPS}").found
    assert found
    assert all("pages" not in (one.hint or "") for one in found)


def test_a_heading_and_the_metadata_of_one_file_may_say_something_else(tmp_path: Path) -> None:
    one = LONG.replace("# Long", "## Long {overflow=shrink}")
    assert [one.kind.name for one in document(tmp_path, one).found] == ["shrunk-slide"]
    whole = "---\noverflow: error\n---\n\n" + LONG.replace("# Long", "## Long")
    assert [one.kind.name for one in document(tmp_path, whole).found] == ["text-overflow"]


def test_a_slide_of_a_project_is_an_error_unless_something_else_is_said(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, LONG)
    assert [one.kind.name for one in prepared.found] == ["text-overflow"]
    deck = "format: 1\nsource_locale: en\nlocales: [en]\noverflow: continue\n"
    files = {"deck/deck.yaml": deck, "deck/slides/a.md": LONG}
    assert [part for _, part, _ in pages(project(tmp_path, files))] == [1, 2]
    talk = "title: T\noverflow: shrink\nslides: [a]\n"
    found = project(tmp_path, {**files, "deck/talks/talk.yaml": talk}).found
    assert [one.kind.name for one in found] == ["shrunk-slide"]
    own = LONG.replace("# Long", "---\noverflow: error\n---\n# Long")
    files |= {"deck/talks/talk.yaml": talk, "deck/slides/a.md": own}
    assert [one.kind.name for one in project(tmp_path, files).found] == ["text-overflow"]
    config = BuildConfig(root=tmp_path, overflow="continue")
    assert prepare(config).found == ()


def test_pages_count_for_numbers_and_for_slides_asked_for_but_not_for_expect(
    tmp_path: Path,
) -> None:
    talk = "title: T\noverflow: continue\nslides: [a, b]\nexpect: {slides: 2}\n"
    files = {
        "deck/talks/talk.yaml": talk,
        "deck/slides/a.md": LONG,
        "deck/slides/b.md": "# Short\n\n[back](#a/2)\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    assert pages(prepared) == [("a", 1, "1"), ("a", 2, "2"), ("b", 1, "3")]
    config = BuildConfig(root=tmp_path, out=tmp_path / "output", slides=frozenset({2}))
    assert pages(prepare(config)) == [("a", 2, "2")]


def test_a_link_to_a_page_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    prepared = slide_of(tmp_path, "# Short\n\n[on](#a/2)\n")
    assert [one.message for one in prepared.found] == ["there is no slide `a/2` in the talk"]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"deck/slides/a.md": "---\noverflow: contiue\n---\n# A\n"}, "2:11"),
        ({"deck/talks/talk.yaml": "title: T\noverflow: contiue\nslides: [a]\n"}, "2:11"),
        (
            {"deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\noverflow: contiue\n"},
            "4:11",
        ),
    ],
)
def test_a_misspelt_word_is_named_at_its_place(
    tmp_path: Path, files: dict[str, str], place: str
) -> None:
    (found,) = project(tmp_path, {"deck/slides/a.md": "# A\n", **files}).found
    assert found.span is not None
    assert f"{found.span.line}:{found.span.column}" == place
    assert (found.message, found.hint) == (
        "`overflow` cannot be `contiue`",
        "did you mean `continue`?",
    )


def test_a_cache_gives_back_all_pages(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    config = BuildConfig(
        root=tmp_path,
        document=tmp_path / "talk.md",
        out=tmp_path / "o",
        cache=new_cache(tmp_path / "cache"),
    )
    build(config)
    first = (tmp_path / "o/talk/en/index.html").read_bytes()
    again = replace(config, out=tmp_path / "p")
    build(again)
    assert (tmp_path / "p/talk/en/index.html").read_bytes() == first


def test_a_page_of_a_slide_that_goes_on_is_set_tighter_where_it_lacks_less_than_half_a_line(
    tmp_path: Path,
) -> None:
    listing = "\n".join(f"line {number}" for number in range(20))
    beside = (
        f"```r\n{listing}\n```\n:::\n::: {{.column width=38%}}\n![](box.svg){{alt=b}}\n:::\n:::\n"
    )
    text = (
        f"# A\n\nWords above it.\n\nAnd more.\n\n::: columns\n::: {{.column width=58%}}\n{beside}"
    )
    one = "::: columns\n::: column\nNew\n:::\n::: column\n```yaml\nformat: x\n```\n:::\n:::\n\n"
    prepared = document(tmp_path, text.replace("Words above it.\n\n", one))
    assert said(prepared.found) == []
    assert len(pages(prepared)) > 1


def test_columns_above_other_content_go_on_beside_each_other(tmp_path: Path) -> None:
    columns = f"::: columns\n::: column\n{lines(1, 4)}\n:::\n::: column\n{lines(5, 16)}\n:::\n:::"
    prepared = document(tmp_path, f"# A\n\n{columns}\n\nWhat it comes to\n")
    assert said(prepared.found) == []
    first, second = map(words, prepared.talks[0].slides)
    assert numbered(iter([*first, *second])) == list(range(1, 21))
    assert first[:5] == ["w1", "w2", "w3", "w4", "w5"]
    assert second[-1] == "What it comes to"


def test_columns_that_fit_on_a_page_stay_whole(tmp_path: Path) -> None:
    columns = f"::: columns\n::: column\n{lines(1, 4)}\n:::\n::: column\n{lines(5, 8)}\n:::\n:::"
    prepared = document(tmp_path, f"# A\n\n{columns}\n\n{lines(13, 9)}")
    first, second = (numbered(iter(words(slide))) for slide in prepared.talks[0].slides)
    assert [*first, *second] == list(range(1, 22))
    assert first[:12] == list(range(1, 13))


def test_what_does_not_fit_in_one_language_names_it_unless_its_file_does(tmp_path: Path) -> None:
    cells = ["alpha", "beta", "gamma", "delta", "zeta", "theta"]
    table = f"# A\n\n| {' | '.join(cells)} |\n|{'---|' * len(cells)}\n| 1 | 2 | 3 | 4 | 5 | 6 |\n"
    long = "Donaudampfschifffahrtsgesellschaft" * 3
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po = "".join(f'msgctxt "a#{one}/cell"\nmsgid "{one}"\nmsgstr "{long}"\n\n' for one in cells)
    files = {
        "deck/deck.yaml": "format: 1\nlocales: [en, de]\n",
        "deck/slides/a.md": table,
        "deck/locales/de.po": header + po,
    }
    found = [one for one in project(tmp_path, files).found if one.kind.code.startswith("FIT")]
    places = {(one.span.file, one.message.startswith("in `de`, ")) for one in found if one.span}
    assert places == {("deck/slides/a.md", True), ("deck/locales/de.po", False)}


def test_a_translation_that_is_too_long_can_only_be_shortened_by_its_translator(
    tmp_path: Path,
) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    long = "sehr lange Worte " * 200
    files = {
        "deck/deck.yaml": "format: 1\nlocales: [en, de]\n",
        "deck/slides/a.md": "# A\n\n- short\n",
        "deck/locales/de.po": f'{header}msgctxt "a#short"\nmsgid "short"\nmsgstr "{long}"\n',
    }
    hints = [one.hint for one in project(tmp_path, files).found if one.kind.code == "FIT201"]
    expected = "shorten the translations of this slide; its author may split it, or give it room"
    assert hints == [expected]
