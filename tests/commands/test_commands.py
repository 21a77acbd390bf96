"""Commands as a whole: each is a file and a line, and is imported only if it runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from diptych import cli, commands
from diptych.cli import COMMANDS, main
from diptych.reporting import CLEAN, MISUSED

TOY = '''
"""Say a word again, as often as is wished."""

import argparse

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("word")
    parser.add_argument("--times", type=int, default=2, help="how often (default: 2)")


def run(options: argparse.Namespace) -> int:
    if options.times < 0:
        raise MisuseError(f"`{options.times}` times is less than never")
    put(" ".join([options.word] * options.times))
    return CLEAN
'''


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a command: one file and one line."""
    (tmp_path / "echo.py").write_text(TOY, "utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    monkeypatch.setattr(cli, "COMMANDS", {**COMMANDS, "echo": "say a word again"})
    monkeypatch.delitem(sys.modules, "diptych.commands.echo", raising=False)


def _exit_code(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


@pytest.mark.usefixtures("toy")
def test_a_new_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit_code("--help") == CLEAN
    assert "    echo      say a word again\n" in capsys.readouterr().out
    assert _exit_code("echo", "--help") == CLEAN
    said = capsys.readouterr().out
    assert said.startswith("usage: diptych echo [-h] [--times TIMES] word\n")
    assert "Say a word again, as often as is wished." in said


@pytest.mark.usefixtures("toy")
def test_a_new_command_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["echo", "ho", "--times", "3"]) == CLEAN
    assert capsys.readouterr().out == "ho ho ho\n"


@pytest.mark.usefixtures("toy")
def test_a_new_command_fails_as_the_others_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["echo", "ho", "--times=-1"]) == MISUSED
    assert capsys.readouterr().err == "diptych: `-1` times is less than never\n"
    assert _exit_code("echo", "ho", "--tmies", "1") == MISUSED
    assert "there is no option `--tmies`; did you mean `--times`?" in capsys.readouterr().err
    assert _exit_code("ehco") == MISUSED
    assert "there is no command `ehco`; did you mean `echo`?" in capsys.readouterr().err


def test_every_command_there_is_has_its_line() -> None:
    folder = Path(str(commands.__file__)).parent
    there = {path.stem for path in folder.iterdir() if not path.stem.startswith("__")}
    assert there == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_all_that_it_needs(command: str) -> None:
    module = __import__(f"diptych.commands.{command}", fromlist=["run"])
    assert isinstance(module, ModuleType)
    assert callable(module.add_arguments)
    assert callable(module.run)
    assert module.__doc__


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_imports_no_other_and_nothing_heavy(command: str) -> None:
    program = (
        "import sys; from diptych.cli import main\n"
        f"try: main([{command!r}, '--help'])\n"
        "except SystemExit: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    imported = set(done.stderr.split())
    ours = {name for name in imported if name.startswith("diptych.commands.")}
    assert ours == {f"diptych.commands.{command}"}
    assert not imported & {"diptych.pipeline", "diptych.source", "markdown_it", "yaml", "msgspec"}
