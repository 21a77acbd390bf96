"""The provenance in a file: names, tags, and custom XML that agrees with the text."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from tests.authoring import BuiltTalk
from tests.render.factory import SPAN, bold
from tests.render.pptx.factory import (
    BODY,
    PHOTO,
    SUPPLIES,
    chrome,
    frame,
    item,
    line,
    picture,
    talk,
    with_title,
)
from tests.render.pptx.gallery import gallery
from tests.render.pptx.reading import NAMES, Package, written

from diptych import __version__
from diptych.diagnostics import Span
from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.model.text import LineBreak, Run

ITEM = "customXml/item1.xml"
HOMES = {SPAN.file: SPAN.file}


def origin(made: LaidOutTalk, supplies: Supplies = SUPPLIES) -> Any:
    return Package(made, supplies).xml(ITEM)


def slide_hash(made: LaidOutSlide) -> str:
    (found,) = origin(talk(made)).xpath("prov:slide/@hash", namespaces=NAMES)
    return str(found)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def text_of(paragraph: Any) -> str:
    """Return the text of an `a:p` as the documentation has it hashed."""
    signs = paragraph.xpath(".//a:t | .//a:br", namespaces=NAMES)
    return "".join("\n" if one.tag.endswith("}br") else one.text or "" for one in signs)


# ------------------------------------------------------------------------------------ custom XML


def test_says_which_talk_and_program_it_is_of() -> None:
    root = origin(talk(with_title("a", "A"), locale="ko"))
    assert root.tag == "{urn:diptych:provenance}provenance"
    assert dict(root.attrib) == {
        "format": "1", "version": __version__, "talk": "demo", "locale": "ko",
    }  # fmt: skip


def test_every_slide_is_known_by_its_part_and_by_what_powerpoint_knows_it_by() -> None:
    made = talk(with_title("b", "B"), replace(with_title("long", "L"), part=2))
    package = Package(made)
    slides = package.find(ITEM, "//prov:slide")
    assert [(one.get("id"), one.get("page"), one.get("part")) for one in slides] == [
        ("b", None, "ppt/slides/slide1.xml"),
        ("long", "2", "ppt/slides/slide2.xml"),
    ]
    for one in slides:
        assert package.find(one.get("part"), "//p14:creationId/@val") == [one.get("creationId")]


def test_every_paragraph_leads_to_its_line() -> None:
    first = item("a", block_id="first", span=replace(SPAN, line=9))
    body = frame(BODY, first, item("b", span=Span("/etc/passwd", 1)))
    made = talk(with_title("a", "A", body, picture(), *chrome(1)))
    root = origin(made, replace(SUPPLIES, project_paths=HOMES))
    found = root.xpath("//prov:frame[@region='body']/prov:p", namespaces=NAMES)
    assert [(one.get("block"), one.get("source")) for one in found] == [
        ("first", "deck/slides/one.md:9"),
        (None, None),
    ]
    assert root.xpath("//prov:picture/@source", namespaces=NAMES) == ["deck/slides/one.md:1"]
    assert root.xpath("//prov:picture/@hash", namespaces=NAMES) == [PHOTO.sha256[:12]]


def check_against_the_file(data: bytes) -> int:
    """Check what is said of each paragraph against the paragraph; return how many there are."""
    checked = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for slide in etree.fromstring(package.read(ITEM)):
            part = etree.fromstring(package.read(slide.get("part")))
            for frame_ in slide.xpath("prov:frame", namespaces=NAMES):
                path = f"//p:sp[p:nvSpPr/p:cNvPr[@id='{frame_.get('shape')}']]"
                (shape,) = part.xpath(path, namespaces=NAMES)
                assert shape.xpath("p:nvSpPr/p:cNvPr/@name", namespaces=NAMES) == [
                    frame_.get("name")
                ]
                paragraphs = shape.xpath("p:txBody/a:p", namespaces=NAMES)
                hashes = [hash_of(text_of(one)) for one in paragraphs]
                assert [one.get("hash") for one in frame_] == hashes
                checked += len(hashes)
    return checked


def test_hashes_are_of_the_text_that_the_file_has() -> None:
    odd = item("tab\tand\x0bthe rest", LineBreak(), bold("<b>"), Run("1", role="citation"))
    made = talk(with_title("a", "A", frame(BODY, odd, item("한글\u2060, \u00a0"))))
    assert check_against_the_file(written(made)) == 3
    assert check_against_the_file(written(gallery())) > 20


def test_the_real_talk_leads_back_paragraph_by_paragraph(built_talk: BuiltTalk) -> None:
    for locale in ("en", "ko"):
        data = built_talk.in_locale(locale).pptx.read_bytes()
        assert check_against_the_file(data) > 300
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(ITEM))
        sources = root.xpath("//@source")
        assert len(root.xpath("//prov:p[not(@source)]", namespaces=NAMES)) == 0
        assert all(source.startswith("deck/") for source in sources)


def test_a_slide_s_hash_is_of_its_words_and_pictures_alone() -> None:
    made = with_title("a", "A", frame(BODY, item("b")), picture(), *chrome(1))
    moved = frame(BODY, item("b"), box=BODY.box.inset(Emu(9)))
    same = with_title("z", "A", moved, picture(), *chrome(7))
    assert slide_hash(made) == slide_hash(same)
    assert slide_hash(made) != slide_hash(with_title("a", "A", frame(BODY, item("c")), picture()))
    assert slide_hash(made) != slide_hash(with_title("a", "A", frame(BODY, item("b"))))


def test_notes_are_told_of_only_where_they_are_written() -> None:
    made = with_title("a", "A", notes=(line(BODY, "Speak"),))
    (notes,) = origin(talk(made)).xpath("//prov:notes", namespaces=NAMES)
    assert [one.get("hash") for one in notes] == [hash_of("Speak")]
    assert hash_of("Speak").encode() not in written(talk(replace(made, notes=())))
    assert slide_hash(made) == slide_hash(replace(made, notes=()))


def test_the_part_is_related_to_the_presentation_and_has_properties() -> None:
    package = Package(talk(with_title("a", "A")))
    assert package.targets("ppt/presentation.xml", "customXml") == ["../customXml/item1.xml"]
    assert package.targets(ITEM, "customXmlProps") == ["itemProps1.xml"]
    properties = package.xml("customXml/itemProps1.xml")
    other = Package(talk(with_title("b", "B"))).parts["customXml/itemProps1.xml"]
    assert package.parts["customXml/itemProps1.xml"] == other
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
    assert properties.tag == f"{space}datastoreItem"
    assert properties.find(f".//{space}schemaRef").get(f"{space}uri") == "urn:diptych:provenance"


# ------------------------------------------------------------------------------------------ tags


def test_a_slide_carries_its_id_and_hash_as_tags() -> None:
    made = talk(with_title('gpu/"market"', "A"), with_title("b", "B"))
    package = Package(made)
    assert package.targets("ppt/slides/slide2.xml", "tags") == ["../tags/tag2.xml"]
    order = package.find("ppt/slides/slide2.xml", "/p:sld/p:cSld/*")
    assert [etree.QName(one).localname for one in order] == ["spTree", "custDataLst", "extLst"]
    tags = package.find("ppt/tags/tag1.xml", "/p:tagLst/p:tag")
    hashes = package.find(ITEM, "//prov:slide/@hash")
    assert [(one.get("name"), one.get("val")) for one in tags] == [
        ("DIPTYCH_SLIDE", 'gpu/"market"'),
        ("DIPTYCH_HASH", hashes[0]),
    ]


def test_python_pptx_keeps_all_of_it() -> None:
    presentation = Presentation(io.BytesIO(written(gallery())))
    saved = io.BytesIO()
    presentation.save(saved)
    assert check_against_the_file(saved.getvalue()) > 20
    with zipfile.ZipFile(saved) as package:
        tags = [name for name in package.namelist() if name.startswith("ppt/tags/")]
    assert len(tags) == len(gallery().slides)
