"""Reads a flowchart from YAML: its nodes by name, and its edges as `one -> other`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from diptych.blocks.diagram import Diagram
from diptych.diagnostics import Span, nearest
from diptych.diagrams.ranking import back_edges
from diptych.model.diagram import DIRECTIONS, NODE_FORMS, Cluster, Edge, Flow, Node
from diptych.model.drawn_shapes import Dash, LineEnd
from diptych.model.text import Text, literal
from diptych.source.diagrams.diagnostic_kinds import BAD_DIAGRAM
from diptych.source.diagrams.ends import unfit_edges, with_empty_clusters
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, kind_of
from diptych.source.yaml.tree import Value

_KEYS = ("kind", "nodes", "edges", "clusters", "direction", "alt", "caption", "steps", "id")
_NODE = ("text", "form", "accent", "in")
_EDGE = ("edge", "label", "dash", "thick")
_SIGN = re.compile(r"(<->|->|--)")
_ENDS: Mapping[str, tuple[LineEnd | None, LineEnd | None]] = {
    "->": (None, "triangle"),
    "<->": ("triangle", "triangle"),
    "--": (None, None),
}
_DASHES: tuple[Dash, ...] = ("solid", "dash", "dot")
_HINT = "write `one -> other`, or `one -> other: label`"
_IN_HINT = "write `name: Title`; nodes are in it with `in: name`"


class _Joined(NamedTuple):
    """Two nodes of an edge, and what is at its ends."""

    source: str
    target: str
    ends: tuple[LineEnd | None, LineEnd | None]


def read_flow(
    value: Value, reader: SourceReader, steps: Iterator[int], *, stepwise: bool
) -> Diagram | None:
    """Return a flowchart; None, with a report, if it has no nodes or an edge leads nowhere.

    With `steps: true`, or where it is `stepwise`, its nodes appear one after the other at the given
    ones.
    """
    fields = Fields(value, reader, _KEYS, "a diagram")
    if not fields.is_mapping:
        return None
    faults = _faults(reader)
    clusters = tuple(_clusters(fields, reader))
    nodes = tuple(_nodes(fields, reader, {cluster.name for cluster in clusters}))
    names = {node.name for node in nodes} | {cluster.name for cluster in clusters}
    edges = tuple(edge for one in fields.list("edges") for edge in _edges(one, names, reader))
    by_name, around = with_empty_clusters(
        {node.name: node for node in nodes}, {cluster.name: cluster for cluster in clusters}
    )
    _report_unfit(edges, by_name, around, reader)
    nodes, clusters = tuple(by_name.values()), tuple(around.values())
    is_tree = fields.one_of("kind", ("flow", "org")) == "org"
    if is_tree:
        _report_rings(nodes, edges, reader)
    if not nodes and _faults(reader) == faults and fields.value("nodes", required=True):
        hint = "write them as `name: words`"
        reader.report(BAD_DIAGRAM, fields.span_of("nodes"), "this diagram has no nodes", hint)
    if not nodes or _faults(reader) > faults:
        return None
    if fields.boolean("steps", default=stepwise):
        nodes = tuple(replace(node, step=step) for node, step in zip(nodes, steps, strict=False))
    return Diagram(
        content=Flow(
            nodes=nodes,
            edges=tuple(replace(edge, end=None) for edge in edges) if is_tree else edges,
            is_tree=is_tree,
            clusters=clusters,
            direction=fields.one_of("direction", DIRECTIONS[1:]) or "",
        ),
        alt=fields.plain("alt"),
        caption=fields.text("caption"),
        id=fields.string("id"),
        span=value.span,
    )


def _report_unfit(
    edges: Sequence[Edge],
    nodes: Mapping[str, Node],
    clusters: Mapping[str, Cluster],
    reader: SourceReader,
) -> None:
    """Report names of both a node and a cluster, and edges that cannot be drawn."""
    for name in nodes.keys() & clusters.keys():
        message, hint = f"`{name}` is a node and a cluster", "give one another name"
        reader.report(BAD_DIAGRAM, clusters[name].span, message, hint, subject=name)
    for fault in unfit_edges(edges, nodes, clusters):
        hint = "join it with what is outside of it"
        reader.report(BAD_DIAGRAM, fault.edge.span, fault.message, hint, subject=fault.edge.source)


def _faults(reader: SourceReader) -> int:
    """Return how much has been found that no diagram can have; some of it may be warnings."""
    return reader.errors + sum(found.kind.code == BAD_DIAGRAM.code for found in reader.found)


def _report_rings(nodes: Sequence[Node], edges: Sequence[Edge], reader: SourceReader) -> None:
    """Report who has two above, or is above oneself."""
    at = {node.name: number for number, node in enumerate(nodes)}
    back = back_edges(len(nodes), [(at[edge.source], at[edge.target]) for edge in edges])
    led: set[str] = set()
    for number, edge in enumerate(edges):
        message = ""
        if number in back or edge.source == edge.target:
            message = f"`{edge.source} -> {edge.target}` closes a cycle"
        elif edge.target in led:
            message = f"`{edge.target}` has two superiors"
        led.add(edge.target)
        if message:
            hint = (
                "in an organisation chart everyone has one superior: leave this out, or draw a flow"
            )
            reader.report(BAD_DIAGRAM, edge.span, message, hint, subject=edge.target)


def _clusters(fields: Fields, reader: SourceReader) -> Iterator[Cluster]:
    for name, entry in fields.mapping("clusters").items():
        title = _words(entry.value, reader, _IN_HINT)
        yield Cluster(name=name, title=title, span=entry.key_span)


def _nodes(fields: Fields, reader: SourceReader, clusters: set[str]) -> Iterator[Node]:
    for name, entry in fields.mapping("nodes").items():
        value = entry.value
        if value.data is None or is_words(value):
            text = _words(value, reader, _HINT) or literal(name, entry.key_span)
            yield Node(name=name, text=text, span=entry.key_span)
            continue
        own = Fields(value, reader, _NODE, f"node `{name}`")
        home = own.string("in") or ""
        if home and home not in clusters:
            message = f"there is no cluster `{home}`"
            hint = nearest(home, clusters, what="cluster")
            reader.report(BAD_DIAGRAM, own.span_of("in"), message, hint, subject=home)
        yield Node(
            name=name,
            text=own.text("text") or literal(name, entry.key_span),
            span=entry.key_span,
            form=own.one_of("form", NODE_FORMS) or "box",
            accent=own.boolean("accent", default=False),
            cluster=home,
        )


def _words(value: Value, reader: SourceReader, hint: str) -> Text | None:
    if value.data is None:
        return None
    if not is_words(value):
        reader.report(WRONG_TYPE, value.span, f"this must be text, not {kind_of(value)}", hint)
        return None
    return reader.markdown(value.place.part(0, len(value.place.text.rstrip())))


def _edges(value: Value, names: set[str], reader: SourceReader) -> Iterator[Edge]:
    """Yield the edges of an item: `one -> other -> third`, with a label, or a mapping."""
    if is_words(value):
        for joined in _joined(value.place.text, value.span, names, reader):
            yield _edge(joined, value.span)
        return
    if isinstance(value.data, Mapping) and len(value.data) == 1 and "edge" not in value.data:
        entry = next(iter(value.data.values()))
        label = _words(entry.value, reader, _HINT)
        for joined in _joined(entry.key, entry.key_span, names, reader):
            yield replace(_edge(joined, entry.key_span), label=label)
        return
    fields = Fields(value, reader, _EDGE, "an edge")
    written, span = fields.string("edge", required=True), fields.span_of("edge")
    if written is None or span is None:
        return
    for joined in _joined(written, span, names, reader):
        yield replace(
            _edge(joined, span),
            label=fields.text("label"),
            dash=fields.one_of("dash", _DASHES) or "solid",
            thick=fields.boolean("thick", default=False),
        )


def _edge(joined: _Joined, span: Span) -> Edge:
    start, end = joined.ends
    return Edge(source=joined.source, target=joined.target, span=span, start=start, end=end)


def _joined(written: str, span: Span, names: set[str], reader: SourceReader) -> Iterator[_Joined]:
    parts = [part.strip() for part in _SIGN.split(written)]
    if len(parts) < len(("one", "->", "other")) or not all(parts):
        reader.report(BAD_DIAGRAM, span, f"`{written}` is not an edge", _HINT, subject=written)
        return
    for name in parts[::2]:
        if name not in names:
            message = f"this edge leads to `{name}`, which is neither a node nor a cluster"
            hint = nearest(name, names, what="node")
            reader.report(BAD_DIAGRAM, span, message, hint, subject=name)
    if all(name in names for name in parts[::2]):
        for (one, other), sign in zip(pairwise(parts[::2]), parts[1::2], strict=True):
            yield _Joined(one, other, _ENDS[sign])
