"""Talks made as all outputs that are compared, and each output as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from diptych.commands.compare.comparing import REFERENCE
from diptych.commands.compare.programs import (
    CHROMIUM,
    LIBREOFFICE,
    ViewerError,
    print_page,
    print_presentation,
    program_of,
)
from diptych.commands.compare.reading import Pages
from diptych.comparison_kinds import NOT_SHOWN
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.fonts.sfnt import renamed
from diptych.model.asset import Asset
from diptych.model.font_file import FontFile
from diptych.model.geometry import to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.theme import BOLD, REGULAR, Theme
from diptych.pipeline import Prepared, render
from diptych.render import HTML, OUTPUTS, PDF, PPTX
from diptych.render.output import whole
from diptych.render.pdf.fonts import document_fonts
from diptych.storage.folder import Folder
from diptych.storage.scratch import scratch

COMPARED = (HTML.name, PPTX.name, PDF.name)
"""The outputs that are compared, in the order in which they stand side by side."""
_VIEWERS = {HTML.name: CHROMIUM, PPTX.name: LIBREOFFICE}
Progress = Callable[[str], None]


class Printed(Struct, frozen=True):
    """A talk in one locale, with a PDF of what each output shows: a page for each slide shown."""

    talk: LaidOutTalk
    documents: Mapping[str, bytes]
    """By output, without those that could not be made or shown."""


def printed(
    prepared: Prepared,
    config: BuildConfig,
    named: Mapping[str, Path],
    progress: Progress,
    problems: list[Diagnostic],
) -> Iterator[Printed]:
    """Make the outputs that `config` asks for, and yield each talk in each locale.

    `named` are the programs that the user has named, by output. What writers find, and programs
    that are missing or fail, are added to `problems`.
    """
    programs = dict(_programs(config.outputs, named, problems))
    with scratch() as top:
        paths = _written(prepared, config, top, progress, problems)
        for talk, supplies in zip(prepared.talks, prepared.supplies, strict=True):
            documents = {}
            for output in COMPARED:
                path = OUTPUTS[output].path(talk)
                if path not in paths or (output in _VIEWERS and output not in programs):
                    continue
                progress(f"{talk.talk.name} · {talk.locale} · {output} as pictures")
                try:
                    documents[output] = _shown(
                        talk, supplies, top / path, output, programs.get(output)
                    )
                except ViewerError as error:
                    problems.append(error.diagnostic)
            yield Printed(talk, documents)


def _programs(
    outputs: tuple[str, ...], named: Mapping[str, Path], problems: list[Diagnostic]
) -> Iterator[tuple[str, Path]]:
    for output, viewer in _VIEWERS.items():
        if output in outputs:
            try:
                yield output, program_of(viewer, named.get(output))
            except ViewerError as error:
                problems.append(error.diagnostic)


def _written(
    prepared: Prepared,
    config: BuildConfig,
    top: Path,
    progress: Progress,
    problems: list[Diagnostic],
) -> set[PurePosixPath]:
    """Write the outputs below `top`, and return the paths of their files."""
    paths = set()
    with Folder(top) as folder:
        for _, files in render(prepared, config, progress, problems):
            for path, content in files:
                folder.write({path: whole(content)})
                paths.add(path)
    return paths


def _shown(
    talk: LaidOutTalk, supplies: Supplies, file: Path, output: str, program: Path | None
) -> bytes:
    if program is None:
        return file.read_bytes()
    slides = len(talk.unhidden)
    with scratch() as own:
        if output == HTML.name:
            return print_page(program, file, slides, own)
        fonts = {**document_fonts(talk, supplies).files, **_as_installed(talk.theme)}
        return print_presentation(program, file, slides, fonts, own)


def _as_installed(theme: Theme) -> dict[str, Asset]:
    """Return the fonts that a theme brings along, under the names by which Office knows them."""
    return {
        file.asset.name: replace(file.asset, read=partial(_named, file, family, weight))
        for family, files in theme.font_files.items()
        for weight, file in files.items()
    }


def _named(file: FontFile, family: str, weight: int) -> bytes:
    style = {REGULAR: "Regular", BOLD: "Bold"}.get(weight)
    name = family if style else file.name
    names = {1: name, 2: style or "Regular", 4: f"{name} {style}" if style else name}
    return renamed(file.asset.read(), names, weight)


@contextmanager
def opened(one: Printed, problems: list[Diagnostic]) -> Iterator[Mapping[str, Pages]]:
    """Yield the documents of a talk that have a page for each slide; none if the PDF is missing.

    Those that have not are added to `problems`.
    """
    slides = len(one.talk.unhidden)
    width = to_px(one.talk.theme.page.width)
    with ExitStack() as stack:
        documents: dict[str, Pages] = {}
        for output, data in one.documents.items():
            pages = stack.enter_context(Pages(data, width))
            if len(pages) == slides:
                documents[output] = pages
                continue
            message = (
                f"{output.upper()} in {one.talk.locale}: {len(pages)} of {slides} slides are shown"
            )
            problems.append(NOT_SHOWN.at(None, message))
        yield documents if REFERENCE in documents else {}
