"""Slides found, drafted, and put into talks."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.authoring import PROJECT, edit, only, words, write_files
from tests.tools import absent

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.pipeline import prepare
from diptych.reporting import CLEAN, MISUSED

FILES = {
    **PROJECT,
    "deck/slides/gpu/race.md": "---\nkicker: Hardware\ntags: [gpu, figures]\nrefs: [kim-2024]\n"
    "---\n\n# The GPU race\n\n- Orders **rise** everywhere\n",
    "deck/slides/gpu/chips.md": "---\nlayout: statement\ntags: [gpu]\n---\n\n# Chips\n\n"
    "Scarce [@yang-2023]\n",
    "deck/slides/npu/race.yaml": "title: The NPU race\ntags: [npu]\n"
    "body: [{paragraph: 한국의 가속기}]\n",
    "deck/talks/talk.yaml": "title: One\nsections:\n  - {title: A, opener: true, slides: [a]}\n"
    "  - {title: B, slides: [gpu/race, {slide: npu/race, title: Other}]}\n",
    "deck/talks/other.yaml": "title: Two\nslides: [gpu/race]\n",
}
USED = {
    "a": [("talk", 2, "A")],
    "gpu/chips": [],
    "gpu/race": [("other", 1, ""), ("talk", 3, "B")],
    "npu/race": [("talk", 4, "B")],
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of four slides and two talks, and stand in it."""
    monkeypatch.chdir(write_files(tmp_path, FILES))
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *query: str) -> list[str]:
    """Return the ids of the slides that match."""
    capsys.readouterr()
    assert main(["slides", "--json", *query]) == CLEAN
    return [slide["id"] for slide in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ((), ["a", "gpu/chips", "gpu/race", "npu/race"]),
        (("RACE",), ["gpu/race", "npu/race"]),
        (("race", "orders"), ["gpu/race"]),
        (("가속기",), ["npu/race"]),
        (("tag:gpu",), ["gpu/chips", "gpu/race"]),
        (("tag:gpu", "is:unused"), ["gpu/chips"]),
        (("layout:statement",), ["gpu/chips"]),
        (("ref:kim-2024",), ["gpu/race"]),
        (("ref:yang-2023",), ["gpu/chips"]),
        (("talk:other",), ["gpu/race"]),
        (("nothing like it",), []),
        (("layout:body",), ["a", "gpu/race", "npu/race"]),
        (("--tag", "gpu", "--unused"), ["gpu/chips"]),
        (("--talk", "talk", "--ref", "kim-2024"), ["gpu/race"]),
        (("--layout", "statement"), ["gpu/chips"]),
        (("race:",), []),
        (("https://example.org",), []),
        (("a",), ["a"]),
    ],
)
def test_slides_are_found_by_what_they_say_and_are(
    project: Path, capsys: pytest.CaptureFixture[str], query: tuple[str, ...], ids: list[str]
) -> None:
    assert project.is_dir()
    assert found(capsys, *query) == ids


def test_where_each_slide_is_used_is_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.is_dir()
    main(["slides", "--json"])
    told = {
        slide["id"]: [(one["talk"], one["number"], one["section"]) for one in slide["talks"]]
        for slide in json.loads(capsys.readouterr().out)
    }
    assert told == USED


def test_a_renamed_slide_is_in_the_talks_that_still_name_its_former_id(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "deck/slides/gpu/race.md").rename(project / "deck/slides/gpu/orders.md")
    edit(project / "deck/slides/gpu/orders.md", "kicker", "was: gpu/race\nkicker")
    assert found(capsys, "talk:other") == ["gpu/orders"]
    assert found(capsys, "is:unused") == ["gpu/chips"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tag:gpus", "no slide matches; none has tag:gpus; did you mean `gpu`?"),
        (
            "layout:statment",
            "no slide matches; none has layout:statment; did you mean `statement`?",
        ),
        ("ref:kim-204", "no slide matches; none has ref:kim-204; did you mean `kim-2024`?"),
        ("gpus", "no slide matches"),
    ],
)
def test_a_value_that_no_slide_has_names_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str], query: str, told: str
) -> None:
    assert project.is_dir()
    assert main(["slides", query]) == CLEAN
    assert capsys.readouterr().err.strip() == told


