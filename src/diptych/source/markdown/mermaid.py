"""Reads a fence in Mermaid's words by its kind: diagrams, and what is a chart or a list here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from diptych.blocks.chart import Chart
from diptych.blocks.diagram import Diagram
from diptych.diagnostics import Span, nearest
from diptych.model.block import Block
from diptych.model.source_text import SourceText
from diptych.source.charts.mermaid import PieReader, XyReader
from diptych.source.diagrams.diagnostic_kinds import (
    BAD_DIAGRAM,
    IGNORED_DIAGRAM_STYLE,
    UNKNOWN_DIAGRAM,
)
from diptych.source.diagrams.flowcharts import FlowchartReader
from diptych.source.diagrams.mindmaps import MindmapReader
from diptych.source.diagrams.rows import RowReader, rows_of
from diptych.source.diagrams.sequences import SequenceReader
from diptych.source.diagrams.states import StateReader
from diptych.source.diagrams.timelines import TimelineReader
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import sound

_MOST_CHARACTERS = 20_000
"""A hundred for each node and line of the largest diagram that is laid out."""
_KIND = re.compile(r"\s*(?P<kind>[A-Za-z][\w-]*)")
_VERSION = re.compile(r"-(?:elk|v2|beta)$")
_READERS: Mapping[str, type[RowReader]] = {
    "flowchart": FlowchartReader,
    "graph": FlowchartReader,
    "sequenceDiagram": SequenceReader,
    "stateDiagram": StateReader,
    "mindmap": MindmapReader,
    "timeline": TimelineReader,
    "pie": PieReader,
    "xychart": XyReader,
}
_FRONT = re.compile(r"\s*---\n.*?\n---\s*(?:\n|$)", re.DOTALL)
_SETTING = re.compile(
    r"^[ \t]*(?:%%\{\s*(?P<directive>\w+).*|%%\|\s*(?P<option>[\w-]+)\s*:.*"
    r"|(?P<key>title|config)\s*:.*)$",
    re.MULTILINE,
)
_OPTION = re.compile(
    r"^[ \t]*%%\|\s*(?P<option>label|fig-cap)\s*:[ \t]*"
    r"(?:([\"'])(?P<quoted>.+)\2|(?P<words>\S(?:.*\S)?))[ \t]*$",
    re.MULTILINE,
)
"""What Quarto says of a diagram in comments that has a meaning here ("Cross References")."""
_SETTING_HINTS = {
    "title": "write it as the title of the slide, or as a heading above the diagram",
    "fig-alt": "write `accDescr: …` in the diagram",
    "alt": "write `accDescr: …` in the diagram",
}
_INSTEAD = {
    "architecture": "`flowchart LR` with `subgraph`",
    "block": "`flowchart LR` with `subgraph`",
    "C4Context": "`flowchart LR` with `subgraph`",
    "classDiagram": "`flowchart TD`, or a table",
    "erDiagram": "`flowchart LR`, or a table",
    "gantt": "a list that begins with dates, which is a timeline",
    "gitGraph": "`flowchart LR`",
    "journey": "a table, or `flowchart LR`",
    "kanban": "columns, or `flowchart LR` with `subgraph`",
    "packet": "a table",
    "quadrantChart": "a chart of the kind `scatter`",
    "requirementDiagram": "`flowchart TD`, or a table",
    "sankey": "`flowchart LR`, or a chart of the kind `bar`",
    "treemap": "a chart of the kind `bar`",
    "zenuml": "`sequenceDiagram`",
}
"""What to write in place of Mermaid's other kinds."""


def read_mermaid(
    place: SourceText, span: Span, reader: SourceReader, steps: Iterator[int] | None = None
) -> Block | None:
    """Return what is written in Mermaid's words; None, with a report, if it cannot be read.

    Its parts appear at `steps`, one after the other, if there are any.
    """
    if len(place.text) > _MOST_CHARACTERS:
        message = f"{len(place.text):,} characters are too many for a diagram"
        hint = f"show at most {_MOST_CHARACTERS:,}, or split it"
        reader.report(BAD_DIAGRAM, span, message, hint)
        return None
    rows = list(rows_of(place))
    _report_settings(place, reader)
    if not rows:
        reader.report(BAD_DIAGRAM, span, "this diagram is empty", "begin with `flowchart LR`")
        return None
    found = _KIND.match(rows[0].text)
    name = found["kind"] if found else rows[0].text.strip()
    kind = _VERSION.sub("", name)
    if kind not in _READERS:
        message = f"diagrams of the kind `{name}` are not made here"
        instead = _INSTEAD.get(kind)
        hint = f"write {instead}" if instead else nearest(name, _READERS, what="kind")
        reader.report(UNKNOWN_DIAGRAM, rows[0].place.span(), message, hint, subject=name)
        return None
    made = _READERS[kind](span, reader, steps).read(rows)
    if made is None or sound(made, reader) is None:
        return None
    return _with_options(made, place, reader)


def _with_options(made: Block, place: SourceText, reader: SourceReader) -> Block:
    """Return what is drawn with the label and the caption that Quarto's options give."""
    fields: dict[str, Any] = {}
    for found in _OPTION.finditer(place.text):
        words = place.part(*found.span("quoted" if found["quoted"] else "words"))
        if found["option"] == "label":
            fields["id"] = words.text
        elif isinstance(made, Diagram):
            fields["caption"] = reader.markdown(words)
        elif isinstance(made, Chart):
            fields["title"] = reader.markdown(words)
        else:
            hint = "write it as a heading above the list"
            message = "`fig-cap` has no effect here"
            reader.report(IGNORED_DIAGRAM_STYLE, words.span(), message, hint, subject="fig-cap")
    return replace(made, **fields)


def _report_settings(place: SourceText, reader: SourceReader) -> None:
    """Report what is said of a diagram as a whole in front of it or in comments, and is not shown.

    Mermaid's manual, "Configuration" and "Directives"; Quarto's, "Diagrams".
    """
    front = _FRONT.match(place.text)
    for found in _SETTING.finditer(place.text):
        name = found["directive"] or found["option"] or found["key"]
        if found["key"] and (front is None or found.start() > front.end()):
            continue
        if _OPTION.match(found[0]):
            continue
        message = f"`{name}` has no effect here"
        hint = _SETTING_HINTS.get(name, "the look of a diagram comes from the theme")
        span = place.span(found.start(found.lastgroup or 0), len(name))
        reader.report(IGNORED_DIAGRAM_STYLE, span, message, hint, subject=name)
