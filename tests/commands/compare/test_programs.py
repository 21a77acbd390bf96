"""Programs that show outputs are found, named or missing, and may fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.commands.compare.programs import (
    CHROMIUM,
    LIBREOFFICE,
    ViewerError,
    print_page,
    print_presentation,
    program_of,
)


def script(path: Path, text: str) -> Path:
    """Write a program."""
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_program_is_found_by_its_name_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program = script(tmp_path / "soffice", "exit 0")
    assert program_of(LIBREOFFICE) == program


def test_a_program_that_is_named_comes_first(tmp_path: Path) -> None:
    program = script(tmp_path / "my-browser", "exit 0")
    assert program_of(CHROMIUM, program) == program


@pytest.mark.parametrize("named", [None, Path("no-such-browser")])
def test_a_missing_program_is_a_warning_that_says_what_to_install(
    named: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    viewer = CHROMIUM._replace(places=())
    with pytest.raises(ViewerError) as raised:
        program_of(viewer, named)
    found = raised.value.diagnostic
    assert found.kind.code == "CMP101"
    assert not found.is_error
    assert found.message.endswith("so the HTML is not compared")
    assert found.hint == "install Chromium, or name the program: --chromium PATH"


def test_a_program_that_fails_is_quoted(tmp_path: Path) -> None:
    program = script(tmp_path / "browser", "echo starting >&2; echo 'no display' >&2; exit 3")
    with pytest.raises(ViewerError, match="Chromium fails: no display; the HTML is not compared"):
        print_page(program, tmp_path / "index.html", 1, tmp_path)


def test_a_program_that_writes_nothing_is_named(tmp_path: Path) -> None:
    program = script(tmp_path / "office", "exit 0")
    with pytest.raises(ViewerError, match="LibreOffice fails: it writes nothing") as raised:
        print_presentation(program, tmp_path / "talk.pptx", 1, {}, tmp_path)
    assert str(program) in str(raised.value.diagnostic.hint)


def test_a_page_is_printed_without_the_users_profile_and_without_the_network(
    tmp_path: Path,
) -> None:
    program = script(
        tmp_path / "browser",
        'for one; do case "$one" in --print-to-pdf=*) echo "$HOME $*" >"${one#*=}";; esac; done',
    )
    printed = print_page(program, tmp_path / "index.html", 1, tmp_path).decode()
    assert printed.startswith(f"{tmp_path} ")
    assert f"--user-data-dir={tmp_path / 'profile'}" in printed
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in printed
