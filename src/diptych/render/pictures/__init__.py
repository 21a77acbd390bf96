"""The writers of pictures: each slide, all of them on a contact sheet, and the first as a preview.

All are drawn from the slides of the PDF.
"""

from diptych.render.pictures.preview import social_preview
from diptych.render.pictures.slides import slide_pictures
from diptych.render.pictures.writers import render_png, render_svg, render_webp

__all__ = ["render_png", "render_svg", "render_webp", "slide_pictures", "social_preview"]
