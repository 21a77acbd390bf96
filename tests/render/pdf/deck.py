"""What the tests of the PDF writer share: projects and documents built as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutTalk
from diptych.pipeline import prepare, render
from diptych.render import PDF
from diptych.render.output import whole

ROOT = Path(__file__).resolve().parents[3]


def config_of(source: Path) -> BuildConfig:
    """Return the configuration for a project's folder or a talk in one file."""
    is_file = source.is_file()
    root, document = (source.parent, source) if is_file else (source, None)
    return BuildConfig(root=root, document=document, outputs=(PDF.name,), remembers=False)


def built(source: Path, folder: Path) -> Iterator[tuple[LaidOutTalk, Path]]:
    """Yield each talk in each language, and its PDF in `folder`."""
    config = config_of(source)
    prepared = prepare(config)
    made = {
        path: whole(data)
        for _, group in render(prepared, config, lambda _: None, [])
        for path, data in group
    }
    for talk in prepared.talks:
        for path in (PDF.path(talk), PDF.path(talk).with_suffix(".pdfpc")):
            if path in made:
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(made[path])
        yield talk, folder / PDF.path(talk)


def pdf_of(text: str, folder: Path) -> Path:
    """Return the PDF of a talk in one file with this text."""
    source = folder / "talk.md"
    source.write_text(text, "utf-8")
    return next(path for _, path in built(source, folder / "out"))
