"""Writers, which turn a laid-out talk into files, and the table of all outputs."""

from __future__ import annotations

from collections.abc import Collection

from diptych.render.output import Output, Shared

PPTX = Output(
    name="pptx",
    help="native slides for PowerPoint",
    opened="{talk}/{locale}/{talk}.{locale}.pptx",
    writer="diptych.render.pptx:render_pptx",
    endings=(".pptx",),
    options=("dpi",),
)
HTML = Output(
    name="html",
    help="a reveal.js deck for browsers",
    opened="{talk}/{locale}/index.html",
    writer="diptych.render.html:render_html",
    options=("dpi",),
)
SINGLE_FILE = Output(
    name="single-file",
    help="the reveal.js deck as one HTML file with everything inside, to be mailed",
    opened="{talk}/{locale}/{talk}.{locale}.html",
    writer="diptych.render.html.single_file:render_single_file",
    endings=(".html",),
    is_default=False,
    options=("dpi",),
)

PDF = Output(
    name="pdf",
    help="a tagged PDF to hand out",
    opened="{talk}/{locale}/{talk}.{locale}.pdf",
    writer="diptych.render.pdf:render_pdf",
    endings=(".pdf",),
    is_default=False,
    shows_hidden=False,
    options=("dpi", "steps"),
)

HANDOUT = Output(
    name="handout",
    help="slides with their notes on paper, as PDF",
    opened="{talk}/{locale}/{talk}.{locale}.handout.pdf",
    writer="diptych.render.handout:render_handout",
    endings=(".pdf",),
    is_default=False,
    shows_hidden=False,
    options=("dpi", "handout", "paper"),
)

PNG = Output(
    name="png",
    help="a picture of each slide",
    opened="{talk}/{locale}/png/",
    writer="diptych.render.pictures:render_png",
    endings=(".png",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "width", "steps"),
)

SVG = Output(
    name="svg",
    help="the same for any size",
    opened="{talk}/{locale}/svg/",
    writer="diptych.render.pictures:render_svg",
    endings=(".svg",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "steps"),
)

WEBP = Output(
    name="webp",
    help="the same as PNG in half the size, with Pillow",
    opened="{talk}/{locale}/webp/",
    writer="diptych.render.pictures:render_webp",
    endings=(".webp",),
    is_default=False,
    shows_hidden=False,
    notes="never",
    options=("dpi", "width", "steps"),
)

TEXT = Output(
    name="text",
    help="the words of each slide, as Markdown and JSON",
    opened="{talk}/{locale}/{talk}.{locale}.md",
    writer="diptych.render.text:render_text",
    endings=(".md", ".json"),
    is_default=False,
    shows_hidden=False,
    notes="on request",
    options=("with_notes",),
)

PAGE = Output(
    name="page",
    help="a page about the talk for any web server, with the deck, pictures, words and downloads",
    opened="site/{talk}/{locale}/index.html",
    writer="diptych.render.page:render_page",
    is_default=False,
    shows_hidden=False,
    notes="never",
    shared=Shared(
        opened="site/index.html",
        writer="diptych.render.page:render_index",
        gaps="diptych.render.page:lacking",
    ),
    options=("dpi", "width"),
)

_ALL = (PPTX, HTML, SINGLE_FILE, PDF, HANDOUT, PNG, SVG, WEBP, TEXT, PAGE)
OUTPUTS = {output.name: output for output in _ALL}
"""All outputs by name."""


def endings() -> str:
    """Return the endings of files that can be written, in words."""
    each = (ending for output in OUTPUTS.values() for ending in output.endings)
    return ", ".join(dict.fromkeys(each))


def is_chosen(name: str, names: Collection[str]) -> bool:
    """Return whether a build that names some outputs, or none, writes the output `name`.

    One that is unknown counts as written by a build that names none, which so removes its files.
    """
    if names:
        return name in names
    return name not in OUTPUTS or OUTPUTS[name].is_default
