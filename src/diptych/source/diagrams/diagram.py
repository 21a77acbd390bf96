"""Reads a diagram from YAML, by its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diptych.blocks.diagram import Diagram
from diptych.source.diagrams.figures import read_figure
from diptych.source.diagrams.nodes import read_flow
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import sound
from diptych.source.yaml.tree import Value


def read_diagram(
    value: Value, reader: SourceReader, steps: Iterator[int], *, stepwise: bool = False
) -> Diagram | None:
    """Return a diagram: a figure if it has items; None, with a report, if it cannot be shown.

    Its parts appear one after the other at `steps` if it says so, or where it is `stepwise`.
    """
    data = value.data
    is_list = isinstance(data, Mapping) and (
        "items" in data or ("kind" in data and "nodes" not in data)
    )
    read = (read_figure if is_list else read_flow)(value, reader, steps, stepwise=stepwise)
    return read if read is not None and sound(read, reader) is not None else None
