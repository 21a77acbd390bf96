"""Arguments that several commands share, and a parser that suggests the nearest known name."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from diptych.reporting import MisuseError

if TYPE_CHECKING:
    from diptych.config import BuildConfig
    from diptych.options import OutputOptions

_RANGE = r"\s*([0-9]{1,4})(?:-([0-9]{1,4}))?\s*"
"""A slide number or a range of them."""

_KEYS_OF_PROJECTS = ("theme", "mode", "arrange", "transition", "sources", "footer", "logo", "date")
_KEYS = (*_KEYS_OF_PROJECTS, "title", "subtitle", "event", "venue", "embed_fonts")
"""Keys of talks that one might take for options; the first are also those of deck.yaml."""

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


class HelpFormatter(argparse.HelpFormatter):
    """argparse's formatter without the import of `shutil`, which it needs only for the width."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{"width": _columns() - 2, **options})


def _columns() -> int:
    """Return how wide the terminal is, as `shutil.get_terminal_size` does."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


class ArgumentParser(argparse.ArgumentParser):
    """argparse's parser, with the nearest known name in the error for an unknown one."""

    given: Sequence[str] = ()
    """The arguments that are being parsed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": HelpFormatter, **options})

    def parse_known_args(  # type: ignore[override]  # argparse overloads it on the namespace
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Return the parsed arguments; exit with an error at an unknown option."""
        self.given = sys.argv[1:] if args is None else args
        known, rest = super().parse_known_args(args, namespace)
        if (wrong := self._unknown_among(rest)) is not None:
            self.error(wrong)
        return known, rest

    def _unknown_among(self, words: Sequence[str]) -> str | None:
        """Return what is wrong with the first of `words` that is an unknown option."""
        names = (word.partition("=")[0] for word in words if word.startswith("-"))
        wrong = next((name for name in names if name not in self._option_string_actions), None)
        if wrong is None:
            return None
        hint = _said_in_sources(wrong) or _nearest(wrong, self._option_string_actions)
        return f"there is no option `{wrong}`; {hint}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise ArgumentError for an unknown command or choice."""
        if action.choices is not None and value not in action.choices:
            wrong = f"`{value}` is not a valid choice"
            if action.option_strings:
                wrong = f"`{action.option_strings[0]}` cannot be `{value}`"
            elif action.metavar == "COMMAND":
                wrong = f"there is no command `{value}`"
            raise argparse.ArgumentError(None, f"{wrong}; {_nearest(str(value), action.choices)}")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and exit; where a command is missing, also those that there are."""
        commands = next((one.choices for one in self._actions if one.metavar == "COMMAND"), None)
        if commands and message.endswith(": COMMAND"):
            names = ", ".join(f"`{name}`" for name in sorted(commands))
            missing = f"a command is missing; available: {names}; `{self.prog} -h` explains them"
            message = self._unknown_among(self.given) or missing
        super().error(message)

    def add_commands(self, **options: Any) -> Commands[ArgumentParser]:
        """Return the action to which the commands' parsers are added."""
        return self.add_subparsers(title="commands", metavar="COMMAND", required=True, **options)


def add_selection(parser: ArgumentParser) -> None:
    """Add the arguments that choose talks and locales, and how problems are treated and printed."""
    parser.add_argument(
        "talk", nargs="*", help="talk names, or one Markdown file (default: every talk)"
    )
    parser.add_argument(
        "--locale", type=words, default=(), metavar="TAG,...", help="locales (default: all)"
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    add_tool(parser)
    add_allowed(parser)
    add_policy(parser)
    parser.add_argument(
        "--overflow",
        choices=("continue", "shrink", "error"),
        help="for slides that do not fit: continue on further pages, set them smaller, or fail",
    )
    add_format(parser)


def add_tool(parser: ArgumentParser) -> None:
    """Add the option that says for which tool a single-file talk is written."""
    from diptych.options import TOOLS

    parser.add_argument(
        "--from",
        dest="written_for",
        type=str.lower,
        choices=TOOLS,
        metavar="TOOL",
        help=f"the tool for which a Markdown file is written, if it is not recognised:"
        f" {', '.join(TOOLS)}",
    )


def add_allowed(parser: ArgumentParser) -> None:
    """Add the option that lets a single-file talk read other folders."""
    parser.add_argument(
        "--allow-path",
        dest="allowed",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="also let a Markdown file read this folder, besides its git repository",
    )


def add_policy(parser: ArgumentParser) -> None:
    """Add the options that set how stale and missing translations are shown."""
    parser.add_argument(
        "--fuzzy",
        choices=("source", "mark", "fail"),
        help="for a stale translation: show the source text, mark the translation, or fail",
    )
    parser.add_argument(
        "--missing",
        choices=("source", "fail"),
        help="for a missing translation: show the source text, or fail",
    )


def add_format(parser: ArgumentParser) -> None:
    """Add the option that sets how diagnostics are printed."""
    parser.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="how diagnostics are printed",
    )


