"""What the preview shows, and the pages that wait for it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.commands.serve.attempt import Attempt
from diptych.commands.serve.changes import Changes, changes
from diptych.commands.serve.marks import Marks
from diptych.diagnostics import Diagnostic
from diptych.render.page.addresses import START
from diptych.terminal import without_passwords

Problem = dict[str, object]


class Version(Struct, frozen=True, kw_only=True):
    """What is shown from one save to the next: the last good decks, and what is wrong now."""

    id: str
    build: str
    """The version in which the decks were made; a page that shows an older one is out of date."""
    assets: str
    """The version in which a style sheet, script or font last changed; older pages must reload."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    since: str = ""
    """The version whose decks become these by `changes`; empty if more has changed."""
    changes: Mapping[str, Changes] = {}
    """The changed slides, by the path of their page."""
    marks: Marks = {}
    """The places on pages where something does not fit."""
    is_stale: bool = False
    """Whether the decks are the last good ones because there are errors now."""

    @property
    def errors(self) -> int:
        """Return the number of errors."""
        return sum(problem["severity"] == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Return the number of warnings."""
        return len(self.problems) - self.errors

    def message(self) -> str:
        """Return the message to a page: one line of JSON."""
        kind = "errors" if self.is_stale else "misfits" if self.errors else "reload"
        content = {
            "kind": kind,
            "id": self.id,
            "build": self.build,
            "since": self.since,
            "changes": self.changes,
            "problems": self.problems,
            "marks": self.marks,
        }
        return json.dumps(content, ensure_ascii=False)


def first_version() -> Version:
    """Return a version that shows nothing; its id differs from those of earlier previews."""
    name = f"{time.time_ns():x}-0"
    return Version(id=name, build=name, assets=name)


def next_version(last: Version, made: Attempt) -> Version:
    """Return the version after an attempt; `last` itself if nothing has changed."""
    files = last.files if made.files is None else made.files
    problems = _problems(made)
    is_stale = made.files is None
    if (files, problems, is_stale) == (last.files, last.problems, last.is_stale):
        return last
    started, _, count = last.id.rpartition("-")
    name = f"{started}-{int(count) + 1}"
    marks = made.marks if made.files is not None else last.marks
    new = replace(last, id=name, files=files, problems=problems, marks=marks, is_stale=is_stale)
    if files == last.files:
        return new
    if any(files.get(path) != data for path, data in last.files.items() if not is_page(path)):
        return replace(new, build=name, assets=name, since="", changes={})
    changed = _changes(last.files, files)
    return replace(
        new, build=name, since="" if changed is None else last.build, changes=changed or {}
    )


def _changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, Changes] | None:
    """Return the changed slides, by page; None if anything else has changed."""
    changed: dict[str, Changes] = {}
    if before.keys() != after.keys():
        return None
    for path, page in after.items():
        if is_page(path) and page != before[path]:
            found = changes(before[path], page)
            if found is None:
                return None
            changed[path] = found
    return changed


def is_page(path: str) -> bool:
    """Return whether a file is a deck, or another page."""
    return path.endswith(".html")


def is_within(path: str) -> bool:
    """Return whether a page is only shown within another, which follows every save."""
    return path.endswith(f"/{START}")


def _problems(made: Attempt) -> tuple[Problem, ...]:
    if made.crash:
        message = f"Diptych itself failed: {made.crash.strip().splitlines()[-1]}"
        hint = "this is a bug in Diptych; the terminal shows where"
        return ({"severity": "error", "message": message, "hint": hint},)
    errors_first = sorted(made.found, key=lambda found: not found.is_error)
    return tuple(_problem(found, made.texts) for found in errors_first)


def _problem(found: Diagnostic, texts: Mapping[str, str]) -> Problem:
    """Return what the page shows of a diagnostic: its fields, and the line of the source."""
    problem = found.as_dict()
    if found.span is not None:
        lines = texts.get(found.span.file, "").splitlines()
        if 0 < found.span.line <= len(lines):
            problem["source"] = without_passwords(lines[found.span.line - 1])
    return problem


class Feed:
    """Passes each version to all threads that wait for it."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._news = threading.Condition()
        self._listeners = 0

    @property
    def version(self) -> Version:
        """Return the current version."""
        return self._version

    @property
    def has_listeners(self) -> bool:
        """Return whether any page is open."""
        return self._listeners > 0

    def publish(self, version: Version) -> None:
        """Make `version` the current one."""
        with self._news:
            self._version = version
            self._news.notify_all()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Count as a listener."""
        with self._news:
            self._listeners += 1
        try:
            yield
        finally:
            with self._news:
                self._listeners -= 1

    def wait(self, seen: str, seconds: float) -> Version | None:
        """Wait until the version is not `seen` and return it; None if that takes too long."""
        with self._news:
            self._news.wait_for(lambda: self._version.id != seen, seconds)
            return None if self._version.id == seen else self._version
