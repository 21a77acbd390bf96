"""The configuration of one run: read once, immutable, passed down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from diptych.memo import NO_MEMO, Memo
from diptych.options import DEFAULT_OPTIONS, OutputOptions
from diptych.storage.cache import user_cache

DOCUMENT_SUFFIXES = (
    ".md", ".markdown", ".mdown", ".mkd", ".pandoc", ".pdc", ".qmd", ".rmd", ".txt",
)  # fmt: skip
"""Suffixes of single-file talks, in lower case."""


class BuildConfig(Struct, frozen=True, kw_only=True):
    """The command line's options and the project's location."""

    root: Path
    """The project's folder, or that of a single-file talk."""
    document: Path | None = None
    """The file of a single-file talk; None for a project."""
    allowed: tuple[Path, ...] = ()
    """Folders that the user lets a single-file talk read, besides its own."""
    written_for: str = ""
    """The tool for which a single-file talk is written; empty to recognise it."""
    fetches: bool = False
    """Whether to fetch the pictures on the web that a single-file talk shows."""
    unfetched: Mapping[str, str] = {}
    """Addresses that could not be fetched, and why."""
    unreached: frozenset[str] = frozenset()
    """Those of them whose hosts could not be reached: the network's fault, not the address's."""
    talks: tuple[str, ...] = ()
    """Names of the talks; empty for all."""
    locales: tuple[str, ...] = ()
    """Locale tags; empty for those the talk declares."""
    outputs: tuple[str, ...] = ()
    """Names of the outputs; empty for the default ones."""
    slides: frozenset[int] | None = None
    """Numbers of the slides to write; None for all."""
    options: OutputOptions = DEFAULT_OPTIONS
    out: Path = Path("output")
    file: Path | None = None
    """The only file to write, in `out`; None for all files of the outputs."""
    jobs: int = 1
    """How many processes may write the outputs; the result is the same."""
    replaces_all: bool = False
    """Whether even files that no build has made are replaced by outputs of the same name."""
    strict: bool = False
    """Whether warnings, like errors, prevent writing."""
    fuzzy: Literal["source", "mark", "fail"] | None = None
    """What is shown for a stale translation; None for the project's own setting."""
    notes: bool = True
    """Whether speaker notes are written; if not, no trace of them is."""
    missing: Literal["source", "fail"] | None = None
    """What is shown for a missing translation; None for the project's own setting."""

    overflow: Literal["continue", "shrink", "error"] | None = None
    """What becomes of slides that do not fit; None for what slides, talks and project say."""

    base: Path | None = None
    """Another folder, besides the root, below which no link is followed when writing: the working
    directory, if the output folder was not given explicitly."""
    whole_fonts: bool = False
    """Whether pages have whole fonts, as in a preview: large, but nothing has to be cut."""
    remembers: bool = True
    """Whether to use cached slides of earlier builds, and to cache slides for later ones."""
    memo: Memo = NO_MEMO
    """What earlier builds in this process made; only `serve` has one."""
    cache: Path | None = field(default_factory=user_cache)
    """The folder for what later builds can reuse; None if nothing is remembered."""

    def asks_for(self, talk: str, locale: str) -> bool:
        """Return whether this run makes all of a talk in a locale, if they exist."""
        is_talk = not self.talks or talk in self.talks
        is_locale = not self.locales or locale in self.locales
        return is_talk and is_locale and self.slides is None


def find_root(start: Path) -> Path | None:
    """Return the project's folder, which is `start` or a parent of it; None if there is none."""
    return next((f for f in (start, *start.parents) if (f / "deck" / "deck.yaml").is_file()), None)
