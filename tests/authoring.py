"""Projects and documents as authors write them, and their diagnostics."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, draw_diagnostic
from diptych.model.deck import Slide
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.text import plain_text
from diptych.pipeline import Outcome, Prepared, prepare

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    '<rect width="40" height="30" fill="#1F6F78"/></svg>'
)
REFERENCES = """references:
  - {id: kim-2024, title: On Korean, URL: "https://example.org/kim", note: example.org/kim}
  - {id: yang-2023, title: On models, URL: "https://example.org/yang", note: example.org/yang}
"""
PROJECT: Mapping[str, str | bytes] = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\n",
    "deck/talks/talk.yaml": "title: A talk\nvariables: {product: Diptych}\nslides: [a]\n",
    "deck/slides/a.md": "# A slide\n\n- A thought\n",
    "deck/references.yaml": REFERENCES,
    "deck/media/box.svg": SVG,
}
"""A project of one slide that has nothing wrong with it."""


REAL_TALK = "genai-frontline-2024"
"""The talk in `deck/`."""


class BuiltTalk(Struct, frozen=True):
    """The real talk in one of its languages, and the folder that all were written to."""

    outcome: Outcome
    folder: Path
    locale: str = "en"

    @property
    def talk(self) -> LaidOutTalk:
        """Return the talk as it was laid out."""
        return next(talk for talk in self.outcome.talks if talk.locale == self.locale)

    @property
    def pptx(self) -> Path:
        """Return its PPTX."""
        return self.folder / self.locale / f"{REAL_TALK}.{self.locale}.pptx"

    @property
    def address(self) -> str:
        """Return the address of its HTML."""
        return (self.folder / self.locale / "index.html").as_uri()

    @property
    def page(self) -> str:
        """Return its HTML."""
        return (self.folder / self.locale / "index.html").read_text("utf-8")

    def in_locale(self, locale: str) -> BuiltTalk:
        """Return the same talk in another of its languages."""
        return replace(self, locale=locale)


def png(width: int = 4, height: int = 3, tint: tuple[int, int, int] = (31, 111, 120)) -> bytes:
    """Return a PNG of one colour."""
    rows = (b"\0" + bytes(tint) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def png_that_claims(width: int, height: int) -> bytes:
    """Return a small PNG that says to be large."""
    data = png()
    head = _chunk(b"IHDR", struct.pack(">II", width, height) + data[24:29])
    return data[:8] + head + data[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_files(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files by their path below `root`; None leaves one out."""
    for name, content in files.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def project(root: Path, files: Mapping[str, str | bytes | None]) -> Prepared:
    """Return what comes of a project that differs from `PROJECT` by `files`."""
    write_files(root, {**PROJECT, **files})
    return prepare(BuildConfig(root=root, out=root / "output"))


def document(
    root: Path, text: str | bytes, files: Mapping[str, str | bytes | None] | None = None
) -> Prepared:
    """Return the outcome of a single-file talk, `talk.md`."""
    write_files(root, {"talk.md": text, "box.svg": SVG, **(files or {})})
    return prepare(BuildConfig(root=root, document=root / "talk.md", out=root / "output"))


def slide_of(root: Path, text: str, *, suffix: str = ".md", **talk: str) -> Prepared:
    """Return what comes of a project whose one slide has this text."""
    files = {"deck/slides/a.md": None, f"deck/slides/a{suffix}": text}
    return project(root, files | {f"deck/talks/{name}.yaml": told for name, told in talk.items()})


def said(found: Iterable[Diagnostic]) -> list[str]:
    """Return each finding as `CODE line:column message`."""
    return [f"{one.kind.code} {_place(one)} {one.message}" for one in found]


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """Return each finding as `CODE line:column`."""
    return [f"{one.kind.code} {_place(one)}" for one in found]


def _place(one: Diagnostic) -> str:
    return f"{one.span.line}:{one.span.column}" if one.span else "-"


def drawn(prepared: Prepared) -> str:
    """Return all findings as they are printed."""
    return "\n\n".join(draw_diagnostic(one, prepared.texts) for one in prepared.found)


def authored(prepared: Prepared) -> list[Slide]:
    """Return the slides of the only talk."""
    return [laid_out.slide for laid_out in only(prepared)]


def only(prepared: Prepared) -> tuple[LaidOutSlide, ...]:
    """Return the laid-out slides of the only talk."""
    (talk,) = prepared.talks
    return talk.slides


def words(slide: LaidOutSlide, *roles: str) -> list[str]:
    """Return the words of the paragraphs in frames of these roles, numbers of citations too."""
    return [
        "".join(getattr(run, "text", "\n") for run in paragraph.runs)
        for frame in slide.frames
        if frame.role in (roles or ("text",))
        for paragraph in frame.paragraphs
    ]


def notes(slide: LaidOutSlide) -> list[str]:
    """Return the words of the notes."""
    return [plain_text(paragraph.runs) for paragraph in slide.notes]


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which is there, with `new`."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