def test_one_slide_is_shown_with_its_talks(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.is_dir()
    main(["slides", "gpu/race"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "gpu/race  The GPU race",
        "  other, slide 1",
        "  talk, slide 3, in “B”",
    ]


def test_languages_are_told_as_the_catalogue_has_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["locale", "add", "ko"])
    path = project / "deck/locales/ko.po"
    text = path.read_text("utf-8")
    for source, told in (("Chips", "칩"), ("Scarce [@yang-2023]", "희소 [@yang-2023]")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{told}"')
    path.write_text(text, "utf-8")
    assert found(capsys, "lang:ko") == ["gpu/chips"]
    assert found(capsys, "lang:ko=missing") == ["a", "gpu/race", "npu/race"]


def test_the_last_change_is_what_git_says(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = shutil.which("git")
    if git is None:
        absent("`git` is not on the path")
    who = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Begin the race"]):
        subprocess.run([git, *command], check=True, cwd=project)
    main(["slides", "--json", "gpu/race"])
    (slide,) = json.loads(capsys.readouterr().out)
    assert slide["changed"]["subject"] == "Begin the race"


def test_a_slide_of_its_own_in_a_language_is_translated(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(project, {"deck/slides/gpu/race.ko.md": "# 경쟁\n", "deck/locales/ko.po": ""})
    assert found(capsys, "--lang", "ko") == ["gpu/race"]


def test_what_git_says_in_no_encoding_is_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = shutil.which("git") or absent("`git` is not on the path")
    who = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org"]
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run([git, *command], check=True, cwd=project)
    commit = [git, *who, "-c", "i18n.commitEncoding=utf-8", "commit", "-qF", "-"]
    subprocess.run(commit, check=True, cwd=project, input=b"caf\xe9")
    main(["slides", "--json", "gpu/race"])
    (slide,) = json.loads(capsys.readouterr().out)
    assert slide["changed"]["subject"].startswith("caf")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("is:used", "there is no such state `used`; did you mean `unused`?"),
        ("talk:tlak", "there is no talk `tlak`; did you mean `talk`?"),
        ("lang:kp", "there is no catalogue `kp`; there is no catalogue yet"),
        ("refs:kim-2024", "there is no filter `refs:`; did you mean `ref`?"),
    ],
)
def test_a_value_that_nothing_can_have_names_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str], query: str, said: str
) -> None:
    assert project.is_dir()
    assert main(["slides", query]) == MISUSED
    assert said in capsys.readouterr().err


def test_a_state_that_no_language_has_names_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(project, {"deck/locales/ko.po": ""})
    assert main(["slides", "lang:ko=misssing"]) == MISUSED
    assert "did you mean `missing`?" in capsys.readouterr().err


def test_an_unknown_filter_names_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.is_dir()
    assert main(["slides", "tga:gpu"]) == MISUSED
    assert "there is no filter `tga:`; did you mean `tag`?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "layout", [None, "body", "columns", "statement", "section", "cover", "closing"]
)
def test_a_new_slide_builds_at_once_in_every_layout(project: Path, layout: str | None) -> None:
    asked = ["--layout", layout] if layout else []
    assert main(["new", "slide", "new/thought", "--talk", "talk", *asked]) == CLEAN
    assert "gpu/race, {slide: npu/race, title: Other}, new/thought]" in (
        project / "deck/talks/talk.yaml"
    ).read_text("utf-8")
    assert main(["check", "talk", "--strict"]) == CLEAN


def test_a_new_slide_for_a_picture_builds_and_asks_for_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "slide", "new/thought", "--talk", "talk", "--layout", "picture-text"]) == 0
    assert main(["check", "talk", "--format", "concise"]) == CLEAN
    told = capsys.readouterr().err
    assert "thought.md:2:9: warning[FIT131]: layout `picture-text` is for a picture" in told
    assert "1 warning" in told


def test_a_new_cover_says_what_its_talk_says(project: Path) -> None:
    assert main(["new", "talk", "no"]) == CLEAN
    assert "layout: cover" in (project / "deck/slides/no/cover.md").read_text("utf-8")
    read = prepare(BuildConfig(root=project, talks=("no",), out=project / "output"))
    assert read.found == ()
    assert words(only(read)[0], "title", "text") == [
        *("No", "Where it is given", "Your Name", "Your Organisation"),
    ]


def test_a_new_talk_has_what_its_slides_ask_for(project: Path) -> None:
    text = "# {{ talk.subtitle }} on {{when}}\n\n{{ talk.venue }}, {{ talk.speaker.name }}\n"
    write_files(project, {"deck/slides/cover.md": text})
    assert main(["new", "talk", "again", "--slides", "cover,cover,a"]) == CLEAN
    assert main(["check", "again", "--strict"]) == CLEAN
    talk = (project / "deck/talks/again.yaml").read_text("utf-8")
    assert "  when: When\n" in talk
    assert "\nsubtitle: Subtitle\n" in talk


def test_a_slide_is_put_into_a_talk_of_either_ending(project: Path) -> None:
    write_files(project, {"deck/talks/short.yml": "title: S\nslides:\n  - a\n"})
    assert main(["new", "slide", "on/time", "--talk", "short"]) == CLEAN
    talk = (project / "deck/talks/short.yml").read_text("utf-8")
    assert talk == "title: S\nslides:\n  - a\n  - on/time\n"
    assert main(["check", "short", "--strict"]) == CLEAN


def test_a_layout_is_known_though_there_is_no_talk(project: Path) -> None:
    for path in (project / "deck/talks").iterdir():
        path.unlink()
    assert main(["new", "slide", "new/thought", "--layout", "columns"]) == CLEAN


@pytest.mark.parametrize("slides", [[], ["--slides", "gpu/race,npu/race"]])
def test_a_new_talk_builds_at_once(project: Path, slides: list[str]) -> None:
    assert project.is_dir()
    assert main(["new", "talk", "next-year", *slides]) == CLEAN
    assert main(["check", "next-year", "--strict"]) == CLEAN


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["slide", "a"], "slide `a` already exists"),
        (["slide", "GPU Race"], "`GPU Race` is not a valid slide id; write one such as `gpu-race`"),
        (["slide", "b", "--layout", "colums"], "did you mean `columns`?"),
        (["slide", "b", "--talk", "tlak"], "did you mean `talk`?"),
        (["talk", "talk"], "talk `talk` already exists"),
        (["talk", "n", "--slides", "gpu/rac"], "did you mean `gpu/race`?"),
    ],
)
def test_what_cannot_be_drafted_is_told_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    before = sorted(project.rglob("*"))
    assert main(["new", *arguments]) == MISUSED
    assert told in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before