def words(value: str) -> tuple[str, ...]:
    """Return the words of a comma-separated list."""
    return tuple(word for word in _listed(value) if word)


def _listed(value: str) -> Sequence[str]:
    """Return the items of a comma-separated list, which has no spaces: these end an argument."""
    if value.endswith(","):
        wanted = "write a list without spaces, such as `one,two`"
        raise argparse.ArgumentTypeError(f"`{value}` ends with a comma; {wanted}")
    return value.split(",")


def slide_numbers(value: str) -> frozenset[int]:
    """Return the numbers in a list of numbers and ranges, such as `3,8-10`."""
    numbers: set[int] = set()
    for part in _listed(value):
        found = re.fullmatch(_RANGE, part)
        chosen = range(int(found[1]), int(found[2] or found[1]) + 1) if found else ()
        if not chosen:
            raise argparse.ArgumentTypeError(
                f"`{part}` is not a slide number or a range such as 8-10"
            )
        numbers.update(chosen)
    return frozenset(numbers)


def project_root() -> Path:
    """Return the current folder or the parent that holds a project; else raise MisuseError."""
    from diptych.config import find_root

    root = find_root(Path.cwd())
    if root is None:
        raise MisuseError(
            "there is no deck/deck.yaml here or above; `diptych init DIR` makes a project"
        )
    return root


_OF_DOCUMENTS = {
    "allowed": ("--allow-path", "a project shows what is below its own folder"),
    "written_for": ("--from", "a project has slides of Diptych alone"),
    "fetch": ("--fetch", "a project has its pictures in its own folder"),
}
"""Options that only single-file talks have, by their names in a namespace, and why."""


def config_of(options: argparse.Namespace) -> BuildConfig:
    """Return the configuration of a run; raise MisuseError if the options cannot be met.

    `options` has the arguments of `add_selection`, or those of them that the command takes.
    """
    from diptych.config import DOCUMENT_SUFFIXES, find_root

    talks: list[str] = list(options.talk or [])
    documents = [talk for talk in talks if talk.lower().endswith(DOCUMENT_SUFFIXES)]
    if documents:
        if len(talks) > 1:
            raise MisuseError("build one Markdown file at a time, without other talks")
        path = Path(documents[0])
        if not path.is_file():
            raise MisuseError(f"there is no file `{documents[0]}`")
        return _config(options, path.resolve().parent, document=path.resolve())
    for name, (option, reason) in _OF_DOCUMENTS.items():
        if getattr(options, name, None):
            raise MisuseError(f"`{option}` is for a Markdown file; {reason}")
    _refuse_folders(talks)
    _refuse_files(talks)
    root = find_root(Path.cwd())
    if root is None:
        named = f", so there is no talk `{talks[0]}`" if talks else ""
        raise MisuseError(
            f"there is no deck/deck.yaml here or above{named}; `diptych init DIR` makes a project,"
            " `diptych build talk.md` builds a single file"
        )
    names = tuple(Path(talk).stem if talk.endswith((".yaml", ".yml")) else talk for talk in talks)
    return _config(options, root, talks=names)


def _refuse_folders(talks: Sequence[str]) -> None:
    """Raise MisuseError if one of `talks` is a folder: the project is the current one."""
    from diptych.config import find_root

    for talk in talks:
        folder = Path(talk)
        if (folder / "deck" / "deck.yaml").is_file():
            others = " ".join(one for one in talks if one != talk) or "a talk's name, or none"
            raise MisuseError(
                f"`{talk}` is the folder of a project, not a talk: go there first, `cd {talk}`,"
                f" and name only {others}"
            )
        if folder.is_dir() and find_root(Path.cwd()) is None:
            raise MisuseError(
                f"`{talk}` is a folder, and there is no deck/deck.yaml in it: name a Markdown file,"
                " or go to a project"
            )


