"""Diagrams of tests, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import authored, only, said, slide_of

from diptych.blocks.diagram import Diagram
from diptych.model.diagram import Flow, Sequence
from diptych.model.shapes import Group
from diptych.pipeline import Prepared

LOOP = """flowchart LR
  ask([Question]) -->|words| find[(Search)]:::hot --> answer["Answer (short)"]
  answer -.-> ask
  subgraph store [Documents]
    find
  end
"""
GROUPS = """flowchart LR
  in --> one
  subgraph one [First]
    a & b --> c
  end
  one -->|go| two
  subgraph two
    direction TB
    d
  end
  two -.-> one
  subgraph three [Nothing]
  end
  two --> three
"""
TALK = """sequenceDiagram
  actor U as User
  U->>+W: Open the page
  alt known
    W-->>-U: Page
  else
    W-)W: Think
  end
  Note over U,W: Done
"""


def fenced(source: str, language: str = "mermaid") -> str:
    """Return a slide with a diagram."""
    return f"# A\n\n```{language}\n{source.rstrip()}\n```\n"


def flow_in(prepared: Prepared) -> Flow:
    """Return the only flowchart of the first slide."""
    (diagram,) = (one for one in authored(prepared)[0].body if isinstance(one, Diagram))
    assert isinstance(diagram.content, Flow)
    return diagram.content


def read(root: Path, source: str) -> tuple[Flow, list[str]]:
    """Return the flowchart that a text means, and what is said of it."""
    prepared = slide_of(root, fenced(source))
    return flow_in(prepared), said(prepared.found)


def edges(flow: Flow) -> list[str]:
    """Return the edges of a flowchart in short."""
    return [
        f"{edge.source}{'<' if edge.start else ''}{edge.dash[0]}{'!' if edge.thick else ''}"
        f"{'>' if edge.end else ''}{edge.target}{f':{edge.label.plain}' if edge.label else ''}"
        for edge in flow.edges
    ]


def group_in(prepared: Prepared) -> Group:
    """Return the only diagram of the first slide as it is drawn."""
    (group,) = (one for one in only(prepared)[0].shapes if isinstance(one, Group))
    return group


def sequence_in(prepared: Prepared) -> Sequence:
    """Return the only sequence of the first slide."""
    (diagram,) = (one for one in authored(prepared)[0].body if isinstance(one, Diagram))
    assert isinstance(diagram.content, Sequence)
    return diagram.content


def figure(kind: str, *items: str, middle: str = "") -> str:
    """Return a slide with a list that is shown as a figure; a blank moves an item inwards."""
    listed = "\n".join(f"{'  ' * (len(i) - len(i.lstrip()))}- {i.strip()}" for i in items)
    return f"# A\n\n::: {{.diagram kind={kind}}}\n{listed}\n\n{middle}\n:::\n"
