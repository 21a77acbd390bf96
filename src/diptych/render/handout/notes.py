"""Speaker notes as Typst content that flows: their lines, unlike those of slides, are Typst's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from diptych.model.paragraph import Paragraph
from diptych.model.text import plain_text
from diptych.render.nesting import NestedList, listings, nested
from diptych.render.pdf.paragraphs import language
from diptych.render.pdf.runs import flowing, in_words, with_boxes
from diptych.render.pdf.scene import Scene, TextContext
from diptych.render.pdf.source import literal, sequence, tuple_of


def notes_content(notes: Iterable[Paragraph], scene: Scene, ink: str) -> str:
    """Return notes as content in the colour token `ink`; `scene` is that of their slide."""
    text = TextContext(scene=replace(scene, link_color=None))
    inked = (replace(one, color=ink) for one in notes if one.runs)
    groups = groupby(inked, key=lambda one: one.kind)
    parts = [part for kind, group in groups for part in _group(kind, list(group), text)]
    return "".join(("{\n", *(f"  {part}\n" for part in parts), "}"))


def _group(kind: str, members: list[Paragraph], text: TextContext) -> Iterator[str]:
    match kind:
        case "item":
            rows = ((one, one) for one in members)
            yield from (_list(one, text) for one in nested(rows))
        case "quote":
            yield f"quoted({sequence([_plain(one, text) for one in members])})"
        case "code":
            yield from (_listing(lines, text) for lines in listings(members))
        case "heading":
            yield from (_heading(one, text) for one in members)
        case _:
            yield from (_plain(one, text) for one in members)


def _heading(paragraph: Paragraph, text: TextContext) -> str:
    level = text.scene.heading + 1
    return f"headed({level}, {literal(in_words(paragraph))}, {_words(paragraph, text)})"


def _listing(lines: list[Paragraph], text: TextContext) -> str:
    depth = lines[0].level + 1 if lines[0].indent else 0
    return f"within({depth}, listed({sequence([_line(one, text) for one in lines])}))"


def _line(paragraph: Paragraph, text: TextContext) -> str:
    """Return a line of code; one without signs is as high as the others."""
    shown = flowing(paragraph, text) if plain_text(paragraph.runs) else 'code(" ", 1)'
    return f"block({shown})"


def _plain(paragraph: Paragraph, text: TextContext) -> str:
    depth = paragraph.level + 1 if paragraph.indent else 0
    shown = f"par({_words(paragraph, text)})"
    return f"within({depth}, {shown})" if depth else shown


def _words(paragraph: Paragraph, text: TextContext) -> str:
    shown = flowing(paragraph, text)
    if paragraph.bold:
        shown = f"strong({shown})"
    if paragraph.locale != text.scene.locale:
        shown = f"text({language(paragraph.locale)}, {shown})"
    return shown


def _list(shown: NestedList[Paragraph], text: TextContext) -> str:
    """Return a list; bullets are artifacts, numbers and boxes are labels."""
    items = [
        sequence([f"par({_words(item.content, text)})", *(_list(one, text) for one in item.lists)])
        for item in shown.items
    ]
    signs = [item.content.bullet for item in shown.items]
    if not any(sign is not None and sign.is_label for sign in signs):
        sign = signs[0].sign if signs[0] is not None else ""
        listed = ", ".join(f"list.item({item})" for item in items)
        return f"list(marker: pdf.artifact({literal(sign)}), {listed})"
    labels = [with_boxes(one.sign, one.color) if one is not None else "[]" for one in signs]
    listed = ", ".join(f"enum.item({number}, {item})" for number, item in enumerate(items, 1))
    return f"enum(numbering: n => {tuple_of(labels)}.at(n - 1), {listed})"
