"""The themes of projects, as a build reads them."""

from __future__ import annotations

from pathlib import Path

from diptych.config import BuildConfig
from diptych.model.theme import Theme
from diptych.pipeline import prepare


def theme_of(root: Path) -> Theme:
    """Return the theme of a project's first talk, whatever is wrong with it."""
    return prepare(BuildConfig(root=root)).talks[0].theme


def sound_theme_of(root: Path) -> Theme:
    """Return the theme of the first talk of a project that has nothing wrong with it."""
    prepared = prepare(BuildConfig(root=root))
    assert prepared.found == ()
    return prepared.talks[0].theme
