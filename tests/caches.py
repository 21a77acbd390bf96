"""Caches of tests that must not find what other tests made."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.small import write_project

from diptych.config import BuildConfig
from diptych.pipeline import build


def new_cache(folder: Path) -> Path:
    """Return a cache at `folder` with nothing but pictures that programs have drawn.

    Those of the usual theme's backgrounds are there, which take 4 s to draw.
    """
    folder.mkdir(mode=0o700, parents=True)
    shutil.copytree(_drawn(), folder / "pictures")
    return folder


@cache
def _drawn() -> Path:
    """Return the pictures of the cache that all tests share, once the theme's are among them."""
    shared = Path(os.environ["DIPTYCH_CACHE"])
    with TemporaryDirectory() as place:
        root = write_project(Path(place))
        build(BuildConfig(root=root, out=root / "out", outputs=("pptx",), cache=shared))
    return shared / "pictures"
