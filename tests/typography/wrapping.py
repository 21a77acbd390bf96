"""The line breaker compared with Chromium: the corpus set in many widths, by both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from tests.browsing import as_words, opened, shown, write_deck
from tests.small import write
from tests.solved import broken

from diptych.config import BuildConfig
from diptych.model.geometry import Box, Emu, Pt, from_px
from diptych.model.laid_out import LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.text_frame import TextFrame
from diptych.pipeline import Prepared, prepare
from diptych.typography.measured_text import set_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (260, 333, 417, 508, 640, 777, 914, 1100)
SIZES = (Pt(24), Pt(15.5))
_UNAIDED = """() => {
  document.querySelectorAll(".nb").forEach(tie => tie.replaceWith(...tie.childNodes));
  document.querySelectorAll("wbr").forEach(leave => leave.remove());
  document.querySelectorAll("[data-p]").forEach(paragraph => {
    paragraph.normalize();
    paragraph.innerHTML = paragraph.innerHTML.replaceAll("\\u2060", "");
  });
}"""


class Wrapped(NamedTuple):
    """A text in a width, as the breaker and as the browser break it."""

    width: int
    size: Pt
    solved: tuple[str, ...]
    shown: tuple[str, ...]


def corpus(locale: str) -> list[str]:
    """Return text of technical talks, in Markdown, with what breaks lines badly."""
    path = Path(__file__).with_name(f"corpus.{locale}.txt")
    return path.read_text(encoding="utf-8").splitlines()


def wrap(
    texts: Sequence[str],
    locale: str,
    browser: Browser,
    folder: Path,
    *,
    widths: Sequence[int] = WIDTHS,
    sizes: Sequence[Pt] = SIZES,
    aided: bool = True,
) -> list[Wrapped]:
    """Return each of `texts`, in Markdown, at each width and size.

    `aided`: the browser is told where to break as the HTML writer tells it, not left to itself.
    """
    prepared = _prepared(texts, locale, folder)
    (talk,) = prepared.talks
    cases = [
        (_plain(paragraph, size), width)
        for frame in talk.slides[0].frames
        for paragraph in frame.paragraphs
        if frame.role == "text"
        for size in sizes
        for width in widths
    ]
    solved = [
        paragraph
        for one, width in cases
        for paragraph in set_text((one,), talk.theme).solved(from_px(width))
    ]
    frames = [
        _frame(paragraph, from_px(width))
        for paragraph, (_, width) in zip(solved, cases, strict=True)
    ]
    made = replace(prepared, talks=(_with_frames(talk, frames),))
    lines = _shown(made, browser, folder, aided=aided)
    return [
        Wrapped(width, paragraph.size, as_words(broken(mine)), theirs)
        for (paragraph, width), mine, theirs in zip(cases, solved, lines, strict=True)
    ]


def _prepared(texts: Sequence[str], locale: str, folder: Path) -> Prepared:
    """Return a talk that has all texts on its only slide, which need not fit there."""
    deck = f"format: 1\nsource_locale: {locale}\nlocales: [{locale}]\ntheme: atlas\n"
    write(folder / "deck" / "deck.yaml", deck)
    talk = f"title: Corpus\nlocale: {locale}\nslides: [corpus]\n"
    write(folder / "deck" / "talks" / "corpus.yaml", talk)
    write(folder / "deck" / "slides" / "corpus.md", "# Corpus\n\n" + "\n\n".join(texts) + "\n")
    prepared = prepare(BuildConfig(root=folder))
    expected = (
        "overflows",
        "is shown literally",
    )  # the corpus has brackets that are not markup
    assert [one.message for one in prepared.found if not _says(one.message, expected)] == []
    return prepared


def _says(message: str, parts: tuple[str, ...]) -> bool:
    return any(part in message for part in parts)


def _plain(paragraph: Paragraph, size: Pt) -> Paragraph:
    return replace(
        paragraph, size=size, line_height=Pt(size * 1.5), space_before=Pt(0), indent=Emu(0)
    )


def _frame(paragraph: Paragraph, width: Emu) -> TextFrame:
    box = Box(Emu(0), Emu(0), width, from_px(100))
    return TextFrame(box=box, paragraphs=(paragraph,), role="text", region="body")


def _with_frames(talk: LaidOutTalk, frames: Sequence[TextFrame]) -> LaidOutTalk:
    section = talk.sections[0]
    slide = replace(section.slides[0], shapes=tuple(frames))
    return replace(talk, sections=(replace(section, slides=(slide,)),))


def _shown(
    prepared: Prepared, browser: Browser, folder: Path, *, aided: bool
) -> Iterator[tuple[str, ...]]:
    (talk,), (supplies,) = prepared.talks, prepared.supplies
    with opened(browser, write_deck(talk, supplies, folder / "site")) as page:
        if not aided:
            page.evaluate(_UNAIDED)
        for frame in shown(page, talk.slides[0].anchor):
            (paragraph,) = frame.paragraphs
            yield paragraph.lines
