"""The report of a comparison: a page that shows the outputs of each slide side by side.

The page runs no script and loads only its own pictures; everything from a talk is escaped.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.commands.compare.comparing import (
    MOST_PX,
    REFERENCE,
    Bounds,
    ComparedSlide,
    SlideDifference,
    TextDifference,
    bounds_of,
)
from diptych.commands.compare.documents import COMPARED
from diptych.commands.compare.findings import Tally
from diptych.commands.compare.reading import Pages
from diptych.diagnostics import Diagnostic
from diptych.model.geometry import to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.render import HTML
from diptych.render.html.policy import source_hash
from diptych.storage.folder import Folder
from diptych.storage.staging import Staging

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE = PurePosixPath("index.html")
_QUALITY = 82
_NAMES = {"html": "HTML in Chromium", "pptx": "PPTX in LibreOffice", "pdf": "PDF"}
_STYLE = Path(__file__).with_name("report.css")
_INTRODUCTION = (
    "Every letter is compared with its place in the PDF, which has each line where layout has put"
    " it. Lengths are in px of the slide."
)
_HEAD = ("Talk", "Language", "Output", "Slides", "Paragraphs", "Break elsewhere", "Farthest")


class ReportedSlide(Struct, frozen=True):
    """A slide in the report."""

    compared: ComparedSlide
    found: tuple[Diagnostic, ...]
    pictures: Mapping[str, PurePosixPath]
    """By output, the reference last."""


class ReportedTalk(Struct, frozen=True):
    """A talk in one locale in the report."""

    talk: LaidOutTalk
    slides: list[ReportedSlide]


class Report:
    """A report being made in a folder; nothing is in its place before it is finished."""

    def __init__(self, folder: Folder, staging: Staging) -> None:
        self._folder = folder
        self._staging = staging
        self._talks: dict[tuple[str, str], ReportedTalk] = {}

    def add(
        self,
        talk: LaidOutTalk,
        compared: ComparedSlide,
        documents: Mapping[str, Pages],
        found: Sequence[Diagnostic],
    ) -> None:
        """Add a slide of a talk; `documents` show it."""
        paths = {}
        for output in sorted(documents, key=COMPARED.index):
            name = f"{compared.slide.number}.{output}.webp"
            path = PurePosixPath(talk.talk.name, talk.locale, name)
            data = _webp(documents[output].picture(compared.page))
            self._folder.make(path, (data,), self._staging)
            paths[output] = path
        shown = self._talks.setdefault((talk.talk.name, talk.locale), ReportedTalk(talk, []))
        shown.slides.append(ReportedSlide(compared, tuple(found), paths))

    def finish(self, tallies: Sequence[Tally]) -> None:
        """Write the page, and put everything in its place."""
        page = report_page(tuple(self._talks.values()), tallies)
        self._folder.make(PAGE, (page.encode("utf-8", "replace"),), self._staging)
        self._folder.place(self._staging)


def _webp(image: Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=_QUALITY, method=2)
    return file.getvalue()


def report_page(talks: Sequence[ReportedTalk], tallies: Sequence[Tally]) -> str:
    """Return the page, whose pictures are below its folder."""
    style = _STYLE.read_text("utf-8")
    policy = f"default-src 'none'; img-src 'self'; style-src {source_hash(style)}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="generator" content="Diptych">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<title>How the outputs agree</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            "<h1>How the outputs agree</h1>",
            f"<p>{_INTRODUCTION}</p>",
            f'<div class="scroll">{_table(tallies)}</div>',
            *(part for talk in talks for part in _talk(talk)),
            "</body>",
            "</html>",
            "",
        )
    )


def _table(tallies: Sequence[Tally]) -> str:
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    rows = "".join(f"<tr>{_row(tally)}</tr>" for tally in tallies)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(one: Tally) -> str:
    is_html = one.output == HTML.name
    broken = "other" if one.broken else "good"
    broken = "bad" if one.absent or (is_html and one.broken) else broken
    px = ("bad" if one.px > MOST_PX else "good") if is_html else ""
    cells = (
        (one.talk, ""),
        (one.locale, ""),
        (_NAMES[one.output], ""),
        (str(one.slides), ""),
        (str(one.paragraphs), ""),
        (f"{one.broken}, {one.absent} missing" if one.absent else str(one.broken), broken),
        (f"{one.px:.1f} px", px),
    )
    return "".join(f'<td class="{kind}">{escape(text)}</td>' for text, kind in cells)


def _talk(one: ReportedTalk) -> Iterator[str]:
    name = f"{one.talk.title} · {one.talk.locale}"
    yield f'<h2 lang="{escape(one.talk.locale)}">{escape(name)}</h2>'
    page = one.talk.theme.page
    size = (round(to_px(page.width)), round(to_px(page.height)))
    for slide in one.slides:
        yield from _slide(slide, one.talk.locale, size)


def _slide(one: ReportedSlide, locale: str, size: tuple[int, int]) -> Iterator[str]:
    slide = one.compared.slide
    title = slide.slide.title.plain or slide.slide.id
    figures = "".join([_figures(*item) for item in one.compared.differences.items()])
    yield f"<details{' open' if one.found else ''}>"
    yield (
        f'<summary><span class="number">{slide.number}</span>'
        f'<span class="title" lang="{escape(locale)}">{escape(title)}</span>{figures}</summary>'
    )
    yield '<div class="views">'
    for output, path in one.pictures.items():
        marks = _marks(one.compared.differences, output, size)
        yield _view(_NAMES[output], _link(path, _image(path, size, output)) + marks)
    for output in one.compared.differences:
        both = _image(one.pictures[REFERENCE], size) + _image(one.pictures[output], size)
        yield _view(f"{output.upper()} over PDF: what differs is dark", both, "view difference")
    yield "</div>"
    if one.found:
        yield f"<ul>{''.join(map(_item, one.found))}</ul>"
    yield "</details>"


def _figures(output: str, difference: SlideDifference) -> str:
    words = f"{output.upper()} {_words(difference)}"
    return f'<span class="px {_grade(output, difference)}">{words}</span>'


def _grade(output: str, difference: SlideDifference) -> str:
    if difference.absent or (
        output == HTML.name and (difference.broken or difference.px > MOST_PX)
    ):
        return "bad"
    return "other" if difference.broken else "good"


def _words(difference: SlideDifference) -> str:
    count = len(difference.broken)
    breaks = f", {count} break{'' if count == 1 else 's'} elsewhere" if count else ""
    return f"{difference.px:.1f} px{breaks}"


def _view(caption: str, content: str, kind: str = "view") -> str:
    return (
        f"<figure><figcaption>{escape(caption)}</figcaption>"
        f'<div class="{kind}">{content}</div></figure>'
    )


def _link(path: PurePosixPath, content: str) -> str:
    return f'<a href="{escape(str(path))}">{content}</a>'


def _image(path: PurePosixPath, size: tuple[int, int], alt: str = "") -> str:
    place = f'width="{size[0]}" height="{size[1]}" loading="lazy"'
    return f'<img src="{escape(str(path))}" alt="{escape(alt.upper())}" {place}>'


def _marks(differences: Mapping[str, SlideDifference], output: str, size: tuple[int, int]) -> str:
    """Return frames around what differs in an output; in the reference, in any output."""
    rectangles = [
        _rectangle(
            kind, bounds_of(text.solved, text.reference) if output == REFERENCE else text.bounds
        )
        for name, difference in differences.items()
        if output in {name, REFERENCE}
        for text in difference.texts
        if (kind := _kind(text, name))
    ]
    if not rectangles:
        return ""
    box = f"0 0 {size[0]} {size[1]}"
    marks = "".join(rectangles)
    return f'<svg viewBox="{box}" aria-hidden="true">{marks}</svg>'


def _kind(one: TextDifference, output: str) -> str:
    if one.drawn is None or one.reference is None:
        return "absent"
    if one.is_broken:
        return "broken"
    return "moved" if output == HTML.name and one.px > MOST_PX else ""


def _rectangle(kind: str, bounds: Bounds) -> str:
    width, height = bounds.right - bounds.left, bounds.bottom - bounds.top
    place = f'x="{bounds.left:.1f}" y="{bounds.top:.1f}"'
    return f'<rect class="{kind}" {place} width="{width:.1f}" height="{height:.1f}" rx="3"/>'


def _item(one: Diagnostic) -> str:
    place = f"{one.span.file}:{one.span.line}: " if one.span is not None else ""
    why = f' <span class="why">— {escape(one.hint)}</span>' if one.hint else ""
    return f"<li>{escape(place)}{escape(one.message)}{why}</li>"
