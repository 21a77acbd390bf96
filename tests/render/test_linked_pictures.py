"""A picture in a link leads where the link does, in both outputs."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from tests.authoring import document, png
from tests.render.files import page_of, pptx_of

TEXT = """# One

[![Outside](a.png)](https://example.org/a) [![Within](a.png)](#two)

# Two

Words
"""


def test_pictures_are_linked(tmp_path: Path) -> None:
    made = document(tmp_path, TEXT, {"a.png": png()})
    (talk,), (supplies,) = made.talks, made.supplies

    page = page_of(talk, supplies)
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*><img[^>]* alt="([^"]*)"', page)
    assert links == [("https://example.org/a", "Outside"), ("#/two", "Within")]

    with zipfile.ZipFile(io.BytesIO(pptx_of(talk))) as package:
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
