"""Where the parts of stacks are."""

from __future__ import annotations

from diptych.charting.axes import Axes


def ends_in_stack(axes: Axes, which: int, at: int) -> tuple[float, float]:
    """Return the ends of a part of a stack, in numbers of the scale."""
    values = [(one.values[at] or 0.0) for one in axes.data.series if not one.is_line]
    own = values[which]
    below = sum(one for one in values[:which] if (one < 0) == (own < 0))
    if axes.data.stacking == "percent":
        total = sum(map(abs, values)) or 1.0
        return below / total, (below + own) / total
    return below, below + own
