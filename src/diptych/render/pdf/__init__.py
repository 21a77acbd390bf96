"""The PDF writer: a tagged document (PDF/UA-1) for each locale, typeset by Typst."""

from diptych.render.pdf.document import render_pdf

__all__ = ["render_pdf"]
