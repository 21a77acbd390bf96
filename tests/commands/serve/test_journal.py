from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from diptych.commands.serve.attempt import Attempt
from diptych.commands.serve.feed import Version, first_version, next_version
from diptych.commands.serve.journal import Journal, Save, read_save
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity

AT = time.mktime((2026, 11, 23, 14, 3, 22, 0, 0, -1))
SAVE = Save("deck/slides/a.md", AT)
ERROR = Diagnostic(DiagnosticKind("SRC103", "unknown-key", "…"), "unknown key `a`", None)
WARNING = Diagnostic(DiagnosticKind("SRC999", "odd", "…", Severity.WARNING), "this is odd", None)


class Terminal:
    """A journal, what it has said, and a clock to set."""

    def __init__(self) -> None:
        self.now = AT + 0.1
        self.lines: list[str] = []
        self.journal = Journal(self.lines.append, clock=lambda: self.now)
        self.version = first_version()

    def save(self, *found: Diagnostic, page: bytes | None = b"page") -> Version:
        files = None if page is None else {"t/en/index.html": page}
        made = Attempt(started_ns=0, seconds=0.03, files=files, found=found, texts={})
        self.version = next_version(self.version, made)
        self.journal.expect(self.version, SAVE, made)
        return self.version


def test_what_is_worth_knowing_of_a_project_is_said_once() -> None:
    terminal = Terminal()
    made = Attempt(started_ns=0, seconds=0.03, files={}, texts={}, notices=("read as Marp",))
    broken = replace(made, files=None, found=(ERROR,), notices=())
    for one in (made, broken, made):
        terminal.journal.expect(next_version(terminal.version, one), SAVE, one)
    assert [line for line in terminal.lines if "Marp" in line] == ["read as Marp"]


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def test_the_time_from_save_to_screen_is_said(terminal: Terminal) -> None:
    version = terminal.save()
    terminal.now = AT + 0.1432
    terminal.journal.shown(version.id)
    assert terminal.lines == ["14:03:22 deck/slides/a.md → screen in 143 ms"]


def test_only_the_first_page_counts(terminal: Terminal) -> None:
    version = terminal.save()
    terminal.journal.shown(version.id)
    terminal.journal.shown(version.id)
    assert len(terminal.lines) == 1


def test_a_page_that_shows_an_older_version_says_nothing(terminal: Terminal) -> None:
    older = terminal.save(page=b"one")
    terminal.save(page=b"two")
    terminal.lines.clear()
    terminal.journal.shown(older.id)
    assert terminal.lines == []


def test_errors_are_said_at_once_and_counted_on_the_screen(terminal: Terminal) -> None:
    version = terminal.save(ERROR, page=None)
    assert terminal.lines == ["error[SRC103]: unknown key `a`\n"]
    terminal.journal.shown(version.id)
    assert terminal.lines[1:] == ["14:03:22 deck/slides/a.md → 1 error on screen in 100 ms"]


def test_warnings_are_said_when_they_are_new(terminal: Terminal) -> None:
    terminal.save(WARNING)
    terminal.save(WARNING, page=b"other")
    assert terminal.lines.count("warning[SRC999]: this is odd\n") == 1


def test_after_a_while_no_page_is_expected_to_show_a_save(terminal: Terminal) -> None:
    terminal.save()
    terminal.now += 1
    terminal.journal.settle()
    assert terminal.lines == []
    terminal.now += 2
    terminal.journal.settle()
    assert terminal.lines == ["14:03:22 deck/slides/a.md → built in 30 ms; no page shows it"]


def test_a_save_that_is_overtaken_by_the_next_was_built(terminal: Terminal) -> None:
    terminal.save(page=b"one")
    terminal.save(page=b"two")
    assert terminal.lines == ["14:03:22 deck/slides/a.md → built in 30 ms"]


def test_a_save_without_effect_is_said_too(terminal: Terminal) -> None:
    terminal.journal.unchanged(terminal.version, SAVE)
    assert terminal.lines == ["14:03:22 deck/slides/a.md → no visible change"]


def test_a_save_is_as_old_as_its_newest_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, at in (("a.md", AT), ("b.md", AT + 0.05)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (at, at))
    paths = (tmp_path, tmp_path / "a.md", tmp_path / "b.md")
    assert read_save(paths, since=AT, now=AT + 0.1) == Save("a.md and 1 more", AT + 0.05)


def test_a_file_brought_back_with_its_old_time_was_saved_when_it_was_noticed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.md"
    path.touch()
    os.utime(path, (AT - 86_400, AT - 86_400))
    assert read_save((path,), since=AT, now=AT + 0.1).at == AT + 0.1
