"""Link definitions, in a module of their own: a build that parses nothing needs no parser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Definitions = Mapping[str, Mapping[str, Any]]
"""Link definitions, `[label]: address`, by normalised label, as markdown-it keeps them."""
NO_DEFINITIONS: Definitions = {}
