"""A person at LibreOffice Impress: opens a deck, edits it, reports the result, and saves it.

Run by a Python that has LibreOffice's `uno` module (the system's, not that of the tests):
`office_hands.py DECK.pptx FOLDER` writes `edited.pptx`, `edited.pdf` and, on standard output, JSON.
Lengths are in 1/100 mm and sizes in points, as LibreOffice has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

OUTLINE, TITLE = (
    f"com.sun.star.presentation.{kind}" for kind in ("OutlinerShape", "TitleTextShape")
)
TITLE_AND_CONTENT = 1
"""The layout of a new slide (`AutoLayout` of the API)."""
PARAGRAPH_BREAK = 0
"""com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK"""
PATIENCE = 60
"""Seconds until an office that does not answer is given up."""


def named(**values: object) -> tuple[Any, ...]:
    """Return arguments as LibreOffice takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


@contextmanager
def office(folder: Path) -> Iterator[Any]:
    """Yield the desktop of a LibreOffice of its own, which ends with the block."""
    pipe = f"diptych{os.getpid()}"
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    running = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"])
    try:
        context = connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        desktop = made(context, "com.sun.star.frame.Desktop")
        yield desktop
        with suppress(DisposedException):  # it may be quicker than its answer
            desktop.terminate()
        running.wait(PATIENCE)
    finally:
        running.kill()


def connected(address: str) -> Any:
    own = uno.getComponentContext()
    resolver = made(own, "com.sun.star.bridge.UnoUrlResolver")
    for _ in range(PATIENCE * 10):
        try:
            return resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def made(context: Any, service: str) -> Any:
    return context.ServiceManager.createInstanceWithContext(service, context)


def paragraphs(shape: Any) -> list[Any]:
    walk = shape.createEnumeration()
    found = []
    while walk.hasMoreElements():
        found.append(walk.nextElement())
    _HELD.append((walk, found))
    return found


_HELD: list[object] = []
"""What LibreOffice has handed out: 7.4 may fall over objects that are let go while it works."""


def look(paragraph: Any) -> dict[str, Any]:
    """Return how a paragraph is set; `own` is whether it says so itself."""
    return {
        "text": paragraph.String,
        "level": paragraph.NumberingLevel,
        "size": paragraph.CharHeight,
        "own": paragraph.getPropertyState("CharHeight").value == "DIRECT_VALUE",
    }


def shapes(page: Any, kind: str) -> list[Any]:
    return [shape for shape in page if shape.ShapeType == kind]


def type_on_slides(pages: list[Any]) -> Iterator[dict[str, object]]:
    """Type a bullet after the last one of each body, press Tab, enlarge the first."""
    for number, page in enumerate(pages):
        bodies = [one for one in shapes(page, OUTLINE) if one.Name.startswith(("Body", "Left"))]
        before = [look(one) for body in bodies[:1] for one in paragraphs(body)]
        if not 0 < len(before) <= 12 or before[-1]["level"] is None:  # full, or no list
            continue
        body = bodies[0]
        cursor = body.createTextCursor()
        cursor.gotoEnd(False)
        body.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        body.insertString(cursor, "typed by hand", False)
        typed = look(paragraphs(body)[-1])
        paragraphs(body)[-1].NumberingLevel = before[-1]["level"] + 1
        tabbed = look(paragraphs(body)[-1])
        paragraphs(body)[0].CharHeight = 32
        yield {"slide": number, "before": before, "typed": typed, "tabbed": tabbed}


def change_master(document: Any, page: Any) -> dict[str, object]:
    """Enlarge the body on a slide's master, and return the slide's first paragraph after it."""
    master = page.MasterPage
    style = document.StyleFamilies.getByName(master.Name).getByName("outline1")
    usual, style.CharHeight = style.CharHeight, 40
    (body,) = shapes(page, OUTLINE)[:1]
    after = look(paragraphs(body)[0])
    style.CharHeight = usual
    return after


def add_slides(document: Any) -> Iterator[dict[str, object]]:
    """Add a slide of each layout, fill it, and draw a text box on it."""
    for master in document.MasterPages:
        page = document.DrawPages.insertNewByIndex(document.DrawPages.Count)
        page.MasterPage, page.Layout = master, TITLE_AND_CONTENT
        filled = []
        for shape in [*shapes(page, TITLE), *shapes(page, OUTLINE)]:
            place = settled_place(page, shape, shapes(master, shape.ShapeType))
            shape.String = "filled 채움"
            filled.append({"place": place, "box": box(shape), **look(paragraphs(shape)[0])})
        drawn = document.createInstance("com.sun.star.drawing.TextShape")
        drawn.Position, drawn.Size = Point(), Size(8000, 2000)
        page.add(drawn)
        drawn.String = "drawn by hand"
        yield {
            "layout": master.Name,
            "places": [one.Name for one in shapes(master, OUTLINE)],
            "filled": filled,
            "drawn": look(paragraphs(drawn)[0]),
        }


def settled_place(page: Any, shape: Any, places: list[Any]) -> str | None:
    """Return the place of a new shape once it has one: LibreOffice lays a slide out when idle.

    On a busy machine it may have done so before the slide had its master, so it is asked again.
    """
    for _ in range(20):
        if (place := place_of(shape, places)) is not None:
            return place
        time.sleep(0.25)
        page.Layout = TITLE_AND_CONTENT
    return None


def place_of(shape: Any, places: list[Any]) -> str | None:
    """Return the name of the place that a shape stands in, of those as wide and as far left.

    Its height says nothing: LibreOffice lets it grow with its text, at a moment of its choosing,
    downwards or upwards as the text is anchored.
    """
    left, top, width, height = box(shape)
    column = [one for one in places if (one.Position.X, one.Size.Width) == (left, width)]
    middle = top + height / 2
    nearest = sorted(column, key=lambda one: abs(one.Position.Y + one.Size.Height / 2 - middle))
    return nearest[0].Name if nearest else None


def box(shape: Any) -> tuple[int, int, int, int]:
    return (shape.Position.X, shape.Position.Y, shape.Size.Width, shape.Size.Height)


def edit(document: Any) -> dict[str, object]:
    pages = list(document.DrawPages)
    plain = next(one for one in pages if len(shapes(one, OUTLINE)) == 1 and one.Number > 1)
    master = change_master(document, plain)
    return {
        "master": master,
        "slides": list(type_on_slides(pages)),
        "added": list(add_slides(document)),
    }


def main(deck: Path, folder: Path) -> None:
    with office(folder) as desktop:
        document = desktop.loadComponentFromURL(deck.as_uri(), "_blank", 0, named(Hidden=True))
        found = edit(document)
        for name, kind in (
            ("edited.pptx", "Impress MS PowerPoint 2007 XML"),
            ("edited.pdf", "impress_pdf_Export"),
        ):
            document.storeToURL((folder / name).as_uri(), named(FilterName=kind))
        document.close(True)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(*(Path(argument).absolute() for argument in sys.argv[1:3]))
