"""Whatever there is in place of a file that a project needs, a build reports it and continues."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files

from diptych.config import BuildConfig
from diptych.pipeline import prepare

THEME = "format: 1\nextends: atlas\n"
FILES = {
    **PROJECT,
    "deck/deck.yaml": (
        "format: 1\nsource_locale: en\nlocales: [en, ko]\ntheme: own\n"
        "libraries: {lent: {path: lent}}\n"
        "html:\n  styles: [own.css]\n  scripts: [own.js]\n  plugins: {Own: plugin.js}\n"
        "  files: [film.mp4]\n"
    ),
    "deck/talks/talk.yaml": (
        "title: A talk\nlocales: [en, ko]\nvariables: {product: Diptych}\n"
        "slides: [a, v, 'lent:b']\n"
    ),
    "deck/slides/a.md": "# A slide\n\n![A box](../media/box.svg)\n\n- Said [@kim-2024]\n",
    "deck/slides/a.ko.md": "# 슬라이드\n\n![상자](../media/box.svg)\n\n- 말 [@kim-2024]\n",
    "deck/slides/v.md.j2": "---\ndata: v.csv\n---\n# Made\n\n- {{ data[0].name }}\n",
    "deck/slides/v.csv": "name\nOne\n",
    "deck/glossary.yaml": "terms:\n  - {term: box, ko: 상자}\n",
    "deck/locales/ko.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    "deck/locales/messages.pot": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    "deck/own.css": "p { color: red }\n",
    "deck/own.js": "// script\n",
    "deck/plugin.js": "window.Own = {};\n",
    "deck/film.mp4": "film",
    "deck/deck.lock": ("libraries:\n  lent:\n    source: lent\n    slides: {b: 0}\n"),
    "lent/deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n",
    "lent/deck/slides/b.md": "# Lent\n\n- Thought\n",
    "templates/own/theme.yaml": THEME,
    "templates/html/deck.css": "p { color: red }\n",
    "templates/html/extra.txt": "more",
}
SOME = ("deck/slides/a.md", "deck/media/box.svg", "deck/slides/v.csv", "deck/film.mp4")
"""Files that cannot be larger than a source text, a picture, data, and what pages show."""


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _elsewhere(path: Path) -> None:
    outside = next(up for up in path.parents if up.name == "project").parent / "outside"
    outside.write_text("secret-of-somebody")
    path.symlink_to(outside)


def _too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room


ODD: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "pipe": (_pipe, {"SRC107"}),
    "device": (_device, {"SRC403"}),
    "link": (_elsewhere, {"SRC403"}),
    "too large": (_too_large, {"SRC110"}),
}


def codes(root: Path) -> set[str]:
    prepared = prepare(BuildConfig(root=root))
    assert not any("secret-of-somebody" in text for text in prepared.texts.values())
    return {one.kind.code for one in prepared.found}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "project", FILES)


def test_the_project_has_nothing_odd_in_it(root: Path) -> None:
    assert not {"SRC107", "SRC110", "SRC403"} & codes(root)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("name", "odd"),
    [
        *((name, ("pipe", "link")[number % 2]) for number, name in enumerate(FILES)),
        *((name, odd) for name in SOME for odd in ODD),
    ],
)
def test_an_odd_file_is_told_and_never_read(root: Path, name: str, odd: str) -> None:
    put, told = ODD[odd]
    (root / name).unlink()
    put(root / name)
    assert told & codes(root), codes(root)


NAMES = (
    *("C:\\x\\a", "C:a", "c:/a", "\\\\server\\share\\a", "//server/share/a", "media\\box"),
    *("~/a", "~nosuchuser/a", "/etc/a", "/dev/a", "file:///etc/a", "https://example.org/a"),
    *("a" * 300, "x/" * 3000 + "a", "../../../../a", "..", ".", "a/../../..", "%2e%2e/a"),
    *("CON", "nul", "a::$DATA", "\u202ea"),
)
"""What a source can say that names no file of the project, without a suffix."""


def test_no_name_of_a_file_is_too_odd_for_a_diagnostic(tmp_path: Path) -> None:
    pictures = [f"  - picture: {{file: {json.dumps(f'{one}.svg')}, alt: x}}\n" for one in NAMES]
    libraries = [f"  l{n}: {{path: {json.dumps(one)}}}\n" for n, one in enumerate(NAMES)]
    generators = {
        f"deck/slides/g{n}.md.j2": f"---\ndata: {json.dumps(f'{one}.csv')}\n---\n# G\n"
        for n, one in enumerate(NAMES)
    }
    lent = [f"l{n}:a" for n in range(len(NAMES))]
    slides = ["p", *(f"g{n}" for n in range(len(NAMES))), *lent]
    files = {
        **PROJECT,
        "deck/deck.yaml": (
            "format: 1\nlibraries:\n" + "".join(libraries)
            + f"html:\n  scripts: {json.dumps([f'{one}.js' for one in NAMES])}\n"
            + f"  files: {json.dumps(NAMES)}\n"
        ),
        "deck/talks/talk.yaml": f"title: T\nslides: {json.dumps(slides)}\n",
        "deck/slides/p.yaml": "title: P\nbody:\n" + "".join(pictures),
        **generators,
    }  # fmt: skip
    found = prepare(BuildConfig(root=write_files(tmp_path / "project", files))).found
    told = "\n".join(f"{one.span} {one.message}" for one in found)
    for place in ("deck/slides/p.yaml", *generators):
        assert place in told
    for number, name in enumerate(NAMES):
        assert f"library `l{number}`" in told
        assert name.rpartition("/")[2] in told, name
