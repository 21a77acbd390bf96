"""Write a slide or a talk that is ready to build; never overwrites anything."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from diptych.arguments import ArgumentParser, project_root, words
from diptych.reporting import CLEAN, MisuseError, say, shown
from diptych.terminal import put


def add_arguments(parser: ArgumentParser) -> None:
    """Add the two kinds: slide and talk."""
    kinds = parser.add_commands()
    slide = kinds.add_parser("slide", help="create a slide", description="Write a slide's file.")
    slide.add_argument("id", metavar="TOPIC/NAME")
    slide.add_argument("--layout", help="a layout of the theme (default: chosen by the content)")
    slide.add_argument("--talk", help="the talk to append it to")
    slide.set_defaults(task=_slide)
    talk = kinds.add_parser("talk", help="create a talk", description="Write a talk's file.")
    talk.add_argument("name", metavar="NAME")
    talk.add_argument(
        "--slides", type=words, default=(), metavar="ID,...", help="slides (default: a new cover)"
    )
    talk.set_defaults(task=_talk)


def run(options: argparse.Namespace) -> int:
    """Write the files, and say what to do next."""
    return int(options.task(options))


def _slide(options: argparse.Namespace) -> int:
    from diptych.commands.new.drafts import draft_slide

    return _drafted(
        lambda: draft_slide(project_root(), options.id, options.layout, options.talk),
        f"diptych build {options.talk}" if options.talk else "name it in a talk",
    )


def _talk(options: argparse.Namespace) -> int:
    from diptych.commands.new.drafts import draft_talk

    return _drafted(
        lambda: draft_talk(project_root(), options.name, options.slides),
        f"diptych build {options.name}",
    )


def _drafted(draft: Callable[[], Sequence[Path]], then: str) -> int:
    try:
        made = draft()
    except (ValueError, FileExistsError) as error:
        raise MisuseError(str(error)) from None
    for path in made:
        put(shown(path))
    say(f"next: {then}")
    return CLEAN