_FROM_POWERPOINT = (
    "; files of PowerPoint are not read; `markitdown` writes their words as Markdown,"
    " see docs/single-file.md"
)


def _refuse_files(talks: Sequence[str]) -> None:
    """Raise MisuseError if one of `talks` is a file that is not a talk."""
    from diptych.config import DOCUMENT_SUFFIXES

    for talk in talks:
        if Path(talk).suffix and Path(talk).is_file() and not talk.endswith((".yaml", ".yml")):
            endings = ", ".join(f"`{one}`" for one in DOCUMENT_SUFFIXES)
            raise MisuseError(
                f"`{talk}` is not a talk: one in a single file is Markdown, with one of {endings}"
                f"{_FROM_POWERPOINT if talk.lower().endswith('.pptx') else ''}"
            )


def _config(
    options: argparse.Namespace,
    root: Path,
    *,
    document: Path | None = None,
    talks: tuple[str, ...] = (),
) -> BuildConfig:
    from diptych.config import BuildConfig
    from diptych.destination import Destination, destination

    base = Path.cwd() if document else root
    out: str | None = getattr(options, "out", None)
    outputs = _outputs(options)
    to = Destination(base / "output", None, outputs)
    if out is not None:
        to = destination(out, outputs, () if document else (root / "deck", root / "templates"))
    return BuildConfig(
        root=root,
        document=document,
        written_for=getattr(options, "written_for", None) or "",
        fetches=getattr(options, "fetch", False),
        allowed=tuple(map(_allowed, getattr(options, "allowed", ()))),
        talks=talks,
        locales=options.locale,
        outputs=to.outputs,
        slides=getattr(options, "slides", None),
        options=_output_options(options, to.outputs),
        out=to.folder,
        file=to.file,
        base=base if out is None else None,
        jobs=getattr(options, "jobs", 1),
        replaces_all=getattr(options, "force", False),
        strict=options.strict,
        notes=getattr(options, "notes", True),
        fuzzy=getattr(options, "fuzzy", None),
        overflow=getattr(options, "overflow", None),
        missing=getattr(options, "missing", None),
    )


def _outputs(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the names of the outputs asked for; none for the default ones.

    `--handout 4` asks for the handout besides those that `--to` names.
    """
    from diptych.render import HANDOUT, HTML, SINGLE_FILE

    asked: tuple[str, ...] = getattr(options, "to", None) or ()
    implied = (HANDOUT.name,) if getattr(options, "handout", None) else ()
    if not getattr(options, "single_file", False):
        return tuple(dict.fromkeys((*asked, *implied)))
    one = SINGLE_FILE.name
    outputs = tuple(dict.fromkeys(one if name == HTML.name else name for name in asked or (one,)))
    if one not in outputs:
        raise MisuseError(
            f"`--single-file` is a form of HTML, which `--to {','.join(asked)}` does not write;"
            " leave out one of the two"
        )
    return tuple(dict.fromkeys((*outputs, *implied)))


def _output_options(options: argparse.Namespace, outputs: tuple[str, ...]) -> OutputOptions:
    """Return what is asked of outputs; raise MisuseError if none of them has any use for it."""
    from diptych.options import DEFAULT_OPTIONS, OutputOptions
    from diptych.render import OUTPUTS, is_chosen

    default = DEFAULT_OPTIONS._asdict()
    asked = {name: getattr(options, name, None) or default[name] for name in default}
    used = {use for one in OUTPUTS.values() if is_chosen(one.name, outputs) for use in one.options}
    for name, value in asked.items():
        if value != default[name] and name not in used:
            users = " or ".join(f"`--to {o.name}`" for o in OUTPUTS.values() if name in o.options)
            raise MisuseError(f"`--{name.replace('_', '-')}` has no effect without {users}")
    return OutputOptions(**asked)


def _allowed(folder: Path) -> Path:
    if not folder.is_dir():
        raise MisuseError(f"there is no folder `{folder}` that could be allowed")
    return folder.resolve()


def _said_in_sources(option: str) -> str | None:
    """Return where to set a key of talks given as an option; None if it is not such a key."""
    key = option.removeprefix("--")
    if key not in _KEYS:
        return None
    project = " or deck.yaml" if key in _KEYS_OF_PROJECTS else ""
    return f"set it in the talk's file{project}: `{key}:`, in a single file in its front matter"


def _nearest(word: str, known: Any) -> str:
    from diptych.diagnostics import nearest

    return nearest(word, [str(name) for name in known])
