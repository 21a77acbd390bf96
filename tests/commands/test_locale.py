"""A talk translated: from the first catalogue to one stale bullet, as people do it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest
from pptx import Presentation
from tests.authoring import PROJECT, edit, write_files
from tests.tools import absent

from diptych.cli import main
from diptych.reporting import CLEAN, FOUND, MISUSED

FILES = {
    **PROJECT,
    "deck/talks/talk.yaml": "title: A talk\nvariables: {product: Diptych}\nslides: [a, b]\n"
    "abstract: What it is about\n",
    "deck/slides/a.md": "# Supply\n\n- Orders of **10,000** H100s\n- {{ product }} costs $3.2B\n",
    "deck/slides/b.md": "---\nkicker: Market\n---\n\n# Demand\n\n- Prices [@kim-2024] rise\n\n"
    "::: notes\nSay it twice.\n:::\n",
    "deck/slides/spare.md": "# In no talk\n\n- Waiting\n",
}
KOREAN = {
    "A talk": "발표",
    "Diptych": "Diptych",
    "What it is about": "무엇에 관한 것인가",
    "Supply": "공급",
    "Orders of **10,000** H100s": "H100 **1만** 장 주문",
    "{{ product }} costs $3.2B": '{{ product | josa("은/는") }} 32억 달러',
    "Market": "시장",
    "Demand": "수요",
    "Prices [@kim-2024] rise": "가격[@kim-2024] 상승",
    "Say it twice.": "두 번 말합니다.",
    "In no talk": "발표에 없음",
    "Waiting": "기다림",
    "Sources": "출처",
    "Notes": "노트",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project in English, and stand in it."""
    monkeypatch.chdir(write_files(tmp_path, FILES))
    return tmp_path


@pytest.fixture
def korean(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the project with a whole Korean catalogue."""
    assert main(["locale", "add", "ko"]) == CLEAN
    path = project / "deck" / "locales" / "ko.po"
    path.write_text(translated(path.read_text("utf-8"), KOREAN), "utf-8")
    capsys.readouterr()
    return project


def translated(po: str, words: dict[str, str]) -> str:
    """Return a catalogue with every message translated, as a translator's program writes it."""

    def told(found: re.Match[str]) -> str:
        source = found[1].replace('\\"', '"')
        return f'msgid "{found[1]}"\nmsgstr "{words[source].replace(chr(34), chr(92) + chr(34))}"'

    return re.sub(r'^msgid "(.+)"\nmsgstr ""$', told, po, flags=re.MULTILINE)


def test_a_locale_is_begun_with_one_command_and_seen_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["locale", "add", "de"]) == CLEAN
    assert "locales: [en, de]" in (project / "deck" / "deck.yaml").read_text("utf-8")
    capsys.readouterr()
    assert main(["build"]) == CLEAN
    said = capsys.readouterr()
    assert "talk.de.pptx  2 slides" in said.out
    assert "`talk`: 12 texts are not translated into `de`; the source text is shown" in said.err


def test_texts_are_counted_once_as_in_the_catalogue_however_often_they_are_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = "title: A talk\nslides: [a, b, {slide: a, as: again}, spare]\n"
    (project / "deck" / "talks" / "talk.yaml").write_text(talk, "utf-8")
    assert main(["locale", "add", "de"]) == CLEAN
    counted = re.search(r"^de +0 \(0 %\) +0 +(\d+)", capsys.readouterr().out, re.MULTILINE)
    assert counted is not None
    main(["build"])
    said = capsys.readouterr().err
    assert f"`talk`: {counted[1]} texts are not translated into `de`; the source text" in said
    assert "= hint: translate them in `deck/locales/de.po`" in said
    edit(project / "deck" / "slides" / "a.md", "# Supply", "# Offers")
    main(["build"])
    assert "= hint: run `diptych locale update`, then translate them" in capsys.readouterr().err


