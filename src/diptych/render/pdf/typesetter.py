"""Typesets a document in an isolated process, which ends with it."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from diptych.isolation.jobs import FONTS, MAIN, PDF, TYPESET, read_part
from diptych.isolation.process import IsolatedProcess
from diptych.model.asset import Asset
from diptych.render.pdf.object_streams import with_object_streams
from diptych.render.pdf.pictures import DocumentPictures

_SECONDS = 300
"""Processor time: a hundred times what a thousand slides take."""
_MEMORY = 4 << 30
"""Bytes of address space: ten times what a thousand slides take."""

_PICTURE = re.compile(r'\bimage\("([^"\\]+)"')
"""A picture in a document; in what an author wrote, quotation marks are escaped."""


class Document(Struct, frozen=True, kw_only=True):
    """A document that is ready to be typeset."""

    settings: str
    """Typst markup, as the content is."""
    content: tuple[str, ...] = ()
    pictures: DocumentPictures
    fonts: Mapping[str, Asset]
    """Font files by name."""

    @property
    def source(self) -> str:
        """Return what Typst reads."""
        return "\n".join((self.settings, *self.content, ""))

    def pdf(self) -> bytes:
        """Return it as tagged PDF (PDF/UA-1); raise FailedJobError if it cannot be typeset."""
        made = _typeset(self, PDF)
        try:
            return with_object_streams(made)
        except ValueError:  # another version of Typst: larger, but as valid
            return made

    def pages(self, form: bytes, ppi: float = 72) -> list[bytes]:
        """Return its pages as pictures, in the form `isolated.PNG` or `isolated.SVG`.

        A PNG has `ppi` pixels to the inch. Raise FailedJobError if it cannot be typeset.
        """
        made = io.BytesIO(_typeset(self, form, ppi))
        return list(iter(lambda: read_part(made), None))


def _typeset(document: Document, form: bytes, ppi: float = 72) -> bytes:
    """Return a document in a form of `isolated.FORMS`.

    Its files are in a folder of their own, outside of which Typst reads nothing.
    """
    with (
        tempfile.TemporaryDirectory(prefix="diptych-pdf-") as name,
        IsolatedProcess("typst", _SECONDS, _MEMORY) as process,
    ):
        process.start()  # it starts up while the files are written
        folder = Path(name)
        (folder / FONTS).mkdir()
        for file, font in document.fonts.items():
            (folder / FONTS / file).write_bytes(font.read())
        source = document.source
        shown = set(_PICTURE.findall(source))
        for file, read in document.pictures.files.items():
            if file in shown:
                (folder / file).write_bytes(read())
        (folder / MAIN).write_text(source, "utf-8", newline="\n")
        return process.do(TYPESET, (os.fsencode(folder), form, repr(ppi).encode()))
