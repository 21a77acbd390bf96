"""The zip is read by `zipfile`, and is what it would have written."""

from __future__ import annotations

import io
import zipfile

import pytest

from diptych.render.pptx import archive as module
from diptych.render.pptx.archive import archive, deflated, stored

TEXT = b"<a>" + b"word " * 500 + b"</a>"


def test_it_is_what_the_standard_library_writes() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as expected:
        for name, kind, data in (("a.xml", zipfile.ZIP_DEFLATED, TEXT), ("b/c.png", 0, b"png")):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.compress_type = 0, kind
            expected.writestr(info, data, compresslevel=2)
    made = b"".join(archive([deflated("a.xml", TEXT), stored("b/c.png", b"png")]))
    assert made == file.getvalue()


def test_it_holds_more_entries_than_the_first_zips_could() -> None:
    count = 65_536
    made = b"".join(archive(stored(f"{number}", b"") for number in range(count)))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert len(package.namelist()) == count
        assert package.read("65535") == b""


def test_one_that_no_program_reads_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_BYTES", 100)
    pieces = archive([stored("a", b"x" * 50), stored("b", b"x" * 50)])
    next(pieces)
    with pytest.raises(OSError, match="larger than 4 GB"):
        next(pieces)
