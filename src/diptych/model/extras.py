"""What a project adds to its HTML pages: styles, scripts, plugins and options of reveal.js."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.model.asset import Asset


class PageExtras(Struct, frozen=True, kw_only=True):
    """A project's additions to its pages; paths are below `assets/`."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """In the order in which they run, including those of plugins."""
    plugins: tuple[str, ...] = ()
    """The global names under which the scripts define reveal.js plugins."""
    config: Mapping[str, object] = {}
    """Options of reveal.js and its plugins, as JSON values."""
    address: str = ""
    """The URL of the published output folder, with a trailing slash; empty if unknown."""
    files: Mapping[str, Asset] = {}
    """All of these files and the files that they need."""
    ran: Mapping[str, str] = {}
    """The project's own files that run in pages or produce them: SHA-256 by path relative to its
    folder."""


NO_EXTRAS = PageExtras()
