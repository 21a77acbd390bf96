"""A picture in a link leads where the link does, in both outputs."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path

from msgspec.structs import replace
from tests.authoring import document, png

from diptych.render.html import render_html
from diptych.render.pptx import render_pptx

TEXT = """# One

[![Outside](a.png)](https://example.org/a) [![Within](a.png)](#two)

# Two

Words
"""


def test_pictures_are_linked(tmp_path: Path) -> None:
    (read,) = document(tmp_path, TEXT, {"a.png": png()}).talks
    talk = replace(read, rasters=defaultdict(png))  # what the layouts show is not looked at here

    (page,) = (data.decode() for path, data in render_html(talk).items() if path.suffix == ".html")
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*><img[^>]* alt="([^"]*)"', page)
    assert links == [("https://example.org/a", "Outside"), ("#/two", "Within")]

    (pptx,) = (data for path, data in render_pptx(talk).items() if path.suffix == ".pptx")
    with zipfile.ZipFile(io.BytesIO(pptx)) as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
        related = package.read("ppt/slides/_rels/slide1.xml.rels").decode()
    named = re.findall(r'descr="(\w+)"><a:hlinkClick r:id="(\w+)"([^>]*)/>', slide)
    assert [(alt, "hlinksldjump" in rest) for alt, _, rest in named] == [
        ("Outside", False),
        ("Within", True),
    ]
    targets = {
        id_: re.findall(rf'Id="{id_}"[^>]* Target="([^"]*)"', related)[0] for _, id_, _ in named
    }
    assert list(targets.values()) == ["https://example.org/a", "slide2.xml"]
