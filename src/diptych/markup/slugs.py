"""Ids derived from headings, as in Pandoc."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def slug(title: str) -> str:
    """Return Pandoc's automatic identifier of a heading (manual, "Extension: auto_identifiers")."""
    joined = _joined(title)
    first = next((index for index, c in enumerate(joined) if c.isalpha()), len(joined))
    return joined[first:] or "section"


def _joined(title: str) -> str:
    words = unicodedata.normalize("NFC", title).lower()
    kept = "".join(c for c in words if c.isalnum() or c in "_-." or c.isspace())
    return re.sub(r"\s+", "-", kept.strip())


def file_slug(stem: str) -> str:
    """Return the name of a talk after its file's; unlike an id, it may begin with a digit."""
    kept = _joined(stem).lstrip("_-.")
    return kept or "section"


def name_like(words: str) -> str:
    """Return the valid name of a slide or talk that is closest to `words`; empty if there is none.

    A name consists of lower-case ASCII letters, digits and hyphens, and begins with a letter.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789").rstrip("-")


def id_like(slide_id: str) -> str:
    """Return the closest slide id, which is names separated by `/`; empty if there is none."""
    return "/".join(filter(None, map(name_like, slide_id.split("/"))))


class Ids:
    """The ids of one document, which are unique."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.counts: dict[str, int] = {}
        """The last number used for each id that was requested repeatedly."""

    def unique(self, wanted: str) -> str:
        """Return the id, with `-1`, `-2` appended as in Pandoc if it is taken."""
        unique, count = wanted, self.counts.get(wanted, 0)
        while unique in self.taken:
            count += 1
            unique = f"{wanted}-{count}"
        self.counts[wanted] = count
        self.taken.add(unique)
        return unique
