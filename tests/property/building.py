"""Documents built for real, and read back."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from shutil import rmtree

from tests.property.comparing import Found, Shown
from tests.property.documents import REFERENCES, VARIABLES, Document, stand_in
from tests.property.forms import Sources, as_one_file, as_project
from tests.property.pandoc_inlines import Given
from tests.property.reading_html import read_html
from tests.property.reading_pandoc import parse, read_pandoc
from tests.property.reading_pptx import read_pptx
from tests.property.shown import Pages
from tests.render.files import made_of
from tests.small import write

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.pipeline import prepare

_GIVEN = {stand_in(name): value for name, value in VARIABLES.items()}
_READERS = {".html": read_html, ".pptx": read_pptx}
_EACH_AS_A_PROJECT = 3


def shown(documents: Sequence[Document], folder: Path) -> Iterator[tuple[Document, Shown]]:
    """Yield each document with what its source, its HTML and its PPTX show.

    Every third is built as a project, the others as talks that are one file.
    """
    trees = parse([document.for_pandoc for document in documents])
    for number, (document, tree) in enumerate(zip(documents, trees, strict=True), start=1):
        is_project = number % _EACH_AS_A_PROJECT == 0 and document.may_be_project
        sources = as_project(document) if is_project else as_one_file(document)
        given = Given(
            references=REFERENCES,
            variables=_GIVEN,
            has_cover=not is_project,
            locale=document.locale,
        )
        pages, found = build(sources, folder / f"{document.seed}-{number}")
        yield (
            document,
            Shown(
                source=read_pandoc(tree, given),
                html=pages[".html"],
                pptx=pages[".pptx"],
                found=tuple(_found(problem, sources) for problem in found),
            ),
        )


def build(sources: Sources, root: Path) -> tuple[dict[str, Pages], tuple[Diagnostic, ...]]:
    """Return what both outputs show of a document whose files are written below `root`."""
    made, found = outputs(sources, root, only=_READERS.keys())
    rmtree(root)
    return {name.suffix: _READERS[name.suffix](content) for name, content in made.items()}, found


def outputs(
    sources: Sources, root: Path, *, only: Container[str] | None = None
) -> tuple[Mapping[PurePosixPath, bytes], tuple[Diagnostic, ...]]:
    """Return the files that a build makes, or `only` those with certain suffixes.

    An error stops no renderer, so that all is seen at once.
    """
    for name, content in sources.files.items():
        write(root / name, content)
    document = None if sources.is_project else root / "talk.md"
    # Whole fonts, because to cut them takes a third of the time and changes no word.
    # One page for each slide, because that is what the source has, too.
    config = BuildConfig(
        root=root,
        document=document,
        out=root.parent / "output",
        whole_fonts=True,
        overflow="error",
    )
    prepared = prepare(config)
    made, undrawn = made_of(prepared, config, only=only)
    files = {name: content for some in made.values() for name, content in some.items()}
    return files, (*prepared.found, *undrawn)


def _found(problem: Diagnostic, sources: Sources) -> Found:
    span = problem.span
    lines = sources.in_document(span.file, span.line) if span is not None else range(0)
    place = f"{span.file}:{span.line}:{span.column}" if span is not None else ""
    kind = problem.kind.lenient
    is_of_many = bool(kind) and (kind in problem.message or problem.message.endswith(" times)"))
    return Found(problem.kind.name, f"{place}: {problem.message}", lines, is_of_many)
