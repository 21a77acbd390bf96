"""Libraries in deck.yaml, the lock that their slides are checked against, and diagnostics."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, project, said, write_files

from diptych.commands.library.differences import word_diff
from diptych.commands.library.locking import lock_text
from diptych.pipeline import Prepared
from diptych.source.libraries.lock import Locked, read_lock
from diptych.source.project import read_project
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.declaring import with_library

DECK = "format: 1\nsource_locale: en\nlocales: [en]\n"
TALK = "title: A talk\nslides: [a, common:b]\n"
COMMON = {
    "deck/deck.yaml": DECK,
    "deck/slides/b.md": '# B\n\n- Told [@lee-2022]\n\n![](../media/b.svg){alt="B"}\n\n'
    "```{.python file=../media/train.txt lines=1}\n```\n\n"
    "```{.chart file=../media/data.csv series=A}\n```\n\n"
    "```table\nfile: ../media/rates.csv\ncolumns: [Step]\n```\n",
    "deck/media/rates.csv": "Step,Rate\n1,0.1\n",
    "deck/media/data.csv": "x,A,B\na,1,2\n",
    "deck/media/train.txt": "rate = 0.1\nsteps = 9\n",
    "deck/media/b.svg": SVG,
    "deck/references.yaml": "references:\n  - {id: lee-2022, title: On chips}\n",
}


def using(root: Path, declared: str, *, talk: str = TALK, **files: str) -> Prepared:
    """Return what comes of a project with the libraries `declared`, locked as they are."""
    mine = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    told = {"deck/deck.yaml": f"{DECK}libraries: {declared}\n", "deck/talks/talk.yaml": talk}
    return project(root / "mine", {**told, **{f"deck/{name}": text for name, text in mine.items()}})


def lock(root: Path) -> None:
    """Lock the library `common` as it is."""
    write_files(
        root / "mine", {"deck/deck.yaml": f"{DECK}libraries: {{common: {{path: ../common}}}}\n"}
    )
    write_files(root / "mine", {"deck/talks/talk.yaml": TALK, "deck/slides/a.md": "# A\n"})
    slides = read_project(root / "mine", (), (), {}).library_slides["common"]
    text = lock_text({"common": Locked(source="../common", slides=slides)})
    write_files(root / "mine", {"deck/deck.lock": text})


def held(root: Path, **changes: str | None) -> list[str]:
    """Return what is said once the locked library has changed."""
    write_files(root / "common", COMMON)
    lock(root)
    names = {
        name: name.replace("__", "/")
        .replace("_SVG", ".svg")
        .replace("_MD", ".md")
        .replace("_TXT", ".txt")
        .replace("_CSV", ".csv")
        for name in changes
    }
    write_files(root / "common", {f"deck/{names[name]}": text for name, text in changes.items()})
    return said(using(root, "{common: {path: ../common}}").found)


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("{Common: {path: ../common}}", "REF502 4:13 `Common` is not a valid name for a library"),
        ("{theme: {path: ../common}}", "REF502 4:13 a library cannot be called `theme`"),
        ("{common: {}}", "REF502 4:13 library `common` needs either `path:`"),
        ("{common: {path: ../c, git: ../c}}", "REF502 4:13 library `common` needs either"),
        (
            "{common: {git: ../c, revision: -x}}",
            "REF502 4:43 `-x` is not a valid branch, tag or commit",
        ),
        ("{common: {path: ../c, revison: main}}", "SRC103 4:34 unknown key `revison`"),
        ("{common: {path: ../c}, common: {path: ../d}}", "SRC102 4:35 "),
        ("{common: {path: ../nowhere}}", "REF503 4:13 library `common`: there is no deck"),
        ("{common: {git: ../c}}", "REF503 4:13 library `common` has no local copy"),
        ("{common: {path: ../common}}", "REF504 4:13 library `common` is not in deck/deck.lock"),
        ("{comon: {path: ../common}}", "REF501 2:13 there is no library `common`"),
        ("{common: {path: .}}", "REF506 4:13 library `common` leads back to this project"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(tmp_path: Path, declared: str, told: str) -> None:
    write_files(tmp_path / "common", COMMON)
    prepared = using(tmp_path, declared)
    (found,) = [one for one in prepared.found if said([one])[0].startswith(told)]
    assert found.hint


def test_without_libraries_a_colon_is_told(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/talks/talk.yaml": TALK})
    assert said(prepared.found) == ["REF501 2:13 there is no library `common`"]
    assert prepared.found[0].hint == "`diptych library add common SOURCE` declares it"


def test_a_library_in_another_language_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path / "common", {**COMMON, "deck/deck.yaml": "format: 1\nsource_locale: ko\n"})
    lock_file = lock_text({"common": Locked(source="../common")})
    write_files(tmp_path / "mine", {"deck/deck.lock": lock_file})
    found = said(using(tmp_path, "{common: {path: ../common}}").found)
    assert found == ["REF502 4:13 library `common` is written in `ko`"]


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        ({}, False),
        ({"slides__b_MD": "# B, again\n"}, True),
        ({"media__b_SVG": SVG.replace("30", "31")}, True),
        ({"media__b.de_SVG": SVG}, True),
        ({"slides__b.de_MD": "# Das B\n"}, True),
        ({"media__train_TXT": "rate = 0.2\nsteps = 9\n"}, True),
        ({"media__train_TXT": "rate = 0.1\nsteps = 8\n"}, False),
        ({"media__data_CSV": "x,A,B\na,3,2\n"}, True),
        ({"media__data_CSV": "x,A,B\na,1,9\n"}, False),
        ({"media__rates_CSV": "Step,Rate\n2,0.1\n"}, True),
        ({"media__rates_CSV": "Step,Rate\n1,0.2\n"}, False),
        ({"slides__c_MD": "# C\n"}, False),
    ],
)
def test_a_slide_and_all_that_it_shows_are_held_to_the_lock(
    tmp_path: Path,
    change: dict[str, str],
    is_told: bool,  # noqa: FBT001 - a case
) -> None:
    told = [one for one in held(tmp_path, **change) if one.startswith("REF505")]
    assert bool(told) is is_told


def test_the_same_key_for_two_references_is_told_with_both_places(tmp_path: Path) -> None:
    write_files(tmp_path / "common", COMMON)
    lock(tmp_path)
    ours = "references:\n  - {id: lee-2022, title: On ships}\n"
    prepared = using(tmp_path, "{common: {path: ../common}}", references=ours)
    (found,) = prepared.found
    assert said([found])[0].startswith("REF105 2:10 reference `lee-2022` is a different one in `")
    assert "common/deck/references.yaml:2" in found.message
    same = using(tmp_path, "{common: {path: ../common}}", references=COMMON["deck/references.yaml"])
    assert said(same.found) == []


def test_a_library_reads_nothing_outside_itself(tmp_path: Path) -> None:
    slide = '# B\n\n![](../../../mine/deck/media/box.svg){alt="B"}\n'
    found = held(tmp_path, slides__b_MD=slide)
    assert any(one.startswith("SRC403") for one in found)


def test_a_slide_twice_gets_an_id_that_may_be(tmp_path: Path) -> None:
    write_files(tmp_path / "common", COMMON)
    lock(tmp_path)
    talk = "title: A talk\nslides: [common:b, common:b]\n"
    (found,) = using(tmp_path, "{common: {path: ../common}}", talk=talk).found
    assert found.hint == "remove one of them, or write `{slide: common:b, as: b-2}`"


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    locked = {
        "common": Locked(
            source="../a b: #c", revision="2024", commit="1" * 40, slides={"a/b": "0" * 64}
        ),
        "other": Locked(source="no"),
    }
    write_files(tmp_path, {"deck/deck.lock": lock_text(locked)})
    reader = SourceReader(tmp_path)
    assert read_lock(tmp_path, reader) == locked
    assert reader.found == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1\n", "format: 1\nlibraries:\n  new: {path: x}\n"),
        ("libraries:\nformat: 1\n", "libraries:\n  new: {path: x}\nformat: 1\n"),
        ("libraries: {}  # none\n", "libraries: {new: {path: x}}  # none\n"),
        ("libraries: {a: {path: y}}\n", "libraries: {new: {path: x}, a: {path: y}}\n"),
        (
            "libraries:\n    # about a\n    a: {path: y}\n",
            "libraries:\n    new: {path: x}\n    # about a\n    a: {path: y}\n",
        ),
    ],
)
def test_a_library_is_declared_without_disturbing_the_rest(
    tmp_path: Path, before: str, after: str
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(before, "utf-8")
    assert with_library(path, "new", "{path: x}") == after


def test_a_word_diff_shows_only_the_words_that_changed() -> None:
    assert word_diff("Orders rise fast", "Orders fall fast now") == (
        "Orders [-rise-]{+fall+} fast{+ now+}"
    )
