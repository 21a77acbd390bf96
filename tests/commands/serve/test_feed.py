from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.small import write_project

from diptych.commands.serve.attempt import Attempt, attempt
from diptych.commands.serve.feed import Feed, Version, first_version, next_version
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span

KIND = DiagnosticKind("SRC103", "unknown-key", "A key that is not known.")
WARNING = DiagnosticKind("A11Y001", "picture-without-alt", "No words.", Severity.WARNING)
DECK = {"t/en/index.html": b"<p>one", "t/assets/deck.css": b"p {}"}
ERROR = Diagnostic(KIND, "unknown key `layuot`", Span("a.md", 2, 1, 6), "did you mean `layout`?")
TEXTS = {"a.md": "---\nlayuot: body\n---\n"}


def made(files: dict[str, bytes] | None = None, *found: Diagnostic, crash: str = "") -> Attempt:
    return Attempt(started_ns=0, seconds=0.1, files=files, found=found, texts=TEXTS, crash=crash)


@pytest.fixture
def good() -> Version:
    return next_version(first_version(), made(DECK))


def test_each_build_that_shows_something_new_is_a_version(good: Version) -> None:
    new = next_version(good, made(DECK | {"t/en/index.html": b"<p>two"}))
    assert new.id != good.id
    assert new.build == new.id
    assert new.files["t/en/index.html"] == b"<p>two"


def slides(text: str, title: str = "A talk") -> dict[str, bytes]:
    page = f'<title>{title}</title>\n<section id="a">\n{text}\n</section>\n'
    return DECK | {"t/en/index.html": page.encode()}


def test_slides_that_changed_alone_are_told_with_the_version_they_follow() -> None:
    first = next_version(first_version(), made(slides("<p>one")))
    told = json.loads(next_version(first, made(slides("<p>two"))).message())
    assert told["since"] == first.build
    assert told["changes"] == {"t/en/index.html": {"0": "\n<p>two\n"}}


@pytest.mark.parametrize(
    "files",
    [slides("<p>two", "Another"), slides("<p>two") | {"t/assets/deck.css": b"p {color: red}"}],
    ids=["around", "assets"],
)
def test_where_more_has_changed_no_slides_are_told(files: dict[str, bytes]) -> None:
    first = next_version(first_version(), made(slides("<p>one")))
    told = json.loads(next_version(first, made(files)).message())
    assert (told["since"], told["changes"]) == ("", {})


def test_a_build_that_shows_nothing_new_is_none(good: Version) -> None:
    assert next_version(good, made(dict(DECK))) is good


def test_errors_leave_the_last_good_deck(good: Version) -> None:
    broken = next_version(good, made(None, ERROR))
    assert (broken.files, broken.build, broken.errors) == (DECK, good.build, 1)
    assert broken.id != good.id


def test_a_deck_that_was_made_all_the_same_is_shown_with_its_errors(good: Version) -> None:
    files = DECK | {"t/en/index.html": b"<p>far too long"}
    marks = {"t/en/index.html": ({"slide": "a", "shape": 1, "paragraph": 0},)}
    shown = next_version(good, replace(made(files, ERROR), marks=marks))
    told = json.loads(shown.message())
    assert (told["kind"], told["build"], len(told["problems"])) == ("misfits", shown.id, 1)
    assert told["marks"] == {"t/en/index.html": [{"slide": "a", "shape": 1, "paragraph": 0}]}


def test_what_was_marked_stays_so_while_another_mistake_keeps_the_deck(good: Version) -> None:
    marks = {"t/en/index.html": ({"slide": "a", "shape": 1, "paragraph": 0},)}
    shown = next_version(good, replace(made(DECK, ERROR), marks=marks))
    broken = next_version(shown, made(None, ERROR))
    assert json.loads(broken.message())["kind"] == "errors"
    assert broken.marks == marks


def test_a_page_is_not_reloaded_when_the_old_deck_is_mended(good: Version) -> None:
    mended = next_version(next_version(good, made(None, ERROR)), made(DECK))
    assert (mended.build, mended.problems) == (good.build, ())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"t/en/index.html": b"<p>two"}, False),
        ({"t/assets/media/new-1234.png": b"PNG"}, False),
        ({"t/assets/deck.css": b"p { color: red }"}, True),
    ],
)
def test_pages_are_reloaded_whole_when_what_they_load_has_changed(
    changes: dict[str, bytes], *, expected: bool, good: Version
) -> None:
    assert (next_version(good, made(DECK | changes)).assets != good.assets) is expected


def test_a_page_is_told_place_line_and_hint_of_each_problem(good: Version) -> None:
    message = json.loads(next_version(good, made(None, ERROR)).message())
    assert message["kind"] == "errors"
    assert message["problems"] == [
        {
            "severity": "error",
            "code": "SRC103",
            "message": "unknown key `layuot`",
            "hint": "did you mean `layout`?",
            "file": "a.md",
            "line": 2,
            "column": 1,
            "length": 6,
            "source": "layuot: body",
        }
    ]


def test_errors_come_before_warnings(good: Version) -> None:
    warning = WARNING.at(None, "picture has no words")
    broken = next_version(good, made(None, warning, ERROR))
    assert [problem["severity"] for problem in broken.problems] == ["error", "warning"]


def test_warnings_are_no_reason_to_keep_an_old_deck(good: Version) -> None:
    new = next_version(good, made(DECK, WARNING.at(None, "picture has no words")))
    assert (new.errors, new.warnings, json.loads(new.message())["kind"]) == (0, 1, "reload")


def test_a_failure_of_the_program_is_shown_by_its_last_line(good: Version) -> None:
    crash = "Traceback (most recent call last):\n  …\nKeyError: 'x'\n"
    (problem,) = next_version(good, made(None, crash=crash)).problems
    assert problem["message"] == "Diptych itself failed: KeyError: 'x'"


def test_a_preview_started_again_has_other_versions(good: Version) -> None:
    again = next_version(replace(first_version(), id="another-0"), made(DECK))
    assert again.build != good.build


def test_those_who_wait_get_each_new_version(good: Version) -> None:
    feed = Feed(good)
    assert feed.wait("", 0) is good
    assert feed.wait(good.id, 0) is None
    new = next_version(good, made(None, ERROR))
    threading.Timer(0.02, feed.publish, (new,)).start()
    assert feed.wait(good.id, 5) is new


def test_a_folder_without_end_is_a_problem_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    monkeypatch.setattr("diptych.storage.reading.MOST_NAMES", 0)
    tried = attempt(BuildConfig(root=tmp_path))
    assert not tried.crash
    assert [one.message.partition("`: ")[2] for one in tried.found] == ["has more than 0 files"]
