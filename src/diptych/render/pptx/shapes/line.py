"""Lines as PPTX: their colour, width, dashes and ends."""

from __future__ import annotations

from diptych.model.drawn_shapes import Dash, LineEnd, Outline
from diptych.render.paths import has_large_heads
from diptych.render.pptx.color import Colors

_DASHES: dict[Dash, str] = {
    "solid": "",
    "dash": '<a:prstDash val="dash"/>',
    "dot": '<a:prstDash val="sysDot"/>',
}


def line_xml(outline: Outline, colors: Colors) -> str:
    """Return a line with its dashes and ends (ECMA-376-1, 20.1.2.2.24)."""
    cap = ' cap="rnd"' if outline.dash == "solid" else ""
    heads = _end("headEnd", outline.start, outline) + _end("tailEnd", outline.end, outline)
    return (
        f'<a:ln w="{outline.width}"{cap}>{colors.fill(outline.color)}{_DASHES[outline.dash]}'
        f"<a:round/>{heads}</a:ln>"
    )


def _end(name: str, kind: LineEnd | None, outline: Outline) -> str:
    size = ' w="lg" len="lg"' if has_large_heads(outline) else ""
    return f'<a:{name} type="{kind}"{size}/>' if kind is not None else ""
