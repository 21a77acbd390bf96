"""Read and lay out talks and report everything that is wrong, but write nothing."""

from __future__ import annotations

import argparse

from diptych.arguments import ArgumentParser, add_selection, config_of
from diptych.reporting import CLEAN, FOUND, count, print_diagnostics, say, say_frozen


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments that select talks."""
    add_selection(parser)


def run(options: argparse.Namespace) -> int:
    """Do everything that a build does, except writing."""
    config = config_of(options)
    say_frozen(config)
    from diptych import pipeline

    outcome = pipeline.check(config)
    print_diagnostics(outcome.found, outcome.texts, options.format)
    refused = pipeline.is_refused(outcome.found, strict=config.strict)
    slides = sum(len(talk.slides) for talk in outcome.talks)
    say(f"{slides} slide{'' if slides == 1 else 's'} checked; {count(outcome.found)}")
    for line in outcome.notices:
        say(line)
    return FOUND if refused else CLEAN
