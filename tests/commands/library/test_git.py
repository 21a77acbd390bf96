"""The settings of git when it fetches a library, and what it never does for a stranger."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files
from tests.tools import need

from diptych.cli import main
from diptych.commands.library.git import _credentials, _is_git
from diptych.commands.slides.search import find_slides, with_changes
from diptych.reporting import CLEAN, FOUND


def test_settings_of_credentials_are_handed_on_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\n\tname = Somebody\n"
        "[credential]\n\thelper =\n\thelper = store --file=a=b\n\tuseHttpPath\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert _credentials(need("git")) == (
        *("-c", "credential.helper="),
        *("-c", "credential.helper=store --file=a=b"),
        *("-c", "credential.usehttppath"),
    )


ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    done = subprocess.run(
        [need("git"), "-C", str(folder), *arguments],
        env=ENVIRONMENT, input=given, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().strip()


def repository(folder: Path, entries: bytes) -> Path:
    """Return a repository whose only commit has a tree of `entries`, as `git mktree` reads them."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    tree = git(folder, "mktree", "--missing", given=entries)
    git(folder, "update-ref", "refs/heads/main", git(folder, "commit-tree", "-m", "x", tree))
    return folder


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_files(tmp_path / "mine", PROJECT))
    return tmp_path / "mine"


def add(source: str) -> int:
    return main(["library", "add", "common", source, "--git", "--revision", "main"])


def test_a_tree_that_unfolds_without_end_is_refused_before_it_fills_anything(
    tmp_path: Path, mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = repository(tmp_path / "bomb", b"")
    entries = f"100644 blob {git(source, 'hash-object', '-w', '--stdin')}\tf\n"
    for _ in range(8):  # ten to the eighth files
        tree = git(source, "mktree", given=entries.encode())
        entries = "".join(f"040000 tree {tree}\t{number}\n" for number in range(10))
    commit = git(source, "commit-tree", "-m", "x", git(source, "mktree", given=entries.encode()))
    git(source, "update-ref", "refs/heads/main", commit)
    monkeypatch.setattr("diptych.commands.library.git.MOST_LISTED", 1_000_000)
    assert add("../bomb") == FOUND
    assert "library `common` is too large" in capsys.readouterr().err
    assert not (mine / "deck/libraries").exists()


def test_a_pack_is_fetched_up_to_a_size(
    tmp_path: Path, mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_files(tmp_path / "large", {**PROJECT, "noise": os.urandom(300_000)})
    git(source, "init", "--quiet", "--initial-branch=main")
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "-m", "x")
    monkeypatch.setattr("diptych.commands.library.git.MOST_FETCHED", 200_000)
    assert add("../large") == FOUND
    assert "library `common` is too large" in capsys.readouterr().err
    monkeypatch.setattr("diptych.commands.library.git.MOST_FETCHED", 400_000)
    assert add("../large") == CLEAN
    assert (mine / "deck/libraries/common/deck/deck.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "is_git"),
    [
        (".git", True),
        (".GIT", True),
        (".git.", True),
        (".git ", True),
        ("git~1", True),
        (".g\u200cit", True),
        (".git::$INDEX_ALLOCATION", True),
        (".gitignore", False),
        ("git", False),
        ("git~12", False),
    ],
)
def test_names_that_a_system_takes_for_gits_own_folder_are_known(name: str, is_git: bool) -> None:  # noqa: FBT001 - a table
    assert _is_git(name) is is_git


def test_a_repository_that_brings_settings_of_git_is_refused(
    tmp_path: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = repository(tmp_path / "common", b"")
    blob = git(source, "hash-object", "-w", "--stdin", given=b"[core]\n\tfsmonitor = touch ran\n")
    inner = git(source, "mktree", given=f"100644 blob {blob}\tconfig\n".encode())
    tree = b"40000 .GIT\0" + bytes.fromhex(inner)  # `git mktree` would refuse `.git`, not this
    outer = git(source, "hash-object", "-w", "-t", "tree", "--stdin", "--literally", given=tree)
    git(source, "update-ref", "refs/heads/main", git(source, "commit-tree", "-m", "x", outer))
    assert add("../common") == FOUND
    assert "contains a file `.GIT/config`" in capsys.readouterr().err
    assert not (mine / "deck/libraries").exists()


SETTINGS = """[core]
\trepositoryformatversion = 1
\tfsmonitor = "touch {ran}"
\tsshCommand = "touch {ran}; false"
\thooksPath = {root}/hooks
\tpager = "touch {ran}"
\tattributesFile = {root}/attributes
\taskPass = "touch {ran}"
[extensions]
\tpartialClone = away
[remote "away"]
\turl = ssh://127.0.0.1:1/away
\tuploadpack = "touch {ran}; false"
\tpromisor = true
[diff]
\texternal = "touch {ran}"
[diff "mine"]
\ttextconv = "touch {ran}"
\tcommand = "touch {ran}"
[log]
\tshowSignature = true
[gpg]
\tprogram = "touch {ran}"
[credential]
\thelper = "!touch {ran}"
[url "ext::touch {ran}"]
\tinsteadOf = https://example.invalid/
[alias]
\tlog = "!touch {ran}"
\tls-remote = "!touch {ran}"
"""


def test_the_settings_of_a_repository_that_came_with_a_project_run_nothing(
    tmp_path: Path, mine: Path
) -> None:
    ran = tmp_path / "ran"
    write_files(mine, {".gitattributes": "* diff=mine filter=mine\n"})
    git(mine, "init", "--quiet")
    git(mine, "add", "--all")
    git(mine, "commit", "--quiet", "-m", "Begin")
    (mine / ".git/config").write_text(SETTINGS.format(ran=ran, root=mine), "utf-8")
    slides = with_changes(mine, find_slides(mine, []))
    assert [slide.changed.subject for slide in slides if slide.changed] == ["Begin"]
    tree = git(mine, "rev-parse", "HEAD^{tree}")
    (mine / ".git/objects" / tree[:2] / tree[2:]).unlink()  # to be had from `away`
    with_changes(mine, find_slides(mine, []))
    for source in ("https://example.invalid/x.git", "ssh://127.0.0.1:1/away"):
        assert add(source) == FOUND
    deck = mine / "deck/deck.yaml"
    named = "libraries: {common: {git: 'https://example.invalid/x.git', revision: main}}\n"
    deck.write_text(deck.read_text("utf-8") + named, "utf-8")
    main(["library", "outdated"])
    assert not ran.exists()
