"""Typesets a document in an isolated process, which ends with it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from diptych.model.asset import Asset
from diptych.render.isolated import FONTS, MAIN, TYPESET
from diptych.render.isolation import IsolatedProcess
from diptych.render.pdf.pictures import DocumentPictures

_SECONDS = 300
"""Processor time: a hundred times what a thousand slides take."""
_MEMORY = 4 << 30
"""Bytes of address space: ten times what a thousand slides take."""


def typeset(source: str, pictures: DocumentPictures, fonts: Mapping[str, Asset]) -> bytes:
    """Return a document as PDF; raise FailedJobError if it cannot be typeset.

    Its files are in a folder of their own, outside of which Typst reads nothing.
    """
    with (
        tempfile.TemporaryDirectory(prefix="diptych-pdf-") as name,
        IsolatedProcess("typst", _SECONDS, _MEMORY) as process,
    ):
        process.start()  # it starts up while the files are written
        folder = Path(name)
        (folder / FONTS).mkdir()
        for file, font in fonts.items():
            (folder / FONTS / file).write_bytes(font.read())
        for file, read in pictures.files.items():
            (folder / file).write_bytes(read())
        (folder / MAIN).write_text(source, "utf-8", newline="\n")
        return process.do(TYPESET, (os.fsencode(folder),))
