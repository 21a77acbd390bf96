"""What is written discloses nothing about the machine: no path, no user name."""

from __future__ import annotations

import getpass
import io
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.authoring import PROJECT, png, write_files

from diptych.cli import main
from diptych.reporting import CLEAN

PLACE = "quixotic-folder-7f3a"
WHO = "zebedee-the-author"
FILES = {
    **PROJECT,
    "deck/deck.yaml": (
        "format: 1\nsource_locale: en\nlocales: [en]\n"
        "html: {styles: [own.css], scripts: [own.js], files: [more]}\n"
    ),
    "deck/own.css": "p { background: url(media/box.svg) }\n",
    "deck/own.js": "//\n",
    "deck/more/a.txt": "more",
    "deck/media/b.png": png(),
    "deck/talks/talk.yaml": "title: A talk\nlocales: [en]\nslides: [a, v, 'lent:b']\n",
    "deck/slides/a.md": (
        "# A\n\n![A box](../media/box.svg)\n\n![Another](../media/b.png)\n\n"
        "- Said [@kim-2024]\n\n::: notes\nA note\n:::\n"
    ),
    "deck/slides/v.md.j2": "---\ndata: v.csv\n---\n# Made\n\n- {{ data[0].name }}\n",
    "deck/slides/v.csv": "name\nOne\n",
}
LENT = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
    "deck/slides/b.md": "# Lent\n\n- Thought\n",
}
COMMANDS = (
    ("library", "add", "lent", "../lent"),
    ("locale", "add", "ko"),
    ("locale", "update"),
    ("library", "verify"),
    ("new", "slide", "c"),
    ("new", "talk", "other", "--slides", "a"),
    ("build", "talk"),
    ("slides", "--gallery"),
    ("freeze", "talk"),
    ("build", "talk"),
)


def contents(data: bytes) -> Iterator[bytes]:
    """Yield what a file holds, the files of an archive each by itself."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode() + info.comment + info.extra
                yield from contents(archive.read(info))


def traces(root: Path) -> list[tuple[str, str]]:
    """Return the files below `root` that hold a word of the machine, and the word."""
    words = (PLACE, WHO, socket.gethostname())
    return [
        (path.relative_to(root).as_posix(), word)
        for path in sorted(root.rglob("*"))
        if path.is_file()
        for data in contents(path.read_bytes())
        for word in words
        for form in (word.encode(), word.encode("utf-16-le"))
        if form in data
    ]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, WHO)
    monkeypatch.setattr(socket, "gethostname", lambda: "host-of-zebedee")
    monkeypatch.setenv("HOSTNAME", "host-of-zebedee")
    monkeypatch.setenv("HOME", str(tmp_path / WHO))
    assert getpass.getuser() == WHO
    return tmp_path / PLACE


def test_nothing_of_a_project_that_is_written_tells_where_it_was_or_who_wrote_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(place / "lent", LENT)
    monkeypatch.chdir(write_files(place / "mine", FILES))
    monkeypatch.setattr("diptych.render.html.gallery.LARGEST", 0)  # all pictures are linked
    for command in COMMANDS:
        assert main(command) == CLEAN, command
    made = [path for path in Path.cwd().rglob("*") if path.is_file()]
    assert {".pptx", ".html", ".po", ".pot", ".lock", ".css"} <= {path.suffix for path in made}
    assert "box.svg" in (Path.cwd() / "output/slides.html").read_text("utf-8")
    assert main(("slides", "--gallery", "-o", str(place.parent / "slides.html"))) == CLEAN
    (place.parent / "slides.html").rename(Path.cwd() / "elsewhere.html")
    assert (Path.cwd() / "deck/frozen/talk/frozen.yaml").is_file()
    assert traces(Path.cwd()) == []


def test_a_talk_of_one_file_tells_nothing_either(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(place / "figures", {"b.png": png()})
    text = f"---\ntitle: T\n---\n\n# A\n\n![B]({place}/figures/b.png)\n"
    monkeypatch.chdir(write_files(place / "mine", {"talk.md": text}))
    assert main(("build", "talk.md", "--allow-path", str(place / "figures"))) == CLEAN
    assert traces(Path.cwd() / "output") == []
