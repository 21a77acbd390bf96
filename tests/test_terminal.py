"""No name or text in a stranger's project has an effect on the terminal, in any command."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import PROJECT, write_files

import diptych
from diptych.cli import main
from diptych.commands.serve.attempt import attempt
from diptych.commands.serve.feed import first_version
from diptych.commands.serve.journal import Journal, read_save
from diptych.config import BuildConfig
from diptych.terminal import put_json, visible, without_passwords

ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
"""What a terminal acts on, or a reader cannot see; but the ends of lines."""
EVIL = "\x1b]0;x\x07\x1b[2K\u202ex\u2066\x9b31m\u2028"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 한국어 é 😀", "plain 한국어 é 😀"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b31m", r"\x9b31m"),
        ("a\r\nb\tc", r"a\r\nb c"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("a\u2066b\u2069", r"a\u2066b\u2069"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("caf\udce9.md", r"caf\xe9.md"),
        ("\ud800", r"\ud800"),
        ("👩\u200d💻 नि\u200cत्य", "👩\u200d💻 नि\u200cत्य"),
    ],
)
def test_what_is_not_shown_as_itself_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://me:hunter2@host/x", "https://me:*******@host/x"),
        ("https://me:hun@ter2@host/x", "https://me:********@host/x"),
        ("https://ghp_token@host/x", "https://*********@host/x"),
        ("ssh://git:pw@host and http://a:b@c", "ssh://git:**@host and http://a:*@c"),
        ("ssh://git@host/x", "ssh://git@host/x"),
        ("git@host:x", "git@host:x"),
        ("https://host/a@b", "https://host/a@b"),
    ],
)
def test_passwords_of_addresses_are_starred(text: str, shown: str) -> None:
    assert without_passwords(text) == shown


def test_json_says_the_same_and_shows_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": EVIL, "b": "\U000e0041 한"}
    put_json(value)
    out = capsys.readouterr().out
    assert json.loads(out) == value
    assert not ACTS.search(out)
    put_json("\udcff")
    assert json.loads(capsys.readouterr().out) == "\ufffd"


def evil_project(root: Path) -> Path:
    """Write a project in which all that somebody can name or say acts on terminals."""
    slides = f"deck/slides/a\x1b[2Kb{chr(0x202E)}.md"
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    write_files(
        root,
        {
            **PROJECT,
            "deck/deck.yaml": (
                "format: 1\nsource_locale: en\nlocales: [en, ko]\n"
                'libraries: {"x\\e[2K": {path: "\\e]0;a"}, y: {git: "https://me:pw@\\u202e"}}\n'
            ),
            "deck/talks/talk.yaml": (
                'title: "T\\e[2K\\u202E"\nlocales: [en, ko, "z\\e[2K"]\n'
                'sections:\n  - title: "S\\e[2K"\n    slides: [a, "b\\e[31m", nope]\n'
            ),
            f"deck/talks/t\x1b[2K{chr(0x202E)}.yaml": 'title: "\\e[2K"\nslides: [a, "y:z"]\n',
            slides: f"# Title {EVIL}\n\n- {EVIL}\n",
            "deck/slides/a.md": f'---\ntags: ["\\e[31m"]\nlayot: x\n---\n# A {EVIL}\n\n- {EVIL}\n',
            "deck/slides/a.k\x9b.md": "# x\n",
            "deck/locales/ko.po": f'{catalogue}\nmsgctxt "a#\x9b31m"\nmsgid "x"\nmsgstr "y"\n',
            "deck/locales/z\x1b[2K.po": catalogue,
            "deck/frozen/t\x1b[2K/frozen.yaml": "format: 1\n",
        },
    )
    name = os.fsencode(root / "deck" / "slides") + b"/caf\xe9.md"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - no str has this name
        file.write("# Not UTF-8\n")
    return root


COMMANDS = [
    ("build",),
    ("build", "--format", "concise"),
    ("check", "--format", "json"),
    ("check", "talk"),
    ("list",),
    ("slides",),
    ("slides", "--json"),
    ("slides", "--gallery"),
    ("slides", "talk:x\x1b[2K"),
    ("locale", "status"),
    ("locale", "status", "--json"),
    ("locale", "check"),
    ("locale", "update"),
    ("locale", "add", "x\x1b[2K"),
    ("library", "outdated"),
    ("library", "verify"),
    ("library", "update"),
    ("library", "add", "x\x1b", "../y\x1b[2K"),
    ("new", "slide", "x\x1b[2K"),
    ("new", "talk", "x\x1b[2K"),
    ("freeze", "talk"),
    ("freeze", "x\x1b[2K"),
    ("explain", "\x1b[2K"),
    ("init", "new\x1b[2K"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_no_command_lets_a_project_act_on_the_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(evil_project(tmp_path))
    with contextlib.suppress(SystemExit):
        main(arguments)
    told = capsys.readouterr()
    assert told.out + told.err
    assert not ACTS.search(told.out + told.err)
    assert ":pw@" not in told.out + told.err
    if "json" in " ".join(arguments):
        json.loads(told.out)


def test_a_preview_says_nothing_that_acts_on_the_terminal_either(tmp_path: Path) -> None:
    said: list[str] = []
    root = evil_project(tmp_path)
    made = attempt(BuildConfig(root=root, out=tmp_path / "output"))
    journal = Journal(said.append)
    journal.begin("http://127.0.0.1/", made)
    crashed = replace(made, found=(), crash=f"Traceback\n  {EVIL}")
    save = read_save([next(root.glob("deck/talks/t*"))], since=0, now=1)
    journal.expect(first_version(), save, crashed)
    journal.settle(0)
    assert len(said) > 10
    assert not any(ACTS.search(line) for line in said)


def test_nothing_else_prints() -> None:
    package = Path(diptych.__file__).parent
    printing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"(?<![\w.])print\(|std(?:out|err)\.write\(", path.read_text("utf-8"))
    }
    assert printing == {"reporting.py", "commands/serve/session.py", "terminal.py"}
