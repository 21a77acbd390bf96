"""Commands that write an author's files, killed at every write.

    python -m tests.faults.killed_commands COMMAND,... EACH FOLDER

As `killed_builds`; each run is the whole command.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, field
from tests.authoring import PROJECT, write_files
from tests.faults.killing import apart, files_in, hollow, kill, points

from diptych.cli import main as diptych
from diptych.reporting import CLEAN, MISUSED
from diptych.storage.recall import keep, recall

KOREAN = {**PROJECT, "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n"}
LIBRARY = {
    "deck/deck.yaml": "format: 1\n",
    "deck/slides/x/one.md": "# Lent\n\n- One\n",
    "deck/slides/x/two.md": "# Lent too\n",
}
MINE = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n"
    "libraries: {lib: {path: ../library}}\n",
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, lib:x/one]\n",
}
KEEP = "keep"
"""A substitute for what keeps drawn pictures and cut fonts in the cache."""
Files = Mapping[str, str | bytes]


class Command(Struct, frozen=True, kw_only=True):
    """A command, and what it is run in."""

    arguments: tuple[str, ...]
    files: Files = field(default_factory=lambda: PROJECT)
    prepare: Callable[[], object] = lambda: None
    """What is done in the project before the command is run."""
    again: int = CLEAN
    """The exit code of the same command after one that came to its end."""


def run(*arguments: str) -> int:
    """Run a command, and return its exit code; what it says is not looked at."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return diptych(arguments)


def _edit(path: str, old: str, new: str) -> None:
    place = Path(path)
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def _library_with_news() -> None:
    write_files(Path("../library"), LIBRARY)
    assert run("library", "update", "--yes") == CLEAN
    _edit("../library/deck/slides/x/one.md", "One", "One, and more")
    write_files(Path("../library"), {"deck/slides/x/three.md": "# Lent last\n"})


def _translated() -> None:
    assert run("locale", "update") == CLEAN
    _edit("deck/locales/ko.po", 'msgid "A slide"\nmsgstr ""', 'msgid "A slide"\nmsgstr "슬라이드"')
    _edit("deck/slides/a.md", "A thought", "A second thought")


COMMANDS = {
    "locale-add": Command(arguments=("locale", "add", "ja")),
    "locale-update": Command(arguments=("locale", "update"), files=KOREAN, prepare=_translated),
    "library-update": Command(
        arguments=("library", "update", "--yes"), files=MINE, prepare=_library_with_news
    ),
    "freeze": Command(arguments=("freeze", "talk"), again=MISUSED),
    "new-slide": Command(arguments=("new", "slide", "x/y", "--talk", "talk"), again=MISUSED),
    "new-talk": Command(arguments=("new", "talk", "fresh"), again=MISUSED),
    "init": Command(arguments=("init", "made"), files={}, again=MISUSED),
}


def main(names: str, each: int, folder: Path) -> int:
    """Kill commands at every `each`th point, and print at how many."""
    tried = whole = 0
    for name in names.split(","):
        run_all = _keeping if name == KEEP else _killing
        try:
            done, count = run_all(name, each, folder / name)
        except AssertionError as error:
            sys.stdout.write(f"{name}: {error}\n")
            return 1
        tried, whole = tried + done, whole + count
    sys.stdout.write(f"{tried} of {whole} points\n")
    return 0


def _killing(name: str, each: int, folder: Path) -> tuple[int, int]:
    """Return at how many points a command was killed, and how many there are."""
    command = COMMANDS[name]
    template = folder / "template"
    os.chdir(write_files(template / "project", {**command.files, "README.md": "Mine.\n"}))
    command.prepare()
    old = files_in(template)
    shutil.copytree(template, folder / "whole")
    os.chdir(folder / "whole/project")
    count = points(lambda: run(*command.arguments))
    new = files_in(folder / "whole")
    assert old != new
    chosen = range(count % each, count, each)
    for point in chosen:
        place = folder / str(point)
        shutil.copytree(template, place)
        os.chdir(place / "project")
        try:
            _try_point(command, point, place, old, new)
        except AssertionError as error:
            raise AssertionError(f"point {point} of {count}: {error}") from error
    return len(chosen), count


def _try_point(
    command: Command, point: int, place: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> None:
    kill(lambda: run(*command.arguments), point)
    left = {path: data for path, data in files_in(place).items() if "/.diptych-" not in path}
    for path, data in left.items():
        assert data in (old.get(path), new.get(path)), f"{path} is neither old nor new"
    for path in old.keys() & new.keys():
        if command.arguments[0] != "library":  # whose copies are fetched again
            assert path in left, f"{path} is lost"

    def once_more() -> None:
        code = run(*command.arguments)
        assert code in (CLEAN, command.again), f"ends with {code} the next time"
        if code == CLEAN:
            assert files_in(place) == new, "the next run comes to something else"
            assert hollow(place) == []

    apart(once_more)


def _keeping(_: str, each: int, folder: Path) -> tuple[int, int]:
    """Kill what keeps a picture: another run finds it whole, or not at all."""
    drawn = b"drawn" * 1000
    folder.mkdir()
    count = points(lambda: keep(folder / "counted", "pictures", "name", drawn))
    chosen = range(count % each, count, each)
    for point in chosen:
        cache = folder / str(point)
        kill(lambda cache=cache: keep(cache, "pictures", "name", drawn), point)  # type: ignore[misc]
        found = recall(cache, "pictures", "name")
        assert found in (None, drawn), f"point {point} of {count}: what is recalled was not kept"
    return len(chosen), count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
