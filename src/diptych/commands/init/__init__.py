"""Make a small new project in DIR that is ready to build; never overwrites anything."""

from __future__ import annotations

import argparse
from pathlib import Path

from diptych.arguments import ArgumentParser
from diptych.reporting import CLEAN, MisuseError, say
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the folder and the theme."""
    parser.add_argument("dir", type=Path, metavar="DIR")
    parser.add_argument("--theme", metavar="NAME", help="its theme (default: atlas)")


def run(options: argparse.Namespace) -> int:
    """Write the project, and say what to do next."""
    import shlex

    from diptych.commands.init.new_project import builtin_themes, make_project
    from diptych.diagnostics import nearest
    from diptych.source.settings import DEFAULT_THEME

    theme = options.theme or DEFAULT_THEME
    if theme not in (known := builtin_themes()):
        raise MisuseError(f"there is no theme `{theme}`; {nearest(theme, known, what='theme')}")
    try:
        made = make_project(options.dir, theme)
    except FileExistsError as error:
        raise MisuseError(f"{error}; choose another folder, or move it away") from None
    for path in made:
        put(str(path))
    is_here = options.dir.resolve() == Path.cwd()
    say(f"next: {'' if is_here else f'cd {shlex.quote(str(options.dir))} && '}diptych build")
    return CLEAN
