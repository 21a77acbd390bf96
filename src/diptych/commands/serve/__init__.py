"""Serve the HTML deck on this machine and show every saved change immediately."""

from __future__ import annotations

import argparse
import gc

from diptych.arguments import ArgumentParser, add_allowed, add_tool, config_of
from diptych.render import PAGE


def add_arguments(parser: ArgumentParser) -> None:
    """Add what to show, and where."""
    parser.add_argument(
        "talk", nargs="?", help="a talk's name, or a Markdown file (default: every talk)"
    )
    parser.add_argument("--locale", metavar="TAG", help="the only locale to show (default: all)")
    parser.add_argument(
        "--page",
        action="store_true",
        help="show the talks' pages for the web instead, with pictures and downloads: slower",
    )
    add_tool(parser)
    add_allowed(parser)
    parser.add_argument(
        "--port", type=int, default=8642, help="port on the loopback address (default: 8642)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until the user stops it."""
    options.talk = [options.talk] if options.talk else []
    options.locale = (options.locale,) if options.locale else ()
    options.strict = False
    from msgspec.structs import replace

    from diptych.commands.serve.session import serve

    gc.enable()  # it runs for hours
    config = config_of(options)
    return serve(replace(config, outputs=(PAGE.name,)) if options.page else config, options.port)
