"""The forms of nodes in Mermaid's words: between brackets, and by the names of its version 11.

Its manual, "Flowcharts - Basic Syntax", "Node shapes" and "Expanded Node Shapes".
"""

from __future__ import annotations

import re

from diptych.model.diagram import NodeForm

_SLANTED: dict[str, NodeForm] = {"/]": "parallelogram", "\\]": "parallelogram"}
BRACKETS: tuple[tuple[str, dict[str, NodeForm]], ...] = (
    ("(((", {")))": "circle"}),
    ("([", {"])": "stadium"}),
    ("[[", {"]]": "subroutine"}),
    ("[(", {")]": "cylinder"}),
    ("((", {"))": "circle"}),
    ("{{", {"}}": "hexagon"}),
    ("[/", _SLANTED),
    ("[\\", _SLANTED),
    ("[", {"]": "box"}),
    ("(", {")": "round"}),
    ("{", {"}": "diamond"}),
    (">", {"]": "box"}),
)
"""What stands before the words of a node, and what may stand after them, of which the first counts;
a longer one comes before its beginning."""
_NAMES: dict[NodeForm, str] = {
    "box": "rect proc process rectangle notch-rect card doc document docs documents text",
    "round": "rounded event",
    "stadium": "stadium terminal pill delay half-rounded-rectangle",
    "circle": "circle circ dbl-circ double-circle fr-circ stop start sm-circ small-circle f-circ",
    "diamond": "diam diamond decision question",
    "hexagon": "hex hexagon prepare",
    "cylinder": "cyl cylinder db database disk lin-cyl das h-cyl horizontal-cylinder",
    "subroutine": "fr-rect subprocess subproc subroutine framed-rectangle lin-rect lined-process",
    "parallelogram": "lean-r lean-right in-out lean-l lean-left out-in trap-b trap-t manual-input",
}
FORMS_BY_NAME: dict[str, NodeForm] = {
    name: form for form, names in _NAMES.items() for name in names.split()
}
"""Of the names of version 11, those of forms that are much alike here."""
PICTURED = frozenset(("icon", "img", "form", "pos", "h", "w", "constraint"))
"""Properties of nodes that are pictures, which are boxes with their labels here."""
PROPERTIES = re.compile(r"@\{(?P<inside>(?:[^}\"]|\"[^\"]*\")*)\}")
PROPERTY = re.compile(r"\s*(?P<key>[\w-]+)\s*:\s*(?P<value>\"[^\"]*\"|[^,]*?)\s*(?:,|$)")
