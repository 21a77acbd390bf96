"""A diagram: boxes and what joins them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec.structs import replace

from diptych.diagrams.flow import FlowPlan
from diptych.diagrams.setting import DiagramSetting
from diptych.model.block import ShapeBlock
from diptych.model.diagram import Flow
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle, StandIn, in_language

_MOST = 60
"""Nodes; nobody reads more from afar."""
_NAMES: Mapping[str, str] = {"en": "Flowchart", "ko": "흐름도"}


class Diagram(ShapeBlock, frozen=True, kw_only=True):
    """Boxes and what joins them, in a flowchart.

    In YAML:

        diagram:
          nodes: {ask: Question, find: Search, answer: Answer}
          edges: [ask -> find, find -> answer]

    In Markdown:

        ```mermaid
        flowchart LR
          ask[Question] --> find[(Search)] -->|found| answer[Answer]
        ```
    """

    noun = "a diagram"
    in_markdown = "own"
    styles = (BlockStyle("diagram", StandIn("table", times=1.34, floor=0.5)),)

    content: Flow
    alt: Annotated[Text, Role("alt", markup="plain")] | None = None

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the steps at which it or one of its parts appears."""
        return (self.step, *(node.step for node in self.content.nodes))

    @property
    def fault(self) -> tuple[str, str] | None:
        """Return why it cannot be shown, and a hint; None if it can."""
        count = len(self.content.nodes)
        if count > _MOST:
            return f"{count} nodes are too many for a slide", f"show at most {_MOST}, or split it"
        return None

    @property
    def _flow(self) -> Flow:
        """Return it with nodes that have no step of their own at that of the whole."""
        if not self.step:
            return self.content
        nodes = (replace(node, step=node.step or self.step) for node in self.content.nodes)
        return replace(self.content, nodes=tuple(nodes))

    def set(self, style: Style) -> Setting:
        """Return it with its words measured."""
        flow = self._flow
        told = tuple(_told(flow))
        name = in_language(style.locale, _NAMES) or _NAMES["en"]
        alt = self.alt.plain if self.alt is not None else f"{name}: {'; '.join(told)}"
        count = len(flow.nodes)
        return DiagramSetting(
            span=self.span,
            plan=FlowPlan(flow, style, self.span, alt, told),
            crowded=(
                f"{count} nodes do not fit, even in type of {style.block('diagram').floor:g} pt",
                "group some of them, split the diagram, or give it more room",
            ),
        )


def _told(flow: Flow) -> Iterator[str]:
    """Yield who leads to whom, and the nodes that are alone."""
    names = {node.name: node.text.plain for node in flow.nodes}
    for edge in flow.edges:
        sign = "→" if edge.end else "—"
        sign = "↔" if edge.end and edge.start else sign
        label = f" ({edge.label.plain})" if edge.label is not None else ""
        yield f"{names[edge.source]} {sign} {names[edge.target]}{label}"
    joined = {name for edge in flow.edges for name in (edge.source, edge.target)}
    yield from (node.text.plain for node in flow.nodes if node.name not in joined)
