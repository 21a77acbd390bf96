"""The command line: parses, calls one command, chooses the exit code."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import io
import os
import sys
from collections.abc import Mapping, Sequence

from diptych import __version__
from diptych.arguments import ArgumentParser
from diptych.ending import Ended
from diptych.render import OUTPUTS, SINGLE_FILE
from diptych.reporting import CLEAN, MISUSED, MisuseError, clear_progress, say

COMMANDS: Mapping[str, str] = {
    "build": "write talks as {outputs}",
    "check": "read, lay out and report without writing",
    "serve": "show a talk in the browser and follow every save",
    "compare": "show how far PPTX, HTML and PDF agree, in LibreOffice and Chromium",
    "locale": "translate talks: catalogues made, brought up to date, counted, checked",
    "slides": "find slides, and the talks they are in",
    "new": "create a slide or a talk",
    "freeze": "pin a talk as it was given",
    "library": "use slides of other projects: add, update and verify them",
    "list": "show talks, slides, themes, layouts, blocks or arrangements",
    "init": "make a small new project that builds at once",
    "explain": "explain a diagnostic's code, or how a slide is laid out",
}
"""The commands with their one-line help; `commands/NAME` has the rest.

Such a module has a docstring, which is the command's description, `add_arguments(parser)`, and
`run(options)`, which prints and returns the exit code. It is imported only if it is going to run.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _allow_any_encoding()
    gc.disable()  # commands make many objects and drop few: collecting garbage only costs time
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    if given[:1] == ["help"]:  # as in git
        given = [*given[1:2], "--help"]
    options = _parser(given).parse_args(given)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except MisuseError as error:
        say(f"diptych: {error}")
        return MISUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:  # a full disk, a folder without write permission
        clear_progress()
        say(f"diptych: {_reason(error)}")
        return MISUSED
    except KeyboardInterrupt as ended:
        with contextlib.suppress(OSError):  # its terminal is gone
            say("")
        return ended.code if isinstance(ended, Ended) else 130
    return code


def _reason(error: OSError) -> str:
    if error.filename:
        return f"`{error.filename}`: {error.strerror}"
    if error.errno == errno.ENOSPC:
        from diptych.storage.scratch import scratch_root  # what writes elsewhere names the file

        return f"`{scratch_root()}`: {error.strerror}; `TMPDIR` may name another folder"
    return str(error)


def _allow_any_encoding() -> None:
    # Characters that the terminal or pipe cannot encode are escaped instead of raising.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _parser(given: Sequence[str]) -> ArgumentParser:
    """Return the parser, with only the requested command if there is one, else with all names."""
    parser = ArgumentParser(
        prog="diptych",
        description="Compile talks from text into native PPTX, reveal.js decks and PDF that agree.",
        epilog="See `diptych COMMAND --help` for each command.",
    )
    parser.add_argument("--version", action="version", version=f"diptych {__version__}")
    # Without the program's name, argparse would format a help page to find it.
    commands = parser.add_commands(prog=parser.prog)
    asked = next((word for word in given if word in COMMANDS), "")
    for name in COMMANDS if given[:1] != [asked] else [asked]:
        shown = COMMANDS[name].format(outputs=_listed(_formats()))
        command = commands.add_parser(name, help=shown)
        if name == asked:
            module = importlib.import_module(f"diptych.commands.{name}")
            command.description = module.__doc__
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def _formats() -> list[str]:
    return [name.upper() for name in OUTPUTS if name != SINGLE_FILE.name]  # a form of HTML


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
