"""What a project adds to its pages, as `deck.js` reads it."""

from __future__ import annotations

import msgspec

from diptych.model.extras import PageExtras

CONFIG = "config.js"
"""The file that hands plugins and options to `deck.js`, beside which it lies."""
_ASSETS = "{assets}"
"""Stands in an option for the address of the folder of both, which changes with what it holds."""


def config_script(extras: PageExtras) -> str:
    """Return the content of `config.js`: the page's policy admits no inline script."""
    told = {"config": extras.config, "plugins": extras.plugins}
    return f"window.DiptychDeck = {msgspec.json.encode(told).decode()};\n"


def with_address(script: str, address: str) -> str:
    """Return the script with the address of its folder where an option asks for it."""
    return script.replace(_ASSETS, address)
