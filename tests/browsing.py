"""A headless Chromium, and what it reports about a deck: where its text is and how it breaks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.render.files import files_of
from tests.tools import absent

from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.html import render_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",  # as on screens; the headless shell would hint fully
]
_SHOWN = """id => {
  const place = (element, origin) => {
    const box = element.getBoundingClientRect();
    return [box.left - origin.left, box.top - origin.top, box.width, box.height];
  };
  const lines = (element, origin) => {
    const top = element.getBoundingClientRect().top;
    const lineHeight = parseFloat(getComputedStyle(element).lineHeight);
    const found = [], edges = [];
    const context = document.createElement("canvas").getContext("2d");
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const ascent = context.measureText("x").fontBoundingBoxAscent;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (let i = 0; i < text.length; i++) {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getBoundingClientRect();
        const line = box.width ? Math.floor(((box.top + box.bottom) / 2 - top) / lineHeight) : 0;
        const at = Math.max(line, found.length - 1);
        while (found.length <= at) found.push("");
        found[at] += text.data[i];
        if (!box.width) continue;
        const edge = edges[at] ??= { left: box.left, right: box.left, baseline: null };
        if (text.data[i].trim()) edge.right = Math.max(edge.right, box.right);
        edge.left = Math.min(edge.left, box.left);
        if (text.parentElement === element) edge.baseline ??= box.top + ascent - origin.top;
      }
    }
    return {
      lines: found,
      edges: found.map((_, at) => {
        const edge = edges[at];
        return edge && edge.baseline !== null ? [edge.right - edge.left, edge.baseline] : null;
      }),
    };
  };
  const slide = document.getElementById(id);
  const origin = slide.getBoundingClientRect();
  return [...slide.querySelectorAll("[data-frame]")].map(frame => ({
    frame: Number(frame.dataset.frame),
    box: place(frame, origin),
    paragraphs: [...frame.querySelectorAll("[data-p]")].map(paragraph => ({
      box: place(paragraph, origin),
      ...lines(paragraph, origin),
    })),
  }));
}"""


class Rectangle(NamedTuple):
    """The place of something on its slide, in px."""

    left: float
    top: float
    width: float
    height: float


class ShownLine(NamedTuple):
    """The length of a line and its place on its slide, in px."""

    width: float
    baseline: float


class ShownParagraph(NamedTuple):
    """A paragraph as the browser shows it."""

    box: Rectangle
    lines: tuple[str, ...]
    """The words of each line."""
    edges: tuple[ShownLine | None, ...]
    """None for a line that has no text in the paragraph's own font."""


class ShownFrame(NamedTuple):
    """A shape as the browser shows it."""

    number: int
    """Its place among the slide's shapes."""
    box: Rectangle
    paragraphs: tuple[ShownParagraph, ...]


def chromium_path() -> str:
    """Return the machine's Chromium; a test that finds none is skipped, or fails where it must.

    The headless shell comes first: the same engine, at less than half of the processor's time.
    """
    paths = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    return next(filter(None, paths), None) or absent("there is no `chromium` on the path")


@contextmanager
def launched() -> Iterator[Browser]:
    """Yield a browser of its own."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=_OPTIONS)
        yield browser
        browser.close()


def write_deck(talk: LaidOutTalk, supplies: Supplies, folder: Path) -> str:
    """Write the HTML of a talk and return the address of its page."""
    files = files_of(render_html(talk, supplies))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (page,) = (folder / name for name in files if name.suffix == ".html")
    return page.as_uri()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Yield a deck at its own size, its fonts there."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)
    page.wait_for_selector(".reveal.ready")
    page.evaluate("Promise.all([...document.fonts].map(face => face.load())).then(() => null)")
    yield page
    page.close()


def shown(page: Page, anchor: str) -> tuple[ShownFrame, ...]:
    """Go to a slide and return its shapes in the order in which it has them."""
    page.evaluate("id => { location.hash = '#/' + id }", anchor)
    page.wait_for_selector(f'section.present[id="{anchor}"]')
    frames = page.evaluate(_SHOWN, anchor)
    return tuple(
        ShownFrame(
            frame["frame"],
            Rectangle(*frame["box"]),
            tuple(
                ShownParagraph(
                    Rectangle(*paragraph["box"]),
                    as_words(paragraph["lines"]),
                    tuple(edge and ShownLine(*edge) for edge in paragraph["edges"]),
                )
                for paragraph in frame["paragraphs"]
            ),
        )
        for frame in frames
    )


def as_words(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines as they look: with plain spaces, none around them, and no word joiners."""
    plain = (line.replace("\u2060", "").replace("\u00a0", " ") for line in lines)
    return tuple(line.strip(" \n") for line in plain)
