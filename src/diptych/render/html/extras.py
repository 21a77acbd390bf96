"""What a project adds to its pages, as `deck.js` reads it."""

from __future__ import annotations

import msgspec

from diptych.model.extras import PageExtras

CONFIG = "config.js"
"""The file in `assets/` that hands plugins and options to `deck.js`."""


def config_script(extras: PageExtras) -> str:
    """Return the content of `config.js`: the page's policy admits no inline script."""
    told = {"config": extras.config, "plugins": extras.plugins}
    return f"window.DiptychDeck = {msgspec.json.encode(told).decode()};\n"
