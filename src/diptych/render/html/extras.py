"""A project's additions to its pages, in the form that `deck.js` reads."""

from __future__ import annotations

import msgspec

from diptych.model.extras import PageExtras

CONFIG = "config.js"
"""The file that passes plugins and options to `deck.js`, in the same folder."""
_ASSETS = "{assets}"
"""A placeholder in options for the address of that folder, which depends on its content."""


def config_script(extras: PageExtras) -> str:
    """Return the content of `config.js`, since the page's policy allows no inline scripts."""
    settings = {"config": extras.config, "plugins": extras.plugins}
    return f"window.DiptychDeck = {msgspec.json.encode(settings).decode()};\n"


def with_address(script: str, address: str) -> str:
    """Return the script with the address of its folder filled in where options use it."""
    return script.replace(_ASSETS, address)
