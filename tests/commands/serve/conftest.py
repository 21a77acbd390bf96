"""What the tests of the preview share: a tiny project, and a running preview of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

SOURCES = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\n",
    "deck/talks/t.yaml": "title: A small talk\nslides:\n  - a/one\n  - a/b\n  - a/three\n",
    "deck/slides/a/one.md": "# The first\n\nHello\n",
    "deck/slides/a/b.md": (
        "---\nkicker: Part one\n---\n\n# The second\n\n"
        "::: incremental\n- old point\n- next point\n- last point\n:::\n\n"
        "::: notes\nold notes\n:::\n"
    ),
    "deck/slides/a/three.md": "# The third\n\nGoodbye\n",
}
PATIENCE = 10.0


def write(root: Path, sources: dict[str, str] = SOURCES) -> None:
    """Write those sources that are not so already."""
    for name, text in sources.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def until(is_so: Callable[[], object], what: Callable[[], str]) -> None:
    """Wait until something is so; fail if it takes too long, saying what."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            pytest.fail(f"waited in vain for {what()}")
        time.sleep(0.02)


class Preview:
    """A `diptych serve` of its own process, and what it has said so far."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        program = "from diptych.cli import main; raise SystemExit(main())"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", "--port", "0", *options],
            cwd=root,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.said = ""
        self.untouched: tuple[str, list[object]] = ("", [])
        threading.Thread(target=self._listen, daemon=True).start()
        found = self.wait_for(r"http://127\.0\.0\.1:(\d+)/")
        self.url, self.port = found[0], int(found[1])
        self.wait_for("ready in")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def deck(self) -> tuple[str, list[object]]:
        """Return the page as it is now without what follows its versions, and what is wrong."""
        page = "".join(self._lines("/t/en/index.html"))
        message = next(line for line in self._lines("/-/events") if line.startswith("data: "))
        problems = json.loads(message.removeprefix("data: "))["problems"]
        return re.sub(r'( data-\w+="[^"]*")+></script>', "", page), problems

    def _lines(self, path: str) -> Iterator[str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Connection": "close"})
        with closing(connection), connection.getresponse() as answer:
            yield from (line.decode() for line in answer)

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor does."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def wait_for(self, pattern: str, *, after: int = 0) -> re.Match[str]:
        """Return what the preview has said, or says soon, that matches."""
        search = re.compile(pattern).search
        until(lambda: search(self.said, after), lambda: f"{pattern!r} in:\n{self.said[after:]}")
        found = search(self.said, after)
        assert found is not None
        return found

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture(scope="session")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Yield a preview that all tests use one after another."""
    root = tmp_path_factory.mktemp("project")
    write(root)
    running = Preview(root)
    running.untouched = running.deck()
    yield running
    running.end()


@pytest.fixture
def preview(shared_preview: Preview) -> Preview:
    """Return the preview, its project as if untouched."""
    slides = shared_preview.root / "deck" / "slides"
    write(shared_preview.root)
    for path in slides.rglob("*.md"):
        if path.relative_to(shared_preview.root).as_posix() not in SOURCES:
            path.unlink()
    until(lambda: shared_preview.deck() == shared_preview.untouched, lambda: "the untouched deck")
    return shared_preview
