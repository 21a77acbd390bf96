"""What one run is asked to do; read once, frozen, passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from diptych.memo import NO_MEMO, Memo
from diptych.storage.cache import user_cache

DOCUMENT_SUFFIXES = (
    ".md", ".markdown", ".mdown", ".mkd", ".pandoc", ".pdc", ".qmd", ".rmd", ".txt",
)  # fmt: skip
"""How the names of talks that are one file end, in small letters."""


class BuildConfig(Struct, frozen=True, kw_only=True):
    """The command line and the project's place, put together."""

    root: Path
    """The project's folder, or that of a talk that is one file."""
    document: Path | None = None
    """The talk that is one Markdown file; None for a project."""
    allowed: tuple[Path, ...] = ()
    """Folders beyond its own that a talk of one file may read, as the user says."""
    talks: tuple[str, ...] = ()
    """Names of the talks; empty for all."""
    locales: tuple[str, ...] = ()
    """Locale tags; empty for those the talk declares."""
    outputs: tuple[str, ...] = ()
    """Names of the outputs; empty for all."""
    slides: frozenset[int] | None = None
    """Numbers of the slides to write; None for all."""
    out: Path = Path("output")
    jobs: int = 1
    """How many processes may write the outputs; what they write is the same."""
    strict: bool = False
    """Whether warnings stop the writing too."""
    fuzzy: Literal["source", "mark", "fail"] | None = None
    """What is shown for a stale translation; None: as the project says."""
    notes: bool = True
    """Whether the speaker's notes are written too; nothing of them is left where not."""
    missing: Literal["source", "fail"] | None = None
    """What is shown for a missing translation; None: as the project says."""

    base: Path | None = None
    """A folder besides the root below which no link is followed to what is written: where the user
    stands, if that is all that says where to write."""
    whole_fonts: bool = False
    """Whether pages have whole fonts, which cost no time and much room, as in a preview."""
    memo: Memo = NO_MEMO
    """What earlier builds of this process made; `serve` has one."""
    cache: Path | None = field(default_factory=user_cache)
    """The folder for what later builds can use again; None: nothing is remembered."""

    def asks_for(self, talk: str, locale: str, output: str) -> bool:
        """Return whether the whole of a talk in a locale and output is asked for, if it exists."""
        is_talk = not self.talks or talk in self.talks
        is_locale = not self.locales or locale in self.locales
        is_output = not self.outputs or output in self.outputs
        return is_talk and is_locale and is_output and self.slides is None


def find_root(start: Path) -> Path | None:
    """Return the project's folder, `start` or one above it; None where there is none."""
    return next((f for f in (start, *start.parents) if (f / "deck" / "deck.yaml").is_file()), None)
