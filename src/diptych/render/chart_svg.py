"""The drawing of a chart as SVG, the same for every output that has no charts of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from diptych.model.chart import Mark, Plan, Word
from diptych.model.geometry import PX_PER_PT, Box, to_px
from diptych.model.theme import BOLD
from diptych.render.emoji_font import EMOJI_FAMILY, in_svg

_EMOJI = (f'<tspan class="emoji" font-family="{EMOJI_FAMILY}">', "</tspan>")
"""Style sheets may name the font otherwise."""
Paint = Callable[[str], str]
"""Returns the colour of a token as an output writes it."""


def chart_svg(plan: Plan, paint: Paint, grouped: Callable[[int, str], str]) -> str:
    """Return the content of the SVG element of a chart.

    `grouped` puts what appears at a step into an element of its own.
    """
    parts = [
        *((mark.step, _mark(mark, paint)) for mark in plan.marks),
        *((word.step, text) for word, text in _words(plan.words, plan, paint)),
    ]
    groups = groupby(parts, key=lambda part: part[0])
    return "".join(
        content if not step else grouped(step, content)
        for step, members in groups
        for content in ("".join(text for _, text in members),)
    )


def view_box(box: Box) -> str:
    """Return the size of a chart as the `viewBox` of its SVG."""
    return f"0 0 {round(to_px(box.width), 3):g} {round(to_px(box.height), 3):g}"


def _mark(mark: Mark, paint: Paint) -> str:
    fill = paint(mark.fill) if mark.fill else "none"
    outline = ""
    if mark.line:
        outline = f' stroke="{paint(mark.line)}" stroke-width="{mark.width:g}"'
        outline += ' stroke-linejoin="round"' if not mark.fill else ""
    return f'<path fill="{fill}"{outline} d="{mark.path}"/>'


def _words(words: Iterable[Word], plan: Plan, paint: Paint) -> Iterator[tuple[Word, str]]:
    size = f' font-size="{round(plan.letters.size * PX_PER_PT, 3):g}"'
    for word in words:
        anchor = f' text-anchor="{word.anchor}"' if word.anchor != "start" else ""
        weight = f' font-weight="{word.weight}"' if word.weight >= BOLD else ""
        look = f'{size}{anchor}{weight} fill="{paint(word.color)}"'
        place = f'x="{word.x:.2f}" y="{word.y:.2f}"'
        if word.turn:
            place += f' transform="rotate({-word.turn} {word.x:.2f} {word.y:.2f})"'
        shown = in_svg(escape(word.text, quote=False), _EMOJI)
        yield word, f"<text {place}{look}>{shown}</text>"
