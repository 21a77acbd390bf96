"""A font that a theme brings along: its file, and what outputs need to know of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.metrics import Typeface


class FontFile(Struct, frozen=True, kw_only=True):
    """One face as a font of its own, which has the weight that it is used for.

    Its family is called `alias_of` its name, so that no program takes words such as "Light" in a
    name for a style, or an installed font of the same name for this one.
    """

    asset: Asset
    name: str
    """The name by which Office knows it: a family of at most four styles."""
    typeface: Typeface


class LentFont(Struct, frozen=True, kw_only=True):
    """A part of an installed family: the letters of a talk that none of its own fonts has."""

    family: str
    """As it is installed."""
    alias: str
    """The name of its files."""
    letters: frozenset[str]
    faces: Mapping[int, Asset]
    """Its files by weight."""


def alias_of(family: str) -> str:
    """Return the name of a family in its files."""
    return f"Diptych-{hashlib.sha256(family.encode()).hexdigest()[:6]}"


BROUGHT = "fonts/brought/"
"""The folder of such fonts below `assets/`."""


def path_of(file: FontFile) -> str:
    """Return the path of a font below `assets/`."""
    return f"{BROUGHT}{file.asset.name}"
