"""What a project adds to its HTML pages: styles, scripts, plugins and options of reveal.js."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.model.asset import Asset


class PageExtras(Struct, frozen=True, kw_only=True):
    """A project's additions to its pages; paths are below `assets/`."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """In the order in which they run, those of plugins among them."""
    plugins: tuple[str, ...] = ()
    """The names under which the scripts leave plugins for reveal.js on the page."""
    config: Mapping[str, object] = {}
    """Options of reveal.js and its plugins, as JSON knows them."""
    address: str = ""
    """Where the output folder is published, with a slash at its end; empty if nobody says."""
    files: Mapping[str, Asset] = {}
    """All of these files, and those that they need."""
    ran: Mapping[str, str] = {}
    """What of the project's own runs in pages, or makes them: by path from its folder, with its
    SHA-256."""


NO_EXTRAS = PageExtras()
