"""Reads what was written: with python-pptx as a user of it would, and part by part as XML."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree
from pptx import Presentation
from tests.render.files import pptx_of
from tests.render.pptx.factory import SUPPLIES, talk

from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.supplies import Supplies

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "prov": "urn:diptych:provenance",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def written(made: LaidOutTalk, supplies: Supplies = SUPPLIES) -> bytes:
    """Return the presentation's bytes."""
    return pptx_of(made, supplies)


def opened(made: LaidOutTalk) -> Any:
    """Return the presentation as python-pptx reads it."""
    return Presentation(io.BytesIO(written(made)))


def opened_slide(made: LaidOutSlide) -> Any:
    """Return a slide as python-pptx reads it."""
    return opened(talk(made)).slides[0]


def kind(name: str) -> str:
    """Return what a shape's name says to people."""
    return name.partition(" src:")[0]


def readable(part: bytes) -> str:
    """Return a part with one element to a line, its text left as it is."""
    tree = etree.fromstring(part)
    etree.indent(tree)
    return str(etree.tostring(tree, encoding="unicode")) + "\n"


class Package:
    """The parts of a presentation."""

    def __init__(self, made: LaidOutTalk, supplies: Supplies = SUPPLIES) -> None:
        with zipfile.ZipFile(io.BytesIO(written(made, supplies))) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def xml(self, name: str) -> Any:
        """Return a part as a tree."""
        return etree.fromstring(self.parts[name])

    def find(self, name: str, path: str) -> list[Any]:
        """Return what the XPath `path` finds in a part."""
        found = self.xml(name).xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return found

    def targets(self, name: str, kind: str) -> list[str]:
        """Return where the relationships of one kind lead from a part, as they are written."""
        folder, _, file = name.rpartition("/")
        path = f"//rel:Relationship[substring-after(@Type, 'relationships/')='{kind}']/@Target"
        return [str(one) for one in self.find(f"{folder}/_rels/{file}.rels", path)]


def slide_xml(made: LaidOutSlide) -> Package:
    """Return the package of a talk of one slide."""
    return Package(talk(made))


SLIDE = "ppt/slides/slide1.xml"
