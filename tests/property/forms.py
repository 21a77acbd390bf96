"""A document as a project: a file for each slide, Markdown, or YAML where YAML has a form for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from tests.property.documents import VARIABLES, Document, Slide
from tests.property.growing import Grown
from tests.small import SVG

FOLDER = "deck/slides/s"
PICTURES = dict.fromkeys(("picture.svg", "with space.svg"), SVG)
_FIRST = "s/slide-1"
_DECK = "format: 1\nsource_locale: {0}\nlocales: [{0}]\ntheme: atlas\n"
_REFERENCES = """\
references:
- {id: doe, title: Dogs, author: [{family: Doe}], note: Doe 2020}
- {id: roe, title: Roes, author: [{family: Roe}], note: Roe 2021}
"""


class Sources(Struct, frozen=True):
    """The files of a document, and which of its lines each of them holds."""

    files: Mapping[str, str]
    lines: Mapping[str, range]
    is_project: bool = False

    def in_document(self, file: str, line: int) -> range:
        """Return the lines of the document that a line of a file is, or is among."""
        if file.endswith(".md") and file in self.lines:
            return range(self.lines[file].start + line - 1, self.lines[file].start + line)
        return self.lines.get(file, range(0))


def as_one_file(document: Document) -> Sources:
    """Return a document as a single-file talk."""
    count = document.text.count("\n")
    return Sources({"talk.md": document.text, **PICTURES}, {"talk.md": range(1, count + 1)})


def as_project(document: Document) -> Sources:
    """Return a document as a project."""
    talk = {"title": "A talk", "variables": VARIABLES, "slides": []}
    files = {
        "deck/deck.yaml": _DECK.format(document.locale),
        "deck/references.yaml": _REFERENCES,
        **{f"{FOLDER}/{name}": content for name, content in PICTURES.items()},
    }
    lines = {}
    after = document.parts[1].lines.start  # behind the front matter
    for number, slide in enumerate(document.slides, start=1):
        start, after = after, after + sum(text.count("\n") + 2 for text, _ in slide.pieces)
        data = _yaml_slide(slide)
        name = f"{FOLDER}/slide-{number}.{'md' if data is None else 'yaml'}"
        files[name] = _linked(
            _markdown_slide(slide) if data is None else json.dumps(data, ensure_ascii=False)
        )
        lines[name] = range(start, after)
        talk["slides"].append(f"s/slide-{number}")  # type: ignore[attr-defined]  # a list, above
    files["deck/talks/talk.yaml"] = json.dumps(talk, ensure_ascii=False)
    return Sources(files, lines, is_project=True)


def _linked(text: str) -> str:
    """Return text whose links to the first slide are as a project writes them."""
    return text.replace("[The first slide]", f"[The first slide](#{_FIRST})").replace(
        "(#first)", f"(#{_FIRST})"
    )


def _markdown_slide(slide: Slide) -> str:
    heading, *rest = (text for text, _ in slide.pieces)
    if heading.startswith("#"):
        heading = f"#{heading.lstrip('#').removesuffix('{#first}')}"
    else:
        heading = heading.replace("\n-------", "\n=======")
    return "".join(f"{text}\n\n" for text in (heading, *rest))


def _yaml_slide(slide: Slide) -> dict[str, Any] | None:
    """Return a slide as YAML; None if YAML has no form for something on it."""
    names = frozenset[str]().union(*(placed.constructs for placed in slide.blocks))
    if slide.definitions or not slide.blocks or "picture in a line" in names:
        return None
    try:
        body = [block for placed in slide.blocks for block in _yaml(placed.block)]
    except _NoFormError:
        return None
    return {"title": slide.title.removesuffix(" {#first}"), "body": body}


class _NoFormError(Exception):
    """YAML has no form for a construct."""


def _yaml(block: Grown) -> Iterator[dict[str, Any]]:  # noqa: C901, PLR0912 - a table
    fillings: Any = block.fillings
    match block.construct.name:
        case "paragraph":
            yield {"paragraph": fillings[0]}
        case "heading":
            yield {"heading": fillings[0]}
        case "heading with an id":
            yield {"heading": f"{fillings[0]} {{#part-{fillings[1]}}}"}
        case "bullets" | "bullets by stars":
            yield {"bullets": list(fillings)}
        case "numbers":
            yield {"numbered": list(fillings)}
        case "bullets with a list":
            (nested,) = (one for inner in fillings[1] for one in _yaml(inner))
            if "bullets" not in nested:
                raise _NoFormError
            yield {
                "bullets": [
                    {"text": fillings[0], "items": nested["bullets"]},
                    fillings[2],
                ]
            }
        case "fence":
            yield {"code": "\n".join(block.markdown.split("\n")[1:-1])}
        case "table":
            head, rows = (
                fillings[:2],
                [fillings[2:4], [None, fillings[4]]],
            )
            yield {"table": {"header": head, "align": ["left", "right"], "rows": rows}}
        case "table with a caption":
            align = ["left", "center"]
            head, rows, caption = (
                fillings[:2],
                [fillings[2:4]],
                fillings[4],
            )
            table = {"header": head, "align": align, "rows": rows, "caption": caption}
            yield {"table": table}
        case "table without a header":
            yield {"table": {"rows": [fillings]}}
        case "metric":
            yield {"metric": {"value": fillings[0], "label": fillings[1]}}
        case "picture":
            alt = f'alt{fillings[1]} & "so" <on>'
            yield {"picture": {"file": "picture.svg", "alt": alt, "caption": fillings[0]}}
        case _:
            raise _NoFormError
