"""Charts as HTML: a drawing in the colours of the page, and its numbers for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from diptych.model.chart import Plan
from diptych.model.shapes import ChartShape
from diptych.render.chart_svg import chart_svg, view_box
from diptych.render.html.paragraphs import fragment_index
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style, token


def render_chart(index: int, chart: ChartShape) -> str:
    """Return a chart as HTML; its drawing is hidden from screen readers, which get its numbers."""
    narrow = chart.narrow
    image = _image(chart.plan, view_box(chart.box), chart.alt, "wide" if narrow else "")
    if narrow is not None:
        size = f"0 0 {narrow.width:.5g} {narrow.height:.5g}"
        image += _image(narrow.plan, size, chart.alt, "narrow")
    classes, step = fragment(chart.step)
    return (
        f'<figure class="shape picture chart{classes}" data-frame="{index}"{step}'
        f' style="{box_style(chart.box)}">{image}\n{_table(chart.plan)}</figure>'
    )


def _image(plan: Plan, size: str, alt: str, name: str) -> str:
    """Return a drawing of a chart, for screens of any width, or for wide or for narrow ones."""
    family = f"font-family:var(--font-{plan.letters.font})"
    shown = attribute("class", name) if name else ""
    said = f' role="img"{attribute("aria-label", alt)}'
    drawing = chart_svg(plan, token, _fragment)
    return f'<svg{shown} viewBox="{size}"{said} style="{family}">{drawing}</svg>'


def _fragment(step: int, content: str) -> str:
    return f'<g class="fragment"{fragment_index(step)}>{content}</g>'


def _table(plan: Plan) -> str:
    """Return the numbers of a chart as a visually hidden table."""
    head, *body = plan.rows
    heads = "".join(_cell("th", ' scope="col"', name) for name in head)
    rows = "".join(f"\n<tr>{''.join(_cells(row))}</tr>" for row in body)
    return (
        f'<table class="unseen">\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>{rows}\n</tbody>\n'
        "</table>"
    )


def _cells(row: tuple[str, ...]) -> Iterator[str]:
    yield _cell("th", ' scope="row"', row[0])
    yield from (_cell("td", "", value) for value in row[1:])


def _cell(tag: str, scope: str, text: str) -> str:
    """Return a cell; an empty one is never a header."""
    return f"<{tag}{scope}>{escape(text)}</{tag}>" if text else "<td></td>"
