"""Object streams change how the objects of a PDF are stored, and none of them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.render.pdf.deck import pdf_of
from tests.render.pdf.reading import words

from diptych.render.pdf.object_streams import with_object_streams

TEXT = "---\ntitle: T\n---\n\n## A\n\n- One [x](https://example.org)\n- 둘\n\n## B\n\n- Two\n"


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a PDF as Typst makes it."""
    monkeypatch.setattr("diptych.render.pdf.typesetter.with_object_streams", lambda made: made)
    return pdf_of(TEXT, tmp_path)


def test_every_object_stays_as_it_was(plain: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.pdf"
    packed.write_bytes(with_object_streams(plain.read_bytes()))
    assert packed.stat().st_size < plain.stat().st_size
    assert words(packed) == words(plain) == ["T", "A• One x • 둘 T 2", "B• Two T 3"]
    with pikepdf.open(plain) as before, pikepdf.open(packed) as after:
        assert after.check_pdf_syntax() == []
        assert after.trailer.ID == before.trailer.ID
        assert len(before.objects) > 80
        for number in range(1, len(before.objects) + 1):
            one, other = before.get_object(number, 0), after.get_object(number, 0)
            assert other.unparse() == one.unparse()
            if isinstance(one, pikepdf.Stream):
                assert other.read_raw_bytes() == one.read_raw_bytes()


def test_only_streams_are_left_outside(plain: Path) -> None:
    with pikepdf.open(plain) as made:
        streams = sum(isinstance(found, pikepdf.Stream) for found in made.objects)
    packed = with_object_streams(plain.read_bytes())
    of_objects_and_references = 2
    assert packed.count(b"endstream") == streams + of_objects_and_references
    assert packed.count(b" 0 obj\n") == streams + of_objects_and_references


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"%PDF-1.7", b"%PDF-2.0"),
        (b"%%EOF", b"%EOF"),
        (b"xref\n0 ", b"xref\n1 "),
        (b"endobj", b"endOBJ"),
        (b"trailer\n", b"trailer "),
    ],
)
def test_a_file_of_another_form_is_refused(plain: Path, old: bytes, new: bytes) -> None:
    with pytest.raises(ValueError, match=r"PDF of Typst|table of all objects|no object"):
        with_object_streams(plain.read_bytes().replace(old, new))


def test_such_a_file_is_kept_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: Path
) -> None:
    def refuse(_: bytes) -> bytes:
        raise ValueError

    monkeypatch.setattr("diptych.render.pdf.typesetter.with_object_streams", refuse)
    assert pdf_of(TEXT, tmp_path).read_bytes() == plain.read_bytes()