def test_what_the_catalogue_suggests_is_counted_as_not_translated_and_said_to_be_there(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(f"\n- Orders of **10,000** H100s, part {number}" for number in range(9))
    edit(korean / "deck" / "slides" / "b.md", "\n::: notes", f"{items}\n\n::: notes")
    main(["locale", "update"])
    assert re.search(r"^ko +\S+ \(\d+ %\) +9 +0 ", capsys.readouterr().out, re.MULTILINE)
    main(["build"])
    said = capsys.readouterr().err
    assert "9 texts are not translated into `ko`, 9 of which have that of a similar text" in said


def test_a_slide_a_talk_and_a_theme_of_other_names_keep_all_translations(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slides, talks = korean / "deck" / "slides", korean / "deck" / "talks"
    (slides / "a.md").rename(slides / "supply.md")
    edit(slides / "supply.md", "# Supply", "---\nwas: a\n---\n\n# Supply")
    (talks / "talk.yaml").rename(talks / "meetup.yaml")
    edit(talks / "meetup.yaml", "slides: [a, b]", "was: [talk]\nslides: [supply, b]")
    theme = "format: 1\nextends: plain\ntitle: Ours\n"
    write_files(korean, {"templates/ours/theme.yaml": theme})
    edit(korean / "deck" / "deck.yaml", "format: 1", "format: 1\ntheme: ours")
    for _ in ("before the catalogue is updated", "and after it"):
        assert main(["build"]) == CLEAN
        said = capsys.readouterr().err
        assert "not translated" not in said
        assert "stale" not in said
        assert "fuzzy" not in said
        assert main(["locale", "update"]) == CLEAN
        assert re.search(r"^ko +14 \(100 %\) +0 +0 +0 ", capsys.readouterr().out, re.MULTILINE)
    edit(slides / "supply.md", "Orders of **10,000**", "Some orders of **10,000**")
    assert main(["build"]) == CLEAN
    assert "translation is stale" in capsys.readouterr().err


def test_what_a_translation_lacks_is_told_at_its_key_with_its_words(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(korean / "deck/talks/talk.yaml", "abstract", "venue: A hall\nabstract")
    assert main(["build"]) == CLEAN
    said = capsys.readouterr().err
    assert "talk.yaml:4:1: warning[LOC201]: the venue “A hall” is not translated into `ko`" in said
    assert "run `diptych locale update`, then translate it in `deck/locales/ko.po`" in said
    assert main(["locale", "update"]) == CLEAN
    capsys.readouterr()
    assert main(["build"]) == CLEAN
    told = capsys.readouterr().err
    found = re.search(r"= hint: translate it in `deck/locales/ko.po:(\d+)`", told)
    assert found is not None
    po = (korean / "deck/locales/ko.po").read_text("utf-8").splitlines()
    assert 'msgid "A hall"' in po[int(found[1]) - 2 : int(found[1]) + 2]


@pytest.mark.parametrize("command", ["check", "status", "update"])
def test_a_language_whose_catalogue_is_broken_is_not_said_to_have_none(
    korean: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    edit(korean / "deck/locales/ko.po", 'msgstr "공급"', 'msgstr "공"급"')
    assert main(["locale", command, "ko"]) == FOUND
    assert "deck/locales/ko.po:" in (said := capsys.readouterr().err)
    assert "LOC401" in said


def test_an_edited_text_of_a_renamed_slide_is_stale_not_missing(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slides = korean / "deck" / "slides"
    (slides / "a.md").rename(slides / "supply.md")
    edit(slides / "supply.md", "# Supply", "---\nwas: a\n---\n\n# Supply of chips")
    edit(korean / "deck" / "talks" / "talk.yaml", "slides: [a, b]", "slides: [supply, b]")
    assert main(["build"]) == CLEAN
    said = capsys.readouterr().err
    assert "the `ko` translation is stale" in said
    assert "it was made for “Supply”" in said
    assert "`diptych locale update` keeps its translations as obsolete, or moves them" in said


def test_every_text_that_a_reader_meets_is_a_message(project: Path) -> None:
    main(["locale", "add", "ko"])
    po = (project / "deck" / "locales" / "ko.po").read_text("utf-8")
    assert re.findall(r'^msgctxt "(.+)"$', po, re.MULTILINE) == [
        "theme:atlas#sources",
        "theme:atlas#notes",
        "talk:talk#title",
        "talk:talk#variables.product",
        "talk:talk#abstract",
        "a#title",
        "a#orders-of-10000-h100s",
        "a#costs-3-2b",
        "b#title",
        "b#kicker",
        "b#prices-rise",
        "b#say-it-twice",
        "spare#title",
        "spare#waiting",
    ]
    assert "#. slide: Supply\n#. bullet\n#. room: 1 line of 26 em\n#: deck/slides/a.md\n" in po


def test_translators_are_told_the_room_that_a_text_has_as_it_is_arranged(project: Path) -> None:
    dated = "# A\n\n- 2021: The first of several years\n- 2022: Next\n- 2023: Last\n"
    edit(project / "deck/deck.yaml", "format: 1", "format: 1\narrange: auto")
    write_files(project, {"deck/slides/a.md": dated})
    assert main(["locale", "add", "de"]) == CLEAN
    po = (project / "deck/locales/de.po").read_text(encoding="utf-8")
    (room,) = re.findall(r"#. room: (.*)\n.*\nmsgctxt .*\nmsgid \"2021: The first", po)
    date, event = re.findall(r"(\d) lines? of (\d+) em", room)
    assert date[0] == "1"
    assert int(event[0]) * int(event[1]) < 40, "a column of a timeline, not a line of a list"


def test_the_translated_deck_is_korean_throughout(korean: Path) -> None:
    assert main(["build", "--strict"]) == CLEAN
    out = korean / "output" / "talk"
    deck = Presentation(str(out / "ko" / "talk.ko.pptx"))
    shown = [shape.text_frame.text for slide in deck.slides for shape in slide.placeholders]
    assert "H100 1만\u00a0장 주문\nDiptych는 32억 달러" in "\n".join(shown).replace(
        "1만 장", "1만\u00a0장"
    )
    assert [slide.shapes.title.text for slide in deck.slides] == ["공급", "수요"]
    assert deck.slides[1].notes_slide.notes_text_frame.text == "두 번 말합니다."
    assert deck.core_properties.title == "발표"
    page = lxml.html.fromstring((out / "ko" / "index.html").read_text("utf-8"))
    assert page.get("lang") == "ko"
    assert page.xpath("//title/text()") == ["발표"]
    assert page.xpath("//*[@aria-label='출처']")
    assert [link.get("href") for link in page.xpath("//nav//a")] == [
        "../en/index.html",
        "../ko/index.html",
    ]


def test_one_edited_bullet_is_one_stale_message_from_end_to_end(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(korean / "deck" / "slides" / "a.md", "Orders of", "New orders of")
    assert main(["build", "--format", "concise"]) == CLEAN
    said = capsys.readouterr()
    (line,) = (line for line in said.err.splitlines() if "LOC" in line)
    assert line == (
        "deck/slides/a.md:3:3: warning[LOC202]: the `ko` translation is stale;"
        " the source text is shown"
    )
    page = (korean / "output/talk/ko/index.html").read_text("utf-8")
    assert 'lang="en"' in page
    assert "New orders of" in page
    assert main(["build", "--strict"]) == FOUND

    before = (korean / "deck/locales/ko.po").read_text("utf-8")
    assert main(["locale", "update"]) == CLEAN
    after = (korean / "deck/locales/ko.po").read_text("utf-8")
    old, new = set(before.splitlines()), set(after.splitlines())
    assert new - old == {
        "#, fuzzy",
        '#| msgid "Orders of **10,000** H100s"',
        'msgid "New orders of **10,000** H100s"',
    }
    assert old - new == {'msgid "Orders of **10,000** H100s"'}

    capsys.readouterr()
    assert main(["check"]) == CLEAN
    at = after.splitlines().index('msgid "New orders of **10,000** H100s"') + 1
    assert f"mend it at `deck/locales/ko.po:{at}`" in capsys.readouterr().err

    edit(
        korean / "deck/locales/ko.po",
        '#, fuzzy\n#| msgid "Orders of **10,000** H100s"\n',
        "",
    )
    assert main(["build", "--strict"]) == CLEAN


def test_a_stale_translation_is_shown_behind_a_mark_or_fails_as_asked(korean: Path) -> None:
    edit(korean / "deck" / "slides" / "b.md", "Demand", "Demands")
    assert main(["build", "--fuzzy", "mark"]) == CLEAN
    page = lxml.html.fromstring((korean / "output/talk/ko/index.html").read_text("utf-8"))
    assert "※ 수요" in page.text_content()
    assert main(["build", "--fuzzy", "fail"]) == FOUND
    edit(korean / "deck" / "deck.yaml", "format: 1", "format: 1\ntranslation: {fuzzy: fail}")
    assert main(["build"]) == FOUND


def test_status_counts_and_lists_what_is_open(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(korean / "deck" / "slides" / "b.md", "# Demand", "# Demands")
    edit(korean / "deck" / "slides" / "a.md", "- {{", "- Something quite different\n- {{")
    assert main(["locale", "status", "--json"]) == CLEAN
    (state,) = json.loads(capsys.readouterr().out)
    assert (state["translated"], state["fuzzy"], state["missing"]) == (13, 1, 1)
    assert [(one["context"], one["state"]) for one in state["open"]] == [
        ("a#something-quite-different", "missing"),
        ("b#title", "fuzzy"),
    ]
    assert main(["locale", "status"]) == CLEAN
    assert re.search(r"^ko +13 \(86 %\) +1 +1 +0 ", capsys.readouterr().out, re.MULTILINE)


def test_update_changes_nothing_where_nothing_changed(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = korean / "deck/locales/ko.po"
    edit(path, "#. slide: Supply\n#. bullet", "# ask Kim\n#. slide: Supply\n#. bullet")
    edit(path, 'msgid ""\n', '# Translators: Lee, 2026\nmsgid ""\n')
    before = path.read_bytes()
    assert main(["locale", "update"]) == CLEAN
    assert path.read_bytes() == before
    assert "wrote" not in capsys.readouterr().err


def test_texts_that_are_gone_stay_as_obsolete_and_come_back(korean: Path) -> None:
    slide, path = korean / "deck/slides/b.md", korean / "deck/locales/ko.po"
    written, before = slide.read_text("utf-8"), path.read_text("utf-8")
    edit(slide, "- Prices [@kim-2024] rise\n", "")
    main(["locale", "update"])
    assert '#~ msgstr "가격[@kim-2024] 상승"' in path.read_text("utf-8")
    slide.write_text(written, "utf-8")
    main(["locale", "update"])
    assert path.read_text("utf-8") == before


def test_moving_a_bullet_to_another_slide_moves_its_translation(korean: Path) -> None:
    edit(korean / "deck/slides/a.md", "- Orders of **10,000** H100s\n", "")
    edit(korean / "deck/slides/b.md", "- Prices", "- Orders of **10,000** H100s\n- Prices")
    assert main(["build", "--strict"]) == CLEAN


def test_msgfmt_accepts_the_catalogues(korean: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        absent("`msgfmt` is not on the path")
    edit(korean / "deck/slides/b.md", "# Demand", "# Demands")
    main(["locale", "update"])
    for name in ("ko.po", "messages.pot"):
        path = korean / "deck/locales" / name
        subprocess.run([msgfmt, "--check", "-o", "/dev/null", str(path)], check=True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('msgstr "공급"', 'msgstr "공급', "LOC401"),
        ('msgctxt "b#title"', 'msgctxt "a#title"', "LOC402"),
        ('msgstr "H100 **1만** 장 주문"', 'msgstr "H100 **1만 장 주문"', "LOC301"),
        ('msgstr "공급"', 'msgstr "공급 {{ prodcut }}"', "LOC301"),
        ('msgstr "가격[@kim-2024] 상승"', 'msgstr "가격 상승"', "LOC301"),
        ("32억", "32조", "LOC302"),
        ('msgctxt "spare#title"', 'msgctxt "spate#title"', "LOC104"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_told_at_its_line(
    korean: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    path = korean / "deck/locales/ko.po"
    number = path.read_text("utf-8").partition(old)[0].count("\n") + 1
    edit(path, old, new)
    assert main(["check", "--format", "concise", "--strict"]) == FOUND
    lines = [line for line in capsys.readouterr().err.splitlines() if told in line]
    places = [int(line.split(":")[1]) for line in lines if line.startswith("deck/locales/ko.po:")]
    assert places, lines
    assert min(abs(place - number) for place in places) <= 1


def test_a_broken_catalogue_is_never_written_over(korean: Path) -> None:
    path = korean / "deck/locales/ko.po"
    edit(path, 'msgstr "공급"', 'msgstr "공급')
    before = path.read_bytes()
    assert main(["locale", "update"]) == FOUND
    assert path.read_bytes() == before


def test_files_for_a_locale_that_nobody_declares_are_told(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(
        korean, {"deck/slides/a.kr.md": "# A\n", "deck/locales/fr.po": 'msgid ""\nmsgstr ""\n'}
    )
    assert main(["check", "--format", "concise"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/slides/a.kr.md:1:1: error[LOC102]" in said
    assert "deck/locales/fr.po:1:1: error[LOC102]" in said


def test_a_slide_of_its_own_is_shown_and_watched(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(korean, {"deck/slides/b.ko.md": "# 수요만\n\n- 가격 [@kim-2024]\n- 또 하나\n"})
    assert main(["check", "--format", "concise"]) == CLEAN
    said = capsys.readouterr().err
    assert "deck/slides/b.ko.md:1:3: warning[LOC204]" in said
    assert main(["check"]) == CLEAN
    state = re.search(r"`overrides: ([0-9a-f]+)`", capsys.readouterr().err)
    assert state is not None
    edit(korean / "deck/slides/b.ko.md", "# 수요만", f"---\noverrides: {state[1]}\n---\n\n# 수요만")
    assert main(["build", "--strict"]) == CLEAN
    page = (korean / "output/talk/ko/index.html").read_text("utf-8")
    assert "수요만" in page
    assert "또 하나" in page
    edit(korean / "deck/slides/b.md", "rise", "fall")
    assert main(["check", "--strict"]) == FOUND


def test_a_slide_of_its_own_takes_the_same_steps_and_sources(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "# 수요\n\n- 가격 [@yang-2023]\n\n. . .\n\n- 또 하나\n"
    write_files(korean, {"deck/slides/b.ko.md": own})
    assert main(["check", "--format", "concise"]) == FOUND
    said = capsys.readouterr().err
    assert "LOC205]: the slide cites `yang-2023`, which `b` does not" in said
    assert "LOC206]: the slide has 1 step in `ko`, but 0 steps in `en`" in said


def test_an_override_for_no_slide_is_told(korean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(korean, {"deck/slides/c.ko.md": "# C\n"})
    assert main(["check", "--format", "concise"]) == FOUND
    assert "deck/slides/c.ko.md:1:1: error[LOC103]" in capsys.readouterr().err


def test_a_picture_of_its_own_is_shown_in_its_language(korean: Path) -> None:
    box = str(PROJECT["deck/media/box.svg"])
    write_files(
        korean,
        {
            "deck/slides/a.md": '# Supply\n\n![](../media/box.svg){alt="Waiting"}\n',
            "deck/media/box.ko.svg": box.replace("#1F6F78", "#AA0000"),
        },
    )
    assert main(["build"]) == CLEAN
    assets = korean / "output" / "talk" / "assets" / "media"
    shown = {
        locale: (korean / "output/talk" / locale / "index.html").read_text("utf-8")
        for locale in ("en", "ko")
    }
    for path in assets.iterdir():
        is_korean = "#AA0000" in path.read_text("utf-8")
        assert (path.name in shown["ko"]) is is_korean
        assert (path.name in shown["en"]) is not is_korean


def test_the_glossary_is_held_to(korean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(korean, {"deck/glossary.yaml": "terms:\n  - {term: supply, ko: 공급량}\n"})
    assert main(["check", "--format", "concise"]) == CLEAN
    assert "LOC303" in capsys.readouterr().err


def test_the_pseudo_locale_is_always_there(project: Path) -> None:
    assert main(["build", "--locale", "en-XA"]) == CLEAN
    page = (project / "output/talk/en-XA/index.html").read_text("utf-8")
    assert "[Šûppļý" in page
    assert 'lang="en-XA"' in page


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["locale", "add", "Korean!"], "is not a valid language tag"),
        (["locale", "add", "pt_br"], "`pt_br` is not a valid language tag; did you mean `pt-BR`?"),
        (["locale", "add", "KO"], "`KO` is not a valid language tag; did you mean `ko`?"),
        (["locale", "add", "ZH-hant-tw"], "did you mean `zh-Hant-TW`?"),
        (["locale", "add", "jp_JP"], "`jp_JP` is not a valid language tag; did you mean `ja-JP`?"),
        (["locale", "add", "xx_YY"], "not a valid language tag; write one such as ko or pt-BR"),
        (["locale", "add", "en"], "is the language that the slides are written in"),
        (["locale", "update", "fr"], "nothing is translated into `fr`"),
    ],
)
def test_what_cannot_be_asked_for_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert project.is_dir()
    assert main(arguments) == MISUSED
    assert told in capsys.readouterr().err


def test_the_words_of_a_picture_are_translated_where_it_says_so(korean: Path) -> None:
    svg = str(PROJECT["deck/media/box.svg"]).replace("</svg>", "<text>In no talk</text></svg>")
    write_files(
        korean,
        {
            "deck/slides/a.md": '# Supply\n\n![](../media/box.svg){.translate alt="In no talk"}\n',
            "deck/media/box.svg": svg,
        },
    )
    assert main(["build", "--strict"]) == CLEAN
    media = [path.read_text("utf-8") for path in (korean / "output/talk/assets/media").iterdir()]
    assert [
        sum(f"<text>{word}</text>" in one for one in media)
        for word in ("In no talk", "발표에 없음")
    ] == [1, 1]


def test_a_locale_is_not_declared_while_something_is_wrong(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = korean / "deck" / "deck.yaml"
    before = deck.read_text("utf-8")
    (korean / "deck" / "locales" / "de.po").write_text('msgid "a"\nnonsense\n', "utf-8")
    assert main(["locale", "add", "de"]) == FOUND
    assert "nothing was written" in capsys.readouterr().err
    assert deck.read_text("utf-8") == before


def test_a_slide_in_no_talk_keeps_no_language_from_being_added(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(korean / "deck" / "slides" / "spare.md", "# In no talk", "---\nkicker: a\n# In no talk")
    ledger = korean / "deck" / "locales" / "messages.pot"
    assert main(["locale", "add", "de"]) == CLEAN
    assert main(["locale", "update"]) == CLEAN
    assert "SRC101" in capsys.readouterr().err
    assert "de" in (korean / "deck" / "deck.yaml").read_text("utf-8")
    assert 'msgctxt "spare#waiting"' in ledger.read_text("utf-8")
    text = (korean / "deck" / "locales" / "ko.po").read_text("utf-8")
    assert '\nmsgstr "기다림"' in text
    assert "#~" not in text


def test_a_link_that_is_defined_apart_may_be_used_in_a_translation(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = korean / "deck" / "slides" / "a.md"
    slide.write_text(
        "# Supply\n\n- See [the site][foo]\n\n[foo]: https://example.com/foo\n", "utf-8"
    )
    assert main(["locale", "update"]) == CLEAN
    path = korean / "deck" / "locales" / "ko.po"
    words = {**KOREAN, "See [the site][foo]": "[사이트][foo] 참고"}
    path.write_text(translated(path.read_text("utf-8"), words), "utf-8")
    capsys.readouterr()
    assert main(["locale", "check"]) == CLEAN
    assert "lacks" not in capsys.readouterr().err


def test_a_paragraph_that_is_wrapped_anew_keeps_its_translation(
    korean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(korean / "deck" / "slides" / "a.md", "Orders of **10,000**", "Orders of\n  **10,000**")
    assert main(["locale", "check", "--strict"]) == CLEAN
    assert main(["locale", "update"]) == CLEAN
    assert "fuzzy" not in (korean / "deck" / "locales" / "ko.po").read_text("utf-8")


def test_a_catalogue_with_the_line_ends_of_old_macs_is_read_and_kept(korean: Path) -> None:
    path = korean / "deck" / "locales" / "ko.po"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r"))
    assert main(["locale", "update"]) == CLEAN
    assert path.read_bytes() == before
